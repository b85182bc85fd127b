"""Claims about tickets: none is answered, resolved or reopened before it was opened, and severity is 1, 2 or 3."""

import pytest

from cx.loading import retry
from cx.loading.rows.edits import Decisions
from tests import memory

HEAD = "ticket_id,opened_at,kind,answered_at,resolved_at,reopened_at,severity\n"


def loaded(*rows):
    """The ids that came in, and (line, column, reason) of those that did not."""
    store = memory.empty()
    receipt = store.load("tickets", (HEAD + "".join(f"{row}\n" for row in rows)).encode())
    ids = store.rows("select ticket_id from tickets order by line").ticket_id.tolist()
    aside = [tuple(row) for row in receipt.problems[["line", "column", "reason"]].values.tolist()]
    memory.give_back(store)
    return ids, aside


@pytest.mark.parametrize("column", ["answered_at", "resolved_at", "reopened_at"])
def test_a_moment_before_the_opening_sets_the_ticket_aside(column):
    def row(moment):
        cells = {"answered_at": "", "resolved_at": "", "reopened_at": ""} | {column: moment}
        return "T,2025-01-31 10:00:00,complaint," + ",".join(cells.values()) + ","

    before = [(2, column, f"{column} is before the ticket was opened")]
    assert loaded(row("2025-01-31 09:59:59")) == ([], before)
    assert loaded(row("2025-01-30")) == ([], before)
    assert loaded(row("2025-01-31 10:00:00")) == (["T"], [])
    assert loaded(row("2025-01-31")) == (["T"], [])  # a day without an hour may be any hour of it
    assert loaded(row("")) == (["T"], [])


def test_severity_is_mild_middle_or_severe():
    told = "severity is not 1 (mild), 2 or 3 (severe)"
    rows = [f"T{place},2025-01-31,complaint,,,,{cell}" for place, cell in enumerate(["1", "3.0", "", "0", "2.5", "4"])]
    assert loaded(*rows) == (["T0", "T1", "T2"], [(line, "severity", told) for line in (5, 6, 7)])


def test_a_moment_without_seconds_is_the_whole_minute():
    def row(moment):
        return f"T,2025-01-31 10:00:40,complaint,{moment},,,"

    before = [(2, "answered_at", "answered_at is before the ticket was opened")]
    assert loaded(row("2025-01-31 10:00")) == (["T"], [])
    assert loaded(row("2025-01-31 09:59")) == ([], before)
    assert loaded(row("2025-01-31 10:00:39")) == ([], before)


def test_a_severity_in_words_is_read_and_told():
    store = memory.empty()
    cells = ["low", "Moderate", "HIGH", "urgent", "2", "P1", "soso", "1,5", ""]
    rows = "".join(f'T{place},2025-01-31,complaint,"{cell}"\n' for place, cell in enumerate(cells))
    receipt = store.load("tickets", f"ticket_id,opened_at,kind,severity\n{rows}".encode())
    found = store.rows("select coalesce(severity, 0)::integer as severity from tickets order by line").severity.tolist()
    assert found == [1, 2, 3, 3, 2, 0]
    assert set(receipt.problems.reason) == {"severity is not 1 (mild), 2 or 3 (severe)"}
    assert receipt.problems.line.tolist() == [7, 8, 9]
    told = (
        "severity: words in place of numbers in 4 rows, read so: low, mild, minor = 1; medium, moderate, normal = 2; "
    )
    assert [note for note in receipt.notes if note.startswith(told)]
    assert [note for note in receipt.notes if note.startswith("severity: priorities such as P1 in 1 row, not read")]
    plain = store.load("tickets", b"ticket_id,opened_at,kind,severity\nU,2025-01-31,complaint,2\n")
    assert not [note for note in plain.notes if note.startswith("severity")]


def test_kinds_of_tickets_are_read_whatever_their_case():
    store = memory.empty()
    cells = [
        "Call",
        "QUESTION",
        "phone call",
        "Anruf",
        "تماس",
        "تماس تلفني",
        "Appel",
        "Llamada",
        "Beschwerde",
        "complaint",
    ]
    rows = "".join(f"T{place},2025-01-31,{cell}\n" for place, cell in enumerate(cells))
    store.load("tickets", f"ticket_id,opened_at,kind\n{rows}".encode())
    found = store.rows("select kind from tickets order by line").kind.tolist()
    assert found == ["call", "question", *["call"] * 6, "Beschwerde", "complaint"]


def test_a_mended_ticket_comes_in():
    store = memory.empty()
    receipt = store.load("tickets", (HEAD + "T,2025-01-31,complaint,2025-01-30,,,\n").encode())
    again = retry.retry(store, receipt.upload_id, Decisions(edits={2: {"answered_at": "2025-02-01"}}))
    assert (again.rows_loaded, again.rows_quarantined) == (1, 0)


def test_the_text_of_a_ticket_is_kept_beside_lines_that_cannot_be_cut():
    store = memory.empty()
    rows = b'T1,2025-01-31,complaint,"Lid cracked, again"\nT2,2025-01-31,question,Is it safe?\nT3,2025-01-31\n'
    receipt = store.load("tickets", b"ticket_id,opened_at,kind,text\n" + rows)
    found = store.rows("select text from tickets order by line").text.tolist()
    assert found == ["Lid cracked, again", "Is it safe?"]
    assert receipt.problems.line.tolist() == [4]
    memory.give_back(store)
