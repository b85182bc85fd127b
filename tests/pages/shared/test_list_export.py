"""Files of lists, read back: what a spreadsheet's user sees of a list of customers."""

import io
from datetime import date, datetime
from types import SimpleNamespace

import openpyxl
import pandas as pd
import pytest

from pages.shared import answers, list_columns, list_export, list_reasons, workbook
from pages.shared.list_export import Asked, Export
from tests.apps import app_on

ORDERS = b"""order_id,customer_id,ordered_at,revenue
1,ann,2025-01-02,900.12
2,bob,2025-01-05,2
3,cem,2025-01-20,40
"""
CUSTOMERS = b"""customer_id,name,e-mail,phone
ann,=1+1,ann@shop.de,+49 170 1
bob,@sum,,
"""
ROWS = pd.DataFrame(
    {
        "customer_id": ["ann", "bob", "cem"],
        "name": ["=1+1", "@sum", None],
        "last_on": pd.to_datetime(["2025-01-02", "2025-01-05", "2025-01-20"]),
        "revenue": [900.119, 2.0, 40.0],
        "satisfaction": [87.4444, None, 0.0],
        "orders": [1.0, 1.0, None],
        "silent_days": [29, 26, 11],
        "limit_days": [20, 20, 1],
    }
)
COLUMNS = {
    "name": list_columns.text("Customer"),
    "customer_id": list_columns.text("ID"),
    "last_on": list_columns.day("Last order"),
    "revenue": list_columns.money("Revenue", "$"),
    "satisfaction": {"label": "Satisfaction", "type_config": {"type": "progress", "format": "%.0f%%"}},
    "orders": list_columns.whole("Orders"),
}


@pytest.fixture
def export(filled, tmp_path):
    """A list of a small shop; the app has it open."""
    path = filled(tmp_path / "own.duckdb", orders=ORDERS, customers=CUSTOMERS)
    app_on(path, "definitions")
    chosen = SimpleNamespace(as_of=date(2025, 1, 31), currency="$", narrowed_to=[])
    return Export(chosen, lambda: ROWS, COLUMNS, list_reasons.overdue)


def asked(**changed):
    from cx import Assumptions

    given = {"filtered": "", "picked": "overdue", "customers": 3, "assumptions": Assumptions(gross_margin=0.5)}
    return Asked("Overdue customers", **{**given, **changed})


def test_a_workbook_says_what_the_list_is_and_holds_its_rows_with_units_dates_and_reasons(export):
    book = openpyxl.load_workbook(io.BytesIO(list_export.excel(export, asked(filtered="Iran"), None)))
    assert book.sheetnames == ["About", "Overdue customers"]
    about = dict(book["About"].iter_rows(values_only=True))
    assert about["As of"] == "2025-01-31" and about["Filters"] == "Iran" and about["Selection"] == "overdue"
    assert about["Customers"] == "3, in the order of the list"
    assert about["Gross margin"] == "50.0% (set manually)"
    head, ann, bob, cem = book["Overdue customers"].iter_rows(values_only=True)
    assert head == (
        "Customer", "ID", "Last order", "Revenue ($)", "Satisfaction", "Orders", "Tier", "Profit ($)", "Reason",
        "e-mail", "phone",
    )  # fmt: skip
    assert ann[:6] == ("'=1+1", "ann", datetime(2025, 1, 2), 900.12, 0.874, 1)
    assert ann[9:] == ("ann@shop.de", "'+49 170 1")
    assert bob[0] == "'@sum" and bob[9:] == (None, None)
    assert ann[8].startswith("No order for 29 days; overdue after 20 days. ")
    assert cem[8].startswith("No order for 11 days; overdue after 1 day. ") and cem[0] is None
    assert {ann[6], bob[6]} <= {"Platinum", "Gold", "Silver", "Bronze", "Tin"} and f"{bob[6]}: " in bob[8]
    assert book["Overdue customers"]["C2"].number_format == "yyyy-mm-dd"
    assert book["Overdue customers"].freeze_panes == "A2"


def test_top_n_and_csv_hold_the_same_rows(export):
    book = openpyxl.load_workbook(io.BytesIO(list_export.excel(export, asked(), 2)))
    assert book["Overdue customers"].max_row == 3
    assert dict(book["About"].iter_rows(values_only=True))["Customers"] == "the first 2 of 3"
    lines = list_export.csv(export, asked(), 2).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Customer,ID,Last order,Revenue ($),Satisfaction (%),Orders,Tier,Profit ($),Reason")
    assert lines[1].startswith("'=1+1,ann,2025-01-02,900.12,87.4,1,")
    assert len(lines) == 3
    frame = pd.read_parquet(io.BytesIO(list_export.parquet(export, asked(), None)))
    assert frame["Revenue ($)"].tolist() == [900.119, 2.0, 40.0]


def test_no_cell_becomes_a_formula_or_breaks_the_file():
    texts = ["=1+1", "<b>&", "line\nbreak", "\x07bell", "'quoted", " ends "]
    frame = pd.DataFrame({"of": texts, "n": [1.5, None, -2, 0, 1e12, 3]})
    made = workbook.write([workbook.Sheet("a/b: " + "x" * 40, frame, [workbook.TEXT, workbook.DECIMAL])])
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["a b  " + "x" * 26]
    cells = list(book.active.iter_rows(min_row=2))
    assert [row[0].value for row in cells] == ["=1+1", "<b>&", "line\nbreak", "bell", "'quoted", " ends "]
    assert [row[0].data_type for row in cells] != ["f"] and b"<f>" not in made
    assert [row[1].value for row in cells] == [1.5, None, -2, 0, 1e12, 3]
    with pytest.raises(ValueError, match="take CSV or Parquet"):
        workbook.write([workbook.Sheet("a", pd.DataFrame({"a": range(workbook.MOST_ROWS)}), [workbook.WHOLE])])


def test_the_answer_of_facts_is_in_the_order_of_the_list(export):
    from cx.customers import list_facts

    figures, uploaded = list_facts.facts(answers.store(), date(2025, 1, 31), ["cem", "nobody", "ann"])
    assert uploaded["e-mail"].tolist() == [None, None, "ann@shop.de"]
    assert figures.tier.isna().tolist() == [False, True, False]
