"""Promises that a file calls kept although its dates say that they were kept too late."""

import duckdb

from cx.engine import statements
from cx.loading.rows.checks import Task
from cx.text.formatting import _, count


def broken(cursor: duckdb.DuckDBPyConnection, task: Task) -> list[str]:
    """Make the promises of a load that were kept after they were due promises that were not kept; a note where there
    are any.
    """
    if task.kind != "promises" or not {"kept", "kept_on", "due_on"} <= set(task.cells.positions):
        return []
    rows = cursor.execute(statements.text("rows/late_promises"), {"upload_id": task.upload_id}).fetchall()[0][0]
    said = _("kept: {rows} with yes although kept_on is after due_on; the dates count: read as no.")
    return [said.format(rows=count(rows, _("row"), _("rows")))] if rows else []
