"""Claims about values: calendars, zones, percentages, scales, and letters that look alike."""

import datetime as dt

import pytest

import cx

HEAD = "order_id,customer_id,ordered_at,revenue\n"


def moments(store, *cells, **more):
    """The moments of these cells, and the receipt."""
    body = HEAD + "".join(f'A{place},7,"{cell}",1\n' for place, cell in enumerate(cells))
    receipt = store.load("orders", body.encode(), **more)
    found = store.rows("select ordered_at from orders order by line")["ordered_at"]
    return [moment.to_pydatetime() for moment in found], receipt


@pytest.mark.parametrize(
    ("persian", "ours"),
    [
        ("1299/12/03", dt.datetime(1921, 2, 22)),  # the coup of 3 Esfand 1299
        ("1332/05/28", dt.datetime(1953, 8, 19)),  # the coup of 28 Mordad
        ("1357/11/22", dt.datetime(1979, 2, 11)),  # 22 Bahman, the revolution
        ("1358/01/12", dt.datetime(1979, 4, 1)),  # 12 Farvardin, the day of the republic
        ("1359/06/31", dt.datetime(1980, 9, 22)),  # the war begins
        ("1388/03/22", dt.datetime(2009, 6, 12)),  # the election of 22 Khordad
        ("1399/12/30", dt.datetime(2021, 3, 20)),  # the last day of a leap year
        ("1403/12/30", dt.datetime(2025, 3, 20)),
        ("1404/01/01", dt.datetime(2025, 3, 21)),
    ],
)
def test_dates_of_the_persian_calendar_as_published(store, persian, ours):
    found, receipt = moments(store, persian)
    assert found == [ours]
    assert any("Persian calendar" in note for note in receipt.notes)


def test_new_years_of_the_persian_calendar_as_published(store):
    """20 or 21 March of the years 2016 to 2026, as in the tables of the calendar centre in Tehran."""
    days = [20, 21, 21, 21, 20, 21, 21, 21, 20, 21, 21]
    found, _ = moments(store, *(f"{1395 + place}/1/1" for place in range(len(days))))
    assert found == [dt.datetime(2016 + place, 3, day) for place, day in enumerate(days)]


def test_a_persian_date_with_the_day_first_asks_like_any_other(store):
    with pytest.raises(cx.LoadError, match="day first or month first"):
        moments(store, "03/04/1403")
    assert moments(store, "03/04/1403", day_first=True)[0] == [dt.datetime(2024, 6, 23)]


def test_moments_of_a_stated_zone_are_kept_in_the_zone_of_the_company_and_told(store):
    cells = ("2025-01-01T00:30:00+03:30", "2025-01-02 10:00")
    found, receipt = moments(store, *cells)
    assert found == [dt.datetime(2024, 12, 31, 21), dt.datetime(2025, 1, 2, 10)]
    assert any("1 time with a time zone, converted to UTC; 1 time without one" in note for note in receipt.notes)
    store.undo(receipt.upload_id)
    found, _ = moments(store, *cells, time_zone="Asia/Tehran")
    assert found == [dt.datetime(2025, 1, 1, 0, 30), dt.datetime(2025, 1, 2, 10)]


def test_a_zone_that_does_not_exist_is_a_sentence(store):
    with pytest.raises(cx.LoadError, match="no time zone Mars"):
        moments(store, "2025-01-01", time_zone="Mars'")


def test_a_preview_shows_which_columns_state_a_zone():
    seen = cx.loading.load.preview((HEAD + "A1,7,2025-01-01T00:30:00Z,1\n").encode())
    assert seen.zoned == ("ordered_at",)


def test_day_numbers_of_a_spreadsheet_are_named(store):
    _, receipt = moments(store, "2025-01-01", "45688")
    assert "spreadsheet day number" in receipt.problems["reason"].iat[0]


def test_percentages_are_hundredths_where_the_whole_column_is_one(store):
    head = "company,attribute,score,importance\n"
    store.load("competitors", (head + "Us,price,4,12.5%\nThem,price,5,۸۷٫۵٪\n").encode())
    found = store.rows("select importance::varchar as share from competitors order by line")["share"]
    assert found.tolist() == ["0.1250", "0.8750"]


def test_a_percentage_among_amounts_is_set_aside(store):
    receipt = store.load("orders", b"order_id,ordered_at,revenue,discount\nA1,2025-01-31,5,10%\nA2,2025-01-31,5,1\n")
    assert receipt.problems["reason"].tolist() == ["discount is a percentage where the column holds amounts"]
    head = "company,attribute,score,importance\n"
    receipt = store.load("competitors", (head + "Us,price,4,12%\nThem,price,5,0.5\n").encode())
    assert receipt.problems["reason"].tolist() == ["importance is a percentage where the column holds plain numbers"]


def test_ids_and_words_in_arabic_and_persian_letters_are_alike_but_names_stay_as_written(store):
    head = "customer_id,name,region\n"
    store.load("customers", (head + "۰۰۷,علي,كرمان\n٠٠٨,علی,کرمان\n").encode())
    rows = store.rows("select customer_id, name, region from customers order by line").values.tolist()
    assert rows == [["007", "علي", "کرمان"], ["008", "علی", "کرمان"]]


def test_scores_outside_the_scale_of_their_measure_are_set_aside(store):
    head = "measure,answered_at,score\n"
    rows = [
        ("nps", 0),
        ("nps", 10),
        ("nps", 11),
        ("NPS", -1),
        ("nps", 7.5),
        ("csat", 0),
        ("csat", 5),
        ("ces", 8),
        ("employee", 10),
        ("Kano with", 5),
        ("kano_without", 1.5),
        ("kano_without", 0),
    ]
    receipt = store.load("surveys", (head + "".join(f"{m},2025-01-31,{s}\n" for m, s in rows)).encode())
    assert receipt.rows_loaded == 5
    assert receipt.problems[["line", "reason"]].values.tolist() == [
        [4, "score is outside the scale of nps, which is 0 to 10"],
        [5, "score is outside the scale of nps, which is 0 to 10"],
        [6, "score is not a whole number, as nps and employee require"],
        [7, "score is outside the scale of csat, which is 1 to 5"],
        [9, "score is outside the scale of ces, which is 1 to 7"],
        [12, "score is not a whole number, as kano_with and kano_without require"],
        [13, "score is outside the scale of kano_without, which is 1 to 5"],
    ]


def satisfied(store, *cells):
    """What became of these cells (? = unknown), and the receipt."""
    body = "ticket_id,opened_at,kind,CSAT\n"
    body += "".join(f"{place},2025-01-31,question,{cell}\n" for place, cell in enumerate(cells))
    receipt = store.load("tickets", body.encode())
    found = store.rows("select satisfied::varchar as satisfied from tickets order by line")["satisfied"]
    return found.fillna("?").tolist(), receipt


def test_scores_are_neither_yes_nor_no_and_cost_no_row(store):
    """They were: a score of 1, the worst, became a yes, and the rows with 2 to 5 were set aside."""
    found, receipt = satisfied(store, 1, 5, "", 3, "nan")
    assert found == ["?"] * 5
    assert any("satisfied: 2 numbers such as 3, neither yes nor no" in note for note in receipt.notes)


def test_a_column_of_ones_alone_says_nothing(store):
    found, receipt = satisfied(store, 1, "", "1.0")
    assert found == ["?"] * 3
    assert any("satisfied: every number is 1" in note for note in receipt.notes)


@pytest.mark.parametrize("other", ["0", "no"])
def test_ones_beside_noughts_or_words_are_flags(store, other):
    found, _ = satisfied(store, 1, other, "")
    assert found == ["true", "false", "?"]


def test_good_and_bad_are_flags_and_what_was_only_offered_is_unknown(store):
    found, receipt = satisfied(store, "Good", "Bad", "Not Offered", "offered", "Unoffered", "so so")
    assert found == ["true", "false", "?", "?", "?"]
    assert receipt.problems["reason"].tolist() == ["satisfied is neither yes nor no"]


def months(store, *cells):
    """The months of these cells as year-month, and the reasons of the others."""
    body = "month,amount,kind\n" + "".join(f"{cell},1,fixed\n" for cell in cells)
    receipt = store.load("costs", body.encode())
    found = store.rows("select strftime(month, '%Y-%m') as month from costs order by line")["month"]
    return found.tolist(), receipt.problems["reason"].tolist()


def test_a_month_whose_last_nought_may_be_cut_off_is_set_aside(store):
    """It was January: a program that takes 2025.10 for a number writes 2025.1."""
    assert months(store, "2025.09", "2025.1", "2025.11", "2025.2") == (
        ["2025-09", "2025-11", "2025-02"],
        ["month may be January or October; write it as year-month"],
    )


@pytest.mark.parametrize("cells", [["2025-1"], ["2025/1"], ["2025.1", "2025.10"]])
def test_a_january_that_is_no_number_or_stands_beside_an_october_is_one(store, cells):
    assert months(store, *cells) == (["2025-01", "2025-10"][: len(cells)], [])


def test_months_with_a_year_of_two_digits_are_read(store):
    cells = ("Oct-25", "nov-25", "Dec-2025", "October-25", "January-2026", "Oct 2025")
    assert months(store, *cells) == (["2025-10", "2025-11", "2025-12", "2025-10", "2026-01", "2025-10"], [])
