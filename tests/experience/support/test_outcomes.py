"""Topics, hours, calls, open tickets and changes, on desks small enough to check by hand."""

from datetime import date

import pytest

from cx import support
from tests.experience.support.desk import desk

YEAR_END = date(2025, 12, 31)
MORNING = "2025-06-02 09:00"


def ended(topic: str, yes: int, no: int, kind: str = "question") -> list[tuple]:
    day = ("2025-06-02 10:00", "2025-06-02 11:00")
    return [(MORNING, kind, *day, place < yes, topic) for place in range(yes + no)]


def test_a_topic_stands_out_from_all_others_only_beyond_chance_and_with_thirty():
    rows = [*ended("Strong", 99, 1), *ended("Usual", 78, 22), *ended("Weak", 50, 50), *ended("Few", 0, 20)]
    store = desk(*rows, (MORNING, "question", None, None, None, "Weak"))
    table = support.topics(store, YEAR_END).set_index("topic")
    assert list(table.index) == ["Few", "Weak", "Usual", "Strong"]
    assert table.verdict.to_dict() == {"Few": None, "Weak": False, "Usual": None, "Strong": True}
    assert (table.tickets["Weak"], table.n["Weak"], table.helped["Weak"]) == (101, 100, 0.5)
    assert support.helped(table)[0] == pytest.approx(227 / 320)


def test_rare_topics_go_together_and_no_topic_is_one_too():
    rows = [*ended("A", 3, 0), *ended("B", 1, 1), *ended("C", 1, 0), *ended(None, 0, 1)]
    table = support.topics(desk(*rows), YEAR_END, most=2)
    assert table[["kind", "topic", "tickets"]].values.tolist() == [
        ["", "(other topics)", 2],
        ["question", "B", 2],
        ["question", "A", 3],
    ]
    assert "" in support.topics(desk(*rows), YEAR_END).topic.tolist()


def test_tickets_by_weekday_and_hour_and_how_many_come_outside_the_hours():
    rows = [("2025-06-02 09:59", "question"), ("2025-06-02 20:00", "question"), ("2025-06-08 10:00", "question")]
    table = support.hours(desk(*rows), YEAR_END)
    assert len(table) == 168
    assert table[table.tickets > 0][["weekday", "hour"]].values.tolist() == [[1, 9], [1, 20], [7, 10]]
    share, low, high = support.outside(table, support.OpeningHours((1, 2, 3, 4, 5), 9, 20))
    assert share == pytest.approx(2 / 3) and low < share < high


CALLS = (
    ("2025-06-02 09:00:00", "call", "2025-06-02 09:00:30", "2025-06-02 09:04:30"),
    ("2025-06-02 09:10:00", "call", "2025-06-02 09:11:30", "2025-06-02 09:13:30"),
    ("2025-06-02 21:00:00", "Call", None, "2025-06-02 21:02:00"),
    ("2025-06-09 09:00:00", "call", None, None),
)


def test_an_abandoned_call_ended_without_an_answer_and_patience_is_wait_by_who_left():
    store = desk(*CALLS)
    found = support.calls(store, date(2025, 6, 15)).iloc[0]
    assert (found.calls, found.answered, found.unanswered) == (3, 2, 1)
    assert found.rate == pytest.approx(1 / 3)
    assert found.wait_seconds == pytest.approx((30 + 90 + 120) / 3)
    assert found.patience_minutes == pytest.approx(found.wait_seconds / 60 / found.rate)
    assert found.minutes == pytest.approx(3)
    inside = support.calls(store, date(2025, 6, 15), clock=support.OpeningHours(opens=9, closes=18)).iloc[0]
    assert (inside.calls, inside.unanswered) == (2, 0)
    assert support.calls(store, YEAR_END, "hour").group.tolist() == [9, 21]
    busiest = support.busiest(store, date(2025, 6, 15))
    assert busiest.iloc[0].to_dict() == {"weekday": 1, "hour": 9, "calls": 3, "days": 2, "calls_per_hour": 1.5}


def test_the_unresolved_are_listed_oldest_first_with_what_their_customers_contribute():
    store = desk(
        ("2025-06-03 09:00", "question", "2025-06-03 11:00", None, None, "Size", "Email", "A"),
        ("2025-06-02 09:00", "complaint", None, None, None, "Late", "Phone", None),
        ("2025-06-01 09:00", "complaint", None, "2025-06-02 09:00", None, "Late", "Phone", "A"),
        ("2025-06-04 09:00", "complaint", None, None, None, "Late", "Phone", "B"),
        orders=[{"order_id": 1, "customer_id": "A", "ordered_at": "2025-05-01", "revenue": 90, "cost": 50}],
        customers=[{"customer_id": "A", "name": "Ann", "region": "North"}],
    )
    rows = support.unresolved(store, date(2025, 6, 10))
    assert rows[["ticket_id", "open_days"]].values.tolist() == [["T1", 8], ["T0", 7], ["T3", 6]]
    ann = rows.set_index("ticket_id").loc["T0"]
    assert (ann["name"], ann.region, ann.answer_hours, ann.tickets, ann.customers) == ("Ann", "North", 2.0, 3, 2)
    assert ann.contribution > 0
    complaints = support.unresolved(store, date(2025, 6, 10), kinds=("complaint",))
    assert complaints.ticket_id.tolist() == ["T1", "T3"]
    late = support.unresolved(store, date(2025, 6, 10), topic="Size")
    assert (late.ticket_id.tolist(), late.tickets.tolist()) == (["T0"], [1])
    assert support.save_unresolved(store, "Waiting", "all", date(2025, 6, 10)) == 2


def test_shares_of_two_periods_are_compared_as_they_were_at_the_end_of_each():
    earlier = [("2024-06-02 09:00", "question", None, "2024-06-02 10:00")] * 90
    later = [(MORNING, "question", None, "2025-06-02 10:00")] * 50 + [(MORNING, "question")] * 40
    given = {"since": date(2025, 1, 1), "before": (date(2024, 1, 1), date(2024, 12, 31))}
    table = support.changes(desk(*earlier, *later), YEAR_END, **given).set_index("measure")
    assert table.loc["unresolved", ["before", "now", "verdict"]].tolist() == [0, 40 / 90, "worse"]
    assert list(table.index) == ["never_answered", "unresolved"]  # nobody said whether it helped, nobody called
