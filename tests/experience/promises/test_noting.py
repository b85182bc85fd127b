"""Promises written down in the app, and marks; each is undone without a trace."""

from datetime import date

import pytest
from cx.promises import Promise

from cx import promises
from cx.errors import CxError
from tests.companies import company

DAY = date(2025, 6, 1)
BACK = Promise("If it breaks within two months\nI pay it back", DAY, "guarantee", "A", "Store", date(2025, 8, 1), 49.5)


@pytest.fixture
def store():
    orders = [{"order_id": "1", "customer_id": "A", "ordered_at": "2025-06-01", "revenue": 10}]
    filed = {"promise_id": "F1", "made_on": "2025-06-01", "customer_id": "A", "kind": "refund", "due_on": "2025-06-10"}
    return company(orders=orders, promises=[filed])


def state(store, number, as_of=date(2025, 12, 31)):
    return promises.of_customer(store, "A", as_of).set_index("promise_id")["state"].get(number)


def test_a_promise_is_written_down_claimed_kept_and_each_is_undone(store):
    before = store.data_version
    number = promises.note(store, BACK)
    assert (number, promises.note(store, Promise("We call back", DAY, "call back"))) == ("app-1", "app-2")
    assert store.data_version != before
    row = promises.noted(store).set_index("promise_id").loc["app-1"]
    assert row["words"] == "If it breaks within two months I pay it back"
    assert (row["touchpoint"], float(row["amount"]), state(store, number)) == ("Store", 49.5, "given")

    claimed = promises.mark(store, [number], asked_on=date(2025, 7, 1))
    assert state(store, number) == "overdue"
    kept = promises.mark(store, [number], kept_on=date(2025, 7, 5))
    assert state(store, number) == "kept"
    assert promises.guarantees(store, date(2025, 12, 31))["honoured"].tolist() == [1]
    promises.restore(store, kept)
    assert state(store, number) == "overdue"
    promises.restore(store, claimed)
    assert state(store, number) == "given"

    promises.mark(store, [number], asked_on=date(2025, 7, 1))
    removed = promises.remove(store, number)
    assert state(store, number) is None
    promises.restore(store, removed)
    assert state(store, number) == "overdue"
    assert promises.remove(store, "F1") is None
    assert promises.note(store, BACK) == "app-3"


def test_a_promise_of_a_file_is_marked_and_its_own_day_goes_first(store):
    before = promises.mark(store, ["F1"], kept_on=date(2025, 6, 9))
    assert state(store, "F1") == "kept"
    promises.restore(store, before)
    assert state(store, "F1") == "overdue"
    promises.mark(store, ["F1"], kept_on=date(2025, 6, 9))
    with store.transaction() as cursor:
        cursor.execute("update promises set kept_on = date '2025-06-20'")
        promises.noting._derive(cursor)
    assert state(store, "F1") == "late"


def test_the_ledger_counts_no_promise_of_the_app(store):
    promises.note(store, BACK)
    assert store.value("select count(*) from promises") == 1
    assert promises.kept(store, date(2025, 12, 31))["made"].sum() == 2


@pytest.mark.parametrize(
    ("promise", "sentence"),
    [
        (Promise("  ", DAY), "A promise needs 1 to 200 characters."),
        (Promise("x" * 201, DAY), "A promise needs 1 to 200 characters."),
        (Promise("x", DAY, "cake"), "A promise is one of delivery, call back"),
        (Promise("x", DAY, due_on=date(2025, 5, 1)), "A promise cannot be due before it was made."),
        (Promise("x", DAY, amount=-1.0), "The amount of a promise cannot be below 0."),
        (Promise("x", DAY, customer_id="nobody"), "No customer has the ID nobody."),
    ],
)
def test_what_is_no_promise_is_refused_in_a_sentence(store, promise, sentence):
    with pytest.raises(CxError, match=sentence):
        promises.note(store, promise)
    assert promises.noted(store).empty


def test_a_mark_needs_a_promise_and_a_day_after_it(store):
    with pytest.raises(CxError, match="no such promise"):
        promises.mark(store, ["F1", "F2"], kept_on=DAY)
    with pytest.raises(CxError, match="before it was made"):
        promises.mark(store, ["F1"], kept_on=date(2025, 5, 31))
    assert state(store, "F1") == "overdue"


def test_marks_stay_when_a_file_is_loaded_and_undone(tmp_path, filled):
    head = "promise_id,made_on,customer_id,kind,due_on\n"
    path = filled(
        tmp_path / "own.duckdb",
        orders="order_id,customer_id,ordered_at,revenue\n1,A,2025-06-01,9\n",
        promises=f"{head}F1,2025-06-01,A,refund,2025-06-10\n",
    )
    import cx

    opened = cx.open_store(path)
    number = promises.note(opened, Promise("We call back", DAY, "call back", "A", due_on=DAY))
    promises.mark(opened, ["F1", number], kept_on=DAY)
    receipt = opened.load("promises", f"{head}F2,2025-06-01,A,refund,2025-06-10\n".encode())
    assert [state(opened, one) for one in ("F1", "F2", number)] == ["kept", "overdue", "kept"]
    opened.undo(receipt.upload_id)
    assert [state(opened, one) for one in ("F1", "F2", number)] == ["kept", None, "kept"]
    opened.close()
    again = cx.open_store(path)
    assert again.damage == []
    assert state(again, number) == "kept"
    again.close()
