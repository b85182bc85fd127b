"""Orders are counted from days: each once, on its first day, whatever is strange about the numbers and their lines."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cx.customers import contribution, funnel, retention, rfm, segments
from cx.customers.assumptions import Assumptions
from cx.customers.retention import overdue_customers
from tests.companies import company
from tests.examples import examples

FREE_BUT_ORDERS = Assumptions(gross_margin=0.0, cost_per_order=1.0, cost_per_contact=0.0, cost_per_ticket=0.0)
END = date(2025, 3, 31)
DAYS = st.dates(date(2025, 1, 1), END)
LINES = st.lists(
    st.tuples(st.sampled_from(["a", "b", None]), st.integers(1, 4), DAYS, st.integers(0, 23), st.integers(-2, 9)),
    min_size=1,
    max_size=40,
)


def shop(lines, **tables):
    return company(
        orders=[
            {
                "order_id": str(number),
                "customer_id": who,
                "ordered_at": datetime(day.year, day.month, day.day, hour).isoformat(sep=" "),
                "revenue": revenue,
                "product_id": "p",
            }
            for who, number, day, hour, revenue in lines
        ],
        **tables,
    )


def placed(lines):
    """{(customer, order number): its first day} of the orders with a purchase."""
    days = defaultdict(list)
    for who, number, day, _hour, revenue in lines:
        if revenue >= 0:
            days[who, number].append(day)
    return {order: min(found) for order, found in days.items()}


@examples(everyday=8, full=25)
@given(LINES, DAYS, DAYS)
def test_orders_of_a_window_are_those_whose_first_day_lies_in_it(lines, one, other):
    since, until = min(one, other), max(one, other)
    orders = defaultdict(int)
    for (who, _number), day in placed(lines).items():
        orders[who] += since <= day <= until
    store = shop(lines)
    sums = contribution.window_sums(store, contribution.Window(since, until, 1.0))
    found = store.rows("select customer_id, purchases from query_table($sums)", sums=sums)
    for who, counted in zip(found.customer_id, found.purchases, strict=True):
        assert counted == orders[None if who is None or who != who else who]


@examples(everyday=6, full=20)
@given(LINES)
def test_an_order_costs_in_the_month_of_its_first_day_alone(lines):
    lines = [*lines, ("a", 9, date(2025, 1, 1), 9, 9), ("b", 9, END, 9, 9)]
    months = segments.tier_months(shop(lines), END, FREE_BUT_ORDERS)
    costed = dict.fromkeys((1, 2, 3), 0)
    for (who, _number), day in placed(lines).items():
        costed[day.month] += who is not None
    # a margin of 0: what is left of a month is the cost of its orders
    found = months.groupby(months.month.dt.month).contribution.sum()
    assert {month: round(-cost, 6) for month, cost in found.items()} == costed


def repeat(store, as_of):
    return store.read("products/repeat", as_of=as_of, product_id="p", whole=False, within=30)


def test_an_order_whose_lines_carry_two_days_is_no_repeat_purchase():
    store = shop(
        [("a", 1, date(2025, 1, 5), 9, 10), ("a", 1, date(2025, 2, 7), 9, 10)],
        touchpoints=[{"person_id": "a", "occurred_at": "2025-01-01"}],
    )
    assert funnel.lifecycle(store, END, 30, 30)["people"].tolist() == [1, 1, 0]
    cohorts = retention.cohorts(store, END).set_index("age")
    assert cohorts["customers"].tolist() == [1, 0, 0]
    assert retention.flow(store, END)["active"].tolist() == [1, 0, 0]
    assert overdue_customers.rhythms(store, END)["customers"].tolist() == [1]
    assert repeat(store, END)["again"].tolist() == [0]
    scores = rfm.customers(store, END).iloc[0]
    assert (scores["frequency"], scores["recency_days"], scores["money"]) == (1, 85, 20)


def test_the_money_of_a_later_line_stays_in_its_own_month():
    store = shop([("a", 1, date(2025, 1, 5), 9, 10), ("a", 1, date(2025, 2, 7), 9, 30)])
    cohorts = retention.cohorts(store, END).set_index("age")
    assert cohorts["money"].tolist() == [10, 30, 0]


def test_two_orders_of_one_day_stay_two_orders_and_no_return_to_the_shop():
    store = shop([("a", 1, date(2025, 1, 5), 9, 10), ("a", 2, date(2025, 1, 5), 18, 10)])
    assert rfm.customers(store, END)["frequency"].tolist() == [2]
    assert funnel.new_customers(store, END)["retained"].sum() == 0


def test_a_later_line_on_the_day_of_another_order_takes_nothing_from_it():
    lines = [
        ("a", 1, date(2025, 1, 5), 9, 10),
        ("a", 1, date(2025, 1, 9), 9, 10),
        ("a", 2, date(2025, 1, 9), 9, 10),
    ]
    store = shop(lines)
    assert rfm.customers(store, END)["frequency"].tolist() == [2]
    assert funnel.new_customers(store, date(2025, 12, 31))["retained"].sum() == 1


def test_a_return_before_the_purchase_does_not_date_the_order():
    store = shop([("a", 1, date(2025, 1, 2), 9, -5), ("a", 1, date(2025, 1, 9), 9, 10)])
    assert store.rows("select first_order_on from people").iat[0, 0].date() == date(2025, 1, 9)


def test_the_channel_of_an_order_is_that_of_its_first_day_as_of_any_later_one():
    lines = [
        {"order_id": "1", "customer_id": "a", "ordered_at": "2025-01-05", "revenue": 10, "channel": "web"},
        {"order_id": "1", "customer_id": "a", "ordered_at": "2025-02-05", "revenue": 10, "channel": "app"},
    ]
    web = [{"table": "orders", "channel": "web"}]
    assert funnel.steps(company(orders=lines), web, 0, as_of=END)["people"].tolist() == [1]


def counts(store, as_of):
    """Every count of people and orders that splitting an order must not change."""
    flow = retention.flow(store, as_of)
    returning = flow["returning_up"] + flow["returning_down"]
    return {
        "lifecycle": funnel.lifecycle(store, as_of, 20, 30).drop(columns=["rate", "low", "high"]),
        "steps": funnel.steps(
            store, [{"table": "orders"}, {"table": "orders", "name": "again"}], 30, as_of=as_of
        )["people"],
        "cohorts": retention.cohorts(store, as_of)["customers"],
        "flow": flow[["active", "new", "resurrected", "dormant"]].assign(returning=returning),
        "rhythms": overdue_customers.rhythms(store, as_of),
        "frequency": rfm.customers(store, as_of)[["customer_id", "recency_days", "frequency"]],
        "repeat": repeat(store, as_of),
    }  # fmt: skip


ORDERS = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c"]), DAYS, st.integers(0, 40), st.booleans()),
    min_size=1,
    max_size=12,
)


@examples(everyday=5, full=15)
@given(ORDERS, DAYS)
def test_splitting_the_lines_of_an_order_over_two_days_changes_no_count(orders, as_of):
    touched = [{"person_id": who, "occurred_at": "2025-01-01"} for who in "abc"]
    whole, split = [], []
    for number, (who, day, later, is_split) in enumerate(orders):
        line = (who, number, day, 9, 5)
        whole += [line, line]
        split += [line, (who, number, day + timedelta(days=later * is_split), 9, 5)]
    as_of = max(as_of, min(day for _who, day, _later, _is_split in orders))
    one, other = (
        counts(shop(whole, touchpoints=touched), as_of),
        counts(shop(split, touchpoints=touched), as_of),
    )
    for name, found in one.items():
        assert str(found) == str(other[name]), name


@examples(everyday=5, full=15)
@given(ORDERS, DAYS)
def test_as_of_in_the_past_a_split_order_is_what_was_known_then(orders, as_of):
    lines = []
    for number, (who, day, later, is_split) in enumerate(orders):
        lines += [(who, number, day, 9, 5), (who, number, day + timedelta(days=later * is_split), 9, 5)]
    as_of = max(as_of, min(day for _who, _number, day, _hour, _revenue in lines))
    known = [line for line in lines if line[2] <= as_of]
    then, alone = counts(shop(lines), as_of), counts(shop(known), as_of)
    for name, found in then.items():
        assert str(found) == str(alone[name]), name
