"""Claims about crashes, full disks and several writers: what was acknowledged stays, what failed leaves no trace."""

import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date

import duckdb
import pytest

import cx
from cx.customers import segments
from cx.customers.assumptions import Assumptions
from cx.customers.segments import accepted_models
from tests.stores import ORDERS, PRODUCTS, child, many_orders


def test_a_lost_log_loses_nothing_that_was_acknowledged(path):
    process = child(
        """
        import os, sys, cx
        store = cx.open_store(sys.argv[1])
        store.load("orders", sys.argv[2])
        os._exit(9)
        """,
        path,
        many_orders(path.parent / "orders.csv", 1000),
    )
    assert process.wait() == 9, process.stdout.read()
    path.with_name("cx.duckdb.wal").unlink(missing_ok=True)
    store = cx.open_store(path)
    assert store.damage == []
    assert store.value("select count(*) from orders") == 1000


@pytest.mark.parametrize("seconds", [0.02, 0.1, 0.2, 0.35, 0.6])
def test_a_load_killed_at_any_moment_leaves_the_old_state_or_the_new(path, seconds):
    cx.open_store(path).close()
    process = child(
        """
        import sys, cx
        store = cx.open_store(sys.argv[1])
        store.load("products", b"product_id\\nP1\\n")
        print("ready", flush=True)
        store.load("orders", sys.argv[2])
        print("done", flush=True)
        """,
        path,
        many_orders(path.parent / "orders.csv", 300_000),
    )
    assert process.stdout.readline().strip() == "ready"
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    acknowledged = "done" in process.stdout.read()
    process.wait()
    store = cx.open_store(path)
    assert store.damage == []
    assert store.value("select count(*) from products") == 1
    assert store.value("select count(*) from orders") in ((300_000,) if acknowledged else (0, 300_000))
    assert len(store.uploads()) == 1 + bool(store.value("select count(*) from orders"))


BY_LOAD = """
def write():
    store.load("orders", sys.argv[2])
"""
AT_THE_WRITE_ITSELF = """
def write():
    with store.transaction() as cursor:
        cursor.execute(
            "insert into orders by name select 'B' || range as order_id, hash(range)::varchar as customer_id, "
            "timestamp '2024-01-01' as ordered_at, range % 977 as revenue, 1 as upload_id, range as line "
            "from range(800000)"
        ).fetchall()
"""
ON_A_FULL_DISK = """
import os, resource, signal, sys, cx
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = cx.open_store(sys.argv[1])
store.load("orders", b"order_id,ordered_at,revenue\\nA1,2025-01-31,1\\n")
size = os.path.getsize(sys.argv[1])
for more in (0, 300_000, 1_500_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + more, resource.RLIM_INFINITY))
    try:
        write()
    except cx.StoreError as error:
        print("told:", error)
    print("rows:", store.value("select count(*) from orders"), store.damage)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
write()
print("after:", store.value("select count(*) from orders"))
"""


@pytest.mark.parametrize(("write", "rows"), [(BY_LOAD, 400_001), (AT_THE_WRITE_ITSELF, 800_001)])
def test_a_full_disk_is_a_sentence_and_the_store_goes_on(path, write, rows):
    process = child(write + ON_A_FULL_DISK, path, many_orders(path.parent / "orders.csv", 400_000))
    said = process.communicate()[0].splitlines()
    assert sum("told: The disk is full" in line for line in said) == 3, said
    assert said.count("rows: 1 []") == 3
    assert said[-1] == f"after: {rows}"
    if write == BY_LOAD:  # the ledger knows nothing of the other rows
        store = cx.open_store(path)
        assert (store.value("select count(*) from orders"), store.damage) == (rows, [])


def test_a_reader_and_a_writer_that_both_find_the_engine_shut_do_not_wait_for_each_other(path, monkeypatch):
    store, asked, may_fail = cx.open_store(path), threading.Event(), threading.Event()
    store.load("orders", ORDERS)
    rows, fault = store.rows, duckdb.FatalException("FATAL Error: could not write")

    def shut(query, **given):
        if threading.current_thread().name == "reader" and "settings" in query:
            asked.set()
            may_fail.wait()
            raise store._reopened(fault)
        return rows(query, **given)

    def write():
        with store.transaction():
            may_fail.set()
            time.sleep(0.2)
            raise fault

    def failing(work):
        with pytest.raises(cx.StoreError):
            work()

    monkeypatch.setattr(store, "rows", shut)
    store._forget_settings()
    reader, writer = (
        threading.Thread(target=failing, args=(work,), name=name, daemon=True)
        for name, work in (("reader", lambda: store.setting("company")), ("writer", write))
    )
    reader.start()
    asked.wait()
    writer.start()
    for thread in (reader, writer):
        thread.join(20)
        assert not thread.is_alive()
    assert store.value("select count(*) from orders") == 2


def test_a_setting_read_before_a_write_is_not_remembered_after_it(monkeypatch):
    store = cx.open_store()
    store.set("currency", "€")
    rows = store.rows

    def meanwhile(query, **given):
        found = rows(query, **given)
        if "settings" in query and store.rows is meanwhile:
            monkeypatch.setattr(store, "rows", rows)
            store.set("currency", "$")
        return found

    store._forget_settings()
    monkeypatch.setattr(store, "rows", meanwhile)
    assert store.setting("currency") == "€"
    assert store.setting("currency") == "$"


def test_two_models_kept_at_once_have_numbers_of_their_own(monkeypatch):
    store = cx.open_store()
    store.load("orders", ORDERS)
    model = segments.fit(store, date(2025, 2, 1))
    both, version = threading.Barrier(2), cx.Store.data_version

    def together(store):
        found = version.fget(store)
        with suppress(threading.BrokenBarrierError):
            both.wait(0.5)
        return found

    monkeypatch.setattr(cx.Store, "data_version", property(together))
    with ThreadPoolExecutor(2) as pool:
        kept = [pool.submit(accepted_models.keep, store, model, Assumptions()) for _ in range(2)]
    assert sorted(number.result() for number in kept) == [1, 2]


def test_a_write_while_a_question_is_answered_is_acknowledged_and_stays(path):
    store, told = cx.open_store(path), []
    store.load("orders", many_orders(path.parent / "orders.csv", 300_000))
    store.when_changed = lambda: told.append(store.data_version)
    with store.cursor() as other:
        other.execute("select order_id from orders")  # not all of its rows are fetched yet
        receipt = store.load("products", PRODUCTS)
    assert (receipt.rows_loaded, told) == (1, [store.data_version])
    log = path.with_name("cx.duckdb.wal")
    assert log.stat().st_size
    store.set("currency", "€")
    assert not log.exists() or not log.stat().st_size
    store.close()
    assert cx.open_store(path).value("select count(*) from products") == 1


def test_two_people_loading_at_once_take_turns(path):
    store = cx.open_store(path)
    files = [many_orders(path.parent / f"{number}.csv", 20_000 + number) for number in range(4)]
    failures = []

    def load(file):
        try:
            store.load("orders", file)
        except cx.CxError as error:
            failures.append(error)

    threads = [threading.Thread(target=load, args=(file,)) for file in (*files, files[0])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(store.uploads()["rows_loaded"]) == [20_000, 20_001, 20_002, 20_003]
    assert store.value("select count(*) from orders") == 80_006


def test_what_is_no_store_and_a_store_in_use_are_sentences(path):
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(cx.StoreError, match="not a DuckDB file"):
        cx.open_store(path)
    path.unlink()
    process = child(
        """
        import sys, time, cx
        store = cx.open_store(sys.argv[1])
        print("open", flush=True)
        time.sleep(60)
        """,
        path,
    )
    assert process.stdout.readline().strip() == "open"
    with pytest.raises(cx.StoreError, match="another process"):
        cx.open_store(path)
    process.kill()
    process.wait()


def test_a_file_beside_the_log_of_another_state_is_told_with_the_way_out(path):
    process = child(
        """
        import os, sys, cx
        store = cx.open_store(sys.argv[1])
        with store.notes() as cursor:
            cursor.execute("create table noted (text varchar)")
        os._exit(9)
        """,
        path,
    )
    assert process.wait() == 9, process.stdout.read()
    log = path.with_name("cx.duckdb.wal")
    kept = log.read_bytes()
    later = cx.open_store(path)
    later.load("orders", ORDERS)
    later.close()
    log.write_bytes(kept)
    with pytest.raises(cx.StoreError, match=r"cx\.duckdb\.wal belongs to another state of .*move .*wal away"):
        cx.open_store(path)
    log.unlink()
    assert cx.open_store(path).value("select count(*) from orders") > 0


def test_a_store_opened_again_holds_what_it_held(path):
    store = cx.open_store(path)
    receipt = store.load("orders", ORDERS, name="january.csv")
    version = store.data_version
    store.close()
    again = cx.open_store(path)
    assert again.data_version == version
    told = again.load("orders", ORDERS)
    assert (told.notes[1:], told.mapping, told.encoding, told.header_line) == (
        receipt.notes,
        receipt.mapping,
        receipt.encoding,
        receipt.header_line,
    )
    assert told.problems.equals(receipt.problems)
