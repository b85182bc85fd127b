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

from cx import proofs
from cx.encodings import CHUNK
from cx.proofs import Proof

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


def cut(
    path: Path, folder: Path, skip: int, delimiter: str, width: int, to_prove: dict[str, Proof]
) -> Pieces | None:
    """The lines of a file in which no quote is, after `skip` lines; None where too many of them are not plain.

    to_prove : column -> what to ask of its cells while they are at hand
    """
    folder = folder / "pieces"
    folder.mkdir(exist_ok=True)
    spans = [
        (path, start, end, folder / f"{number}.csv") for number, (start, end) in enumerate(_spans(path, skip))
    ]
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
    """From which byte to which each piece goes."""
    size = path.stat().st_size
    step = max(PIECE_BYTES, size // MOST_PIECES)
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
    with source.open("rb") as file, target.open("wb") as out:
        file.seek(start)
        while start < end:
            chunk = file.read(min(CHUNK, end - start))
            chunk += file.readline() if not chunk.endswith(b"\n") else b""
            start += len(chunk)
            out.write(_looked_at(piece, chunk, mark, inner, to_prove))
            if len(piece.odd) > MOST_ODD:
                break
    return piece


def _looked_at(piece: Piece, chunk: bytes, mark: int, inner: int, to_prove: dict[str, Proof]) -> bytes:
    """Count the lines of a chunk, take out those that are not plain, and return what the engine may read."""
    letters = np.frombuffer(chunk, dtype=np.uint8)
    found = (letters == mark) | (letters == _FEED)
    piece.spaced = piece.spaced or _spaced(letters, found)
    edges = np.flatnonzero(found)
    kinds = letters[edges]
    if not chunk.endswith(b"\n"):
        edges, kinds = np.append(edges, len(chunk)), np.append(kinds, np.uint8(_FEED))
    plain_line = np.array([mark] * inner + [_FEED], dtype=np.uint8)
    empty = bytes([mark]) * inner
    if len(kinds) % len(plain_line) == 0 and bool((kinds.reshape(-1, len(plain_line)) == plain_line).all()):
        ends = edges.reshape(-1, len(plain_line))
        doubtful = _doubtful(piece, chunk, _begins(ends[:, -1]), ends, to_prove)
        chunk = _without(piece, chunk, ends[:, -1], doubtful[:0], doubtful, empty)
        piece.lines += len(ends)
        return chunk
    feeds = np.flatnonzero(kinds == _FEED)
    wide = np.diff(feeds, prepend=-1) == len(plain_line)
    if np.count_nonzero(~wide) > MOST_ODD:
        piece.odd += [(0, "")] * len(feeds)
        return b""
    line_ends, kept = edges[feeds], np.flatnonzero(wide)
    ends = edges[feeds[kept][:, None] - np.arange(inner, -1, -1)]
    doubtful = _doubtful(piece, chunk, _begins(line_ends)[kept], ends, to_prove)
    chunk = _without(piece, chunk, line_ends, np.flatnonzero(~wide), kept[doubtful], empty)
    piece.lines += len(feeds)
    return chunk


def _begins(ends: np.ndarray) -> np.ndarray:
    """Where lines begin, from where they end."""
    return np.concatenate([[0], ends[:-1] + 1])


def _doubtful(
    piece: Piece, chunk: bytes, begins: np.ndarray, ends: np.ndarray, to_prove: dict[str, Proof]
) -> np.ndarray:
    """Which of some lines are to be taken out, so that the columns of the piece that can be proven are."""
    if piece.spaced or not piece.proven:
        return np.array([], dtype=int)
    piece.proven, lines = proofs.holding(to_prove, piece.proven, proofs.Block(chunk, begins, ends))
    return np.flatnonzero(lines)


def _spaced(letters: np.ndarray, edges: np.ndarray) -> bool:
    """Whether a space stands beside a delimiter or at an end of a line or of the chunk; a return counts as an end.

    edges : for each letter whether it is a delimiter or ends a line
    """
    spaces = letters == _SPACE
    if spaces[0] or spaces[-1]:
        return True
    before_end = spaces[:-1] & (edges[1:] | (letters[1:] == _RETURN))
    return bool(before_end.any() or (spaces[1:] & edges[:-1]).any())


def _without(
    piece: Piece, chunk: bytes, ends: np.ndarray, odd: np.ndarray, doubtful: np.ndarray, empty: bytes
) -> bytes:
    """Take lines out of a chunk and note them; ends : where its lines end, odd, doubtful : the numbers of lines in it."""
    taken = sorted(
        [(line, piece.odd) for line in odd.tolist()] + [(line, piece.doubtful) for line in doubtful.tolist()],
        key=itemgetter(0),
    )
    kept, done = [], 0
    for line, noted in taken:
        start = int(ends[line - 1]) + 1 if line else 0
        text = chunk[start : int(ends[line])]
        noted.append((piece.lines + line, text.rstrip(b"\r").decode("utf-8")))
        kept += [chunk[done:start], empty, b"\r" if text.endswith(b"\r") else b""]
        done = int(ends[line])
    return b"".join([*kept, chunk[done:]]) if taken else chunk
