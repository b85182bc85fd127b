"""Contacts of customers who told others: files of former times call them "referred", as those who were told."""

import duckdb

from cx.engine import statements
from cx.loading.rows.checks import Task
from cx.text.formatting import _, count


def renamed(cursor: duckdb.DuckDBPyConnection, task: Task) -> list[str]:
    """Make the rows of a load of kind "referred" and step "advocate" recommendations; a note where there are any."""
    if task.kind != "touchpoints" or not {"kind", "step"} <= set(task.cells.positions):
        return []
    rows = cursor.execute(statements.text("rows/recommended"), {"upload_id": task.upload_id}).fetchall()[0][0]
    said = _(
        "kind: {rows} with “referred” and step “advocate”, read as “recommended”: this customer recommended the company"
        " to others."
    )
    return [said.format(rows=count(rows, _("row"), _("rows")))] if rows else []
