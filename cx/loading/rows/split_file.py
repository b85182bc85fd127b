"""Partitions of a large file, cut at line ends so that the engine reads them side by side, every line looked at.

A line is plain when it has exactly as many delimiters as the header and no quote is in the file. Lines that are not
are taken out, with their number and text, and a row of empty cells stands for each of them: so the engine's own reader
can cut the partitions, and the n-th row of a partition is its n-th line.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import numpy as np

from cx.loading.files.encoding import CHUNK
from cx.loading.rows import plain_cells
from cx.loading.rows.plain_cells import PAD, Proof

PARTITION_BYTES = 32 << 20
MOST_PARTITIONS = 64
MOST_ODD = 20_000
"""With more lines that are not plain the whole file is read with care."""

_FEED, _RETURN, _SPACE = 10, 13, 32


@dataclass
class Partition:
    """Some lines of a file.

    proven : the columns whose cells are all of the plainest form so far, but for the doubtful lines
    first : the number of the first line, 1 = first of the file; odd : (line, text) of those that are not plain;
    doubtful : likewise of those that are, with a cell that has to be looked at; both are taken out
    """

    path: Path
    proven: set[str]
    lines: int = 0
    first: int = 0
    odd: list[tuple[int, str]] = field(default_factory=list)
    doubtful: list[tuple[int, str]] = field(default_factory=list)
    spaced: bool = False

    @property
    def last(self) -> int:
        """The number of its last line."""
        return self.first + self.lines - 1


@dataclass(frozen=True)
class Partitions:
    """A file after its header, in partitions. spaced : whether a space stands at the edge of a cell."""

    parts: tuple[Partition, ...]
    spaced: bool

    @property
    def lines(self) -> int:
        """How many lines all partitions hold."""
        return sum(part.lines for part in self.parts)

    @property
    def proven(self) -> frozenset[str]:
        """The columns whose cells are all empty or of the plainest form, at the edge of which no space stands."""
        if self.spaced:
            return frozenset()
        return frozenset.intersection(*(frozenset(part.proven) for part in self.parts))

    @property
    def odd(self) -> list[tuple[int, str]]:
        """(line of the file, text) of the lines that are not plain."""
        return [(part.first + line, text) for part in self.parts for line, text in part.odd]

    @property
    def doubtful(self) -> list[tuple[int, str]]:
        """(line of the file, text) of the plain lines that were taken out."""
        return [(part.first + line, text) for part in self.parts for line, text in part.doubtful]


def cut(
    path: Path, folder: Path, skip: int, delimiter: str, width: int, to_prove: dict[str, Proof]
) -> Partitions | None:
    """The lines of a file in which no quote is, after `skip` lines; None where too many of them are not plain.

    to_prove : column -> what to ask of its cells while they are at hand
    """
    folder = folder / "partitions"
    folder.mkdir(exist_ok=True)
    spans = [
        _Span(path, start, end, folder / f"{number}.csv") for number, (start, end) in enumerate(_spans(path, skip))
    ]
    mark = ord(delimiter)
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        parts = list(pool.map(lambda span: _partition(span, mark, width - 1, to_prove), spans))
    if any(len(part.odd) > MOST_ODD for part in parts) or sum(len(part.odd) for part in parts) > MOST_ODD:
        return None
    first = skip + 1
    for part in parts:
        part.first = first
        first += part.lines
    return Partitions(tuple(parts), any(part.spaced for part in parts))


def _spans(path: Path, skip: int) -> Iterator[tuple[int, int]]:
    """From which byte to which each partition goes: about alike, and as many as keep every core busy to the end."""
    size, cores = path.stat().st_size, os.cpu_count() or 1
    many = min(size // PARTITION_BYTES + 1, MOST_PARTITIONS)
    step = max(1, -(-size // (cores * -(-many // cores))))
    with path.open("rb") as file:
        for _ in range(skip):
            file.readline()
        start = file.tell()
        while start < size:
            file.seek(start + step)
            file.readline()
            end = min(file.tell(), size)
            yield start, end
            start = end


class _Span(NamedTuple):
    """The bytes from start to end of a source, and the file that they go to."""

    source: Path
    start: int
    end: int
    target: Path


def _partition(span: _Span, mark: int, inner: int, to_prove: dict[str, Proof]) -> Partition:
    partition = Partition(span.target, set(to_prove))
    with span.target.open("wb") as out:
        for around in _chunks(span.source, span.start, span.end):
            out.writelines(_looked_at(partition, around, mark, inner, to_prove))
            if len(partition.odd) > MOST_ODD:
                break
    return partition


def _chunks(source: Path, start: int, end: int) -> Iterator[np.ndarray]:
    """The letters of about CHUNK bytes of whole lines at a time, with PAD line feeds before and after them.

    The next ones take the same place. A file that has become shorter meanwhile ends early.
    """
    room = CHUNK
    held = bytearray(b"\n") * (room + 2 * PAD)
    with source.open("rb", buffering=0) as file:
        while start < end:
            file.seek(start)
            size = min(room, end - start)
            if file.readinto(memoryview(held)[PAD : PAD + size]) < size:
                return
            if start + size < end:
                size = held.rfind(b"\n", PAD, PAD + size) + 1 - PAD
            if size <= 0:  # not one whole line
                room *= 2
                held = bytearray(b"\n") * (room + 2 * PAD)
                continue
            start += size
            held[PAD + size : 2 * PAD + size] = b"\n" * PAD
            yield np.frombuffer(held, dtype=np.uint8, count=2 * PAD + size)


def _looked_at(
    partition: Partition, around: np.ndarray, mark: int, inner: int, to_prove: dict[str, Proof]
) -> list[np.ndarray | bytes]:
    """Count the lines of a chunk, take out those that are not plain, and return what the engine may read.

    around : the letters of the chunk with PAD line feeds before and after them; places in it are those of
        cx.loading.rows.plain_cells
    """
    given = around[PAD - 1 : -PAD]  # the engine takes no other line end than the others of the file
    letters = given if given[-1] == _FEED else around[PAD - 1 : 1 - PAD]
    feeds = letters == _FEED
    lines = int(np.count_nonzero(feeds)) - 1
    edges = np.flatnonzero(feeds | (letters == mark))[1:]
    partition.spaced = partition.spaced or _spaced(around, edges)
    width, empty = inner + 1, bytes([mark]) * inner
    if len(edges) == width * lines and bool((letters[edges[inner::width]] == _FEED).all()):
        ends = np.ascontiguousarray(edges.reshape(-1, width).T)
        doubtful = _doubtful(partition, around, ends, _before(ends[-1]), to_prove)
        kept = _without(partition, given, ends[-1], doubtful[:0], doubtful, empty)
        partition.lines += lines
        return kept
    at = np.flatnonzero(letters[edges] == _FEED)
    wide = np.diff(at, prepend=-1) == width
    if np.count_nonzero(~wide) > MOST_ODD:
        partition.odd += [(0, "")] * lines
        return []
    line_ends, plain = edges[at], np.flatnonzero(wide)
    ends = edges[at[plain] - np.arange(inner, -1, -1)[:, None]]
    doubtful = _doubtful(partition, around, ends, _before(line_ends)[plain], to_prove)
    kept = _without(partition, given, line_ends, np.flatnonzero(~wide), plain[doubtful], empty)
    partition.lines += lines
    return kept


def _before(ends: np.ndarray) -> np.ndarray:
    """Where the line before each line ends, from where they end."""
    return np.concatenate([[0], ends[:-1]])


def _doubtful(
    partition: Partition, around: np.ndarray, ends: np.ndarray, before: np.ndarray, to_prove: dict[str, Proof]
) -> np.ndarray:
    """Which of some lines are to be taken out, so that the columns of the partition that can be proven are."""
    if partition.spaced or not partition.proven:
        return np.array([], dtype=int)
    partition.proven, lines = plain_cells.holding(to_prove, partition.proven, plain_cells.Block(around, ends, before))
    return np.flatnonzero(lines)


def _spaced(around: np.ndarray, edges: np.ndarray) -> bool:
    """Whether a space stands beside a delimiter or at an end of a line; a return counts as an end.

    edges : where delimiters and line ends are
    """
    before = plain_cells.letters(around, edges, -1)
    if bool((before == _SPACE).any()) or bool((plain_cells.letters(around, edges, 1) == _SPACE).any()):
        return True
    returns = edges[before == _RETURN]
    return bool(around[PAD] == _SPACE) or bool((plain_cells.letters(around, returns, -2) == _SPACE).any())


def _without(
    partition: Partition, given: np.ndarray, ends: np.ndarray, odd: np.ndarray, doubtful: np.ndarray, empty: bytes
) -> list[np.ndarray | bytes]:
    """Take lines out of a chunk and note them; ends : where its lines end, odd, doubtful : the numbers of lines in
    it.
    """
    taken = sorted(
        [(line, partition.odd) for line in odd.tolist()] + [(line, partition.doubtful) for line in doubtful.tolist()],
        key=itemgetter(0),
    )
    kept: list[np.ndarray | bytes] = []
    done = 1
    for line, noted in taken:
        start = int(ends[line - 1]) + 1 if line else 1
        text = given[start : int(ends[line])].tobytes()
        noted.append((partition.lines + line, text.rstrip(b"\r").decode("utf-8")))
        kept += [given[done:start], empty, b"\r" if text.endswith(b"\r") else b""]
        done = int(ends[line])
    kept.append(given[done:])
    return kept
