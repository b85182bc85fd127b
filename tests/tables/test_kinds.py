"""Every kind of table goes the whole way with the sample of it: preview, load, quality, undo."""

import csv
from datetime import date
from pathlib import Path

import pytest

import cx
from cx.engine import coverage
from cx.loading.header.matching import normalized
from cx.loading.load import preview
from cx.quality import report
from cx.tables import kinds, schema
from cx.tables.columns import Column
from tests import memory

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
TYPES = {
    "text": "VARCHAR",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "money": "DECIMAL(18,4)",
    "number": "DECIMAL(18,4)",
    "flag": "BOOLEAN",
}


def test_every_kind_has_one_record():
    assert list(kinds.RECORDS) == list(kinds.KINDS)


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_the_table_of_a_kind_holds_its_columns(kind):
    store = memory.empty()
    table = store.rows(f"select * from (describe {kind})").set_index("column_name")
    for name in kinds.kept(kind):
        column = kinds.KINDS[kind][name]
        assert (table.at[name, "column_type"], table.at[name, "null"] == "NO") == (TYPES[column.type], column.needed)
    more = {"attributes"} if kind == "customers" else set()
    assert set(table.index) == {*kinds.kept(kind), "upload_id", "line"} | more


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_a_record_names_columns_and_kinds_that_are_there(kind):
    record = kinds.RECORDS[kind]
    assert {record.unique, record.dated, *record.parents} - {""} <= set(kinds.kept(kind))
    assert all(kinds.RECORDS[parent].unique for parent in record.parents.values())


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_the_sample_of_a_kind_is_previewed_loaded_counted_and_undone(kind):
    store = memory.empty()
    sample = (SAMPLES / f"{kind}.csv").read_bytes()
    assert preview(sample).kind == kind
    receipt = store.load(kind, sample)
    assert receipt.rows_loaded == receipt.rows_read > 0
    assert coverage.tables(store).set_index("kind").at[kind, "rows"] == receipt.rows_loaded
    assert set(report.missing(store).column) == set(kinds.kept(kind))
    record = kinds.RECORDS[kind]
    assert set(report.months(store).kind) == ({kind} if record.dated and record.has_history else set())
    store.undo(receipt.upload_id)
    assert coverage.tables(store).rows.sum() == 0
    assert report.missing(store).empty


def test_every_header_name_is_of_a_column_that_is_there():
    with (Path(kinds.__file__).parent / "header_names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        assert normalized(row["name"]) == row["name"]
        for column in row["column"].split():
            holders = {kind for kind, columns in kinds.KINDS.items() if column in columns}
            assert holders and set(row["kind"].split()) <= holders
    told = [
        (column, row["name"], kind)
        for row in rows
        for column in row["column"].split()
        for kind in row["kind"].split() or [""]
    ]
    assert len(told) == len(set(told))


@pytest.fixture
def visits(monkeypatch):
    """A store with a table of a made-up kind."""
    columns = [
        Column("visit_id", needed=True, lacking="no_ticket_number"),
        Column("entered_at", "timestamp", needed=True, synonyms=("entered",), lacking="no_opening_date"),
        Column("customer_id", synonyms=("customer",)),
        Column("basket", "money"),
    ]
    record = kinds.Kind(
        "A visit to a shop", unique="visit_id", dated="entered_at", ends=True, parents={"customer_id": "customers"}
    )
    monkeypatch.setitem(kinds.RECORDS, "visits", record)
    monkeypatch.setitem(kinds.KINDS, "visits", {column.name: column for column in columns})
    monkeypatch.setitem(kinds.UNIQUE, "visits", record.unique)
    table = """
        create table if not exists visits (
            visit_id varchar not null, entered_at timestamp not null, customer_id varchar, basket decimal(18, 4),
            upload_id integer not null, line bigint not null
        );
    """
    monkeypatch.setattr(schema, "TEXT", schema.TEXT + table)
    return cx.open_store()


def test_a_made_up_kind_is_previewed_loaded_counted_and_undone(visits):
    store, rows = visits, b"visit_id,entered_at,customer_id,basket\nV1,2025-01-02,C1,9.50\nV2,2025-03-04,C2,4\n"
    assert store.load("customers", b"customer_id,name\nC1,Ada\n").rows_loaded == 1
    assert preview(rows, store=store).kind == "visits"
    receipt = store.load("visits", rows)
    assert receipt.rows_loaded == 2
    assert coverage.tables(store).set_index("kind").at["visits", "rows"] == 2
    assert coverage.last_date(store) == date(2025, 3, 4)
    assert report.months(store).query("kind == 'visits'").rows.tolist() == [1, 0, 1]
    assert report.orphans(store).query("kind == 'visits'").first_id.tolist() == ["C2"]
    store.undo(receipt.upload_id)
    assert coverage.tables(store).set_index("kind").at["visits", "rows"] == 0
