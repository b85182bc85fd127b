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
    for column in made.columns[[not pd.api.types.is_numeric_dtype(kind) for kind in made.dtypes]]:
        made[column] = [
            f"'{text}" if isinstance(text, str) and text.startswith(FORMULA) else text for text in made[column]
        ]
    return made


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
