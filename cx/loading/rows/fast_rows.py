"""Statements of the fast path: rows that go from the parts of a file into their table while the engine reads them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import duckdb
import numpy as np
import pandas as pd

from cx.loading.header.column_cells import Cells
from cx.loading.header.layout import Layout
from cx.loading.rows import checks
from cx.loading.rows.checks import Task
from cx.loading.rows.records import Lines
from cx.loading.rows.row_path import PathError, Request
from cx.loading.rows.split_file import Partitions
from cx.loading.rows.workspace import Workspace
from cx.tables.kinds import KINDS

MOST_LINE = 4 << 20
SAME_IN_ORDER = ("customer_id", "ordered_at", "channel")
"""What all lines of an order share, which tells none of them from another."""


class NotPlain(PathError):
    """Lines that the engine's own reader cannot cut, or did not read as they were counted."""


@dataclass(frozen=True)
class Source:
    """The partitions of a file, and how their lines are cut."""

    partitions: Partitions
    layout: Layout
    cells: Cells

    @property
    def names(self) -> str:
        """The text of each column, from the cells c1, c2, ... of the file."""
        trim = f"{self.cells.trim}(c{{}})" if self.partitions.spaced or self.cells.odd_edges else "c{}"
        return ", ".join(f"{trim.format(place)} as {name}" for name, place in self.cells.positions.items())

    @property
    def mark(self) -> str:
        """The delimiter as it stands in a statement."""
        return self.layout.delimiter.replace("'", "''")

    @property
    def places(self) -> range:
        """The positions of the cells of a line, 1 = first."""
        return range(1, len(self.layout.headers) + 1)


def rows(
    source: Source,
    more: Callable[[str], str] = str,
    wanted: set[int] | None = None,
    raw: bool = False,
    numbers: Collection[str] = (),
) -> str:
    """The select of every row: line, and the text of each column.

    Parameters
    ----------
    source : the partitions of the file
    more : adds columns to a select of these texts; they are worked out below the line number, or the engine would
        work each of them out once more for each condition on it
    wanted : the numbers of the partitions to read, None = all
    raw : every cell of the file too, as c1, c2, ...
    numbers : columns that the engine's reader is to cast by itself, which it does in passing; it ends with a
        ConversionException at a cell that is no number
    """
    places = source.places
    cast = {source.cells.positions[name] for name in numbers}
    columns = ", ".join(f"'c{at}': '{'decimal(18, 4)' if at in cast else 'varchar'}'" for at in places)
    names = source.names
    if raw:
        names = ", ".join([*(f"c{place}" for place in places), names])
    selects = []
    for number, partition in enumerate(source.partitions.parts):
        if wanted is None or number in wanted:
            path = str(partition.path).replace("'", "''")
            texts = f"""
                select {names}
                from read_csv(
                    '{path}', auto_detect = false, header = false, delim = '{source.mark}', quote = '', escape = '',
                    comment = '', max_line_size = {MOST_LINE}, columns = {{{columns}}}
                )
            """
            selects.append(f"select *, row_number() over () + {partition.first - 1} as line from ({more(texts)})")
    return " union all ".join(selects)


def insert(cursor: duckdb.DuckDBPyConnection, task: Task, rows: str) -> int:
    """Insert every sound row while it is read, without a copy of it on the way.

    Parameters
    ----------
    cursor, task : of the transaction, and the load
    rows : the select of line, and the text and the value of each column

    Returns
    -------
    How many.

    Notes
    -----
    The partitions are read side by side, each by one thread from its first line to its last, so that a row's number in
    it is its line; only the order of the partitions in the table is left open, and no answer rests on that. The setting
    holds for questions that are asked meanwhile too: none of them rests on the order of a table. What stands in an
    order is sorted by its statement, which the engine keeps to (so are the events that funnel/events numbers), and the
    other numbers that are given to rows are names and nothing more.
    """
    chosen = [f"value_{column.name} as {column.name}" for column in task.columns if not column.helper]
    statement = f"""
        insert into {task.kind} by name
        select {", ".join(chosen + checks.order_number(task))}, cast($upload_id as integer) as upload_id, line
        from ({rows})
        where {checks.sound(task)}
    """
    with cursor.cursor() as settings:  # one of its own: after an error this one takes no more statements
        settings.execute("set preserve_insertion_order = false")
        try:
            ((inserted,),) = cursor.execute(statement, task.given(statement)).fetchall()
            return int(inserted)
        finally:
            settings.execute("reset preserve_insertion_order")


def unsound_share(cursor: duckdb.DuckDBPyConnection, task: Task, relation: str) -> float:
    """Which share of some rows has a cell that is not of the plainest form; 0 where there is no row."""
    found = checks.valued(task, True, relation)
    query = f"select count(*), count(case when {checks.sound(task)} then 1 end) from ({found})"
    ((total, fine),) = cursor.execute(query, task.given(query)).fetchall()
    return 1 - fine / total if total else 0.0


def mixed_up(cursor: duckdb.DuckDBPyConnection, task: Task, relation: str, strict: bool) -> int:
    """How many of some rows stand in the table with other values than they have when read alone."""
    there = [column.name for column in task.columns if not column.helper]
    differ = " or ".join(f"held.{name} is distinct from alone.value_{name}" for name in there)
    found = checks.valued(task, strict, relation)
    query = f"""
        select count(*)
        from ({found}) alone join {task.kind} held on held.line = alone.line
        where held.upload_id = $upload_id and ({differ})
    """
    ((mixed,),) = cursor.execute(query, {"upload_id": task.upload_id}).fetchall()
    return int(mixed)


def _cut_lines(source: Source) -> str:
    """The select of the cells of the lines that were taken out: line, raw, c1, c2, ..."""
    texts = ", ".join(f"nullif(texts[{place}], '') as c{place}" for place in source.places)
    return f"select line, raw, {texts} from (select *, string_split(raw, '{source.mark}') as texts from doubtful_lines)"


def keep_others(workspace: Workspace, source: Source, task: Task) -> Lines:
    """Make the tables that the careful path makes, of the rows that are not in the table; counts all lines.

    Raises
    ------
    NotPlain : where the engine did not see the lines that were counted.
    """
    found, layout = source.partitions, source.layout
    short = _incomplete(workspace.cursor, found, task)
    texts = rows(source, wanted=short, raw=True) if short else f"select * from ({rows(source, raw=True)}) limit 0"
    near = " or ".join(
        f"line between {partition.first} and {partition.last}"
        for number, partition in enumerate(found.parts)
        if number in short
    )
    there = f"select line from {task.kind} where upload_id = {int(task.upload_id)} and ({near or 'false'})"
    text = f" || '{source.mark}' || ".join(f"coalesce(c{place}, '')" for place in source.places)
    statement = f"""
        select line, {text} as raw, hash({text}) as mark, {", ".join(source.cells.positions)}
        from ({texts})
        where line not in ({there})
            and line not in (select line from odd_lines) and line not in (select line from doubtful_lines)
        union all
        select line, raw, hash(raw) as mark, {source.names} from ({_cut_lines(source)})
    """
    with (
        workspace.frame("odd_lines", _numbered(found.odd)),
        workspace.frame("doubtful_lines", _numbered(found.doubtful)),
    ):
        workspace.make_other_records(statement, {})
        blank = _without_blank(workspace.cursor, layout, bool(found.odd))
        _keep_misfits(workspace, layout)
    return Lines(found.lines + layout.header_end, layout.header_end, blank, found.lines - blank, 0, 0)


def _numbered(lines: list[tuple[int, str]]) -> pd.DataFrame:
    return pd.DataFrame(lines, columns=["line", "raw"]).astype({"line": "int64", "raw": "str"})


def _incomplete(cursor: duckdb.DuckDBPyConnection, found: Partitions, task: Task) -> set[int]:
    """The numbers of the partitions of which a row is not in the table, apart from the lines that were taken out."""
    rows_there = f"select count(*) from {task.kind} where upload_id = $upload_id"
    inside = [f"({rows_there} and line between {partition.first} and {partition.last})" for partition in found.parts]
    query = f"select ({rows_there}), {', '.join(inside)}"  # apart: the engine skips the rows of other partitions
    ((total, *counts),) = cursor.execute(query, {"upload_id": task.upload_id}).fetchall()
    if total != sum(counts) or any(many > partition.lines for many, partition in zip(counts, found.parts, strict=True)):
        raise NotPlain("Lines were read that are not in the file.")
    return {
        number
        for number, partition in enumerate(found.parts)
        if counts[number] < partition.lines - len(partition.odd) - len(partition.doubtful)
    }


def _is_blank(delimiter: str) -> str:
    mark = delimiter.replace("'", "''")
    return f"trim(replace(raw, '{mark}', ''), e' \\t\\r') = ''"


def _is_filled(delimiter: str) -> str:
    return f"not ({_is_blank(delimiter).replace('raw', 'text')})"


def _without_blank(cursor: duckdb.DuckDBPyConnection, layout: Layout, some_odd: bool) -> int:
    """Leave blank lines out of other_records; how many there are in the file."""
    gone = cursor.execute(f"delete from other_records where {_is_blank(layout.delimiter)}").fetchall()[0][0]
    query = f"select count(*) from odd_lines where {_is_blank(layout.delimiter)}"
    return int(gone + (cursor.execute(query).fetchall()[0][0] if some_odd else 0))


def _keep_misfits(workspace: Workspace, layout: Layout) -> None:
    reason = "'wrong_width' as code, len(string_split(raw, $delimiter)) || ' ' || $width as detail"
    workspace.make_misfits(
        f"select line, raw, {reason} from odd_lines where not ({_is_blank(layout.delimiter)})",
        {"delimiter": layout.delimiter, "width": len(layout.headers)},
    )


def first_rows(request: Request) -> pd.DataFrame:
    """The first rows as wide as the header: line (0, they are not placed), and the untrimmed text of each column."""
    layout, cells = request.layout, request.cells
    fit = [row for row in layout.first_rows if len(row) == len(layout.headers)]
    found = [(0, *[row[at - 1] for at in cells.positions.values()]) for row in fit]
    return _frame(found, cells)


def samples(request: Request) -> pd.DataFrame:
    """Some plain lines all over the file, cut here: line, and the untrimmed text of each column."""
    found, layout, cells = [], request.layout, request.cells
    for place, sample in request.text.samples:
        texts = sample.split(layout.delimiter)
        if place >= layout.header_end and len(texts) == len(layout.headers):
            found.append((place + 1, *[texts[at - 1] for at in cells.positions.values()]))
    return _frame(found, cells)


def trimmed(relation: str, cells: Cells) -> str:
    """The select of such rows as the engine has them: without what surrounds a value, null where nothing is left."""
    return f"select line, {', '.join(f'{cells.trim}({name}) as {name}' for name in cells.positions)} from {relation}"


def _frame(found: list[tuple[object, ...]], cells: Cells) -> pd.DataFrame:
    frame = pd.DataFrame(found, columns=["line", *cells.positions], dtype=object)
    return frame.astype({"line": "int64"} | dict.fromkeys(cells.positions, "str"))


def repeated(cursor: duckdb.DuckDBPyConnection, request: Request, task: Task, blank: bool) -> int:
    """How many rows of the load equal an earlier one of it in every cell.

    blank : whether some lines are blank
    Most files have no two rows of the same values, and then no two lines are the same: that is the quicker question.
    """
    kind, upload_id, text, layout = request.kind, task.upload_id, request.text, request.layout
    kept = [name for name in task.cells.positions if not KINDS[kind][name].helper]
    telling = [name for name in kept if name not in SAME_IN_ORDER or "order_id" not in kept]
    values = f"select hash({', '.join(telling)}) as mark from {kind} where upload_id = $upload_id"
    if not _count_equal(_marks(cursor, values, upload_id=upload_id)):
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
    return _count_equal(marks) - _count_equal_aside(marks, aside)


def _marks(cursor: duckdb.DuckDBPyConnection, query: str, **given: str | int) -> np.ndarray:
    """Hashes in order. To sort those of 10 million lines takes a tenth of a second, a hash table in the engine 20 times
    that.
    """
    return np.sort(np.asarray(cursor.execute(query, given).fetchnumpy()["mark"]))


def _count_equal(marks: np.ndarray) -> int:
    """How many of some sorted marks equal the one before."""
    return int(np.count_nonzero(marks[1:] == marks[:-1]))


def _count_equal_aside(marks: np.ndarray, aside: np.ndarray) -> int:
    """How many of the repetitions among all sorted marks go away with those set aside."""
    values, taken = np.unique(aside, return_counts=True)
    there = np.searchsorted(marks, values, "right") - np.searchsorted(marks, values, "left")
    return int((np.maximum(there - 1, 0) - np.maximum(there - taken - 1, 0)).sum())


def others_only(cells: Cells) -> Cells:
    """The cells of the records that did not go into the table at once."""
    names = ", ".join(cells.positions)
    return replace(cells, relation=f"select line, mark, {names} from other_records", with_care=True)
