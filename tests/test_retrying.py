"""Rows in quarantine: kept, mended later, and taken in when what they point to arrives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cx
from cx import ingest
from cx.decisions import Decisions, Rule
from cx.errors import LoadError

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
    store = cx.open_store(":memory:")
    store.load("customers", b"customer_id,name\n7,Ann\n")
    receipt = store.load("orders", FILE.encode(), name="f.csv", decisions=Decisions(aside=tuple(aside)))
    return store, receipt


def sound(store, receipt):
    assert receipt.rows_read == receipt.rows_loaded + receipt.rows_quarantined
    assert ingest.ledger_differences(store) == []
    return receipt


def test_a_row_mended_in_quarantine_joins_its_load_with_its_line():
    store, first = loaded()
    assert first.problems.line.tolist() == [3, 5, 7, 8]
    after = sound(store, store.retry(first.upload_id, decisions=Decisions(edits={3: {"revenue": "2.50"}})))
    assert (after.rows_loaded, after.problems.line.tolist()) == (4, [5, 7, 8])
    assert (
        store.value("select order_id || line || revenue::varchar from orders where line = 3") == "A232.5000"
    )
    assert store.value("select count(*) from mends where upload_id = $id", id=first.upload_id) == 1


def test_rows_of_several_lines_and_of_a_wrong_width_keep_their_text_and_can_be_mended():
    store, first = loaded()
    raw = dict(zip(first.problems.line, first.problems.raw, strict=True))
    after = sound(
        store, store.retry(first.upload_id, decisions=Decisions(rules=(Rule("revenue", "n/a", "1"),)))
    )
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
    assert any("1 row of f.csv came in from quarantine" in note for note in told.notes)
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
    store = cx.open_store(":memory:")
    first = store.load("orders", b"order_id,ordered_at,revenue\nA,03/04/2025,x\nB,04/25/2025,1\n")
    store.retry(first.upload_id, decisions=Decisions(edits={2: {"revenue": "1"}}))
    assert store.value("select ordered_at::date::varchar from orders where order_id = 'A'") == "2025-03-04"


CELLS = st.sampled_from(["1", "n/a", "", "2025-01-31", '"', "a,b", "8"])
EDITS = st.dictionaries(
    st.sampled_from([3, 5, 7, 8]),
    st.dictionaries(st.sampled_from(["order_id", "ordered_at", "revenue", "customer_id"]), CELLS, min_size=1),
)


@settings(max_examples=15, deadline=None)
@given(tries=st.lists(EDITS, max_size=3))
def test_however_often_rows_are_tried_again_none_is_lost_or_counted_twice(tries):
    store, receipt = loaded(aside=["same row"])
    for edits in tries:
        left = set(receipt.problems.line)
        given = {line: edit for line, edit in edits.items() if line in left}
        receipt = sound(store, store.retry(receipt.upload_id, decisions=Decisions(edits=given)))
    there = store.rows("select line from orders").line.tolist() + receipt.problems.line.tolist()
    assert sorted(there) == [2, 3, 4, 5, 7, 8, 9]
