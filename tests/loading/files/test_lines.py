"""Claims about the lines of a CSV: which become rows, in whatever letters and line ends, and that nothing is lost."""

import io

import duckdb
import pytest

from cx.engine import statements
from cx.loading.files import source as file_source
from cx.loading.header.column_cells import Cells
from tests.loads import HEADER, orders

# --- counts and lines ----------------------------------------------------------------------------------------------


def test_every_row_is_loaded_or_set_aside_with_its_line_and_reason(store):
    receipt = orders(store, HEADER + "A1,7,2025-01-31,12.50\n,8,2025-01-31,1\nA3,9,2025-02-30,1\nA4,9,2025-02-28,n/a\n")
    assert (receipt.rows_read, receipt.rows_loaded, receipt.rows_quarantined) == (4, 1, 3)
    assert receipt.problems[["line", "column", "reason"]].values.tolist() == [
        [3, "order_id", "no order number"],
        [4, "ordered_at", "ordered_at does not exist in the calendar"],
        [5, "revenue", "revenue is not a number"],
    ]
    assert receipt.problems["value"].tolist()[1:] == ["2025-02-30", "n/a"]
    assert receipt.problems["raw"].tolist()[1] == "A3,9,2025-02-30,1"
    assert store.quarantine("orders")["line"].tolist() == [3, 4, 5]
    assert len(store.quarantine("products")) == 0


def test_lines_of_the_file_add_up_with_preamble_blank_and_long_lines(store):
    text = "Report of 2025\n\n" + HEADER + 'A1,7,2025-01-31,1\n\nA2,"a\nb",2025-01-31,2\nbad line\nA3,9,2025-01-31,3'
    receipt = orders(store, text)
    assert receipt.header_line == 3
    assert receipt.lines == 9 == 3 + receipt.blank_lines + receipt.rows_read + 1
    assert (receipt.rows_loaded, receipt.rows_quarantined, receipt.blank_lines) == (3, 1, 1)
    assert store.rows("select line, customer_id from orders order by line").values.tolist() == [
        [4, "7"],
        [6, "a\nb"],
        [9, "9"],
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read_alike(store, end):
    receipt = orders(store, (HEADER + "A1,7,2025-01-31,1\n\nA2,8,2025-01-31,2\n").replace("\n", end).encode())
    assert (receipt.lines, receipt.blank_lines, receipt.rows_loaded) == (4, 1, 2)
    assert store.rows("select line from orders order by line")["line"].tolist() == [2, 4]


def test_mixed_line_ends_are_read(store):
    receipt = orders(store, b"order_id,ordered_at,revenue\r\nA1,2025-01-31,1\nA2,2025-01-31,2\r\n")
    assert (receipt.lines, receipt.rows_loaded) == (3, 2)


def test_a_line_that_starts_with_a_hash_is_a_row(store):
    assert orders(store, HEADER + "#1,7,2025-01-31,1\n").rows_loaded == 1


def test_rows_of_another_width_are_set_aside_and_say_their_width(store):
    receipt = orders(store, HEADER + "A1,7,2025-01-31,1\nA2,7,2025-01-31\n,A3,7,2025-01-31,1,\n")
    assert receipt.problems["reason"].tolist() == [
        "wrong number of cells (3, the header has 4)",
        "wrong number of cells (6, the header has 4)",
    ]


def test_quoted_cells_may_hold_delimiters_quotes_and_line_breaks(store):
    text = (
        'survey,answered_at,score,comment\nnps,2025-01-31,9,"good, ""very"" good\nindeed"\nnps,2025-01-31,8,5" screen\n'
    )
    receipt = store.load("surveys", text.encode())
    assert receipt.rows_loaded == 2
    assert store.rows("select comment from surveys order by line")["comment"].tolist() == [
        'good, "very" good\nindeed',
        '5" screen',
    ]


def test_backslash_escapes_and_blanks_before_quotes_are_understood(store):
    receipt = store.load("products", b'product_id,name\n1, "a, b"\n2,"say \\"x\\", y"\n')
    assert receipt.rows_loaded == 2
    assert store.rows("select name from products order by line")["name"].tolist() == ["a, b", 'say "x", y']


def test_a_quote_that_is_never_closed_costs_its_own_line_only(store):
    receipt = orders(store, HEADER + 'A1,"7,2025-01-31,1\nA2,8,2025-01-31,2\nA3,9,2025-01-31,3\n')
    assert receipt.rows_loaded == 2
    assert receipt.problems[["line", "reason"]].values.tolist() == [[2, "quote opened and never closed"]]


def test_a_stray_quote_never_swallows_good_rows_unseen(store):
    receipt = orders(store, HEADER + 'A1,"7,2025-01-31,1\nA2,8,2025-01-31,2\nA3,9",2025-01-31,3\nA4,9,2025-01-31,4\n')
    assert receipt.rows_loaded == 1
    assert receipt.rows_read == receipt.rows_loaded + receipt.rows_quarantined
    assert "swallows following rows" in receipt.problems["reason"].iat[0]
    assert "A2,8" in receipt.problems["raw"].iat[0]


def test_a_header_and_no_rows_is_a_load_of_nothing(store):
    receipt = orders(store, HEADER)
    assert (receipt.rows_read, receipt.lines) == (0, 1)
    assert "no rows" in " ".join(receipt.notes)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(store, mark):
    receipt = orders(store, (HEADER + "A1,7,2025-01-31,1\n").replace(",", mark))
    assert (receipt.delimiter, receipt.rows_loaded) == (mark, 1)


def test_columns_are_found_by_name_whatever_their_order(store):
    orders(store, "revenue,order_id,ordered_at,customer_id\n5,A1,2025-01-31,0007\n")
    assert store.rows("select order_id, customer_id, revenue::int from orders").values.tolist() == [["A1", "0007", 5]]


def test_a_path_bytes_and_a_file_object_give_the_same(tmp_path, store):
    body = (HEADER + "A1,7,2025-01-31,1\n").encode()
    path = tmp_path / "orders.csv"
    path.write_bytes(body)
    receipts = []
    for source in (path, str(path), body, io.BytesIO(body)):
        receipts.append(store.load("orders", source))
        store.undo(receipts[-1].upload_id)
    assert {receipt.rows_loaded for receipt in receipts} == {1}
    assert [receipt.name for receipt in receipts] == ["orders.csv", "orders.csv", "upload", "upload"]
    assert store.load("orders", body, name="../../etc/x.csv").name == "x.csv"


@pytest.mark.parametrize("odd_edges", [False, True])
def test_lines_are_cut_without_a_join_since_a_join_mixes_them_up(tmp_path, odd_edges):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    given = {
        "path": str(tmp_path / "x.csv"),
        "delimiter": ",",
        "width": 2,
        "spoiled": True,
        "whole": ".",
        "cell": "(.)",
    }
    columns = Cells({"order_id": 1, "revenue": 2}, odd_edges=odd_edges).columns
    with duckdb.connect() as connection:
        for macro in statements.text("header/values").split(";\n"):
            connection.execute(macro)
        statement = "explain " + statements.text("rows/lines").replace("/* columns */", columns)
        plan = str(connection.execute(statement, given).fetchall()).upper()
    assert "READ_CSV" in plan
    assert "JOIN" not in plan


def test_line_numbers_are_right_all_over_a_file_that_is_read_in_parallel(tmp_path, store):
    path = tmp_path / "long.csv"
    with path.open("w") as file:
        file.write(HEADER)
        file.writelines(
            f"A{line},customer {line:>60},2025-01-31,{'x' if line % 9999 == 0 else line}\n"
            for line in range(2, 500_000)
        )
    receipt = store.load("orders", path)
    assert receipt.problems["line"].tolist() == list(range(9999, 500_000, 9999))
    assert all(
        raw.startswith(f"A{line},") for line, raw in zip(receipt.problems["line"], receipt.problems["raw"], strict=True)
    )
    assert store.value("select count(*) from orders where order_id <> 'A' || line") == 0


# --- encodings -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"])
def test_persian_names_survive_every_encoding(store, encoding):
    text = "customer_id,name\n1,علی رضایی\n2,پروین چراغی\n"
    store.load(
        "customers",
        text.replace("ی", "ي").encode(encoding) if encoding == "cp1256" else text.encode(encoding),
    )
    names = store.rows("select name from customers order by customer_id")["name"].tolist()
    assert [name.replace("ي", "ی") for name in names] == ["علی رضایی", "پروین چراغی"]


def test_western_single_bytes_are_told_from_persian_ones(store):
    receipt = store.load("customers", "customer_id,name\n1,Zoë Müller\n2,José Núñez\n".encode("cp1252"))
    assert receipt.encoding == "windows-1252"
    assert store.rows("select name from customers order by customer_id")["name"].tolist() == [
        "Zoë Müller",
        "José Núñez",
    ]


def test_persian_names_that_begin_late_in_the_file_are_persian(store):
    """Only the first quarter of a million bytes was looked at: they were read as western letters."""
    body = "customer_id,name\n" + "".join(f"{place},Smith\n" for place in range(40_000)) + "x,پروين چراغ\n"
    assert len(body) > file_source.HEAD
    assert store.load("customers", body.encode("cp1256")).encoding == "windows-1256"
    assert store.value("select name from customers where customer_id = 'x'") == "پروين چراغ"


def test_one_broken_byte_in_a_utf8_file_costs_its_line_only(store):
    good = "".join(f"{place},نام {place}\n" for place in range(10, 40)).encode()
    receipt = store.load("customers", b"customer_id,name\n" + good + b"99,\xff\n")
    assert (receipt.encoding, receipt.rows_loaded, receipt.rows_quarantined) == ("utf-8", 30, 1)
    assert receipt.problems["line"].tolist() == [32]


def test_control_characters_cost_their_line_only(store):
    receipt = orders(store, HEADER + "A1,7,2025-01-31,1\nA2,\x01\x1f,2025-01-31,1\nA3,\x00,2025-01-31,1\n")
    assert (receipt.rows_loaded, receipt.rows_quarantined, receipt.lines) == (1, 2, 4)
