"""What would a load do? Shown before anything is written."""

from itertools import islice

import duckdb
import pandas as pd

from cx.loading import job as load_job
from cx.loading.files.source import Text
from cx.loading.ledger import ledger
from cx.loading.ledger.receipts import PROBLEM_COLUMNS, Preview, Receipt, explained, faults, first_cells
from cx.loading.rows import checks
from cx.loading.values import numbers as value_numbers
from cx.tables import reasons

MOST_LETTERS = 4

NO_LOAD = -1
"""The number of a load that is never made."""


def nothing_ready(text, found, kind, scores, mapping, missing) -> Preview:
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
        letters=letters(text, found.delimiter),
    )


def letters(text: Text, delimiter: str) -> tuple[str, ...]:
    """A few cells beyond ASCII, where the encoding of the file is a guess: a person sees at once whether it is right."""
    if text.encoding.startswith("utf"):
        return ()
    cells = (cell.strip(' "') for line in text.head for cell in line.split(delimiter))
    return tuple(islice(dict.fromkeys(cell for cell in cells if not cell.isascii()), MOST_LETTERS))


def of_work(
    cursor,
    receipt: Receipt,
    work: load_job.Work,
    scores: dict[str, float],
    most: int,
) -> Preview:
    ready = cursor.execute(
        f"select * exclude (upload_id) from {receipt.kind} where upload_id = {NO_LOAD} order by line limit {most}"
    ).df()
    readings, found, noticed = work.readings, work.layout, work.noticed(cursor)
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
        second=_second(cursor, work, noticed),
        faults=faults(waiting),
        shown=_shown(cursor, work, waiting, most),
        part=work.text.part,
        parts=work.text.parts,
        header_rows=found.header_rows,
        zoned=tuple(readings.zoned),
        unsure_dates=dict(readings.unsure),
        cautions=tuple(readings.cautions),
        letters=letters(work.text, found.delimiter),
    )


def _second(cursor: duckdb.DuckDBPyConnection, work: load_job.Work, noticed: pd.DataFrame) -> pd.DataFrame:
    """The rows named in `first_lines` of `noticed`, as text: choice, line, the columns, raw."""
    wanted = noticed[["choice", "first_lines"]].explode("first_lines").dropna()
    wanted = wanted.rename(columns={"first_lines": "line"}).astype({"line": "int64"})
    cursor.register("wanted", wanted)
    cursor.execute("create temp table faulty as select distinct line from wanted").fetchall()
    checks.read_again(cursor, work.text.path)
    names = ", ".join(f"records.{name}" for name in work.cells.positions)
    found = cursor.execute(
        f"""
        select wanted.choice, wanted.line, {names}, coalesce(other_records.raw, again.text) as raw
        from wanted
        join ({work.cells.records}) records using (line)
        left join again using (line)
        left join other_records using (line)
        order by wanted.line
        """
    ).df()
    for name in ("faulty", "again"):
        cursor.execute(f"drop table {name}").fetchall()
    cursor.unregister("wanted")
    return found


def _shown(cursor: duckdb.DuckDBPyConnection, work: load_job.Work, waiting: pd.DataFrame, most: int) -> pd.DataFrame:
    """The first rows in quarantine with their cells as text: line, wrong, group, code, the columns, raw, misfit.

    The cells of a row that could not be cut are those of the raw text by position, as far as they go.
    """
    names = list(work.cells.positions)
    query = f"""
        select
            aside.line, {", ".join(f"records.{name}" for name in names)}, aside.raw, records.line is null as misfit
        from quarantine aside left join ({work.cells.records}) records using (line)
        where upload_id = $upload_id order by aside.line limit {most}
    """
    found = cursor.execute(query, {"upload_id": NO_LOAD}).df()
    for row in found.index[found["misfit"]]:
        cut = first_cells(found.at[row, "raw"], work.layout.delimiter)
        for name, place in work.cells.positions.items():
            if 0 < place <= len(cut):
                found.at[row, name] = cut[place - 1]
    return explained(waiting.head(most)).merge(found, on="line")


def _grouped(waiting: pd.DataFrame) -> pd.DataFrame:
    """Rows of each reason, without what is special to one row: reason, rows; most rows first."""
    told = pd.Series(reasons.groups(waiting), dtype="str", name="reason")
    counts = told.value_counts(sort=False).rename_axis("reason").reset_index(name="rows")
    return counts.sort_values(["rows", "reason"], ascending=[False, True], ignore_index=True)
