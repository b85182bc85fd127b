"""Money at the edges: facts are never refused, fixed cost never gained or lost, on any day and under any key."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cx
from cx import Assumptions
from cx.customers import movement, playbook, segments, sensitivity
from cx.statistics import periods
from tests.companies import company as shop
from tests.examples import examples

AS_OF = date(2025, 1, 31)
FREE_ORDERS = Assumptions(cost_per_order=0.0)


def order(number, customer, day, revenue, **more):
    return {"order_id": number, "customer_id": customer, "ordered_at": day, "revenue": revenue, **more}


BELOW_COST = [order("1", "A", "2025-01-02", 90, cost=100), order("2", "B", "2025-01-05", 20, cost=30)]
SOUND = [order("1", "A", "2025-01-02", 90, cost=10)]


@pytest.mark.parametrize(
    ("tables", "contribution"),
    [
        ({"orders": BELOW_COST}, -20),
        (
            {
                "orders": [
                    order("1", "A", "2025-01-02", 90, cost=-100),
                    order("2", "B", "2025-01-05", 20, cost=-3),
                ]
            },
            213,
        ),
        (
            {
                "orders": [
                    order("1", "A", "2023-06-02", 90, cost=100),
                    order("2", "B", "2025-01-05", 20, cost=10),
                ]
            },
            10,
        ),
        ({"orders": SOUND, "costs": [{"month": "2025-01-01", "amount": -50, "kind": "fixed"}]}, 80),
        (
            {
                "orders": SOUND,
                "tickets": [
                    {
                        "ticket_id": "1",
                        "opened_at": "2025-01-03",
                        "customer_id": "A",
                        "kind": "complaint",
                        "cost": -5,
                    }
                ],
            },
            85,
        ),
        (
            {"orders": SOUND, "touchpoints": [{"person_id": "A", "occurred_at": "2025-01-03", "cost": -7}]},
            87,
        ),
    ],
    ids=[
        "below cost",
        "credits on cost",
        "loss-making first year",
        "credit in costs",
        "ticket earns",
        "contact earns",
    ],
)
def test_what_the_data_says_is_a_fact_and_never_refused(tables, contribution):
    store = shop(**tables)
    total = segments.profit_and_loss(store, AS_OF, FREE_ORDERS).set_index("who").loc["Total"]
    assert total.contribution == pytest.approx(contribution)
    assert segments.customers(store, AS_OF, FREE_ORDERS).contribution.sum() == pytest.approx(contribution)


def test_a_loss_making_first_year_is_a_date_to_compare_with_like_any_other():
    store = shop(
        orders=[
            order("1", "A", "2023-01-02", 90, cost=100),
            order("2", "A", "2024-06-02", 90, cost=10),
            order("3", "A", "2025-01-05", 20, cost=10),
        ]
    )
    moves = movement.customers(store, AS_OF, date(2023, 12, 31), FREE_ORDERS).iloc[0]
    assert (moves.tier_before, moves.direction) == ("Tin", "Up a tier")
    assert (
        playbook.plays(store, date(2023, 12, 31), FREE_ORDERS).set_index("play").customers[["Turn", "Release"]].sum()
        == 1
    )


def test_everybody_sold_to_below_cost_is_tin():
    assert set(segments.customers(shop(orders=BELOW_COST), AS_OF).tier) == {"Tin"}


def test_only_what_a_person_types_is_checked():
    for wrong in (
        {"gross_margin": -0.1},
        {"gross_margin": 1.1},
        {"cost_per_order": -1.0},
        {"cost_per_ticket": -1.0},
    ):
        with pytest.raises(ValueError):
            Assumptions(**wrong)


@pytest.mark.parametrize("cost", [100, -100], ids=["margin below 0", "margin above 1"])
def test_ten_percent_more_of_a_margin_is_more_whatever_its_sign(cost):
    store = shop(orders=[order("1", "A", "2025-01-02", 90, cost=cost), order("2", "B", "2025-01-05", 20)])
    margin = sensitivity.effects(store, AS_OF, FREE_ORDERS).set_index("name").loc["gross_margin"]
    assert margin.raised_to >= margin.value
    assert margin.profit >= 0


# --- fixed cost --------------------------------------------------------------------------------------------


def flat(first: date, months: int, kind: str = "fixed") -> list[dict]:
    days = [date(first.year + (first.month - 1 + m) // 12, (first.month - 1 + m) % 12 + 1, 1) for m in range(months)]
    return [{"month": day.isoformat(), "amount": 1000, "kind": kind} for day in days]


@pytest.fixture(scope="module")
def steady_company():
    start = date(2022, 12, 1)
    orders = [
        order(str(i), f"c{i % 5}", (start + timedelta(days=i)).isoformat(), 100, cost=50) for i in range(0, 1120, 7)
    ]
    return shop(orders=orders, costs=flat(start, 40))


@examples(everyday=15, full=60)
@given(st.dates(date(2023, 11, 30), date(2025, 12, 31)))
def test_flat_costs_of_1000_a_month_are_12000_on_every_day(steady_company, as_of):
    table = segments.profit_and_loss(steady_company, as_of).set_index("who")
    assert table.fixed_cost_share["Total"] == pytest.approx(12_000, abs=1e-6)


@given(st.dates(date(1999, 1, 1), date(2040, 12, 31)), st.integers(1, 36))
def test_spans_of_months_touch_and_begin_the_day_after_the_same_day(until, months):
    since, before = periods.first_day(until, months), periods.day_before(until, months)
    assert since - before == timedelta(days=1)
    assert before.day == until.day or before.day == (before + timedelta(days=1) - timedelta(days=1)).day
    if (until + timedelta(days=1)).day == 1:
        assert since.day == 1
    else:
        assert since.day in (until.day + 1, 1)
    if months == 12:
        assert sum(periods.month_shares(since, until).values()) == pytest.approx(12)


def test_a_young_company_bears_its_first_month_whole_and_the_as_of_month_by_its_days():
    store = shop(
        orders=[order("1", "A", "2025-06-16", 100, cost=50), order("2", "A", "2025-07-20", 100, cost=50)],
        costs=flat(date(2025, 6, 1), 2),
    )
    for as_of, cost in ((date(2025, 7, 31), 2000), (date(2025, 6, 30), 1000), (date(2025, 6, 18), 600)):
        table = segments.profit_and_loss(store, as_of).set_index("who")
        assert table.fixed_cost_share["Total"] == pytest.approx(cost)


RETURNS = [order("1", "A", "2023-06-02", 90, cost=10), order("2", "A", "2025-01-05", -20, cost=-3)]
GUESTS = [order("1", None, "2025-01-05", 90, cost=10)]


@pytest.mark.parametrize("key", ["order", "customer", "revenue"])
@pytest.mark.parametrize(("orders", "contribution"), [(RETURNS, -17), (GUESTS, 80)], ids=["returns", "guests"])
def test_fixed_cost_stays_in_the_profit_and_loss_whoever_has_a_share(key, orders, contribution):
    store = shop(orders=orders, costs=[{"month": "2025-01-01", "amount": 500, "kind": "fixed"}])
    given = Assumptions(fixed_cost_key=key, cost_per_order=0.0)
    table = segments.profit_and_loss(store, AS_OF, given).set_index("who")
    assert table.fixed_cost_share["Total"] == pytest.approx(500)
    assert table.profit["Total"] == pytest.approx(contribution - 500)
    assert table.drop("Total").profit.sum() == pytest.approx(table.profit["Total"])
    shared = key == "customer" if orders is RETURNS else key != "customer"
    assert ("Not allocated" in table.index) is not shared


def test_nobody_is_platinum_without_revenue():
    crowd = [order(str(i), f"c{i}", f"2025-01-{1 + i % 28:02d}", 50 + 9 * (i % 40), cost=20) for i in range(60)]
    credited = [order(f"x{i}", f"z{i}", "2025-01-05", 0, cost=-5000) for i in range(8)]
    found = segments.customers(shop(orders=crowd + credited), AS_OF, Assumptions(fixed_cost_a_year=0.0))
    assert set(found.tier[found.revenue <= 0]) <= {"Gold", "Silver"}
    assert "Platinum" in set(found.tier)


def test_who_does_not_cover_their_own_cost_is_tin_even_where_fixed_cost_is_a_credit():
    store = shop(orders=BELOW_COST, costs=[{"month": "2025-01-01", "amount": -5000, "kind": "fixed"}])
    found = segments.customers(store, AS_OF, FREE_ORDERS)
    assert (found.profit > 0).all()
    assert set(found.tier) == {"Tin"}
    assert segments.model(store, AS_OF, FREE_ORDERS).customers == 0


# --- one measure, one value --------------------------------------------------------------------------------


def test_the_year_before_is_the_tiers_of_that_date_and_unknown_without_a_whole_year():
    orders = [
        order(f"{y}-{m}-{c}", f"c{c}", f"{y}-{m:02d}-10", 20 + 10 * c)
        for y in (2023, 2024)
        for m in range(1, 13)
        for c in range(4)
    ]
    store = shop(orders=[order("0", "c0", "2023-01-01", 1), *orders])
    day = date(2024, 12, 31)
    before = segments.tiers_before(store, day)
    assert before.equals(segments.tiers(store, date(2023, 12, 31)))
    assert segments.tiers_before(store, date(2024, 6, 30)) is None
    moved = movement.flows(store, day, date(2023, 12, 31)).groupby("tier_before").profit_before.sum()
    assert moved[cx.segments.TIERS].tolist() == pytest.approx(before.profit.tolist())


def test_a_finding_on_an_assumed_margin_is_known_at_other_margins_too():
    store = shop(orders=[order("1", "A", "2025-01-02", 100), order("2", "B", "2025-01-05", 100, cost=None)])
    given = Assumptions(cost_per_order=30.0, fixed_cost_a_year=0.0)
    found = sensitivity.at_margins(store, AS_OF, given)
    assert found.gross_margin.tolist() == [0.25, 0.35, 0.6]
    assert found.covering.tolist() == [0, 2, 2]  # 25 - 30 < 0 < 35 - 30
    assert found.contribution.tolist() == pytest.approx([-10, 10, 60])
    recorded = shop(orders=BELOW_COST)
    assert sensitivity.at_margins(recorded, AS_OF) is None
    assert sensitivity.at_margins(store, AS_OF, replace(given, gross_margin=0.4)) is None
