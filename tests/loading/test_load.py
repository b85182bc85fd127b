"""Claims about loads: which rows are kept once, which files are refused in a sentence, what a preview promises."""

from pathlib import Path

import pytest

import cx
from cx.loading import load as ingest
from tests.loads import HEADER, orders

SAMPLES = Path(__file__).parents[2] / "data" / "samples"

# --- ids, duplicates, orders without numbers -----------------------------------------------------------------------


def test_an_id_that_must_be_unique_is_kept_once_and_the_other_line_names_it(store):
    first = store.load("customers", b"customer_id,name\n1,a\n1,b\n2,c\n")
    assert (first.rows_loaded, first.problems["reason"].tolist()) == (
        2,
        ["same customer_id as an earlier line (line 2)"],
    )
    second = store.load("customers", b"customer_id,name\n2,d\n3,e\n")
    assert second.problems["reason"].tolist() == ["customer_id is already in the store (upload 1, line 4)"]
    assert store.rows("select name from customers order by customer_id")["name"].tolist() == ["a", "c", "e"]


def test_exact_duplicate_lines_of_orders_are_real_purchases(store):
    receipt = orders(store, HEADER + "A1,7,2025-01-31,1\n" * 3)
    assert receipt.rows_loaded == 3
    assert any("2 lines, kept as real purchases" in note for note in receipt.notes)


def test_exact_duplicate_lines_are_set_aside_when_asked(store):
    receipt = orders(store, HEADER + "A1,7,2025-01-31,1\n" * 3 + "A2,7,2025-01-31,1\n", drop_duplicates=True)
    assert receipt.rows_loaded == 2
    assert receipt.problems["reason"].tolist() == ["same as an earlier line (line 2)"] * 2


def test_notes_count_returns_zero_values_and_guests(store):
    receipt = orders(store, HEADER + "A1,7,2025-01-31,-1\nA2,,2025-01-31,0\nA3,8,2025-01-31,5\n")
    text = " ".join(receipt.notes)
    assert "Negative revenue: 1 line" in text
    assert "Zero revenue: 1 line" in text
    assert "1 line of guests" in text


def test_a_file_without_order_numbers_needs_a_rule(store):
    body = b"customer_id,date,revenue\n1,2025-01-31,5\n1,2025-01-31,6\n1,2025-02-01,7\n,2025-02-01,8\n"
    with pytest.raises(cx.LoadError, match="one order per customer and day"):
        store.load("orders", body)
    columns = {"customer_id": "customer_id", "ordered_at": "date", "revenue": "revenue"}
    first = store.load("orders", body, {"order_id": ingest.CUSTOMER_DAY, **columns})
    assert store.value("select count(distinct order_id) from orders") == 3
    store.undo(first.upload_id)
    store.load("orders", body, {"order_id": ingest.LINE, **columns})
    assert store.value("select count(distinct order_id) from orders") == 4


# --- files that cannot be loaded -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "is empty"),
        (b"  \n\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG picture"),
        (b"PK\x03\x04abc", "Excel workbook"),
        (bytes(range(256)) * 20, "not text"),
        (b"1,2,3\n4,5,6\n", "none of the first"),
        (b"order_id,ordered_at\n1,2025-01-31\n", "no column for revenue"),
        (b"order_id,ordered_at,revenue,revenue\n1,2025-01-31,1,2\n", "2 columns called “revenue”"),
        (b"x" * 3_000_000, "none of the first"),
        (b'[\n  {"order_id": "A1", "revenue": 5}\n]\n', "upload is JSON, not a CSV file. Export it as CSV"),
        (b'\xef\xbb\xbf{"order_id": "A1"}\n{"order_id": "A2"}\n', "is JSON"),
        (b'{"rows":[[1,2]]}', "is JSON"),
        (b'[["order_id","revenue"],["A1",5]]', "is JSON"),
        ('{"order_id": "A1"}'.encode("utf-16"), "is JSON"),
        (b"<html><table><tr><td>order_id</td></tr></table></html>", "is a web page"),
        (b"\n<!-- made by x -->\n<TABLE border=1><tr><td>order_id</td></tr>", "is a web page"),
        (b"<!DOCTYPE html>\n<html></html>", "is a web page"),
        (b'<meta content="text/html; charset=utf-8"><table><tr>', "is a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "is XML"),
    ],
)
def test_a_file_that_cannot_be_loaded_says_why_and_changes_nothing(store, body, sentence):
    with pytest.raises(cx.LoadError, match=sentence):
        store.load("orders", body)
    assert len(store.uploads()) == 0


@pytest.mark.parametrize(
    "header",
    [
        "[order_id],[ordered_at],[revenue]",
        "<order_id>,<ordered_at>,<revenue>",
        "<table>,order_id,ordered_at,revenue",
        "{order_id},ordered_at,revenue",
    ],
)
def test_brackets_around_names_make_no_web_page(store, header):
    row = "x," * header.startswith("<table>") + "A1,2025-01-31,5"
    assert orders(store, f"{header}\n{row}\n").rows_loaded == 1


def test_a_repeated_header_that_is_not_wanted_does_no_harm(store):
    assert orders(store, "order_id,ordered_at,revenue,x,x\n1,2025-01-31,1,2,3\n").rows_loaded == 1


def test_a_missing_file_is_named(store, tmp_path):
    with pytest.raises(cx.LoadError, match=r"no file .*nothing\.csv"):
        store.load("orders", tmp_path / "nothing.csv")


def test_a_file_of_another_kind_is_recognised(store):
    body = b"customer_id,name,joined_on,region\n1,Ann,2025-01-31,North\n"
    with pytest.raises(cx.LoadError, match="looks like a file of customers"):
        store.load("orders", body)


def test_unknown_kinds_columns_headers_and_encodings_are_named(store):
    body = (HEADER + "A1,7,2025-01-31,1\n").encode()
    with pytest.raises(cx.LoadError, match="no kind of table called sales"):
        store.load("sales", body)
    with pytest.raises(cx.LoadError, match="no column price"):
        store.load("orders", body, {"price": "revenue"})
    with pytest.raises(cx.LoadError, match="no column “Total”"):
        store.load("orders", body, {"order_id": "order_id", "ordered_at": "ordered_at", "revenue": "Total"})
    with pytest.raises(cx.LoadError, match="no encoding klingon"):
        store.load("orders", body, encoding="klingon")
    with pytest.raises(cx.LoadError, match="not utf-8"):
        store.load("customers", "customer_id,name\n1,é\n".encode("utf-16"), encoding="utf-8")


# --- preview -------------------------------------------------------------------------------------------------------


def test_a_preview_tells_what_the_load_then_does(store):
    body = "Cust No,Order Date,Total (USD),Source\n1,2025-01-31,5,Web\n2,n/a,6,Shop\n3,2025-02-01,x,Web\n"
    seen = ingest.preview(body.encode(), store=store)
    assert (seen.kind, seen.rows_ready, seen.rows_quarantined) == ("orders", 1, 2)
    assert seen.mapping == {
        "order_id": ingest.CUSTOMER_DAY,
        "customer_id": "Cust No",
        "ordered_at": "Order Date",
        "revenue": "Total (USD)",
        "channel": "Source",
    }
    assert seen.samples["Source"][:2] == ["Web", "Shop"]
    assert seen.reasons["rows"].tolist() == [1, 1]
    assert len(store.uploads()) == 0
    receipt = store.load("orders", body.encode(), seen.mapping)
    assert (receipt.rows_loaded, receipt.rows_quarantined) == (seen.rows_ready, seen.rows_quarantined)
    assert receipt.problems["reason"].tolist() == seen.problems["reason"].tolist()


def test_a_preview_asks_instead_of_raising(store):
    assert ingest.preview(b"order_id,ordered_at,revenue\n1,03/04/2025,1\n").undecided == ("ordered_at",)
    assert ingest.preview(b"order_id,ordered_at\n1,2025-01-31\n", "orders").missing == ("revenue",)
    assert ingest.preview(b"foo,bar,baz\n1,2025-01-31,x\n", "orders").headers == ("foo", "bar", "baz")
    assert ingest.preview(b'order_id,ordered_at,revenue\n1,2025-01-31,"1,234"\n').undecided_numbers == ("revenue",)


def test_a_preview_knows_the_ids_of_the_store(store):
    store.load("customers", b"customer_id\n1\n")
    assert ingest.preview(b"customer_id,name\n1,a\n2,b\n", "customers", store=store).rows_quarantined == 1


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.csv")), ids=lambda path: path.stem)
def test_each_template_loads_without_a_problem(store, path):
    assert ingest.preview(path).kind == path.stem
    receipt = store.load(path.stem, path)
    assert receipt.rows_loaded > 0
    assert receipt.rows_quarantined == 0
