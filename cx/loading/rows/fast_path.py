"""A file whose lines are plain, read by the engine's own reader in one pass: the quick way, and what keeps it honest.

Every line of it was looked at (`cx.loading.rows.split_file`). Rows of the plainest cells go straight into the table as they are read;
the other rows, found as the lines that are missing there, are kept as text and go the careful way by themselves.
Anything else goes the careful way of `cx.loading.rows.records` as a whole.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import ClassVar

import duckdb
import numpy as np
import pandas as pd

from cx.errors import CxError
from cx.loading.files.source import Text
from cx.loading.header.column_cells import Cells
from cx.loading.header.layout import Layout
from cx.loading.rows import plain_cells, split_file
from cx.loading.rows.records import Lines
from cx.loading.rows.split_file import Pieces
from cx.tables.kinds import KINDS, UNIQUE

MOST_LINE = 4 << 20
LEAST_LINES = 50_000
"""A smaller file is read the careful way in no time."""

MOST_OTHERS = 0.05
"""With a larger share of rows that are not of the plainest cells in the first lines, all cells are looked at first."""

SAME_IN_ORDER = ("customer_id", "ordered_at", "channel")
"""What all lines of an order share, which tells none of them from another."""


class NotPlain(CxError):
    """The rows that were read in the quick way have to be read anew; `instead` says how (of pipeline.Work)."""

    instead: ClassVar[dict[str, bool]] = {"quick": False}


class NotProven(NotPlain):
    """A cell that its first and last letters told to be a number is none."""

    instead: ClassVar[dict[str, bool]] = {"trusting": False}


class LookCloser(NotPlain):
    """Every cell has to be looked at before any row is read."""

    instead: ClassVar[dict[str, bool]] = {"strict": False}


def fits(kind: str, text: Text, layout: Layout) -> bool:
    """Whether a file may be read in the quick way as far as can be told before its lines are cut."""
    simple = not (text.quotes or text.spoiled or kind in UNIQUE)
    return simple and text.lines >= LEAST_LINES and len(layout.headers) > 1 and layout.delimiter.isascii()


def cut(kind: str, text: Text, layout: Layout, cells: Cells, trusting: bool) -> Pieces | None:
    """The lines after the header in pieces; None where too many of them are not plain.

    trusting : whether columns are to be proven (cx.loading.rows.plain_cells), for which a few lines may be taken out of the pieces
    """
    columns = [KINDS[kind][name] for name in cells.positions] if trusting and not cells.odd_edges else []
    to_prove = plain_cells.provable(columns, cells.positions, text.odd_ids)
    found = split_file.cut(text.path, text.folder, layout.header_end, layout.delimiter, len(layout.headers), to_prove)
    return found if found and found.parts and found.lines == text.lines - layout.header_end else None


def rows(
    found: Pieces,
    layout: Layout,
    cells: Cells,
    more: Callable[[str], str] = str,
    wanted: set[int] | None = None,
    raw: bool = False,
    numbers: Collection[str] = (),
) -> str:
    """The select of every row: line, and the text of each column.

    more : adds columns to a select of these texts; they are worked out below the line number, or the engine would
    work each of them out once more for each condition on it
    wanted : the numbers of the pieces to read, None = all; raw : every cell of the file too, as c1, c2, ...
    numbers : columns that the engine's reader is to cast by itself, which it does in passing; it ends with a
    ConversionException at a cell that is no number
    """
    places = range(1, len(layout.headers) + 1)
    cast = {cells.positions[name] for name in numbers}
    columns = ", ".join(f"'c{at}': '{'decimal(18, 4)' if at in cast else 'varchar'}'" for at in places)
    names = _names(found, cells)
    mark = layout.delimiter.replace("'", "''")
    if raw:
        names = ", ".join([*(f"c{place}" for place in places), names])
    selects = []
    for number, piece in enumerate(found.parts):
        if wanted is None or number in wanted:
            path = str(piece.path).replace("'", "''")
            texts = f"""
                select {names}
                from read_csv(
                    '{path}', auto_detect = false, header = false, delim = '{mark}', quote = '', escape = '',
                    comment = '', max_line_size = {MOST_LINE}, columns = {{{columns}}}
                )
            """
            selects.append(f"select *, row_number() over () + {piece.first - 1} as line from ({more(texts)})")
    return " union all ".join(selects)


def _names(found: Pieces, cells: Cells) -> str:
    """The text of each column, from the cells c1, c2, ... of the file."""
    trim = f"{cells.trim}(c{{}})" if found.spaced or cells.odd_edges else "c{}"
    return ", ".join(f"{trim.format(place)} as {name}" for name, place in cells.positions.items())


def _cut_again(layout: Layout) -> str:
    """The select of the cells of the lines that were taken out: line, raw, c1, c2, ..."""
    mark = layout.delimiter.replace("'", "''")
    places = range(1, len(layout.headers) + 1)
    texts = ", ".join(f"nullif(texts[{place}], '') as c{place}" for place in places)
    return f"select line, raw, {texts} from (select *, string_split(raw, '{mark}') as texts from doubtful_lines)"


def keep_others(
    cursor: duckdb.DuckDBPyConnection, kind: str, upload_id: int, found: Pieces, layout: Layout, cells: Cells
) -> Lines:
    """Make the tables that the careful way makes, of the rows that are not in the table; counts all lines.

    Raises NotPlain where the engine did not see the lines that were counted.
    """
    odd, doubtful = (
        pd.DataFrame(lines_out, columns=["line", "raw"]).astype({"line": "int64", "raw": "str"})
        for lines_out in (found.odd, found.doubtful)
    )
    cursor.register("odd_lines", odd)
    cursor.register("doubtful_lines", doubtful)
    rows_there = f"select count(*) from {kind} where upload_id = $upload_id"
    inside = [
        f"({rows_there} and line between {piece.first} and {piece.first + piece.lines - 1})" for piece in found.parts
    ]
    query = f"select ({rows_there}), {', '.join(inside)}"  # apart: the engine skips the rows of other pieces
    ((total, *counts),) = cursor.execute(query, {"upload_id": upload_id}).fetchall()
    if total != sum(counts) or any(many > piece.lines for many, piece in zip(counts, found.parts, strict=True)):
        raise NotPlain("Lines were read that are not in the file.")
    short = {
        number
        for number, piece in enumerate(found.parts)
        if counts[number] < piece.lines - len(piece.odd) - len(piece.doubtful)
    }
    source = (
        rows(found, layout, cells, wanted=short, raw=True)
        if short
        else f"select * from ({rows(found, layout, cells, raw=True)}) limit 0"
    )
    near = " or ".join(
        f"line between {piece.first} and {piece.first + piece.lines - 1}"
        for number, piece in enumerate(found.parts)
        if number in short
    )
    mark = layout.delimiter.replace("'", "''")
    text = f" || '{mark}' || ".join(f"coalesce(c{place}, '')" for place in range(1, len(layout.headers) + 1))
    statement = f"""
        create temp table other_records as
        select line, {text} as raw, hash({text}) as mark, {", ".join(cells.positions)}
        from ({source})
        where line not in (select line from {kind} where upload_id = {int(upload_id)} and ({near or "false"}))
            and line not in (select line from odd_lines) and line not in (select line from doubtful_lines)
        union all
        select line, raw, hash(raw) as mark, {_names(found, cells)} from ({_cut_again(layout)})
    """
    cursor.execute(statement).fetchall()
    blank = _without_blank(cursor, odd, layout)
    _keep_misfits(cursor, odd, layout)
    cursor.unregister("odd_lines")
    cursor.unregister("doubtful_lines")
    lines_after = found.lines
    return Lines(lines_after + layout.header_end, layout.header_end, blank, lines_after - blank, 0, 0)


def _is_blank(delimiter: str) -> str:
    mark = delimiter.replace("'", "''")
    return f"trim(replace(raw, '{mark}', ''), e' \\t\\r') = ''"


def _is_filled(delimiter: str) -> str:
    return f"not ({_is_blank(delimiter).replace('raw', 'text')})"


def _without_blank(cursor: duckdb.DuckDBPyConnection, odd: pd.DataFrame, layout: Layout) -> int:
    """Leave blank lines out of other_records; how many there are in the file."""
    gone = cursor.execute(f"delete from other_records where {_is_blank(layout.delimiter)}").fetchall()[0][0]
    query = f"select count(*) from odd_lines where {_is_blank(layout.delimiter)}"
    return gone + (cursor.execute(query).fetchall()[0][0] if len(odd) else 0)


def _keep_misfits(cursor: duckdb.DuckDBPyConnection, odd: pd.DataFrame, layout: Layout) -> None:
    cursor.execute(
        f"""
        create temp table misfits as
        select line, raw, 'wrong_width' as code, len(string_split(raw, $delimiter)) || ' ' || $width as detail
        from odd_lines
        where not ({_is_blank(layout.delimiter)})
        """,
        {"delimiter": layout.delimiter, "width": len(layout.headers)},
    ).fetchall()


def first_rows(layout: Layout, cells: Cells) -> pd.DataFrame:
    """The first rows that are as wide as the header: line (0, they are not placed), and the untrimmed text of each column."""
    fit = [row for row in layout.first_rows if len(row) == len(layout.headers)]
    found = [(0, *[row[at - 1] for at in cells.positions.values()]) for row in fit]
    return _frame(found, cells)


def samples(text: Text, layout: Layout, cells: Cells) -> pd.DataFrame:
    """Some plain lines all over the file, cut here: line, and the untrimmed text of each column."""
    found = []
    for place, sample in text.samples:
        texts = sample.split(layout.delimiter)
        if place >= layout.header_end and len(texts) == len(layout.headers):
            found.append((place + 1, *[texts[at - 1] for at in cells.positions.values()]))
    return _frame(found, cells)


def trimmed(relation: str, cells: Cells) -> str:
    """The select of such rows as the engine has them: without what surrounds a value, null where nothing is left."""
    return f"select line, {', '.join(f'{cells.trim}({name}) as {name}' for name in cells.positions)} from {relation}"


def _frame(found: list[tuple], cells: Cells) -> pd.DataFrame:
    frame = pd.DataFrame(found, columns=["line", *cells.positions], dtype=object)
    return frame.astype({"line": "int64"} | dict.fromkeys(cells.positions, "str"))


def repeated(
    cursor: duckdb.DuckDBPyConnection,
    kind: str,
    upload_id: int,
    text: Text,
    layout: Layout,
    cells: Cells,
    blank: bool,
) -> int:
    """How many rows of the load equal an earlier one of it in every cell.

    blank : whether some lines are blank
    Most files have no two rows of the same values, and then no two lines are the same: that is the quicker question.
    """
    kept = [name for name in cells.positions if not KINDS[kind][name].helper]
    telling = [name for name in kept if name not in SAME_IN_ORDER or "order_id" not in kept]
    values = f"select hash({', '.join(telling)}) as mark from {kind} where upload_id = $upload_id"
    if not _again(_marks(cursor, values, upload_id=upload_id)):
        return 0
    lines_after = f"""
        select hash(text) as mark
        from read_csv(
            $path, auto_detect = false, header = false, delim = e'\\x01', quote = '', escape = '', comment = '',
            skip = {layout.header_end}, max_line_size = {MOST_LINE}, columns = {{'text': 'varchar'}}
        )
        {f"where {_is_filled(layout.delimiter)}" if blank else ""}
    """
    marks = _marks(cursor, lines_after, path=str(text.path))
    aside = _marks(cursor, "select hash(raw) as mark from quarantine where upload_id = $upload_id", upload_id=upload_id)
    return _again(marks) - _twice_aside(marks, aside)


def _marks(cursor: duckdb.DuckDBPyConnection, query: str, **given: str | int) -> np.ndarray:
    """Hashes in order. Sorting those of 10 million lines takes a tenth of a second, a hash table in the engine twenty times as long."""
    return np.sort(np.asarray(cursor.execute(query, given).fetchnumpy()["mark"]))


def _again(marks: np.ndarray) -> int:
    """How many of some sorted marks equal the one before."""
    return int(np.count_nonzero(marks[1:] == marks[:-1]))


def _twice_aside(marks: np.ndarray, aside: np.ndarray) -> int:
    """How many of the repetitions among all sorted marks go away with those set aside."""
    values, taken = np.unique(aside, return_counts=True)
    there = np.searchsorted(marks, values, "right") - np.searchsorted(marks, values, "left")
    return int((np.maximum(there - 1, 0) - np.maximum(there - taken - 1, 0)).sum())


def others_only(cells: Cells) -> Cells:
    """The cells of the records that did not go into the table at once."""
    names = ", ".join(cells.positions)
    return replace(cells, relation=f"select line, mark, {names} from other_records", with_care=True)
