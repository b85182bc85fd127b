"""A store made before schema 1 opens, renews its slide and retries its rows.

tests/engine/store_before_schema_1 holds its tables as text.
"""

import csv
import importlib
import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

import cx
from cx.customers import customer_types, saved_segments, segments
from cx.customers.segments import accepted_models
from cx.engine import migrations
from cx.engine.migrations import FORMER_PATHS
from cx.errors import StoreError
from cx.loading import retry as retrying
from cx.loading.header import past_mappings
from cx.loading.rows.edits import Decisions
from cx.presenting import decks
from cx.tables.kinds import KINDS
from tests.apps import app_on

FOLDER = Path(__file__).parent / "store_before_schema_1"
SAMPLES = Path(cx.__file__).parents[1] / "data" / "samples"
AS_OF = date(2025, 6, 18)


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "old.duckdb"
    connection = duckdb.connect(str(file))
    connection.execute((FOLDER / "schema.sql").read_text())
    connection.execute((FOLDER / "load.sql").read_text().replace("FOLDER", str(FOLDER)))
    connection.close()
    return file


@pytest.fixture
def store(path):
    opened = cx.open_store(path)
    yield opened
    opened.close()


def test_it_has_the_number_of_the_last_migration_and_is_migrated_once(store, path):
    assert store.setting("schema") == str(len(migrations.MIGRATIONS))
    slides = store.rows("select * from slides")
    store.close()
    again = cx.open_store(path)
    assert again.rows("select * from slides").equals(slides)
    assert again.setting("currency") == "€"
    again.close()


def test_its_slide_names_its_chart_by_id_and_is_renewed_from_its_page(path):
    store = cx.open_store(path)
    slide, *_others = decks.slides(store, 1)
    assert (slide.picture["chart"], slide.picture["version"]) == ("funnel.ribbon", 1)
    store.close()
    app = app_on(path, "funnel", as_of="2025-06-18")
    app.session_state["renewing"] = (slide.slide_id, slide.picture["chart"], 1)
    app.run()
    assert not app.exception
    renewed = cx.open_store(path)
    picture = decks.slides(renewed, 1)[0].picture
    assert picture["frames"] != slide.picture["frames"] or picture["data_version"] != slide.picture["data_version"]
    assert picture["chart"] == "funnel.ribbon"
    renewed.close()


def test_its_quarantine_is_retried_and_its_mapping_remembered(store):
    waiting = store.quarantine("orders")
    assert waiting.line.tolist() == [26, 27]
    upload = int(waiting.upload_id.iloc[0])
    edits = {26: {"ordered_at": "2025-02-28"}, 27: {"revenue": "3,00"}}
    receipt = retrying.retry(store, upload, Decisions(edits=edits))
    assert (receipt.rows_loaded, receipt.rows_quarantined) == (26, 0)
    found = past_mappings.remembered(store, ["Bestellnr", "Kunde", "ordered_at", "product_id", "revenue"])
    assert found.mapping == {name: found.mapping[name] for name in found.mapping}
    assert (found.kind, found.mapping["order_id"], found.mapping["customer_id"]) == (
        "orders",
        "Bestellnr",
        "Kunde",
    )


def test_its_sentences_of_reasons_are_codes_and_read_in_the_words_of_today(store):
    codes = store.rows('select kind, line, "column", code, detail from quarantine order by kind, line')
    assert codes.astype(object).where(codes.notna(), None).values.tolist() == [
        ["customers", 4, None, "wrong_width", "5 4"],
        ["customers", 5, "customer_id", "same_id", "2"],
        ["customers", 6, "name", "other", "a sentence of another time (with brackets)"],
        ["orders", 26, "ordered_at", "impossible_date", None],
        ["orders", 27, "revenue", "not_a_number", None],
    ]
    with (FOLDER / "quarantine.csv").open() as file:
        former = {(int(row["upload_id"]), int(row["line"])): row["reason"] for row in csv.DictReader(file)}
    former[1, 26] = "ordered_at does not exist in the calendar"  # the code has another sentence today
    waiting = store.quarantine()
    assert waiting.columns.tolist() == ["upload_id", "kind", "line", "column", "value", "reason", "raw"]
    assert dict(zip(zip(waiting.upload_id, waiting.line, strict=True), waiting.reason, strict=True)) == former


def test_its_row_that_could_not_be_cut_is_mended_after_the_migration(store):
    edits = {4: {"customer_id": "8", "name": "Ann", "region": "North"}}
    receipt = retrying.retry(store, 2, Decisions(edits=edits))
    assert (receipt.rows_loaded, receipt.rows_quarantined) == (4, 1)
    assert receipt.problems[["line", "reason"]].values.tolist() == [
        [5, "same customer_id as an earlier line (line 2)"],
    ]


FORMER_TOUCHES = [
    ("0", "advocate", "referred"),
    ("0", "aware", "referred"),
    ("1", " Advocate ", "referred"),
    ("2", "aware", "referred"),
    ("3", "advocate", "served"),
    ("4", None, "referred"),
]
"""Person, step and kind of contacts. Who told others was 0 and 1, by the rule of that time: referred and advocate."""


@pytest.fixture
def path_with_friends(path):
    """The earlier store with loyal customers 0 to 4 who would not recommend, and their contacts."""
    connection = duckdb.connect(str(path))
    days = [f"{year}-{month:02d}-15" for year in (2023, 2024) for month in (2, 5, 8, 11)]
    orders = [(f"F{person}{day}", str(person), day) for person in range(5) for day in [*days, "2025-03-15"]]
    for order_id, person, day in orders:
        connection.execute(
            "insert into orders by name select $1 as order_id, $2 as customer_id, $3::timestamp as ordered_at,"
            " 50 as revenue, 1 as upload_id, 99 as line",
            [order_id, person, day],
        )
        connection.execute(
            "insert into surveys by name select $1 as customer_id, '2025-05-05'::timestamp as answered_at,"
            " 'nps' as measure, 3 as score, 9 as upload_id, 99 as line",
            [person],
        )
    for person, step, kind in FORMER_TOUCHES:
        connection.execute(
            "insert into touchpoints by name select $1 as person_id, '2025-04-01'::timestamp as occurred_at,"
            " $2 as step, $3 as kind, 4 as upload_id, 99 as line",
            [person, step, kind],
        )
    connection.close()
    return path


def test_who_told_others_is_counted_as_before_under_another_kind(path_with_friends):
    store = cx.open_store(path_with_friends)
    found = customer_types.customers(store, AS_OF).set_index("customer_id").loc[list("01234")]
    assert found.referrals.tolist() == [1, 1, 0, 0, 0]
    assert found.kind.tolist() == ["Loyal", "Loyal", "None", "None", "None"]
    kinds = store.rows("select kind from touchpoints where line = 99 order by person_id, kind desc").kind
    assert kinds.tolist() == ["referred", "recommended", "recommended", "referred", "served", "referred"]
    assert store.value("select step from touchpoints where line = 99 and person_id = '1'") == "advocate"
    store.close()


def test_its_tables_have_the_columns_of_today_and_take_rows_with_them(store):
    for kind, columns in KINDS.items():
        there = set(store.rows(f"select column_name from (describe {kind})").column_name)
        assert {name for name, column in columns.items() if not column.helper} <= there
    for kind in ("touchpoints", "tickets", "competitors", "promises", "journey"):
        receipt = store.load(kind, (SAMPLES / f"{kind}.csv").read_bytes())
        assert receipt.rows_loaded == receipt.rows_read > 0
        store.undo(receipt.upload_id)


def test_its_load_of_a_missing_customer_comes_in_when_the_customer_does(store):
    before = store.value("select count(*) from tickets")
    store.load("customers", b"customer_id,name\n99,Zoe\n")
    assert store.value("select count(*) from tickets") >= before


def test_its_kept_model_places_customers_and_its_saved_segment_holds_its_members(store):
    (model,) = accepted_models.every(store)
    assert segments.model(store, AS_OF) == model
    assert saved_segments.names(store) == ["Everybody in June"]
    tiers = segments.tiers(store, AS_OF, segment="Everybody in June")
    assert tiers.customers.sum() == 6


def test_a_reading_with_fields_of_another_version_is_read_by_name(store):
    with store.transaction() as cursor:
        (text,) = cursor.execute("select reading from uploads where kind = 'orders'").fetchone()
        way = json.loads(text)
        way["readings"]["of a later version"] = [1]
        del way["readings"]["percent"]
        cursor.execute("update uploads set reading = $text where kind = 'orders'", {"text": json.dumps(way)})
    upload = int(store.quarantine("orders").upload_id.iloc[0])
    assert retrying.retry(store, upload, Decisions(edits={27: {"revenue": "3,00"}})).rows_loaded == 25


def test_a_store_of_a_newer_version_is_refused_in_a_sentence_and_left_as_it_is(path):
    cx.open_store(path).close()
    connection = duckdb.connect(str(path))
    connection.execute("update settings set value = '999' where name = 'schema'")
    connection.close()
    with pytest.raises(StoreError, match="newer version"):
        cx.open_store(path)
    connection = duckdb.connect(str(path))
    assert connection.execute("select value from settings where name = 'schema'").fetchall() == [("999",)]
    connection.close()


def test_every_chart_that_a_page_draws_has_an_id_and_every_former_path_leads_to_one():
    import cx.charts.ids as ids

    root = Path(cx.__file__).parents[1]
    for file in sorted((root / "cx" / "charts").rglob("*.py")):
        importlib.import_module(".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__"))
    assert set(FORMER_PATHS.values()) <= set(ids._ids)
