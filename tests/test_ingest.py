"""Claims about reading a CSV: what becomes a row, what is set aside and why, and that nothing is lost."""

import io
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cx
from cx import ingest, reader, sql, words
from cx.cells import Cells

HEADER = "order_id,customer_id,ordered_at,revenue\n"
SAMPLES = Path(__file__).parents[1] / "data" / "samples"


@pytest.fixture
def store():
    opened = cx.open_store(":memory:")
    yield opened
    opened.close()


def orders(store, text, **more):
    """Load the text as orders."""
    return store.load("orders", text.encode() if isinstance(text, str) else text, **more)


def revenue_of(store, cells, **more):
    """What the store holds for these cells of revenue, None where the row was set aside."""
    body = "".join(f"A{place};{place};2025-01-31;{cell}\n" for place, cell in enumerate(cells))
    orders(store, "order_id;customer_id;ordered_at;revenue\n" + body, **more)
    found = dict(store.rows("select order_id, revenue::varchar as revenue from orders").values.tolist())
    return [
        Decimal(found[f"A{place}"]).normalize() if f"A{place}" in found else None
        for place in range(len(cells))
    ]


def moments_of(store, cells, **more):
    """What the store holds for these cells of ordered_at, None where the row was set aside."""
    orders(
        store, HEADER + "".join(f'A{place},{place},"{cell}",1\n' for place, cell in enumerate(cells)), **more
    )
    found = store.rows("select order_id, ordered_at from orders").set_index("order_id")["ordered_at"]
    return [
        found[f"A{place}"].to_pydatetime() if f"A{place}" in found else None for place in range(len(cells))
    ]


def numbers(*texts):
    return [None if text is None else Decimal(text).normalize() for text in texts]


# --- counts and lines ----------------------------------------------------------------------------------------


def test_every_row_is_loaded_or_set_aside_with_its_line_and_reason(store):
    receipt = orders(
        store, HEADER + "A1,7,2025-01-31,12.50\n,8,2025-01-31,1\nA3,9,2025-02-30,1\nA4,9,2025-02-28,n/a\n"
    )
    assert (receipt.rows_read, receipt.rows_loaded, receipt.rows_quarantined) == (4, 1, 3)
    assert receipt.problems[["line", "column", "reason"]].values.tolist() == [
        [3, "order_id", "no order number"],
        [4, "ordered_at", "ordered_at is an impossible date"],
        [5, "revenue", "revenue is not a number"],
    ]
    assert receipt.problems["value"].tolist()[1:] == ["2025-02-30", "n/a"]
    assert receipt.problems["raw"].tolist()[1] == "A3,9,2025-02-30,1"
    assert store.quarantine("orders")["line"].tolist() == [3, 4, 5]
    assert len(store.quarantine("products")) == 0


def test_lines_of_the_file_add_up_with_preamble_blank_and_long_lines(store):
    text = (
        "Report of 2025\n\n"
        + HEADER
        + 'A1,7,2025-01-31,1\n\nA2,"a\nb",2025-01-31,2\nbad line\nA3,9,2025-01-31,3'
    )
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
    text = 'survey,answered_at,score,comment\nnps,2025-01-31,9,"good, ""very"" good\nindeed"\nnps,2025-01-31,8,5" screen\n'
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
    assert receipt.problems[["line", "reason"]].values.tolist() == [[2, "a quote is opened and never closed"]]


def test_a_stray_quote_never_swallows_good_rows_unseen(store):
    receipt = orders(
        store, HEADER + 'A1,"7,2025-01-31,1\nA2,8,2025-01-31,2\nA3,9",2025-01-31,3\nA4,9,2025-01-31,4\n'
    )
    assert receipt.rows_loaded == 1
    assert receipt.rows_read == receipt.rows_loaded + receipt.rows_quarantined
    assert "look like rows of their own" in receipt.problems["reason"].iat[0]
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
    assert store.rows("select order_id, customer_id, revenue::int from orders").values.tolist() == [
        ["A1", "0007", 5]
    ]


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
        for macro in sql.text("duckdb/values").split(";\n"):
            connection.execute(macro)
        statement = "explain " + sql.text("duckdb/lines").replace("/* columns */", columns)
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
        raw.startswith(f"A{line},")
        for line, raw in zip(receipt.problems["line"], receipt.problems["raw"], strict=True)
    )
    assert store.value("select count(*) from orders where order_id <> 'A' || line") == 0


# --- encodings -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"]
)
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
    assert len(body) > reader.HEAD
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


# --- values --------------------------------------------------------------------------------------------------


def test_ids_stay_texts_with_their_zeros_and_are_trimmed(store):
    orders(store, HEADER + " 00012 ,0007,2025-01-31,1\n1e5,\u200f12\u00a0,2025-01-31,1\n")
    assert store.rows("select order_id, customer_id from orders order by line").values.tolist() == [
        ["00012", "0007"],
        ["1e5", "12"],
    ]


def test_money_is_exact_and_rounded_half_up_at_the_fourth_decimal(store):
    assert revenue_of(store, ["0.1", "0.2", "1.23455", "-1.23455", "12345678901234.5678"]) == numbers(
        "0.1", "0.2", "1.2346", "-1.2346", "12345678901234.5678"
    )


def test_thousands_signs_currencies_and_brackets_are_read(store):
    assert revenue_of(
        store, ["1,234.56", "$1,234.5", "(12.50)", "12.50-", "-$5", "12 USD", "+3", "$ 7", "1'234.5"]
    ) == numbers("1234.56", "1234.5", "-12.5", "-12.5", "-5", "12", "3", "7", "1234.5")


def test_decimal_commas_are_decided_for_the_whole_column(store):
    assert revenue_of(store, ["1.234,56", "1.234", "7,5", "12", "1 234,5"]) == numbers(
        "1234.56", "1234", "7.5", "12", "1234.5"
    )


def test_a_lone_thousands_comma_is_read_with_the_points_of_the_column(store):
    assert revenue_of(store, ["1,234", "12.50"]) == numbers("1234", "12.5")


def test_thousands_commas_beside_small_whole_numbers_are_thousands_and_said(store):
    assert revenue_of(store, ["1,234", "567", "12,345"]) == numbers("1234", "567", "12345")
    assert any("thousands" in note for note in ingest.ledger.receipt(store._connection, 1).notes)


def test_numbers_that_can_be_read_in_two_ways_are_set_aside_with_a_way_out(store):
    assert revenue_of(store, ["1,234", "2,345"]) == [None, None]
    assert set(store.quarantine()["reason"]) == {
        "revenue can be read in two ways: which mark is the decimal one?"
    }
    store.undo(1)
    assert revenue_of(store, ["1,234", "2,345"], decimal=",") == numbers("1.234", "2.345")


def test_three_decimals_alone_are_not_guessed_but_beside_two_decimals_they_are_decimals(store):
    assert revenue_of(store, ["1.234", "2.500"]) == [None, None]
    assert revenue_of(store, ["1.234", "2.5", "0.125"])[:2] == numbers("1.234", "2.5")


def test_a_number_of_the_other_convention_is_set_aside(store):
    assert revenue_of(store, ["1.5", "2.25", "3.75", "4,5"]) == [*numbers("1.5", "2.25", "3.75"), None]
    assert "decimal comma" in store.quarantine()["reason"].iat[0]


def test_persian_digits_are_digits(store):
    assert revenue_of(store, ["۱۲۳۴", "۱۲٫۵", "٣"]) == numbers("1234", "12.5", "3")


@pytest.mark.parametrize(
    "cell", ["n/a", "12.5O", "1,2,3", "10%", "--1", "nan", "inf", "5 6", "1e999", "99999999999999999"]
)
def test_what_is_no_number_is_set_aside(store, cell):
    assert revenue_of(store, ["1.5", cell]) == [*numbers("1.5"), None]


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2025-01-31", datetime(2025, 1, 31)),
        ("2025-1-5", datetime(2025, 1, 5)),
        ("2025/01/31 10:05", datetime(2025, 1, 31, 10, 5)),
        ("2025-01-31T10:05:06.5", datetime(2025, 1, 31, 10, 5, 6, 500000)),
        ("2025-01-31T10:00:00Z", datetime(2025, 1, 31, 10)),
        ("2025-01-31 10:00:00+02:00", datetime(2025, 1, 31, 8)),
        ("2025-01-31T10:00:00-0530", datetime(2025, 1, 31, 15, 30)),
        ("20250131", datetime(2025, 1, 31)),
        ("31.01.2025", datetime(2025, 1, 31)),
        ("31/1/25 1:05 PM", datetime(2025, 1, 31, 13, 5)),
        ("5 Jan 2025", datetime(2025, 1, 5)),
        ("Jan 5, 2025", datetime(2025, 1, 5)),
        ("۲۰۲۵-۰۱-۳۱", datetime(2025, 1, 31)),
        ("۱۴۰۴/۰۲/۳۱", datetime(2025, 5, 21)),
        ("1403/05/12 18:30", datetime(2024, 8, 2, 18, 30)),
        ("۱۲ مرداد ۱۴۰۳", datetime(2024, 8, 2)),
        ("20/3/1403", datetime(2024, 6, 9)),
        ("1700000000", datetime(2023, 11, 14, 22, 13, 20)),
        ("1700000000.5", datetime(2023, 11, 14, 22, 13, 20, 500000)),
        ("1700000000123", datetime(2023, 11, 14, 22, 13, 20, 123000)),
    ],
)
def test_dates_are_read(store, cell, moment):
    assert moments_of(store, [cell]) == [moment]


@pytest.mark.parametrize(
    "cell",
    [
        "2025-02-30",
        "2025-13-01",
        "2025-01-31 25:00",
        "2025-01-31 10:00 PM",
        "yesterday",
        "epoch",
        "1403/12/31",
        "1445/09/01",
        "1403/07/31",
        "2024013112",
        "infinity",
        "21-01-05x",
        "0021-01-05",
        "9999-12-31",
        "45000",
    ],
)
def test_what_is_no_date_is_set_aside(store, cell):
    assert moments_of(store, ["2025-01-31", cell]) == [datetime(2025, 1, 31), None]


def test_one_date_decides_the_order_of_day_and_month_for_its_column(store):
    assert moments_of(store, ["03/04/2025", "31/01/2025"]) == [datetime(2025, 4, 3), datetime(2025, 1, 31)]


def test_month_first_is_seen_too(store):
    assert moments_of(store, ["03/04/2025", "01/31/2025"]) == [datetime(2025, 3, 4), datetime(2025, 1, 31)]


def test_an_order_of_day_and_month_that_nothing_decides_is_asked_for(store):
    with pytest.raises(cx.LoadError, match="day_first"):
        moments_of(store, ["03/04/2025", "05/06/2025"])
    assert len(store.uploads()) == 0
    assert moments_of(store, ["03/04/2025"], day_first=False) == [datetime(2025, 3, 4)]


def test_another_date_column_of_the_file_decides(store):
    store.load("tickets", b"ticket_id,opened_at,kind,resolved_at\n1,03/04/2025,complaint,25/04/2025\n")
    assert store.value("select opened_at from tickets").to_pydatetime() == datetime(2025, 4, 3)


def test_a_month_is_stored_as_its_first_day(store):
    body = b"month,amount,kind\n2025-03,1,fixed\n2025-04-17,2,Fixed\n05/2025,3,service\nJun 2025,4,marketing\n202507,5,fixed\nx,6,fixed\n"
    receipt = store.load("costs", body)
    months = store.rows("select month from costs order by line")["month"]
    assert [month.date() for month in months] == [date(2025, month, 1) for month in range(3, 8)]
    assert receipt.rows_quarantined == 1


def test_listed_values_are_read_in_any_spelling_and_others_set_aside(store):
    body = "person_id,occurred_at,kind,variant\n1,2025-01-31,Opened,held_out\n2,2025-01-31,CLICKED,control\n3,2025-01-31,phoned,\n"
    receipt = store.load("touchpoints", body.encode())
    assert store.rows("select kind, variant from touchpoints order by line").values.tolist() == [
        ["opened", "held out"],
        ["clicked", "held out"],
    ]
    assert receipt.problems["reason"].iat[0] == (
        "kind is none of exposed, sent, opened, clicked, visited, served, referred"
    )


def test_flags_are_read_in_several_languages(store):
    cells = ["yes", "No", "1", "FALSE", "بله", "", "maybe"]
    body = "ticket_id,opened_at,kind,satisfied\n" + "".join(
        f"{n},2025-01-31,question,{cell}\n" for n, cell in enumerate(cells)
    )
    receipt = store.load("tickets", body.encode())
    found = store.rows("select satisfied::varchar as satisfied from tickets order by line")["satisfied"]
    assert found.fillna("?").tolist() == ["true", "false", "true", "false", "true", "?"]
    assert receipt.problems["reason"].tolist() == ["satisfied is neither yes nor no"]


def test_an_empty_cell_is_unknown_and_not_an_empty_text(store):
    orders(store, HEADER + "A1,  ,2025-01-31,1\n")
    assert store.value("select customer_id from orders") is None


def test_marks_against_formulas_are_taken_off_again(store):
    store.load("customers", b"customer_id,name\n1,'=1+1\n2,O'Neill\n3,'t Hooft\n")
    assert store.rows("select name from customers order by line")["name"].tolist() == [
        "=1+1",
        "O'Neill",
        "'t Hooft",
    ]


def test_marks_that_nobody_sees_make_no_other_id(store):
    """An apostrophe that a shop puts before numbers, a space without width, a soft hyphen: no order was joined by them."""
    cells = ["'7654321", "\u200b7654321", "7654321\u00ad", "7654321"]
    orders(store, HEADER + "".join(f"A{place},{cell},2025-01-31,1\n" for place, cell in enumerate(cells)))
    assert store.rows("select distinct customer_id from orders").values.tolist() == [["7654321"]]
    store.load("customers", b"customer_id,name\n1,'90s\n2,'1 x\n3,'\n4,'2025-01-31\n")
    assert store.rows("select name from customers order by line")["name"].tolist() == [
        "'90s",
        "'1 x",
        "'",
        "2025-01-31",
    ]


@pytest.mark.parametrize("cell", ["guest", "Guest", "ANONYMOUS", "(unknown)", "مهمان"])
def test_a_guest_is_no_customer_of_many_orders(store, cell):
    receipt = orders(store, HEADER + f"A1,{cell},2025-01-31,1\nA2,guesthouse,2025-01-31,1\n")
    assert receipt.problems["reason"].tolist() == ["customer_id is a word for a missing value"]


def test_further_columns_of_customers_are_kept_as_attributes(store):
    store.load("customers", b'customer_id,Kids,Plan "x"\n1,2,gold\n2,,\n')
    assert store.rows("select attributes from customers order by line")["attributes"].tolist() == [
        '{"Kids":"2","Plan \\"x\\"":"gold"}',
        '{"Kids":null,"Plan \\"x\\"":null}',
    ]


# --- ids, duplicates, orders without numbers --------------------------------------------------------------------


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


# --- files that cannot be loaded --------------------------------------------------------------------------------


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


# --- preview ----------------------------------------------------------------------------------------------------


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
    assert ingest.preview(b'order_id,ordered_at,revenue\n1,2025-01-31,"1,234"\n').undecided_numbers == (
        "revenue",
    )


def test_a_preview_knows_the_ids_of_the_store(store):
    store.load("customers", b"customer_id\n1\n")
    assert ingest.preview(b"customer_id,name\n1,a\n2,b\n", "customers", store=store).rows_quarantined == 1


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.csv")), ids=lambda path: path.stem)
def test_each_template_loads_without_a_problem(store, path):
    assert ingest.preview(path).kind == path.stem
    receipt = store.load(path.stem, path)
    assert receipt.rows_loaded > 0
    assert receipt.rows_quarantined == 0


# --- invariants --------------------------------------------------------------------------------------------------

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
FEW = settings(QUICK, max_examples=8)
CELLS = st.text(st.sampled_from("ab0123.,;-/\" \n\r\t\x00\x1f\ufffdé۱نO#\\'"), max_size=8)
LINES = st.lists(st.one_of(CELLS, st.just("A1,7,2025-01-31,1")), max_size=12)
MAPPING = {name: name for name in ("order_id", "customer_id", "ordered_at", "revenue")}


def counted(body: bytes) -> tuple[int, int, int] | None:
    """Rows read, ready and set aside; None where the answer is a sentence about the file."""
    try:
        seen = ingest.preview(body, "orders", MAPPING)
    except cx.LoadError as error:
        assert "do not add up" not in str(error)
        return None
    return seen.rows_read, seen.rows_ready, seen.rows_quarantined


@QUICK
@given(LINES, st.sampled_from(["\n", "\r\n"]))
def test_whatever_the_lines_every_one_is_accounted_for(lines, end):
    counts = counted((HEADER + "\n".join(lines)).replace("\n", end).encode())
    assert counts is None or counts[0] == counts[1] + counts[2]


@QUICK
@given(st.binary(max_size=200))
def test_whatever_the_bytes_the_answer_is_a_receipt_or_a_sentence(body):
    counts = counted(HEADER.encode() + body)
    assert counts is None or counts[0] == counts[1] + counts[2]


@FEW
@given(LINES)
def test_whatever_the_lines_the_receipt_is_what_the_store_holds(lines):
    store, body = cx.open_store(":memory:"), (HEADER + "\n".join(lines)).encode()
    expected = counted(body)
    if expected is not None:
        receipt = store.load("orders", body, MAPPING)
        assert (receipt.rows_read, receipt.rows_loaded, receipt.rows_quarantined) == expected
        assert store.value("select count(*) from orders") == receipt.rows_loaded
        assert len(receipt.problems) == receipt.rows_quarantined
        assert ingest.ledger_differences(store) == []
    store.close()


@FEW
@given(
    st.lists(
        st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=6), min_size=1, max_size=20
    )
)
def test_the_sum_of_money_is_exact(amounts):
    store = cx.open_store(":memory:")
    body = "".join(
        f"A{place},7,2025-01-31,{amount}\n" for place, amount in enumerate([Decimal("0.50"), *amounts])
    )
    store.load("orders", (HEADER + body).encode())
    found = Decimal(store.value("select sum(revenue)::varchar from orders"))
    store.close()
    assert found == Decimal("0.50") + sum(
        amount.quantize(Decimal("0.0001"), ROUND_HALF_UP) for amount in amounts
    )


@pytest.mark.parametrize("name", ["orders[1].csv", "or*ders.csv", "orders.csv.gz", "orders.parquet"])
def test_a_file_is_read_as_itself_whatever_its_name(store, tmp_path, name):
    (tmp_path / "orders1.csv").write_text("wrong,file\n")
    (tmp_path / name).write_text(HEADER + "A1,7,2025-01-31,1\n")
    assert store.load("orders", tmp_path / name).rows_loaded == 1


@pytest.mark.parametrize("mark", ["::", "a", '"', ""])
def test_a_delimiter_that_cannot_part_cells_is_refused(store, mark):
    with pytest.raises(cx.LoadError, match="cannot part cells"):
        orders(store, HEADER + "A1,7,2025-01-31,1\n", delimiter=mark)


def test_a_sentence_of_a_failed_load_is_told_in_the_language_of_the_person(store, monkeypatch):
    """Every sentence goes through the catalogue as a whole; what is special to the file is filled in afterwards."""
    asked = []

    class Catalogue:
        def gettext(self, text):
            asked.append(text)
            return "«" + text + "»"

    monkeypatch.setattr(words, "_catalogue", lambda language: Catalogue())
    for body, more in (
        (b"", {}),
        (b"\x89PNG", {}),
        (b"a,b\nx,y\n", {}),
        (b"customer_id,name\n1,a\n", {}),
        (b"order_id,ordered_at,revenue\nA1,03/04/2025,1\n", {}),
        (b"order_id,ordered_at,revenue\nA1,03/05/12,1\n", {}),
        (b"order_id,ordered_at,revenue\nA1,2025-01-31,1\n", {"encoding": "klingon"}),
        (b"order_id,ordered_at,revenue\nA1,2025-01-31,1\n", {"time_zone": "Mars"}),
        (b"order_id,ordered_at,revenue\nA1,2025-01-31,1\n", {"mapping": {"revenue": "nothing"}}),
    ):
        with pytest.raises(cx.LoadError) as refused:
            store.load("orders", body, name="file-7.csv", **more)
        assert str(refused.value).startswith("«")
    assert not [text for text in asked if "file-7" in text or "Mars" in text or "klingon" in text]
