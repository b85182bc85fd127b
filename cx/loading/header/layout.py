"""Layout of a file: where its header is, and what parts its cells."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cx.errors import LoadError
from cx.loading.files.source import Text
from cx.loading.header import matching, value_shapes
from cx.loading.options import ReadOptions
from cx.tables.kinds import KINDS, is_rule
from cx.text.formatting import _

DELIMITERS = (",", ";", "\t", "|", "~", "^")
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", "~": "tilde", "^": "caret"}
SEARCHED = 30
"""The header is looked for among so many first records."""
SAMPLED = 200
_NUMBERED = re.compile(r"column \d+")
SURE = 0.75
"""Less than one known name: a word of it stands in a longer text, which may be a row."""


@dataclass(frozen=True)
class Layout:
    """How a file is laid out.

    header_line : the physical line on which the header begins, 1 = first, 0 = the file has none
    header_end : the physical line on which it ends; larger when a cell holds a line break or the header has several
        rows
    header_rows : records that were joined into the header
    headers : trimmed names in the order of the file, repeated names included
    first_rows : up to SAMPLED records after the header
    """

    delimiter: str
    header_line: int
    header_end: int
    headers: tuple[str, ...]
    first_rows: tuple[tuple[str, ...], ...]
    header_rows: int = 1

    @cached_property
    def samples(self) -> dict[str, list[str]]:
        """The first values of each column that are not empty."""
        return {
            header: [row[place].strip() for row in self.first_rows if place < len(row) and row[place].strip()]
            for place, header in enumerate(self.headers)
        }

    def position(self, header: str) -> int | None:
        """Where a header stands, from 0; spelled as in the file, or alike but for case and punctuation."""
        if header in self.headers:
            return self.headers.index(header)
        alike = [matching.normalized(name) for name in self.headers]
        wanted = matching.normalized(header)
        return alike.index(wanted) if wanted in alike else None


def found(
    text: Text,
    kind: str | None,
    mapping: dict[str, str] | None,
    options: ReadOptions,
    any_header: bool = False,
) -> Layout:
    """The layout in which the most wanted names stand in one header and the records after it are as wide.

    Parameters
    ----------
    text : the file
    kind, mapping : as in `cx.loading.load.load`; None: not known
    options : its delimiter, and the lines of its header
    any_header : take the first record that could be a header where no name is known (a person will match it)

    Raises
    ------
    LoadError
        With what the file begins with, when nothing looks like a header.
    """
    header_line, header_rows = options.header_line, options.header_rows
    wanted = [name for name in (mapping or {}).values() if name and not is_rule(name)]
    marks = _marks(options.delimiter, text.delimiter, text.head)
    records = {mark: _records(text.head, mark, SEARCHED + SAMPLED) for mark in marks}
    numbered = bool(wanted) and all(_NUMBERED.fullmatch(name) for name in wanted)
    if header_line == 0 or (header_line is None and numbered and _begins_with_a_row(records)):
        return _without_header(text, records)
    headers = [
        header
        for mark in records
        for header in _headers(records[mark], mark, header_line, header_rows)
        if header_line or _could_be_header(header.cells)
    ]
    scores = {header.key: _score(header.cells, kind, wanted) for header in headers}
    headers = [header for header in headers if header.rows == (header_rows or 1) or _joined_is_better(header, scores)]

    def is_a_row(place: int) -> bool:
        return any(header.place == place and _is_a_row(header, records[header.mark]) for header in headers)

    known = [
        header
        for header in headers
        if header_line
        or scores[header.key] > SURE
        or (scores[header.key] > 0 and not any_header and not is_a_row(header.place))
    ]
    if not known and any_header:
        if _begins_with_a_row(records) or is_a_row(0):
            return _without_header(text, records)
        known = [header for header in headers if len(header.cells) > 1 and header.rows == 1]
        scores = {header.key: 1 / (1 + header.place) for header in known}
    if not known:
        raise LoadError(_nothing_found(text, kind, wanted, header_line))
    best = max(known, key=lambda at: (scores[at.key] or 1) * (1 + _evenness(records[at.mark], at)))
    return _layout(records[best.mark], best)


@dataclass(frozen=True)
class _Header:
    """Records place .. place + rows - 1 taken as one header."""

    mark: str
    place: int
    rows: int
    cells: tuple[str, ...]

    @property
    def key(self) -> tuple[str, int, int]:
        return self.mark, self.place, self.rows


def _headers(records: list[Any], mark: str, line: int | None, rows: int | None) -> list[_Header]:
    """The records that may be a header, alone and, where the upper one groups columns, with the next one."""
    found = []
    for place in range(len(records) if line else min(SEARCHED, len(records))):
        if line and records[place][0] != line:
            continue
        for many in (rows,) if rows else (1, 2):
            taken = [cells for _, _, cells in records[place : place + many]]
            if len(taken) == many and (many == 1 or rows or _groups(*taken)):
                found.append(_Header(mark, place, many, _joined(taken)))
    return found


def _groups(upper: list[str], lower: list[str]) -> bool:
    """Whether the upper line names groups of columns: several names, with blanks or repeats between them."""
    names = [cell for cell in upper if cell]
    gaps = len(upper) < len(lower) or len(names) < len(upper) or len(set(names)) < len(names)
    return len(names) > 1 and gaps and len(upper) <= len(lower) and all(lower) and _could_be_header(lower)


def _joined(taken: list[list[str]]) -> tuple[str, ...]:
    """Names from several lines: a name of an upper line holds for the blanks to the right of it."""
    width, names = max(map(len, taken)), []
    for place, cells in enumerate(taken):
        filled, last = [], ""
        for cell in cells + [""] * (width - len(cells)):
            last = cell or (last if place < len(taken) - 1 else "")
            filled.append(last)
        names.append(filled)
    return tuple(" ".join(part for part in parts if part) for parts in zip(*names, strict=True))


def _joined_is_better(header: _Header, scores: dict[tuple[Any, ...], float]) -> bool:
    alone = [scores.get((header.mark, header.place + more, 1), 0) for more in range(header.rows)]
    return scores[header.key] > max(alone)


def _begins_with_a_row(records: dict[str, list[Any]]) -> bool:
    """Whether the first record holds values where the records below it hold values: then it is no header."""
    mark = _widest(records)
    below = [cells for _, _, cells in records[mark][1:]]
    first = records[mark][0][2] if records[mark] else []
    return len(first) > 1 and any(
        value_shapes.is_value(cell)
        and below
        and 2 * sum(place < len(row) and value_shapes.is_value(row[place]) for row in below) > len(below)
        for place, cell in enumerate(first)
    )


def _is_a_row(header: _Header, records: list[Any]) -> bool:
    """Whether a cell stands once more below in a row of other cells: the name of a column is no value of it."""
    rows = [cells for _, _, cells in records[header.place + header.rows :] if tuple(cells) != header.cells]
    return any(
        len(row) == len(header.cells)
        and any(cell and cell == below for cell, below in zip(header.cells, row, strict=True))
        for row in rows
    )


def _widest(records: dict[str, list[Any]]) -> str:
    """The delimiter that cuts the most records into the same number of cells; of several the one with more cells."""

    def fit(mark: str) -> tuple[bool, float, int]:
        width, share = _usual_width(records[mark])
        return width > 1, share, width

    return max(records, key=fit)


def _usual_width(records: list[Any]) -> tuple[int, float]:
    widths = Counter(len(cells) for _, _, cells in records)
    width, times = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    return width, times / max(len(records), 1)


def _without_header(text: Text, records: dict[str, list[Any]]) -> Layout:
    mark = _widest(records)
    width, _share = _usual_width(records[mark])
    if not width:
        raise LoadError(
            _("{name} holds no row that could be cut into cells. Choose another delimiter.").format(name=text.name)
        )
    names = tuple(f"column {place}" for place in range(1, width + 1))
    return Layout(mark, 0, 0, names, tuple(tuple(row) for _, _, row in records[mark]), 0)


def _marks(given: str | None, known: str | None, head: Sequence[str]) -> tuple[str, ...]:
    """The delimiters to try: of those that the file does not hold one, for a file of one column."""
    if known:
        return (known,)
    if given is not None and (len(given) != 1 or given.isalnum() or given in "\"'\r\n ._-"):
        raise LoadError(
            _("“{given}” is not a valid delimiter. Choose one of {names}.").format(
                given=given, names=", ".join(NAMES.values())
            )
        )
    if given:
        return (given,)
    there = [mark for mark in DELIMITERS if any(mark in line for line in head)]
    absent = [mark for mark in DELIMITERS if mark not in there]
    return (*there, *absent[:1])


def _records(head: Sequence[str], delimiter: str, most: int) -> list[tuple[int, int, list[str]]]:
    """(first line, last line, cells) of the first records that are not blank."""
    reader, records, before = csv.reader((line + "\n" for line in head), delimiter=delimiter), [], 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                records.append((before + 1, reader.line_num, [cell.strip() for cell in cells]))
            before = reader.line_num
            if len(records) == most:
                break
    except csv.Error:
        return records
    return records


def _could_be_header(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    values = sum(value_shapes.is_value(cell) for cell in filled)
    return bool(filled) and 3 * values < len(filled) and max(map(len, filled)) < 200


def _score(cells: Sequence[str], kind: str | None, wanted: list[str]) -> float:
    """How many of the wanted names the header holds, unsure ones for less."""
    if wanted:
        alike = {matching.normalized(cell) for cell in cells}
        return sum(matching.normalized(name) in alike for name in wanted)
    return max(
        sum(matching.likeness(header, name, column) for column, header in matching.columns(name, cells).items()) / 100
        for name in ([kind] if kind else KINDS)
    )


def _evenness(records: list[Any], header: _Header) -> float:
    """The share of records after the header that are as wide as it; 1 when there is none."""
    first = header.place + header.rows
    after = records[first : first + SAMPLED]
    return sum(len(cells) == len(header.cells) for _, _, cells in after) / len(after) if after else 1.0


def _layout(records: list[Any], header: _Header) -> Layout:
    last = header.place + header.rows - 1
    return Layout(
        header.mark,
        records[header.place][0],
        records[last][1],
        header.cells,
        tuple(tuple(row) for _, _, row in records[last + 1 :]),
        header.rows,
    )


def _nothing_found(text: Text, kind: str | None, wanted: list[str], line: int | None) -> str:
    start = next((line for line in text.head if line.strip()), "")
    start = start if len(start) <= 120 else start[:120] + "…"
    names = ", ".join(wanted or (list(KINDS[kind])[:4] if kind else ["order_id", "ordered_at", "revenue"]))
    if line:
        said = _("{file}: no header begins on line {line}, or it has fewer lines than that. Choose another line.")
        return said.format(file=text.name, line=line)
    said = _(
        "{file}: none of the first {searched} lines holds column names that are known. The file begins with “{start}”."
        " Put a first line with names such as {names}, or say which header is which column. If the file has no header,"
        " say header_line=0: its columns are then called column 1, column 2, and so on."
    )
    return said.format(file=text.name, searched=SEARCHED, start=start, names=names)
