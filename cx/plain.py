"""A file in which every line is plain, cut by the engine's own reader: the quick way, taken only where it is proved right.

Proved: no quote in the file, as many rows as lines, no row with too few cells, and exactly as many delimiters as
rows of the right width have; so no row has too many. Anything else goes the careful way of `cx.lines`.
"""

from dataclasses import replace

import duckdb
import pandas as pd

from cx.cells import Cells
from cx.encodings import CHUNK
from cx.kinds import UNIQUE
from cx.layout import Layout
from cx.lines import Lines
from cx.reader import Text

LEAST_LINES = 50_000
"""A smaller file is read the careful way in no time."""

ROWS = "plain_rows"


def fits(kind: str, text: Text, layout: Layout) -> bool:
    """Whether a file may be read in the quick way as far as can be told before its lines are cut."""
    simple = not (text.quotes or text.spoiled or text.odd_edges or kind in UNIQUE)
    if not simple or text.lines < LEAST_LINES or len(layout.headers) < 2:
        return False
    rows = text.lines - layout.header_end
    return _delimiters(text, layout) == rows * (len(layout.headers) - 1)


def _delimiters(text: Text, layout: Layout) -> int:
    """How many delimiters stand after the header."""
    mark, found = layout.delimiter.encode(), 0
    with text.path.open("rb") as file:
        for _ in range(layout.header_end):
            file.readline()
        while chunk := file.read(CHUNK):
            found += chunk.count(mark)
    return found


def source(text: Text, layout: Layout, cells: Cells) -> str:
    """The select of every row: mark, and the text of each column."""
    places = range(1, len(layout.headers) + 1)
    columns = ", ".join(f"'c{place}': 'varchar'" for place in places)
    path, mark = str(text.path).replace("'", "''"), layout.delimiter
    names = ", ".join(f"trimmed(c{place}) as {name}" for name, place in cells.positions.items())
    return f"""
        select hash({", ".join(f"c{place}" for place in places)}) as mark, {names}
        from read_csv(
            '{path}', auto_detect = false, header = false, skip = {layout.header_end}, delim = '{mark}', quote = '',
            escape = '', comment = '', max_line_size = 4194304, columns = {{{columns}}}
        )
    """


def stage(cursor: duckdb.DuckDBPyConnection, select: str, text: Text, layout: Layout) -> int | None:
    """Make the temporary table of all rows with their values; how many are not sound, or None where a row is not plain.

    select : value_<column> of each column, mark, sound, blank; rowid + header_end + 1 is the line
    """
    cursor.execute(f"drop table if exists {ROWS}").fetchall()
    try:
        cursor.execute(f"create temp table {ROWS} as {select}").fetchall()
    except duckdb.InvalidInputException:  # a row with too few cells
        return None
    ((rows, unsound, blank),) = cursor.execute(
        f"select count(*), count(case when not sound then 1 end), count(case when blank then 1 end) from {ROWS}"
    ).fetchall()
    right = rows == text.lines - layout.header_end and not blank and _in_order(cursor, text, layout)
    return unsound if right else None


def _in_order(cursor: duckdb.DuckDBPyConnection, text: Text, layout: Layout) -> bool:
    """Whether some lines all over the file stand where they should: every line number rests on the order."""
    cells = [(line - layout.header_end, *sample.split(layout.delimiter)) for line, sample in text.samples]
    names = [f"c{place}" for place in range(1, len(layout.headers) + 1)]
    samples = [row for row in cells if row[0] >= 0]
    if not samples:
        return True
    frame = pd.DataFrame(samples, columns=["place", *names]).astype(dict.fromkeys(names, "str"))
    cursor.register("line_samples", frame)
    marks = ", ".join(f"nullif({name}, '')" for name in names)
    query = f"select count(*) from line_samples join {ROWS} rows on rows.rowid = place where hash({marks}) <> mark"
    ((mixed,),) = cursor.execute(query).fetchall()
    cursor.unregister("line_samples")
    return mixed == 0


def keep_unsound(cursor: duckdb.DuckDBPyConnection, rows: str, header_end: int, unsound: int) -> None:
    """Make the tables that the careful way makes, with the rows that are not sound as text."""
    if not unsound:  # or the whole file would be read again to find none
        rows = f"select * from ({rows}) limit 0"
    wanted = f"select rowid + {header_end + 1} from {ROWS} where not sound"
    cursor.execute(
        f"""
        create temp table other_records as
        select line, cast(null as varchar) as raw, * exclude (line)
        from (select row_number() over () + {header_end} as line, * from ({rows}))
        where line in ({wanted})
        """
    ).fetchall()
    cursor.execute("create temp table misfits (line bigint, raw varchar, reason varchar)").fetchall()


def counted(text: Text, layout: Layout) -> Lines:
    """The lines of a file in which each is a row."""
    return Lines(text.lines, layout.header_end, 0, text.lines - layout.header_end, 0, 0)


def unsound_only(cells: Cells) -> Cells:
    """The cells of the records that are not sound; the others have their values already."""
    names = ", ".join(cells.positions)
    return replace(cells, relation=f"select line, mark, {names} from other_records", with_care=True)
