"""The change of the cost to win that the overview shows."""

from datetime import date

import pytest

from cx.customers.economics import overview
from cx.customers.filters import Scope
from cx.statistics import changes
from tests.companies import company

NOW, THEN = Scope(date(2025, 12, 31)), Scope(date(2024, 12, 31))


def shop(won_now):
    """40 customers won for 4,000 in 2024, so many for 4,000 in 2025."""
    people = [(2024, n) for n in range(40)] + [(2025, n) for n in range(won_now)]
    orders = [
        {"order_id": f"{year}{n}", "customer_id": f"{year}{n}", "ordered_at": f"{year}-05-01", "revenue": 9}
        for year, n in people
    ] + [{"order_id": "old", "customer_id": "old", "ordered_at": "2023-12-31", "revenue": 9}]
    costs = [{"month": date(year, 1, 1), "amount": 4000, "kind": "marketing"} for year in (2024, 2025)]
    return company(orders=orders, costs=costs)


@pytest.mark.parametrize(("won", "verdict"), [(100, "better"), (45, "no clear change"), (20, "too few to tell")])
def test_a_cheaper_customer_is_better_where_chance_does_not_win_as_many(won, verdict):
    table = changes.judged(overview.changes(shop(won), NOW, THEN))
    assert table[["before", "now", "n", "verdict"]].values.tolist() == [[100.0, 4000 / won, won, verdict]]


def test_there_is_no_change_of_a_region_nor_without_costs_or_an_earlier_year():
    store = shop(40)
    assert overview.changes(store, Scope(NOW.as_of, region="North"), THEN) == []
    assert overview.changes(store, THEN, Scope(date(2023, 12, 31))) == []
    assert (
        overview.changes(company(orders=[{"order_id": "1", "ordered_at": "2023-01-01", "revenue": 1}]), NOW, THEN) == []
    )
