"""Lifecycle flow and churn, by hand and against a plain walk."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.customers import retention
from tests.examples import examples
from tests.shops import restock, shop

PARTS = ["active", "new", "returning_up", "returning_down", "resurrected", "dormant"]


@pytest.fixture(scope="module")
def store():
    """a buys each month, more in February, less in March; b pauses in February; c comes in March."""
    return shop(
        [
            ("a", "2025-01-05", 10),
            ("a", "2025-02-05", 20),
            ("a", "2025-03-05", 5),
            ("b", "2025-01-09", 10),
            ("b", "2025-03-09", 10),
            ("c", "2025-03-31", 10),
            (None, "2025-02-01", 10),
            ("c", "2025-04-01", -10),
        ],
        customers=[("a", "North")],
    )


def test_who_comes_returns_comes_back_and_goes(store):
    answer = retention.flow(store, date(2025, 3, 31))
    assert answer[PARTS].values.tolist() == [[2, 2, 0, 0, 0, 0], [1, 0, 1, 0, 0, 1], [3, 1, 0, 1, 1, 0]]
    assert answer["is_whole"].all()


def test_a_month_that_still_runs_says_so_and_is_in_no_churn(store):
    answer = retention.flow(store, date(2025, 3, 30))
    assert answer["is_whole"].tolist() == [True, True, False]
    assert retention.churn(answer)[["active_before", "dormant", "rate"]].values.tolist() == [[2, 1, 0.5]]


def test_a_month_with_nothing_but_a_return_has_nobody_active(store):
    april = retention.flow(store, date(2025, 4, 30)).iloc[-1]
    assert (april["active"], april["dormant"]) == (0, 3)


def test_periods_of_30_days_end_on_the_as_of_date(store):
    answer = retention.flow(store, date(2025, 3, 31), period="30 days")
    assert answer["ends_on"].iloc[-1] == pd.Timestamp("2025-03-31")
    assert (answer["ends_on"] - answer["starts_on"]).dt.days.eq(29).all()
    assert answer["is_whole"].all()
    assert answer["active"].tolist() == [2, 1, 3]


def test_a_region_chooses_customers(store):
    assert retention.flow(store, date(2025, 3, 31), region="North")["active"].tolist() == [1, 1, 1]


def test_an_empty_shop_has_no_flow_and_no_churn():
    empty = retention.flow(shop(), date(2025, 1, 1))
    assert empty.empty
    assert retention.churn(empty).empty


def test_an_unknown_period_is_refused(store):
    with pytest.raises(ValueError, match="fortnight"):
        retention.flow(store, date(2025, 1, 1), period="fortnight")


FIRST = datetime(2025, 1, 1)
orders = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", None]),
        st.integers(0, 200).map(lambda days: FIRST + timedelta(days=days)),
        st.sampled_from([10, 20, 0, -10]),
    ),
    max_size=25,
)
as_ofs = st.integers(0, 210).map(lambda days: (FIRST + timedelta(days=days)).date())


def place_of(day, as_of, period):
    if period == "30 days":
        return -((as_of - day).days // 30)
    months = day.year * 12 + day.month - 1
    return months if period == "month" else months // 3


def walked(orders, as_of, period):
    """[active, new, up, down, resurrected, dormant] of each period as plain Python sees them."""
    money, active = {}, set()
    for customer, moment, revenue in orders:
        if customer is None or moment.date() > as_of:
            continue
        cell = (customer, place_of(moment.date(), as_of, period))
        money[cell] = money.get(cell, 0) + revenue
        active |= {cell} if revenue >= 0 else set()
    if not active:
        return []
    rows = []
    for place in range(min(place for _, place in active), place_of(as_of, as_of, period) + 1):
        now = {customer for customer, when in active if when == place}
        before = {customer for customer, when in active if when == place - 1}
        ever = {customer for customer, when in active if when < place}
        up = {one for one in now & before if money[(one, place)] >= money[(one, place - 1)]}
        rows.append([len(part) for part in (now, now - ever, up, now & before - up, now & ever - before, before - now)])
    return rows


@examples(everyday=30, full=60)
@given(orders, as_ofs, st.sampled_from(retention.PERIODS))
def test_the_flow_is_that_of_a_plain_walk_and_its_identities_hold(orders, as_of, period):
    restock(WALKED, orders)
    answer = retention.flow(WALKED, as_of, period=period)
    assert answer[PARTS].values.tolist() == walked(orders, as_of, period)
    returning = answer["returning_up"] + answer["returning_down"]
    assert (answer["active"] == answer["new"] + returning + answer["resurrected"]).all()
    assert (answer["active"].shift(1).fillna(0) == returning + answer["dormant"]).all()


@examples(everyday=10, full=20)
@given(orders, as_ofs)
def test_flow_and_silence_of_the_past_are_those_of_a_load_up_to_that_day(orders, as_of):
    def asked():
        return (
            retention.flow(WALKED, as_of),
            retention.rhythms(WALKED, as_of),
            retention.overdue(WALKED, as_of),
        )

    restock(WALKED, orders)
    then = asked()
    restock(WALKED, [order for order in orders if order[1].date() <= as_of])
    for found, expected in zip(then, asked(), strict=True):
        pd.testing.assert_frame_equal(found, expected)


WALKED = shop()
