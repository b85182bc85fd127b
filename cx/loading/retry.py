"""Rows in quarantine, tried again: mended by hand or by rule, or because what they point to has arrived since."""

import json
from collections.abc import Collection
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from cx.engine import derived_tables
from cx.errors import CxError, LoadError
from cx.loading import job
from cx.loading.files import source as file_source
from cx.loading.header import cell_macros
from cx.loading.header.layout import Layout
from cx.loading.ledger import ledger
from cx.loading.ledger.receipts import Receipt, explained, first_cells
from cx.loading.options import ReadOptions
from cx.loading.rows import row_choices
from cx.loading.rows.edits import Decisions, filled
from cx.loading.rows.row_path import Request
from cx.loading.values import reading as value_reading
from cx.loading.values.column_formats import Readings
from cx.tables.kinds import KINDS
from cx.text.formatting import _, count

if TYPE_CHECKING:
    from cx.engine.connection import Engine


def retry(
    store: "Engine",
    upload_id: int,
    decisions: Decisions | None = None,
    take: Collection[str] = (),
    only: Collection[int] | None = None,
) -> Receipt:
    """Try the rows that a load set aside again, as that load was read; those that pass join its rows.

    Parameters
    ----------
    store, upload_id : the company, and the number of the load
    decisions : edits and rules for these rows, after those made so far; `aside` and `replaces` are not looked at: the
        load's own stand; `today` None = the day of the try
    take : names of cx.loading.rows.row_choices.CHOICES whose rows are wanted after all
    only : numbers of the lines to try; None = all

    Returns
    -------
    The load's receipt as it is now; `already_loaded` tells that no row was gained. Rows read stay what they were, rows
    loaded and rows set aside still add up to them, and each row keeps the line of its file.

    Raises
    ------
    LoadError
        For a load that is not there, was undone, or was made before its way of reading was kept.

    Examples
    --------
    >>> import cx
    >>> from cx.loading.rows.edits import Decisions, Rule
    >>> store = cx.open_store(":memory:")
    >>> first = store.load("orders", b"order_id,ordered_at,revenue\\nA1,2025-01-31,n/a\\nA2,2025-01-31,2\\n")
    >>> again = retry(store, first.upload_id, Decisions(rules=(Rule("revenue", "n/a", "3"),)))
    >>> again.rows_loaded, again.rows_quarantined
    (2, 0)
    """
    decided = decisions or Decisions()
    with store.taking_turns():
        before, way, waiting_rows = _standing(store, upload_id)
        aside = tuple(name for name in way.get("aside", ()) if name not in take)
        twice = way.get("drop_duplicates", False) and row_choices.SAME_ROW not in take
        rows = _placed(_tried(waiting_rows, decided, twice, only))
        if rows.empty:
            return replace(before, already_loaded=True)
        with store.cursor() as cursor:
            earlier = ledger.mends(cursor, upload_id, rows["line"].tolist())
        today = decided.today or ledger.today()
        decided = replace(decided, aside=aside, replaces=(), today=today, earlier=earlier)
        options = ReadOptions(name=before.name, encoding="utf-8", drop_duplicates=twice)
        with file_source.opened(_as_file(rows), options) as text:
            request = Request(
                before.kind,
                text,
                Layout(before.delimiter, 1, 1, tuple(way["headers"]), ()),
                before.mapping,
                options,
                today,
                decided=decided,
                tolerant=True,
                retried=rows,
                readings=_readings(way),
            )
            lines = rows["line"].tolist()
            return job.first_success(request, lambda attempt: _write(store, attempt, before, lines))


class _NothingNew(Exception):
    """No row passes, and each of those that were tried waits for what it waited for before."""


def _write(store: "Engine", attempt: job.Job, before: Receipt, lines: list[int]) -> Receipt:
    try:
        with store.transaction(attempt.stage) as cursor:
            ledger.release(cursor, before.upload_id, lines)
            attempt.fill(before.upload_id)
            ledger.settle(cursor, before.upload_id, before.kind)
            after = ledger.receipt(cursor, before.upload_id)
            gained = after.rows_loaded > before.rows_loaded
            if gained:
                derived_tables.run(cursor, {before.kind})
            mended = cursor.execute("select count(*) from edited_cells where rows > 0").fetchall()[0][0]
            if not (gained or mended) and after.problems.equals(before.problems):
                raise _NothingNew
    except _NothingNew:
        return replace(before, already_loaded=True)
    return replace(after, already_loaded=not gained)


def orphans(store: "Engine", parent: str) -> list[str]:
    """After a load of `parent`: try again the rows that were set aside because it did not hold their id, and does now.

    Parameters
    ----------
    store : the company
    parent : the kind that was loaded

    Returns
    -------
    A sentence for each load that gained rows, or whose rows could not be tried again. The rows of a load that was made
    before its way of reading was kept stay where they are.
    """
    codes = [code for code, table in row_choices.ORPHANS.items() if table == parent]
    if not codes:
        return []
    waiting = store.rows(
        """
        select distinct upload_id, quarantine.kind, "column" as id, name, rows_loaded, reading
        from quarantine join uploads using (upload_id)
        where list_contains($codes, code) order by upload_id
        """,
        codes=codes,
    )
    sentences = []
    for load in waiting.itertuples():
        given = {"name": load.name, "parent": _(parent)}
        try:
            lines = _resolved_lines(store, load, parent, codes)
            after = retry(store, load.upload_id, only=lines) if lines else None
        except CxError as error:  # the load of the parent is kept all the same
            text = _("Rows of {name} that need {parent} could not be retried. {error}")
            sentences.append(text.format(**given, error=error))
            continue
        if after and after.rows_loaded > load.rows_loaded:
            rows = count(after.rows_loaded - load.rows_loaded, _("row"), _("rows"))
            text = _("{rows} of {name} imported from quarantine: {parent} now contains their IDs.")
            sentences.append(text.format(**given, rows=rows))
    return sentences


def _resolved_lines(store: "Engine", load: Any, parent: str, codes: list[str]) -> list[int]:
    """The lines of a load that wait for an id which the parent holds, read as that load was."""
    way = json.loads(load.reading)
    if "headers" not in way:
        return []
    value = value_reading.typed(KINDS[load.kind][load.id], _readings(way))
    query = f"""
        select line
        from (
            select line, value as {load.id} from quarantine
            where upload_id = $upload_id and list_contains($codes, code)
        )
        where {value} in (select {load.id} from {parent})
        order by line
    """
    with store.cursor() as cursor:
        cell_macros.use(cursor)
        given = {"upload_id": load.upload_id, "codes": codes}
        return [line for (line,) in cursor.execute(query, given).fetchall()]


def _standing(store: "Engine", upload_id: int) -> tuple[Receipt, dict[str, Any], pd.DataFrame]:
    """A load: its receipt, how it was read, and the rows that it set aside as `ledger.waiting` has them."""
    with store.cursor() as cursor:
        before, rows = ledger.receipt(cursor, upload_id), ledger.waiting(cursor, upload_id)
        reading, undone = cursor.execute(
            "select reading, undone_at from uploads where upload_id = $id", {"id": upload_id}
        ).fetchall()[0]
    if undone is not None:
        raise LoadError(
            _("Load {upload_id} ({name}) was undone; its rows cannot be retried.").format(
                upload_id=upload_id, name=before.name
            )
        )
    way = json.loads(reading)
    if "headers" not in way:
        raise LoadError(
            _(
                "Load {upload_id} ({name}) was made by an earlier version, which did not keep how it was read. "
                "Undo it and load the file again."
            ).format(upload_id=upload_id, name=before.name)
        )
    return before, way, rows


def _tried(rows: pd.DataFrame, decided: Decisions, twice: bool, only: Collection[int] | None) -> pd.DataFrame:
    """The rows worth a try: unless mended, neither those that cannot be cut nor those that equal another one."""
    edited = rows["line"].isin(list(decided.edits))
    left = rows["column"].notna() | edited
    if twice:
        left &= ~((rows["code"] == row_choices.CHOICES[row_choices.SAME_ROW].code) & ~edited)
    if only is not None:
        left &= rows["line"].isin(list(only))
    return rows[left]


def _as_file(rows: pd.DataFrame) -> bytes:
    """The rows that can be cut, under a line of header."""
    texts = rows.loc[rows["place"].notna(), "raw"]
    return ("header\n" + "".join(f"{text}\n" for text in texts)).encode()


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with their place in the small file: line 2 and on; none for those that cannot be cut."""
    fits = rows["column"].notna()
    spans = (rows["raw"].str.count("\n") + 1).where(fits, 0)
    return rows.assign(place=(spans.cumsum() - spans + 2).where(fits))


def _readings(way: dict[str, Any]) -> Readings:
    """The readings as they were kept: by name, whatever other version of this program wrote them."""
    known = {field.name for field in fields(Readings)}
    kept = {name: value for name, value in way["readings"].items() if name in known}
    return Readings(**{**kept, "careful": set(kept.get("careful", ()))})


def waiting(store: "Engine", upload_id: int, most: int = 500) -> pd.DataFrame:
    """The first rows that a load set aside, with their cells as text, as mended so far.

    Parameters
    ----------
    store, upload_id : the company, and the number of the load
    most : rows at most

    Returns
    -------
    One row each, in the order of their lines.

    line : in the file
    wrong, group, code : the reason, see `cx.loading.ledger.receipts.explained`
    the columns of the table that the file fills : as text
    raw : the line as it is in the file
    misfit : whether the row cannot be cut into cells; its cells are those of its text by position, as far as they go

    Raises
    ------
    LoadError
        For a load that is not there, was undone, or was made before its way of reading was kept.
    """
    before, way, every = _standing(store, upload_id)
    places = {name: way["headers"].index(header) for name, header in before.mapping.items() if header in way["headers"]}
    rows = every.head(most)
    lines, misfit = rows["line"].tolist(), rows["column"].isna()
    with store.cursor() as cursor:
        earlier = ledger.mends(cursor, upload_id, lines)
    cut = [first_cells(raw, before.delimiter) for raw in rows["raw"]]
    by_hand = {line for step in earlier for line in step.edits}
    for place, line in enumerate(lines):
        if line in by_hand and len(cut[place]) != len(way["headers"]):
            cut[place] = []  # all its cells were given by hand
    changed = {
        name: [filled(row[place]) if place < len(row) else None for row in cut] for name, place in places.items()
    }
    rows_shown = explained(rows).assign(**changed, raw=rows["raw"].tolist(), misfit=misfit.tolist())
    for step in earlier:
        mend(rows_shown, step)
    return rows_shown


def mend(rows_shown: pd.DataFrame, step: Decisions) -> None:
    """Change the cells of `waiting` as a try will; rows that cannot be cut are changed by hand alone.

    Parameters
    ----------
    rows_shown : the answer of `waiting`, which is changed
    step : edits, then rules
    """
    for line, edit in step.edits.items():
        for name, text in edit.items():
            rows_shown.loc[rows_shown["line"] == line, name] = text
    for rule in step.rules:
        if rule.column in rows_shown:
            was = rows_shown[rule.column].isna() if rule.was is None else rows_shown[rule.column] == rule.was
            rows_shown.loc[was & ~rows_shown["misfit"], rule.column] = rule.becomes
