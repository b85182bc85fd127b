"""Escaping of text from data for Markdown, HTML and spreadsheets."""

import re
from html import escape

import pandas as pd

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def neutral(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with an apostrophe before every text that a spreadsheet would take for a formula.

    >>> neutral(pd.DataFrame({"name": ["=1+1", "Ali"], "profit": [-1.0, 2.0]})).name.tolist()
    ["'=1+1", 'Ali']
    """
    made = frame.copy()
    are_plain = [pd.api.types.is_numeric_dtype(kind) or kind.kind == "M" for kind in made.dtypes]
    for column in made.columns[[not is_plain for is_plain in are_plain]]:
        made[column] = [cell(text) if isinstance(text, str) else text for text in made[column]]
    return made


def cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula.

    >>> cell("@sum"), cell("a@b.de")
    ("'@sum", 'a@b.de')
    """
    return f"'{text}" if text.startswith(FORMULA) else text


def escaped(text: str) -> str:
    """Text from data, shown as it is: nothing in it is read as Markdown.

    >>> escaped("*a* [b]")
    '\\\\*a\\\\* \\\\[b\\\\]'
    """
    return "".join(f"\\{mark}" if mark in "\\`*_{}[]()#+-.!|<>$~:" else mark for mark in text)


def words(text: str) -> str:
    """What `escaped` was made from: text for where nothing reads Markdown.

    >>> words(escaped("*a* [b]"))
    '*a* [b]'
    """
    return re.sub(r"\\([\\`*_{}\[\]()#+\-.!|<>$~:])", r"\1", text)


def html(text: str) -> str:
    """Text from data, shown as it is: nothing in it is read as HTML.

    >>> html("<b>")
    '&lt;b&gt;'
    """
    return escape(text)
