"""What changed against another year: the numbers of the other pages, with verdicts only where they hold."""

from datetime import date

import pandas as pd
import pytest

from cx import home
from cx.customers import movement, segments
from cx.customers.funnel import time_and_cost
from tests.companies import company

AS_OF, BEFORE = date(2025, 12, 31), date(2024, 12, 31)
SINCE = date(2025, 1, 1)


def orders() -> list[dict]:
    """Sixty customers of 2023 to 2025; those of even number spend three times as much in 2025, some leave."""
    rows = []
    for year in (2023, 2024, 2025):
        for n in range(60):
            if year == 2025 and n % 10 == 0:
                continue
            revenue = 300 if year == 2025 and n % 2 == 0 else 100
            for month in (2, 8):
                rows.append(
                    {
                        "order_id": f"{year}-{month}-{n}",
                        "customer_id": f"c{n}",
                        "revenue": revenue,
                        "cost": 40,
                        "ordered_at": pd.Timestamp(year, month, 1 + n % 28),
                        "product_id": f"p{n % 3}",
                    }
                )
    rows.append({**rows[0], "order_id": "first", "ordered_at": pd.Timestamp(2023, 1, 1)})
    return rows


def tickets(year: int, count: int) -> list[dict]:
    return [
        {"ticket_id": f"t{year}-{n}", "opened_at": pd.Timestamp(year, 1, 1 + n % 28), "kind": "complaint"}
        for n in range(count)
    ]


def answers(year: int, score: int, count: int = 50) -> list[dict]:
    return [
        {"answered_at": pd.Timestamp(year, 5, 1 + n % 28), "measure": "nps", "score": score if n % 4 else 0}
        for n in range(count)
    ]


@pytest.fixture(scope="module")
def three_years():
    touches = [
        {"person_id": f"{year}-{n}", "occurred_at": pd.Timestamp(year, 1 + n % 9, 3), "channel": "Web"}
        for year, people in ((2023, 40), (2024, 300), (2025, 100))
        for n in range(people)
    ]
    return company(
        orders=orders(),
        touchpoints=touches,
        tickets=[*tickets(2024, 20), *tickets(2025, 60)],
        surveys=[*answers(2024, 3), *answers(2025, 10)],
    )


@pytest.fixture(scope="module")
def rows(three_years):
    return home.changes(three_years, AS_OF).set_index("measure")


def test_profit_is_that_of_the_tiers_now_and_a_year_before(three_years, rows):
    now, then = segments.tiers(three_years, AS_OF), segments.tiers_before(three_years, AS_OF)
    assert rows.at["profit", "now"] == pytest.approx(now.profit.sum())
    assert rows.at["profit", "before"] == pytest.approx(then.profit.sum())
    assert rows.at["profit", "change"] == pytest.approx(now.profit.sum() - then.profit.sum())
    assert rows.at["profit", "low"] > 0
    assert rows.at["profit", "verdict"] == "better"


def test_revenue_and_orders_are_those_of_the_orders_of_both_years(three_years, rows):
    query = "select sum(revenue), count(distinct order_id) from orders where ordered_at between ? and ?"
    for column, year in (("before", 2024), ("now", 2025)):
        with three_years.cursor() as cursor:
            wanted = cursor.execute(query, [date(year, 1, 1), date(year, 12, 31)]).fetchone()
        assert rows.loc[["revenue", "orders"], column].tolist() == list(map(float, wanted))
    assert rows.loc[["revenue", "orders"], "verdict"].tolist() == ["better", "worse"]
    assert rows.index[:4].tolist() == ["revenue", "orders", "profit", "reached"]


def test_acquired_is_what_the_funnel_says_of_both_periods(three_years, rows):
    step = time_and_cost.before(three_years, AS_OF, SINCE).set_index("step").loc["Acquire"]
    assert rows.at["acquired", "now"] == step["rate"]
    assert rows.at["acquired", "before"] == step["rate_before"]
    assert rows.at["acquired", "n"] == step["eligible"]


def test_fewer_people_reached_are_worse(rows):
    assert rows.loc["reached", ["before", "now"]].tolist() == [300, 100]
    assert rows.at["reached", "change"] == pytest.approx((100 / 365) / (300 / 366) - 1)
    assert rows.at["reached", "verdict"] == "worse"


def test_who_stayed_is_who_is_not_lost_in_the_movement(three_years, rows):
    flows = movement.flows(three_years, AS_OF, BEFORE)
    there = flows[flows.tier_before.isin(segments.TIERS)]
    lost = there.loc[there.tier_after == "Lost", "customers"].sum()
    assert rows.at["stayed", "now"] == pytest.approx(1 - lost / there.customers.sum())
    assert rows.at["stayed", "now"] == pytest.approx(0.9)


def test_more_complaints_per_order_are_worse_and_a_higher_nps_is_better(rows):
    assert rows.at["complaints", "now"] == pytest.approx(100 * 60 / 108)
    assert rows.at["complaints", "verdict"] == "worse"
    assert rows.at["nps", "verdict"] == "better"
    assert rows.at["nps", "before"] == -100


def test_a_young_store_has_no_earlier_data(store):
    store.load("orders", b"order_id,customer_id,ordered_at,revenue\n1,A,2025-01-02,90\n2,B,2025-01-05,2\n")
    found = home.changes(store, date(2025, 1, 31))
    assert found["measure"].tolist() == ["revenue", "orders", "profit"]
    assert set(found["verdict"]) == {"no earlier data"}


def test_of_guests_only_their_sales_are_said(store):
    rows = b"0,2023-01-02,9\n1,2023-03-02,1\n2,2024-03-02,80\n3,2025-01-02,90\n3,2025-01-02,-10\n"
    store.load("orders", b"order_id,ordered_at,revenue\n" + rows)
    found = home.changes(store, date(2025, 1, 31)).set_index("measure")
    assert found[["before", "now", "n"]].T.to_dict("list") == {"revenue": [1, 160, 2], "orders": [1, 2, 2]}


def test_beside_a_year_that_overlaps_only_what_is_paired_by_customer_has_a_verdict(three_years):
    found = home.changes(three_years, AS_OF, before=date(2025, 6, 30)).set_index("measure")
    assert found.at["profit", "before"] == pytest.approx(segments.tiers(three_years, date(2025, 6, 30)).profit.sum())
    assert found.at["profit", "verdict"] == "better"
    others = found["verdict"].drop(["revenue", "orders", "profit"])
    assert set(others) <= {"periods overlap", "no earlier data"}


def test_of_a_segment_or_region_nobody_counts_the_people_reached(three_years):
    assert "reached" not in set(home.changes(three_years, AS_OF, region="North")["measure"])
