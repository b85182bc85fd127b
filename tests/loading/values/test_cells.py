"""Claims about the cells of a CSV: what a number, a date, an id is, and what is none of them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

import cx
from cx.loading import load as ingest
from cx.tables.columns import KINDS_OF_CONTACT
from tests.loads import HEADER, orders


def revenue_of(store, cells, **more):
    """What the store holds for these cells of revenue, None where the row was set aside."""
    body = "".join(f"A{place};{place};2025-01-31;{cell}\n" for place, cell in enumerate(cells))
    orders(store, "order_id;customer_id;ordered_at;revenue\n" + body, **more)
    found = dict(store.rows("select order_id, revenue::varchar as revenue from orders").values.tolist())
    return [Decimal(found[f"A{place}"]).normalize() if f"A{place}" in found else None for place in range(len(cells))]


def numbers(*texts):
    return [None if text is None else Decimal(text).normalize() for text in texts]


def moments_of(store, cells, **more):
    """What the store holds for these cells of ordered_at, None where the row was set aside."""
    orders(store, HEADER + "".join(f'A{place},{place},"{cell}",1\n' for place, cell in enumerate(cells)), **more)
    found = store.rows("select order_id, ordered_at from orders").set_index("order_id")["ordered_at"]
    return [found[f"A{place}"].to_pydatetime() if f"A{place}" in found else None for place in range(len(cells))]


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
    assert set(store.quarantine()["reason"]) == {"revenue is ambiguous: which is the decimal separator?"}
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
    "cell",
    ["n/a", "12.5O", "1,2,3", "10%", "--1", "nan", "inf", "5 6", "1_000", "1e999", "99999999999999999"],
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
        ("12 مرداد 1403 18:30", datetime(2024, 8, 2, 18, 30)),
        ("1 دي 1403", datetime(2024, 12, 21)),
        ("14030512", datetime(2024, 8, 2)),
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
        "12 5 1403",
        "12 +5 1403",
        "12 مهرگان 1403",
        "۳۱ مهر ۱۴۰۳",
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
    body = (
        b"month,amount,kind\n2025-03,1,fixed\n2025-04-17,2,Fixed\n05/2025,3,service\n"
        b"Jun 2025,4,marketing\n202507,5,fixed\nx,6,fixed\n"
    )
    receipt = store.load("costs", body)
    months = store.rows("select month from costs order by line")["month"]
    assert [month.date() for month in months] == [date(2025, month, 1) for month in range(3, 8)]
    assert receipt.rows_quarantined == 1


def test_listed_values_are_read_in_any_spelling_and_others_set_aside(store):
    body = (
        "person_id,occurred_at,kind,variant\n1,2025-01-31,Opened,held_out\n"
        "2,2025-01-31,CLICKED,control\n3,2025-01-31,phoned,\n"
    )
    receipt = store.load("touchpoints", body.encode())
    assert store.rows("select kind, variant from touchpoints order by line").values.tolist() == [
        ["opened", "held out"],
        ["clicked", "held out"],
    ]
    assert receipt.problems["reason"].iat[0] == f"kind is not one of {', '.join(KINDS_OF_CONTACT)}"


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
    """An apostrophe that a shop puts before numbers, a space without width, a soft hyphen: no order was joined by
    them.
    """
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
    assert receipt.problems["reason"].tolist() == ["customer_id is a placeholder for a missing value"]


def test_further_columns_of_customers_are_kept_as_attributes(store):
    store.load("customers", b'customer_id,Kids,Plan "x"\n1,2,gold\n2,,\n')
    assert store.rows("select attributes from customers order by line")["attributes"].tolist() == [
        '{"Kids":"2","Plan \\"x\\"":"gold"}',
        '{"Kids":null,"Plan \\"x\\"":null}',
    ]
