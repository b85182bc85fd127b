"""Waits of tickets, on desks small enough to check by hand."""

from datetime import date

import pandas as pd
import pytest

from cx import support
from tests.experience.support.desk import desk

YEAR_END = date(2025, 12, 31)
FOUR = (
    ("2025-06-02 09:00", "question", "2025-06-02 09:30", "2025-06-02 10:00"),
    ("2025-06-02 09:00", "question", "2025-06-02 10:00", "2025-06-02 12:00"),
    ("2025-06-02 09:00", "question", "2025-06-03 09:00", None),
    ("2025-06-02 09:00", "question", None, None),
)


def curve(store, *given, **more):
    return support.waits(store, YEAR_END, *given, **more)[["hours", "at_risk", "done", "open_share"]].values.tolist()


def test_open_tickets_keep_waiting_instead_of_being_left_out():
    store = desk(*FOUR)
    assert curve(store) == [[1, 4, 1, 0.75], [3, 3, 1, 0.5]]
    assert curve(store, "answered") == [[0.5, 4, 1, 0.75], [1, 3, 1, 0.5], [24, 2, 1, 0.25]]
    found = support.summary(store, YEAR_END).iloc[0]
    assert (found.n, found.n_open, found["median"], found.never, found.n_old) == (4, 2, 3.0, 0.5, 4)
    assert pd.isna(found.p90)
    assert found.after_30_days == 0.5


def test_what_happens_after_the_day_has_not_happened_yet():
    store = desk(*FOUR, ("2025-06-02 22:00", "question", "2025-06-03 08:00", "2025-06-03 09:00"))
    then = date(2025, 6, 2)
    assert support.waits(store, then)[["hours", "at_risk", "done"]].values.tolist() == [[1, 5, 1], [3, 3, 1]]
    found = support.summary(store, then, "answered").iloc[0]
    assert (found.n, found.n_open, found.n_old) == (5, 3, 0)
    assert pd.isna(found.never) and pd.isna(found.after_30_days)
    only_the_past = desk(*FOUR[:2], FOUR[3], FOUR[3], ("2025-06-02 22:00", "question"))
    assert support.waits(only_the_past, then).equals(support.waits(store, then))


def test_a_ticket_reopened_after_its_end_is_open_and_was_answered():
    again = ("2025-06-02 09:00", "question", None, "2025-06-02 10:00", True, None, None, None, "2025-06-05 10:00")
    store = desk(again, FOUR[0])
    assert support.summary(store, YEAR_END).n_open.iloc[0] == 1
    assert support.summary(store, date(2025, 6, 4)).n_open.iloc[0] == 0
    assert support.summary(store, YEAR_END, "answered").n_open.iloc[0] == 0
    assert support.topics(store, YEAR_END).n.sum() == 0  # neither has an end with an answer
    ended_later = (*again[:3], "2025-06-06 10:00", *again[4:])
    assert support.summary(desk(ended_later), YEAR_END).n_open.iloc[0] == 0


def test_the_clock_runs_in_the_opening_hours_only():
    office = support.OpeningHours((1, 2, 3, 4, 5), 9, 17)
    store = desk(
        ("2025-06-06 16:00", "over the weekend", None, "2025-06-09 10:00"),  # Friday to Monday
        ("2025-06-07 11:00", "at the weekend", None, "2025-06-08 12:00"),
        ("2025-06-02 07:00", "from before to after", None, "2025-06-03 20:00"),
        ("2025-06-06 16:45", "open", None, None),
    )
    found = support.waits(store, YEAR_END, by="kind", clock=office).set_index("group").hours
    assert found.to_dict() == {"over the weekend": 2.0, "at the weekend": 0.0, "from before to after": 16.0}
    plain = support.waits(store, YEAR_END, by="kind").set_index("group").hours
    assert plain.to_dict() == {"over the weekend": 66.0, "at the weekend": 25.0, "from before to after": 37.0}
    late = support.summary(store, date(2025, 7, 10), by="kind", clock=office).set_index("group").after_30_days
    assert late["open"] == 1 and late["at the weekend"] == 0  # 30 days of the calendar, whatever the hours


def test_the_clock_is_the_plain_count_of_open_minutes():
    clock = support.OpeningHours((1, 3, 6), 8, 20)
    moments = pd.date_range("2025-03-01 00:07", periods=9, freq="3011min")
    store = desk(*((str(moments[0]), f"{place:02d}", None, str(end)) for place, end in enumerate(moments)))
    found = support.waits(store, YEAR_END, by="kind", clock=clock).hours.tolist()
    minutes = [pd.date_range(moments[0], end, freq="min", inclusive="left") for end in moments]
    open_ = [sum(clock.covers(at.isoweekday(), at.hour) for at in every) / 60 for every in minutes]
    assert found == pytest.approx(open_)


def test_calls_are_in_nothing_but_the_calls():
    call = ("2025-06-02 09:00", "call", "2025-06-02 09:01", "2025-06-02 09:05", None, "Size", "Phone")
    store, without = desk(*FOUR, call), desk(*FOUR)
    for answer in (support.waits, support.summary, support.topics, support.hours):
        assert answer(store, YEAR_END).equals(answer(without, YEAR_END))
    assert support.calls(store, YEAR_END).calls.tolist() == [1]
    assert support.calls(without, YEAR_END).empty


def test_the_window_and_the_filters_choose_the_tickets():
    rows = [(*FOUR[0], True, "Size", "Email", one) for one in "AAB"]
    store = desk(
        *rows,
        ("2024-06-02 09:00", "question"),
        customers=[{"customer_id": "A", "region": "North"}, {"customer_id": "B", "region": "South"}],
    )
    assert support.summary(store, YEAR_END).n.tolist() == [3]
    assert support.summary(store, YEAR_END, opened_from=date(2024, 1, 1)).n.tolist() == [4]
    assert support.summary(store, YEAR_END, region="North").n.tolist() == [2]
    assert support.hours(store, YEAR_END, region="South").tickets.sum() == 1
    assert support.summary(store, YEAR_END, by="channel")[["group", "n"]].values.tolist() == [["Email", 3]]


def test_nothing_and_nonsense_have_an_answer_or_a_sentence():
    store = desk()
    assert support.waits(store, YEAR_END).empty and support.summary(store, YEAR_END).empty
    assert support.topics(store, YEAR_END).empty and support.hours(store, YEAR_END).empty
    assert support.busiest(store, YEAR_END).empty
    with pytest.raises(ValueError, match="none of answered, resolved"):
        support.waits(store, YEAR_END, "closed")
    with pytest.raises(ValueError, match="none of kind, topic"):
        support.summary(store, YEAR_END, by="colour")
    with pytest.raises(ValueError, match="none of weekday, hour"):
        support.calls(store, YEAR_END, "topic")
    with pytest.raises(ValueError, match="at least one weekday"):
        support.OpeningHours(())
    with pytest.raises(ValueError, match="begin before they end"):
        support.OpeningHours(opens=17, closes=9)
