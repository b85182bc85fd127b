"""Answers take a Scope, or a day and the filters by name: the same question."""

from datetime import date
from inspect import signature

import pandas as pd
import pytest

import cx
from cx.customers.filters import Scope

DAY = date(2025, 1, 31)
ORDERS = [("1", "A", "2025-01-02", 90.0), ("2", "B", "2025-01-05", 8.0), ("3", "A", "2025-01-20", 40.0)]


@pytest.fixture(scope="module")
def store():
    lines = "\n".join(["order_id,customer_id,ordered_at,revenue", *(",".join(map(str, order)) for order in ORDERS)])
    found = cx.open_store(":memory:")
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
    assert shown == ["store", "as_of", "assumptions", "since", "region", "segment"]
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
