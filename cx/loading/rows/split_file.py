"""A large file is cut into pieces at line ends, and every line of them looked at: is it as plain as can be?

A line is plain when it has exactly as many delimiters as the header and no quote is in the file. Lines that are not
are taken out, with their number and text, and a row of empty cells stands for each of them: so the engine's own reader
can cut the pieces, and the n-th row of a piece is its n-th line.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

import numpy as np

from cx.loading.files.encoding import CHUNK
from cx.loading.rows import plain_cells
from cx.loading.rows.plain_cells import PAD, Proof

PIECE_BYTES = 32 << 20
MOST_PIECES = 64
MOST_ODD = 20_000
"""With more lines that are not plain the whole file is read with care."""

_FEED, _RETURN, _SPACE = 10, 13, 32


@dataclass
class Piece:
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


@dataclass(frozen=True)
class Pieces:
    """A file after its header, in pieces. spaced : whether a space stands at the edge of a cell."""

    parts: tuple[Piece, ...]
    spaced: bool

    @property
    def lines(self) -> int:
        """How many lines all pieces hold."""
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


def cut(path: Path, folder: Path, skip: int, delimiter: str, width: int, to_prove: dict[str, Proof]) -> Pieces | None:
    """The lines of a file in which no quote is, after `skip` lines; None where too many of them are not plain.

    to_prove : column -> what to ask of its cells while they are at hand
    """
    folder = folder / "pieces"
    folder.mkdir(exist_ok=True)
    spans = [(path, start, end, folder / f"{number}.csv") for number, (start, end) in enumerate(_spans(path, skip))]
    mark = ord(delimiter)
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        parts = list(pool.map(lambda span: _piece(*span, mark, width - 1, to_prove), spans))
    if any(len(part.odd) > MOST_ODD for part in parts) or sum(len(part.odd) for part in parts) > MOST_ODD:
        return None
    first = skip + 1
    for part in parts:
        part.first = first
        first += part.lines
    return Pieces(tuple(parts), any(part.spaced for part in parts))


def _spans(path: Path, skip: int) -> Iterator[tuple[int, int]]:
    """From which byte to which each piece goes: about alike, and as many as keep every core busy to the end."""
    size, cores = path.stat().st_size, os.cpu_count() or 1
    many = min(size // PIECE_BYTES + 1, MOST_PIECES)
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


def _piece(
    source: Path, start: int, end: int, target: Path, mark: int, inner: int, to_prove: dict[str, Proof]
) -> Piece:
    piece = Piece(target, set(to_prove))
    with target.open("wb") as out:
        for around in _chunks(source, start, end):
            out.writelines(_looked_at(piece, around, mark, inner, to_prove))
            if len(piece.odd) > MOST_ODD:
                break
    return piece


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
    piece: Piece, around: np.ndarray, mark: int, inner: int, to_prove: dict[str, Proof]
) -> list[np.ndarray | bytes]:
    """Count the lines of a chunk, take out those that are not plain, and return what the engine may read.

    around : the letters of the chunk with PAD line feeds before and after them; places in it are those of cx.proofs
    """
    given = around[PAD - 1 : -PAD]  # the engine takes no other line end than the others of the file
    letters = given if given[-1] == _FEED else around[PAD - 1 : 1 - PAD]
    feeds = letters == _FEED
    lines = int(np.count_nonzero(feeds)) - 1
    edges = np.flatnonzero(feeds | (letters == mark))[1:]
    piece.spaced = piece.spaced or _spaced(around, edges)
    width, empty = inner + 1, bytes([mark]) * inner
    if len(edges) == width * lines and bool((letters[edges[inner::width]] == _FEED).all()):
        ends = np.ascontiguousarray(edges.reshape(-1, width).T)
        doubtful = _doubtful(piece, around, ends, _before(ends[-1]), to_prove)
        kept = _without(piece, given, ends[-1], doubtful[:0], doubtful, empty)
        piece.lines += lines
        return kept
    at = np.flatnonzero(letters[edges] == _FEED)
    wide = np.diff(at, prepend=-1) == width
    if np.count_nonzero(~wide) > MOST_ODD:
        piece.odd += [(0, "")] * lines
        return []
    line_ends, plain = edges[at], np.flatnonzero(wide)
    ends = edges[at[plain] - np.arange(inner, -1, -1)[:, None]]
    doubtful = _doubtful(piece, around, ends, _before(line_ends)[plain], to_prove)
    kept = _without(piece, given, line_ends, np.flatnonzero(~wide), plain[doubtful], empty)
    piece.lines += lines
    return kept


def _before(ends: np.ndarray) -> np.ndarray:
    """Where the line before each line ends, from where they end."""
    return np.concatenate([[0], ends[:-1]])


def _doubtful(
    piece: Piece, around: np.ndarray, ends: np.ndarray, before: np.ndarray, to_prove: dict[str, Proof]
) -> np.ndarray:
    """Which of some lines are to be taken out, so that the columns of the piece that can be proven are."""
    if piece.spaced or not piece.proven:
        return np.array([], dtype=int)
    piece.proven, lines = plain_cells.holding(to_prove, piece.proven, plain_cells.Block(around, ends, before))
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
    piece: Piece, given: np.ndarray, ends: np.ndarray, odd: np.ndarray, doubtful: np.ndarray, empty: bytes
) -> list[np.ndarray | bytes]:
    """Take lines out of a chunk and note them; ends : where its lines end, odd, doubtful : the numbers of lines in it."""
    taken = sorted(
        [(line, piece.odd) for line in odd.tolist()] + [(line, piece.doubtful) for line in doubtful.tolist()],
        key=itemgetter(0),
    )
    kept, done = [], 1
    for line, noted in taken:
        start = int(ends[line - 1]) + 1 if line else 1
        text = given[start : int(ends[line])].tobytes()
        noted.append((piece.lines + line, text.rstrip(b"\r").decode("utf-8")))
        kept += [given[done:start], empty, b"\r" if text.endswith(b"\r") else b""]
        done = int(ends[line])
    return [*kept, given[done:]]
