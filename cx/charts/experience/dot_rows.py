"""Rows of dots with intervals on a scale of shares; hollow: no verdict.

Rows have label, low, high, order and tone, which is "none" without a verdict. A label begins with its place, as two
rows may have one name, and before that with WHOLE where it is written bold.
"""

from typing import Any

import altair as alt

from cx.charts import LABEL

WHOLE = "!"
NAME = "slice(datum.label, indexof(datum.label, '|') + 1)"


def label(place: int, text: str, is_whole: bool = False) -> str:
    """The label of a row.

    >>> label(2, "Not resolved", True), label(3, "Severity 1")
    ('!2|Not resolved', '3|Severity 1')
    """
    return f"{WHOLE * is_whole}{place}|{text}"


def share(field: str, ink: dict[str, Any], title: str | None = None, end: str = "width") -> alt.X:
    """The scale of shares, as far as the intervals reach; end : where it ends, as an expression."""
    axis = alt.Axis(
        format=".0%", gridColor=ink["grid"], domain=False, ticks=False, tickCount=5, labelColor=ink["muted"],
        titleColor=ink["muted"], **LABEL,
    )  # fmt: skip
    scale = alt.Scale(zero=False, nice=True, padding=12, range=[0, alt.ExprRef(end)])
    return alt.X(f"{field}:Q", title=title, axis=axis, scale=scale)


def names(ink: dict[str, Any]) -> alt.Y:
    """The names of the rows, in their order."""
    weight = alt.condition(f"indexof(datum.value, '{WHOLE}') === 0", alt.value("bold"), alt.value("normal"))
    axis = alt.Axis(
        title=None, ticks=False, domain=False, labelColor=ink["text"], labelLimit=150, labelPadding=8,
        labelFontSize=12, labelFontWeight=weight, labelExpr=NAME,
    )  # fmt: skip
    return alt.Y("label:N", sort=alt.EncodingSortField("order", op="min"), axis=axis)


def dots(base: alt.Chart, x: alt.X, tones: dict[str, str], ink: dict[str, Any]) -> list[alt.Chart]:
    """The intervals and the dots of `base`, a tone in its colour.

    Parameters
    ----------
    base : rows by `names`
    x : of `share`
    tones : tone -> colour
    ink : of `cx.charts.palette.colours`
    """
    scale = alt.Scale(domain=list(tones), range=list(tones.values()))
    colour = alt.Color("tone:N", scale=scale, legend=None)
    full = base.mark_point(filled=True, size=90, opacity=1).transform_filter("datum.tone != 'none'")
    hollow = base.mark_point(filled=True, size=80, opacity=1, fill=ink["paper"])
    return [
        base.mark_rule(strokeWidth=1.6).encode(x=alt.X("low:Q", title=None), x2="high:Q", color=colour),
        full.encode(x=x, color=colour),
        hollow.transform_filter("datum.tone == 'none'").encode(x=x, stroke=colour, strokeWidth=alt.value(1.6)),
    ]


def clicks(base: alt.Chart, ink: dict[str, Any]) -> alt.Chart:
    """Over each row of `base` what a click picks: its code, selection `code`; is_picked outlines the row."""
    over: alt.Chart = (
        base.mark_rect(fillOpacity=0.001, cursor="pointer", cornerRadius=3, stroke=ink["ink"], strokeWidth=1.5)
        .encode(
            x=alt.value(0),
            x2=alt.value(alt.ExprRef("width")),
            color=alt.value(ink["paper"]),
            strokeOpacity=alt.condition("datum.is_picked", alt.value(1), alt.value(0)),
        )
        .add_params(alt.selection_point(name="code", fields=["code"], empty=True))
    )
    return over
