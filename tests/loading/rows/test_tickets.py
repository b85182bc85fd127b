"""Claims about tickets: none is answered, resolved or reopened before it was opened, and severity is 1, 2 or 3."""

import pytest

import cx
from cx.loading import retry
from cx.loading.rows.edits import Decisions

HEAD = "ticket_id,opened_at,kind,answered_at,resolved_at,reopened_at,severity\n"


def loaded(*rows):
    """The ids that came in, and (line, column, reason) of those that did not."""
    store = cx.open_store(":memory:")
    receipt = store.load("tickets", (HEAD + "".join(f"{row}\n" for row in rows)).encode())
    ids = store.rows("select ticket_id from tickets order by line").ticket_id.tolist()
    aside = [tuple(row) for row in receipt.problems[["line", "column", "reason"]].values.tolist()]
    store.close()
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


def test_a_mended_ticket_comes_in():
    store = cx.open_store(":memory:")
    receipt = store.load("tickets", (HEAD + "T,2025-01-31,complaint,2025-01-30,,,\n").encode())
    again = retry.retry(store, receipt.upload_id, Decisions(edits={2: {"answered_at": "2025-02-01"}}))
    assert (again.rows_loaded, again.rows_quarantined) == (1, 0)
