"""The first rows of a list as a picture for a slide, as the list writes them."""

import re

import pandas as pd

from cx.charts import table as table_charts
from cx.text.formatting import _, count, day, month, number
from pages.shared import pictures, safe_text

ROWS = 10
MONTHS = "MMM YYYY"
PLAIN = ("text", "number", "progress", "date")
"""Kinds of columns that a slide can show: a curve in a cell is left out."""
_FORMAT = re.compile(r"%(?P<sign>\+?),?(?:\.(?P<decimals>\d))?[df](?P<percent>%%)?")


def draw(box, rows: pd.DataFrame, columns: dict, key: str, title: str, noun: tuple[str, str]) -> None:
    """The menu of the list in `box`; columns : its column_config; noun : one of what is listed, and many."""
    known = {name: one for name, one in columns.items() if one["type_config"]["type"] in PLAIN and name in rows}
    first = rows[list(known)].head(ROWS)
    labels = {name: safe_text.words(one["label"]) for name, one in known.items()}
    texts = pd.DataFrame(
        {labels[name]: [_text(value, known[name]["type_config"]) for value in first[name]] for name in known}
    )
    numeric = {labels[name] for name in known if pd.api.types.is_numeric_dtype(first[name])}
    frames = table_charts.table_frames(texts, numeric)
    pictures.tools(
        box,
        table_charts.table,
        frames,
        key=f"list-{key}",
        title=title,
        basis=_("first {rows} of the list").format(rows=count(len(first), *noun)),
        table=first.rename(columns=labels),
        terms=(),
        rows=len(first),
        letters=table_charts.letters(frames["cells"]),
    )


def _text(value: object, kind: dict) -> str:
    """A value as its column writes it.

    >>> _text(1234.5, {"type": "number", "format": "%,.0f"}), _text(82.4, {"type": "progress", "format": "%.0f%%"})
    ('1,234', '82%')
    >>> _text(None, {"type": "text"}), _text("Ada", {"type": "text"})
    ('', 'Ada')
    """
    if pd.isna(value):
        return ""
    if kind["type"] == "date":
        return month(value) if kind.get("format") == MONTHS else day(value)
    found = _FORMAT.fullmatch(kind.get("format") or "")
    if kind["type"] == "text" or not found:
        return str(value)
    text = f"{number(value, int(found['decimals'] or 0))}{'%' if found['percent'] else ''}"
    return f"+{text}" if found["sign"] and value > 0 else text
