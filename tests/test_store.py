"""Claims about keeping: what was acknowledged stays, what failed leaves no trace, and damage is told."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from math import inf
from pathlib import Path

import duckdb
import pytest

import cx
from cx import coverage, ingest, keeping, laid_by, metals, movement, segments, sensitivity, type_rules

ROOT = Path(__file__).parents[1]
ORDERS = (
    b"order_id,customer_id,ordered_at,revenue\nA1,7,2025-01-31,1\nA2,8,2025-02-01,n/a\nA3,8,2025-02-01,3\n"
)
PRODUCTS = b"product_id,name\nP1,Tea\n"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cx.duckdb"


def child(script: str, path: Path, *arguments: object) -> subprocess.Popen:
    """A Python process of its own that runs the script on a store; what it leaves behind when killed lies beside that."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, (path, *arguments))],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(path.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def many_orders(path: Path, rows: int) -> Path:
    """A CSV of so many order lines of 1 each."""
    duckdb.execute(f"""
        copy (select 'A' || i as order_id, i % 1000 as customer_id, '2025-01-31' as ordered_at, 1 as revenue from range({rows}) t(i))
        to '{path}' (header)""")
    return path


# --- the ledger ------------------------------------------------------------------------------------------------


def test_the_same_bytes_again_change_nothing():
    store = cx.open_store()
    first = store.load("orders", ORDERS)
    version = store.data_version
    again = store.load("orders", ORDERS, name="other.csv")
    assert again.already_loaded and not first.already_loaded
    assert (again.upload_id, again.rows_loaded, len(again.problems)) == (first.upload_id, 2, 1)
    assert store.data_version == version
    assert store.value("select count(*) from orders") == 2


def test_the_same_bytes_under_another_mapping_ask_for_an_undo_first():
    store = cx.open_store()
    mapping = {"order_id": "order_id", "ordered_at": "ordered_at", "revenue": "revenue"}
    store.load("orders", ORDERS)
    again = store.load("orders", ORDERS, mapping)
    assert "undo load 1 first" in again.notes[0]
    store.undo(again.upload_id)
    assert not store.load("orders", ORDERS, mapping).already_loaded


def test_an_undo_takes_back_exactly_one_load():
    store = cx.open_store()
    first = store.load("orders", ORDERS)
    second = store.load("orders", ORDERS + b"A4,9,2025-02-02,4\n")
    products = store.load("products", PRODUCTS)
    taken = store.undo(first.upload_id)
    assert taken.rows_loaded == 2
    assert store.rows("select distinct upload_id from orders")["upload_id"].tolist() == [second.upload_id]
    assert store.quarantine()["upload_id"].unique().tolist() == [second.upload_id]
    assert store.value("select count(*) from products") == products.rows_loaded
    assert store.uploads()["undone_at"].notna().tolist() == [False, False, True]
    assert ingest.ledger_differences(store) == []


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
    store = cx.open_store()
    receipt = store.load("orders", ORDERS)
    store.undo(receipt.upload_id)
    with pytest.raises(cx.LoadError, match="already undone"):
        store.undo(receipt.upload_id)
    with pytest.raises(cx.LoadError, match="no load with the number 99"):
        store.undo(99)


def test_a_file_loaded_instead_stands_alone_even_with_ids_that_were_taken():
    store = cx.open_store()
    store.set("company", "demo")
    store.set("currency", "€")
    store.load("orders", ORDERS)
    store.load("products", PRODUCTS)
    receipt = store.load("products", PRODUCTS, instead=True)
    assert (receipt.already_loaded, receipt.rows_quarantined) == (False, 0)
    assert store.value("select count(*) from orders") == 0
    assert store.value("select count(*) from products") == receipt.rows_loaded
    assert (store.setting("company"), store.setting("currency")) == ("", "")
    assert ingest.ledger_differences(store) == []
    assert store.load("orders", ORDERS).rows_loaded == 2


def test_a_file_that_cannot_be_loaded_instead_leaves_the_others_where_they_are():
    store = cx.open_store()
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
    assert damaged.damage == ingest.ledger_differences(damaged)
    assert len(damaged.damage) == 1
    assert "Load 1 (january.csv) is damaged: 1 of its 2 rows in orders are lost" in damaged.damage[0]
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
    assert "load 77, which the ledger does not know" in told
    assert "1 of its 1 rows in quarantine are lost" in told


# --- crashes, full disks, several writers ----------------------------------------------------------------------


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


def test_a_full_disk_is_a_sentence_and_the_store_goes_on(path):
    process = child(
        """
        import os, resource, signal, sys, cx
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        store = cx.open_store(sys.argv[1])
        store.load("orders", b"order_id,ordered_at,revenue\\nA1,2025-01-31,1\\n")
        size = os.path.getsize(sys.argv[1])
        for more in (0, 300_000, 1_500_000):
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + more, resource.RLIM_INFINITY))
            try:
                store.load("orders", sys.argv[2])
            except cx.StoreError as error:
                print("told:", error)
            print("rows:", store.value("select count(*) from orders"), store.damage)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        print("after:", store.load("orders", sys.argv[2]).rows_loaded, store.damage)
        """,
        path,
        many_orders(path.parent / "orders.csv", 400_000),
    )
    said = process.communicate()[0].splitlines()
    assert sum("told: The disk is full" in line for line in said) == 3, said
    assert said.count("rows: 1 []") == 3
    assert said[-1] == "after: 400000 []"
    assert cx.open_store(path).value("select count(*) from orders") == 400_001


def test_a_disk_that_is_full_at_the_write_itself_is_a_sentence_and_the_store_goes_on(path):
    process = child(
        """
        import os, resource, signal, sys, cx

        def write():
            with store.transaction() as cursor:
                cursor.execute(
                    "insert into orders by name select 'B' || range as order_id, hash(range)::varchar as customer_id, "
                    "timestamp '2024-01-01' as ordered_at, range % 977 as revenue, 1 as upload_id, range as line "
                    "from range(800000)"
                ).fetchall()

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
        """,
        path,
    )
    said = process.communicate()[0].splitlines()
    assert sum("told: The disk is full" in line for line in said) == 3, said
    assert said.count("rows: 1 []") == 3
    assert said[-1] == "after: 800001"


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
        kept = [pool.submit(metals.keep, store, model, segments.DEFAULT) for _ in range(2)]
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
    with pytest.raises(cx.StoreError, match=r"cx\.duckdb\.wal is the log of another state of .*move it away"):
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


# --- what is kept ----------------------------------------------------------------------------------------------


def test_a_kept_answer_is_computed_once_and_anew_when_the_data_change():
    store = cx.open_store()
    store.load("orders", ORDERS)
    question = "select sum(revenue) as total from orders where revenue > $least"
    name = store.keep("total", question, least=0)
    assert store.keep("total", question, least=0) == name
    assert store.keep("total", question, least=2) != name
    assert store.value("select total from query_table($table)", table=name) == 4
    store.load("orders", ORDERS + b"A9,9,2025-02-02,5\n")
    assert (
        store.value("select total from query_table($table)", table=store.keep("total", question, least=0))
        == 13
    )


def _asked(store: cx.Store, counted: list) -> float:
    """The total of the revenue, by way of two kept answers."""
    sums = store.keep("sums", "select sum(revenue) as total from orders")
    text = store.keep_text("told", lambda: counted.append(1) or str(store.value(f"select total from {sums}")))
    return float(text)


def test_what_counts_as_kept_is_there_however_many_ask_and_let_go(monkeypatch):
    monkeypatch.setattr(keeping, "KEPT_TABLES", 2)
    monkeypatch.setattr(keeping, "USED_LAST", 1)
    store = cx.open_store(":memory:")

    def ask(number: int) -> None:
        store.keep("asked", "select $number as number", number=number % 3)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(600)))
    there = store.rows("select table_name from duckdb_tables() where database_name = 'kept'").table_name
    assert set(store._kept) == set(there)


def test_a_long_answer_holds_back_no_other_and_is_computed_once_for_all_who_ask():
    store, others, computed = cx.open_store(":memory:"), threading.Event(), []

    def slowly() -> str:
        computed.append(1)
        return str(others.wait(20))

    with ThreadPoolExecutor(4) as pool:
        slow = [pool.submit(store.keep_text, "slow", slowly) for _ in range(2)]
        slow += [pool.submit(store.once, "slow too", slowly)]
        quick = store.keep("quick", "select 1 as one"), store.once("quick too", lambda: 2)
        others.set()
    assert [store.value("select one from query_table($name)", name=quick[0]), quick[1]] == [1, 2]
    assert [asked.result() for asked in slow] == ["True"] * 3
    assert len(computed) == 2


def test_what_a_question_needs_stays_until_it_is_answered_however_much_others_ask(monkeypatch):
    monkeypatch.setattr(keeping, "KEPT_TABLES", 1)
    monkeypatch.setattr(keeping, "USED_LAST", 1)
    store = cx.open_store(":memory:")

    def ask(number: int) -> float:
        with store.question(), store.question():  # the inner one changes nothing
            names = [store.keep("asked", "select $n as n", n=10 * number + place) for place in range(4)]
            return sum(store.value("select n from query_table($name)", name=name) for name in names)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(200))) == [40 * number + 6 for number in range(200)]
    store.keep("asked", "select $n as n", n=-1)
    assert len(store._kept) == 1
    assert not store._needed


def test_large_answers_are_let_go_before_many_small_ones_but_never_those_used_last(monkeypatch):
    monkeypatch.setattr(keeping, "KEPT_CELLS", 1000)
    monkeypatch.setattr(keeping, "USED_LAST", 3)
    store = cx.open_store(":memory:")

    def ask(rows: int) -> str:
        return store.keep("asked", "select range as number, $rows as many from range($rows)", rows=rows)

    small = [ask(rows) for rows in range(1, 8)]
    assert [store.value("select count(*) from query_table($name)", name=name) for name in small] == list(
        range(1, 8)
    )
    large = [ask(rows) for rows in (400, 401, 402)]
    there = store.rows("select table_name from duckdb_tables() where database_name = 'kept'").table_name
    assert {f"kept.main.{name}" for name in there} == set(large)
    assert store.value("select count(*) from query_table($name)", name=ask(1)) == 1


def test_the_longest_questions_need_no_more_tables_than_stay(monkeypatch):
    monkeypatch.setattr(keeping, "KEPT_CELLS", 0)
    store = cx.open_store(":memory:")
    lines = (f"{n},C{n % 10},{2022 + n % 3}-0{1 + n % 8}-01,{n}" for n in range(1, 90))
    store.load("orders", "\n".join(["order_id,customer_id,ordered_at,revenue", *lines]).encode())
    as_of, before = date(2024, 12, 31), date(2023, 12, 31)
    banded = cx.Assumptions(bands=(("Gold", 0.0, inf), ("Tin", -inf, 0.0)))
    assert sensitivity.keys(store, as_of, banded)[1]["customers"] == 10
    assert len(sensitivity.effects(store, as_of, banded)) == 5
    assert movement.flows(store, as_of, before, banded).customers.sum() == 10
    assert len(store._kept) <= keeping.USED_LAST


def test_answers_that_were_laid_by_are_read_by_the_next_process_until_the_data_change(path, monkeypatch):
    counted = []
    store = cx.open_store(path)
    store.load("orders", ORDERS)
    assert _asked(store, counted) == 4
    store.keep("other", "select 1 as one")
    version = store.data_version
    store.lay_by(["sums", "told"])
    assert store.data_version == version
    store.close()

    store = cx.open_store(path)
    assert _asked(store, counted) == 4
    assert len(counted) == 1
    tables = "select count(*) from duckdb_tables() where schema_name = 'laid_by'"
    assert store.value(tables) == 2
    store.load("orders", ORDERS + b"A9,9,2025-02-02,5\n")
    assert _asked(store, counted) == 13
    store.lay_by(["sums", "told"])
    assert (len(counted), store.value(tables)) == (2, 2)  # those to the data as they were are gone
    store.close()

    monkeypatch.setattr(laid_by, "code", lambda: "another version of the program")
    store = cx.open_store(path)
    assert _asked(store, counted) == 13
    assert len(counted) == 3
    store.close()


def test_nothing_that_was_laid_by_is_believed_when_rows_were_lost(path):
    store = cx.open_store(path)
    store.load("orders", ORDERS)
    assert _asked(store, []) == 4
    store.lay_by(["sums", "told"])
    store.close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("delete from orders where revenue = 3")
    store = cx.open_store(path)
    assert store.damage
    assert _asked(store, []) == 1
    store.lay_by(["sums", "told"])
    store.close()


def test_nothing_is_laid_by_where_there_is_no_file_or_nothing_new(path):
    store = cx.open_store()
    store.keep("sums", "select 1 as one")
    store.lay_by(["sums"])
    assert store.value("select count(*) from duckdb_tables() where schema_name = 'laid_by'") == 0
    store = cx.open_store(path)
    store.keep("sums", "select 1 as one")
    store.lay_by(["sums"])
    size, changed = path.stat().st_size, path.stat().st_mtime_ns
    store.lay_by(["sums"])
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (size, changed)
    store.close()


def test_tiers_are_the_same_from_what_was_laid_by_and_nothing_is_fitted(path, monkeypatch):
    from pages.shared.server import LAID_BY

    store = cx.open_store(path)
    lines = [f"A{i},{i % 90},2025-{1 + i % 9:02}-11,{(i % 90) ** 2 + i}" for i in range(400)]
    store.load("orders", "\n".join(["order_id,customer_id,ordered_at,revenue", *lines]).encode())
    last = coverage.last_date(store)
    before = segments.customers(store, last)
    segments.tier_months(store, last)
    store.lay_by(LAID_BY)
    store.close()
    monkeypatch.setattr(metals, "fit", None)
    store = cx.open_store(path)
    assert segments.customers(store, last).equals(before)
    store.close()


def test_only_what_a_process_begins_with_is_laid_by_whatever_dates_were_looked_at(path, monkeypatch):
    from pages.shared import server

    store = cx.open_store(path)
    lines = [f"A{i},{i % 90},2025-{1 + i % 9:02}-11,{(i % 90) ** 2 + i}" for i in range(400)]
    store.load("orders", "\n".join(["order_id,customer_id,ordered_at,revenue", *lines]).encode())
    last = coverage.last_date(store)
    for as_of in (date(2025, 7, 1), date(2025, 8, 1), last):
        segments.tier_months(store, as_of)
    server.lay_by(store, last)
    laid = store.rows("select table_name from duckdb_tables() where schema_name = 'laid_by'").table_name
    subjects = laid.str.rpartition("_")[0].value_counts()
    assert subjects[["customers", "features", "signs", "tier_months", "types"]].tolist() == [1] * 5
    store.close()
    execute, done = cx.Store._execute, []

    def noted(store, query, given):
        done.append(query)
        execute(store, query, given)

    monkeypatch.setattr(cx.Store, "_execute", noted)
    store = cx.open_store(path)
    segments.tier_months(store, last)
    type_rules.typed(store, last)
    assert done and all("as from laid_by." in query for query in done)
    store.close()


def test_files_that_come_one_after_the_other_are_warmed_up_for_once(monkeypatch):
    from pages.shared import server

    warmed, switch = [], sys.getswitchinterval()
    monkeypatch.setattr(server, "_open_and_place", lambda: warmed.append(1))
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            told = [pool.submit(server._warm_soon) for _ in range(4000)]
    finally:
        sys.setswitchinterval(switch)
    assert [one.exception() for one in told if one.exception()] == []
    server._coming[-1].join(20)
    assert warmed == [1]


def test_readers_on_many_threads_do_not_meet():
    store = cx.open_store()
    store.load("orders", ORDERS)
    found = []

    def ask():
        for _ in range(20):
            found.append(store.value("select count(*) from orders"))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [2] * 160


def test_a_change_is_told_once_it_is_kept_and_not_when_it_is_forgotten():
    store, told = cx.open_store(), []
    store.when_changed = lambda: told.append(store.data_version)
    store.set("currency", "EUR")
    with pytest.raises(ZeroDivisionError), store.transaction():
        raise ZeroDivisionError
    assert told == [store.data_version]
