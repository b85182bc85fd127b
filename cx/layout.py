"""Where is the header of a file, and what parts its cells?"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cx import matching
from cx.errors import LoadError
from cx.kinds import KINDS, is_rule
from cx.reader import Text

DELIMITERS = (",", ";", "\t", "|")
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
SEARCHED = 30
"""The header is looked for among so many first records."""
SAMPLED = 200
SURE = 0.75
"""Less than one known name: a word of it stands in a longer text, which may be a row."""


@dataclass(frozen=True)
class Layout:
    """How a file is laid out.

    header_line : the physical line on which the header begins, 1 = first
    header_end : the physical line on which it ends; larger only when a header cell holds a line break
    headers : trimmed names in the order of the file, repeated names included
    first_rows : up to SAMPLED records after the header
    """

    delimiter: str
    header_line: int
    header_end: int
    headers: tuple[str, ...]
    first_rows: tuple[tuple[str, ...], ...]

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
        alike = [matching.plain(name) for name in self.headers]
        wanted = matching.plain(header)
        return alike.index(wanted) if wanted in alike else None


def found(
    text: Text,
    kind: str | None,
    mapping: dict[str, str] | None,
    delimiter: str | None,
    any_header: bool = False,
) -> Layout:
    """The layout in which the most wanted names stand in one record and the records after it are as wide.

    any_header : take the first record that could be a header where no name is known (a person will match it)
    Raises LoadError, with what the file begins with, when nothing looks like a header.
    """
    wanted = [name for name in (mapping or {}).values() if name and not is_rule(name)]
    records = {mark: _records(text.head, mark, SEARCHED + SAMPLED) for mark in _marks(delimiter)}
    places = [
        (mark, place)
        for mark in records
        for place in range(min(SEARCHED, len(records[mark])))
        if _could_be_header(records[mark][place][2])
    ]
    scores = {(mark, place): _score(records[mark], place, kind, wanted) for mark, place in places}
    known = [candidate for candidate in places if scores[candidate] > (SURE if any_header else 0)]
    if not known and any_header:
        known = [(mark, place) for mark, place in places if len(records[mark][place][2]) > 1]
        scores = {(mark, place): 1 / (1 + place) for mark, place in known}
    if not known:
        raise LoadError(_nothing_found(text, kind, wanted))
    mark, place = max(known, key=lambda at: scores[at] * (1 + _evenness(records[at[0]], at[1])))
    return _layout(records[mark], place, mark)


def _marks(given: str | None) -> tuple[str, ...]:
    if given is not None and (len(given) != 1 or given.isalnum() or given in "\"'\r\n ._-"):
        raise LoadError(f"“{given}” cannot part cells. Choose one of {', '.join(NAMES.values())}.")
    return (given,) if given else DELIMITERS


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


def _could_be_header(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    values = sum(matching.is_value(cell) for cell in filled)
    return bool(filled) and 3 * values < len(filled) and max(map(len, filled)) < 200


def _score(records: list, place: int, kind: str | None, wanted: list[str]) -> float:
    """How many of the wanted names the record holds, unsure ones for less."""
    cells = records[place][2]
    if wanted:
        alike = {matching.plain(cell) for cell in cells}
        return sum(matching.plain(name) in alike for name in wanted)
    return max(
        sum(
            matching.likeness(header, name, column)
            for column, header in matching.columns(name, cells).items()
        )
        / 100
        for name in ([kind] if kind else KINDS)
    )


def _evenness(records: list, place: int) -> float:
    """The share of records after the header that are as wide as it; 1 when there is none."""
    after = records[place + 1 : place + 1 + SAMPLED]
    return sum(len(cells) == len(records[place][2]) for _, _, cells in after) / len(after) if after else 1.0


def _layout(records: list, place: int, delimiter: str) -> Layout:
    first, last, headers = records[place]
    return Layout(
        delimiter, first, last, tuple(headers), tuple(tuple(row) for _, _, row in records[place + 1 :])
    )


def _nothing_found(text: Text, kind: str | None, wanted: list[str]) -> str:
    start = next((line for line in text.head if line.strip()), "")
    start = start if len(start) <= 120 else start[:120] + "…"
    names = ", ".join(wanted or (list(KINDS[kind])[:4] if kind else ["order_id", "ordered_at", "revenue"]))
    return (
        f"{text.name}: none of the first {SEARCHED} lines holds column names that are known. The file begins with "
        f"“{start}”. Put a first line with names such as {names}, or say which header is which column."
    )
