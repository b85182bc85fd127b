"""What has the shape of a number, of a date, of a currency?"""

import re
from collections.abc import Sequence

from cx.tables import currencies

_SIGNS = {one.code: one.sign for one in currencies.ALL if one.sign}
_CURRENCY = re.compile(f"(?i:{currencies.CODES})|{currencies.SIGNS}|{currencies.WORDS}")
NUMBER = re.compile(r"^[^A-Za-z\u0620-\u064a]{0,4}[\d۰-۹٠-٩][\d۰-۹٠-٩.,٫٬'\s\u00a0]*[^A-Za-z\u0620-\u064a]{0,4}$")
DATE = re.compile(
    r"^([\d۰-۹٠-٩]{1,4}[-/.][\d۰-۹٠-٩]{1,2}([-/.][\d۰-۹٠-٩]{1,4})?(["
    r" T,].*)?|(19|20)\d{6}|[12]\d{3}(0[1-9]|1[012])|1[0-8]\d{8}(\.\d+)?|1[0-8]\d{11}|1[0-8]\d{14}"
    r"|[\d۰-۹٠-٩]{1,2} [\u0620-\u06ff]+ [\d۰-۹٠-٩]{4}.*"
    r"|.*\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b.*)$",
    re.IGNORECASE,
)


def is_value(cell: str) -> bool:
    """Whether a cell is a number or a date rather than a name.

    Examples
    --------
    >>> is_value("1,234.50 €"), is_value("03/04/2024"), is_value("Order Date")
    (True, True, False)
    """
    return _is_number(cell) or bool(DATE.match(cell) and any(mark.isdigit() for mark in cell))


def _is_number(cell: str) -> bool:
    return bool(NUMBER.match(cell) or NUMBER.match(_CURRENCY.sub("", cell, count=1).strip()))


def is_currency(cell: str) -> bool:
    """Whether a cell names a currency and nothing else.

    Examples
    --------
    >>> is_currency("eur"), is_currency("تومان"), is_currency("Web")
    (True, True, False)
    """
    return bool(_CURRENCY.fullmatch(cell.strip()))


def fits(column_type: str, samples: Sequence[str]) -> bool:
    filled = [value.strip() for value in samples if value and value.strip()]
    if not filled or column_type in ("text", "flag"):
        return True
    if column_type == "currency":
        return all(re.fullmatch(r"[^\W\d_]{3}", value) or is_currency(value) for value in filled)
    shape = DATE.match if column_type in ("date", "timestamp") else _is_number
    return 2 * sum(bool(shape(value)) for value in filled) >= len(filled)


def all_are(values: Sequence[str], shape: re.Pattern[str], other: re.Pattern[str] | None) -> bool:
    return all(shape.match(value) and not (other and other.match(value)) for value in values)


def currency(header: str, samples: Sequence[str]) -> str:
    """The sign of the currency that a money column is in, from its header or its first values; "" where none says.

    Examples
    --------
    >>> currency("Total (USD)", ["12.50"]), currency("Betrag", ["12,50 €"]), currency("revenue", ["12.50"])
    ('$', '€', '')
    """
    text = " ".join([header, *samples[:20]])
    sign = re.search(currencies.SIGNS, text)
    code = re.search(r"\b(" + "|".join(_SIGNS) + r")\b", text.upper())
    return sign.group() if sign else _SIGNS[code.group()] if code else ""
