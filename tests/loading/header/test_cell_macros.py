"""Macros that read cells belong to an open store, and nothing of them is stored."""

import duckdb

import cx

BODY = b"order_id,ordered_at,revenue\nA1,31.01.2025,5\n"


def test_macros_are_made_once_for_each_open_store_and_are_not_stored(tmp_path):
    path = tmp_path / "a b, it's.duckdb"
    store = cx.open_store(path)
    store.load("orders", BODY)
    numbers = "select list(function_oid order by function_oid) from duckdb_functions() where not internal"
    first = store.rows(numbers).iat[0, 0].tolist()
    store.load("orders", BODY.replace(b"A1", b"A2"))
    assert store.rows(numbers).iat[0, 0].tolist() == first != []
    assert store.value("select count(*) from orders") == 2
    store.close()
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("select count(*) from duckdb_functions() where not internal").fetchall() == [(0,)]


def test_a_store_that_is_opened_again_reads_cells_too(tmp_path):
    for name in ("A1", "A2"):
        store = cx.open_store(tmp_path / "x.duckdb")
        store.load("orders", BODY.replace(b"A1", name.encode()))
        store.close()
    store = cx.open_store(tmp_path / "x.duckdb")
    assert store.rows("select ordered_at::date::varchar as day from orders")["day"].tolist() == ["2025-01-31"] * 2
