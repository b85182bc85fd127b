"""Rows in quarantine: kept, mended later, and taken in when what they point to arrives."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.engine import derived_tables, integrity
from cx.errors import LoadError
from cx.loading import retry as retrying
from cx.loading.rows.edits import Decisions, Rule
from tests import memory
from tests.examples import examples

FILE = (
    "order_id,customer_id,ordered_at,revenue\n"
    "A1,7,2025-01-31,1\n"
    "A2,8,2025-02-01,n/a\n"
    "A3,8,2025-02-01,2\n"
    'A4,"9\nx",2025-02-31,4\n'
    "A5,9,2025-02-03,1,234.50\n"
    'A6,"9,2025-02-03,5\n'
    "A1,7,2025-01-31,1\n"
)


def loaded(aside=()):
    store = memory.empty()
    store.load("customers", b"customer_id,name\n7,Ann\n")
    receipt = store.load("orders", FILE.encode(), name="f.csv", decisions=Decisions(aside=tuple(aside)))
    return store, receipt


def sound(store, receipt):
    assert receipt.rows_read == receipt.rows_loaded + receipt.rows_quarantined
    assert integrity.differences(store) == []
    return receipt


def test_a_row_mended_in_quarantine_joins_its_load_with_its_line():
    store, first = loaded()
    assert first.problems.line.tolist() == [3, 5, 7, 8]
    after = sound(store, store.retry(first.upload_id, decisions=Decisions(edits={3: {"revenue": "2.50"}})))
    assert (after.rows_loaded, after.problems.line.tolist()) == (4, [5, 7, 8])
    assert store.value("select order_id || line || revenue::varchar from orders where line = 3") == "A232.5000"
    assert store.value("select count(*) from mends where upload_id = $id", id=first.upload_id) == 1


def test_rows_of_several_lines_and_of_a_wrong_width_keep_their_text_and_can_be_mended():
    store, first = loaded()
    raw = dict(zip(first.problems.line, first.problems.raw, strict=True))
    after = sound(store, store.retry(first.upload_id, decisions=Decisions(rules=(Rule("revenue", "n/a", "1"),))))
    assert after.problems.line.tolist() == [5, 7, 8]
    assert dict(zip(after.problems.line, after.problems.raw, strict=True)) == {k: raw[k] for k in (5, 7, 8)}
    cells = {"order_id": "A5", "customer_id": "9", "ordered_at": "2025-02-03", "revenue": "1234.50"}
    edits = {7: cells, 5: {"ordered_at": "2025-02-28"}}
    after = sound(store, store.retry(first.upload_id, decisions=Decisions(edits=edits)))
    assert after.problems.line.tolist() == [8]
    assert store.value("select customer_id from orders where line = 5") == "9\nx"


def test_an_orphan_becomes_good_when_its_parent_arrives():
    store, first = loaded(aside=["unknown customers"])
    assert 4 in first.problems.line.tolist()
    told = store.load("customers", b"customer_id,name\n8,Bo\n", name="more.csv")
    assert any("1 row of f.csv imported from quarantine" in note for note in told.notes)
    assert store.value("select count(*) from orders where line = 4") == 1
    assert sound(store, store.retry(first.upload_id)).already_loaded  # nothing else to gain


def test_rows_set_aside_by_choice_stay_aside_until_they_are_wanted():
    store, first = loaded(aside=["same row"])
    assert 9 in first.problems.line.tolist()
    assert 9 in sound(store, store.retry(first.upload_id)).problems.line.tolist()
    after = sound(store, store.retry(first.upload_id, take=["same row"]))
    assert 9 not in after.problems.line.tolist()


def test_undo_takes_back_what_came_in_later_too():
    store, first = loaded()
    store.retry(first.upload_id, decisions=Decisions(edits={3: {"revenue": "2.50"}}))
    store.undo(first.upload_id)
    assert store.value("select count(*) from orders") == 0
    assert store.value("select count(*) from mends") == 0
    with pytest.raises(LoadError, match="was undone"):
        store.retry(first.upload_id)


def test_the_dates_of_a_row_tried_again_are_read_as_those_of_its_file():
    store = memory.empty()
    first = store.load("orders", b"order_id,ordered_at,revenue\nA,03/04/2025,x\nB,04/25/2025,1\n")
    store.retry(first.upload_id, decisions=Decisions(edits={2: {"revenue": "1"}}))
    assert store.value("select ordered_at::date::varchar from orders where order_id = 'A'") == "2025-03-04"


def orphaned(rows, today=None, edits=None, **reading):
    """Orders of which only customer C1 is known; the others wait for their customer file."""
    store = memory.empty()
    store.load("customers", b"customer_id,name\nC1,Ann\n")
    file = "\n".join(["order_id,customer_id,ordered_at,revenue,channel", *rows, ""])
    decided = Decisions(edits or {}, RULES, ("unknown customers", "future"), today)
    return store, store.load("orders", file.encode(), name="f.csv", decisions=decided, **reading)


RULES = (Rule("channel", "web", "Online"), Rule("revenue", "10", "1000"))
BO = b"customer_id,name\nC2,Bo\n"


def orders_of(store, *columns):
    return store.rows(f"select {', '.join(columns)} from orders order by line").values.tolist()


def test_a_date_to_come_stays_aside_when_the_rows_are_tried_again():
    rows = ["A1,C1,2025-01-31,1,x", "A2,C1,2095-01-31,2,x", "A3,C1,2025-02-01,n/a,x"]
    store, first = orphaned(rows, today=date(2025, 6, 1))
    assert first.problems.line.tolist() == [3, 4]
    after = sound(store, store.retry(first.upload_id, decisions=Decisions({4: {"revenue": "3"}})))
    assert after.problems.reason.tolist() == ["ordered_at is in the future"]
    after = store.retry(first.upload_id, decisions=Decisions(today=date(2095, 6, 1)))
    assert after.rows_quarantined == 0


def test_what_was_mended_before_the_load_holds_when_its_rows_are_tried_again():
    rows = ["A1,C1,2025-01-31,10,web", "A2,C2,2025-01-31,10,web", "A3,C2,2025-01-31,99,shop"]
    store, first = orphaned(rows, edits={4: {"revenue": "9.90"}})
    mends = "select line, becomes, rows from mends order by rowid"
    before = store.rows(mends)
    assert first.rows_loaded == 1
    store.load("customers", BO)
    assert orders_of(store, "revenue", "channel") == [[1000, "Online"], [1000, "Online"], [9.9, "shop"]]
    assert store.rows(mends).equals(before)


def test_what_was_mended_in_one_try_holds_in_the_next_and_is_shown():
    rows = ["A1,C1,bad,n/a,web", "A2,C1,2025-01-01,1,2,3", "A3,C1,2025-01-31,1,x"]
    store, first = orphaned(rows)
    cells = {"order_id": "A2", "customer_id": "C1", "ordered_at": "2025-02-31", "revenue": "10"}
    store.retry(first.upload_id, decisions=Decisions({2: {"revenue": "5"}, 3: cells}))
    shown = retrying.waiting(store, first.upload_id)
    assert shown[["line", "ordered_at", "revenue", "channel"]].fillna("").values.tolist() == [
        [2, "bad", "5", "Online"],
        [3, "2025-02-31", "10", ""],
    ]
    edits = {2: {"ordered_at": "2025-01-02", "channel": "web"}, 3: {"ordered_at": "2025-02-03"}}
    sound(store, store.retry(first.upload_id, decisions=Decisions(edits)))
    there = orders_of(store, "line", "revenue", "coalesce(channel, '')")
    assert there == [[2, 5, "web"], [3, 10, ""], [4, 1, "x"]]
    mends = store.rows('select line, "column", was, becomes from mends where line = 2 order by rowid')
    assert mends.values.tolist() == [
        [2, "revenue", "n/a", "5"],
        [2, "ordered_at", "bad", "2025-01-02"],
        [2, "channel", "Online", "web"],
    ]


def test_a_cell_mended_anew_is_entered_once_and_a_rule_that_changes_nothing_not_at_all():
    store, first = orphaned(["A1,C1,bad,n/a,x"])
    for text in ("5", "6"):
        store.retry(first.upload_id, decisions=Decisions({2: {"revenue": text}}))
    store.retry(first.upload_id, decisions=Decisions(rules=(Rule("channel", "y", "z"),)))
    assert store.rows("select becomes from mends where line = 2 or rows = 0 and becomes = 'z'").values == [["6"]]


def test_equal_rows_that_wait_come_in_once_where_equal_rows_are_set_aside():
    rows = ["A1,C1,2025-01-31,1,x", "A2,C2,2025-01-31,2,x", "A2,C2,2025-01-31,2,x"]
    store, _ = orphaned(rows, drop_duplicates=True)
    store.load("customers", BO)
    assert orders_of(store, "line") == [[2], [3]]
    assert store.quarantine().reason.tolist() == ["same as an earlier line (line 3)"]


def test_a_parent_is_loaded_though_rows_of_an_earlier_version_wait_for_it():
    store, first = orphaned(["A2,C2,2025-01-31,2,x"])
    reading = '{"encoding": "utf-8", "delimiter": ",", "header_line": 1, "blank_lines": 0}'
    with store.transaction() as cursor:
        cursor.execute("update uploads set reading = $r where upload_id = 2", {"r": reading})
    assert store.load("customers", BO).rows_loaded == 1
    with pytest.raises(LoadError, match="earlier version"):
        store.retry(first.upload_id)


def test_a_parent_that_holds_none_of_the_ids_and_a_try_that_gains_nothing_change_nothing(monkeypatch):
    store, first = orphaned(["A2,C2,2025-01-31,2,x", "A3,C3,2025-01-31,n/a,x"])
    made, run = [], derived_tables.run
    monkeypatch.setattr(derived_tables, "run", lambda cursor, changed: made.append(changed) or run(cursor, changed))
    store.load("customers", b"customer_id,name\nC9,Zoe\n")
    assert made == [{"customers"}]
    version = store.data_version
    assert store.retry(first.upload_id).already_loaded
    assert (store.data_version, len(made)) == (version, 1)
    store.load("customers", BO)
    assert made[1:] == [{"customers"}, {"orders"}]


def test_an_id_that_waits_is_known_as_its_file_was_read():
    store, _ = orphaned(["A1,C1,2025-01-31,1,x", "A2,۱۲,2025-01-31,2,x"])
    store.load("customers", "customer_id,name\n12,آن\n".encode())
    assert orders_of(store, "customer_id") == [["C1"], ["12"]]


def test_a_row_that_lacks_a_product_too_waits_for_its_product_file():
    store = memory.empty()
    store.load("customers", b"customer_id,name\nC1,Ann\n")
    store.load("products", b"product_id,name\nP1,Tea\n")
    orders = b"order_id,customer_id,product_id,ordered_at,revenue\nA1,C2,P2,2025-01-31,1\n"
    store.load("orders", orders, decisions=Decisions(aside=("unknown customers", "unknown products")))
    store.load("customers", BO)
    assert store.quarantine().reason.tolist() == ["product_id is not in products"]
    store.load("products", b"product_id,name\nP2,Bun\n")
    assert orders_of(store, "customer_id", "product_id") == [["C2", "P2"]]


CELLS = st.sampled_from(["1", "n/a", "", "2025-01-31", '"', "a,b", "8"])
EDITS = st.dictionaries(
    st.sampled_from([3, 5, 7, 8]),
    st.dictionaries(st.sampled_from(["order_id", "ordered_at", "revenue", "customer_id"]), CELLS, min_size=1),
)


@examples(everyday=5, full=12)
@given(tries=st.lists(EDITS, max_size=3))
def test_however_often_rows_are_tried_again_none_is_lost_or_counted_twice(tries):
    store, receipt = loaded(aside=["same row"])
    for edits in tries:
        left = set(receipt.problems.line)
        given = {line: edit for line, edit in edits.items() if line in left}
        receipt = sound(store, store.retry(receipt.upload_id, decisions=Decisions(edits=given)))
    there = store.rows("select line from orders").line.tolist() + receipt.problems.line.tolist()
    assert sorted(there) == [2, 3, 4, 5, 7, 8, 9]


@pytest.mark.parametrize(("kind", "header"), [("customers", "customer_id"), ("products", "product_id")])
def test_whatever_is_loaded_tried_again_and_taken_back_a_customer_and_a_product_stand_there_once(kind, header):
    """Answers take the one row of a customer or product and look for no other."""
    store = memory.empty()

    def named():
        return store.rows(f"select {header} as id, name from {kind} order by id, name").values.tolist()

    def body(ids, name):
        return (f"{header},name\n" + "".join(f"{one},{name}\n" for one in ids)).encode()

    first = store.load(kind, body(["7", " 7", "8", "n/a"], "first"))
    second = store.load(kind, body(["8", "9"], "second"))
    assert named() == [["7", "first"], ["8", "first"], ["9", "second"]]
    for upload, line in ((first, 3), (first, 5), (second, 2)):
        store.retry(upload.upload_id, decisions=Decisions(edits={line: {header: "9"}}))
    assert named() == [["7", "first"], ["8", "first"], ["9", "second"]]
    store.undo(first.upload_id)
    store.retry(second.upload_id, decisions=Decisions(edits={2: {header: "8"}}))  # it was mended to 9
    assert named() == [["8", "second"], ["9", "second"]]
    third = store.load(kind, body(["9", "9"], "third"), decisions=Decisions(replaces=(second.upload_id,)))
    store.load(kind, body(["9"], "fourth"))
    assert named() == [["9", "third"]]
    store.load(kind, body(["9", "9"], "fifth"), instead=True)
    with pytest.raises(LoadError, match="was undone"):
        store.retry(third.upload_id)
    assert named() == [["9", "fifth"]]
