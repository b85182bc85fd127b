"""Recency against frequency as a grid of 25 cells with the groups over it, and the share of revenue of each group."""

import altair as alt
import pandas as pd

from cx.charts import picture
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, number, percent, short_money, tally

EDGE = 0.03
"""Room between two cells, of a cell's side."""
NAME_SIZE, NAME_ROOM = "clamp(width * 0.021, 7.5, 12)", "((datum.right - datum.left) * width / 5 - 10)"
"""Of a group's name within its box, in pixels."""
NAME_LINES = "split(replace(datum.text, / (?=[^ ]*$)/, '\\n'), '\\n')"
"""A longer name breaks before its last word."""


# --- grid --------------------------------------------------------------------------------------------------


def grid(
    cells: pd.DataFrame, groups: pd.DataFrame, boxes: pd.DataFrame, by: str, currency: str
) -> dict[str, pd.DataFrame]:
    """The frames of the grid: cells, boxes.

    Parameters
    ----------
    cells, groups : answers of cx.rfm.cells and groups
    by : "customers" or "money", what the shade and the figures are
    boxes : the rules: name and recency_from, recency_to, frequency_from, frequency_to

    Notes
    -----
    Groups that share a box (told apart by money) share its label.
    """
    most = cells[by].max()
    drawn = cells.assign(
        shade=(cells[by] / most if most > 0 else 0.0),
        text=[
            "" if n == 0 else tally(n) if by == "customers" else short_money(m, currency)
            for n, m in zip(cells.customers, cells.money, strict=True)
        ],
        people=[number(n) for n in cells.customers],
        amount=[short_money(m, currency) for m in cells.money],
        left=cells.recency_score - 1 + EDGE,
        right=cells.recency_score - EDGE,
        low=cells.frequency_score - 1 + EDGE,
        high=cells.frequency_score - EDGE,
    )
    counts = groups.set_index("customer_group").customers
    corners = ["recency_from", "recency_to", "frequency_from", "frequency_to"]
    named = boxes.groupby(corners, sort=False)["name"].agg(list).reset_index()
    named["text"] = [" / ".join(_(name) for name in names) for names in named.name]
    named["people"] = [number(sum(counts.get(name, 0) for name in names)) for names in named.name]
    named["left"], named["right"] = named.recency_from - 1 + EDGE / 2, named.recency_to - EDGE / 2
    named["low"], named["high"] = named.frequency_from - 1 + EDGE / 2, named.frequency_to - EDGE / 2
    shades = drawn.set_index(["recency_score", "frequency_score"]).shade
    named["shade"] = [shades[corner] for corner in zip(named.recency_from, named.frequency_to, strict=True)]
    return {"cells": drawn, "boxes": named.drop(columns="name")}


@identified("rfm.grid")
def grid_chart(theme: str = "light", height: int = 400) -> alt.LayerChart:
    """Recency to the right, frequency up.

    NamedData cells, boxes of `grid`; is_picked outlines a cell; selection `cell`.
    """
    ink = colours(theme)
    flip = "datum.shade > 0.5" if theme == "light" else "datum.shade > 0.7"
    text = alt.condition(flip, alt.value(ink["paper"]), alt.value(ink["text"]))
    cell = alt.selection_point(name="cell", fields=["recency_score", "frequency_score"], empty=True)
    plain = {
        "values": [0.5, 1.5, 2.5, 3.5, 4.5],
        "labelExpr": "format(datum.value + 0.5, 'd')",
        "grid": False,
        "ticks": False,
        "domain": False,
        "labelColor": ink["text"],
        "titleColor": ink["muted"],
        "labelFontSize": 12,
        "titleFontSize": 11.5,
        "titleFontWeight": "normal",
    }
    scale = alt.Scale(domain=[0, 5], nice=False)
    x = alt.X("left:Q", scale=scale, axis=alt.Axis(title=_("Recency: 1 long ago, 5 recent"), **plain))
    y = alt.Y("low:Q", scale=scale, axis=alt.Axis(title=_("Frequency: 1 rare, 5 frequent"), **plain))
    place = {"x": x, "x2": "right:Q", "y": y, "y2": "high:Q"}
    tips = [
        alt.Tooltip("recency_score:Q", title=_("Recency")),
        alt.Tooltip("frequency_score:Q", title=_("Frequency")),
        alt.Tooltip("people:N", title=_("Customers")),
        alt.Tooltip("amount:N", title=_("Money")),
    ]
    base = alt.Chart(alt.NamedData("cells"))
    shade = alt.Color("shade:Q", scale=alt.Scale(domain=[0, 1], range=ink["heat"], interpolate="rgb"), legend=None)
    fills = base.mark_rect(cornerRadius=3).encode(color=shade, **place)
    middle = base.transform_calculate(mx="(datum.left + datum.right) / 2", my="(datum.low + datum.high) / 2")
    figures = middle.mark_text(fontWeight=600, fontSize=13, dy=7).encode(
        alt.X("mx:Q", scale=scale), alt.Y("my:Q", scale=scale), alt.Text("text:N"), color=text
    )
    boxes = alt.Chart(alt.NamedData("boxes"))
    outlines = boxes.mark_rect(
        fillOpacity=0, stroke=ink["text"], strokeWidth=1.3, cornerRadius=4, strokeOpacity=0.75
    ).encode(**place)
    names = boxes.mark_text(
        align="left",
        baseline="top",
        dx=6,
        dy=6,
        fontWeight=600,
        fontSize=alt.ExprRef(NAME_SIZE),
        limit=alt.ExprRef(NAME_ROOM),
        text=alt.ExprRef(f"length(datum.text) * 0.6 * {NAME_SIZE} > {NAME_ROOM} ? {NAME_LINES} : datum.text"),
    ).encode(alt.X("left:Q", scale=scale), alt.Y("high:Q", scale=scale), color=text)
    over = (
        base.mark_rect(fillOpacity=0.001, cursor="pointer", stroke=ink["ink"], strokeWidth=3, cornerRadius=3)
        .encode(strokeOpacity=alt.condition("datum.is_picked", alt.value(1), alt.value(0)), tooltip=tips, **place)
        .add_params(cell)
    )
    return picture(fills, figures, outlines, names, over, height=height)


# --- groups ------------------------------------------------------------------------------------------------


def shares(groups: pd.DataFrame, currency: str) -> dict[str, pd.DataFrame]:
    """The frames of the groups, most money first: `groups` with the profit of each in words, `bars` with its share of
    revenue and of customers, each with its own figure.
    """
    rows = groups[groups.customers > 0].sort_values("money", ascending=False, kind="stable")
    names = {
        "group": [_(name) for name in rows.customer_group],
        "order": range(len(rows)),
        "people": [
            f"{number(n)} ({percent(share)})" for n, share in zip(rows.customers, rows.customer_share, strict=True)
        ],
        "amount": [
            f"{short_money(money, currency)} ({percent(share)})"
            for money, share in zip(rows.money, rows.money_share, strict=True)
        ],
        "profit": ["–" if pd.isna(profit) else short_money(profit, currency) for profit in rows.profit],
    }
    parts = [
        pd.DataFrame(names | {"part": part, "share": share.to_numpy(), "text": [percent(one) for one in share]})
        for part, share in (("revenue", rows.money_share), ("customers", rows.customer_share))
    ]
    bars = pd.concat(parts, ignore_index=True)
    return {
        "groups": pd.DataFrame(names | {"is_loss": (rows.profit < -0.005).to_numpy()}),
        "bars": bars.assign(share=bars.share.fillna(0.0).clip(lower=0)),
    }


@identified("rfm.groups")
def shares_chart(theme: str = "light", rows: int = 10, row: int = 46) -> alt.LayerChart:
    """Each group's shares of revenue (dark) and of customers (pale). NamedData groups, bars of `shares`."""
    ink = colours(theme)
    y = alt.Y(
        "group:N",
        sort=alt.EncodingSortField("order", op="min"),
        scale=alt.Scale(paddingInner=0.3),
        axis=alt.Axis(title=None, ticks=False, domain=False, labelColor=ink["text"], labelFontSize=12, labelLimit=130),
    )
    tooltip = [
        alt.Tooltip("group:N", title=_("Group")),
        alt.Tooltip("people:N", title=_("Customers")),
        alt.Tooltip("amount:N", title=_("Revenue")),
        alt.Tooltip("profit:N", title=_("Customer profit, 12 months")),
    ]
    scale = alt.Scale(nice=False, padding=0, range=[0, alt.ExprRef("width - 130")])  # the figures stand beside the bars
    part = alt.YOffset("part:N", sort=["revenue", "customers"], scale=alt.Scale(paddingInner=0.12))
    base = alt.Chart(alt.NamedData("bars")).encode(y, part, alt.X("share:Q", axis=None, scale=scale), tooltip=tooltip)
    shade = alt.Scale(domain=["revenue", "customers"], range=[ink["ink"], ink["heat"][2]])
    bars = base.mark_bar(cornerRadiusEnd=3).encode(alt.Color("part:N", scale=shade, legend=None))
    bold = alt.condition("datum.part === 'revenue'", alt.value(ink["text"]), alt.value(ink["muted"]))
    figures = base.mark_text(align="left", dx=6, fontSize=11.5).encode(alt.Text("text:N"), color=bold)
    profit = (
        alt.Chart(alt.NamedData("groups"))
        .mark_text(align="right", fontSize=12, x=alt.ExprRef("width"))
        .encode(
            y,
            alt.Text("profit:N"),
            color=alt.condition("datum.is_loss", alt.value(ink["bad"]), alt.value(ink["muted"])),
            tooltip=tooltip,
        )
    )
    return picture(bars, figures, profit, height=row * max(rows, 1))
