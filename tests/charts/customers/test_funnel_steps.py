"""What the pictures of own steps are drawn from."""

from math import nan

import pandas as pd
import pytest

from cx.charts import with_data
from cx.charts.customers import funnel_groups, funnel_steps
from cx.text.formatting import month

MONTHS = pd.DataFrame(
    {
        "entered": pd.to_datetime(["2025-01-01", "2025-02-01", "2025-03-01"]),
        "people": [30, 2, 0],
        "eligible": [100, 10, 0],
        "rate": [0.3, 0.2, nan],
        "low": [0.2, 0.1, nan],
        "high": [0.4, 0.5, nan],
        "still_open": [0, 0, 7],
    }
)
DAYS = pd.DataFrame(
    {"step": ["Visit", "Visit", "Order"], "days": [1, 3, 9], "people": [5, 5, 4], "share": [0.5, 1.0, 1.0]}
)
QUANTILES = pd.DataFrame(
    {
        "step": ["Visit", "Order"],
        "people": [10, 4],
        "quick": [1, 9],
        "median": [1, 9],
        "slow": [3, 9],
        "slowest": [3, 9],
    }
)
MONEY = pd.DataFrame(
    {
        "step": ["Visit", "Order", "Again"],
        "people": [100, 40, 40],
        "revenue": [900.0, 800.0, 800.0],
        "dropped": [0, 60, 0],
        "dropped_revenue": [0.0, 100.0, 0.0],
        "lost": [nan, 1100.0, 0.0],
    }
)


def test_a_month_that_is_still_open_has_no_rate_and_a_small_one_is_hollow():
    frames = funnel_steps.trend(MONTHS, month)
    assert frames["months"]["is_small"].tolist() == [False, True]
    assert frames["last"]["text"].tolist() == ["20% (2 of 10)"]
    assert frames["last"]["figure_at"].iloc[0] <= frames["months"]["low"].min() or frames["last"]["is_above"].all()
    assert frames["open"]["place"].tolist() == [2]


def test_lines_of_days_begin_at_zero_end_on_one_day_and_name_their_median():
    frames = funnel_steps.waits(DAYS, "step", QUANTILES, "day")
    ends = frames["lines"].groupby("series")["days"].agg(["min", "max"])
    assert ends.values.tolist() == [[0, 9], [0, 9]]
    assert frames["ends"]["text"].tolist() == ["Visit: day 1", "Order: day 9"]
    assert frames["ends"]["share"].is_monotonic_decreasing


def test_who_leaves_is_told_with_the_money_that_is_lost_and_nothing_where_none_is():
    rows = funnel_steps.lost(MONEY, "Order", "$")["lost"]
    assert rows["text"].tolist() == ["60 left (60%) · up to $1.1k lost", "0 left (0%)"]
    assert rows["is_worst"].tolist() == [True, False]


def test_groups_beside_own_steps_run_by_the_first_step_with_a_rate():
    groups = pd.DataFrame(
        {
            "step": ["Visit", "Order"] * 2,
            "group": ["Ads", "Ads", "Mail", "Mail"],
            "people": [100, 5, 80, 40],
            "eligible": [100, 100, 80, 80],
            "rate": [nan, 0.05, nan, 0.5],
            "low": [nan, 0.0, nan, 0.4],
            "high": [nan, 0.1, nan, 0.6],
            "still_open": 0,
        }
    )
    rows = funnel_groups.heat(groups, {"Visit": "Visit", "Order": "Order"}, [])["heat"]
    assert rows["group"].drop_duplicates().tolist() == ["Mail", "Ads"]
    assert rows.loc[rows["is_entry"], "text"].tolist() == ["80", "100"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "chart, frames",
    [
        (funnel_steps.trend_chart, funnel_steps.trend(MONTHS, month)),
        (funnel_steps.waits_chart, funnel_steps.waits(DAYS, "step", QUANTILES, "day")),
        (funnel_steps.lost_chart, funnel_steps.lost(MONEY, None, "")),
    ],
    ids=["trend", "waits", "lost"],
)
def test_a_finished_chart_holds_no_rows_and_takes_those_of_its_frames(chart, frames, theme):
    assert not chart(theme=theme).to_dict().get("datasets")
    assert set(with_data(chart(theme=theme), **frames).to_dict()["datasets"]) == set(frames)
