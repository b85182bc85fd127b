"""Five stages of managing experience, each a chevron over its measures."""

from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from cx.charts import picture
from cx.charts.ids import identified
from cx.charts.palette import colours

WIDE, GAP, TIP = 20.0, 0.7, 0.9
"""Of a stage: its width with the gap after it, that gap, and how far its tip reaches."""
HEAD, ROW = 62, 52
"""Pixels of a chevron and of a measure."""
BAD, PLAIN, UNKNOWN = "bad", "plain", "unknown"
"""Tones of a measure: it falls short, it has no such verdict, it is not known."""


@dataclass(frozen=True)
class Cell:
    """A measure in words.

    Attributes
    ----------
    stage : its place, from 0
    name, figure, note : what it is, its value, what that means
    tone : BAD, PLAIN or UNKNOWN
    tip : further words, when it is pointed at
    """

    stage: int
    name: str
    figure: str
    note: str
    tone: str
    tip: str


def stages(heads: list[tuple[str, str]], cells: list[Cell]) -> dict[str, pd.DataFrame]:
    """The frames of the five stages: `shapes` and `heads` of the chevrons, `cells` one row a measure.

    Parameters
    ----------
    heads : name of each stage and the line under it
    cells : the measures, in the order in which they stand under each other
    """
    below: dict[int, int] = {}
    rows = []
    for cell in cells:
        place = below.get(cell.stage, 0)
        below[cell.stage] = place + 1
        left, top = WIDE * cell.stage, HEAD + 8 + ROW * place
        rows.append(vars(cell) | {"x": left, "x2": left + WIDE - GAP, "y": top, "y2": top + ROW - 6})
    shapes = [
        {
            "stage": place,
            "y": height,
            "x": WIDE * place + TIP * inside * (place > 0),
            "x2": WIDE * (place + 1) - GAP + TIP * inside,
        }
        for place in range(len(heads))
        for height, inside in ((0, 0), (HEAD / 2, 1), (HEAD, 0))
    ]
    named = [
        {"stage": place, "x": WIDE * place + 1.6 * TIP, "name": name, "line": line}
        for place, (name, line) in enumerate(heads)
    ]
    return {
        "shapes": pd.DataFrame(shapes, columns=["stage", "y", "x", "x2"]),
        "heads": pd.DataFrame(named, columns=["stage", "x", "name", "line"]),
        "cells": pd.DataFrame(rows, columns=["stage", "name", "figure", "note", "tone", "tip", "x", "x2", "y", "y2"]),
    }


def height(cells: list[Cell]) -> int:
    """Pixels of the picture: those of the stage with most measures."""
    most = max((sum(cell.stage == stage for cell in cells) for stage in {cell.stage for cell in cells}), default=0)
    return HEAD + 8 + ROW * most


@identified("programme.stages")
def stages_chart(theme: str = "light", stages: int = 5, height: int = 380) -> alt.LayerChart:
    """A chevron a stage, its measures under it, red where one falls short. NamedData shapes, heads and cells."""
    ink = colours(theme)
    scale = alt.Scale(domain=[0, WIDE * stages + TIP], nice=False, zero=False)
    down = alt.Scale(domain=[0, height], range=[0, height], nice=False)
    x, y = alt.X("x:Q", axis=None, scale=scale), alt.Y("y:Q", axis=None, scale=down)
    cells = alt.Chart(alt.NamedData("cells")).encode(
        x=x, y=y, tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("tip:N", title="  ")]
    )
    found: alt.LayerChart = picture(*_chevrons(x, y, stages, ink), *_cells(cells, ink), height=height).resolve_scale(
        color="independent"
    )
    return found


def _chevrons(x: alt.X, y: alt.Y, stages: int, ink: dict[str, Any]) -> list[alt.Chart]:
    tones = [*ink["steps"][:3], *ink["steps"][3:5]][:stages]
    shape = (
        alt.Chart(alt.NamedData("shapes"))
        .mark_area(orient="horizontal", opacity=1)
        .encode(
            x=x,
            x2="x2:Q",
            y=y,
            color=alt.Color("stage:O", legend=None, scale=alt.Scale(domain=list(range(stages)), range=tones)),
        )
    )
    heads = alt.Chart(alt.NamedData("heads"))
    look = {"align": "left", "baseline": "middle", "color": "#FFFFFF"}
    return [
        shape,
        heads.mark_text(fontSize=13.5, fontWeight=700, **look).encode(x=x, y=alt.value(HEAD * 0.36), text="name:N"),
        heads.mark_text(fontSize=11.5, opacity=0.9, **look).encode(x=x, y=alt.value(HEAD * 0.68), text="line:N"),
    ]


def _cells(cells: alt.Chart, ink: dict[str, Any]) -> list[alt.Chart]:
    def toned(bad: str, plain: str, unknown: str) -> alt.Color:
        scale = alt.Scale(domain=[BAD, PLAIN, UNKNOWN], range=[bad, plain, unknown])
        return alt.Color("tone:N", legend=None, scale=scale)

    box = cells.mark_rect(cornerRadius=6).encode(
        x2="x2:Q",
        y2="y2:Q",
        color=toned(ink["bad"], ink["track"], ink["track"]),
        opacity=alt.condition("datum.tone == 'bad'", alt.value(0.14), alt.value(0.5)),
    )
    figures = cells.encode(x=alt.X("x2:Q", axis=None), color=toned(ink["bad"], ink["text"], ink["muted"]))
    words = {"baseline": "middle"}
    return [
        box,
        cells.mark_text(align="left", dx=9, dy=15, fontSize=12.5, **words)
        .encode(color=alt.value(ink["text"]))
        .encode(text="name:N"),
        figures.mark_text(align="right", dx=-9, dy=15, fontSize=14, fontWeight=700, **words).encode(text="figure:N"),
        cells.mark_text(align="left", dx=9, dy=33, fontSize=11, **words).encode(
            color=toned(ink["bad"], ink["muted"], ink["muted"]), text="note:N"
        ),
    ]
