"""What the pictures of scores are drawn from, and that they can be drawn."""

from math import nan

import pandas as pd
import pytest

from cx.charts import with_data
from cx.charts.experience import voice as charts
from cx.charts.experience import voice_drivers, voice_topics


def series(**more) -> pd.DataFrame:
    rows = {
        "period": pd.to_datetime(["2025-01-01", "2025-04-01", "2025-07-01"]),
        "is_whole": [True, True, False],
        "n": [40, 0, 20],
        "value": [-10.0, nan, 5.0],
        "low": [-20.0, nan, -10.0],
        "high": [0.0, nan, 20.0],
        "raw": [10.0, nan, 2.0],
    }
    return pd.DataFrame(rows | more)


def test_a_quarter_without_votes_is_left_out_and_the_upper_line_has_its_name_above():
    frames = charts.trend(series(), lambda first: f"{first:%b}", is_net=True)
    assert frames["trend"]["period"].tolist() == ["Jan", "Jul"]
    assert frames["trend"]["interval"].tolist() == ["−20 to 0", "−10 to +20"]
    ends = frames["ends"].set_index("line")
    assert ends["text"].tolist() == ["+5 weighted", "+2 every answer"]
    assert ends["is_above"].to_dict() == {"value": True, "raw": False}
    with_data(charts.trend_chart(), **frames).to_dict()


def test_groups_and_drivers_are_drawn_in_their_order():
    rows = pd.DataFrame(
        {
            "group": ["Gold", "Tin"], "n": [40, 3], "people": [40, 3], "active": [50, 9], "rate_answered": [0.8, 1 / 3],
            "value": [0.5, nan], "low": [0.4, nan], "high": [0.6, nan],
        }
    )  # fmt: skip
    frame = charts.groups(rows, is_net=False)["groups"]
    assert frame["said"].tolist() == ["50%", ""] and frame["is_enough"].tolist() == [True, False]
    found = pd.DataFrame(
        {
            "touchpoint": ["a", "b"], "share": [0.7, 0.3], "low": [0.6, 0.2], "high": [0.8, 0.4], "asked": [4.0, 6.0],
            "experienced": [5.0, 5.5],
        }
    )  # fmt: skip
    assert voice_drivers.drivers(found, is_asked=False)["drivers"]["touchpoint"].tolist() == ["a", "b"]
    asked = voice_drivers.drivers(found, is_asked=True)["drivers"]
    assert asked["touchpoint"].tolist() == ["b", "a"] and asked["low"].isna().all()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_chart_is_made_in_both_themes(theme):
    charts.groups_chart(theme=theme, is_net=False).to_dict()
    voice_drivers.drivers_chart(theme=theme, is_asked=True).to_dict()
    charts.trend_chart(theme=theme, is_net=False).to_dict()


def test_topics_are_drawn_without_single_words_where_there_are_any():
    rows = pd.DataFrame(
        {
            "topic": ["Latin 1", "Greek x"], "is_topic": [True, False], "words": ["late, parcel", "x"],
            "comments": [40, 50], "mean_score": [3.0, nan], "scored": [38, 0], "verdict": [False, None],
            "quote": ["late again", "x"],
        }
    )  # fmt: skip
    frame = voice_topics.topics(rows)["topics"]
    assert frame[["words", "quoted", "score", "tone"]].values.tolist() == [
        ["late, parcel", "“late again”", "3.0", "bad"]
    ]
    assert voice_topics.topics(rows.assign(is_topic=False))["topics"]["score"].tolist() == ["3.0", ""]
    voice_topics.topics_chart(theme="dark", count=1).to_dict()
