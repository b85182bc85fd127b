"""Rules that say what a cluster is, and what would lift a customer, checked by placing them anew."""

from datetime import date

import numpy as np
import pytest

from cx import Assumptions
from cx.customers import segments
from cx.customers.segments import explanation
from cx.customers.segments.tier_model import MEASURES
from tests.companies import company

AS_OF = date(2025, 12, 31)
BY_HAND = Assumptions(gross_margin=0.5, cost_per_order=10.0, fixed_cost_a_year=60.0)


def crowd(seed=3, customers=120):
    maker = np.random.default_rng(seed)
    products = [{"product_id": f"p{i}", "category": f"k{i}"} for i in range(5)]
    orders = [
        {
            "order_id": str(i),
            "customer_id": f"c{maker.integers(customers)}",
            "ordered_at": f"2025-{maker.integers(1, 13):02d}-10",
            "revenue": round(float(maker.lognormal(4, 1)), 2),
            "product_id": f"p{maker.integers(5)}",
        }
        for i in range(customers * 5)
    ]
    return company(orders=orders, products=products)


def test_tin_needs_a_contribution_of_nothing_and_bronze_a_profit_of_nothing():
    orders = [
        {"order_id": str(i), "customer_id": name, "ordered_at": "2025-02-01", "revenue": money}
        for i, (name, money) in enumerate([("ann", 200), ("cem", 24), ("dan", 10)])
    ]
    before = {"order_id": "before", "customer_id": "ann", "ordered_at": "2024-12-01", "revenue": 9}
    store = company(orders=[*orders, before])
    tin = explanation.lifts(store, AS_OF, "dan", BY_HAND).iloc[0]
    assert (tin.measure, tin.now, tin.needed, tin.to) == ("contribution", -5, 0, "Bronze")
    bronze = explanation.lifts(store, AS_OF, "cem", BY_HAND).iloc[0]
    assert (bronze.measure, bronze.now, bronze.needed, bronze.to) == ("profit", 2 - 20, 0, "Gold")
    assert explanation.lifts(store, AS_OF, "nobody", BY_HAND).empty


AGAIN = {
    "profit": lambda value, row: np.arcsinh(value / row.profit_scale),
    "purchases": lambda value, row: np.log1p(value),
    "recency_days": lambda value, row: max(min(value / row.usual_gap_days, 3) - 1, 0),
    "value_to_customer": lambda value, row: value,
    "mix_distance": lambda value, row: value,
}


def test_with_what_it_says_is_needed_a_customer_stands_in_the_next_tier_and_with_less_does_not():
    store = crowd()
    model = segments.model(store, AS_OF, BY_HAND)
    table = store.rows("select * from query_table($f)", f=segments.features(store, AS_OF, BY_HAND))
    by_id = table.set_index("customer_id", drop=False)
    checked = []
    for customer in segments.customers(store, AS_OF, BY_HAND).query("tier in ['Gold', 'Silver']").customer_id:
        row = by_id.loc[customer]
        for way in explanation.lifts(store, AS_OF, customer, BY_HAND).itertuples():
            at = next(name for name, shown in explanation.SHOWN_AS.items() if shown == way.measure)
            features = [row[f"{name}_feature"] for name in MEASURES]
            for share, reached in ((1.001, True), (0.98, False)):
                value = way.now + (way.needed - way.now) * share
                if way.measure in ("purchases", "recency_days") and not reached:
                    value = way.needed - np.sign(way.needed - way.now)  # whole orders, whole days
                features[MEASURES.index(at)] = AGAIN[way.measure](max(value, 0) if at == "recency" else value, row)
                assert (nearest(model, features) == way.to) is reached
            checked.append(way.measure)
            assert way.effort <= explanation.FARTHEST
    assert len(checked) > 20
    assert len(set(checked)) >= 3


def nearest(model, features):
    def far(centre):
        return sum(
            ((value - centre[name]) / model.spreads[name]) ** 2
            for name, value in zip(MEASURES, features, strict=True)
            if model.spreads[name] > 0 and not np.isnan(value)
        )

    return min(model.centres, key=far)["tier"]


def test_platinum_has_no_tier_above():
    store = crowd()
    best = segments.customers(store, AS_OF, BY_HAND).query("tier == 'Platinum'").customer_id.iloc[0]
    assert explanation.lifts(store, AS_OF, best, BY_HAND).empty


def test_the_rules_hold_everybody_once_and_say_how_often_they_are_right():
    store = crowd()
    found, (fidelity, low, high) = explanation.rules(store, AS_OF, BY_HAND)
    people = segments.customers(store, AS_OF, BY_HAND).query("profit >= 0")
    assert found.customers.sum() == len(people)
    assert 0.6 < low <= fidelity <= high <= 1
    for rule in found.itertuples():
        inside = people
        for measure, least, most in rule.bounds:
            inside = inside[(inside[measure] > least) & (inside[measure] <= most)]
        assert len(inside) == rule.customers
        assert (inside.cluster == rule.cluster).mean() == pytest.approx(rule.right)
    assert found.bounds.map(len).max() <= explanation.DEPTH


def test_a_single_cluster_has_no_rules():
    orders = [
        {"order_id": str(i), "customer_id": f"c{i}", "ordered_at": "2025-06-01", "revenue": 100} for i in range(9)
    ]
    found, fidelity = explanation.rules(company(orders=orders), AS_OF, BY_HAND)
    assert found.empty
    assert np.isnan(fidelity[0])
