"""The joined flow adds up to what Segments and Stages say."""

import shutil
from datetime import date

import pandas as pd
import pytest

import cx
from cx import home
from cx.customers import segments
from cx.engine import coverage
from cx.products import stages
from tests.companies import company

AS_OF = date(2025, 12, 31)


def by(table: pd.DataFrame, side: str) -> pd.Series:
    return table.groupby(side)["gross_profit"].sum()


def line(number: int, customer: str | None, product: str | None, cost: float | None = 4.0, **more) -> dict:
    on = f"2025-{1 + number % 12:02d}-05"
    return {
        "order_id": f"o{number}", "customer_id": customer, "ordered_at": pd.Timestamp(on), "product_id": product,
        "quantity": 1, "revenue": 10 + number % 5, "cost": cost, **more,
    }  # fmt: skip


@pytest.fixture
def mixed():
    """Guests, lines without a product, lines without a cost, a return."""
    lines = [line(n, f"c{n % 9}" if n % 7 else None, f"p{n % 4}" if n % 5 else None) for n in range(120)]
    lines += [line(n, f"c{n % 9}", "p1", cost=None) for n in range(120, 140)]
    lines.append({**line(141, "c1", "p2"), "revenue": -10, "cost": -4.0})
    touches = [{"person_id": f"c{n}", "occurred_at": pd.Timestamp("2024-12-01"), "channel": "Web"} for n in range(4)]
    return company(orders=lines, touchpoints=touches)


def test_by_tier_it_is_the_profit_and_loss_of_segments(mixed):
    found = by(home.money_flow(mixed, AS_OF), "tier")
    ledger = segments.profit_and_loss(mixed, AS_OF).set_index("who")
    expected = (ledger["revenue"] - ledger["cost_of_goods"])[found.index]
    assert found.to_dict() == pytest.approx(expected.to_dict())
    assert found.sum() == pytest.approx(ledger.at["Total", "revenue"] - ledger.at["Total", "cost_of_goods"])
    assert "Guests" in found.index


def test_by_stage_it_is_the_profit_of_stages_before_the_costs_of_products():
    lines = [line(n, f"c{n % 9}" if n % 7 else None, f"p{n % 4}") for n in range(240)]
    spent = [{"month": date(2025, 3, 1), "amount": 50, "kind": "marketing", "product_id": "p1"}]
    store = company(orders=lines, costs=spent)
    found = home.money_flow(store, AS_OF)
    months = stages.stage_months(store, AS_OF)
    portfolio = stages.portfolio(store, AS_OF).set_index("stage")
    expected = portfolio["profit"] + months.groupby("stage")["costs"].sum()
    of_stages = by(found, "stage")
    assert of_stages.to_dict() == pytest.approx(expected[of_stages.index].to_dict())
    assert found["revenue"].sum() == pytest.approx(portfolio["revenue"].sum())
    assert portfolio["profit"].sum() == pytest.approx(of_stages.sum() - 50)


def test_lines_without_a_product_and_customers_without_a_touch_have_a_node_of_their_own(mixed):
    found = home.money_flow(mixed, AS_OF)
    assert home.NO_PRODUCT in set(found["stage"])
    assert set(found["channel"].dropna()) == {"Web"}
    assert found.loc[found["tier"] == "Guests", "channel"].isna().all()


@pytest.mark.demo
def test_on_the_demo_the_sums_are_those_of_segments_and_stages(demo_store, tmp_path):
    store = cx.open_store(shutil.copy(demo_store, tmp_path / "own.duckdb"))
    as_of = coverage.last_date(store)
    found = home.money_flow(store, as_of)
    ledger = segments.profit_and_loss(store, as_of).set_index("who")
    tiers = by(found, "tier")
    assert tiers.to_dict() == pytest.approx((ledger["revenue"] - ledger["cost_of_goods"])[tiers.index].to_dict())
    months = stages.stage_months(store, as_of)
    costs = months[months["month"] >= pd.Timestamp(as_of.year, 1, 1)].groupby("stage")["costs"].sum()
    portfolio = stages.portfolio(store, as_of).set_index("stage")
    of_stages = by(found, "stage").drop(home.NO_PRODUCT, errors="ignore")
    # a line without a cost has the margin of its product on Stages, that of the company on Segments
    assumed = store.value("select sum(abs(revenue)) from orders where cost is null and ordered_at >= '2025-01-01'")
    assert of_stages.to_dict() == pytest.approx(
        (portfolio["profit"] + costs)[of_stages.index].to_dict(), abs=float(assumed or 0.01)
    )
    revenue = found.groupby("stage")["revenue"].sum()[of_stages.index]
    assert revenue.to_dict() == pytest.approx(portfolio["revenue"][of_stages.index].to_dict())
    store.close()


def test_orders_without_products_are_of_no_product(store):
    store.load("orders", b"order_id,customer_id,ordered_at,revenue\n1,A,2025-01-02,90\n2,,2025-01-31,10\n")
    found = home.money_flow(store, date(2025, 1, 31))
    assert set(found["stage"]) == {home.NO_PRODUCT}
    assert found["revenue"].sum() == 100


def test_a_region_shows_its_customers_alone(store):
    store.load("customers", b"customer_id,region\nA,North\nB,South\n")
    store.load("orders", b"order_id,customer_id,ordered_at,revenue\n1,A,2025-01-02,90\n2,B,2025-01-31,10\n")
    assert home.money_flow(store, date(2025, 1, 31), region="North")["revenue"].tolist() == [90]
