"""The tiers as of two days: each customer's change, by hand."""

from datetime import date

import pytest

from cx import segments
from tests.companies import company

NOW, BEFORE = date(2025, 12, 31), date(2024, 12, 31)


def order(customer: str, year: int, revenue: float) -> dict:
    return {
        "order_id": f"{customer}-{year}",
        "customer_id": customer,
        "ordered_at": f"{year}-06-15",
        "revenue": revenue,
        "cost": revenue / 2,
    }


@pytest.fixture(scope="module")
def two_years():
    """80 customers, who spend 100 in 2024 and 200 in 2025; the last 20 of them come in 2025 only. None comes before."""
    orders = [{**order("first", 2024, 100), "ordered_at": "2024-01-01"}]
    orders += [order(f"c{n}", 2024, 100 + n % 3) for n in range(60)]
    orders += [order(f"c{n}", 2025, 200 + n % 3) for n in range(80)]
    people = [{"customer_id": f"c{n}", "region": ["North", "South"][n % 2]} for n in range(80)]
    return company(orders=orders, customers=people)


@pytest.mark.parametrize("region", [None, "North"])
def test_profit_and_customers_are_those_of_the_tiers_at_both_days(two_years, region):
    found = segments.changes(two_years, NOW, BEFORE, region=region).set_index(["measure", "group"])
    now, then = (segments.tiers(two_years, day, region=region).set_index("tier") for day in (NOW, BEFORE))
    for tier in found.loc["profit"].index.drop("All"):
        assert found.loc[("profit", tier), ["now", "before"]].tolist() == pytest.approx(
            [now.profit[tier], then.profit[tier]]
        )
        assert found.loc[("customers", tier), ["now", "before"]].tolist() == [now.customers[tier], then.customers[tier]]
    assert found.at[("profit", "All"), "change"] == pytest.approx(now.profit.sum() - then.profit.sum())
    assert found.at[("customers", "All"), "change"] == now.customers.sum() - then.customers.sum()


def test_the_interval_of_customers_counts_who_came_and_who_went(two_years):
    """20 came and the one of January went: 21 squares of 1."""
    row = segments.changes(two_years, NOW, BEFORE).set_index(["measure", "group"]).loc[("customers", "All")]
    assert row["change"] == 19
    assert row["high"] - row["change"] == pytest.approx(1.96 * 21**0.5, abs=0.01)
    assert row["verdict"] == "better"


def test_without_a_whole_year_before_there_is_nothing_to_compare(two_years):
    assert segments.changes(two_years, BEFORE, date(2024, 6, 30)).empty
    assert segments.changes(two_years, BEFORE, NOW).empty
