"""Claims about guessing: which table a file is, and which header is which column."""

import pytest

from cx import matching
from cx.kinds import KINDS, needed


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_with_the_tables_own_names_is_that_table(kind):
    guessed, _ = matching.guess_kind(list(KINDS[kind]))
    assert guessed == kind
    assert matching.columns(kind, list(KINDS[kind])) == {name: name for name in KINDS[kind]}


@pytest.mark.parametrize("kind", KINDS)
def test_the_needed_columns_alone_name_the_table(kind):
    assert matching.guess_kind(needed(kind))[0] == kind


def test_export_headers_are_understood():
    headers = ["Cust No", "Order Date", "Total (USD)", "Source"]
    assert matching.guess_kind(headers)[0] == "orders"
    assert matching.columns("orders", headers) == {
        "customer_id": "Cust No",
        "ordered_at": "Order Date",
        "revenue": "Total (USD)",
        "channel": "Source",
    }


def test_complete_journey_headers_are_understood():
    headers = [
        "household_id",
        "store_id",
        "basket_id",
        "product_id",
        "quantity",
        "sales_value",
        "retail_disc",
        "transaction_timestamp",
    ]
    found = matching.columns("orders", headers)
    assert found["order_id"] == "basket_id"
    assert found["customer_id"] == "household_id"
    assert found["revenue"] == "sales_value"
    assert found["ordered_at"] == "transaction_timestamp"


def test_persian_headers_are_understood_in_either_spelling():
    headers = ["شماره سفارش", "كد مشتري", "تاريخ سفارش", "مبلغ كل"]
    assert matching.guess_kind(headers)[0] == "orders"
    assert matching.columns("orders", headers) == dict(
        zip(["order_id", "customer_id", "ordered_at", "revenue"], headers, strict=True)
    )


def test_a_unit_price_is_never_taken_for_revenue():
    headers = ["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"]
    assert "revenue" not in matching.columns("orders", headers)
    assert "cost" not in matching.columns("orders", ["Order ID", "Unit Cost", "Cost per unit"])


def test_a_header_whose_values_are_of_another_type_is_no_match():
    samples = {"order": ["A1"], "date": ["2025-01-01"], "total": ["paid", "open"], "amount": ["12.50", "3"]}
    assert matching.columns("orders", list(samples), samples)["revenue"] == "amount"


def test_a_header_is_used_once_and_a_column_is_filled_once():
    found = matching.columns("orders", ["date", "order date", "total", "amount", "order"])
    assert len(set(found.values())) == len(found)
    assert found["ordered_at"] == "date" or found["ordered_at"] == "order date"


def test_headers_that_mean_nothing_are_no_kind():
    assert matching.guess_kind(["foo", "bar", "baz"])[0] is None
