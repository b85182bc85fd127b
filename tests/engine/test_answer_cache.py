"""Claims about what is kept of answers: computed once, let go in time, never believed after the data changed."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from math import inf

import duckdb
import pytest

import cx
from cx.customers import movement, segments, sensitivity, type_rules
from cx.customers.segments import tier_model
from cx.engine import answer_cache, coverage, saved_answers
from cx.experience.matching import matched_cases
from tests.stores import ORDERS


def test_a_kept_answer_is_computed_once_and_anew_when_the_data_change():
    store = cx.open_store()
    store.load("orders", ORDERS)
    question = "select sum(revenue) as total from orders where revenue > $least"
    name = store.keep("total", question, least=0)
    assert store.keep("total", question, least=0) == name
    assert store.keep("total", question, least=2) != name
    assert store.value("select total from query_table($table)", table=name) == 4
    store.load("orders", ORDERS + b"A9,9,2025-02-02,5\n")
    assert store.value("select total from query_table($table)", table=store.keep("total", question, least=0)) == 13


def _asked(store: cx.Store, counted: list) -> float:
    """The total of the revenue, by way of two kept answers."""
    sums = store.keep("sums", "select sum(revenue) as total from orders")
    text = store.keep_text("told", lambda: counted.append(1) or str(store.value(f"select total from {sums}")))
    return float(text)


def test_what_counts_as_kept_is_there_however_many_ask_and_let_go(monkeypatch):
    monkeypatch.setattr(answer_cache, "KEPT_TABLES", 2)
    monkeypatch.setattr(answer_cache, "USED_LAST", 1)
    store = cx.open_store(":memory:")

    def ask(number: int) -> None:
        store.keep("asked", "select $number as number", number=number % 3)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(600)))
    there = store.rows("select table_name from duckdb_tables() where database_name = 'kept'").table_name
    assert set(store._answers.tables) == set(there)


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
    monkeypatch.setattr(answer_cache, "KEPT_TABLES", 1)
    monkeypatch.setattr(answer_cache, "USED_LAST", 1)
    store = cx.open_store(":memory:")

    def ask(number: int) -> float:
        with store.question(), store.question():  # the inner one changes nothing
            names = [store.keep("asked", "select $n as n", n=10 * number + place) for place in range(4)]
            return sum(store.value("select n from query_table($name)", name=name) for name in names)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(200))) == [40 * number + 6 for number in range(200)]
    store.keep("asked", "select $n as n", n=-1)
    assert len(store._answers.tables) == 1
    assert not store._answers._needed


def test_large_answers_are_let_go_before_many_small_ones_but_never_those_used_last(monkeypatch):
    monkeypatch.setattr(answer_cache, "KEPT_CELLS", 1000)
    monkeypatch.setattr(answer_cache, "USED_LAST", 3)
    store = cx.open_store(":memory:")

    def ask(rows: int) -> str:
        return store.keep("asked", "select range as number, $rows as many from range($rows)", rows=rows)

    small = [ask(rows) for rows in range(1, 8)]
    assert [store.value("select count(*) from query_table($name)", name=name) for name in small] == list(range(1, 8))
    large = [ask(rows) for rows in (400, 401, 402)]
    there = store.rows("select table_name from duckdb_tables() where database_name = 'kept'").table_name
    assert {f"kept.main.{name}" for name in there} == set(large)
    assert store.value("select count(*) from query_table($name)", name=ask(1)) == 1


def test_the_longest_questions_need_no_more_tables_than_stay(monkeypatch):
    monkeypatch.setattr(answer_cache, "KEPT_CELLS", 0)
    store = cx.open_store(":memory:")
    lines = (f"{n},C{n % 10},{2022 + n % 3}-0{1 + n % 8}-01,{n}" for n in range(1, 90))
    store.load("orders", "\n".join(["order_id,customer_id,ordered_at,revenue", *lines]).encode())
    as_of, before = date(2024, 12, 31), date(2023, 12, 31)
    banded = cx.Assumptions(bands=(("Gold", 0.0, inf), ("Tin", -inf, 0.0)))
    assert sensitivity.keys(store, as_of, banded)[1]["customers"] == 10
    assert len(sensitivity.effects(store, as_of, banded)) == 5
    assert movement.flows(store, as_of, before, banded).customers.sum() == 10
    assert len(store._answers.tables) <= answer_cache.USED_LAST


def test_answers_that_were_saved_are_read_by_the_next_process_until_the_data_change(path, monkeypatch):
    counted = []
    store = cx.open_store(path)
    store.load("orders", ORDERS)
    assert _asked(store, counted) == 4
    store.keep("other", "select 1 as one")
    version = store.data_version
    store.save_answers(["sums", "told"])
    assert store.data_version == version
    store.close()

    store = cx.open_store(path)
    assert _asked(store, counted) == 4
    assert len(counted) == 1
    tables = "select count(*) from duckdb_tables() where schema_name = 'saved_answers'"
    assert store.value(tables) == 2
    store.load("orders", ORDERS + b"A9,9,2025-02-02,5\n")
    assert _asked(store, counted) == 13
    store.save_answers(["sums", "told"])
    assert (len(counted), store.value(tables)) == (2, 2)  # those to the data as they were are gone
    store.close()

    monkeypatch.setattr(saved_answers, "code", lambda: "another version of the program")
    store = cx.open_store(path)
    assert _asked(store, counted) == 13
    assert len(counted) == 3
    store.close()


def test_nothing_that_was_saved_is_believed_when_rows_were_lost(path):
    store = cx.open_store(path)
    store.load("orders", ORDERS)
    assert _asked(store, []) == 4
    store.save_answers(["sums", "told"])
    store.close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("delete from orders where revenue = 3")
    store = cx.open_store(path)
    assert store.damage
    assert _asked(store, []) == 1
    store.save_answers(["sums", "told"])
    store.close()


def test_nothing_is_saved_where_there_is_no_file_or_nothing_new(path):
    store = cx.open_store()
    store.keep("sums", "select 1 as one")
    store.save_answers(["sums"])
    assert store.value("select count(*) from duckdb_tables() where schema_name = 'saved_answers'") == 0
    store = cx.open_store(path)
    store.keep("sums", "select 1 as one")
    store.save_answers(["sums"])
    size, changed = path.stat().st_size, path.stat().st_mtime_ns
    store.save_answers(["sums"])
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (size, changed)
    store.close()


def test_tiers_are_the_same_from_what_was_saved_and_nothing_is_fitted(path, monkeypatch):
    from pages.frame.server import SAVED

    store = cx.open_store(path)
    lines = [f"A{i},{i % 90},2025-{1 + i % 9:02}-11,{(i % 90) ** 2 + i}" for i in range(400)]
    store.load("orders", "\n".join(["order_id,customer_id,ordered_at,revenue", *lines]).encode())
    last = coverage.last_date(store)
    before = segments.customers(store, last)
    segments.tier_months(store, last)
    store.save_answers(SAVED)
    store.close()
    monkeypatch.setattr(tier_model, "fit", None)
    store = cx.open_store(path)
    assert segments.customers(store, last).equals(before)
    store.close()


def test_only_what_a_process_begins_with_is_saved_whatever_dates_were_looked_at(path, monkeypatch):
    from pages.frame import server

    store = cx.open_store(path)
    lines = [f"A{i},{i % 90},2025-{1 + i % 9:02}-11,{(i % 90) ** 2 + i}" for i in range(400)]
    store.load("orders", "\n".join(["order_id,customer_id,ordered_at,revenue", *lines]).encode())
    last = coverage.last_date(store)
    for as_of in (date(2025, 7, 1), date(2025, 8, 1), last):
        segments.tier_months(store, as_of)
    server.save_answers(store, last)
    laid = store.rows("select table_name from duckdb_tables() where schema_name = 'saved_answers'").table_name
    subjects = laid.str.rpartition("_")[0].value_counts()
    assert subjects[["customers", "features", "signs", "tier_months", "types"]].tolist() == [1] * 5
    store.close()
    execute, done = cx.Store.execute, []

    def noted(store, query, given):
        done.append(query)
        execute(store, query, given)

    monkeypatch.setattr(cx.Store, "execute", noted)
    store = cx.open_store(path)
    segments.tier_months(store, last)
    type_rules.typed(store, last)
    assert done and all("as from saved_answers." in query for query in done)
    store.close()


def test_files_that_come_one_after_the_other_are_warmed_up_for_once(monkeypatch):
    from pages.frame import server

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


def test_an_answer_that_is_none_is_computed_once_too():
    store = cx.open_store(":memory:")
    asked = []
    for _again in range(3):
        assert store.once("nothing", lambda: asked.append(1), day="2025-01-01") is None
    assert len(asked) == 1


def test_former_saved_answers_leave_the_file(path):
    store = cx.open_store(path)
    store.execute("create schema laid_by", {})
    store.execute("create table laid_by.sums_1 as select 1 as total", {})
    store.execute("update settings set value = '1' where name = 'schema'", {})
    store.close()
    again = cx.open_store(path)
    assert again.value("select count(*) from duckdb_schemas() where schema_name = 'laid_by'") == 0


def test_what_only_an_answer_needs_is_computed_when_the_answer_is(store):
    asked = []

    def last():
        asked.append(1)
        return {"last": 3}

    query = "select unnest(range($first, $last)) as number"
    tables = {store.keep("numbers", query, lazily=last, first=1) for _time in range(2)}
    assert (len(tables), asked) == (1, [1])
    assert store.rows("from query_table($name)", name=tables.pop())["number"].tolist() == [1, 2]


def test_matched_complaints_are_saved_and_the_next_process_matches_nobody(path, monkeypatch):
    from cx.experience import complaints
    from pages.frame import server

    store = cx.open_store(path)
    lines = [f"A{i},{i % 90},2025-{1 + i % 9:02}-11,{(i % 90) ** 2 + i}" for i in range(400)]
    store.load("orders", "\n".join(["order_id,customer_id,ordered_at,revenue", *lines]).encode())
    tickets = [f"T{i},{i},2025-02-13,complaint" for i in range(9)]
    store.load("tickets", "\n".join(["ticket_id,customer_id,opened_at,kind", *tickets]).encode())
    last = coverage.last_date(store)
    server.save_answers(store, last)
    before = complaints.recovery(store, last)
    assert before["n"].sum() > 0
    store.close()
    store = cx.open_store(path)
    monkeypatch.setattr(matched_cases, "_history", None)
    assert complaints.recovery(store, last).equals(before)
    store.close()
