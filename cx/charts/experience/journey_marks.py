"""Single marks of the map of the journey, as rows of its frames."""

from typing import Any

import pandas as pd

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""Rows by the name of their frame."""
MARGIN = 0.04
"""Between a cell and the edge of its column, of the column's width."""


def text(x: float, y: float, words: str, style: str = "value", tone: str = "text") -> Row:
    """Words in the middle of a place."""
    return {"x": x, "y": y, "text": words, "style": style, "tone": tone}


def label(y: float, words: str, style: str = "name", tone: str = "text") -> Row:
    """Words at the left edge."""
    return {"y": y, "text": words, "style": style, "tone": tone}


def block(left: float, right: float, top: float, bottom: float, tone: str, opacity: float = 1.0) -> Row:
    """A cell, or a bar."""
    return {"left": left, "right": right, "top": top, "bottom": bottom, "tone": tone, "opacity": opacity}


def rule(left: float, right: float, y: float, tone: str, is_dashed: bool) -> Row:
    """A level line."""
    return {"left": left, "right": right, "y": y, "tone": tone, "is_dashed": is_dashed}


def dot(x: float, y: float, size: float, tone: str, shape: str = "circle", is_asked: bool = True) -> Row:
    """A score; hollow where nobody was asked."""
    return {"x": x, "y": y, "size": size, "shape": shape, "tone": tone, "is_asked": is_asked}


def each(table: pd.DataFrame) -> list[tuple[int, Any]]:
    """The touchpoints with their numbers."""
    return list(enumerate(table.itertuples(index=False)))


def joined(parts: list[Rows]) -> Rows:
    """The rows of several parts of a picture, in their order."""
    found: Rows = {}
    for part in parts:
        for name, rows in part.items():
            found.setdefault(name, []).extend(rows)
    return found
