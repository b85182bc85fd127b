"""Encoding detection for uploaded files, and refusal of what is no text."""

import codecs
import re
from pathlib import Path

import numpy as np

from cx.errors import LoadError
from cx.text.formatting import _

CHUNK = 1 << 20
BROKEN = "\ufffd"
"""Stands before a byte that is not of the file's encoding; lines that hold it are set aside."""

ENCODINGS = ("utf-8", "utf-16", "windows-1256", "windows-1252")
_MAGIC = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF document",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"PK\x05\x06": "an empty zip archive",
    b"\x1f\x8b": "a gzip file inside another archive",
    b"PK\x03\x04": "a zip archive inside another archive",
    b"SQLite format 3": "an SQLite file",
    b"BZh": "a bzip2 archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_USUAL_NAMES = {"utf-8-sig": "utf-8", "cp1252": "windows-1252", "cp1256": "windows-1256"}
_OTHER_TEXTS = {
    rb'(?:\[\s*)*\{\s*"[^"]*"\s*:|\[\s*\[\s*"': "JSON",
    rb"(?i)(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b[^>]*>(?![,;\t|])": "a web page",
    rb"<\?xml\s": "XML",
}
"""How texts that are no tables begin; <DATE>,<OPEN> and [order],[day] are headers."""
NO_LETTERS = bytes(code for code in range(32) if code not in (9, 10, 13))


def require_text(start: bytes, name: str) -> None:
    """Raise LoadError, saying what it is, where the first bytes of a file are no text."""
    if not start.strip():
        raise LoadError(_("{name} is empty: it holds no line. Choose another file.").format(name=name))
    for magic, what in _MAGIC.items():
        if start.startswith(magic):
            way_out = _("Open it and save the sheet as CSV.") if "Excel" in what else _("Choose a CSV file.")
            raise LoadError(
                _("{name} is {what}, not a CSV file. {way_out}").format(name=name, what=_(what), way_out=way_out)
            )
    if start[257:262] == b"ustar":
        raise LoadError(
            _("{name} is a tar archive, not a CSV file. Unpack it and choose one of its files.").format(name=name)
        )
    beginning = start.translate(None, b"\0\xef\xbb\xbf\xfe\xff").lstrip()
    for shape, what in _OTHER_TEXTS.items():
        if re.match(shape, beginning, re.DOTALL):
            raise LoadError(_("{name} is {what}, not a CSV file. Export it as CSV.").format(name=name, what=_(what)))
    if _looks_utf16(start) or any(start.startswith(bom) for bom, _ in _BOMS):
        return
    odd = len(start) - len(start.translate(None, delete=NO_LETTERS))
    if 20 * odd > len(start):
        raise LoadError(
            _("{name} is not text: {odd:,} of its first {size:,} bytes are no letters. Choose a CSV file.").format(
                name=name, odd=odd, size=len(start)
            )
        )


def _looks_utf16(start: bytes) -> str | None:
    """UTF-16 without a mark: most bytes of one parity are zero and few of the other."""
    sample = np.frombuffer(start[: len(start) // 2 * 2], dtype=np.uint8).reshape(-1, 2)
    if len(sample) < 4:
        return None
    first, second = (sample == 0).mean(axis=0)
    if second > 0.3 and first < 0.05:
        return "utf-16-le"
    return "utf-16-be" if first > 0.3 and second < 0.05 else None


def chosen(path: Path, start: bytes, sound: bool, given: str | None, name: str) -> tuple[str, list[str]]:
    """The encoding to read a file in, and what to say about the choice.

    start : its first bytes; sound : whether all its bytes are UTF-8; given : what the person says, or None
    """
    if given:
        return _checked(path, sound, given, name), []
    for bom, used in _BOMS:
        if start.startswith(bom):
            return used, []
    wide = _looks_utf16(start)
    if sound and not wide:
        return "utf-8", []
    if wide:
        return wide, [_("Read as {encoding}, though the file does not say so.").format(encoding=wide.upper())]
    if not _mostly_broken(path):
        return "utf-8", []
    used = _single_byte(path)
    text = _("The file is not UTF-8; it was read as {encoding}. Choose another encoding if names look wrong.")
    return used, [text.format(encoding=used)]


def _checked(path: Path, sound: bool, given: str, name: str) -> str:
    try:
        used = codecs.lookup(given).name
    except LookupError as error:
        raise LoadError(
            _("There is no encoding {given}. Choose one of {names}.").format(given=given, names=", ".join(ENCODINGS))
        ) from error
    if used.startswith("utf-8") and not sound and _mostly_broken(path):
        raise LoadError(_("{name} is not utf-8. Choose another encoding, or let it be detected.").format(name=name))
    return _USUAL_NAMES.get(used, used)


def _mostly_broken(path: Path) -> bool:
    """Whether the bytes that fit nowhere in UTF-8 are more than one in twenty of the letters of several bytes."""
    good = bad = 0
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            text = decoder.decode(chunk)
            broken = len(re.findall("[\udc80-\udcff]", text))
            good, bad = good + len(re.findall(r"[^\x00-\x7f]", text)) - broken, bad + broken
    return good <= 20 * bad


def _single_byte(path: Path) -> str:
    """Persian and Arabic words are runs of high bytes; in western texts these stand alone."""
    long = every = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            high = re.findall(rb"[\x80-\xff]+", chunk)
            long += sum(len(run) for run in high if len(run) > 2)
            every += sum(map(len, high))
    return "windows-1256" if 2 * long > every else "windows-1252"


def _mark_broken(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    spoiled = error.object[error.start : error.end]
    return BROKEN + "".join(f"\\x{byte:02x}" for byte in spoiled), error.end


codecs.register_error("cx-mark-broken", _mark_broken)
