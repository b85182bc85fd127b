"""The period before and the cost of one, as they are drawn."""

from math import nan

import pandas as pd
import pytest

from cx.charts import with_data
from cx.charts.customers import funnel_comparison as funnel_comparison_charts


def beside(**more):
    return pd.DataFrame(
        {
            "step": ["Acquire", "Retain"], "rate": [0.2, nan], "low": [0.18, nan], "high": [0.22, nan],
            "people": [300, 0], "eligible": [1500, 0], "rate_before": [0.1, 0.5], "low_before": [0.08, 0.2],
            "high_before": [0.12, 0.8], "people_before": [100, 5], "eligible_before": [1000, 10],
            "verdict": ["better", "too few to tell"],
        }
    ).assign(**more)  # fmt: skip


def found():
    rows = [(None, 900, 300), ("Ads", 600, 40), ("Mail", 300, 60), ("Fair", 90, 3), ("Word of mouth", 0, 9)]
    frame = pd.DataFrame(
        [(name, step, spend, people) for name, spend, people in rows for step in ("Reach", "Acquire", "Retain")],
        columns=["group", "step", "spend", "people"],
    )
    return frame.assign(cost=(frame["spend"] / frame["people"]).where(frame["spend"] > 0), until=None)


def bars():
    names = {"Reach": "per reached", "Acquire": "per won", "Retain": "per kept"}
    return funnel_comparison_charts.costs(found(), names, "Everybody", lambda cost: f"{cost:.2f}")


def test_a_rate_not_known_yet_has_no_mark_and_a_small_one_is_marked_small():
    rates = funnel_comparison_charts.before(beside())["rates"]
    assert rates[["step", "when"]].to_numpy().tolist() == [
        ["Acquire", "now"],
        ["Acquire", "before"],
        ["Retain", "before"],
    ]
    assert rates["is_small"].tolist() == [False, False, True]
    assert rates["row"].iloc[0] == "Acquire\nbetter"
    assert rates["text"].iloc[0] == "20%  this period, 300 of 1,500"


def test_channels_run_from_the_cheapest_to_the_dearest_with_small_ones_last_and_everybody_first():
    shown = bars()["bars"].drop_duplicates("group").sort_values("order")
    assert shown["group"].tolist() == ["Everybody", "Mail", "Ads", "Fair"]


def test_bars_are_as_long_as_the_cost_within_their_column_and_leave_room_for_the_amount():
    rows = bars()["bars"].set_index(["group", "step"])
    length = rows["right"] - rows["left"]
    assert length["Ads", "Acquire"] / length["Mail", "Acquire"] == pytest.approx(15 / 5)
    assert length.max() == pytest.approx(funnel_comparison_charts.SHARE)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_finished_charts_hold_no_rows_and_take_those_of_their_frames(theme):
    for chart, frames in (
        (funnel_comparison_charts.before_chart, funnel_comparison_charts.before(beside())),
        (funnel_comparison_charts.costs_chart, bars()),
    ):
        assert not chart(theme=theme).to_dict().get("datasets")
        assert set(with_data(chart(theme=theme), **frames).to_dict()["datasets"]) == set(frames)
