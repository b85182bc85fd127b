"""Five stages of managing experience, each a chevron over its measures."""

from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from cx.charts import picture
from cx.charts.ids import identified
from cx.charts.palette import colours

ON_LIGHT, LIGHT = "#0F1720", 0.197
"""Colour of words on a shade of more than so much luminance: there it has more contrast than white."""
WIDE, GAP, TIP = 20.0, 0.7, 0.9
"""Of a stage: its width with the gap after it, that gap, and how far its tip reaches."""
HEAD, ROW = 62, 52
"""Pixels of a chevron and of a measure."""
WHOLE = 1050
"""Pixels of width from which letters have their usual size."""
INSIDE = "clamp(width * 0.008, 4, 9)"
"""Pixels between the edge of a measure and its words."""
PLACES = ["x", "x2", "y", "y2", "upper", "lower"]
"""Of a measure: its box, and the heights of its two lines."""
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
        ends = {"x": left, "x2": left + WIDE - GAP, "y": top, "y2": top + ROW - 6}
        rows.append(vars(cell) | ends | {"upper": top + 15, "lower": top + 33})
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
        {"x": WIDE * place + 1.6 * TIP, "upper": HEAD * 0.36, "lower": HEAD * 0.68, "name": name, "line": line}
        for place, (name, line) in enumerate(heads)
    ]
    return {
        "shapes": pd.DataFrame(shapes, columns=["stage", "y", "x", "x2"]),
        "heads": pd.DataFrame(named, columns=["x", "upper", "lower", "name", "line"]),
        "cells": pd.DataFrame(rows, columns=["stage", "name", "figure", "note", "tone", "tip", *PLACES]),
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
    down = alt.Scale(domain=[0, height], reverse=True, nice=False)
    x, y, upper, lower = (
        alt.X("x:Q", axis=None, scale=scale),
        *(alt.Y(f"{name}:Q", axis=None, scale=down) for name in ("y", "upper", "lower")),
    )
    cells = alt.Chart(alt.NamedData("cells")).encode(
        x=x, tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("tip:N", title="  ")]
    )
    layers = [*_chevrons(x, y, stages, ink), *_heads(x, upper, lower, ink), *_cells(cells, y, upper, lower, ink)]
    found: alt.LayerChart = picture(*layers, height=height).resolve_scale(color="independent")
    return found


def _chevrons(x: alt.X, y: alt.Y, stages: int, ink: dict[str, Any]) -> list[alt.Chart]:
    tones = alt.Scale(domain=list(range(stages)), range=ink["steps"][:stages])
    shapes = alt.Chart(alt.NamedData("shapes")).mark_area(orient="horizontal", opacity=1)
    return [shapes.encode(x=x, x2="x2:Q", y=y, color=alt.Color("stage:O", legend=None, scale=tones))]


def _heads(x: alt.X, upper: alt.Y, lower: alt.Y, ink: dict[str, Any]) -> list[alt.Chart]:
    """The words on the chevrons, white or dark by what is read better on the colour of each."""
    heads = alt.Chart(alt.NamedData("heads"))
    is_light = f"luminance({ink['steps']}[floor(datum.x / {WIDE})]) > {LIGHT}"
    tone = alt.condition(is_light, alt.value(ON_LIGHT), alt.value("#FFFFFF"))
    look = {"align": "left", "baseline": "middle", "limit": alt.ExprRef("width * 0.17")}
    return [
        heads.mark_text(fontSize=_size(13.5), fontWeight=700, **look).encode(x=x, y=upper, text="name:N", color=tone),
        heads.mark_text(fontSize=_size(11.5), **look).encode(x=x, y=lower, text="line:N", color=tone),
    ]


def _size(most: float) -> alt.ExprRef:
    """Size of letters: the usual one from WHOLE pixels of width on, smaller on a slide, so that words are whole."""
    return alt.ExprRef(f"{most} * clamp(width / {WHOLE}, 0.45, 1)")


def _cells(cells: alt.Chart, y: alt.Y, upper: alt.Y, lower: alt.Y, ink: dict[str, Any]) -> list[alt.Chart]:
    def toned(bad: str, plain: str, unknown: str) -> alt.Color:
        scale = alt.Scale(domain=[BAD, PLAIN, UNKNOWN], range=[bad, plain, unknown])
        return alt.Color("tone:N", legend=None, scale=scale)

    box = cells.mark_rect(cornerRadius=6).encode(
        x2="x2:Q",
        y=y,
        y2="y2:Q",
        color=toned(ink["bad"], ink["track"], ink["track"]),
        opacity=alt.condition("datum.tone == 'bad'", alt.value(0.14), alt.value(0.5)),
    )
    left = {"align": "left", "dx": alt.ExprRef(INSIDE), "baseline": "middle"}
    names = cells.mark_text(fontSize=_size(12.5), limit=alt.ExprRef("width * 0.148"), **left)
    notes = cells.mark_text(fontSize=_size(11), limit=alt.ExprRef("width * 0.18"), **left)
    right = {"align": "right", "dx": alt.ExprRef(f"-{INSIDE}"), "baseline": "middle"}
    figures = cells.mark_text(fontSize=_size(14), fontWeight=700, **right)
    figure_tone = toned(ink["bad"], ink["text"], ink["muted"])
    return [
        box,
        names.encode(y=upper, text="name:N", color=alt.value(ink["text"])),
        figures.encode(x=alt.X("x2:Q", axis=None), y=upper, text="figure:N", color=figure_tone),
        notes.encode(y=lower, text="note:N", color=toned(ink["bad"], ink["muted"], ink["muted"])),
    ]
