"""Answers on support find the planted truth of the demo, and equal a plain count of its tickets."""

from datetime import date
from math import ceil, sqrt

import pandas as pd
import pytest

import cx
from cx import support
from tests import memory

AS_OF = date(2025, 12, 31)
END = pd.Timestamp("2026-01-01")
FROM = date(2025, 10, 1)


@pytest.fixture(scope="module")
def tickets(company) -> pd.DataFrame:
    return company["tickets"].query("opened_at >= '2025-07-01'")


@pytest.fixture(scope="module")
def store(tickets) -> cx.Store:
    with memory.outliving_the_test():
        store = memory.empty()
        with store.transaction() as cursor:
            rows = tickets.assign(satisfied=tickets.satisfied.map({"yes": True, "no": False}), upload_id=1, line=1)
            cursor.register("given", rows)
            cursor.execute("insert into tickets by name select * from given").fetchall()
    return store


def counted(rows: pd.DataFrame, event: str) -> dict[float, float]:
    """Kaplan-Meier by hand: share that still waits after each number of hours, one ticket after the other."""
    waits = []
    for row in rows.itertuples():
        end = row.answered_at if event == "answered" else row.resolved_at
        if event == "answered" and pd.isna(end):
            end = row.resolved_at
        if event == "resolved" and row.reopened_at > row.resolved_at:
            end = pd.NaT
        seconds = ((END if pd.isna(end) else end) - row.opened_at).total_seconds()
        waits.append((seconds // 60, False) if pd.isna(end) else (ceil(seconds / 60), True))
    share, found = 1.0, {}
    for minutes in sorted({minutes for minutes, happened in waits if happened}):
        at_risk = sum(1 for waited, _ in waits if waited >= minutes)
        share *= 1 - waits.count((minutes, True)) / at_risk
        found[minutes / 60] = share
    return found


@pytest.mark.parametrize("event", support.EVENTS)
def test_waits_equal_a_plain_count_of_the_tickets_of_a_quarter(store, tickets, event):
    rows = tickets[(tickets.opened_at >= str(FROM)) & (tickets.kind == "complaint")]
    table = support.waits(store, AS_OF, event, by="kind", opened_from=FROM)
    table = table[table.group == "complaint"]
    by_hand = counted(rows, event)
    assert table.hours.tolist() == pytest.approx(list(by_hand))
    assert table.open_share.tolist() == pytest.approx(list(by_hand.values()), abs=1e-12)
    found = support.summary(store, AS_OF, event, by="kind", opened_from=FROM).set_index("group").loc["complaint"]
    assert found["median"] == next(hours for hours, share in by_hand.items() if share <= 0.5)
    assert found.low < found["median"] < found.high
    assert found.after_30_days == pytest.approx([share for hours, share in by_hand.items() if hours <= 720][-1])


def test_calls_have_the_true_patience_length_and_opening_hours(store, truth):
    planted = truth["planted"].set_index("name").value
    clock = support.OpeningHours(
        (1, 2, 3, 4, 5, 6), int(planted["calls: opens (hour)"]), int(planted["calls: closes (hour)"])
    )
    every, inside = (support.calls(store, AS_OF, clock=one).iloc[0] for one in (support.CALENDAR, clock))
    assert every.calls > inside.calls and every.answered == inside.answered  # nobody answers outside the hours
    for found in (every, inside):
        error = 3 / sqrt(found.unanswered)
        assert found.patience_minutes == pytest.approx(planted["calls: mean patience (minutes)"], rel=error)
    error = 3 / sqrt(inside.answered)
    assert inside.minutes == pytest.approx(planted["calls: mean handling time (minutes)"], rel=error)
