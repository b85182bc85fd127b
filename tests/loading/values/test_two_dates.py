"""Claims about dates that can be read in two ways: the column proves the reading, or it is asked for, or it is said."""

import datetime as dt

import pytest

import cx
from cx.loading import load as ingest
from cx.loading.rows.edits import Decisions
from tests.loads import dated

TODAY = Decisions(today=dt.date(2026, 11, 22))


def days(store, *cells, **more):
    """The day of each cell that was read, and the receipt."""
    receipt = store.load("orders", dated(*cells), **{"decisions": TODAY} | more)
    found = store.rows("select ordered_at from orders order by line")["ordered_at"]
    return [str(moment.date()) for moment in found], receipt


# --- years of two digits -------------------------------------------------------------------------------------------


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
    body = b"ticket_id,opened_at,kind,resolved_at\nT1,03/05/12,question,12/07/06\n"
    assert list(ingest.preview(body, short_dates={"opened_at": "dmy"}).unsure_dates) == ["resolved_at"]
    store.load("tickets", body, short_dates={"opened_at": "dmy", "resolved_at": "ymd"})
    days = "select opened_at::date::varchar as opened, resolved_at::date::varchar as resolved from tickets"
    assert store.rows(days).values.tolist() == [["2012-05-03", "2012-07-06"]]


def test_rows_tried_again_are_read_as_their_file_was(store):
    _, receipt = days(store, "03/05/12", "n/a", short_dates="ymd persian")
    after = store.retry(receipt.upload_id, decisions=Decisions({3: {"ordered_at": "03/05/13"}}))
    assert after.rows_loaded == 2
    assert str(store.value("select max(ordered_at)::date::varchar from orders")) == "2024-08-03"


def test_an_order_of_days_said_for_one_column_does_not_overrule_those_that_say_the_other(store):
    """It was: with day_first said for answered_at, 03/04/2024 beside 04/15/2024 became 3 April without a word."""
    rows = "T1,14/01/2024,complaint,04/15/2024,03/04/2024\nT2,03/04/2024,complaint,04/05/2024,05/06/2024\n"
    body = f"ticket_id,opened_at,kind,resolved_at,answered_at\n{rows}".encode()
    for said, answered in ((True, "2024-04-03"), (False, "2024-03-04")):
        seen = ingest.preview(body, "tickets", day_first=said)
        found = seen.ready[["opened_at", "resolved_at", "answered_at"]].astype(str)
        assert found.loc[0].tolist() == ["2024-01-14", "2024-04-15", answered]
        assert found.loc[1, ["opened_at", "resolved_at"]].tolist() == ["2024-04-03", "2024-04-05"]
        (caution,) = (text for text in seen.cautions if "03/04/2024" in text)
        assert caution.startswith("resolved_at" if said else "opened_at")


# --- other dates ---------------------------------------------------------------------------------------------------


def test_persian_days_of_eight_digits_are_read(store):
    found, receipt = days(store, "14030512", "14031230")
    assert found == ["2024-08-02", "2025-03-20"]
    assert any("Persian calendar" in note for note in receipt.notes)


def test_one_month_above_twelve_is_a_slip_and_not_another_order_of_dates(store):
    rows = "".join(f"{n},2024-{1 + n % 12:02d}-11,5\n" for n in range(40))
    receipt = store.load("orders", f"order_id,ordered_at,revenue\n{rows}41,2024-13-11,5\n".encode())
    assert (receipt.rows_loaded, receipt.rows_quarantined) == (40, 1)
    assert receipt.problems.reason.tolist() == ["ordered_at does not exist in the calendar"]


def test_year_day_month_is_set_aside_whole_and_said(store):
    found, receipt = days(store, "2024/13/05", "2024/03/04", "2024/25/12", "5 May 2024")
    assert found == ["2024-05-05"]
    assert set(receipt.problems["reason"]) == {"ordered_at has the order year, day, month; write it as year-month-day"}


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


@pytest.mark.parametrize("cell", ["2025-01-05 10:00 EST", "2025-01-05 10:00 CET", "45688", "45688.5", "2567-01-05"])
def test_zones_by_letters_and_day_numbers_are_set_aside(store, cell):
    assert days(store, "2025-01-31", cell)[0] == ["2025-01-31"]


def test_seconds_milliseconds_and_microseconds_since_1970_are_told_apart_by_their_digits_and_said(store):
    found, receipt = days(store, "1700000000", "1700000000000", "1700000000000000")
    assert found == ["2023-11-14"] * 3
    assert any("3 numbers read as time since 1970-01-01" in note for note in receipt.notes)


def test_a_month_of_five_digits_is_not_guessed(store):
    receipt = store.load("costs", b"month,amount,kind\n20241,5,fixed\n202411,5,fixed\n2024-1,5,fixed\n")
    assert receipt.problems["line"].tolist() == [2]


def test_dates_that_stand_for_none_are_shown_as_a_choice():
    seen = ingest.preview(dated("2025-01-31", "1970-01-01", "1900-01-01"), decisions=TODAY)
    assert seen.noticed.set_index("choice").loc["placeholder", "rows"] == 2
