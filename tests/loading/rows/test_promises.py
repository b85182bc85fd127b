"""Claims about promises: dates that cannot be true are told, and dates say whether a promise was kept."""

from tests import memory

HEAD = "promise_id,made_on,kind,due_on,asked_on,answered_on,kept_on,kept,amount\n"


def loaded(*rows):
    """The receipt, and what the promises say about having been kept."""
    store = memory.empty()
    receipt = store.load("promises", (HEAD + "".join(f"{row}\n" for row in rows)).encode())
    kept = store.rows("select kept from promises order by line").kept.astype(object)
    memory.give_back(store)
    return receipt, kept.where(kept.notna(), None).tolist()


def test_dates_that_stand_the_wrong_way_round_are_told_and_come_in():
    receipt, _kept = loaded(
        "A,2025-01-31,refund,2025-01-30,2025-02-03,2025-02-02,2025-01-29,,-5",
        "B,2025-01-31,refund,2025-01-31,2025-02-03,2025-02-03,2025-01-31,,5",
        "C,2025-01-31,refund,2025-01-30,,,,,",
    )
    assert receipt.rows_loaded == 3
    swapped = "Check whether the columns are swapped."
    for told in (
        f"due_on: 2 rows dated before the promise was made. {swapped}",
        f"kept_on: 1 row dated before the promise was made. {swapped}",
        f"answered_on: 1 row dated before it was asked for. {swapped}",
        "amount: 1 row below zero. Give what was promised without a minus in the file.",
    ):
        assert told in receipt.notes


def test_what_was_kept_too_late_was_not_kept_whatever_the_file_says():
    receipt, kept = loaded(
        "A,2025-01-31,delivery,2025-02-03,,,2025-02-04,yes,",
        "B,2025-01-31,delivery,2025-02-03,,,2025-02-03,yes,",
        "C,2025-01-31,delivery,,,,2025-02-04,yes,",
        "D,2025-01-31,delivery,2025-02-03,,,2025-02-04,,",
    )
    assert kept == [False, True, True, None]
    told = "kept: 1 row with yes although kept_on is after due_on; the dates count: read as no."
    assert told in receipt.notes
    assert not [note for note in loaded("B,2025-01-31,refund,2025-02-03,,,2025-02-03,yes,")[0].notes if "kept" in note]


def test_what_was_kept_in_time_was_kept_whatever_the_file_says():
    receipt, kept = loaded(
        "A,2025-01-31,delivery,2025-02-03,,,2025-02-02,no,",
        "B,2025-01-31,delivery,2025-02-03,,,2025-02-03,no,",
        "C,2025-01-31,delivery,2025-02-03,,,2025-02-04,no,",
        "D,2025-01-31,delivery,2025-02-03,,,,no,",
        "E,2025-01-31,delivery,2025-02-03,,,2025-02-04,yes,",
    )
    assert kept == [True, True, False, False, False]
    assert "kept: 2 rows with no although kept_on is not after due_on; the dates count: read as yes." in receipt.notes
    assert "kept: 1 row with yes although kept_on is after due_on; the dates count: read as no." in receipt.notes


def test_a_no_with_a_day_and_nothing_to_be_late_for_is_warned_of():
    receipt, kept = loaded("A,2025-01-31,delivery,,,,2025-02-04,no,")
    assert kept == [False]
    assert "kept: no in 1 row, with a fulfilment date and no due date. Check whether they were kept." in receipt.notes


def test_a_kind_of_promise_is_read_in_other_spellings_and_languages():
    cells = ["Delivery", "Call-back", "RÜCKRUF", "Erstattung", "warranty", "Garantie", "قيمت", "Sonstiges", "cake", ""]
    store = memory.empty()
    rows = "".join(f"P{place},2025-01-31,{cell}\n" for place, cell in enumerate(cells))
    receipt = store.load("promises", f"promise_id,made_on,kind\n{rows}".encode())
    found = store.rows("select kind from promises order by line").kind.tolist()
    assert found == ["delivery", "call back", "call back", "refund", "guarantee", "guarantee", "price", "other"]
    assert receipt.problems.reason.tolist() == [
        "kind is not one of delivery, call back, refund, guarantee, price, other",
        "no kind of promise",
    ]


def test_a_date_that_moves_no_figure_is_told_without_saying_so():
    receipt, _kept = loaded("A,2095-01-31,refund,,,,,,", "B,1970-01-01,refund,,,,,,")
    assert "made_on: 1 row dated after today, up to 2095-01-31." in receipt.notes
    assert "made_on: 1 row with a placeholder date (1970-01-01)." in receipt.notes
    store = memory.empty()
    scores = store.load("competitors", b"company,attribute,score,scored_on\nA,Price,5,2095-01-31\n")
    assert "scored_on: 1 row dated after today, up to 2095-01-31." in scores.notes
