"""Answers take a Scope, or a day and the filters by name: the same question."""

from datetime import date
from inspect import signature

import pandas as pd
import pytest

import cx
from cx.customers.filters import Scope
from tests import memory
from tests.shops import shop

DAY = date(2025, 1, 31)
ORDERS = [("1", "A", "2025-01-02", 90.0), ("2", "B", "2025-01-05", 8.0), ("3", "A", "2025-01-20", 40.0)]


@pytest.fixture(scope="module")
def store():
    lines = "\n".join(["order_id,customer_id,ordered_at,revenue", *(",".join(map(str, order)) for order in ORDERS)])
    found = memory.empty()
    found.load("orders", lines.encode())
    found.load("customers", b"customer_id,region\nA,North\nB,South\n")
    return found


@pytest.mark.parametrize(
    "answer",
    [cx.segments.tiers, cx.retention.cohorts, cx.funnel.lifecycle, cx.stages.months, cx.customer_types.crossed],
    ids=lambda answer: answer.__name__,
)
def test_a_scope_asks_what_a_day_and_a_region_ask(store, answer):
    by_name = answer(store, DAY, region="North")
    pd.testing.assert_frame_equal(answer(store, Scope(DAY, region="North")), by_name)
    pd.testing.assert_frame_equal(answer(store, as_of=Scope(DAY), region="North"), by_name)


def test_without_a_day_it_is_the_last_one_in_the_data(store):
    steps = [{"table": "orders"}, {"table": "orders"}]
    last = cx.funnel.steps(store, steps, within_days=30, as_of=date(2025, 1, 20))
    pd.testing.assert_frame_equal(cx.funnel.steps(store, steps, within_days=30), last)


def test_a_filter_that_an_answer_does_not_read_is_refused(store):
    with pytest.raises(TypeError, match="since"):
        cx.retention.cohorts(store, DAY, since=date(2025, 1, 1))


def test_help_shows_the_call_with_a_day_and_the_filters():
    shown = list(signature(cx.segments.tiers).parameters)
    assert shown == ["store", "as_of", "assumptions", "since", "region", "channel", "segment"]
    assert "since" not in signature(cx.retention.cohorts).parameters


@pytest.mark.parametrize(
    "asked",
    [
        lambda store: cx.segments.tiers(store, "2025-01-31"),
        lambda store: cx.segments.customers(store, "2025-01-31"),
        lambda store: cx.stages.current(store, as_of="2025-01-31"),
        lambda store: cx.rfm.groups(store, DAY, since="2025-01-31"),
        lambda store: cx.funnel.lifecycle(store, DAY, entered_from="2025-01-31"),
        lambda store: cx.movement.customers(store, DAY, before="2025-01-31"),
    ],
)
def test_a_date_as_text_is_refused_in_a_sentence(store, asked):
    with pytest.raises(cx.CxError, match=r"is a date, such as datetime.date\(2025, 12, 31\), not '2025-01-31'"):
        asked(store)


# A and D were first touched by e-mail, B by search; D never ordered, C ordered before any touch, E without one
TOUCHES = [
    ("A", "2025-01-01", "email"),
    ("A", "2025-01-01", "search"),
    ("B", "2025-01-01", "search"),
    ("C", "2025-01-10", "email"),
    ("D", "2025-01-05", "email"),
]
BOUGHT = [("A", "2025-01-02"), ("A", "2025-01-20"), ("B", "2025-01-05"), ("C", "2025-01-03"), ("E", "2025-01-06")]


@pytest.fixture(scope="module")
def touched():
    found = shop(BOUGHT, TOUCHES, [("A", "North"), ("B", "North")])
    with found.transaction() as cursor:
        cursor.execute("insert into saved_segments values ('Mine', date '2025-01-31', now()::timestamp, '')").fetchall()
        cursor.execute("insert into saved_segment_members values ('Mine', 'B'), ('Mine', 'E')").fetchall()
    return found


def buyers(store, **filters):
    everybody = {"all": [{"of": "purchases", "from": 1}]}
    rows, _customers, _profit = cx.segment_rules.customers(store, everybody, DAY, **filters)
    return sorted(rows.customer_id)


def test_a_channel_shows_who_first_came_by_it_before_they_ordered(touched):
    assert buyers(touched, channel="email") == ["A"]
    assert buyers(touched, channel="search") == ["B"]
    assert buyers(touched, channel="email", region="North") == ["A"]
    assert buyers(touched, channel="search", segment="Mine") == ["B"]
    assert buyers(touched, channel="email", segment="Mine") == buyers(touched, channel="radio") == []
    tiers = cx.segments.customers(touched, DAY).set_index("customer_id").tier
    shown = cx.segments.tiers(touched, DAY, channel="email")
    assert shown.loc[shown.customers > 0, "tier"].tolist() == [tiers["A"]]


def test_a_channel_keeps_people_reached_without_an_order_in_the_funnel(touched):
    asked = {"acquire_within_days": 10, "channel": "email"}
    steps = cx.funnel.lifecycle(touched, DAY, **asked).set_index("step")
    assert steps.people.tolist() == [2, 1, 0]  # A and D; A
    assert steps.at["Acquire", "rate"] == 0.5
    early = cx.funnel.lifecycle(touched, date(2025, 1, 4), **asked)
    assert early.people.tolist()[0] == 1  # D was not reached yet


def test_a_funnel_by_segment_within_a_channel_counts_members_of_that_channel(touched):
    visits = [{"table": "touchpoints"}, {"table": "orders"}]
    rows = cx.funnel.steps(touched, visits, 10, breakdown="segment", as_of=DAY, channel="search", segment="Mine")
    assert rows[["group", "people"]].values.tolist() == [["Mine", 1], ["Mine", 1]]
    rows = cx.funnel.steps(touched, visits, 10, breakdown="segment", as_of=DAY, channel="email", segment="Mine")
    assert rows[["group", "people"]].values.tolist() == [["(others)", 2], ["(others)", 1]]
