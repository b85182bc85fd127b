"""The quality page and the footer, through app.py."""

import pandas as pd
import pytest

import cx
from pages.data.quality import coverage_strip
from tests.apps import app_on, texts


@pytest.fixture
def company(tmp_path):
    def made(*files: tuple[str, bytes]):
        store = cx.open_store(tmp_path / "company.duckdb")
        for kind, body in files:
            store.load(kind, body, name=f"{kind}.csv")
        return tmp_path / "company.duckdb", store

    return made


ORDERS = b"order_id,customer_id,ordered_at,revenue\n" + b"".join(
    f"A{n},{n % 3},2025-0{1 + n % 2 * 3}-11,{n + 1}\n".encode() for n in range(40)
)


def footer(app) -> list[str]:
    return [link.proto.label for link in app.get("page_link") if " in use" in link.proto.label]


def test_the_title_says_what_is_in_use_and_what_waits(company):
    path, store = company(("orders", ORDERS + b"B,1,n/a,3\n"), ("customers", b"customer_id\n1\n2\n"))
    app = app_on(path, "quality", store)
    assert not app.exception
    assert app.title[0].value == "97.7% of 43 rows are in use; 1 row needs fixing"
    shown = texts(app)
    assert "Orders: no row in 2 months (Feb 2025, Mar 2025)" in shown
    assert "rows of orders have 1 id missing from customers" in shown
    assert "1 row is excluded" in shown
    assert reasons(app) == ["Order date is not a date"]
    assert footer(app) == []


def reasons(app) -> list[str]:
    """The reasons in the table of excluded rows."""
    return next(table.value["reason"].tolist() for table in app.dataframe if "reason" in table.value)


def test_few_rows_are_counted_and_no_share_is_claimed(company):
    rows = b"order_id,customer_id,ordered_at,revenue\nA1,1,2025-01-11,3\nA2,,2025-01-12,4\nA3,1,n/a,3\n"
    path, store = company(("orders", rows))
    app = app_on(path, "quality", store)
    assert app.title[0].value == "2 of 3 rows are in use; 1 row needs fixing"
    assert "Customer ID is missing in 1 of 2 rows of orders" in texts(app)
    assert "%" not in "".join(one.value for one in app.header)


def test_a_reason_is_named_where_it_excludes_most_of_many_rows(company):
    bad = b"".join(b"B%d,1,n/a,3\n" % n for n in range(40))
    path, store = company(("orders", ORDERS + bad + b"C,1,2025-01-11,n/a\n"))
    app = app_on(path, "quality", store)
    assert "for one reason: Order date is not a date, in orders\\.csv" in texts(app)


def test_a_store_without_fault_says_so(company):
    path, store = company(("orders", ORDERS))
    app = app_on(path, "quality", store)
    assert app.title[0].value == "All 40 rows are in use"
    assert "No row was excluded" in texts(app)
    assert "Orders: no row in 2 months" in texts(app)


def test_that_no_month_is_missing_is_said_only_of_months_that_were_checked():
    months = pd.DataFrame({"kind": ["orders"] * 3 + ["surveys"], "rows": 5})
    assert coverage_strip.no_gap(months) == "No month without rows: 1 table checked"
    assert coverage_strip.no_gap(months.tail(1)).startswith("Too few months to find a missing one")


def test_a_file_with_a_row_left_out_is_never_in_use_to_100_percent(company):
    rows = b"".join(f"A{n},7,2025-01-11,1\n".encode() for n in range(30_000))
    head = b"order_id,customer_id,ordered_at,revenue\n"
    path, store = company(("orders", head + rows + b"B,1,n/a,3\n"), ("customers", b"customer_id\n7\n"))
    app = app_on(path, "quality", store)
    told = app.dataframe[len(app.dataframe) - 1].value
    assert dict(zip(told["name"], told["share"], strict=True)) == {
        "orders.csv": 0.9999,
        "customers.csv": 1.0,
    }


def test_an_empty_store_says_the_way_out(company):
    path, store = company()
    app = app_on(path, "quality", store)
    assert not app.exception
    assert "Upload your orders" in app.title[0].value
    assert footer(app) == []


@pytest.mark.parametrize("page", ["segments", "funnel", "stages", "upload", "definitions"])
def test_every_page_says_on_how_many_rows_it_rests(company, page):
    path, store = company(("orders", ORDERS + b"B,1,n/a,3\n"))
    app = app_on(path, page, store)
    assert not app.exception
    assert footer(app) == ["40 rows in use · 1 excluded"]
