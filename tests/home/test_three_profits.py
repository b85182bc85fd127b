"""Customer profit, operating profit and product profit of one small company, and how they reconcile."""

from datetime import date

import pandas as pd
import pytest

from cx import Assumptions, definitions
from cx.customers import segments
from cx.products import stages
from pages.shared import tier_sentences
from tests.companies import company

AS_OF = date(2025, 12, 31)
COSTED = Assumptions(gross_margin=0.5, cost_per_order=5.0)


def test_the_three_profits_reconcile_as_their_definitions_say():
    days = [f"2025-{month:02d}-10" for month in range(1, 13)]
    lines = [
        {"order_id": f"{who}{day}", "customer_id": who, "ordered_at": day, "product_id": "P", "revenue": 90, "cost": 40}
        for who in ("A", None)
        for day in days
    ]
    first = {**lines[0], "order_id": "first", "ordered_at": "2024-12-01"}  # a whole month before the window
    costs = [
        {"month": "2025-03-01", "amount": 60, "kind": "development", "product_id": "P"},
        {"month": "2025-03-01", "amount": 120, "kind": "fixed", "product_id": None},
    ]
    store = company(orders=[first, *lines], products=[{"product_id": "P", "name": "P"}], costs=costs)
    ledger = segments.profit_and_loss(store, AS_OF, COSTED).set_index("who")
    operating, customers = ledger.profit["Total"], ledger.profit.reindex(segments.TIERS).sum()
    months = stages.months(store, AS_OF)
    product = months.profit[pd.to_datetime(months.month).dt.year == 2025].sum()
    assert operating == pytest.approx(24 * (90 - 40 - 5) - 180)
    assert operating == pytest.approx(customers + ledger.profit["Guests"])
    assert operating == pytest.approx(product - ledger.cost_to_serve["Total"] - 120)
    said = tier_sentences.profits(ledger.reset_index(), "$")
    assert said == (
        "$450 customer profit and $450 outside the tiers (guests, people without orders) make $900 operating profit."
    )


def test_each_profit_has_a_definition_of_its_own_that_names_the_others():
    texts = {term: f"{definitions.of(term)}" for term in ("Customer profit", "Operating profit", "Product profit")}
    for term, text in texts.items():
        assert all(other.lower() in text.lower() for other in texts if other != term)
