"""Edits and rules of a person for the rows of a file, and the rows that are not wanted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import duckdb
import pandas as pd

from cx.errors import LoadError
from cx.loading.header.column_cells import CUT, Cells
from cx.loading.rows.workspace import Workspace
from cx.text.formatting import _


@dataclass(frozen=True)
class Rule:
    """Every cell of a column that holds `was` becomes `becomes`; None is an empty cell, also as what it was."""

    column: str
    was: str | None
    becomes: str | None


@dataclass(frozen=True)
class Decisions:
    """What was decided in the review of one file; nothing by default.

    edits : line -> {column: text}, the cells changed by hand; for a line with a wrong number of cells, all its cells
    rules : made after the edits, in their order
    aside : names of cx.loading.rows.row_choices.CHOICES whose rows are set aside
    today : the day after which a date is in the future; None = no date is
    replaces : numbers of earlier loads that this one takes the place of
    earlier : what was mended in the same rows before, which is done first, in its order
    """

    edits: Mapping[int, Mapping[str, str | None]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    aside: tuple[str, ...] = ()
    today: date | None = None
    replaces: tuple[int, ...] = ()
    earlier: tuple["Decisions", ...] = ()


def apply(workspace: Workspace, cells: Cells, decisions: Decisions) -> None:
    """Change the cells of the records that were cut, and keep in edited_cells what was changed, save what was earlier.

    Parameters
    ----------
    workspace, cells : of the load
    decisions : edits and rules

    Raises
    ------
    LoadError
        For an edit of a line that is no row, or of a column that the file does not fill.
    """
    workspace.make_edited_cells()
    for one in decisions.earlier:
        _edit(workspace, cells, one)
    workspace.cursor.execute("delete from edited_cells").fetchall()
    _edit(workspace, cells, decisions)


def _edit(workspace: Workspace, cells: Cells, decisions: Decisions) -> None:
    if decisions.edits:
        _require_columns(cells, {name for edit in decisions.edits.values() for name in edit})
        move_to_other_records(workspace, cells, list(decisions.edits))
        _set_cells(workspace, cells, decisions.edits)
    for rule in decisions.rules:
        _require_columns(cells, {rule.column})
        _follow(workspace.cursor, rule)


def move_to_other_records(workspace: Workspace, cells: Cells, lines: list[int]) -> None:
    """Make records of some lines rows of other_records, which the engine did not cut or could not.

    Parameters
    ----------
    workspace, cells : of the load
    lines : their numbers

    Raises
    ------
    LoadError
        Where one of them is no row of the file.
    """
    cursor = workspace.cursor
    with workspace.frame("moved", pd.DataFrame({"line": lines}, dtype="int64")):
        names = ", ".join([*cells.positions, *(["attributes"] if cells.further else [])])
        wanted = "line in (select line from moved)"
        cut = f"select * from ({CUT.format(names=names)}) where {wanted}"
        cursor.execute(f"insert into other_records by name {cut}").fetchall()
        bad = f"select line, raw, hash(raw) as mark from misfits where {wanted}"
        cursor.execute(f"insert into other_records by name {bad}").fetchall()
        cursor.execute(f"delete from misfits where {wanted}").fetchall()
        cursor.execute(
            "update raw_lines set shape = 3 where rowid + 1 in (select line from moved) and shape in (1, 2, 4, 5)"
        ).fetchall()
        lost = cursor.execute(
            "select line from moved where line not in (select line from other_records) order by line limit 3"
        ).fetchall()
    if lost:
        shown = ", ".join(str(line) for (line,) in lost)
        raise LoadError(
            _("There is no row on line {shown} of the file to fix. Nothing was changed.").format(shown=shown)
        )


def restore_origins(workspace: Workspace, cells: Cells, rows: pd.DataFrame) -> int:
    """Give every record the line and the text that it had in the file it was taken from.

    Parameters
    ----------
    workspace, cells : of the load
    rows : place (line in the text that was cut, null for one that cannot be cut), line, raw, code, detail

    Returns
    -------
    How many cannot be cut; they are misfits until they are mended.
    """
    cut = rows.dropna(subset="place").astype({"place": "int64"})
    cursor = workspace.cursor
    kept = {line for (line,) in cursor.execute("select line from other_records").fetchall()}
    move_to_other_records(workspace, cells, [place for place in cut["place"] if place not in kept])
    with workspace.frame("origins", cut[["place", "line", "raw"]]):
        cursor.execute(
            "update other_records set line = origins.line, raw = origins.raw from origins "
            "where place = other_records.line"
        ).fetchall()
    uncut = rows[rows["place"].isna()]
    with workspace.frame("uncut", uncut[["line", "raw", "code", "detail"]]):
        cursor.execute("insert into misfits by name select * from uncut").fetchall()
    return len(uncut)


def _set_cells(workspace: Workspace, cells: Cells, edits: Mapping[int, Mapping[str, str | None]]) -> None:
    changes = [(line, name, filled(text)) for line, edit in edits.items() for name, text in edit.items()]
    frame = pd.DataFrame(changes, columns=["line", "name", "becomes"]).astype(
        {"line": "int64", "name": "str", "becomes": "object"}
    )
    cursor = workspace.cursor
    with workspace.frame("edits", frame):
        for name in cells.positions:
            given = {"name": name}
            cursor.execute(
                f"""
                insert into edited_cells
                select line, $name, other_records.{name}, cast(becomes as varchar), 1
                from other_records join edits using (line)
                where edits.name = $name and other_records.{name} is distinct from cast(becomes as varchar)
                """,
                given,
            ).fetchall()
            cursor.execute(
                f"update other_records set {name} = cast(becomes as varchar) from edits "
                "where edits.line = other_records.line and edits.name = $name",
                given,
            ).fetchall()
        cursor.execute(
            "update other_records set mark = hash('mended ' || line) where line in (select line from edits)"
        ).fetchall()  # no longer the same as a line that it equalled in the file


def _follow(cursor: duckdb.DuckDBPyConnection, rule: Rule) -> None:
    given = {"was": filled(rule.was), "becomes": filled(rule.becomes)}
    changed = 0
    for table, which in (("raw_lines", "shape in (1, 2) and "), ("other_records", "")):
        changed += cursor.execute(
            f"update {table} set {rule.column} = $becomes "
            f"where {which}{rule.column} is not distinct from cast($was as varchar)",
            given,
        ).fetchall()[0][0]
    cursor.execute(
        "insert into edited_cells values (null, $name, $was, $becomes, $rows)",
        {**given, "name": rule.column, "rows": changed},
    ).fetchall()


def _require_columns(cells: Cells, names: set[str]) -> None:
    unknown = sorted(names - set(cells.positions))
    if unknown:
        raise LoadError(
            _(
                "The column {columns} is not filled from the file, so there is nothing in it to fix. It fills {filled}."
            ).format(columns=", ".join(unknown), filled=", ".join(cells.positions))
        )


def filled(text: str | None) -> str | None:
    """The text of a cell without spaces around it; None when nothing is left.

    Examples
    --------
    >>> filled(" a "), filled("  "), filled(None)
    ('a', None, None)
    """
    return (text.strip() or None) if text else None
