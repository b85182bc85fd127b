"""The upload page through app.py: from a file to rows, through every question on the way."""

import io
import zipfile

import pandas as pd
import pytest

import cx
from cx.loading import load as ingest
from cx.loading import retry as retrying
from cx.loading.rows.edits import Decisions
from cx.tables.kinds import KINDS
from pages.data.upload import mending, review
from pages.shared import menu
from tests.apps import app_on, texts

ORDERS = b"order_id,customer_id,ordered_at,revenue\nA1,7,2025-01-31,1\nA2,8,2025-02-01,n/a\nA3,,2025-02-01,3\n"
EXPORT = "Cust No;Order Date;Total (USD);Source\n1;2025-01-31;5,50;Web\n2;2025-02-01;6,25;Shop\n"


@pytest.fixture
def page(tmp_path):
    def opened(file: bytes | str | None = None, name: str = "orders.csv", demo: bool = False):
        path = tmp_path / "company.duckdb"
        store = cx.open_store(path)
        if demo:
            store.load("products", b"product_id\nP1\n", name="demo.csv")
            store.set("company", "demo")
        app = app_on(path, "upload", store)
        return choose(app, file, name) if file is not None else app

    return opened


def choose(app, file: bytes | str, name: str = "orders.csv"):
    body = file.encode() if isinstance(file, str) else file
    return app.file_uploader[0].set_value((name, body, "text/csv")).run()


def store_of(app):
    from pages.shared import answers

    return answers.store()


def press(app, words: str):
    return next(button for button in app.button if words in button.label).click().run()


def test_before_a_file_is_chosen_there_are_templates_and_the_way_in(page):
    app = page()
    assert not app.exception
    assert "one CSV of orders is enough" in app.title[0].value
    assert "What each CSV opens" in texts(app)
    assert "Opens Funnel, Overview" in texts(app)
    assert "needs Order ID, Order date, Revenue" in texts(app)


def test_samples_are_loaded_by_one_click_where_no_data_of_ones_own_are(page):
    app = press(page(), "Load all samples")
    assert not app.exception and not app.error
    assert set(store_of(app).uploads()["kind"]) == set(KINDS)
    app.switch_page(menu.path("segments")).run()
    assert "Upload your orders" not in app.title[0].value
    app = page(ORDERS)
    press(app, "Import 2 rows")
    assert not [button for button in press(app, "Upload another file").button if "samples" in button.label]


def test_columns_that_are_not_imported_are_named_with_what_to_do_about_them(page):
    app = page("Kundennummer;Kunde;Bestelldatum;Umsatz;Lager\n1;Anna;31.01.2025;5,50;Nord\n")
    assert "Not imported: Lager." in texts(app) and "import the same file again as “A customer" in texts(app)
    assert "Imported for the customer: Kunde." in texts(app) and "Imported for 1 customer" in texts(app)
    assert "Not imported" not in texts(page(ORDERS)), "another file of the same name is read anew"


def test_a_file_is_reviewed_before_it_is_imported_and_then_told(page):
    app = page(ORDERS)
    assert app.title[0].value == "2 rows are ready, 1 needs fixing"
    assert len(store_of(app).uploads()) == 0
    app = press(app, "Import 2 rows")
    assert not app.exception
    assert app.title[0].value == "2 rows were imported"
    assert "1 line of guests" in texts(app)
    assert store_of(app).value("select count(*) from orders") == 2
    assert [link.proto.page for link in app.get("page_link")] or "Segments" in str(app)


def test_foreign_headers_are_matched_and_an_order_number_is_made_by_customer_and_day(page):
    app = page(EXPORT)
    assert app.title[0].value == "2 rows are ready"
    chosen = {box.label: box.value for box in app.selectbox}
    assert chosen["Order ID *"] == "one order per customer and day"
    assert (chosen["Order date *"], chosen["Revenue *"], chosen["Channel"]) == (
        "Order Date",
        "Total (USD)",
        "Source",
    )
    assert "1, 2" in texts(app)
    press(app, "Import 2 rows")
    assert store_of(app).value("select sum(revenue)::varchar from orders") == "11.7500"


def test_a_column_that_is_taken_away_is_asked_for(page):
    app = page(ORDERS)
    next(box for box in app.selectbox if box.label == "Revenue *").set_value("–").run()
    assert app.title[0].value == "Which column is Revenue?"
    assert not [button for button in app.button if "Import" in button.label]


def test_an_undecided_order_of_day_and_month_is_asked_for_and_answered(page):
    app = page("order_id,ordered_at,revenue\nA1,03/04/2025,1\n")
    assert app.title[0].value == "Is 03/04 the 3rd of April or the 4th of March?"
    app.button_group[0].set_value(["month"]).run()
    assert app.title[0].value == "1 row is ready"
    press(app, "Import 1 row")
    assert str(store_of(app).value("select ordered_at::date::varchar from orders")) == "2025-03-04"


def test_numbers_of_two_readings_are_asked_for_and_answered(page):
    app = page('order_id,ordered_at,revenue\nA1,2025-01-31,"1,234"\n')
    assert app.title[0].value == "0 rows are ready, 1 needs fixing"
    app.button_group[0].set_value([","]).run()
    assert app.title[0].value == "1 row is ready"


def test_the_kind_is_guessed_and_can_be_changed(page):
    app = page(b"customer_id,name,region\n1,Ann,North\n", "customers.csv")
    kind = app.selectbox(key=next(box.key for box in app.selectbox if box.label == "What is one row?"))
    assert kind.value == "customers"
    kind.set_value("products").run()
    assert not app.exception
    assert app.title[0].value == "Which column is Product ID?"


@pytest.mark.parametrize("body", [b"\x89PNG\r\n\x1a\n\x00", b"a\n\n", b" ", b"PK\x03\x04"])
def test_a_file_that_cannot_be_read_is_a_sentence_in_place(page, body):
    app = page(body)
    assert not app.exception
    assert app.title[0].value == "This file cannot be read"
    assert len(app.error) == 1


def test_the_same_file_again_changes_nothing_and_says_so(page):
    app = press(page(ORDERS), "Import 2 rows")
    app = press(app, "Upload another file")
    app = choose(app, ORDERS)
    assert app.title[0].value == "This file is already imported; importing it again changes nothing"
    assert next(button for button in app.button if "Import" in button.label).disabled
    app = choose(app, ORDERS.replace(b"A3", b"A4"))
    assert "2 rows are ready" in app.title[0].value
    assert [one.value for one in app.warning] == [
        "1 row with an order number of another import: both would count. Exclude them under Warnings."
    ]


def test_own_data_replace_the_demo_unless_they_are_to_join_it(page):
    app = page(ORDERS, demo=True)
    assert app.radio[0].value == "Start clean with my data"
    app = press(app, "Import 2 rows")
    store = store_of(app)
    assert (store.setting("company"), store.value("select count(*) from products")) == ("", 0)
    assert store.value("select count(*) from orders") == 2


def test_the_currency_of_own_data_is_read_from_the_file_and_not_left_over_from_the_demo(page):
    app = page(EXPORT.replace("(USD)", "(EUR)"), demo=True)
    assert store_of(press(app, "Import 2 rows")).setting("currency") == "€"


def test_own_data_may_join_the_demo(page):
    app = page(ORDERS, demo=True)
    app.radio[0].set_value("Add to the demo").run()
    store_of(app).set("demo_loads", "1")
    app = press(app, "Import 2 rows")
    store = store_of(app)
    assert (store.setting("company"), store.value("select count(*) from products")) == ("demo", 1)
    app = choose(app, ORDERS.replace(b"A", b"B"))  # more of one's own joins what joined before, unless all is to go
    assert app.radio[0].value == "Add to the demo"
    app.radio[0].set_value("Start clean with my data").run()
    assert "The demo data and 1 import of yours are removed." in app.radio[0].captions


def test_a_file_to_be_replaced_is_chosen_still_after_a_look_at_a_clean_start_which_replaces_all(page):
    def replaced(app):
        return next(box for box in app.selectbox if "are already loaded" in box.label)

    app = page("product_id,name\nP1,Tea\n", "products.csv", demo=True)
    app.radio[0].set_value("Add to the demo").run()
    replaced(app).set_value(1).run()
    app.radio[0].set_value("Start clean with my data").run()
    app.radio[0].set_value("Add to the demo").run()
    assert replaced(app).value == 1
    app.radio[0].set_value("Start clean with my data").run()
    app = press(app, "Import 1 row")
    assert not app.error
    assert store_of(app).rows("select name from products").name.tolist() == ["Tea"]


def test_a_load_is_undone_only_after_a_second_yes(page):
    app = press(page(ORDERS), "Import 2 rows")
    app = app.button(key="undo-1").click().run()
    assert store_of(app).value("select count(*) from orders") == 2
    app = app.button(key="undo-sure").click().run()
    assert store_of(app).value("select count(*) from orders") == 0
    assert not app.exception


def test_text_of_the_file_is_shown_and_never_read_as_markdown(page):
    app = page("customer_id,name\n1,**bold** <b>\n", "*x*.csv")
    assert not app.exception
    assert r"\*\*bold\*\*" in texts(app)


def test_one_rule_mends_many_rows_before_the_import(page):
    app = page(ORDERS + b"A4,9,2025-02-01,n/a\n")
    assert app.title[0].value == "2 rows are ready, 2 need fixing"
    next(box for box in app.text_input if box.label == "New value").set_value("2.50").run()
    app = press(app, "Apply to 2 rows")
    assert app.title[0].value == "4 rows are ready"
    app = press(app, "Revenue: n/a")  # taken back
    assert app.title[0].value == "2 rows are ready, 2 need fixing"


def test_a_cell_changed_in_the_grid_moves_its_row_over_and_is_imported(page):
    app = page(ORDERS)
    key = next(box.key for box in app.selectbox if box.label == "Revenue *")
    state = app.session_state[f"decided-{key.removeprefix('column-').removesuffix('-orders-revenue')}"]
    shown = pd.DataFrame(
        {"line": [3], "wrong": [""], "order_id": ["A2"], "revenue": ["n/a"], "raw": [""], "misfit": [False]}
    )
    mending.take(state, shown, {0: {"revenue": "7"}})
    app = press(app.run(), "Import 3 rows")
    assert store_of(app).value("select revenue::integer from orders where line = 3") == 7
    assert "Fixed manually" in texts(app)


def test_a_row_of_a_wrong_width_is_taken_from_the_grid_with_all_its_cells():
    state = {"edits": {}, "turn": 0}
    shown = pd.DataFrame(
        {"line": [9], "wrong": [""], "order_id": ["A2"], "revenue": [None], "raw": ["A2"], "misfit": [True]}
    )
    mending.take(state, shown, {0: {"revenue": "7"}})
    assert state["edits"] == {9: {"order_id": "A2", "revenue": "7"}}


def test_returns_guests_and_equal_rows_are_counted_and_can_be_set_aside(page):
    app = page(ORDERS + b"A4,9,2025-02-01,-5\nA4,9,2025-02-01,-5\n")
    for words in ("Returns", "2 rows", "Guests", "Identical rows"):
        assert words in texts(app)
    choice = next(group for group in app.button_group if group.label == "Returns")
    app = choice.set_value("Exclude").run()
    assert not app.exception
    assert app.title[0].value == "2 rows are ready, 3 need fixing"
    app = press(app, "Import 2 rows")
    reasons = store_of(app).quarantine("orders").reason.tolist()
    assert reasons == ["revenue is not a number", "revenue is negative", "revenue is negative"]


def test_a_file_may_take_the_place_of_an_earlier_one(page):
    app = press(page(ORDERS), "Import 2 rows")
    app = press(app, "Upload another file")
    app = choose(app, b"order_id,ordered_at,revenue\nB1,2025-03-01,9\n", "better.csv")
    box = next(box for box in app.selectbox if "2 rows of orders are already loaded" in box.label)
    assert (box.value, box.options[0]) == (review.ADD, "Add these rows")
    app = box.set_value(1).run()
    app = press(app, "Import 1 row")
    assert not app.exception
    assert store_of(app).rows("select order_id from orders").order_id.tolist() == ["B1"]


def test_several_files_are_reviewed_one_by_one_parents_first(page):
    app = page()
    customers = ("c.csv", b"customer_id,name\n7,Ann\n8,Bo\n", "text/csv")
    app = app.file_uploader[0].set_value([("o.csv", ORDERS, "text/csv"), customers]).run()
    assert "2 files, 2 to import" in texts(app)
    assert app.title[0].value == "2 rows are ready"  # the customers
    app = press(app, "Import 2 rows")
    app = press(app, "Next: o")
    assert app.title[0].value == "2 rows are ready, 1 needs fixing"
    app = press(app, "Import 2 rows")
    assert not app.exception
    assert store_of(app).uploads().kind.tolist() == ["orders", "customers"]


def test_the_files_of_an_archive_are_reviewed_and_imported_as_files_of_their_own(page):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("export/o.csv", ORDERS)
        archive.writestr("export/c.csv", "customer_id,name\n7,Ann\n8,Bo\n")
        archive.writestr("export/readme.md", "no rows")
    app = page(packed.getvalue(), "all.zip")
    assert "2 files, 2 to import" in texts(app)
    assert not [box for box in app.selectbox if box.label == "Sheet"]
    app = press(app, "Import 2 rows")
    app = press(app, "Next: o")
    assert app.title[0].value == "2 rows are ready, 1 needs fixing"
    app = press(app, "Import 2 rows")
    assert not app.exception
    assert store_of(app).uploads()[["kind", "name", "rows_loaded"]].values.tolist() == [
        ["orders", "o.csv", 2],
        ["customers", "c.csv", 2],
    ]


def test_dates_to_come_are_set_aside_until_they_are_wanted(page):
    app = page(ORDERS + b"A4,9,2199-02-01,5\n")
    assert app.title[0].value == "2 rows are ready, 2 need fixing"
    assert "Order date is in the future" in str(app.pills)
    next(choice for choice in app.segmented_control if choice.label == "Future dates").set_value("Import").run()
    assert app.title[0].value == "3 rows are ready, 1 needs fixing"
    assert "1 row dated after today" in texts(app)


def test_rows_set_aside_are_mended_later_from_the_history(page):
    app = page(ORDERS + b"A4,9,2025-02-01,-5\n")
    choice = next(group for group in app.button_group if group.label == "Returns")
    app = press(choice.set_value("Exclude").run(), "Import 2 rows")
    app = press(app, "Fix 2 rows")
    assert not app.exception
    assert [group.label for group in app.button_group][-2:] == ["Error", "Import after all"]
    assert app.button(key="try-again").label == "Retry"
    from pages.data.upload import quarantine as desk_quarantine

    state = {"edits": {}, "turn": 0}
    mending.take(state, retrying.waiting(store_of(app), 1), {0: {"revenue": "7"}})
    after = store_of(app).retry(1, decisions=Decisions(state["edits"]), take=["returns"])
    assert desk_quarantine.said(after, 2) == "orders.csv: 2 rows imported, 0 still need fixing."


def test_a_cell_changed_in_quarantine_stays_changed_while_other_rows_are_looked_at(page):
    app = press(page(ORDERS + b"A4,9,2025-02-31,5\n"), "Import 2 rows")
    as_the_grid_keeps_it = {"edits": {3: {"revenue": "7"}}, "rules": [], "turn": 1}
    app.session_state["rules-1"] = as_the_grid_keeps_it
    app.session_state["waiting-1"] = ["ordered_at does not exist in the calendar"]
    app = press(app, "Fix 2 rows")
    assert any("1 row fixed manually" in button.label for button in app.button)
    app = app.button(key="try-again").click().run()
    assert not app.exception
    assert store_of(app).rows("select revenue from orders where line = 3").revenue.tolist() == [7]


def test_a_column_that_the_file_lacks_may_be_the_same_in_every_row(page):
    app = page(ORDERS)
    box = next(box for box in app.selectbox if box.label == "Channel")
    app = box.set_value("= ").run()
    app = next(one for one in app.text_input if one.label == "in every row").set_value("Web").run()
    app = press(app, "Import 2 rows")
    assert not app.exception
    assert store_of(app).rows("select distinct channel from orders").channel.tolist() == ["Web"]


def test_a_file_of_prices_asks_for_nothing_and_says_how_revenue_is_made(page):
    app = page("Invoice,Date,Qty,Unit Price\nA,2025-01-31,2,1.25\n")
    assert app.title[0].value == "1 row is ready"
    chosen = {box.label: box.value for box in app.selectbox}
    assert (chosen["Revenue *"], chosen["Unit price"]) == ("quantity × unit price", "Unit Price")
    next(box for box in app.selectbox if box.label == "Unit price").set_value("–").run()
    assert app.title[0].value == "Which column is Unit price?"


def test_a_year_of_two_digits_is_asked_for_with_what_each_answer_means(page):
    app = page("order_id,ordered_at,revenue\nA1,03/05/12,1\n")
    assert app.title[0].value == "Which day is 03/05/12?"
    asked = next(group for group in app.button_group if group.label == "03/05/12 in Order date is")
    assert asked.options[0] == "3 May 2012" and asked.options[-1] == "2 Aug 2024 (Persian calendar)"
    app = asked.set_value("ymd persian").run()
    assert app.title[0].value == "1 row is ready"
    press(app, "Import 1 row")
    assert str(store_of(app).value("select ordered_at::date::varchar from orders")) == "2024-08-02"


def test_years_of_two_digits_in_two_columns_are_answered_each_for_itself_and_remembered(page):
    """It was: the first answer was taken for both columns, whatever was chosen for the second."""
    tickets = "ticket_id,opened_at,kind,resolved_at\nT{},03/05/12,question,12/07/06\n"
    app = page(tickets.format(1))
    for column, order in (("Opening date", "dmy"), ("Resolution date", "ymd")):
        assert app.title[0].value.startswith("Which day is")
        asked = next(group for group in app.button_group if group.label.endswith(f"in {column} is"))
        app = asked.set_value(order).run()
    press(app, "Import 1 row")
    days = "select opened_at::date::varchar as opened, resolved_at::date::varchar as resolved from tickets"
    assert store_of(app).rows(days).values.tolist() == [["2012-05-03", "2012-07-06"]]
    seen = ingest.preview(tickets.format(2).encode(), store=store_of(app))
    assert seen.answers == {"short_dates": {"opened_at": "dmy", "resolved_at": "ymd"}}
    chosen = {group.label: group.value for group in page(tickets.format(2)).button_group}
    assert chosen["12/07/06 in Resolution date is"] == "ymd"


def test_what_could_be_understood_wrongly_stands_above_the_review(page):
    app = page("order_id,ordered_at,revenue\nA1,2025-01-31,$5\nA2,2025-01-31,€6\n")
    assert "several currencies" in app.warning[0].value


def test_letters_that_are_a_guess_are_shown(page):
    app = page("order_id,customer_id,ordered_at,revenue\nA1,علي,2025-01-31,5\n".encode("windows-1256"))
    assert "windows-1256: “علي”" in texts(app)


def test_rows_worth_a_second_look_are_shown_with_their_values(page):
    app = page(ORDERS + b"A4,9,2025-02-01,-5\n")
    shown = next(table.value for table in app.dataframe if "A4,9,2025-02-01,-5" in str(table.value.values))
    assert shown[["line", "revenue", "raw"]].values.tolist() == [[5, "-5", "A4,9,2025-02-01,-5"]]


def test_a_file_is_checked_once_to_be_shown_and_once_more_for_each_answer(page, monkeypatch):
    from cx.loading import job as load_job

    checked, stage = [], load_job.Job.stage
    monkeypatch.setattr(load_job.Job, "stage", lambda self, cursor: checked.append(1) or stage(self, cursor))
    app = page(ORDERS)
    assert len(checked) == 1
    next(box for box in app.selectbox if box.label == "Channel").set_value("customer_id").run()
    assert len(checked) == 2


def test_one_rule_fixes_many_rows_in_the_history_too(page):
    app = press(page(ORDERS + b"A4,9,2025-02-01,n/a\n"), "Import 2 rows")
    app = press(app, "Fix 2 rows")
    next(one for one in app.text_input if one.label == "New value").set_value("7")
    app = press(press(app, "Apply to 2 rows"), "Fix 2 rows")  # AppTest closes a dialog with every run
    assert "Revenue: n/a → 7" in [button.label.replace("\\", "") for button in app.button]
    app = app.button(key="try-again").click().run()
    assert not app.exception
    assert store_of(app).value("select sum(revenue)::double from orders") == 18


def test_what_lies_in_the_inbox_is_taken_by_the_app_with_a_receipt_for_each(page, tmp_path, monkeypatch):
    from cx.loading import inbox
    from tests.loading.test_inbox import old

    monkeypatch.setattr(inbox, "FOLDER", tmp_path / "inbox")
    old(tmp_path / "inbox" / "orders" / "a.csv", ORDERS.decode())
    old(tmp_path / "inbox" / "riddle.csv", "foo,bar\nx,y\n")
    app = page()
    assert "2 files in the inbox" in texts(app)
    app = press(app, "Import all")
    assert not app.exception
    told = texts(app)
    assert "1 of 2 files imported from the inbox" in told and "2 rows · 1 excluded" in told
    assert "names that are known" in told.replace("\\", "")
    assert store_of(app).value("select count(*) from orders") == 2
    assert "in the inbox" not in told


def test_own_files_from_the_inbox_replace_the_demo(page, tmp_path, monkeypatch):
    from cx.loading import inbox
    from tests.loading.test_inbox import old

    monkeypatch.setattr(inbox, "FOLDER", tmp_path / "inbox")
    old(tmp_path / "inbox" / "orders" / "a.csv", ORDERS.decode())
    store = store_of(press(page(demo=True), "Import"))
    assert (store.setting("company"), store.value("select count(*) from products")) == ("", 0)


def test_what_was_answered_for_a_file_is_chosen_for_the_next_one_and_can_be_changed(page):
    app = page("order_id,ordered_at,revenue\nA1,03/04/2025,1\n")
    app.button_group[0].set_value(["month"]).run()
    press(app, "Import 1 row")
    app = choose(app, "order_id,ordered_at,revenue\nA2,05/06/2025,1\n", "next.csv")
    assert app.title[0].value == "1 row is ready"
    assert any("Read options as for orders" in caption.value for caption in app.caption)
    asked = next(group for group in app.button_group if group.label.startswith("03/04 in"))
    assert asked.value in ("month", ["month"])
    asked.set_value("day").run()
    press(app, "Import 1 row")
    assert str(store_of(app).value("select max(ordered_at)::date::varchar from orders")) == "2025-06-05"


def test_several_currencies_are_told_above_the_review(page):
    app = page("order_id,ordered_at,revenue,currency\nA1,2025-01-31,5,EUR\nA2,2025-01-31,7,USD\nA3,2025-01-31,7,EUR\n")
    assert app.title[0].value == "2 rows are ready, 1 needs fixing"
    assert "the file holds several" in app.warning[0].value
