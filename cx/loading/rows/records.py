"""Records of a file, cut by the engine where lines are plain and by a careful reader where they are not."""

import csv
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from cx.engine import statements
from cx.errors import LoadError
from cx.loading.files.cleanup import CUT
from cx.loading.files.source import Text
from cx.loading.header.column_cells import Cells
from cx.loading.header.layout import Layout
from cx.loading.rows.workspace import Workspace
from cx.tables import reasons
from cx.text.formatting import _

KEPT_AT_ONCE = 20_000
LONGEST_RECORD = 500
"""A record may span so many lines; a quote left open for longer is a mistake of its line."""

csv.field_size_limit(1 << 22)
CELL_END = "\x1f"
BLANK, PLAIN, QUOTED, CAREFUL, RAGGED, SPOILED, INNER = range(7)
_STRICT = {"strict": True}
_OTHERS = (
    (' "', {"strict": True, "skipinitialspace": True}),
    ('\\"', {"strict": True, "doublequote": False, "escapechar": "\\"}),
)
"""Other ways to quote, tried only where their sign is in the line and the strict reading fails."""


@dataclass(frozen=True)
class Lines:
    """Counts that add up: lines = header_end + blank + records + inner.

    inner : further physical lines of records that span several
    long_records : records that span several lines
    """

    lines: int
    header_end: int
    blank: int
    records: int
    inner: int
    long_records: int


def stage(
    workspace: Workspace,
    text: Text,
    layout: Layout,
    cells: Cells,
    like_a_row: Callable[[list[str]], bool],
) -> Lines:
    """Cut the lines into the temporary tables raw_lines, other_records (cut by the careful reader) and misfits.

    like_a_row : whether the cells of one line could be a row by themselves; guards against a stray quote
    """
    cursor, width, mark = workspace.cursor, len(layout.headers), layout.delimiter
    given = {"path": str(text.path), "delimiter": mark, "width": width, "spoiled": text.spoiled}
    given |= {"whole": _whole(mark, width), "cell": _cell(mark), **cells.labels}
    workspace.make_raw_lines(statements.text("rows/lines").replace("/* columns */", cells.columns), given)
    _require_order(workspace, text)
    header = {"inner": INNER, "end": layout.header_end}
    cursor.execute("update raw_lines set shape = $inner where rowid < $end", header).fetchall()
    workspace.make_parsed_records()
    long_records = _read_carefully(workspace, text, _Careful(layout, like_a_row))
    _settle(workspace, cells)
    cursor.execute(statements.text("rows/misfits"), {"delimiter": mark, "width": width}).fetchall()
    return _counted(cursor, layout, long_records)


def _require_order(workspace: Workspace, text: Text) -> None:
    """Every line number rests on the order in which the engine kept the lines: look at some all over the file."""
    query = "select count(*) from line_samples join raw_lines on rowid = line where hash(line_samples.text) <> mark"
    with workspace.frame("line_samples", pd.DataFrame(list(text.samples), columns=["line", "text"])):
        ((mixed,),) = workspace.cursor.execute(query).fetchall()
    if mixed:
        raise LoadError(
            _("{name}: its lines were mixed up while reading. Nothing was written; please report this file.").format(
                name=text.name
            )
        )


def _settle(workspace: Workspace, cells: Cells) -> None:
    """What the careful reader cut becomes other_records; what it could not becomes misfits."""
    cut = f"select line, raw, hash(raw) as mark, {cells.columns} from parsed_records where code is null"
    workspace.make_other_records(cut, cells.labels)
    workspace.make_misfits("select line, raw, code, detail from parsed_records where code is not null", {})


def _counted(cursor: duckdb.DuckDBPyConnection, layout: Layout, long_records: int) -> Lines:
    shapes = dict(cursor.execute("select shape, count(*) from raw_lines group by shape").fetchall())
    total, inner = sum(shapes.values()), shapes.get(INNER, 0) - layout.header_end
    blank = shapes.get(BLANK, 0)
    return Lines(total, layout.header_end, blank, total - layout.header_end - blank - inner, inner, long_records)


def _whole(delimiter: str, width: int) -> str:
    """The pattern of a line of so many cells, each bare or closed in quotes."""
    mark = "\\" + delimiter
    cell = f'(?:"(?:[^"]|"")*"|[^"{mark}]*)'
    return f"(?:{cell}{mark}){{{width - 1}}}{cell}" if 1 < width <= 1000 else cell


def _cell(delimiter: str) -> str:
    mark = "\\" + delimiter
    return f'("(?:[^"]|"")*"|[^"{mark}]*){mark}'


def _read_carefully(workspace: Workspace, text: Text, reader: "_Careful") -> int:
    """Cut what the engine did not into parsed_records; returns how many records span several lines."""
    query = "select rowid from raw_lines where shape = $shape order by rowid"
    wanted = [line for (line,) in workspace.cursor.execute(query, {"shape": CAREFUL}).fetchall()]
    if not wanted:
        return 0
    found: list[tuple[Any, ...]] = []
    inner: list[int] = []
    long_records, done = 0, 0
    for line, texts in _lines_at(text.path, wanted):
        if line < done:
            continue
        record, spans = reader.record(texts)
        found.append((line + 1, *record))
        inner += range(line + 1, line + spans)
        long_records, done = long_records + (spans > 1), line + spans
        if len(found) == KEPT_AT_ONCE:
            _keep(workspace, found, inner)
            found, inner = [], []
    _keep(workspace, found, inner)
    return long_records


def _lines_at(path: Path, wanted: list[int]) -> Iterator[tuple[int, list[str]]]:
    """Each wanted line (0 = first) with the lines after it that its record may take in."""
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        window: deque[str] = deque()
        first = 0
        for line in wanted:
            while first < line and window:
                window.popleft()
                first += 1
            if first < line:
                deque(islice(file, line - first), maxlen=0)
                first = line
            window.extend(text.rstrip("\r\n") for text in islice(file, LONGEST_RECORD - len(window)))
            yield line, list(window)


def _keep(workspace: Workspace, found: list[tuple[Any, ...]], inner: list[int]) -> None:
    if not found:
        return
    frame = pd.DataFrame(found, columns=["line", "raw", "joined", "code", "detail"], dtype=object)
    insert = (
        "insert into parsed_records select line, raw, string_split(joined, chr(31)), code, detail from careful_records"
    )
    with workspace.frame("careful_records", frame.astype({"line": "int64"})):
        workspace.cursor.execute(insert).fetchall()
    mark_inner = "update raw_lines set shape = 6 where rowid in (select line from inner_lines)"
    with workspace.frame("inner_lines", pd.DataFrame({"line": inner}, dtype="int64")):
        workspace.cursor.execute(mark_inner).fetchall()


class _Careful:
    """Reads one record at a time with the csv module and never lets a stray quote swallow good rows."""

    def __init__(self, layout: Layout, like_a_row: Callable[[list[str]], bool]) -> None:
        self.delimiter, self.width, self.like_a_row = layout.delimiter, len(layout.headers), like_a_row

    def record(self, texts: list[str]) -> tuple[tuple[str, str | None, str | None, str | None], int]:
        """((raw, cells joined by CELL_END or None, code or None, detail), lines taken) of the record that starts here.

        code, detail : the reason why it cannot be cut, as in cx.tables.reasons
        """
        cells, spans, left_open = self._cut(texts, _STRICT)
        if cells is not None and len(cells) == self.width:
            raw = "\n".join(texts[:spans])
            wrong = self._wrong_inside(texts[1:spans])
            return (raw, None if wrong else CELL_END.join(cells), wrong, None), spans
        for sign, dialect in _OTHERS:
            other, taken, _ = self._cut(texts[:1], dialect) if sign in texts[0] else (None, 1, False)
            if other is not None and len(other) == self.width:
                return (texts[0], CELL_END.join(other), None, None), taken
        return (texts[0], None, *self._reason(cells, spans, left_open)), 1

    def _wrong_inside(self, others: list[str]) -> str | None:
        """The code of what is wrong with the further lines of a record, if anything."""
        if any(CUT in text for text in others):
            return "line_too_long"
        return "quote_over_rows" if any(map(self._stands_alone, others)) else None

    def _reason(self, cells: list[str] | None, spans: int, left_open: bool) -> tuple[str, str | None]:
        if left_open or spans > 1:
            return "quote_never_closed", None
        if cells is None:
            return "quote_inside_cell", None
        return "wrong_width", reasons.detail(len(cells), self.width)

    def _cut(self, texts: list[str], dialect: dict[str, Any]) -> tuple[list[str] | None, int, bool]:
        """(cells or None, lines taken, whether a quote was left open)."""
        reader = csv.reader((text + "\n" for text in texts), delimiter=self.delimiter, **dialect)
        try:
            return next(reader), reader.line_num, False
        except csv.Error as error:
            return None, reader.line_num, "unexpected end" in str(error) or reader.line_num > 1

    def _stands_alone(self, text: str) -> bool:
        cells = text.split(self.delimiter)
        return len(cells) == self.width and self.like_a_row(cells)
