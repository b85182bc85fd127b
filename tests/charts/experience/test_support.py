"""What the pictures of the support page draw."""

import pandas as pd
import pytest

from cx import support
from cx.charts.experience import support as charts
from cx.charts.experience import support_load as load_charts

NAMES = {"complaint": "complaints", "question": "questions"}


def curves() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two curves of 2,000 steps each, that end at a fifth and at nothing."""
    hours = pd.Series(range(1, 2001)) / 4
    parts = [
        pd.DataFrame({"group": group, "hours": hours, "open_share": 1 - end * hours / 500}).assign(
            low=lambda rows: rows.open_share - 0.01, high=lambda rows: rows.open_share + 0.01
        )
        for group, end in (("complaint", 0.8), ("question", 1.0))
    ]
    summary = pd.DataFrame({"group": list(NAMES), "median": [312.5, 250.0]})
    return pd.concat(parts, ignore_index=True), summary


def test_a_curve_keeps_its_shape_in_few_corners_and_reaches_from_edge_to_edge():
    frames = charts.waits(*curves(), NAMES, is_calendar=True)
    drawn = frames["curves"]
    assert len(drawn) < 2 * (charts.STEPS + 4)
    for group, end in (("complaint", 0.2), ("question", 0.0)):
        rows = drawn[drawn.group == group]
        assert rows.open_share.is_monotonic_decreasing and rows.hours.is_monotonic_increasing
        assert (rows.open_share.iloc[0], rows.hours.iloc[0]) == (1, charts.SOONEST)
        assert (rows.open_share.iloc[-1], rows.hours.iloc[-1]) == (pytest.approx(end), charts.A_MONTH)
    assert frames["ends"].text.tolist() == ["20% complaints", "0% questions"]
    assert frames["halves"].text.tolist() == ["half in 10 days", "half in 13 days"]


def test_names_of_curves_that_end_alike_stand_apart():
    rows, summary = curves()
    rows["open_share"] = 1 - (1 - rows.open_share) * rows.group.map({"complaint": 1.22, "question": 0.97})
    ends = charts.waits(rows, summary, NAMES, is_calendar=True)["ends"]
    assert abs(ends["at"].diff().iloc[1]) == pytest.approx(0.06, abs=0.005)


def test_staffing_points_at_the_people_needed_and_leaves_out_what_has_no_steady_state():
    table = support.staff(42, 4, 2, range(2, 8), within_seconds=60)
    frames = load_charts.staffing(table, 4, 0.8, "60 s")
    assert frames["chosen"].agents.tolist() == [4, 4]
    assert "4: 83% in time, 11% hang up" in frames["chosen"].text.tolist()
    assert frames["staffing"].query("line == 'in_time-C'").agents.tolist() == [3, 4, 5, 6, 7]


def test_every_chart_is_a_specification():
    for chart in (charts.waits_chart, charts.topics_chart, load_charts.week_chart, load_charts.staffing_chart):
        assert all(chart(theme=theme).to_dict() for theme in ("light", "dark"))
