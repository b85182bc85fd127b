"""Promises of which a file says kept or not kept against its own dates."""

import duckdb

from cx.engine import statements
from cx.loading.rows.checks import Task
from cx.text.formatting import _, count


def corrected(cursor: duckdb.DuckDBPyConnection, task: Task) -> list[str]:
    """Make the flags of a load agree with its dates, by which a promise is kept up to the day it was due.

    Parameters
    ----------
    cursor, task : of the transaction, and the load

    Returns
    -------
    A note for flags of yes that became no, and one for flags of no that became yes.
    """
    if task.kind != "promises" or not {"kept", "kept_on", "due_on"} <= set(task.cells.positions):
        return []
    sentences = {
        True: _("kept: {rows} with yes although kept_on is after due_on; the dates count: read as no."),
        False: _("kept: {rows} with no although kept_on is not after due_on; the dates count: read as yes."),
    }
    found = []
    for flag, said in sentences.items():
        given = {"upload_id": task.upload_id, "flag": flag}
        rows = cursor.execute(statements.text("rows/promise_dates"), given).fetchall()[0][0]
        found += [said.format(rows=count(rows, _("row"), _("rows")))] if rows else []
    return found
