"""Movement between tiers: by hand on a tiny shop, and what must add up in every shop."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx import Assumptions
from cx.charts.customers import movement as movement_charts
from cx.charts.customers import movement_table
from cx.customers import movement, segments
from tests import memory
from tests.companies import company as shop
from tests.examples import examples

EARLIER, LATER = date(2024, 12, 31), date(2025, 12, 31)
BY_HAND = Assumptions(gross_margin=0.5, cost_per_order=10.0, fixed_cost_a_year=60.0, fixed_cost_key="customer")


def order(number, customer, day, revenue):
    return {"order_id": str(number), "customer_id": customer, "ordered_at": day, "revenue": revenue}


# fixed cost: 15 each of four customers in 2024, 12 each of five in 2025
SHOP = [
    order(1, "ann", "2024-03-01", 100),  # 40 - 15 = 25: profitable
    order(2, "ann", "2025-03-01", 10),  # -5 - 12 = -17: Tin
    order(3, "bob", "2024-04-01", 40),  # 10 - 15 = -5: Bronze
    order(4, "bob", "2025-04-01", 42),  # 11 - 12 = -1: Bronze, better
    order(5, "cem", "2024-05-01", 10),  # -5 - 15 = -20: Tin, then lost
    order(6, "dan", "2025-05-01", 60),  # new
    order(7, "eve", "2023-06-01", 60),  # before both windows
    order(8, "eve", "2025-06-01", 60),  # came back
    order(9, "fay", "2024-07-01", 10),  # Tin
    order(10, "fay", "2025-07-01", 30),  # 5 - 12 = -7: Bronze
]


def test_each_direction_by_hand():
    found = movement.customers(shop(orders=SHOP), LATER, EARLIER, BY_HAND).set_index("customer_id")
    assert found.direction.to_dict() == {
        "ann": "Down a tier",
        "bob": "Up inside",
        "cem": "Lost",
        "dan": "New",
        "eve": "Came back",
        "fay": "Up a tier",
    }
    assert found.change.round(9).to_dict() == {"ann": -42, "bob": 4, "cem": 20, "dan": 8, "eve": 8, "fay": 13}
    assert found.tier_before[["dan", "eve"]].tolist() == ["New", "Came back"]
    assert found.tier_after["cem"] == "Lost"


def test_the_profit_that_moved_is_the_difference_of_the_two_years_to_the_cent():
    store = shop(orders=SHOP)
    change = movement.directions(store, LATER, EARLIER, BY_HAND).change.sum()
    years = [segments.tiers(store, at, BY_HAND).profit.sum() for at in (EARLIER, LATER)]
    assert change == pytest.approx(years[1] - years[0], abs=0.005)


def test_nobody_moves_when_both_years_are_alike():
    orders = [
        order(f"{year}{i}", f"c{i}", f"{year}-05-{i + 1:02d}", 20 * i + 5)
        for i in range(12)
        for year in (2023, 2024, 2025)
    ]
    ways = movement.directions(shop(orders=orders), LATER, EARLIER, BY_HAND).set_index("direction").customers
    assert ways["Unchanged"] == 12
    assert ways.sum() == 12


def test_an_earlier_date_outside_the_data_is_refused():
    store = shop(orders=SHOP)
    for before in (LATER, date(2020, 1, 1)):
        with pytest.raises(ValueError, match="the earlier date lies between"):
            movement.flows(store, LATER, before, BY_HAND)
    with pytest.raises(ValueError, match="no orders"):
        movement.flows(memory.empty(), LATER, EARLIER)


def test_a_region_chooses_who_is_shown_and_moves_nobody():
    store = shop(orders=SHOP, customers=[{"customer_id": "ann", "region": "North"}])
    all_, north = (
        movement.customers(store, LATER, EARLIER, BY_HAND, region=region).set_index("customer_id")
        for region in (None, "North")
    )
    assert north.index.tolist() == ["ann"]
    assert north.direction["ann"] == all_.direction["ann"]


def test_the_list_holds_who_made_the_move_and_counts_them_all():
    rows, counts = movement.listed(shop(orders=SHOP), LATER, EARLIER, BY_HAND, towards=("New", "Lost"), limit=1)
    assert rows.customer_id.tolist() == ["cem"]
    assert counts == {"customers": 2, "change": pytest.approx(28)}
    rows, counts = movement.listed(shop(orders=SHOP), LATER, EARLIER, BY_HAND, tier_before="Tin", tier_after="Bronze")
    assert rows.customer_id.tolist() == ["fay"]


ORDERS = st.lists(
    st.tuples(st.integers(1, 8), st.integers(2023, 2025), st.integers(1, 12), st.floats(-50, 900, allow_nan=False)),
    min_size=1,
    max_size=40,
)


@examples(everyday=5, full=15)
@given(ORDERS)
def test_rows_add_up_to_the_tiers_before_and_columns_to_the_tiers_after(rows):
    orders = [order(-1, "first", "2022-12-15", 1), order(-2, "last", "2025-12-15", 1)] + [
        order(i, f"c{customer}", f"{year}-{month:02d}-15", round(revenue, 2))
        for i, (customer, year, month, revenue) in enumerate(rows)
    ]
    store = shop(orders=orders)
    flows = movement.flows(store, LATER, EARLIER, BY_HAND)
    for at, side, money in ((EARLIER, "tier_before", "profit_before"), (LATER, "tier_after", "profit_after")):
        tiers = segments.tiers(store, at, BY_HAND).set_index("tier")
        sums = flows.groupby(side)[["customers", money]].sum()
        assert sums.customers[movement.TIERS].tolist() == tiers.customers[movement.TIERS].tolist()
        for tier in movement.TIERS:
            assert sums[money][tier] == pytest.approx(tiers.profit[tier], abs=0.005)


def test_ribbons_leave_and_arrive_as_thick_as_their_customers():
    flows = movement.flows(shop(orders=SHOP), LATER, EARLIER, BY_HAND)
    frames = movement_charts.flow(flows, "")
    ends = frames["ribbons"].groupby(["tier_before", "tier_after"]).agg(["first", "last"])
    thick = (ends["high"] - ends["low"]).round(9)
    assert (thick["first"] == thick["last"]).all()
    each = flows[flows.customers > 0].set_index(["tier_before", "tier_after"]).customers
    assert (thick["first"] / thick["first"].min()).round(6).to_dict() == (each / each.min()).to_dict()


def test_a_row_of_the_table_is_shaded_only_from_30_customers_on():
    few = movement_table.matrix(movement.flows(shop(orders=SHOP), LATER, EARLIER, BY_HAND), "customers", "")["moves"]
    assert few.shade.isna().all()
    assert few.set_index(["tier_before", "tier_after"]).text["Tin", "Bronze"] == "1"
