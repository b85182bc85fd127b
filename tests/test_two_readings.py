"""Claims about cells that can be read in two ways: the whole column proves the reading, or it is asked for, or it is said."""

import datetime as dt

import pytest

import cx
from cx import currencies, ingest
from cx.decisions import Decisions

HEAD = "order_id,customer_id,ordered_at,revenue\n"
TODAY = Decisions(today=dt.date(2026, 11, 22))


@pytest.fixture
def store():
    opened = cx.open_store(":memory:")
    yield opened
    opened.close()


def dated(*cells):
    return (HEAD + "".join(f'A{place},7,"{cell}",1\n' for place, cell in enumerate(cells))).encode()


def paid(*cells):
    return (HEAD + "".join(f'A{place},7,2025-01-31,"{cell}"\n' for place, cell in enumerate(cells))).encode()


def days(store, *cells, **more):
    """The day of each cell that was read, and the receipt."""
    receipt = store.load("orders", dated(*cells), **{"decisions": TODAY} | more)
    found = store.rows("select ordered_at from orders order by line")["ordered_at"]
    return [str(moment.date()) for moment in found], receipt


def amounts(store, *cells, **more):
    receipt = store.load("orders", paid(*cells), **more)
    found = store.rows("select revenue::double as revenue from orders order by line")["revenue"].tolist()
    return found, receipt.problems["reason"].tolist(), " ".join(receipt.notes)


# --- years of two digits ---------------------------------------------------------------------------------------


def test_a_year_of_two_digits_that_nothing_decides_is_asked_for_with_every_meaning(store):
    seen = ingest.preview(dated("03/05/12", "04/06/11"), decisions=TODAY)
    assert seen.unsure_dates["ordered_at"].example == "03/05/12"
    assert seen.unsure_dates["ordered_at"].meanings == {
        "dmy": "2012-05-03",
        "mdy": "2012-03-05",
        "ymd": "2003-05-12",
        "ymd persian": "2024-08-02",
    }
    with pytest.raises(cx.LoadError, match="short_dates='ymd persian': 2024-08-02"):
        days(store, "03/05/12", "04/06/11")
    assert len(store.uploads()) == 0


@pytest.mark.parametrize(
    ("order", "day"),
    [
        ("dmy", "2012-05-03"),
        ("mdy", "2012-03-05"),
        ("ymd", "2003-05-12"),
        ("ymd persian", "2024-08-02"),
        ("dmy persian", "2033-07-24"),
    ],
)
def test_what_a_person_says_of_a_year_of_two_digits_is_done_and_told(store, order, day):
    found, receipt = days(store, "03/05/12", short_dates=order)
    assert found == [day]
    assert any(f"(03/05/12 is {day})" in note for note in receipt.notes)


def test_a_year_that_stands_first_is_never_taken_for_a_day(store):
    """It was: 24-01-05 became 24 January 2005 as soon as nothing but the first number was above 12."""
    found, _ = days(store, "24-01-05", "24-01-31", "24-02-14")
    assert found == ["2024-01-05", "2024-01-31", "2024-02-14"]


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (["05/01/24", "28/01/24"], ["2024-01-05", "2024-01-28"]),
        (["05/01/24", "01/28/24"], ["2024-05-01", "2024-01-28"]),
        (["98/01/05", "98/02/04"], None),
        (["03/02/31", "03/04/31", "03/05/12"], ["2024-05-20", "2024-07-21", "2024-08-02"]),
        (["31/02/03", "31/04/03"], ["2024-05-20", "2024-07-21"]),
        (["1403/05/12", "03/05/13"], ["2024-08-02", "2024-08-03"]),
        (["13/05/2012", "03/05/12"], ["2012-05-13", "2012-05-03"]),
    ],
)
def test_the_whole_column_decides_where_it_can(store, cells, read):
    if read is None:
        with pytest.raises(cx.LoadError, match="ymd persian"):
            days(store, *cells)
    else:
        assert days(store, *cells)[0] == read


def test_one_odd_day_alone_does_not_make_a_column_persian(store):
    """31 Ordibehesht is a day there and 31 February none: a single cell of it may as well be a slip."""
    with pytest.raises(cx.LoadError, match="short_dates"):
        days(store, "03/02/31", *["03/05/12"] * 20, short_dates=None)


def test_day_first_said_by_a_person_holds_for_years_of_two_digits_too(store):
    assert days(store, "03/04/24", day_first=True)[0] == ["2024-04-03"]


def test_an_order_said_for_years_of_two_digits_does_not_overrule_a_column_that_says_the_other(store):
    found, receipt = days(store, "03/04/24", "04/15/24", day_first=True)
    assert found == ["2024-03-04", "2024-04-15"]
    assert any("03/04/24 is 2024-03-04" in note and "day first" in note for note in receipt.notes)
    store.undo(receipt.upload_id)
    found, _ = days(store, "03/04/24", "15/04/2024", day_first=False)
    assert found == ["2024-04-03", "2024-04-15"]


@pytest.mark.parametrize("short", ["ydm", {"ordered_at": "ydm"}])
def test_an_order_that_does_not_exist_is_a_sentence(store, short):
    with pytest.raises(cx.LoadError, match="no order of dates “ydm”"):
        days(store, "03/04/24", short_dates=short)


def test_an_order_said_for_one_column_leaves_the_others_to_be_asked_for(store):
    body = b"ticket_id,opened_at,kind,resolved_at\nT1,03/05/12,question,12/03/06\n"
    assert list(ingest.preview(body, short_dates={"opened_at": "dmy"}).unsure_dates) == ["resolved_at"]
    store.load("tickets", body, short_dates={"opened_at": "dmy", "resolved_at": "ymd"})
    days = "select opened_at::date::varchar as opened, resolved_at::date::varchar as resolved from tickets"
    assert store.rows(days).values.tolist() == [["2012-05-03", "2012-03-06"]]


def test_rows_tried_again_are_read_as_their_file_was(store):
    _, receipt = days(store, "03/05/12", "n/a", short_dates="ymd persian")
    after = store.retry(receipt.upload_id, decisions=Decisions({3: {"ordered_at": "03/05/13"}}))
    assert after.rows_loaded == 2
    assert str(store.value("select max(ordered_at)::date::varchar from orders")) == "2024-08-03"


def test_an_order_of_days_said_for_one_column_does_not_overrule_those_that_say_the_other(store):
    """It was: with day_first said for answered_at, 03/04/2024 beside 04/15/2024 became 3 April without a word."""
    rows = "T1,14/04/2024,complaint,04/15/2024,03/04/2024\nT2,03/04/2024,complaint,04/05/2024,05/06/2024\n"
    body = f"ticket_id,opened_at,kind,resolved_at,answered_at\n{rows}".encode()
    for said, answered in ((True, "2024-04-03"), (False, "2024-03-04")):
        seen = ingest.preview(body, "tickets", day_first=said)
        found = seen.ready[["opened_at", "resolved_at", "answered_at"]].astype(str)
        assert found.loc[0].tolist() == ["2024-04-14", "2024-04-15", answered]
        assert found.loc[1, ["opened_at", "resolved_at"]].tolist() == ["2024-04-03", "2024-04-05"]
        (caution,) = (text for text in seen.cautions if "03/04/2024" in text)
        assert caution.startswith("resolved_at" if said else "opened_at")


# --- other dates -----------------------------------------------------------------------------------------------


def test_persian_days_of_eight_digits_are_read(store):
    found, receipt = days(store, "14030512", "14031230")
    assert found == ["2024-08-02", "2025-03-20"]
    assert any("Persian calendar" in note for note in receipt.notes)


def test_one_month_above_twelve_is_a_slip_and_not_another_order_of_dates(store):
    rows = "".join(f"{n},2024-{1 + n % 12:02d}-11,5\n" for n in range(40))
    receipt = store.load("orders", f"order_id,ordered_at,revenue\n{rows}41,2024-13-11,5\n".encode())
    assert (receipt.rows_loaded, receipt.rows_quarantined) == (40, 1)
    assert receipt.problems.reason.tolist() == ["ordered_at is an impossible date"]


def test_year_day_month_is_set_aside_whole_and_said(store):
    found, receipt = days(store, "2024/13/05", "2024/03/04", "2024/25/12", "5 May 2024")
    assert found == ["2024-05-05"]
    assert set(receipt.problems["reason"]) == {
        "ordered_at is a date of the form year, day, month; write it as year-month-day"
    }


def test_day_and_month_swapped_by_a_spreadsheet_are_noticed():
    swapped = [f"2024-{month:02}-05" for month in range(1, 10)] + [f"{day}/04/2024" for day in range(13, 22)]
    assert any("swapped day and month" in text for text in ingest.preview(dated(*swapped)).cautions)
    sound = [*swapped, "2024-04-25"]
    assert not any("swapped" in text for text in ingest.preview(dated(*sound)).cautions)


def test_the_minority_of_a_column_of_both_orders_is_set_aside_and_not_overlooked():
    cells = [f"{day}/04/2024" for day in range(13, 31)] + ["04/29/2024"]
    seen = ingest.preview(dated(*cells))
    assert (seen.rows_ready, seen.rows_quarantined) == (18, 1)
    assert "mixes two sources" in seen.cautions[0]


def test_the_end_of_a_day_and_months_by_name_are_said(store):
    found, receipt = days(store, "2024-01-05 24:00", "03-Aug-12")
    assert found == ["2024-01-06", "2012-08-03"]
    notes = " ".join(receipt.notes)
    assert "24:00 in 1 date is the end of the day" in notes and "03-Aug-12 (3 August 2012)" in notes


@pytest.mark.parametrize(
    "cell", ["2025-01-05 10:00 EST", "2025-01-05 10:00 CET", "45688", "45688.5", "2567-01-05"]
)
def test_zones_by_letters_and_day_numbers_are_set_aside(store, cell):
    assert days(store, "2025-01-31", cell)[0] == ["2025-01-31"]


def test_seconds_milliseconds_and_microseconds_since_1970_are_told_apart_by_their_digits_and_said(store):
    found, receipt = days(store, "1700000000", "1700000000000", "1700000000000000")
    assert found == ["2023-11-14"] * 3
    assert any("3 numbers were read as time since 1970-01-01" in note for note in receipt.notes)


def test_a_month_of_five_digits_is_not_guessed(store):
    receipt = store.load("costs", b"month,amount,kind\n20241,5,fixed\n202411,5,fixed\n2024-1,5,fixed\n")
    assert receipt.problems["line"].tolist() == [2]


def test_dates_that_stand_for_none_are_shown_as_a_choice():
    seen = ingest.preview(dated("2025-01-31", "1970-01-01", "1900-01-01"), decisions=TODAY)
    assert seen.noticed.set_index("choice").loc["placeholder", "rows"] == 2


# --- numbers ---------------------------------------------------------------------------------------------------


def test_in_a_column_of_points_and_commas_nothing_that_could_be_either_is_guessed(store):
    found, reasons, told = amounts(store, "1.50", "2.75", "1,50", "1,234")
    assert found == [1.5, 2.75]
    assert reasons[1] == "revenue can be read in two ways: which mark is the decimal one?"
    assert "1,234, which could be either" in told


def test_the_thousands_mark_that_was_seen_is_said(store):
    assert (
        "the comma in numbers such as 1,234 was read as a thousands mark"
        in amounts(store, "1.50", "1,234")[2]
    )
    store.undo(1)
    assert (
        "the point in numbers such as 1.234 was read as a thousands mark"
        in amounts(store, "1,50", "1.234")[2]
    )


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
    found = store.rows(
        "select revenue::double as revenue, quantity::double as quantity from orders order by line"
    )
    assert found.values.tolist() == [[1.234, 1.25], [5.678, 2.5], [9.876, 12.75]]
    assert any(
        "quantity: 2 numbers such as 1,234 or 1.234 were read with a decimal point, as 1 of the column"
        in note
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
    assert (
        "2 numbers with a decimal point and 1 with a decimal comma; the commas were taken as decimal" in told
    )


def test_the_persian_thousands_mark_leaves_no_doubt(store):
    assert amounts(store, "۱۲٬۵۰۰", "۵٬۰۰۰")[0] == [12500, 5000]


def test_amounts_of_another_currency_are_never_added_up(store):
    found, reasons, told = amounts(store, "$5", "USD 7", "€6", "1000 تومان", "3")
    assert found == [5, 7, 3]
    assert reasons == ["revenue is in another currency than $"] * 2
    assert "most are in $; the others (TOMAN 1, € 1) were set aside" in told


def test_rials_and_tomans_are_different_currencies(store):
    assert amounts(store, "1000 ریال", "2000 IRR", "100 تومان")[0] == [1000, 2000]


def test_brackets_are_negative_and_said(store):
    found, _, told = amounts(store, "(5.00)", "7.00")
    assert found == [-5, 7]
    assert "1 numbers in brackets were read as negative" in told


def test_a_header_that_speaks_of_thousands_is_not_overlooked():
    for header in ("Revenue (k€)", "Umsatz in Tsd. EUR", "Sales USD '000", "Revenue (millions)"):
        seen = ingest.preview(
            f"order_id,ordered_at,{header}\nA,2025-01-31,5\n".encode(),
            "orders",
            mapping={"order_id": "order_id", "ordered_at": "ordered_at", "revenue": header},
        )
        assert "thousands or millions" in seen.cautions[0], header
    assert not ingest.preview(paid("5")).cautions


# --- ids -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["NULL", "N/A", "nan", "None", "-", "(blank)", "\\N", "نامشخص"])
def test_a_word_for_a_missing_value_never_becomes_a_customer(store, word):
    receipt = store.load("orders", f"{HEAD}A1,{word},2025-01-31,1\nA2,7,2025-01-31,1\n".encode())
    assert receipt.problems["reason"].tolist() == ["customer_id is a word for a missing value"]


def test_ids_that_went_through_a_column_of_numbers_lose_the_decimal_they_never_had(store):
    receipt = store.load(
        "orders", f"{HEAD}A1,1042.0,2025-01-31,1\nA2,0007.0,2025-01-31,1\nA3,,2025-01-31,1\n".encode()
    )
    assert store.rows("select customer_id from orders order by line")["customer_id"].tolist()[:2] == [
        "1042",
        "0007",
    ]
    assert any("1042.0 as 1042" in note for note in receipt.notes)


def test_where_only_some_ids_end_in_a_decimal_they_stay_and_it_is_said():
    seen = ingest.preview(f"{HEAD}A1,1042.0,2025-01-31,1\nA2,C7,2025-01-31,1\n".encode())
    assert seen.ready["customer_id"].tolist() == ["1042.0", "C7"]
    assert "end in .0" in seen.cautions[0]


# --- the shape of the file -------------------------------------------------------------------------------------


def test_rows_above_the_header_are_not_overlooked():
    seen = ingest.preview(f"A0,7,2025-01-30,5\n{HEAD}A1,7,2025-01-31,1\n".encode())
    assert "1 line before the header look like rows" in seen.cautions[0]


def test_a_title_above_the_header_is_named_and_no_reason_to_worry():
    seen = ingest.preview(f"Sales report 2025,,,\n\n{HEAD}A1,7,2025-01-31,1\n".encode())
    assert not seen.cautions
    assert any("“Sales report 2025”" in note for note in seen.notes)


@pytest.mark.parametrize("mark", "~^")
def test_rarer_delimiters_are_found(mark):
    seen = ingest.preview(dated("2025-01-31").decode().replace('"', "").replace(",", mark).encode())
    assert (seen.delimiter, seen.rows_ready) == (mark, 1)


def test_letters_that_were_guessed_are_shown():
    body = f"{HEAD}A1,علي رضايي,2025-01-31,1\n".encode("windows-1256")
    seen = ingest.preview(body)
    assert seen.encoding == "windows-1256"
    assert seen.letters == ("علي رضايي",)
    assert ingest.preview(dated("2025-01-31")).letters == ()


# --- a currency in a column of its own ---------------------------------------------------------------------------

PAID = "order_id,ordered_at,revenue,{header}\nA1,2025-01-31,5,EUR\nA2,2025-01-31,7,USD\nA3,2025-01-31,9,eur\nA4,2025-01-31,1,\n"


def test_rows_of_several_currencies_are_never_added_up(store):
    receipt = store.load("orders", PAID.format(header="Currency").encode())
    assert store.value("select sum(revenue) from orders") == 14
    assert receipt.problems.set_index("line")["reason"].to_dict() == {
        3: "currency is not €, in which most rows are",
        5: "no currency where the file holds several",
    }
    assert any(
        "the rows in € are read and the others ($ 1, none 1) set aside" in note for note in receipt.notes
    )


def test_a_column_of_currencies_is_found_by_its_values_and_told_before_anything_is_written():
    seen = ingest.preview(PAID.format(header="Ccy of sale").encode())
    assert seen.mapping["currency"] == "Ccy of sale"
    assert seen.rows_ready == 2
    assert "the file holds several" in seen.cautions[0]


def test_currencies_that_nobody_matched_are_not_overlooked(store):
    receipt = store.load("orders", PAID.format(header="Ccy of sale").encode())
    assert any("amounts in them are added up as if they were of one" in note for note in receipt.notes)


def test_one_currency_for_all_sets_nothing_aside(store):
    rows = "order_id,ordered_at,revenue,currency\nA1,2025-01-31,5,SEK\nA2,2025-01-31,7,\n"
    receipt = store.load("orders", rows.encode())
    assert (receipt.rows_loaded, receipt.rows_quarantined) == (2, 0)


def test_a_row_whose_currency_was_mended_comes_in(store):
    first = store.load("orders", PAID.format(header="Currency").encode())
    after = store.retry(
        first.upload_id, decisions=Decisions(edits={5: {"currency": "EUR"}, 3: {"currency": "GBP"}})
    )
    assert (after.rows_loaded, after.rows_quarantined) == (3, 1)


def test_a_discount_that_looks_like_a_share_is_not_overlooked():
    """Superstore's discounts are 0.2 for 20%: beside sales of 261.96 they were read as 20 cents without a word."""
    rows = "order_id,ordered_at,revenue,discount\nA,2025-01-31,261.96,0\nB,2025-01-31,957.58,0.45\nC,2025-01-31,22.37,0.2\n"
    assert "as shares of a price do" in ingest.preview(rows.encode()).cautions[0]
    assert not ingest.preview(rows.replace("0.45", "4.50").encode()).cautions


# --- the company's currency ----------------------------------------------------------------------------------


def test_the_first_file_that_names_a_currency_names_the_companys():
    store = cx.open_store()
    store.load("orders", b"order_id,ordered_at,revenue\nA1,2025-01-02,10\n")
    assert store.setting("currency") == ""
    store.load("orders", b"order_id,ordered_at,revenue (EUR)\nA2,2025-01-02,10\n")
    assert store.setting("currency") == "€"


def test_amounts_in_another_currency_than_the_companys_are_told_before_and_after_the_load():
    store = cx.open_store()
    store.load("orders", "order_id,ordered_at,revenue\nA1,2025-01-02,€ 10\n".encode())
    other = b"order_id,ordered_at,revenue\nB1,2025-01-02,$10\n"
    seen = ingest.preview(other, store=store)
    receipt = store.load("orders", other)
    assert any("those loaded before in €" in told for told in seen.cautions)
    assert any("those loaded before in €" in told for told in receipt.notes)
    assert store.setting("currency") == "€"


def in_currency(store, currency, number, **more):
    body = f"order_id,ordered_at,revenue {currency}\nA{number},2025-01-02,10\n".encode()
    return store.load("orders", body, name=f"{number}.csv", **more)


def test_the_companys_currency_is_that_of_the_first_file_still_there():
    store = cx.open_store()
    euros = in_currency(store, "(EUR)", 1)
    in_currency(store, "", 2)
    in_currency(store, "(USD)", 3)
    store.undo(euros.upload_id)
    assert (store.setting("currency"), currencies.of_company(store)) == ("$", "$")


def test_a_file_that_replaces_the_only_one_of_another_currency_names_the_companys_and_is_no_reason_to_worry():
    store = cx.open_store()
    euros = in_currency(store, "(EUR)", 1)
    other = b"order_id,ordered_at,revenue (USD)\nB1,2025-01-02,10\n"
    instead = Decisions(replaces=(euros.upload_id,))
    assert not ingest.preview(other, store=store, decisions=instead).cautions
    receipt = store.load("orders", other, decisions=instead)
    assert not any("loaded before in" in told for told in receipt.notes)
    assert store.setting("currency") == "$"


def test_a_currency_that_no_file_named_stays_when_a_file_leaves():
    store = cx.open_store()
    in_currency(store, "", 1)
    store.set("currency", "€")
    dollars = in_currency(store, "(USD)", 2)
    store.undo(dollars.upload_id)
    assert store.setting("currency") == "€"


def test_a_currency_of_loads_made_before_theirs_was_kept_stays_when_a_file_leaves():
    store = cx.open_store()
    in_currency(store, "(EUR)", 1)
    with store.transaction() as cursor:
        cursor.execute("update uploads set reading = '{}'").fetchall()
    later = in_currency(store, "(EUR)", 2)
    store.undo(later.upload_id)
    assert (store.setting("currency"), currencies.of_company(store)) == ("€", "€")


def test_a_currency_of_loads_that_were_all_undone_binds_nobody():
    store = cx.open_store()
    first = store.load("orders", "order_id,ordered_at,revenue\nA1,2025-01-02,€ 10\n".encode())
    store.undo(first.upload_id)
    receipt = store.load("orders", b"order_id,ordered_at,revenue\nB1,2025-01-02,$10\n")
    assert not any("loaded before in" in told for told in receipt.notes)
    assert store.setting("currency") == "$"


def test_a_code_says_more_than_the_sign_beside_it(store):
    """They were added up as if all were of one currency."""
    found, reasons, notes = amounts(store, "$10.00 USD", "$10", "$20.00 CAD", "AUD $30.00")
    assert found == [10, 10]
    assert reasons == ["revenue is in another currency than $"] * 2
    assert "(AUD 1, CAD 1)" in notes


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["12.50", "1.234"], ""),
        (["12.50", "1,234"], "the comma in numbers such as 1,234"),
        (["12,50", "1,234"], ""),
        (["12,50", "1.234"], "the point in numbers such as 1.234"),
    ],
)
def test_a_thousands_mark_is_told_where_there_is_one(store, cells, said):
    _, _, notes = amounts(store, *cells)
    assert said in notes
    assert ("thousands mark" in notes) == bool(said)
