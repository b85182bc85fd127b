"""Which loads were made, what did each put where, and is it still there?"""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

import duckdb
import pandas as pd

from cx.errors import LoadError
from cx.loading.ledger import receipts
from cx.loading.ledger.receipts import PROBLEM_COLUMNS, Receipt, with_sentences
from cx.loading.rows.edits import Decisions, Rule
from cx.text.formatting import _

if TYPE_CHECKING:
    from cx.engine.connection import Engine

RECEIPT_READING = ("encoding", "delimiter", "header_line", "blank_lines")


READING = 1
"""What `uploads.reading` is made of. It is read by name: what a version did not write has its default."""


def next_id(cursor: duckdb.DuckDBPyConnection) -> int:
    """A number no load had before."""
    return int(cursor.execute("select nextval('upload_number')").fetchall()[0][0])


def write(cursor: duckdb.DuckDBPyConnection, receipt: Receipt, sha256: str, size: int, way: dict[str, object]) -> None:
    """Enter a load and what was mended in it, in the transaction that holds its rows.

    way : how the file was read (`job.Loaded.reading`), kept to read its quarantine again
    """
    reading = {
        "version": READING,
        "encoding": receipt.encoding,
        "delimiter": receipt.delimiter,
        "header_line": receipt.header_line,
        "blank_lines": receipt.blank_lines,
        **way,
    }
    cursor.execute(
        """
        insert into uploads by name select
            $upload_id as upload_id, $kind as kind, $name as name, $sha256 as sha256, $bytes as bytes, $lines as lines,
            $rows_read as rows_read, $rows_loaded as rows_loaded, $rows_quarantined as rows_quarantined,
            $mapping as mapping, $reading as reading, $notes as notes, $now as loaded_at
        """,
        {
            "upload_id": receipt.upload_id,
            "kind": receipt.kind,
            "name": receipt.name,
            "sha256": sha256,
            "bytes": size,
            "lines": receipt.lines,
            "rows_read": receipt.rows_read,
            "rows_loaded": receipt.rows_loaded,
            "rows_quarantined": receipt.rows_quarantined,
            "mapping": json.dumps(receipt.mapping, ensure_ascii=False),
            "reading": json.dumps(reading, ensure_ascii=False),
            "notes": json.dumps(receipt.notes, ensure_ascii=False),
            "now": now(),
        },
    ).fetchall()
    cursor.execute(
        "insert into mends by name select $upload_id::integer as upload_id, * from edited_cells",
        {"upload_id": receipt.upload_id},
    ).fetchall()


def earlier(store: "Engine", kind: str, sha256: str) -> Receipt | None:
    """The receipt of the same bytes loaded as the same kind and not undone."""
    upload_id = store.value(
        "select max(upload_id) from uploads where kind = $kind and sha256 = $sha256 and undone_at is null",
        kind=kind,
        sha256=sha256,
    )
    if upload_id is None:
        return None
    with store.cursor() as cursor:
        return replace(receipt(cursor, int(upload_id)), already_loaded=True)


def receipt(cursor: duckdb.DuckDBPyConnection, upload_id: int) -> Receipt:
    """The receipt of a load, from the ledger.

    Parameters
    ----------
    cursor : to ask with
    upload_id : the number of the load

    Raises
    ------
    LoadError
        Where there is no such load.
    """
    row = cursor.execute(
        """
        select upload_id, kind, name, rows_read, rows_loaded, rows_quarantined, lines, reading, mapping, notes
        from uploads where upload_id = $upload_id
        """,
        {"upload_id": upload_id},
    ).fetchone()
    if row is None:
        raise LoadError(
            _("There is no load with the number {upload_id}. The list of loads says which there are.").format(
                upload_id=upload_id
            )
        )
    *counts, reading, mapping, notes = row
    upload_id, kind, name, rows_read, rows_loaded, rows_quarantined, lines = counts
    return Receipt(
        upload_id,
        kind,
        name,
        rows_read,
        rows_loaded,
        rows_quarantined,
        lines,
        mapping=json.loads(mapping),
        notes=tuple(json.loads(notes)),
        already_loaded=False,
        problems=problems(cursor, upload_id),
        **{name: told for name, told in json.loads(reading).items() if name in RECEIPT_READING},
    )


def no_problems() -> pd.DataFrame:
    """The frame of a load without a problem."""
    return pd.DataFrame(columns=PROBLEM_COLUMNS)


def problems(cursor: duckdb.DuckDBPyConnection, upload_id: int) -> pd.DataFrame:
    """The rows a load set aside, with the sentence of their reason: line, column, value, reason, raw."""
    return with_sentences(waiting(cursor, upload_id))


def waiting(cursor: duckdb.DuckDBPyConnection, upload_id: int) -> pd.DataFrame:
    """The rows a load set aside, with the code of their reason: line, column, value, code, detail, raw."""
    return cursor.execute(
        'select line, "column", value, code, detail, raw from quarantine where upload_id = $upload_id order by line',
        {"upload_id": upload_id},
    ).df()


def uploads(store: "Engine") -> pd.DataFrame:
    """Every load ever made, undone ones included.

    Parameters
    ----------
    store : the company

    Returns
    -------
    One row a load, newest first.

    upload_id, kind, name : its number, its table, and what the file is called
    loaded_at, undone_at : UTC; undone_at is missing for a load that stands
    lines : of the file
    rows_read, rows_loaded, rows_quarantined : the first is the sum of the others
    bytes, sha256 : of the file
    notes : sentences, as a JSON list
    """
    return store.read("ledger/uploads")


def faults(store: "Engine", upload_id: int) -> pd.DataFrame:
    """The cells at fault in the rows a load set aside, as `receipts.faults` counts them."""
    with store.cursor() as cursor:
        return receipts.faults(waiting(cursor, upload_id))


def quarantine(store: "Engine", kind: str | None = None) -> pd.DataFrame:
    """Rows set aside by loads that were not undone.

    Parameters
    ----------
    store : the company
    kind : only those of this kind; None: all

    Returns
    -------
    One row each, by load, then by line: upload_id, kind, line (in the file), column (at fault; missing for a row that
    could not be cut), value (its text), reason (a sentence), raw (the line as it is in the file).
    """
    rows = store.rows(
        'select upload_id, kind, line, "column", value, code, detail, raw from quarantine '
        "where $kind is null or kind = $kind order by upload_id, line",
        kind=kind,
    )
    return pd.concat([rows[["upload_id", "kind"]], with_sentences(rows)], axis=1)


def release(cursor: duckdb.DuckDBPyConnection, upload_id: int, lines: Iterable[int]) -> None:
    """Take some rows of a load out of quarantine, inside the caller's transaction, which puts each of them
    somewhere.
    """
    cursor.execute(
        "delete from quarantine where upload_id = $upload_id and list_contains($lines, line)",
        {"upload_id": upload_id, "lines": list(lines)},
    ).fetchall()


def mends(cursor: duckdb.DuckDBPyConnection, upload_id: int, lines: Iterable[int]) -> tuple[Decisions, ...]:
    """What was mended in some rows of a load, in its order: by hand or by rule."""
    found = cursor.execute(
        """
        select line, "column", was, becomes from mends
        where upload_id = $upload_id and (line is null or list_contains($lines, line)) order by rowid
        """,
        {"upload_id": upload_id, "lines": list(lines)},
    ).fetchall()
    steps = []
    for by_rule, some in groupby(found, lambda mend: mend[0] is None):
        if by_rule:
            steps.append(Decisions(rules=tuple(Rule(*mend[1:]) for mend in some)))
            continue
        edits: dict[int, dict[str, str | None]] = {}
        for line, column, _was, becomes in some:
            edits.setdefault(line, {})[column] = becomes
        steps.append(Decisions(edits))
    return tuple(steps)


def settle(cursor: duckdb.DuckDBPyConnection, upload_id: int, kind: str) -> None:
    """Enter what a load holds now, after rows of its quarantine were tried again, and what was mended for it.

    Parameters
    ----------
    cursor : of the transaction
    upload_id, kind : of the load

    Raises
    ------
    LoadError
        Where the rows no longer add up to those that were read, so that nothing is kept.
    """
    given = {"upload_id": upload_id}
    cursor.execute(
        f"""
        update uploads set
            rows_loaded = (select count(*) from {kind} where upload_id = $upload_id),
            rows_quarantined = (select count(*) from quarantine where upload_id = $upload_id)
        where upload_id = $upload_id
        """,
        given,
    ).fetchall()
    cursor.execute(
        "delete from mends using edited_cells where mends.upload_id = $upload_id and mends.line = edited_cells.line and"
        ' mends."column" = edited_cells."column"',
        given,
    ).fetchall()  # such a cell was mended anew
    cursor.execute(
        "insert into mends by name select $upload_id::integer as upload_id, * from edited_cells where rows > 0",
        given,
    ).fetchall()
    query = "select rows_read = rows_loaded + rows_quarantined from uploads where upload_id = $upload_id"
    if not cursor.execute(query, given).fetchall()[0][0]:
        raise LoadError(
            _("The rows of load {upload_id} no longer add up. Nothing was changed; please report it.").format(
                upload_id=upload_id
            )
        )


def now() -> datetime:
    """The second in which something is entered, UTC."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def today() -> date:
    """The day on which a load is made."""
    return now().date()
