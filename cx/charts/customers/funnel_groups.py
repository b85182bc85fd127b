"""Table of groups and steps of a funnel, shaded within each step; hollow where a group differs from no other."""

from typing import Any

import altair as alt
import pandas as pd

from cx.charts import HOLLOW, picture
from cx.charts.customers.funnel import division, rate_text
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.statistics.intervals import ENOUGH_TO_RANK
from cx.statistics.step_verdicts import group_verdicts
from cx.text.formatting import _, number, points

MOST_GROUPS = 12
AXIS = 46
"""Pixels of the two lines above the table, which count as part of a chart's height."""


def heat(groups: pd.DataFrame, names: dict[str, str], unranked: list[str]) -> dict[str, pd.DataFrame]:
    """The frame of the heat table: one row a group and step, at most MOST_GROUPS groups, those with most people.

    Parameters
    ----------
    groups : the answer of `cx.funnel.lifecycle` or `cx.funnel.steps` with a breakdown
    names : the step names of the columns
    unranked : groups that could win nobody; they are shown without a shade

    Notes
    -----
    shade runs from 0, the lowest rate of its step, to 1, the highest, over groups of 30 people and more; smaller
    groups and the people reached have none. is_hollow: no verdict on the group (`cx.funnel.group_verdicts`, over all
    groups given). Groups run from the best at the first step with a rate to the worst, the small ones after them.
    """
    first, second = [*groups["step"].unique(), "", ""][:2]
    largest = groups[groups["step"] == first].nlargest(MOST_GROUPS, "people")["group"]
    cells = groups.assign(is_hollow=group_verdicts(groups).isna())
    cells = cells[cells["group"].isin(largest)].copy()
    cells["column"] = cells["step"].map(names)
    cells["is_entry"] = cells["step"] == first
    cells["is_ranked"] = cells["rate"].notna() & (cells["eligible"] >= ENOUGH_TO_RANK) & ~cells["group"].isin(unranked)
    ranked = cells["rate"].where(cells["is_ranked"])
    low, high = (ranked.groupby(cells["step"]).transform(which) for which in ("min", "max"))
    # one ranked group, or all alike: the middle shade, since none is best
    cells["shade"] = ((ranked - low) / (high - low).where(high > low)).where(high > low, 0.5).where(cells["is_ranked"])
    texts = [_cell_texts(row, row["group"] in unranked, row["step"] == second) for row in cells.to_dict("records")]
    cells[["text", "note"]] = texts
    cells["interval"] = [points(low, high, 1) for low, high in zip(cells["low"], cells["high"], strict=True)]
    cells["order"] = cells["group"].map(_order(cells[cells["step"] == second]))
    return {"heat": cells[[*HEAT]].sort_values("order", kind="stable").reset_index(drop=True)}


HEAT = [
    "group",
    "step",
    "column",
    "people",
    "eligible",
    "still_open",
    "shade",
    "is_ranked",
    "text",
    "note",
    "interval",
    "order",
    "is_entry",
    "is_hollow",
]


ROOM = ((-0.16, -6), (0.26, 10))
"""Where the two lines of a cell stand from its middle: in a low row as a share of it, in others in pixels."""


@identified("funnel.groups")
def heat_chart(theme: str = "light", groups: int = 6, columns: tuple[str, ...] = (), row: int = 44) -> alt.LayerChart:
    """Groups against steps, shaded within each step: darkest is best, outlined is no verdict. NamedData heat of `heat`.

    Parameters
    ----------
    groups : how many rows
    columns : the step names from left to right
    row : pixels a row
    """
    ink = colours(theme)
    flip = f"!datum.is_hollow && datum.shade > {0.55 if theme == 'light' else 0.7}"
    text = alt.condition(flip, alt.value(ink["paper"]), alt.value(ink["text"]))
    shade = alt.Scale(domain=[0, 1], range=ink["heat"], interpolate="rgb")
    base = _table(ink, columns)
    cell = base.transform_filter("isValid(datum.shade) && !datum.is_hollow").mark_rect(cornerRadius=3)
    hollow = base.transform_filter("isValid(datum.shade) && datum.is_hollow").mark_rect(**HOLLOW)
    unranked = base.transform_filter("!isValid(datum.shade) && !datum.is_entry")
    blank = unranked.mark_rect(cornerRadius=3, fillOpacity=0.35)
    high = {"fontSize": alt.ExprRef("clamp(bandwidth('y') * 0.4, 9, 13.5)")}  # a slide of many groups has low rows
    up, down = (alt.ExprRef(f"bandwidth('y') < 38 ? bandwidth('y') * {share} : {usual}") for share, usual in ROOM)
    rate = base.transform_filter("datum.note != ''").mark_text(fontWeight=600, dy=up, **high)
    alone = base.transform_filter("datum.note == ''").mark_text(fontSize=13)
    small = alt.ExprRef("min(clamp(bandwidth('x') / 9.2, 8, 10.5), bandwidth('y') * 0.3)")
    layers = [
        blank.encode(color=alt.value(ink["track"])),
        cell.encode(color=alt.Color("shade:Q", scale=shade, legend=None)),
        hollow.encode(stroke=alt.value(ink["muted"])),
        rate.encode(text="text:N", color=text),
        alone.encode(text="text:N", color=alt.value(ink["text"])),
        base.mark_text(fontSize=small, dy=down, opacity=0.75).encode(text="note:N", color=text),
    ]
    return picture(*layers, height=row * groups + AXIS)


def _table(ink: dict[str, Any], columns: tuple[str, ...]) -> alt.Chart:
    """Where the cells are, how they are labelled and what they say on hover."""
    plain = {"title": None, "ticks": False, "domain": False, "labelColor": ink["text"]}
    side = alt.Axis(labelPadding=8, labelFontSize=12, labelLimit=alt.ExprRef("width < 280 ? 110 : 172"), **plain)
    # two lines hang down from where one would stand: the padding makes room for the second
    two_lines = {"labelPadding": 21, "labelExpr": "split(datum.label, '\\n')"}
    top = alt.Axis(orient="top", labelAngle=0, labelFontSize=11.5, **two_lines, **plain)
    best_first = alt.EncodingSortField("order", op="min")
    return alt.Chart(alt.NamedData("heat")).encode(
        x=alt.X("column:N", sort=list(columns), axis=top, scale=alt.Scale(paddingInner=0.03)),
        y=alt.Y("group:N", sort=best_first, axis=side, scale=alt.Scale(paddingInner=0.08)),
        tooltip=[
            alt.Tooltip("group:N", title=_("Group")),
            alt.Tooltip("people:Q", title=_("People"), format=","),
            alt.Tooltip("eligible:Q", title=_("of"), format=","),
            alt.Tooltip("interval:N", title=_("95% CI")),
            alt.Tooltip("still_open:Q", title=_("Window not over yet"), format=","),
        ],
    )


def _order(cells: pd.DataFrame) -> dict[str, Any]:
    """The place of each group, from its cells of the first step with a rate."""
    judged = cells.assign(best=lambda row: row["rate"].where(row["is_ranked"], -1.0))
    ranked = judged.sort_values(["best", "eligible", "group"], ascending=[False, False, True])
    return {group: place for place, group in enumerate(ranked["group"])}


def _cell_texts(cell: dict[str, Any], is_unranked: bool, is_first_rate: bool) -> tuple[str, str]:
    """What stands in a cell, and the small line beneath."""
    if cell["is_entry"]:
        return number(cell["people"]), ""
    if is_unranked:
        return (_("n/a"), _("already customers")) if is_first_rate else ("", "")
    if cell["eligible"] == 0:
        return (_("not over yet") if cell["still_open"] else _("n/a")), ""
    if cell["rate"] != cell["rate"]:
        return _("n/a"), ""
    return rate_text(cell["rate"], cell["low"], cell["high"]), division(cell, " ")
