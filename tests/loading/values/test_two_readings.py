"""Claims about cells that can be read in two ways: the column proves the reading, or it is asked for, or it is said."""

import datetime as dt

import pytest

from cx.loading import load as ingest
from cx.loading.rows.edits import Decisions
from tests.loads import HEADER, amounts, dated, paid

TODAY = Decisions(today=dt.date(2026, 11, 22))


# --- numbers -------------------------------------------------------------------------------------------------------


def test_in_a_column_of_points_and_commas_nothing_that_could_be_either_is_guessed(store):
    found, reasons, told = amounts(store, "1.50", "2.75", "1,50", "1,234")
    assert found == [1.5, 2.75]
    assert reasons[1] == "revenue is ambiguous: which is the decimal separator?"
    assert "Also excluded as ambiguous, such as 1,234: 1." in told


def test_the_thousands_mark_that_was_seen_is_said(store):
    assert "the comma in numbers such as 1,234 was read as a thousands mark" in amounts(store, "1.50", "1,234")[2]
    store.undo(1)
    assert "the point in numbers such as 1.234 was read as a thousands mark" in amounts(store, "1,50", "1.234")[2]


def test_a_decimal_mark_that_was_said_holds_where_the_column_leaves_it_open_and_is_told(store):
    found, reasons, told = amounts(store, "1,234", "2,345", decimal=",")
    assert (found, reasons) == ([1.234, 2.345], [])
    assert "the comma in numbers such as 1,234 was read as the decimal mark" in told
    store.undo(1)
    found, _, told = amounts(store, "1,234", "2.345", decimal=".")
    assert found == [1234, 2.345]
    assert "the comma in numbers such as 1,234 was read as a thousands mark" in told
    assert "the point in numbers such as 1.234 was read as the decimal mark" in told


def test_a_decimal_mark_said_for_one_column_is_not_forced_on_one_that_says_the_other(store):
    """It was: 12.75 was set aside and 1.250 became 1250 without a word, as revenue was said to have commas."""
    rows = 'A1,2025-01-31,"1,234",1.250\nA2,2025-01-31,"5,678",2.500\nA3,2025-01-31,"9,876",12.75\n'
    receipt = store.load("orders", f"order_id,ordered_at,revenue,quantity\n{rows}".encode(), decimal=",")
    found = store.rows("select revenue::double as revenue, quantity::double as quantity from orders order by line")
    assert found.values.tolist() == [[1.234, 1.25], [5.678, 2.5], [9.876, 12.75]]
    assert any(
        "quantity: 2 numbers such as 1,234 or 1.234 were read with a decimal point, as 1 of the column" in note
        for note in receipt.notes
    )
    store.undo(receipt.upload_id)
    whole = store.load(
        "orders",
        f"order_id,ordered_at,revenue,quantity\n{rows}".replace(".250", ".25").replace(".500", ".5").encode(),
        decimal=",",
    )
    assert not any("quantity" in note for note in whole.notes)


def test_in_a_column_of_points_and_commas_the_mark_that_was_said_is_taken_and_the_rest_told(store):
    found, reasons, told = amounts(store, "1.50", "2.75", "1,50", "1,234", decimal=",")
    assert (found, len(reasons)) == ([1.5, 1.234], 2)
    assert "2 numbers with a decimal point and 1 with a decimal comma; the commas were taken as decimal" in told


def test_the_persian_thousands_mark_leaves_no_doubt(store):
    assert amounts(store, "۱۲٬۵۰۰", "۵٬۰۰۰")[0] == [12500, 5000]


def test_amounts_of_another_currency_are_never_added_up(store):
    found, reasons, told = amounts(store, "$5", "USD 7", "€6", "1000 تومان", "3")
    assert found == [5, 7, 3]
    assert reasons == ["revenue is not in $"] * 2
    assert "most are in $; the others (TOMAN 1, € 1) were excluded" in told


def test_rials_and_tomans_are_different_currencies(store):
    assert amounts(store, "1000 ریال", "2000 IRR", "100 تومان")[0] == [1000, 2000]


def test_brackets_are_negative_and_said(store):
    found, _, told = amounts(store, "(5.00)", "7.00")
    assert found == [-5, 7]
    assert "1 number in brackets, read as negative" in told


def test_a_header_that_speaks_of_thousands_is_not_overlooked():
    for header in ("Revenue (k€)", "Umsatz in Tsd. EUR", "Sales USD '000", "Revenue (millions)"):
        seen = ingest.preview(
            f"order_id,ordered_at,{header}\nA,2025-01-31,5\n".encode(),
            "orders",
            mapping={"order_id": "order_id", "ordered_at": "ordered_at", "revenue": header},
        )
        assert "thousands or millions" in seen.cautions[0], header
    assert not ingest.preview(paid("5")).cautions


# --- ids -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["NULL", "N/A", "nan", "None", "-", "(blank)", "\\N", "نامشخص"])
def test_a_word_for_a_missing_value_never_becomes_a_customer(store, word):
    receipt = store.load("orders", f"{HEADER}A1,{word},2025-01-31,1\nA2,7,2025-01-31,1\n".encode())
    assert receipt.problems["reason"].tolist() == ["customer_id is a placeholder for a missing value"]


def test_ids_that_went_through_a_column_of_numbers_lose_the_decimal_they_never_had(store):
    receipt = store.load(
        "orders", f"{HEADER}A1,1042.0,2025-01-31,1\nA2,0007.0,2025-01-31,1\nA3,,2025-01-31,1\n".encode()
    )
    assert store.rows("select customer_id from orders order by line")["customer_id"].tolist()[:2] == [
        "1042",
        "0007",
    ]
    assert any("1042.0 as 1042" in note for note in receipt.notes)


def test_where_only_some_ids_end_in_a_decimal_they_stay_and_it_is_said():
    seen = ingest.preview(f"{HEADER}A1,1042.0,2025-01-31,1\nA2,C7,2025-01-31,1\n".encode())
    assert seen.ready["customer_id"].tolist() == ["1042.0", "C7"]
    assert "with .0 at the end" in seen.cautions[0]


# --- the shape of the file -----------------------------------------------------------------------------------------


def test_rows_above_the_header_are_not_overlooked():
    seen = ingest.preview(f"A0,7,2025-01-30,5\n{HEADER}A1,7,2025-01-31,1\n".encode())
    assert "1 line before the header look like rows" in seen.cautions[0]


def test_a_title_above_the_header_is_named_and_no_reason_to_worry():
    seen = ingest.preview(f"Sales report 2025,,,\n\n{HEADER}A1,7,2025-01-31,1\n".encode())
    assert not seen.cautions
    assert any("“Sales report 2025”" in note for note in seen.notes)


@pytest.mark.parametrize("mark", "~^")
def test_rarer_delimiters_are_found(mark):
    seen = ingest.preview(dated("2025-01-31").decode().replace('"', "").replace(",", mark).encode())
    assert (seen.delimiter, seen.rows_ready) == (mark, 1)


def test_letters_that_were_guessed_are_shown():
    body = f"{HEADER}A1,علي رضايي,2025-01-31,1\n".encode("windows-1256")
    seen = ingest.preview(body)
    assert seen.encoding == "windows-1256"
    assert seen.letters == ("علي رضايي",)
    assert ingest.preview(dated("2025-01-31")).letters == ()
