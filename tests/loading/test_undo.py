"""Claims about the ledger of loads: an undo takes back one load exactly, and damage is told."""

import duckdb
import pytest

import cx
from cx.engine import integrity
from tests import memory
from tests.stores import ORDERS, PRODUCTS


def test_the_same_bytes_again_change_nothing():
    store = memory.empty()
    first = store.load("orders", ORDERS)
    version = store.data_version
    again = store.load("orders", ORDERS, name="other.csv")
    assert again.already_loaded and not first.already_loaded
    assert (again.upload_id, again.rows_loaded, len(again.problems)) == (first.upload_id, 2, 1)
    assert store.data_version == version
    assert store.value("select count(*) from orders") == 2


def test_the_same_bytes_under_another_mapping_ask_for_an_undo_first():
    store = memory.empty()
    mapping = {"order_id": "order_id", "ordered_at": "ordered_at", "revenue": "revenue"}
    store.load("orders", ORDERS)
    again = store.load("orders", ORDERS, mapping)
    assert "undo load 1 first" in again.notes[0]
    store.undo(again.upload_id)
    assert not store.load("orders", ORDERS, mapping).already_loaded


def test_an_undo_takes_back_exactly_one_load():
    store = memory.empty()
    first = store.load("orders", ORDERS)
    second = store.load("orders", ORDERS + b"A4,9,2025-02-02,4\n")
    products = store.load("products", PRODUCTS)
    taken = store.undo(first.upload_id)
    assert taken.rows_loaded == 2
    assert store.rows("select distinct upload_id from orders")["upload_id"].tolist() == [second.upload_id]
    assert store.quarantine()["upload_id"].unique().tolist() == [second.upload_id]
    assert store.value("select count(*) from products") == products.rows_loaded
    assert store.uploads()["undone_at"].notna().tolist() == [False, False, True]
    assert integrity.differences(store) == []


def test_an_undo_is_an_undo_of_what_was_derived_too():
    store = cx.open_store()
    derived = store.rows(
        "select table_name, estimated_size as rows from duckdb_tables() where database_name = 'memory' order by 1"
    )
    store.undo(store.load("orders", ORDERS).upload_id)
    after = store.rows(
        "select table_name, estimated_size as rows from duckdb_tables() where database_name = 'memory' order by 1"
    )
    entries = ~derived["table_name"].isin(["uploads", "settings"])
    assert after[entries].values.tolist() == derived[entries].values.tolist()


def test_a_derived_table_of_an_older_version_is_made_anew_at_opening(path):
    store = cx.open_store(path)
    store.load("orders", ORDERS)
    derived = store.rows("select * from product_months order by all")
    store.close()
    with duckdb.connect(path) as older:
        older.execute("create or replace table product_months as select 'X' as product_id, 'North' as region")
    assert cx.open_store(path).rows("select * from product_months order by all").equals(derived)


def test_the_engine_leaves_room_for_others(path):
    taken = "select parse_formatted_bytes(current_setting('memory_limit'))"
    assert cx.open_store(path).value(taken) <= 5_000_000_000


def test_undoing_twice_or_an_unknown_load_is_a_sentence():
    store = memory.empty()
    receipt = store.load("orders", ORDERS)
    store.undo(receipt.upload_id)
    with pytest.raises(cx.LoadError, match="already undone"):
        store.undo(receipt.upload_id)
    with pytest.raises(cx.LoadError, match="no load with the number 99"):
        store.undo(99)


def test_a_file_loaded_instead_stands_alone_even_with_ids_that_were_taken():
    store = memory.empty()
    store.set("company", "demo")
    store.set("currency", "€")
    store.load("orders", ORDERS)
    store.load("products", PRODUCTS)
    receipt = store.load("products", PRODUCTS, instead=True)
    assert (receipt.already_loaded, receipt.rows_quarantined) == (False, 0)
    assert store.value("select count(*) from orders") == 0
    assert store.value("select count(*) from products") == receipt.rows_loaded
    assert (store.setting("company"), store.setting("currency")) == ("", "")
    assert integrity.differences(store) == []
    assert store.load("orders", ORDERS).rows_loaded == 2


def test_a_file_that_cannot_be_loaded_instead_leaves_the_others_where_they_are():
    store = memory.empty()
    loaded = store.load("orders", ORDERS).rows_loaded
    with pytest.raises(cx.LoadError):
        store.load("products", b"nothing,known\n1,2\n", instead=True)
    assert store.value("select count(*) from orders") == loaded


def test_lost_rows_are_told_by_load_and_number_and_nothing_more_is_written(path):
    store = cx.open_store(path)
    store.load("orders", ORDERS, name="january.csv")
    store.load("products", PRODUCTS)
    store.close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("delete from orders where order_id = 'A1'")
    damaged = cx.open_store(path)
    assert damaged.damage == integrity.differences(damaged)
    assert len(damaged.damage) == 1
    assert "Load 1 (january.csv) is damaged: rows missing in orders: 1 of 2." in damaged.damage[0]
    with pytest.raises(cx.StoreError, match=r"Nothing was written.*january"):
        damaged.load("customers", b"customer_id\n1\n")
    with pytest.raises(cx.StoreError, match="Nothing was written"):
        damaged.set("currency", "€")
    assert damaged.value("select count(*) from products") == 1


def test_rows_the_ledger_does_not_know_and_a_lost_quarantine_are_told(path):
    store = cx.open_store(path)
    store.load("orders", ORDERS)
    store.close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("insert into products (product_id, upload_id, line) values ('P9', 77, 2)")
        connection.execute("delete from quarantine")
    told = " ".join(cx.open_store(path).damage)
    assert "load 77, which is not in the list of loads" in told
    assert "rows missing in quarantine: 1 of 1" in told
