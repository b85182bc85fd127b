"""Cost to win and cost to keep: by hand."""

from datetime import date
from math import isnan, sqrt

import pytest

from cx.customers import economics
from cx.customers.assumptions import Assumptions
from cx.customers.economics import cost_sides
from tests.companies import company

END = date(2025, 12, 31)
BARE = Assumptions(gross_margin=0.5, cost_per_order=0, cost_per_contact=0, cost_per_ticket=0)


def order(customer, day, revenue=10):
    return {"order_id": f"{customer}-{day}", "customer_id": customer, "ordered_at": day, "revenue": revenue}


def touch(person, day, cost, kind="sent", **more):
    return {"person_id": person, "occurred_at": day, "kind": kind, "cost": cost, **more}


def cost(month, amount, kind="marketing", **more):
    return {"month": month, "amount": amount, "kind": kind, **more}


ORDERS = [
    order("old", "2024-01-05", 80),
    order("old", "2025-03-01", 100),
    order("new", "2025-02-01", 50),
    order("new", "2025-04-01", 20),
    order("once", "2025-06-01", 30),
]
TOUCHES = [
    touch("new", "2025-01-20", 5, "clicked"),
    touch("new", "2025-02-01", 1),  # on the day of the first order: it still wins
    touch("new", "2025-02-10", 2),
    touch("nobody yet", "2025-07-01", 3, "visited"),
    touch("nobody yet", "2025-07-02", 1, "asked"),
    touch("once", "2025-05-01", 7, "served"),  # service keeps, even before the first order
    touch("old", "2025-05-01", 4, "thanked"),
    touch("old", "2025-05-01", 50, variant="held out"),
    touch("old", "2024-12-31", 50),
]
TICKETS = [
    {"ticket_id": "1", "opened_at": "2025-03-05", "customer_id": "old", "kind": "complaint", "cost": 6},
    {"ticket_id": "2", "opened_at": "2025-03-05", "kind": "call", "cost": 2},
]
COSTS = [
    cost("2025-01-01", 60, channel="Ads"),
    cost("2025-02-01", 40, product_id="p"),
    cost("2025-03-01", 10, "service"),
    cost("2025-03-01", 999, "fixed"),
    cost("2024-12-01", 500),
]


@pytest.fixture
def shop():
    return company(orders=ORDERS, touchpoints=TOUCHES, tickets=TICKETS, costs=COSTS)


def test_spend_up_to_the_first_order_wins_and_what_comes_after_it_keeps(shop):
    found = economics.keep_and_win(shop, END, assumptions=BARE).set_index("side")
    assert found["spend"].tolist() == [60 + 5 + 1 + 3, 2 + 1 + 7 + 4 + 6 + 2 + 10]
    assert found["people"].tolist() == [2, 2]
    assert found["cost"].tolist() == [34.5, 16.0]
    assert found.at["win", "low"] == pytest.approx(69 / (2 + 1.96 * sqrt(2)))
    assert isnan(found.at["win", "high"])
    # half of the revenue less recorded contacts; the newsletter to "new" on the day of the order is theirs as well
    assert found.at["win", "contribution"] == pytest.approx(100 / 2 - 5 - 1 - 2 - 7)
    assert found.at["keep", "contribution"] == pytest.approx(100 / 2 - 4 - 6)
    assert found.at["keep", "per_unit"] == pytest.approx(40 / 32)


def test_at_the_break_even_share_of_product_marketing_both_cost_the_same(shop):
    found = economics.comparison(shop, END)
    assert (found.product_marketing, found.revenue_share) == (40, pytest.approx(0.6))
    assert found.break_even_share == pytest.approx(0.9625)
    at_break_even = economics.keep_and_win(shop, END, found.break_even_share)["cost"]
    assert at_break_even[0] == pytest.approx(at_break_even[1])
    assert found.by_revenue["cost"].tolist() == pytest.approx([(69 + 16) / 2, (32 + 24) / 2])
    assert found.verdict == economics.TOO_FEW
    for wrong in ("half", 1.5):
        with pytest.raises(ValueError, match="product_marketing is neither, revenue or a share"):
            economics.keep_and_win(shop, END, wrong)


def test_a_side_without_recorded_costs_is_not_known(shop):
    found = economics.comparison(company(orders=ORDERS, touchpoints=TOUCHES), END)
    assert isnan(found.neither.at[0, "cost"]) and found.neither.at[1, "cost"] == (2 + 1 + 7 + 4) / 2
    assert isnan(found.break_even_share) and found.verdict == economics.UNKNOWN
    found = economics.comparison(company(orders=ORDERS, costs=COSTS[:1]), END)
    assert found.neither.at[0, "cost"] == 30 and isnan(found.neither.at[1, "cost"])


@pytest.mark.parametrize(
    ("marketing", "of_products", "service", "verdict"),
    [
        (4000, 0, 400, economics.CHEAPER),
        (400, 0, 4000, economics.DEARER),
        (4000, 20000, 400, economics.DEPENDS),
        (1000, 0, 1000, economics.TOO_FEW),
    ],
)
def test_the_order_stands_only_if_intervals_are_apart_and_it_holds_by_revenue(marketing, of_products, service, verdict):
    """40 won in the year, 40 kept; nearly all revenue is of later orders."""
    orders = [order(f"old{n}", day, 100) for n in range(40) for day in ("2024-01-05", "2025-03-01")]
    orders += [order(f"new{n}", "2025-05-01", 1) for n in range(40)]
    costs = [
        cost("2025-01-01", marketing),
        cost("2025-01-01", of_products, product_id="p"),
        cost("2025-01-01", service, "service"),
    ]
    assert economics.comparison(company(orders=orders, costs=costs), END).verdict == verdict


def test_the_share_that_keeps_is_none_of_what_is_not_there():
    """A company of one customer, without a product's marketing."""
    found = economics.keep_and_win(company(orders=ORDERS[:1], costs=COSTS[:1]), date(2024, 12, 31), cost_sides.REVENUE)
    assert found["people"].tolist() == [1, 0] and found["cost"].isna().tolist() == [True, True]
    assert isnan(found.attrs["break_even_share"])
