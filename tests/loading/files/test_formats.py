"""Claims about files that are no plain text: archives, workbooks, Parquet; and about headers of every shape."""

import datetime as dt
import gzip
import io
import json
import zipfile

import duckdb
import openpyxl
import pandas as pd
import pytest

import cx
from cx.loading.files import archives
from tests import memory

TEXT = b"order_id,customer_id,ordered_at,revenue\nA1,007,2025-01-31,12.50\nA2,,2025-02-01,n/a\n"


def zipped(**files):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return body.getvalue()


def book(**sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return made


def saved(made):
    body = io.BytesIO()
    made.save(body)
    return body.getvalue()


HEAD = ["order_id", "customer_id", "ordered_at", "revenue"]


# --- archives --------------------------------------------------------------------------------------------------


def test_gzip_and_zip_of_a_file_are_the_file(store):
    plain = store.load("orders", TEXT)
    assert (plain.rows_loaded, plain.rows_quarantined) == (1, 1)
    assert store.load("orders", gzip.compress(TEXT)).already_loaded
    assert store.load("orders", zipped(**{"a.csv": TEXT, "__MACOSX/._a.csv": b"x", "read me.pdf": b"y"})).already_loaded


def test_an_archive_of_several_files_asks_which_and_a_preview_shows_the_first(store):
    body = zipped(**{"may/orders.csv": TEXT, "june.csv": TEXT.replace(b"A1", b"B1")})
    with pytest.raises(cx.LoadError, match=r"has 2 files: “may/orders.csv”, “june.csv”. Say which"):
        store.load("orders", body)
    seen = cx.loading.load.preview(body)
    assert (seen.part, seen.parts) == ("may/orders.csv", ("may/orders.csv", "june.csv"))
    store.load("orders", body, part="june.csv")
    assert store.value("select order_id from orders") == "B1"
    with pytest.raises(cx.LoadError, match=r"has no file “july.csv”"):
        store.load("orders", body, part="july.csv")


def test_names_in_an_archive_are_labels_only(store, tmp_path):
    store.load("orders", zipped(**{"../../out.csv": TEXT}))
    assert not list(tmp_path.parent.rglob("out.csv"))


def test_an_archive_that_grows_without_end_is_stopped(store, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 2 << 20)
    for body in (gzip.compress(b"a,b\n" * (1 << 20)), zipped(**{"a.csv": b"a,b\n" * (1 << 20)})):
        with pytest.raises(cx.LoadError, match="unpacks to more than"):
            store.load("orders", body)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (gzip.compress(TEXT, mtime=0)[:-12], "a gzip file that is damaged"),
        (b"\x1f\x8bnot really", "a gzip file that is damaged"),
        (zipped(**{"a.csv": TEXT})[:60], "a zip archive that is damaged"),
        (zipped(**{"word/document.xml": b"<w/>"}), "a Word document"),
        (zipped(**{"content.xml": b"<w/>", "mimetype": b"x"}), "OpenDocument"),
        (zipped(**{"picture.png": b"x"}), "holds no file with rows of text"),
        (zipped(**{"xl/workbook.xml": b"<w/>"}), "cannot be read"),
        (gzip.compress(gzip.compress(TEXT, mtime=0), mtime=0), "inside another archive"),
        (b"PAR1" + b"\0" * 20, "Parquet file that cannot be read"),
    ],
    ids=range(9),  # not the bytes: archives hold the time
)
def test_what_cannot_be_unpacked_is_a_sentence(store, body, sentence):
    with pytest.raises(cx.LoadError, match=sentence):
        store.load("orders", body)
    assert store.value("select count(*) from uploads") == 0


# --- workbooks -------------------------------------------------------------------------------------------------


def test_a_sheet_keeps_its_row_numbers_its_ids_its_dates_and_its_money(store):
    made = book(Orders=[["Report"], [], HEAD])
    sheet = made["Orders"]
    sheet.append(["A1", 42, dt.datetime(2025, 1, 31, 9, 40, 44), 12.1])
    sheet["B4"].number_format = "00000"
    sheet.append([])
    sheet.append([10045, "007", dt.date(2025, 2, 1), "n/a"])
    sheet.append([10046, "a,\nb", dt.date(2025, 2, 1), 0.1 + 0.2])
    receipt = store.load("orders", saved(made))
    assert (receipt.header_line, receipt.lines, receipt.blank_lines) == (3, 7, 1)
    assert receipt.problems[["line", "value"]].values.tolist() == [[6, "n/a"]]
    rows = store.rows(
        "select line, order_id, customer_id, ordered_at::varchar as at, revenue::varchar as r from orders order by line"
    )
    assert rows.values.tolist() == [
        [4, "A1", "00042", "2025-01-31 09:40:44", "12.1000"],
        [7, "10046", "a, b", "2025-02-01 00:00:00", "0.3000"],
    ]


def test_a_workbook_of_several_sheets_asks_which(store):
    body = saved(
        book(
            May=[HEAD, ["A1", "7", dt.date(2025, 5, 1), 1]],
            June=[HEAD, ["B1", "7", dt.date(2025, 6, 1), 1]],
            Empty=[],
        )
    )
    with pytest.raises(cx.LoadError, match="has 2 sheets: “May”, “June”"):
        store.load("orders", body)
    assert cx.loading.load.preview(body).parts == ("May", "June")
    store.load("orders", body, part="June")
    store.load("orders", body, part="May")
    assert store.rows("select order_id from orders order by order_id")["order_id"].tolist() == ["A1", "B1"]


def test_a_formula_without_a_result_is_no_empty_cell(store):
    body = saved(book(Orders=[HEAD, ["A1", "7", dt.date(2025, 5, 1), "=1+1"], ["A2", "=B2", dt.date(2025, 5, 1), 5]]))
    receipt = store.load("orders", body)
    assert receipt.rows_loaded == 0
    assert receipt.problems["value"].tolist() == ["#FORMULA? =1+1", "#FORMULA? =B2"]


def test_an_id_that_a_spreadsheet_cut_short_is_set_aside(store):
    rows = "A1,1.23457E+12,2025-01-31,1\nA2,#N/A,2025-01-31,1\nA3,#7,2025-01-31,1\nA4,7E+,2025-01-31,1\n"
    receipt = store.load("orders", (",".join(HEAD) + "\n" + rows).encode())
    assert receipt.problems["reason"].tolist() == [
        "customer_id is a number shortened by a spreadsheet",
        "customer_id is a spreadsheet error",
    ]


@pytest.mark.parametrize("cell", ["1.2345678901234568e+18", "1.23e+12", "1e+16", "1.23e12", "1.2345679E14"])
def test_an_id_in_whatever_program_was_cut_short_is_set_aside(store, cell):
    receipt = store.load("orders", f"{','.join(HEAD)}\nA1,{cell},2025-01-31,1\n".encode())
    assert receipt.problems["reason"].tolist() == ["customer_id is a number shortened by a spreadsheet"]


@pytest.mark.parametrize("cell", ["1E12", "7e5", "A1.5E12", "1.5E7", "a3f1e12", "4e+"])
def test_an_id_that_only_looks_like_a_power_is_kept(store, cell):
    store.load("orders", f"{','.join(HEAD)}\nA1,{cell},2025-01-31,1\n".encode())
    assert store.value("select customer_id from orders") == cell


def formatted(column, *cells):
    """A workbook of orders with these (number, format) in a column."""
    made = book(orders=[list(dict.fromkeys([*HEAD, column]))])
    for row, (value, shape) in enumerate(cells, start=2):
        made["orders"].append([f"A{row}", "7", "2025-01-31", 5])
        held = made["orders"].cell(row, 4 if column == "revenue" else 5, value)
        held.number_format = shape
    return saved(made)


def test_currencies_that_only_the_format_of_a_cell_says_are_not_added_up(store):
    shapes = (
        "#,##0.00 [$€-407]",
        '"$"#,##0.00',
        "[$CAD] #,##0",
        "General",
        '_-* #,##0.00 "€"_-',
        "[$-409]0.0",
    )
    receipt = store.load("orders", formatted("revenue", *((1.5 + place, shape) for place, shape in enumerate(shapes))))
    assert receipt.problems[["line", "reason"]].values.tolist() == [
        [3, "revenue is not in €"],
        [4, "revenue is not in €"],
    ]
    assert store.value("select sum(revenue)::double from orders") == 1.5 + 4.5 + 5.5 + 6.5


def test_one_currency_in_the_format_of_all_cells_changes_nothing(store):
    receipt = store.load("orders", formatted("revenue", (1.234, '#,##0 "Toman"'), (1000, '#,##0 "Toman"')))
    assert store.value("select sum(revenue)::double from orders") == 1001.234
    assert not any("currenc" in note for note in receipt.notes)


def test_a_percentage_that_only_the_format_of_a_cell_says_is_one(store):
    """A discount of 0.1 shown as 10% was taken for ten cents."""
    receipt = store.load("orders", formatted("discount", (0.1, "0%"), (0.075, "0.0%"), (0.1, "0.00"), (10, '0"%"')))
    assert receipt.problems["value"].tolist() == ["10%", "7.5%"]
    made = book(rivals=[["company", "attribute", "score", "importance"], ["Us", "price", 4, 0.125]])
    made["rivals"]["D2"].number_format = "0.00%"
    store.load("competitors", saved(made))
    assert store.value("select importance::double from competitors") == 0.125


# --- Parquet ---------------------------------------------------------------------------------------------------


def test_parquet_rows_become_rows(store, tmp_path):
    path = tmp_path / "x[1].parquet"
    duckdb.execute(
        "copy (select * from (values ('A1', 42.0::double, timestamptz '2025-01-31 00:30:00+03:30', 12.1::float,"
        " e'a\\nb'), ('A2', null, null, 0.1, null)) t(order_id, customer_id, ordered_at, revenue, channel)) to"
        f" '{tmp_path / 'x.parquet'}'"
    )
    (tmp_path / "x.parquet").rename(path)
    receipt = store.load("orders", path)
    assert receipt.problems[["line", "reason"]].values.tolist() == [[3, "no order date"]]
    row = store.rows("select line, customer_id, ordered_at::varchar as at, revenue::varchar as r, channel from orders")
    assert row.values.tolist() == [[2, "42", "2025-01-30 21:00:00", "12.1000", "a b"]]


# --- headers ---------------------------------------------------------------------------------------------------


def test_a_file_without_a_header_is_shown_with_numbered_columns_and_loses_no_row(store):
    body = b"A1;7;2025-01-31;12,50\nA2;8;2025-02-01;3,00\n"
    seen = cx.loading.load.preview(body, "orders")
    assert (seen.header_line, seen.headers) == (0, ("column 1", "column 2", "column 3", "column 4"))
    mapping = {
        "order_id": "column 1",
        "customer_id": "column 2",
        "ordered_at": "column 3",
        "revenue": "column 4",
    }
    receipt = store.load("orders", body, mapping)
    assert (receipt.rows_loaded, receipt.lines, receipt.header_line) == (2, 2, 0)
    store.undo(receipt.upload_id)
    assert store.load("orders", b"id;who;2025-01-31;1,5\n" + body, mapping, header_line=0).rows_loaded == 3
    with pytest.raises(cx.LoadError, match="header_line=0"):
        store.load("orders", b"A9;7;2025-01-31;12,50\n")


def test_a_row_with_a_word_of_a_column_name_in_it_is_no_header(store):
    """It was: “Gift item” was taken for the product number, and the first product was lost."""
    body = b"P1,Gift item,Toys\nP2,Hat,Toys\n"
    with pytest.raises(cx.LoadError, match="If the file has no header, say header_line=0"):
        store.load("products", body)
    seen = cx.loading.load.preview(body, "products")
    assert (seen.header_line, seen.headers) == (0, ("column 1", "column 2", "column 3"))
    assert store.load("products", b"sold item no,x\nP1,a\nsold item no,x\nP2,b\n").rows_loaded == 3


def test_two_header_lines_are_joined_where_the_upper_one_groups_columns(store):
    body = b"Order,,Customer,,\nNo,Date,No,Name,Revenue\nA1,2025-01-31,7,Ann,5\n"
    seen = cx.loading.load.preview(body, "orders")
    assert seen.headers == ("Order No", "Order Date", "Customer No", "Customer Name", "Customer Revenue")
    assert (seen.header_line, seen.header_rows) == (1, 2)
    receipt = store.load("orders", body)
    assert (receipt.rows_loaded, receipt.lines, receipt.mapping["customer_id"]) == (1, 3, "Customer No")


def test_a_line_of_units_below_the_header_is_set_aside_and_not_taken_for_a_name(store):
    receipt = store.load("orders", b"order_id,ordered_at,revenue\n,,USD\nA1,2025-01-31,5\n")
    assert (receipt.rows_loaded, receipt.problems["line"].tolist()) == (1, [2])


def test_the_line_of_the_header_can_be_said(store):
    body = b"order_id,ordered_at,revenue\nId,Day,Sum\nA1,2025-01-31,5\n"
    mapping = {"order_id": "Id", "ordered_at": "Day", "revenue": "Sum"}
    receipt = store.load("orders", body, mapping, header_line=2)
    assert (receipt.header_line, receipt.rows_read) == (2, 1)
    with pytest.raises(cx.LoadError, match="no header begins on line 9"):
        store.load("orders", body, mapping, header_line=9)


def test_line_feeds_and_lone_returns_may_be_mixed(store):
    body = b"order_id,ordered_at,revenue\nA1,2025-01-31,1\rA2,2025-01-31,2\r\nA3,2025-01-31,3\nA\r4,2025-01-31,4\n"
    receipt = store.load("orders", body)
    assert (receipt.lines, receipt.rows_loaded) == (5, 4)
    assert store.rows("select order_id from orders order by line")["order_id"].tolist() == [
        "A1",
        "A2",
        "A3",
        "A 4",
    ]


def test_huge_cells_are_read_on_every_path(store):
    head = "survey,answered_at,score,comment\n"
    long = "x" * 300_000
    receipt = store.load("surveys", (head + f'nps,2025-01-31,9,{long}\nnps,2025-01-31,8,"{long}\n{long}"\n').encode())
    assert receipt.rows_loaded == 2
    assert store.rows("select length(comment) as n from surveys order by line")["n"].tolist() == [
        300_000,
        600_001,
    ]


# --- the twelve files of csv-spectrum 2.0.0 ----------------------------------------------------------------------

SPECTRUM = {
    "comma_in_quotes": (
        b'first,last,address,city,zip\nJohn,Doe,120 any st.,"Anytown, WW",08123',
        [["John", "Doe", "120 any st.", "Anytown, WW", "08123"]],
    ),
    "empty": (b'a,b,c\n1,"",""\n2,3,4', [["1", None, None], ["2", "3", "4"]]),
    "empty_crlf": (b'a,b,c\r\n1,"",""\r\n2,3,4', [["1", None, None], ["2", "3", "4"]]),
    "escaped_quotes": (b'a,b\n1,"ha ""ha"" ha"\n3,4\n', [["1", 'ha "ha" ha'], ["3", "4"]]),
    "json": (
        b'key,val\n1,"{""type"": ""Point"", ""coordinates"": [102.0, 0.5]}"\n',
        [["1", '{"type": "Point", "coordinates": [102.0, 0.5]}']],
    ),
    "location_coordinates": (
        "Contact Phone Number,Location Coordinates,Cities,Counties\n"
        "2095257564,37\ufffd36'37.8\"N 121\ufffd2'17.9\"W,Modesto,Stanislaus".encode(),
        [["2095257564", "37\ufffd36'37.8\"N 121\ufffd2'17.9\"W", "Modesto", "Stanislaus"]],
    ),
    "newlines": (
        b'a,b,c\n1,2,3\n"Once upon \na time",5,6\n7,8,9\n',
        [["1", "2", "3"], ["Once upon \na time", "5", "6"], ["7", "8", "9"]],
    ),
    "newlines_crlf": (
        b'a,b,c\r\n1,2,3\r\n"Once upon \r\na time",5,6\r\n7,8,9\r\n',
        [["1", "2", "3"], ["Once upon \na time", "5", "6"], ["7", "8", "9"]],
    ),
    "quotes_and_newlines": (b'a,b\n1,"ha \n""ha"" \nha"\n3,4\n', [["1", 'ha \n"ha" \nha'], ["3", "4"]]),
    "simple": (b"a,b,c\n1,2,3\n", [["1", "2", "3"]]),
    "simple_crlf": (b"a,b,c\r\n1,2,3\r\n", [["1", "2", "3"]]),
    "utf8": ("a,b,c\n1,2,3\n4,5,ʤ".encode(), [["1", "2", "3"], ["4", "5", "ʤ"]]),
}


@pytest.mark.parametrize("name", SPECTRUM)
def test_csv_spectrum_2_0_0_is_read_right(store, name):
    """Rules beside its own: an empty cell is unknown, a line end inside a cell is a line feed."""
    body, rows = SPECTRUM[name]
    headers = body.split(b"\n")[0].decode().strip().split(",")
    columns = ["customer_id", "name", "region"][: len(headers)]
    receipt = store.load("customers", body, dict(zip(columns, headers, strict=False)))
    assert (receipt.rows_loaded, receipt.rows_quarantined) == (len(rows), 0)
    found = store.rows("select customer_id, name, region, attributes from customers order by line")
    for row, wanted in zip(found.itertuples(index=False), rows, strict=True):
        others = list(json.loads(row.attributes).values()) if isinstance(row.attributes, str) else []
        cells = [None if cell != cell else cell for cell in row[: len(columns)]] + others
        assert cells == wanted


def test_numbers_of_a_sheet_and_of_parquet_are_never_taken_for_thousands(tmp_path):
    """1.234 in a column of decimal commas would be 1,234: the sheet's number is written 1.2340, and set aside there."""
    frame = pd.DataFrame({"order_id": ["A1", "A2"], "ordered_at": ["2025-01-31"] * 2, "revenue": [1.234, 2.5]})
    for write, name in ((frame.to_excel, "a.xlsx"), (frame.to_parquet, "a.parquet")):
        write(tmp_path / name, index=False)
        store = memory.empty()
        store.load("orders", tmp_path / name)
        assert store.rows("select revenue::double as revenue from orders order by line")["revenue"].tolist() == [
            1.234,
            2.5,
        ]
    frame["revenue"] = frame["revenue"].astype(object)
    frame.loc[1, "revenue"] = "12,50"
    frame.to_excel(tmp_path / "b.xlsx", index=False)
    receipt = memory.empty().load("orders", tmp_path / "b.xlsx")
    assert receipt.rows_quarantined == 1
