"""Orders are counted from days: the count of distinct order numbers, whatever is strange about the numbers."""

from collections import defaultdict
from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from cx import contribution, segments
from cx.assumptions import Assumptions
from tests.companies import company

FREE_BUT_ORDERS = Assumptions(gross_margin=0.0, cost_per_order=1.0, cost_per_contact=0.0, cost_per_ticket=0.0)
DAYS = st.dates(date(2025, 1, 1), date(2025, 3, 31))
LINES = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", None]), st.integers(1, 4), DAYS, st.integers(0, 23), st.integers(-2, 9)
    ),
    min_size=1,
    max_size=40,
)


def shop(lines):
    return company(
        orders=[
            {
                "order_id": str(number),
                "customer_id": who,
                "ordered_at": datetime(day.year, day.month, day.day, hour).isoformat(sep=" "),
                "revenue": revenue,
            }
            for who, number, day, hour, revenue in lines
        ]
    )


@settings(max_examples=25, deadline=None)
@given(LINES, DAYS, DAYS)
def test_orders_of_a_window_equal_distinct_numbers_of_a_plain_loop(lines, one, other):
    since, until = min(one, other), max(one, other)
    numbers = defaultdict(set)
    for who, number, day, _hour, revenue in lines:
        if since <= day <= until:
            numbers[who] |= {number} if revenue >= 0 else set()
    store = shop(lines)
    sums = contribution.window_sums(store, contribution.Window(since, until, 1.0))
    found = store.rows("select customer_id, purchases from query_table($sums)", sums=sums)
    counted = {
        None if who is None or who != who else who: int(orders)
        for who, orders in zip(found.customer_id, found.purchases, strict=True)
    }
    assert counted == {who: len(orders) for who, orders in numbers.items()}


@settings(max_examples=20, deadline=None)
@given(LINES)
def test_a_month_of_a_tier_counts_an_order_number_once(lines):
    lines = [*lines, ("a", 9, date(2025, 1, 1), 9, 9), ("b", 9, date(2025, 3, 31), 9, 9)]
    months = segments.tier_months(shop(lines), date(2025, 3, 31), FREE_BUT_ORDERS)
    costed = dict.fromkeys((1, 2, 3), 0)
    orders = {(who, number, day.month) for who, number, day, _hour, revenue in lines if who and revenue >= 0}
    for _who, _number, month in orders:
        costed[month] += 1
    # a margin of 0: what is left of a month is the cost of its orders
    found = months.groupby(months.month.dt.month).contribution.sum()
    assert {month: round(-cost, 6) for month, cost in found.items()} == costed
