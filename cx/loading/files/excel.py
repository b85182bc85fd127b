"""A sheet of an Excel workbook as lines of text: line 7 is row 7, ids keep their zeros, dates stay dates."""

import csv
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice, repeat
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from cx.errors import LoadError
from cx.tables import currencies
from cx.text.formatting import _

MOST_ROWS = 1_048_576
"""Rows of a sheet, by the definition of the format."""

NOT_COMPUTED = "#FORMULA?"
"""Stands before a formula whose result the workbook does not hold."""

_DAMAGES = (KeyError, ValueError, TypeError, AttributeError, IndexError, ParseError, InvalidFileException)
"""What openpyxl raises on a workbook that lacks a part or holds a wrong one."""

_ZEROS = re.compile("0+")
_SIGN = re.compile(rf"{currencies.SIGNS}|\b(?:{currencies.CODES})\b|{currencies.WORDS}", re.IGNORECASE)
_LOCALE, _LITERAL = re.compile(r"-[0-9A-F]+\]", re.IGNORECASE), re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
"""In a format of numbers: the end of [$€-407], and what stands there as it is."""
_BESIDE = "\x1f"
"""Stands between an amount and the currency of its format until it is known whether a column holds several; in no
sheet.
"""
_ONE_CURRENCY = re.compile(f"{_BESIDE}[^,\n]*")
_EXACT = 10**15
"""Excel keeps 15 digits."""


def as_text(
    path: Path, folder: Path, name: str, choose: Callable[[Sequence[str]], str]
) -> tuple[str, tuple[str, ...], Path]:
    """A sheet of a workbook as CSV.

    Parameters
    ----------
    path, name : the workbook, and what to call it
    folder : for the CSV
    choose : the sheet to read, of those that hold cells

    Returns
    -------
    (sheet, sheets that hold cells, a CSV of the sheet in the folder).

    Raises
    ------
    LoadError
        As `choose` does, and where the workbook cannot be read.

    Notes
    -----
    Line breaks inside a cell become spaces, so that a row is a line. Numbers are written with the 15 digits that
    Excel keeps, whole numbers in a format of zeros with these zeros, percentages with their sign, amounts with that
    of their currency where a column holds several.
    """
    with path.open("rb") as file:
        try:
            return _taken(file, path, folder, name, choose)
        except _DAMAGES as error:
            raise LoadError(
                _(
                    "{name} is an Excel workbook that cannot be read ({error}). Open it and save the sheet as CSV."
                ).format(name=name, error=error)
            ) from error


def _taken(
    file: BinaryIO, path: Path, folder: Path, name: str, choose: Callable[[Sequence[str]], str]
) -> tuple[str, tuple[str, ...], Path]:
    shown = openpyxl.load_workbook(file, read_only=True, data_only=True)
    sheets = tuple(sheet.title for sheet in shown.worksheets if _holds_cells(sheet))
    sheet = choose(sheets)
    formulas = openpyxl.load_workbook(file, read_only=True) if _has_formulas(path) else None
    target = _written(_rows(shown[sheet], formulas and formulas[sheet], name), folder)
    return sheet, sheets, target


def _holds_cells(sheet: Any) -> bool:
    sheet.reset_dimensions()
    rows = islice(sheet.iter_rows(values_only=True), MOST_ROWS)
    return any(value is not None for row in rows for value in row)


def _has_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        for entry in archive.namelist():
            if not entry.startswith("xl/worksheets/"):
                continue
            with archive.open(entry) as sheet:
                held = b""
                while chunk := sheet.read(1 << 20):
                    if b"<f>" in held + chunk or b"<f " in held + chunk:
                        return True
                    held = chunk[-2:]
    return False


def _rows(sheet: Any, formulas: Any, name: str) -> Iterator[list[str]]:
    sheet.reset_dimensions()
    if formulas is not None:
        formulas.reset_dimensions()
    beside = formulas.iter_rows() if formulas is not None else repeat(())
    for number, (row, written) in enumerate(zip(sheet.iter_rows(), beside, strict=False), start=1):
        if number > MOST_ROWS:
            raise LoadError(
                _("{name} claims more than {MOST_ROWS:,} rows in a sheet: it is damaged.").format(
                    name=name, MOST_ROWS=MOST_ROWS
                )
            )
        yield [
            _text(cell) or _uncomputed(written[place] if place < len(written) else None)
            for place, cell in enumerate(row)
        ]


def _uncomputed(cell: Any) -> str:
    value = getattr(cell, "value", None)
    return f"{NOT_COMPUTED} {value}" if isinstance(value, str) and value.startswith("=") else ""


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(value.replace("_x000D_", "").splitlines())
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _shown(value, cell.number_format or "General")
    return _moment(value) if isinstance(value, date | time) else str(value)


def _number(value: int | float, shape: str) -> str:
    if abs(value) >= _EXACT:
        return f"{value:.14E}"
    if float(value).is_integer():
        digits = str(int(value))
        return digits.zfill(len(shape)) if _ZEROS.fullmatch(shape) else digits
    digits = format(Decimal(f"{value:.15g}"), "f")
    return digits + "0" if digits[-4:-3] == "." else digits  # 1.234 would be read as 1,234 where commas are decimal


def _shown(value: int | float, shape: str) -> str:
    """A number with the sign of percent or of a currency that its format puts beside it."""
    if shape == "General":
        return _number(value, shape)
    if "%" in _LITERAL.sub("", shape):
        return f"{_number(float(Decimal(f'{value:.15g}') * 100), '')}%"
    sign = _SIGN.search(_LOCALE.sub("]", shape.replace("[$", "[")))
    return f"{_number(value, shape)}{_BESIDE}{sign.group()}" if sign else _number(value, shape)


def _moment(value: date | time) -> str:
    if isinstance(value, datetime):
        value = value + timedelta(microseconds=500)  # a moment is kept as a fraction of a day
        value = value.replace(microsecond=value.microsecond // 1000 * 1000)
        if value.time() == time():
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="milliseconds" if value.microsecond else "seconds")
    return value.isoformat()


def _written(rows: Iterator[list[str]], folder: Path) -> Path:
    """Rows as wide as the widest, blank ones as blank lines; those after the last filled row are left out."""
    ragged, target = folder / "ragged", folder / "lines.csv"
    widths: list[int] = []
    signs: dict[int, set[str]] = {}
    with ragged.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for row in rows:
            filled = max((place for place, cell in enumerate(row, start=1) if cell), default=0)
            widths.append(filled)
            for place, cell in enumerate(row):
                if _BESIDE in cell:
                    signs.setdefault(place, set()).add(cell.partition(_BESIDE)[2])
            if filled:
                writer.writerow([*row[:filled], "#"])  # the last cell keeps an empty first one from being quoted
            else:
                out.write("\n")
    several = any(len(found) > 1 for found in signs.values())
    width = max(widths, default=0)
    last = max((place for place, filled in enumerate(widths, start=1) if filled), default=0)
    with (
        ragged.open(encoding="utf-8", newline="\n") as lines,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        for line, filled in zip(islice(lines, last), widths, strict=False):
            line = line.replace(_BESIDE, " ") if several else _ONE_CURRENCY.sub("", line)
            out.write(line.removesuffix("\n").removesuffix(",#") + "," * (width - filled) * bool(filled) + "\n")
    return target
