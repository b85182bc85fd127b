"""The funnel without a window, beside the period before, and in money: by hand."""

from datetime import date, timedelta
from math import isnan

import pytest

from cx.customers import funnel
from cx.customers.funnel import cost_coverage, time_and_cost
from cx.statistics import survival
from tests.companies import company

FIRST = date(2025, 1, 1)
END = date(2025, 12, 31)


def on(days):
    return (FIRST + timedelta(days=days)).isoformat()


def touch(person, days, channel="Ads", **more):
    return {"person_id": person, "occurred_at": on(days), "channel": channel, **more}


def order(customer, days):
    return {"order_id": f"{customer}-{days}", "customer_id": customer, "ordered_at": on(days), "revenue": 10}


def test_who_came_lately_is_still_waiting_not_lost():
    """a orders after 10 days, b waits for 100 days, c came 5 days ago: half of the two at risk on day 10."""
    store = company(touchpoints=[touch("a", 0), touch("b", 0), touch("c", 95)], orders=[order("a", 10), order("a", 30)])
    curve = time_and_cost.ever(store, FIRST + timedelta(days=100))
    acquire = curve[curve["step"] == "Acquire"]
    assert acquire[["day", "at_risk", "share"]].values.tolist() == [[10, 2, 0.5]]
    assert survival.at(curve[curve["step"] == "Retain"], 20) == 1


def test_customers_before_the_first_touch_wait_for_nothing():
    store = company(touchpoints=[touch("a", 10), touch("b", 10)], orders=[order("a", 0), order("b", 11)])
    curve = time_and_cost.ever(store, END, breakdown="channel")
    assert curve.loc[curve["step"] == "Acquire", "at_risk"].tolist() == [1]
    assert set(curve["group"]) == {"Ads"}


def two_years(won_before, won_now):
    """100 people reached in the first half of each of two half-years, of whom so many order."""
    rows, orders = [], []
    for start, won in ((0, won_before), (100, won_now)):
        rows += [touch(f"p{start}-{n}", start + n % 20) for n in range(100)]
        orders += [order(f"p{start}-{n}", start + n % 20 + 1) for n in range(won)]
    return company(touchpoints=rows, orders=orders)


@pytest.mark.parametrize(
    ("then", "now", "verdict"), [(10, 40, "better"), (40, 10, "worse"), (20, 22, "no clear change")]
)
def test_the_period_before_is_just_as_long_and_a_verdict_needs_more_than_chance(then, now, verdict):
    store, as_of = two_years(then, now), FIRST + timedelta(days=199)
    answer = time_and_cost.before(
        store, as_of, FIRST + timedelta(days=100), acquire_within_days=30, retain_within_days=30
    )
    acquire = answer.set_index("step").loc["Acquire"]
    assert (acquire["people"], acquire["people_before"]) == (now, then)
    assert acquire["verdict"] == verdict


def test_the_cost_of_a_customer_counts_only_the_days_whose_windows_have_run_out():
    store = company(
        touchpoints=[
            touch("a", 0, cost=4),
            touch("b", 0, cost=2),
            touch("c", 25, cost=100),
            touch("a", 1, kind="served", cost=50),
        ],
        orders=[order("a", 3), order("a", 8)],
        costs=[
            {"month": "2025-01-01", "amount": 31, "kind": "marketing", "channel": "Ads"},
            {"month": "2025-01-01", "amount": 62, "kind": "marketing"},
            {"month": "2025-01-01", "amount": 999, "kind": "fixed"},
        ],
    )
    answer = time_and_cost.costs(store, date(2025, 1, 31), 10, 10)
    whole = answer[answer["group"].isna()].set_index("step")
    assert whole["spend"].tolist() == pytest.approx([106 + 93, 6 + 21 * 3, 6 + 11 * 3])
    assert whole["people"].tolist() == [3, 1, 1]
    assert whole.at["Acquire", "cost"] == pytest.approx(69)
    ads = answer[answer["group"] == "Ads"].set_index("step")
    assert ads["spend"].tolist() == pytest.approx([106 + 31, 6 + 21, 6 + 11])


def test_marketing_that_names_a_product_is_in_no_acquisition_cost_and_a_line_of_its_own():
    costs = [
        {"month": "2025-01-01", "amount": 31, "kind": "marketing", "channel": "Ads"},
        {"month": "2025-01-01", "amount": 447, "kind": "marketing", "channel": "Ads", "product_id": "p"},
    ]
    store = company(touchpoints=[touch("a", 0)], orders=[order("a", 3)], costs=costs)
    answer = time_and_cost.costs(store, date(2025, 1, 31), 10, 10).set_index(["step", "group"])
    whole = time_and_cost.costs(store, date(2025, 1, 31), 10, 10)
    whole = whole[whole["group"].isna()].set_index("step")
    assert whole.at["Reach", "cost"] == pytest.approx(31)
    assert answer.at[("Reach", "Ads"), "spend"] == pytest.approx(31)
    assert answer.at[("Reach", time_and_cost.OF_PRODUCTS), "spend"] == pytest.approx(447)
    assert isnan(answer.at[("Reach", time_and_cost.OF_PRODUCTS), "cost"])


def test_channels_without_a_recorded_cost_are_named_with_their_share():
    costs = [{"month": "2025-01-01", "amount": 31, "kind": "marketing"}]
    people = [touch("a", 0, cost=10), touch("b", 0, channel="Store"), touch("c", 0, channel="Phone")]
    store = company(touchpoints=people, orders=[order("a", 1), order("b", 1), order("c", 1)], costs=costs)
    found = cost_coverage.coverage(time_and_cost.costs(store, date(2025, 1, 31), 10, 10))
    assert (found.uncosted, found.uncosted_share) == (("Phone", "Store"), pytest.approx(2 / 3))
    assert (found.without_channel, found.of_products) == (pytest.approx(21), 0)
    assert found.spend == pytest.approx(10 + 21)


def test_without_costs_nothing_is_cheap():
    store = company(touchpoints=[touch("a", 0)], orders=[order("a", 3)])
    assert all(isnan(cost) for cost in time_and_cost.costs(store, END)["cost"])


def test_months_of_the_first_touch_add_up_and_say_who_is_still_open():
    """40 reached in January of whom 10 order, 20 in March whose 90 days have not all passed on 1 June."""
    store = company(
        touchpoints=[touch(f"a{n}", 5) for n in range(40)] + [touch(f"m{n}", 80) for n in range(20)],
        orders=[order(f"a{n}", 8) for n in range(10)] + [order("m0", 81)],
    )
    as_of = FIRST + timedelta(days=151)
    months = time_and_cost.by_month(store, as_of, acquire_within_days=90)
    acquire = months[months["step"] == "Acquire"].set_index("entered")
    assert acquire.index.month.tolist() == [1, 3]
    assert acquire[["people", "eligible", "still_open"]].values.tolist() == [[10, 40, 0], [0, 0, 20]]
    whole = funnel.lifecycle(store, as_of, acquire_within_days=90)
    counted = ["people", "eligible", "still_open"]
    assert months.groupby("step")[counted].sum().to_dict() == whole.set_index("step")[counted].to_dict()


def test_the_way_to_the_end_by_month_is_of_those_who_entered():
    store = company(
        touchpoints=[touch(f"a{n}", 5) for n in range(40)],
        orders=[order(f"a{n}", 8) for n in range(10)] + [order(f"a{n}", 20) for n in range(4)],
    )
    ordered = {"table": "orders"}
    steps = [
        {"table": "touchpoints", "name": "Touch"},
        {**ordered, "name": "Once"},
        {**ordered, "name": "Twice"},
    ]
    rows = time_and_cost.to_the_end(funnel.trend(store, steps, 30, as_of=END))
    assert rows[["people", "eligible", "rate"]].values.tolist() == [[4, 40, 0.1]]
