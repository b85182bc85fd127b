"""What a lever is worth: by hand and as published."""

from datetime import date
from math import isnan

import pytest

from cx.customers import economics
from cx.customers.assumptions import Assumptions
from tests.companies import company

END = date(2025, 12, 31)
BARE = Assumptions(gross_margin=0.5, cost_per_order=0)


def order(customer, day, revenue=100, **more):
    return {"order_id": f"{customer}-{day}", "customer_id": customer, "ordered_at": day, "revenue": revenue, **more}


ORDERS = [order(name, "2024-01-01") for name in "abcd"] + [order(name, "2025-06-01") for name in "abce"]


def test_the_margin_multiple_of_gupta_and_lehmann_2003_at_retention_80_and_discount_12_percent_is_2_and_a_half():
    assert economics.customer_value(1.0, 0.8, 0.12) == pytest.approx(2.5)


def test_one_percent_of_each_lever_is_its_derivative():
    store = company(orders=ORDERS, costs=[{"month": "2025-01-01", "amount": 20, "kind": "marketing"}])
    found = economics.levers(store, END, BARE)
    assert (found.before, found.again, found.customers, found.won) == (4, 3, 4, 1)
    assert (found.retention, found.margin, found.cost_to_win) == (0.75, 50, 20)
    assert found.value == pytest.approx(50 * 0.75 / 0.37)
    effects = found.effects.set_index("lever")
    step = 1e-6
    for lever, moved in (
        ("retention", economics.customer_value(50, 0.75 * (1 + step))),
        ("margin", economics.customer_value(50 * (1 + step), 0.75)),
        ("acquisition", found.value + 20 * step),
    ):
        assert effects.at[lever, "effect"] == pytest.approx((moved / found.value - 1) / step / 100, rel=1e-4)
    assert effects.at["retention", "low"] < effects.at["retention", "effect"] < effects.at["retention", "high"]
    assert effects["paper"].tolist() == [0.05, 0.01, 0.001]  # Gupta, Lehmann & Stuart (2004)


def test_what_a_change_adds_and_that_more_than_everybody_cannot_be_kept():
    found = economics.levers(company(orders=ORDERS), END, BARE)
    added = economics.what_if(found, more_kept=0.25, more_margin=0.1).set_index("lever")
    assert added["money"].tolist() == [50.0, pytest.approx(20.0), 0.0]
    assert economics.what_if(found, more_kept=0.9).at[0, "people"] == 1
    assert isnan(economics.what_if(found, cheaper=0.1).at[2, "money"])  # no costs: what is saved is not known


def test_customers_who_cost_more_than_they_bring_are_not_worth_keeping():
    found = economics.levers(company(orders=[row | {"cost": 150} for row in ORDERS]), END, BARE)
    assert found.margin == -50 and found.value < 0 and found.effects["effect"].isna().all()


def test_without_24_months_retention_is_not_known():
    found = economics.levers(company(orders=ORDERS[4:]), END, BARE)
    assert found.before == 0 and isnan(found.retention) and found.effects["effect"].isna().all()
    with pytest.raises(ValueError, match="discount is above 0"):
        economics.levers(company(orders=ORDERS), END, discount=0)
