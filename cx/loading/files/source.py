"""Text of a file of any origin as plain UTF-8 lines, with nothing lost on the way."""

import codecs
import hashlib
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from cx import progress
from cx.errors import LoadError
from cx.loading.files import archives, cleanup, temp_folder
from cx.loading.files import encoding as encodings
from cx.loading.files.encoding import CHUNK
from cx.loading.options import ReadOptions
from cx.text.formatting import _

HEAD = 1 << 18
_ODD_EDGES = (
    b"\xc2\xa0",
    b"\xc2\xad",
    b"\xe2\x80\x8b",
    b"\xe2\x80\x8e",
    b"\xe2\x80\x8f",
    b"\xef\xbb\xbf",
)
"""UTF-8 of the no-break space, the soft hyphen, the space without width, the two marks of direction, the byte order
mark.
"""


@dataclass(frozen=True)
class Text:
    """A file ready to be cut into lines.

    path : UTF-8, line ends all alike, control characters as their pictures (U+2400 and on)
    lines : physical lines, the first is 1; a last line without a line end counts
    head : the first lines, about HEAD bytes of them
    notes : what had to be changed or guessed, as sentences
    samples : some lines by number (0 = first), one in each CHUNK, to see that none was mixed up later
    spoiled : whether some lines hold control characters or bytes that are not of the encoding, or are too long
    odd_edges : whether cells may begin or end with more than spaces (tabs, marks of direction, apostrophes)
    part, parts : the sheet or the file of an archive that was read, and which there are; empty where there is one text
    delimiter : what parts the cells, where it is known from the format
    quotes : whether a double quote stands anywhere in the file
    odd_ids : whether an id may be an error or a number cut short by a spreadsheet (#N/A, 1E+05; not 1.2E12)
    folder : where temporary files of it may lie, until it is closed
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
    odd_ids: bool = True
    folder: Path = Path()


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
    odd_ids: bool = False
    ends_open: bool = False
    long: bool = False
    sha256: str = ""
    samples: list[tuple[int, str]] = field(default_factory=list)

    @property
    def ready(self) -> bool:
        """Whether DuckDB can cut the lines of the file as it lies there."""
        even = self.returns == self.pairs and self.pairs in (0, self.feeds)
        return self.utf8 and even and not self.controls and not self.long


@contextmanager
def opened(
    source: Any,
    options: ReadOptions | None = None,
    first: bool = False,
) -> Iterator[Text]:
    """The text of a path, of bytes or of a binary file object; temporary files go at the end.

    Parameters
    ----------
    source : the path, the bytes or the file object
    options : its name, part and encoding; an encoding of None = byte order mark, then UTF-8, then UTF-16, windows-1256
        or windows-1252
    first : take the first part where none is said

    Raises
    ------
    LoadError
        No such file, empty, not text (says what it is), not of the encoding given.
    """
    said = options or ReadOptions()
    with temp_folder.folder() as folder:
        path = _on_disk(source, folder)
        label = said.name or (
            Path(source).name if isinstance(source, str | Path) else getattr(source, "name", None) or "upload"
        )
        label = Path(str(label)).name or "upload"
        taken = archives.unpacked(path, label, folder, said.part, first)
        text = _text(_as_named(taken.path, folder), label, said.encoding, folder, taken)
        yield text


def _on_disk(source: Any, folder: Path) -> Path:
    if isinstance(source, str | Path):
        path = Path(source)
        if not path.is_file():
            raise LoadError(_("There is no file {path}. Check the name and the folder.").format(path=path))
        _require_readable(path)
        return path
    path = folder / "given"
    with path.open("wb") as out:
        if isinstance(source, bytes | bytearray | memoryview):
            out.write(source)
        else:
            source.seek(0)
            shutil.copyfileobj(source, out, CHUNK)
    return path


def _require_readable(path: Path) -> None:
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        text = _("{name} cannot be read: {strerror}.")
        raise LoadError(text.format(name=path.name, strerror=error.strerror)) from error


def _as_named(path: Path, folder: Path) -> Path:
    """A path that the engine takes for this very file: no pattern, no ending that it would unpack."""
    if set("*?[]{}") & set(str(path)) or path.suffix.lower() not in ("", ".csv", ".txt", ".tsv"):
        return Path(shutil.copyfile(path, folder / "copy"))
    return path


def _text(path: Path, name: str, encoding: str | None, folder: Path, taken: archives.Unpacked) -> Text:
    with path.open("rb") as file:
        start = file.read(HEAD)
    encodings.require_text(start, name)
    census = _census(path)
    given = "utf-8" if taken.delimiter else encoding
    used, notes = encodings.chosen(path, start, census.utf8, given, name)
    spoiled = False
    if used != "utf-8" or not census.ready:
        path, more, spoiled = cleanup.rewritten(path, used, folder, name, bool(census.feeds), bool(census.controls))
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
        census.odd_ids or used != "utf-8",
        folder,
    )


def _census(path: Path) -> _Census:
    found, digest, check = _Census(), hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    last, edge, since_feed, whole = b"", b"", 0, path.stat().st_size
    with path.open("rb") as file, ThreadPoolExecutor(1) as beside:
        hashed = beside.submit(digest.update, b"")
        while chunk := file.read(CHUNK):
            hashed.result()
            hashed = beside.submit(digest.update, chunk)
            progress.tell(0.15 * file.tell() / whole, "reading")
            found.size += len(chunk)
            found.quotes = found.quotes or b'"' in chunk
            powers = last + chunk if b"+" in chunk else b""
            found.odd_ids = found.odd_ids or b"#" in chunk or b"E+" in powers or b"e+" in powers
            letters = np.frombuffer(chunk, dtype=np.uint8)
            low, feeds = int(np.count_nonzero(letters < 32)), int(np.count_nonzero(letters == 10))
            returns, tabs = (chunk.count(mark) if low > feeds else 0 for mark in (b"\r", b"\t"))
            found.controls += low - feeds - returns - tabs
            found.samples += _sample(chunk, found.feeds)
            found.feeds, found.returns = found.feeds + feeds, found.returns + returns
            found.pairs += (chunk.count(b"\r\n") if returns else 0) + (last == b"\r" and chunk[:1] == b"\n")
            found.odd_edges = found.odd_edges or tabs > 0 or b"'" in chunk
            if not chunk.isascii() or check.getstate()[0]:
                found.ascii = False
                found.utf8 = found.utf8 and _continues(check, chunk)
                found.odd_edges = found.odd_edges or any(
                    mark in chunk or mark in edge + chunk[:2] for mark in _ODD_EDGES
                )
            if feeds or returns:
                firsts = [place for place in (chunk.find(b"\n"), chunk.find(b"\r")) if place >= 0]
                found.long = found.long or since_feed + min(firsts) > cleanup.LONGEST
                since_feed = len(chunk) - 1 - max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            else:
                since_feed += len(chunk)
            last, edge = chunk[-1:], (edge + chunk)[-2:]
    found.long = found.long or since_feed > cleanup.LONGEST
    found.utf8 = found.utf8 and _continues(check, b"", final=True)
    found.ends_open, found.sha256 = last not in (b"\n", b"\r"), digest.hexdigest()
    return found


def _continues(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


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
