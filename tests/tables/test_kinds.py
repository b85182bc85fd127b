"""Every kind of table goes the whole way with the sample of it: preview, load, quality, undo."""

import csv
from pathlib import Path

import pytest

import cx
from cx.engine import coverage
from cx.loading.header.matching import plain
from cx.loading.load import preview
from cx.quality import report
from cx.tables import kinds

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
    store = cx.open_store(":memory:")
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
    store = cx.open_store(":memory:")
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
        assert plain(row["name"]) == row["name"]
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
