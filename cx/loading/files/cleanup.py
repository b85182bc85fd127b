"""A file that the engine cannot cut as it lies there, written anew: UTF-8, one kind of line end, no control
characters.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cx.errors import LoadError
from cx.loading.files.encoding import BROKEN, CHUNK, NO_LETTERS
from cx.text.formatting import _

LONGEST = CHUNK
"""A line of so many characters at most is read; a longer one is set aside, and KEPT characters of it are kept."""

KEPT = 1000
CUT = "\u2426"
"""Marks a line that was cut off: the sign for a form that stands for another."""

_TOO_LONG = re.compile(f"(?<![^\\r\\n])[^\\r\\n]{{{LONGEST + 1},}}")
_PICTURES = {code: 0x2400 + code for code in NO_LETTERS}

_DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 500
"""Lines of which the usual number of cells is told."""


def rewritten(
    path: Path, encoding: str, folder: Path, name: str, feeds: bool, controls: bool
) -> tuple[Path, list[str], bool]:
    """A copy of a file in which only its text is left.

    Parameters
    ----------
    path, encoding, name : the file, how it is read, and what to call it
    folder : for the copy
    feeds : whether there are line feeds at all
    controls : whether there are control characters

    Returns
    -------
    (the copy, what was changed, whether lines were spoiled by it).

    Raises
    ------
    LoadError
        Where the bytes are not of the encoding.
    """
    target = folder / "lines"
    lone_returns = odd = broken = ends = cut = 0
    tolerant = "cx-mark-broken" if encoding in ("utf-8", "windows-1252") else "strict"
    usual: dict[str, Any] = {}
    with (
        path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, errors=tolerant, newline="") as file,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        for text in _blocks(file, name, encoding, feeds):
            text = text.replace("\r\n", "\n")
            if not feeds:
                text = text.replace("\r", "\n")
            if "\r" in text:
                usual = usual or _usual_cells(text)
                text, ended, inside = _settled(text, usual)
                ends, lone_returns = ends + ended, lone_returns + inside
            safe = text.translate(_PICTURES)
            odd += sum(map(safe.count, map(chr, _PICTURES.values()))) if controls else 0
            broken += safe.count(BROKEN) if tolerant != "strict" else 0
            cut += safe.count(CUT)
            out.write(safe)
    counts = (
        (ends, _("Carriage returns read as line ends: {many:,}.")),
        (lone_returns, _("Carriage returns inside lines, replaced by spaces: {many:,}.")),
        (broken, _("Bytes that are not {encoding}: {many:,}; their lines were excluded.")),
        (odd, _("Control characters: {many:,}; their lines were excluded.")),
        (
            cut,
            _("Lines of more than {longest:,} characters: {many:,}, excluded; the first {kept:,} of each are kept."),
        ),
    )
    given = {"encoding": encoding, "longest": LONGEST, "kept": KEPT}
    notes = [text.format(many=many, **given) for many, text in counts if many]
    return target, notes, bool(odd or broken or cut)


def _blocks(file: io.TextIOWrapper, name: str, encoding: str, feeds: bool) -> Iterator[str]:
    """The text in blocks that never part a line, nor a carriage return from its feed; lines that are too long cut
    off.
    """
    held, start, length = "", "", 0
    try:
        while piece := file.read(CHUNK):
            if start:
                end = _first_end(piece)
                length += len(piece) if end < 0 else end
                if end < 0:
                    continue
                yield _cut_off(start, length)
                piece, start = piece[end:], ""
            piece = held + piece
            end = _last_end(piece, feeds)
            held = piece[end:]
            yield _without_long(piece[:end])
            if len(held) > LONGEST and _first_end(held) < 0:
                held, start, length = "", held[:KEPT], len(held)
    except UnicodeError as error:
        raise LoadError(
            _("{name} is not {encoding}: {reason}. Choose another encoding.").format(
                name=name, encoding=encoding, reason=getattr(error, "reason", error)
            )
        ) from error
    yield _cut_off(start, length) if start else _without_long(held)


def _first_end(text: str) -> int:
    """Where the first line ends, -1 where it does not."""
    return min((place for place in (text.find("\n"), text.find("\r")) if place >= 0), default=-1)


def _last_end(piece: str, feeds: bool) -> int:
    """How much of a piece to hand on: whole lines, and among them returns alone only once the piece is long."""
    if not feeds:
        return piece.rfind("\r") + 1
    end = piece.rfind("\n") + 1
    return end or (max(piece.rfind("\r"), 0) if len(piece) > 8 * CHUNK else 0)


def _without_long(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return _TOO_LONG.sub(lambda found: _cut_off(found[0][:KEPT], len(found[0])), text)


def _cut_off(start: str, length: int) -> str:
    return f"{start}{CUT} {length:,} characters"


def _usual_cells(text: str) -> dict[str, int]:
    """How often each delimiter stands in most of the lines, whatever ends them; only those that do.

    >>> _usual_cells("a,b\\r1,2\\n3,4\\n")
    {',': 1}
    """
    lines = [line for line in text.replace("\r", "\n").split("\n", _LOOKED_AT)[:_LOOKED_AT] if line]
    found = {}
    for mark in _DELIMITERS:
        (times, many), *_ = Counter(line.count(mark) for line in lines).most_common(1) or [(0, 0)]
        if times and 2 * many > len(lines):
            found[mark] = times
    return found


def _settled(text: str, usual: dict[str, int]) -> tuple[str, int, int]:
    """(text without lone carriage returns, how many of them ended a line, how many became spaces).

    One ends a line where each part of the line has as many cells as most lines of the file.

    >>> _settled("1,2\\r3,4\\nsmith\\rjones,5\\n", {",": 1})
    ('1,2\\n3,4\\nsmith jones,5\\n', 1, 1)
    """
    lines, ends, inside = text.split("\n"), 0, 0
    for place, line in enumerate(lines):
        if "\r" not in line:
            continue
        parts = [part for part in line.split("\r") if part.strip()]
        apart = len(parts) > 1 and any(
            all(part.count(mark) == times for part in parts) for mark, times in usual.items()
        )
        ends, inside = ends + line.count("\r") * apart, inside + line.count("\r") * (not apart)
        lines[place] = line.replace("\r", "\n" if apart else " ")
    return "\n".join(lines), ends, inside
