"""Warnings about scores of companies whose scale is another one than that of earlier loads."""

import duckdb

from cx.engine import statements
from cx.loading.rows.checks import Task
from cx.text.formatting import _, number

ENOUGH = 30
"""So many scores show how far a scale goes."""

WIDER = 1.4
"""A highest score so many times another is of another scale: 7 against 5, 10 against 7."""


def doubts(cursor: duckdb.DuckDBPyConnection, task: Task) -> list[str]:
    """A sentence where the scores of competitors in a load and those loaded before are of different scales.

    A study may use any scale, so no score is wrong by itself; but scores are compared with each other.
    """
    if task.kind != "competitors":
        return []
    query = statements.text("warnings/scores_of_loads")
    ((scores, highest, others, highest_before),) = cursor.execute(query, {"upload_id": task.upload_id}).fetchall()
    low, high = sorted((highest, highest_before))
    if min(scores, others) < ENOUGH or low <= 0 or high < WIDER * low:
        return []
    said = _(
        "score: up to {highest} in this file, up to {before} in those loaded before; scores of different scales cannot"
        " be compared. Give them all on one scale."
    )
    return [said.format(highest=_plain(highest), before=_plain(highest_before))]


def _plain(score: float) -> str:
    return number(score, 0 if score == int(score) else 1)
