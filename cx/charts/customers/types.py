"""Customer types against tiers: a table of shares, and the tiers that each type is made of."""

from typing import Any

import altair as alt
import pandas as pd

from cx.charts import HOLLOW, picture
from cx.charts.customers.movement import NARROW
from cx.charts.ids import identified
from cx.charts.palette import TIERS, colours
from cx.statistics.intervals import ENOUGH_TO_RANK, wilson
from cx.text.formatting import _, number, percent, points, short_money


def frames(crossed: pd.DataFrame, locked: tuple[str, ...], currency: str) -> dict[str, pd.DataFrame]:
    """The frame of both pictures: one row per type and tier.

    Parameters
    ----------
    crossed : the answer of cx.customer_types.crossed
    locked : types that the data cannot tell

    Notes
    -----
    shade runs from 0 to 1, the highest share of its type, over tiers of 30 customers and more; the others have none.
    is_hollow: no verdict against the other tiers.
    """
    cells = crossed.copy()
    ranked = cells.share.where((cells.tier_customers >= ENOUGH_TO_RANK) & ~cells.kind.isin(locked))
    highest = ranked.groupby(cells.kind).transform("max")
    cells["shade"] = (ranked / highest.where(highest > 0)).where(cells.customers > 0)
    cells["is_hollow"] = cells.higher.isna()
    known = ~cells.kind.isin(locked) & (cells.tier_customers > 0)
    cells["text"] = [
        percent(share, 1 if 0 < share < 0.01 else 0) if seen else ""
        for share, seen in zip(cells.share, known, strict=True)
    ]
    cells["note"] = [
        _("{n} of {all}").format(n=number(n), all=number(all_)) if seen else ""
        for n, all_, seen in zip(cells.customers, cells.tier_customers, known, strict=True)
    ]
    cells["people"] = [number(n) if seen else "" for n, seen in zip(cells.customers, known, strict=True)]
    cells["interval"] = [
        points(*wilson(int(n), int(all_))[1:], 1) if all_ else _("n/a")
        for n, all_ in zip(cells.customers, cells.tier_customers, strict=True)
    ]
    cells["amount"] = [short_money(profit, currency) for profit in cells.profit]
    cells["order"] = cells.tier.map(TIERS.index)
    cells["kind_order"] = cells.kind.map({kind: place for place, kind in enumerate(dict.fromkeys(cells.kind))})
    whole = cells.groupby("kind").customers.transform("sum")
    cells["part"] = cells.customers / whole.where(whole > 0)
    cells["total"] = [number(n) if n else "" for n in whole]
    cells["is_last"] = cells.order == len(TIERS) - 1
    return {"cells": cells}


def _tips() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("kind:N", title=_("Type")),
        alt.Tooltip("tier:N", title=_("Tier")),
        alt.Tooltip("note:N", title=_("Customers")),
        alt.Tooltip("interval:N", title=_("95% interval")),
        alt.Tooltip("amount:N", title=_("Profit")),
    ]


def _kinds(ink: dict[str, Any], padding: float) -> alt.Y:
    return alt.Y(
        "kind:N",
        sort=alt.EncodingSortField("kind_order", op="min"),
        scale=alt.Scale(paddingInner=padding),
        axis=alt.Axis(
            title=None, ticks=False, domain=False, labelPadding=8, labelColor=ink["text"], labelFontSize=12.5
        ),
    )


@identified("types.table")
def table(theme: str = "light", row: int = 56) -> alt.LayerChart:
    """The share of each tier that has each type, shaded within a type.

    NamedData cells, is_picked outlines; selection `cell`.
    """
    ink = colours(theme)
    flip = f"!datum.is_hollow && datum.shade > {0.5 if theme == 'light' else 0.7}"
    text = alt.condition(flip, alt.value(ink["paper"]), alt.value(ink["text"]))
    cell = alt.selection_point(name="cell", fields=["kind", "tier"], empty=True)
    top = alt.Axis(
        orient="top",
        labelAngle=0,
        labelOverlap=False,
        labelExpr=NARROW,
        title=None,
        ticks=False,
        domain=False,
        labelColor=ink["text"],
        labelFontSize=12,
    )
    base = alt.Chart(alt.NamedData("cells")).encode(
        alt.X("tier:N", sort=TIERS, axis=top, scale=alt.Scale(paddingInner=0.04)),
        _kinds(ink, 0.08),
        tooltip=_tips(),
    )
    shade = alt.Color("shade:Q", scale=alt.Scale(domain=[0, 1], range=ink["heat"], interpolate="rgb"), legend=None)
    blank = base.mark_rect(cornerRadius=3, fillOpacity=0.35, color=ink["track"])
    fill = base.transform_filter("isValid(datum.shade) && !datum.is_hollow").mark_rect(cornerRadius=3)
    hollow = base.transform_filter("isValid(datum.shade) && datum.is_hollow").mark_rect(**HOLLOW)
    share = base.mark_text(fontWeight=600, fontSize=13.5, dy=-6).encode(text="text:N", color=text)
    small = base.mark_text(fontSize=10.5, dy=10)
    note, people = (  # on a phone there is room for n alone
        small.encode(text=text_of, color=text, opacity=alt.condition(room, alt.value(0.8), alt.value(0)))
        for text_of, room in (("note:N", "width > 360"), ("people:N", "width <= 360"))
    )
    over = (
        base.mark_rect(fillOpacity=0.001, cursor="pointer", cornerRadius=3, stroke=ink["ink"], strokeWidth=2.5)
        .encode(strokeOpacity=alt.condition("datum.is_picked", alt.value(1), alt.value(0)))
        .add_params(cell)
    )
    return picture(
        blank,
        fill.encode(shade),
        hollow.encode(stroke=alt.value(ink["muted"])),
        share,
        note,
        people,
        over,
        height=row * 5 + 30,
    )


@identified("types.mix")
def mix(theme: str = "light", row: int = 58) -> alt.LayerChart:
    """Of which tiers each type is made. NamedData cells."""
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("cells")).encode(_kinds(ink, 0.42))
    parts = base.mark_bar(cornerRadius=2, stroke=ink["paper"], strokeWidth=1).encode(
        alt.X("part:Q", axis=None, stack="zero", scale=alt.Scale(domain=[0, 1.12], nice=False)),
        alt.Color(
            "tier:N",
            scale=alt.Scale(domain=TIERS, range=ink["tiers"]),
            legend=alt.Legend(
                orient="top",
                title=None,
                symbolType="square",
                labelColor=ink["text"],
                columns=alt.ExprRef("width < 300 ? 3 : 5"),
            ),
        ),
        alt.Order("order:Q"),
        tooltip=_tips(),
    )
    totals = base.transform_filter("datum.is_last").mark_text(
        align="left", dx=8, fontWeight=600, fontSize=12.5, color=ink["text"]
    )
    return picture(parts, totals.encode(x=alt.XDatum(1, axis=None), text="total:N"), height=row * 5)
