"""What the curves without a window are drawn from."""

from math import nan

import pandas as pd
import pytest

from cx.charts import labels, with_data
from cx.charts.customers import funnel_time


def curve(**more):
    days = list(range(1, 401))
    shares = [day / 1000 for day in days]
    return pd.DataFrame(
        {
            "step": "Acquire",
            "day": days,
            "at_risk": 500,
            "people": 1,
            "share": shares,
            "low": nan,
            "high": nan,
            **more,
        }
    )


def frames(picked=None):
    groups = pd.concat([curve(group="Ads"), curve(group="Mail").assign(share=0.3)])
    return funnel_time.ever(curve(low=0.1, high=0.9), groups, picked, 300)


def test_lines_begin_at_zero_and_end_on_the_last_day_that_is_drawn():
    lines = frames()["curves"].groupby("group")
    assert lines["day"].min().eq(0).all()
    assert lines["day"].max().eq(300).all()
    assert lines.size().max() < 2.2 * funnel_time.MOST_DAYS


def test_the_picked_group_stands_out_and_has_the_band():
    assert set(frames()["curves"].query("is_picked")["group"]) == {funnel_time.EVERYBODY}
    assert set(frames("Ads")["curves"].query("is_picked")["group"]) == {"Ads"}
    assert len(frames()["band"]) > 0
    assert frames("Ads")["band"].empty


def test_names_at_the_ends_stand_a_line_apart():
    heights = frames()["ends"]["at"].tolist()
    assert heights[0] - heights[1] >= 0.02
    assert labels.apart([1.0, 0.0, 0.0], 0.1) == pytest.approx([1.0, 0.1, 0.0])
    assert labels.apart([]) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_finished_chart_holds_no_rows_and_takes_those_of_its_frames(theme):
    assert not funnel_time.ever_chart(theme=theme).to_dict().get("datasets")
    assert set(with_data(funnel_time.ever_chart(theme=theme), **frames()).to_dict()["datasets"]) == {
        "curves",
        "band",
        "ends",
    }
