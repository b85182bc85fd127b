"""What text is in these bytes? A file of any origin becomes plain UTF-8 lines, and nothing is lost on the way."""

import codecs
import hashlib
import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from cx import encodings, formats, line_ends, progress
from cx.encodings import BROKEN, CHUNK, NO_LETTERS
from cx.errors import LoadError
from cx.words import _

HEAD = 1 << 18
_ODD_EDGES = (b"\xc2\xa0", b"\xe2\x80", b"\xef\xbb")
"""UTF-8 of the no-break space, and how the marks of direction and the byte order mark begin."""

_PICTURES = {code: 0x2400 + code for code in NO_LETTERS}


@dataclass(frozen=True)
class Text:
    """A file ready to be cut into lines.

    path : UTF-8, line ends all alike, control characters as their pictures (U+2400 and on)
    lines : physical lines, the first is 1; a last line without a line end counts
    head : the first lines, about HEAD bytes of them
    notes : what had to be changed or guessed, as sentences
    samples : some lines by number (0 = first), one in each CHUNK, to see that none was mixed up later
    spoiled : whether some lines hold control characters or bytes that are not of the encoding
    odd_edges : whether cells may begin or end with more than spaces (tabs, marks of direction, apostrophes)
    part, parts : the sheet or the file of an archive that was read, and which there are; empty where there is one text
    delimiter : what parts the cells, where it is known from the format
    quotes : whether a double quote stands anywhere in the file
    ascii : whether every letter is an ASCII one: no Persian or Arabic digit or letter is in the file
    """

    path: Path
    name: str
    sha256: str
    bytes: int
    encoding: str
    lines: int
    head: tuple[str, ...]
    notes: tuple[str, ...]
    odd_edges: bool
    spoiled: bool
    samples: tuple[tuple[int, str], ...] = ()
    part: str = ""
    parts: tuple[str, ...] = ()
    delimiter: str | None = None
    ascii: bool = False
    quotes: bool = True


@dataclass
class _Census:
    """Counts over all bytes of a file, from one pass."""

    size: int = 0
    feeds: int = 0
    returns: int = 0
    pairs: int = 0
    controls: int = 0
    utf8: bool = True
    ascii: bool = True
    quotes: bool = False
    odd_edges: bool = False
    ends_open: bool = False
    sha256: str = ""
    samples: list[tuple[int, str]] = field(default_factory=list)

    @property
    def ready(self) -> bool:
        """Whether DuckDB can cut the lines of the file as it lies there."""
        return (
            self.utf8 and not self.controls and self.returns == self.pairs and self.pairs in (0, self.feeds)
        )


@contextmanager
def opened(
    source: Any,
    name: str | None = None,
    encoding: str | None = None,
    part: str | None = None,
    first: bool = False,
) -> Iterator[Text]:
    """The text of a path, of bytes or of a binary file object; temporary files go at the end.

    encoding : None = byte order mark, then UTF-8, then UTF-16, windows-1256 or windows-1252
    part : the sheet of a workbook or the file of a zip archive; first : take the first where none is said
    Raises LoadError: no such file, empty, not text (says what it is), not of the encoding given.
    """
    with tempfile.TemporaryDirectory(prefix="cx-load-") as folder:
        path = _on_disk(source, Path(folder))
        label = name or (
            Path(source).name if isinstance(source, str | Path) else getattr(source, "name", None) or "upload"
        )
        label = Path(str(label)).name or "upload"
        taken = formats.unpacked(path, label, Path(folder), part, first)
        text = _text(_as_named(taken.path, Path(folder)), label, encoding, Path(folder), taken)
        yield text


def _on_disk(source: Any, folder: Path) -> Path:
    if isinstance(source, str | Path):
        path = Path(source)
        if not path.is_file():
            raise LoadError(_("There is no file {path}. Check the name and the folder.").format(path=path))
        return path
    path = folder / "given"
    with path.open("wb") as out:
        if isinstance(source, bytes | bytearray | memoryview):
            out.write(source)
        else:
            source.seek(0)
            shutil.copyfileobj(source, out, CHUNK)
    return path


def _as_named(path: Path, folder: Path) -> Path:
    """A path that the engine takes for this very file: no pattern, no ending that it would unpack."""
    if set("*?[]{}") & set(str(path)) or path.suffix.lower() not in ("", ".csv", ".txt", ".tsv"):
        return Path(shutil.copyfile(path, folder / "copy"))
    return path


def _text(path: Path, name: str, encoding: str | None, folder: Path, taken: formats.Unpacked) -> Text:
    try:
        with path.open("rb") as file:
            start = file.read(HEAD)
    except OSError as error:
        raise LoadError(
            _("{name} cannot be read: {strerror}.").format(name=name, strerror=error.strerror)
        ) from error
    encodings.require_text(start, name)
    census = _census(path, name)
    given = "utf-8" if taken.delimiter else encoding
    used, notes = encodings.chosen(path, start, census.utf8, given, name)
    spoiled = False
    if used != "utf-8" or not census.ready:
        path, more, spoiled = _rewritten(path, used, census, folder, name)
        notes += more
        lines, samples = _lines(path)
    else:
        lines, samples = census.feeds + census.ends_open, census.samples
    odd = census.odd_edges or used != "utf-8"
    return Text(
        path,
        name,
        census.sha256,
        census.size,
        used,
        lines,
        _head(path),
        (*taken.notes, *notes),
        odd,
        spoiled,
        tuple(samples),
        taken.part,
        taken.parts,
        taken.delimiter,
        census.ascii and used == "utf-8",
        census.quotes or used != "utf-8",
    )


def _census(path: Path, name: str) -> _Census:
    found, digest, check = _Census(), hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    last, since_feed, whole = b"", 0, path.stat().st_size
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            progress.tell(0.15 * file.tell() / whole, "reading")
            found.size += len(chunk)
            found.quotes = found.quotes or b'"' in chunk
            feeds, returns, tabs = (
                chunk.count(mark) if mark in chunk else 0 for mark in (b"\n", b"\r", b"\t")
            )
            low = int(np.count_nonzero(np.frombuffer(chunk, dtype=np.uint8) < 32))
            found.controls += low - feeds - returns - tabs
            found.samples += _sample(chunk, found.feeds)
            found.feeds, found.returns = found.feeds + feeds, found.returns + returns
            found.pairs += (chunk.count(b"\r\n") if returns else 0) + (last == b"\r" and chunk[:1] == b"\n")
            found.odd_edges = found.odd_edges or tabs > 0 or b"'" in chunk
            if not chunk.isascii() or check.getstate()[0]:
                found.ascii = False
                found.utf8 = found.utf8 and _continues(check, chunk)
                found.odd_edges = found.odd_edges or any(mark in chunk for mark in _ODD_EDGES)
            since_feed = 0 if feeds or returns else since_feed + len(chunk)
            if since_feed > CHUNK:
                raise LoadError(
                    _("{name} has a line of more than {CHUNK:,} bytes: it is not a table of rows.").format(
                        name=name, CHUNK=CHUNK
                    )
                )
            last = chunk[-1:]
    found.utf8 = found.utf8 and _continues(check, b"", final=True)
    found.ends_open, found.sha256 = last not in (b"\n", b"\r"), digest.hexdigest()
    return found


def _continues(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _rewritten(
    path: Path, encoding: str, census: _Census, folder: Path, name: str
) -> tuple[Path, list[str], bool]:
    """A copy in UTF-8 with one kind of line end and without control characters."""
    target = folder / "lines"
    lone_returns = controls = broken = ends = 0
    tolerant = "cx-mark-broken" if encoding in ("utf-8", "windows-1252") else "strict"
    old_style, usual = not census.feeds, {}
    with (
        path.open(
            encoding="utf-8-sig" if encoding == "utf-8" else encoding, errors=tolerant, newline=""
        ) as file,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        for text in _pieces(file, name, encoding):
            text = text.replace("\r\n", "\n")
            if old_style:
                text = text.replace("\r", "\n")
            if "\r" in text:
                usual = usual or line_ends.usual_cells(text)
                text, ended, inside = line_ends.settled(text, usual)
                ends, lone_returns = ends + ended, lone_returns + inside
            safe = text.translate(_PICTURES)
            controls += sum(map(safe.count, map(chr, _PICTURES.values()))) if census.controls else 0
            broken += safe.count(BROKEN) if tolerant != "strict" else 0
            out.write(safe)
    counts = (
        (ends, "carriage returns alone were read as the ends of lines"),
        (lone_returns, "carriage returns inside lines became spaces"),
        (broken, f"bytes are not {encoding}; the lines that hold them were set aside"),
        (controls, "control characters were found; the lines that hold them were set aside"),
    )
    notes = [f"{number:,} {what}." for number, what in counts if number]
    return target, notes, bool(controls or broken)


def _pieces(file: io.TextIOWrapper, name: str, encoding: str) -> Iterator[str]:
    """The text in pieces that never part a line of a file with line feeds, nor a carriage return from its feed."""
    held = ""
    try:
        while piece := file.read(CHUNK):
            piece = held + piece
            end = piece.rfind("\n") + 1
            if not end:
                end = len(piece) - piece.endswith("\r") if len(piece) > 8 * CHUNK else 0
            held = piece[end:]
            yield piece[:end]
    except UnicodeError as error:
        raise LoadError(
            _("{name} is not {encoding}: {reason}. Choose another encoding.").format(
                name=name, encoding=encoding, reason=error.reason
            )
        ) from error
    yield held


def _lines(path: Path) -> tuple[int, list[tuple[int, str]]]:
    """How many lines a file has, and some of them."""
    feeds, last, samples = 0, b"\n", []
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            samples += _sample(chunk, feeds)
            feeds, last = feeds + chunk.count(b"\n"), chunk[-1:]
    return feeds + (last != b"\n"), samples


def _sample(chunk: bytes, feeds_before: int) -> list[tuple[int, str]]:
    """The first whole line of a chunk that is not empty, with its number (0 = first in the file)."""
    start = chunk.find(b"\n") + 1
    end = chunk.find(b"\n", start)
    text = chunk[start:end].rstrip(b"\r") if start and end > start else b""
    try:
        return [(feeds_before + 1, text.decode())] if text else []
    except UnicodeDecodeError:
        return []


def _head(path: Path) -> tuple[str, ...]:
    with path.open("rb") as file:
        start = file.read(HEAD)
        whole = not file.read(1)
    text = start.decode("utf-8", errors="ignore").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").split("\n")
    return tuple(lines[:-1] if lines and (not whole or not lines[-1]) else lines)
