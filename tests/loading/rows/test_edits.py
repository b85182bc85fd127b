"""Mending rows before they are loaded: edits, rules, and rows that are not wanted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.engine import integrity
from cx.errors import LoadError
from cx.loading import load as ingest
from cx.loading.rows.edits import Decisions, Rule
from tests import memory
from tests.examples import examples

FILE = (
    b"order_id,customer_id,ordered_at,revenue\n"
    b"A1,7,2025-01-31,1\n"
    b"A2,8,2025-02-01,n/a\n"
    b"A3,8,2025-02-01,n/a\n"
    b"A4,,2025-02-31,4\n"
    b"A5,9,2025-02-03,1,234.50\n"
    b"A1,7,2025-01-31,1\n"
    b"A6,9,2099-02-03,-5\n"
    b"A7,9,2025-02-04,0\n"
)


def loaded(**decided):
    store = memory.empty()
    receipt = store.load("orders", FILE, name="f.csv", decisions=Decisions(**decided))
    assert receipt.rows_read == receipt.rows_loaded + receipt.rows_quarantined == 8
    assert integrity.differences(store) == []
    return store, receipt


def test_nothing_decided_changes_nothing():
    _, receipt = loaded()
    assert (receipt.rows_loaded, list(receipt.problems.line)) == (4, [3, 4, 5, 6])


def test_a_mended_cell_makes_its_row_good_and_keeps_its_line():
    store, receipt = loaded(edits={3: {"revenue": " 2.50 "}, 5: {"ordered_at": "2025-02-28"}})
    assert list(receipt.problems.line) == [4, 6]
    rows = store.rows("select line, revenue::varchar as revenue, ordered_at::date::varchar as d from orders")
    assert rows[rows.line == 3].revenue.item() == "2.5000"
    assert rows[rows.line == 5].d.item() == "2025-02-28"
    mends = store.rows('select line, "column", was, becomes from mends order by line')
    assert mends.values.tolist() == [
        [3, "revenue", "n/a", "2.50"],
        [5, "ordered_at", "2025-02-31", "2025-02-28"],
    ]
    assert "Fixed manually: 2 rows." in receipt.notes


def test_a_row_of_a_kind_with_a_column_called_name_can_be_mended():
    """It could not: name was taken for the name of the mended column, and the engine refused."""
    store = memory.empty()
    edits = {3: {"customer_id": "8", "name": "Ben"}}
    store.load("customers", b"customer_id,name\n7,Ann\n7,Bob\n", decisions=Decisions(edits=edits))
    assert store.rows("select customer_id, name from customers order by line").values.tolist() == [
        ["7", "Ann"],
        ["8", "Ben"],
    ]
    mends = store.rows('select "column", was, becomes from mends order by "column"')
    assert mends.values.tolist() == [["customer_id", "7", "8"], ["name", "Bob", "Ben"]]


def test_a_row_of_a_wrong_width_is_mended_from_its_cells():
    cells = {"order_id": "A5", "customer_id": "9", "ordered_at": "2025-02-03", "revenue": "1234.50"}
    store, receipt = loaded(edits={6: cells})
    assert 6 not in list(receipt.problems.line)
    assert store.value("select revenue::varchar from orders where line = 6") == "1234.5000"


def test_an_edit_that_is_still_wrong_leaves_the_row_aside_with_its_raw_text():
    _, receipt = loaded(edits={3: {"revenue": "two"}})
    row = receipt.problems[receipt.problems.line == 3].iloc[0]
    assert (row.value, row.raw) == ("two", "A2,8,2025-02-01,n/a")


def test_one_rule_mends_many_and_is_told():
    store, receipt = loaded(rules=(Rule("revenue", "n/a", "3"),))
    assert list(receipt.problems.line) == [5, 6]
    assert any("“n/a” was read as “3” in 2 rows" in note for note in receipt.notes)
    assert store.value("select rows from mends where line is null") == 2


def test_a_rule_may_fill_what_is_empty_and_empty_what_is_wrong():
    store, receipt = loaded(rules=(Rule("customer_id", None, "guest"), Rule("revenue", "n/a", None)))
    assert store.value("select count(*) from orders where customer_id = 'guest'") == 0  # its date is impossible
    assert set(receipt.problems.reason[receipt.problems.line.isin([3, 4])]) == {"no revenue"}


def test_an_edit_of_a_line_that_is_no_row_is_refused_and_nothing_is_written():
    store = memory.empty()
    with pytest.raises(LoadError, match="no row on line 99"):
        store.load("orders", FILE, decisions=Decisions(edits={99: {"revenue": "1"}}))
    assert store.uploads().empty


@pytest.mark.parametrize(
    ("choice", "lines"),
    [("same row", [7]), ("returns", [8]), ("zero", [9]), ("future", [8]), ("guests", [])],
)
def test_rows_that_are_not_wanted_are_set_aside_with_their_reason(choice, lines):
    _, plain = loaded()
    _, receipt = loaded(aside=(choice,), today=date(2025, 6, 1))
    assert sorted(set(receipt.problems.line) - set(plain.problems.line)) == lines


def test_dates_that_would_move_every_figure_are_told_where_they_are_kept():
    _, receipt = loaded(today=date(2025, 6, 1))
    told = "ordered_at: 1 row dated after today, up to 2099-02-03; every figure runs up to that day."
    assert told in receipt.notes
    _, receipt = loaded(today=date(2025, 6, 1), aside=("future",))
    assert told not in receipt.notes
    body = b"order_id,ordered_at,revenue\nA1,1970-01-01,1\nA2,2025-01-01,1\n"
    told = "ordered_at: 1 row with a placeholder date (1970-01-01); your history begins there."
    assert told in memory.empty().load("orders", body).notes


def test_a_preview_counts_each_sort_of_row_whether_kept_or_not():
    today = date(2025, 6, 1)
    kept = ingest.preview(FILE, "orders", decisions=Decisions(today=today)).noticed
    assert kept[["choice", "rows", "lines"]].values.tolist() == [
        ["same row", 1, "7"],
        ["returns", 1, "8"],
        ["zero", 1, "9"],
        ["future", 1, "8"],
    ]
    names = ("same row", "zero", "returns")
    aside = ingest.preview(FILE, "orders", decisions=Decisions(today=today, aside=names)).noticed
    assert aside[aside.aside].drop(columns="first_lines").values.tolist() == [
        ["same row", 1, "7", True],
        ["returns", 1, "8", True],
        ["zero", 1, "9", True],
    ]


def test_ids_of_other_uploads_are_noticed_in_the_preview_and_set_aside_in_the_load():
    store = memory.empty()
    store.load("orders", b"order_id,ordered_at,revenue\nA7,2025-01-01,5\n")
    store.load("customers", b"customer_id,name\n7,Ann\n9,Bo\n")
    file = FILE.replace(b"A2,8,2025-02-01,n/a", b"A2,8,2025-02-01,2")
    seen = ingest.preview(file, "orders", store=store).noticed.set_index("choice")
    assert seen.loc["same order", ["rows", "lines"]].tolist() == [1, "9"]
    assert seen.loc["unknown customers", ["rows", "lines"]].tolist() == [1, "3"]
    receipt = store.load("orders", file, decisions=Decisions(aside=("same order", "unknown customers")))
    reasons = dict(zip(receipt.problems.line, receipt.problems.reason, strict=True))
    assert reasons[9] == "order_id is in another upload"
    assert reasons[3] == "customer_id is not in customers"


def test_a_load_may_take_the_place_of_another_in_one_go():
    store, first = loaded()
    second = store.load(
        "orders",
        b"order_id,ordered_at,revenue\nB1,2025-01-01,5\n",
        decisions=Decisions(replaces=(first.upload_id,)),
    )
    assert store.rows("select order_id from orders").order_id.tolist() == ["B1"]
    assert store.uploads().undone_at.notna().tolist() == [False, True]
    assert integrity.differences(store) == []
    assert second.rows_loaded == 1


def test_a_load_named_twice_or_taken_back_with_all_others_is_taken_back_once():
    store, first = loaded()
    file = b"order_id,ordered_at,revenue\nB1,2025-01-01,5\n"
    store.load("orders", file, decisions=Decisions(replaces=(first.upload_id, first.upload_id)))
    assert store.uploads().undone_at.notna().tolist() == [False, True]
    store.load("orders", file, instead=True, decisions=Decisions(replaces=(2,)))
    assert store.uploads().undone_at.notna().tolist() == [False, True, True]


CELLS = st.sampled_from(["1", "n/a", "", "2025-01-31", "1,5", "x\ty", "=1", "۱۲"])


@examples(everyday=8, full=20)
@given(
    edits=st.dictionaries(
        st.integers(2, 9),
        st.dictionaries(st.sampled_from(["order_id", "ordered_at", "revenue", "customer_id"]), CELLS, min_size=1),
    ),
    rules=st.lists(st.builds(Rule, st.sampled_from(["revenue", "ordered_at"]), CELLS, CELLS), max_size=2),
    aside=st.lists(st.sampled_from(["same row", "returns", "zero", "guests"]), unique=True),
)
def test_whatever_is_decided_each_row_is_loaded_or_set_aside_once(edits, rules, aside):
    store, receipt = loaded(edits=edits, rules=tuple(rules), aside=tuple(aside))
    there = store.rows("select line from orders").line.tolist() + receipt.problems.line.tolist()
    assert sorted(there) == list(range(2, 10))
