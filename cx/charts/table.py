"""A table as a picture: a few rows of text, for a slide."""

from typing import Any

import altair as alt
import pandas as pd

from cx.charts import layered
from cx.charts.ids import identified
from cx.charts.palette import colours

ID = "shared.table"
ROOM = 118
"""Letters beside each other on a slide: columns beyond them are left out."""
HALF_ROOM = 62
"""Letters beside each other where two pictures share a slide."""
LONGEST = 30
"""Letters of a cell; the rest is cut."""
GAP = 3
LINE = 28


def table_frames(texts: pd.DataFrame, numeric: set[str]) -> dict[str, pd.DataFrame]:
    """The cells of a table with their places, its heads in row 0, and the lines under its rows.

    Parameters
    ----------
    texts : what each cell says; the names of its columns are the heads
    numeric : columns whose text ends at the right

    Returns
    -------
    cells : row, column, x, end (in letters), text, side; one row a cell, without the columns for which there is no room
    lines : y; one row a line

    Examples
    --------
    >>> made = table_frames(pd.DataFrame({"Customer": ["Ada"], "Orders": ["3"]}), {"Orders"})
    >>> made["cells"][["row", "column", "text", "side"]].values.tolist()
    [[0, 0, 'Customer', 'left'], [1, 0, 'Ada', 'left'], [0, 1, 'Orders', 'right'], [1, 1, '3', 'right']]
    """
    columns = {name: [_cut(text) for text in (name, *texts[name])] for name in texts}
    widths = {name: max(map(len, cells)) + GAP for name, cells in columns.items()}
    while sum(widths.values()) > ROOM and len(widths) > 1:
        widths.popitem()
    start, cells = 0, []
    for column, (name, width) in enumerate(widths.items()):
        side = "right" if name in numeric else "left"
        end = start + width - GAP
        place = end if side == "right" else start
        cells += [(row, column, place, end, text, side) for row, text in enumerate(columns[name])]
        start += width
    return {
        "cells": pd.DataFrame(cells, columns=["row", "column", "x", "end", "text", "side"]),
        "lines": pd.DataFrame({"y": [row + 0.5 for row in range(len(texts) + 1)]}),
    }


def texts(cells: dict[str, Any]) -> pd.DataFrame:
    """The table that the frozen cells of `table_frames` say, as texts under their heads."""
    rows = pd.DataFrame(cells["rows"], columns=cells["columns"])
    wide = rows.pivot(index="row", columns="column", values="text").sort_index()
    return wide.iloc[1:].set_axis(wide.iloc[0], axis=1)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def letters(cells: pd.DataFrame) -> int:
    """The letters of all columns beside each other."""
    return int(cells["end"].max()) if len(cells) else 1


@identified(ID)
def table(theme: str, rows: int, letters: int) -> alt.LayerChart:
    """A table of text.

    Parameters
    ----------
    theme : "light" or "dark"
    rows : without the heads
    letters : of the columns beside each other; where two pictures share a slide those that fit are shown

    Returns
    -------
    A chart of NamedData cells (row, x, end in letters, text, side) and lines (y), those of `table_frames`.
    """
    ink = colours(theme)
    most = alt.ExprRef(f"width > 600 ? {letters} : {min(letters, HALF_ROOM)}")
    size = alt.ExprRef(f"width > 600 ? 13 : datum.end <= {HALF_ROOM} ? 11 : 0")
    down = alt.Scale(domain=[rows + 0.5, -0.6], nice=False, zero=False)
    lines = alt.Chart(alt.NamedData("lines")).mark_rule(color=ink["grid"]).encode(alt.Y("y:Q", axis=None, scale=down))
    cells = [
        alt.Chart(alt.NamedData("cells"))
        .transform_filter(f"datum.side === '{side}' && (datum.row === 0) === {str(head).lower()}")
        .mark_text(align=side, baseline="middle", fontSize=size, color=ink["muted" if head else "text"])
        .encode(
            alt.X("x:Q", axis=None, scale=alt.Scale(domainMin=0, domainMax=most, nice=False)),
            alt.Y("row:Q", axis=None, scale=down),
            alt.Text("text:N"),
        )
        for side in ("left", "right")
        for head in (True, False)
    ]
    return layered(lines, *cells, height=LINE * (rows + 1))
