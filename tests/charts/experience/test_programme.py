"""What the pictures of the programme are drawn from, and that they can be drawn."""

from math import nan

import pandas as pd
import pytest

from cx.charts import with_data
from cx.charts.experience import programme as charts
from cx.charts.experience import programme_trends


def cell(stage: int, name: str, tone: str = charts.PLAIN) -> charts.Cell:
    return charts.Cell(stage, name, "5.0", "met", tone, "n = 40")


def test_measures_stand_under_the_chevron_of_their_stage():
    cells = [cell(0, "Basic"), cell(1, "Staff", charts.BAD), cell(0, "Symbolic", charts.UNKNOWN)]
    frames = charts.stages([("1 Needs", "what"), ("2 Strategy", "how")], cells)
    found = frames["cells"].set_index("name")
    assert found.at["Symbolic", "y"] - found.at["Basic", "y"] == charts.ROW
    assert found.at["Staff", "x"] == charts.WIDE and found.at["Staff", "y"] == found.at["Basic", "y"]
    assert (frames["shapes"]["x2"] > frames["shapes"]["x"]).all() and len(frames["heads"]) == 2
    assert charts.height(cells) == found["y2"].max() + 6
    with_data(charts.stages_chart(stages=2), **frames).to_dict()


def test_a_trend_has_its_own_scale_and_ends_with_the_last_whole_month():
    values = pd.Series([0.5, nan, 0.7, 9.0])
    one = programme_trends.Series("Usage", "usage", values, values - 0.1, values + 0.1, list("abcd"), list("efgh"))
    other = programme_trends.Series(
        "Heard", "measurement", values * 0 + 3, values * nan, values * nan, *[list("abcd")] * 2
    )
    whole = pd.Series([True, True, True, False])
    frames = programme_trends.trends(["Jan", "Feb", "Mar", "Apr"], whole, [one, other])
    first = frames["lines"][frames["lines"]["name"] == "Usage"]
    assert first["period"].tolist() == ["Jan", "Mar"]
    assert first["low"].min() == 1 and first["high"].max() == pytest.approx(1 + programme_trends.TALL)
    assert frames["ends"].set_index("name").loc["Usage", ["period", "said"]].tolist() == ["Mar", "c"]
    with_data(programme_trends.trends_chart(count=2), **frames).to_dict()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_chart_is_made_in_both_themes(theme):
    charts.stages_chart(theme=theme).to_dict()
    programme_trends.trends_chart(theme=theme).to_dict()
