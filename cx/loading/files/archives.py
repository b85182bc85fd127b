"""Archives and other files that are no text: gzip, zip, Excel workbooks and Parquet, and the text inside them."""

import gzip
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from cx.errors import LoadError
from cx.loading.files import excel, parquet
from cx.text.formatting import _

MOST_BYTES = 4 << 30
"""An archive may unpack to so much; a small file that grows without end must not fill the disk."""

_CHUNK = 1 << 20
_GZIP = b"\x1f\x8b"
_ENDINGS = (".csv", ".tsv", ".txt", ".tab", ".psv", ".dat")


@dataclass(frozen=True)
class Unpacked:
    """A file of text and where it came from.

    part : the sheet or the file of the archive that was taken; "" where there is only one text
    parts : what may be chosen, in the order of the file; empty where there is only one text
    delimiter : what parts the cells where the text was made here, or None
    """

    path: Path
    part: str = ""
    parts: tuple[str, ...] = ()
    delimiter: str | None = None
    notes: tuple[str, ...] = ()


def unpacked(path: Path, name: str, folder: Path, part: str | None, first: bool) -> Unpacked:
    """The text of a file: the file itself, or a copy in the folder.

    Parameters
    ----------
    path, name : the file, and what to call it
    folder : for the copy
    part : the sheet of a workbook or the file of an archive
    first : take the first part where none is said

    Raises
    ------
    LoadError
        Damaged, locked by a password, too large when unpacked, no such part, several and none said.
    """
    with path.open("rb") as file:
        start = file.read(8)
    try:
        if start.startswith(_GZIP):
            target = folder / "unpacked"
            with gzip.open(path) as packed:
                _copy(packed, target, name)
            return Unpacked(target, notes=(_("The text was unpacked from gzip."),))
        if start.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(path) as archive:
                return _from_zip(archive, path, name, folder, part, first)
        if start.startswith(b"PAR1"):
            return Unpacked(parquet.as_text(path, folder, name), delimiter=",", notes=(_(parquet.NOTE),))
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise LoadError(
            _(
                "{name} is {what} that is damaged or packed in an unusual way ({error}). Nothing was written. "
                "Save or pack it again, or choose the file that is inside."
            ).format(
                name=name,
                what=_("a gzip file") if start.startswith(_GZIP) else _("an Excel workbook or a zip archive"),
                error=error,
            )
        ) from error
    return Unpacked(path)


def _from_zip(archive: zipfile.ZipFile, path: Path, name: str, folder: Path, part: str | None, first: bool) -> Unpacked:
    inside = set(archive.namelist())
    if "xl/workbook.xml" in inside:
        _require_size(sum(entry.file_size for entry in archive.infolist()), name)
        sheet, sheets, target = excel.as_text(
            path, folder, name, lambda found: chosen_part(name, "sheet", found, part, first)
        )
        sentences = [_("Line numbers are row numbers of the sheet “{sheet}”.")]
        if len(sheets) > 1:
            sentences.insert(0, _("The workbook has {many} sheets that hold cells; “{sheet}” was read."))
        notes = [text.format(sheet=sheet, many=len(sheets)) for text in sentences]
        return Unpacked(target, sheet, sheets if len(sheets) > 1 else (), ",", tuple(notes))
    _require_texts(inside, name)
    texts = tuple(entry.filename for entry in archive.infolist() if _is_text(entry))
    taken = chosen_part(name, "file", texts, part, first)
    entry = archive.getinfo(taken)
    if entry.flag_bits & 1:
        raise LoadError(
            _("{name} is locked by a password. Unpack it and choose the file that is inside.").format(name=name)
        )
    target = folder / "unpacked"
    with archive.open(entry) as packed:
        _copy(packed, target, name)
    shown = PurePosixPath(taken).name
    text = (
        _("“{file}” was read from the archive, one of {many} files.")
        if texts[1:]
        else _("“{file}” was read from the archive.")
    )
    note = text.format(file=shown, many=len(texts))
    return Unpacked(target, taken, texts if len(texts) > 1 else (), notes=(note,))


def texts_inside(source: BinaryIO) -> tuple[str, ...]:
    """The files of text in a zip archive, in its order; none in any other file, a workbook or a document among them."""
    source.seek(0)
    if source.read(4) != b"PK\x03\x04":
        return ()
    try:
        with zipfile.ZipFile(source) as archive:
            _require_texts(set(archive.namelist()), "")
            return tuple(entry.filename for entry in archive.infolist() if _is_text(entry))
    except (LoadError, zipfile.BadZipFile):
        return ()


def _require_texts(inside: set[str], name: str) -> None:
    for sign, what in (("word/document.xml", "a Word document"), ("ppt/presentation.xml", "a presentation")):
        if sign in inside:
            raise LoadError(
                _("{name} is {what}, not a table of rows. Choose a CSV file or a workbook.").format(
                    name=name, what=_(what)
                )
            )
    if "content.xml" in inside and "mimetype" in inside:
        raise LoadError(
            _("{name} is an OpenDocument file. Save it as Excel workbook (.xlsx) or as CSV.").format(name=name)
        )


def _is_text(entry: zipfile.ZipInfo) -> bool:
    place = PurePosixPath(entry.filename)
    hidden = place.parts[:1] == ("__MACOSX",) or place.name.startswith(".")
    return not entry.is_dir() and not hidden and place.suffix.lower() in _ENDINGS


def _copy(packed: IO[bytes] | gzip.GzipFile, target: Path, name: str) -> None:
    written = 0
    with target.open("wb") as out:
        while chunk := packed.read(_CHUNK):
            written += len(chunk)
            _require_size(written, name)
            out.write(chunk)


def _require_size(size: int, name: str) -> None:
    if size > MOST_BYTES:
        raise LoadError(
            _("{name} unpacks to more than {size} GB. Nothing was written. Unpack it and load it in parts.").format(
                name=name, size=MOST_BYTES >> 30
            )
        )


def chosen_part(name: str, what: str, parts: Sequence[str], part: str | None, first: bool) -> str:
    """The part of a workbook or an archive to read.

    Parameters
    ----------
    name, what : what to call the file, and a part of it: "sheet" or "file"
    parts : those that can be read
    part : the one that a person says; None: nobody said
    first : take the first where none is said

    Raises
    ------
    LoadError
        Where none is there, or the choice is not clear.

    Examples
    --------
    >>> chosen_part("b.xlsx", "sheet", ["May", "June"], "June", False)
    'June'
    """
    shown = ", ".join(f"“{place}”" for place in parts[:12]) + (" …" if len(parts) > 12 else "")
    if not parts:
        raise LoadError(
            _("{name} holds no {what} with rows of text. Choose another file.").format(name=name, what=what)
        )
    if part is not None and part not in parts:
        raise LoadError(
            _("{name} has no {what} “{part}”. It has {shown}.").format(name=name, what=what, part=part, shown=shown)
        )
    if part is None and len(parts) > 1 and not first:
        raise LoadError(
            _("{name} has {len} {what}s: {shown}. Say which one to read: part=“{number}”.").format(
                name=name, len=len(parts), what=what, shown=shown, number=parts[0]
            )
        )
    return part if part is not None else parts[0]
