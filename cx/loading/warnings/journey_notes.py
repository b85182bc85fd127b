"""Notes on a journey: touchpoints given twice, rules and survey subjects that match nothing."""

import duckdb

from cx.engine import statements
from cx.loading.rows.checks import Task
from cx.text.formatting import _, count

SOURCES = ("orders", "contacts", "tickets")
"""What a rule of met_by may begin with, before a colon."""

_NAMED = 3


def notes(cursor: duckdb.DuckDBPyConnection, task: Task) -> list[str]:
    """Sentences about the touchpoints of a load; none for other kinds."""
    if task.kind != "journey":
        return []
    found = _same_touchpoints(cursor, task)
    found += _unknown_sources(cursor, task) if "met_by" in task.cells.positions else []
    return found + (_unknown_subjects(cursor, task) if "asked_as" in task.cells.positions else [])


def _same_touchpoints(cursor: duckdb.DuckDBPyConnection, task: Task) -> list[str]:
    """Touchpoints that the file names twice, or for two teams, and whether an earlier load holds a map."""
    query = statements.text("warnings/same_touchpoints")
    ((again, of_two, teams, held),) = cursor.execute(query, {"upload_id": task.upload_id}).fetchall()
    twice = _(
        "touchpoint: {rows} with the name of an earlier row of the file, kept as rows of their own; of each touchpoint"
        " the first row counts."
    )
    two_teams = _("team: two teams for {touchpoint} ({teams}); the team of its first row counts.")
    earlier = _("This map replaces the one of before, which stays as a version: use it again, or undo this load.")
    found = [twice.format(rows=_rows(int(again)))] if again else []
    found += [two_teams.format(touchpoint=of_two, teams=teams)] if of_two else []
    return [*found, earlier] if held else found


def _unknown_sources(cursor: duckdb.DuckDBPyConnection, task: Task) -> list[str]:
    """Rules of met_by whose words before the colon are no source: they match no row."""
    given = {"upload_id": task.upload_id, "sources": list(SOURCES), "most": _NAMED}
    ((rows, first),) = cursor.execute(statements.text("warnings/unknown_sources"), given).fetchall()
    said = _("met_by: {rows} with a rule that begins with none of {sources} ({first}), kept as written.")
    sources = ", ".join(f"{source}:" for source in SOURCES)
    return [said.format(rows=_rows(rows), sources=sources, first=first)] if rows else []


def _unknown_subjects(cursor: duckdb.DuckDBPyConnection, task: Task) -> list[str]:
    """Survey subjects of touchpoints that no answer has, once there are answers."""
    given = {"upload_id": task.upload_id, "most": _NAMED}
    ((rows, first),) = cursor.execute(statements.text("warnings/unknown_subjects"), given).fetchall()
    said = _("asked_as: {rows} with a subject that no survey answer has ({first}), kept as written.")
    return [said.format(rows=_rows(rows), first=first)] if rows else []


def _rows(number: int) -> str:
    return count(number, _("row"), _("rows"))
