"""What is in use, what was left out, where are gaps, orphans and odd amounts: by hand on small companies."""

import math

import pandas as pd
import pytest

from cx.quality import report as quality
from tests import memory
from tests.companies import company


def order(month: int, **more):
    return {"order_id": "A", "ordered_at": f"2025-{month:02d}-15", "revenue": 1} | more


def test_rows_read_are_rows_used_and_rows_left_out_over_the_loads_that_stand():
    store = memory.empty()
    store.load("orders", b"order_id,ordered_at,revenue\nA,2025-01-01,1\nB,2025-01-01,x\nC,2025-01-01,y\n")
    other = store.load("customers", b"customer_id\n1\n")
    assert quality.totals(store)[["loads", "rows_read", "rows_used", "rows_aside"]].tolist() == [2, 4, 2, 2]
    store.undo(other.upload_id)
    assert quality.totals(store)[["loads", "rows_read", "rows_used", "rows_aside"]].tolist() == [1, 3, 1, 2]
    reasons = quality.reasons(store)
    assert reasons[["kind", "reason", "rows", "first_line", "first_value"]].values.tolist() == [
        ["orders", "revenue is not a number", 2, 3, "x"]
    ]


def test_an_empty_store_has_no_share():
    store = memory.empty()
    assert math.isnan(quality.totals(store)["share_used"])
    for answer in (quality.tables, quality.reasons, quality.months, quality.missing, quality.outliers):
        assert answer(store).empty


def test_a_month_without_a_row_between_the_first_and_the_last_is_a_gap():
    store = company(orders=[order(1), order(1), order(4)], tickets=[])
    months = quality.months(store)
    assert months[["kind", "rows", "share"]].values.tolist() == [
        ["orders", 2, 1.0],
        ["orders", 0, 0.0],
        ["orders", 0, 0.0],
        ["orders", 1, 0.5],
    ]
    gaps = quality.gaps(months)
    assert gaps.values.tolist() == [["orders", 2, (pd.Timestamp("2025-02-01"), pd.Timestamp("2025-03-01"))]]


def test_missing_cells_are_counted_by_column():
    store = company(orders=[order(1, customer_id="1"), order(1), order(1), order(1)])
    missing = quality.missing(store).set_index("column")
    assert missing.loc["customer_id", ["rows", "missing", "share"]].tolist() == [4, 3, 0.75]
    assert missing.loc["revenue", "share"] == 0
    assert set(missing["kind"]) == {"orders"}


def test_orphans_are_told_only_against_a_table_that_holds_rows():
    rows = [order(1, customer_id=name, product_id="P") for name in ("1", "2", "2", None)]
    store = company(orders=rows, customers=[{"customer_id": "1"}])
    found = quality.orphans(store)
    assert found[["kind", "column", "rows", "orphans", "ids", "first_id"]].values.tolist() == [
        ["orders", "customer_id", 3, 2, 1, "2"]
    ]


def test_an_amount_is_far_out_beyond_three_distances_of_the_quartiles_in_logarithms():
    amounts = [1] * 10 + [2] * 20 + [4] * 10 + [257, 255]
    store = company(orders=[order(1, revenue=amount) for amount in amounts])
    found = quality.outliers(store).iloc[0]
    logs = pd.Series([math.log(amount) for amount in amounts])
    low, high = logs.quantile(0.25), logs.quantile(0.75)
    assert found["fence"] == pytest.approx(math.exp(high + 3 * (high - low)))
    assert found["far_out"] == sum(amount > found["fence"] for amount in amounts)
    assert (found["largest"], found["line"]) == (257, 42)


def test_amounts_that_are_all_alike_have_no_fence():
    assert quality.outliers(company(orders=[order(1, revenue=5)] * 40)).empty
