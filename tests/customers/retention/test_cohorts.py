"""Cohorts, by hand and against a plain walk."""

from datetime import date, datetime, timedelta
from math import isnan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.customers import retention
from tests.examples import examples
from tests.shops import restock, shop

END = date(2025, 4, 30)


def cell(table, cohort, age):
    return table[(table["cohort"] == cohort) & (table["age"] == age)].iloc[0]


@pytest.fixture(scope="module")
def store():
    """Four customers of January, two of February, one of whom came back in March."""
    return shop(
        [
            ("a", "2025-01-01"),
            ("b", "2025-01-10"),
            ("c", "2025-01-31"),
            ("d", "2025-01-31"),
            ("a", "2025-01-20"),
            ("a", "2025-02-28"),
            ("b", "2025-03-01"),
            ("a", "2025-03-15"),
            ("c", "2025-04-30"),
            ("a", "2025-03-20", -10),
            ("e", "2025-02-01"),
            ("f", "2025-02-28"),
            ("f", "2025-03-01"),
            (None, "2025-02-01"),
        ],
        customers=[("a", "North"), ("b", "South")],
    )


def rates(table, cohort):
    return table.loc[table["cohort"] == cohort, "rate"].tolist()


def test_who_buys_in_the_month_counts_once_and_is_a_share_of_the_cohort(store):
    table = retention.cohorts(store, END)
    assert rates(table, "2025-01-01") == [1, 1 / 4, 2 / 4, 1 / 4]
    assert rates(table, "2025-02-01") == [1, 1 / 2, 0]


def test_on_or_after_counts_who_came_back_then_or_later(store):
    assert rates(retention.cohorts(store, END, active="on or after"), "2025-01-01") == [
        1,
        3 / 4,
        3 / 4,
        1 / 4,
    ]


def test_a_month_that_is_not_over_is_blank_not_low(store):
    table = retention.cohorts(store, date(2025, 4, 29))
    assert isnan(cell(table, "2025-01-01", 3)["rate"])
    assert cell(table, "2025-01-01", 2)["rate"] == 2 / 4


def test_a_cohort_that_still_grows_has_no_rate(store):
    assert isnan(cell(retention.cohorts(store, date(2025, 2, 15)), "2025-02-01", 0)["rate"])


def test_the_mean_counts_each_customer_once_and_only_months_that_are_over(store):
    means = retention.mean_by_age(retention.cohorts(store, END)).set_index("age")
    assert means["rate"].tolist() == [1, 2 / 6, 2 / 6, 1 / 4]
    assert means["cohorts"].tolist() == [2, 2, 2, 1]
    open_month = retention.mean_by_age(retention.cohorts(store, date(2025, 4, 29))).set_index("age")
    assert isnan(open_month.at[3, "rate"])


def test_money_is_net_of_returns_and_adds_up_to_what_customers_brought(store):
    table = retention.cohorts(store, END, measure="money")
    assert rates(table, "2025-01-01") == [1, 10 / 50, 10 / 50, 10 / 50]
    assert table["money"].sum() == 110
    later = retention.cohorts(store, END, measure="money", active="on or after")
    assert cell(later, "2025-01-01", 0)["money"] == 80


def test_rolling_periods_run_from_the_day_of_the_first_order():
    store = shop([("a", "2025-01-10"), ("a", "2025-02-09"), ("b", "2025-01-31"), ("b", "2025-03-01")])
    table = retention.cohorts(store, date(2025, 3, 31), period="30 days")
    assert table["customers"].tolist() == [2, 1, 0]
    assert table["rate"].tolist()[:2] == [1, 1 / 2]
    assert retention.cohorts(store, date(2025, 2, 28), period="30 days")["rate"].isna().tolist() == [
        True,
        True,
    ]
    assert retention.cohorts(store, date(2025, 3, 1), period="30 days")["rate"].isna().tolist() == [
        False,
        True,
    ]


def test_quarters_are_those_of_the_calendar(store):
    assert retention.cohorts(store, date(2025, 6, 30), period="quarter")["customers"].tolist() == [6, 1]


def test_a_region_chooses_customers(store):
    assert retention.cohorts(store, END, region="North")["base"].tolist() == [1, 1, 1, 1]


def test_an_empty_shop_has_no_cohorts():
    assert retention.cohorts(shop(), END).empty
    assert retention.mean_by_age(retention.cohorts(shop(), END)).empty


def test_an_unknown_period_is_refused(store):
    with pytest.raises(ValueError, match="fortnight"):
        retention.cohorts(store, END, period="fortnight")


FIRST = datetime(2025, 1, 1)
orders = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "d", None]),
        st.integers(0, 150).map(lambda days: FIRST + timedelta(days=days, hours=days % 24)),
        st.sampled_from([10, 0, -10]),
    ),
    max_size=25,
)
as_ofs = st.integers(0, 160).map(lambda days: (FIRST + timedelta(days=days)).date())


def walked(orders, as_of, period):
    """{(cohort, age): (customers on, customers on or after, base, known)} as plain Python sees them."""
    bought = {}
    for customer, moment, revenue in orders:
        if customer and revenue >= 0 and moment.date() <= as_of:
            bought.setdefault(customer, set()).add(moment.date())
    ages = {}
    for customer, days in bought.items():
        first = min(days)
        cohort = first.replace(day=1)
        if period == "month":
            ages[customer] = (
                cohort,
                {(day.year - first.year) * 12 + day.month - first.month for day in days},
            )
        else:
            ages[customer] = (cohort, {(day - first).days // 30 for day in days})
    found = {}
    for cohort, _ in ages.values():
        members = [theirs for started, theirs in ages.values() if started == cohort]
        month_end = (cohort + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        for age in range(200):
            if period == "month":
                start = pd.Timestamp(cohort) + pd.DateOffset(months=age)
                last = (start + pd.DateOffset(months=1) - pd.Timedelta(days=1)).date()
                begins = start.date()
            else:
                begins, last = (
                    cohort + timedelta(days=30 * age),
                    month_end + timedelta(days=30 * (age + 1) - 1),
                )
            if begins > as_of:
                break
            on = sum(age in theirs for theirs in members)
            after = sum(max(theirs) >= age for theirs in members)
            found[(cohort, age)] = (on, after, len(members), last <= as_of)
    return found


@examples(everyday=15, full=40)
@given(orders, as_ofs, st.sampled_from(["month", "30 days"]))
def test_cohorts_count_as_a_plain_walk_from_customer_to_customer(orders, as_of, period):
    restock(WALKED, orders)
    expected = walked(orders, as_of, period)
    for place, active in enumerate(retention.ACTIVE):
        table = retention.cohorts(WALKED, as_of, period=period, active=active)
        found = {
            (row.cohort.date(), row.age): (row.customers, row.base, not isnan(row.rate)) for row in table.itertuples()
        }
        assert found == {key: (cell[place], cell[2], cell[3]) for key, cell in expected.items()}


@examples(everyday=8, full=15)
@given(orders, as_ofs)
def test_cohorts_of_the_past_are_those_of_a_load_up_to_that_day(orders, as_of):
    restock(WALKED, orders)
    then = retention.cohorts(WALKED, as_of, measure="money")
    restock(WALKED, [order for order in orders if order[1].date() <= as_of])
    pd.testing.assert_frame_equal(then, retention.cohorts(WALKED, as_of, measure="money"))


WALKED = shop()


def test_a_cohort_that_spent_nothing_has_no_money_rate_and_is_in_no_mean():
    """January brought 10 and took back 30; February 20 and a month later 5."""
    store = shop(
        [
            ("a", "2025-01-05", 10),
            ("a", "2025-01-06", -30),
            ("a", "2025-02-05", 10),
            ("b", "2025-02-01", 20),
            ("b", "2025-03-01", 5),
        ]
    )
    table = retention.cohorts(store, END, measure="money")
    assert table.loc[table["cohort"] == "2025-01-01", "rate"].isna().all()
    means = retention.mean_by_age(table).set_index("age")
    assert (means.loc[1, "rate"], means.loc[1, "cohorts"]) == (5 / 20, 1)
    assert retention.customers_by_age(table)[1] == 1


def cohort_table(*again, size=100):
    months = pd.date_range("2023-01-01", periods=len(again), freq="MS")
    rows = [
        (month, age, n, size, n / size)
        for month, k in zip(months, again, strict=True)
        for age, n in ((0, size), (1, k))
    ]
    return pd.DataFrame(rows, columns=["cohort", "age", "customers", "base", "rate"])


def test_the_change_over_cohorts_says_both_halves_and_the_trend():
    found = retention.change(cohort_table(*range(60, 47, -1)))
    assert (found.cohorts, found.n, found.n_before) == (13, 600, 600)
    assert (found.rate_before, found.rate) == (pytest.approx(0.575), pytest.approx(0.505))
    assert found.trend == pytest.approx((-0.01, -0.01, -0.01), abs=1e-6)


def test_few_cohorts_or_small_ones_have_no_trend():
    assert isnan(retention.change(cohort_table(*range(60, 49, -1))).trend[0])
    assert isnan(retention.change(cohort_table(*range(13), size=29)).trend[0])
    none = retention.change(cohort_table(50).query("age == 0"))
    assert (none.cohorts, isnan(none.rate)) == (0, True)
