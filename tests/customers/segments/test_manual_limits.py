"""Tiers by limits of one's own: who stands where, and what the check finds."""

from dataclasses import replace
from datetime import date
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx import Assumptions
from cx.customers import segments
from cx.customers.segments import manual_limits
from tests.companies import company
from tests.examples import examples

AS_OF = date(2025, 12, 31)
BY_HAND = Assumptions(gross_margin=0.5, cost_per_order=10.0, fixed_cost_a_year=60.0)
MONEY = {"ann": 300, "bob": 60, "cem": 24, "dan": 10}


@pytest.fixture(scope="module")
def store():
    orders = [
        {"order_id": name, "customer_id": name, "ordered_at": "2025-02-01", "revenue": money}
        for name, money in MONEY.items()
    ]
    return company(orders=orders)


def problems(store, *found):
    table = manual_limits.check(store, AS_OF, found, "revenue", BY_HAND)
    return [(row.problem, row.tiers, row.customers) for row in table.itertuples() if row.problem != "empty"]


def test_a_customer_is_in_the_band_they_stand_in_its_lower_end_included(store):
    limits = (("Gold", 60.0, inf), ("Silver", 24.0, 60.0), ("Tin", -inf, 24.0))
    found = segments.customers(store, AS_OF, replace(BY_HAND, bands=limits, bands_by="revenue"))
    tiers = found.set_index("customer_id").tier.to_dict()
    assert tiers == {"ann": "Gold", "bob": "Gold", "cem": "Silver", "dan": "Tin"}
    assert found.cluster.isna().all()
    money = segments.profit_and_loss(store, AS_OF, replace(BY_HAND, bands=limits, bands_by="revenue"))
    assert money.profit.iloc[-1] == pytest.approx(segments.profit_and_loss(store, AS_OF, BY_HAND).profit.iloc[-1])


def test_the_check_finds_overlaps_gaps_and_empty_tiers_with_their_customers(store):
    assert problems(store, ("Gold", 50.0, inf), ("Tin", -inf, 50.0)) == []
    assert problems(store, ("Gold", 20.0, inf), ("Tin", -inf, 50.0)) == [("overlap", "Tin, Gold", 1)]
    assert problems(store, ("Gold", 50.0, inf), ("Tin", -inf, 20.0)) == [("gap", "", 1)]
    assert problems(store, ("Gold", 50.0, 100.0), ("Tin", -inf, 50.0)) == [("gap", "", 1)]
    assert ("upside down", "Tin", 0) in problems(store, ("Gold", 50.0, inf), ("Tin", 50.0, 20.0))
    table = manual_limits.check(store, AS_OF, (("Gold", 500.0, inf), ("Tin", -inf, 500.0)), "revenue", BY_HAND)
    assert table.tiers.tolist() == ["Platinum", "Gold", "Silver", "Bronze"]
    assert manual_limits.usable(table)


@examples(everyday=30, full=40)
@given(st.lists(st.tuples(st.sampled_from(segments.TIERS), *[st.integers(-5, 350)] * 2), min_size=1, max_size=5))
def test_what_passes_the_check_puts_everybody_in_exactly_one_band(store, drawn):
    found = tuple((tier, float(low), float(high)) for tier, low, high in drawn)
    found += (("Tin", -inf, min(low for _tier, low, _high in found)),)
    found += (("Platinum", max(high for _tier, _low, high in found), inf),)
    passed = manual_limits.usable(manual_limits.check(store, AS_OF, found, "revenue", BY_HAND))
    homes = [sum(low <= value < high for _tier, low, high in found) for value in [x / 2 for x in range(-20, 800)]]
    sound = all(low < high for _tier, low, high in found)
    assert passed == (sound and set(homes) == {1})


@pytest.mark.parametrize("measure", ["profit", "revenue", "purchases", "recency_days"])
def test_what_is_suggested_passes_the_check(store, measure):
    suggested = manual_limits.suggest(store, AS_OF, measure, BY_HAND)
    assert not len(
        manual_limits.check(store, AS_OF, suggested, measure, BY_HAND).query("problem == 'overlap' or problem == 'gap'")
    )


def test_what_is_suggested_keeps_the_sizes_of_the_tiers(store):
    clusters = segments.tiers(store, AS_OF, BY_HAND).customers.tolist()
    limits = manual_limits.suggest(store, AS_OF, "profit", BY_HAND)
    assert segments.tiers(store, AS_OF, replace(BY_HAND, bands=limits)).customers.tolist() == clusters


def test_an_unknown_measure_is_refused():
    with pytest.raises(ValueError, match="bands_by"):
        Assumptions(bands_by="satisfaction")
