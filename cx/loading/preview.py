"""Previews: what a load would do, shown before anything is written."""

from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd

from cx.loading import job
from cx.loading.files import source as file_source
from cx.loading.files.source import Text
from cx.loading.header import layout, mapping_errors, matching, past_mappings
from cx.loading.header.layout import Layout
from cx.loading.ledger import company_currency as currencies
from cx.loading.ledger import ledger
from cx.loading.ledger.receipts import PROBLEM_COLUMNS, Preview, explained, faults, first_cells
from cx.loading.options import ReadOptions
from cx.loading.rows import checks, existing_ids, row_choices
from cx.loading.rows.checks import Task
from cx.loading.rows.edits import Decisions
from cx.loading.rows.row_path import Request
from cx.loading.rows.workspace import Workspace
from cx.loading.values import numbers as value_numbers
from cx.tables import reasons, schema
from cx.tables.kinds import CUSTOMER_DAY

if TYPE_CHECKING:
    from cx.engine.connection import Engine

MOST_SHOWN = 1000
MOST_LETTERS = 4

NO_LOAD = -1
"""The number of a load that is never made."""


def preview(
    source: Any,
    kind: str | None = None,
    mapping: dict[str, str] | None = None,
    *,
    store: "Engine | None" = None,
    most: int = MOST_SHOWN,
    decisions: Decisions | None = None,
    instead: bool = False,
    **options: Any,
) -> Preview:
    """What a load would do, by doing it in a store of its own that is thrown away.

    Parameters
    ----------
    source, decisions, **options : as in `load`
    kind : None = guessed from the headers
    mapping : as in `load`, but an order number that is not in the file is made by `order_rule`, else CUSTOMER_DAY, and
        a mapping that lacks a needed column is told, not raised
    store : ids that it holds already count as taken, unless the file is loaded `instead` of all; a file with the
        headers of an earlier load is proposed to be read as that one was; what was answered then is told, not taken
    most : so many problem rows and ready rows at most are brought up
    instead : whether it would take every earlier load back

    Returns
    -------
    A Preview; nothing was written. Answers of employees count as ready rows, but are not among those brought up.

    Raises
    ------
    LoadError
        In a sentence, when the file cannot be read at all.

    Examples
    --------
    >>> seen = preview(b"Cust No,Order Date,Total (USD)\\nC1,2025-01-31,12.50\\n")
    >>> seen.kind, seen.mapping["order_id"], seen.rows_ready
    ('orders', 'one order per customer and day', 1)
    """
    reading = ReadOptions(**options)
    with (
        file_source.opened(source, reading, first=True) as text,
        duckdb.connect(":memory:") as connection,
    ):
        found = layout.found(text, kind, mapping, reading, any_header=True)
        scores = matching.kind_scores(found.headers, found.samples)
        before = past_mappings.remembered(store, found.headers, kind) if store else None
        remembered = before if mapping is None else None
        guessed = mapping is None and not remembered
        kind = kind or (remembered.kind if remembered else next(iter(scores)))
        mapping_errors.require_kind(kind)
        mapping = remembered.mapping if remembered else mapping
        chosen = (
            _proposed(kind, found, None if instead else store, reading.order_rule)
            if mapping is None
            else {name: header for name, header in mapping.items() if header}
        )
        cursor = connection.cursor()
        cursor.execute(schema.TEXT).fetchall()
        missing = tuple(matching.missing(kind, chosen))
        if missing:
            return _nothing_ready(text, found, kind, scores, chosen, missing)
        mapping_errors.require_headers(kind, chosen, found, text.name)
        decided = decisions or Decisions()
        existing_ids.copy(cursor, kind, chosen, None if instead else store, decided.replaces)
        request = Request(
            kind,
            text,
            found,
            chosen,
            reading,
            ledger.today(),
            decided=decided,
            tolerant=True,
            company_currency=currencies.of_company(store, decided.replaces) if store and not instead else "",
            guessed=guessed,
        )
        seen = job.first_success(request, lambda attempt: _of_attempt(cursor, attempt, scores, most))
        if before and before.answers and before.kind == kind:
            seen = replace(seen, answers=before.answers, told_of_answers=before.told_of_answers)
        twin = ledger.earlier(store, kind, text.sha256) if store and not instead else None
        if twin and twin.upload_id not in decided.replaces:
            seen = replace(seen, loaded_as=twin.upload_id)
        return replace(seen, notes=(remembered.told, *seen.notes)) if remembered else seen


def _proposed(kind: str, found: layout.Layout, store: "Engine | None", rule: str | None) -> dict[str, str]:
    mapping = matching.columns(kind, found.headers, found.samples)
    share = partial(existing_ids.share, store, kind)
    mapping |= matching.by_value(kind, mapping, found.headers, found.samples, share)
    if kind == "orders" and "order_id" not in mapping:
        mapping = {"order_id": rule or CUSTOMER_DAY} | mapping
    return mapping


def _nothing_ready(
    text: Text,
    found: Layout,
    kind: str,
    scores: dict[str, float],
    mapping: dict[str, str],
    missing: tuple[str, ...],
) -> Preview:
    rows = max(text.lines - found.header_end, 0)
    frame = ledger.no_problems()
    return Preview(
        text.name,
        kind,
        scores[kind],
        scores,
        found.headers,
        found.samples,
        mapping,
        missing,
        (),
        (),
        rows,
        0,
        rows,
        text.lines,
        found.header_line,
        text.encoding,
        found.delimiter,
        text.notes,
        frame,
        pd.DataFrame(columns=["reason", "rows"]),
        frame.iloc[:0, :0],
        part=text.part,
        parts=text.parts,
        header_rows=found.header_rows,
        letters=_letters(text, found.delimiter),
    )


def _letters(text: Text, delimiter: str) -> tuple[str, ...]:
    """A few cells beyond ASCII, where the encoding of the file is a guess: a person sees at once whether it is
    right.
    """
    if text.encoding.startswith("utf"):
        return ()
    cells = (cell.strip(' "') for line in text.head for cell in line.split(delimiter))
    return tuple(islice(dict.fromkeys(cell for cell in cells if not cell.isascii()), MOST_LETTERS))


def _of_attempt(cursor: duckdb.DuckDBPyConnection, attempt: job.Job, scores: dict[str, float], most: int) -> Preview:
    """Stage and fill in the empty store of a preview, and bring up what came of it."""
    attempt.stage(cursor)
    loaded = attempt.fill(NO_LOAD)
    receipt, text, found, task = loaded.receipt, loaded.request.text, loaded.request.layout, loaded.filled.task
    shown = "measure <> 'employee'" if receipt.kind == "surveys" else "true"
    ready = cursor.execute(
        f"select * exclude (upload_id) from {receipt.kind} where upload_id = {NO_LOAD} and {shown}"
        f" order by line limit {most}"
    ).df()
    readings, noticed = task.readings, row_choices.noticed(cursor, task)
    workspace = Workspace(cursor)
    waiting = ledger.waiting(cursor, NO_LOAD)
    return Preview(
        receipt.name,
        receipt.kind,
        scores[receipt.kind],
        scores,
        found.headers,
        found.samples,
        receipt.mapping,
        (),
        tuple(readings.undecided),
        value_numbers.undecided(readings),
        receipt.rows_read,
        receipt.rows_loaded,
        receipt.rows_quarantined,
        receipt.lines,
        receipt.header_line,
        receipt.encoding,
        receipt.delimiter,
        receipt.notes,
        receipt.problems.head(most)[PROBLEM_COLUMNS],
        _grouped(waiting),
        ready,
        noticed=noticed,
        second=_second(workspace, task, noticed),
        faults=faults(waiting),
        shown=_shown(cursor, task, found.delimiter, waiting, most),
        part=text.part,
        parts=text.parts,
        header_rows=found.header_rows,
        zoned=tuple(readings.zoned),
        unsure_dates=dict(readings.unsure),
        cautions=tuple(readings.cautions),
        letters=_letters(text, found.delimiter),
    )


def _second(workspace: Workspace, task: Task, noticed: pd.DataFrame) -> pd.DataFrame:
    """The rows named in `first_lines` of `noticed`, as text: choice, line, the columns, raw."""
    wanted = noticed[["choice", "first_lines"]].explode("first_lines").dropna()
    wanted = wanted.rename(columns={"first_lines": "line"}).astype({"line": "int64"})
    names = ", ".join(f"records.{name}" for name in task.cells.positions)
    query = f"""
        select wanted.choice, wanted.line, {names}, coalesce(other_records.raw, faulty_texts.text) as raw
        from wanted
        join ({task.cells.records}) records using (line)
        left join faulty_texts using (line)
        left join other_records using (line)
        order by wanted.line
    """
    with workspace.frame("wanted", wanted):
        workspace.make_faulty("select distinct line from wanted", {})
        checks.read_faulty_texts(workspace, task.path)
        found = workspace.cursor.execute(query).df()
    workspace.drop("faulty", "faulty_texts")
    return found


def _shown(
    cursor: duckdb.DuckDBPyConnection, task: Task, delimiter: str, waiting: pd.DataFrame, most: int
) -> pd.DataFrame:
    """The first rows in quarantine with their cells as text: line, wrong, group, code, the columns, raw, misfit.

    The cells of a row that could not be cut are those of the raw text by position, as far as they go.
    """
    names = list(task.cells.positions)
    query = f"""
        select
            rejected.line, {", ".join(f"records.{name}" for name in names)}, rejected.raw,
            records.line is null as misfit
        from quarantine rejected left join ({task.cells.records}) records using (line)
        where upload_id = $upload_id order by rejected.line limit {most}
    """
    found = cursor.execute(query, {"upload_id": NO_LOAD}).df()
    for row in found.index[found["misfit"]]:
        cut = first_cells(found.at[row, "raw"], delimiter)
        for name, place in task.cells.positions.items():
            if 0 < place <= len(cut):
                found.at[row, name] = cut[place - 1]
    return explained(waiting.head(most)).merge(found, on="line")


def _grouped(waiting: pd.DataFrame) -> pd.DataFrame:
    """Rows of each reason, without what is special to one row: reason, rows; most rows first."""
    worded = pd.Series(reasons.groups(waiting), dtype="str", name="reason")
    counts = worded.value_counts(sort=False).rename_axis("reason").reset_index(name="rows")
    return counts.sort_values(["rows", "reason"], ascending=[False, True], ignore_index=True)
