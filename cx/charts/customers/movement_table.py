"""Tiers before against tiers after: a table of the moves."""

import json

import altair as alt
import pandas as pd

from cx.charts import HOLLOW, picture
from cx.charts.customers.movement import NARROW, signed
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.statistics.intervals import ENOUGH_TO_RANK, wilson
from cx.statistics.verdicts import against_the_rest, of_shares
from cx.tables.screen_names import screen_name
from cx.text.formatting import _, compact, number, percent, points, tally, with_sign


def matrix(flows: pd.DataFrame, by: str, currency: str) -> dict[str, pd.DataFrame]:
    """The frame of the table: a row per pair of tiers with its texts and its shade.

    By customers the shade is the share of the tier that went there (rows of under 30 have none); by profit it is the
    change of profit, against the largest. is_hollow: by customers, a share that does not differ from that of the other
    rows by more than chance; all cells are one family (`cx.verdicts`).
    """
    cells = flows.copy()
    whole = cells.groupby("tier_before")["customers"].transform("sum")
    largest = cells["change"].abs().max() or 1.0
    cells["share"] = (cells["customers"] / whole.where(whole > 0)).astype(float)
    known = cells["customers"] > 0
    if by == "customers":
        ranked = known & (whole >= ENOUGH_TO_RANK)
        cells["shade"] = cells["share"].where(ranked)
        cells["text"] = [tally(n) if n else "" for n in cells["customers"]]
        cells["note"] = [percent(share) if seen else "" for share, seen in zip(cells["share"], known, strict=True)]
    else:
        cells["shade"] = (cells["change"].abs() / largest).where(known)
        cells["text"] = [
            signed(change, currency) if seen else "" for change, seen in zip(cells["change"], known, strict=True)
        ]
        cells["note"] = [tally(n) if n else "" for n in cells["customers"]]
    cells["short"] = [
        with_sign(change, compact(float(f"{abs(change):.2g}"))) if by == "profit" and text else text
        for change, text in zip(cells["change"], cells["text"], strict=True)
    ]
    cells["is_hollow"] = _is_hollow(cells, whole) if by == "customers" else False
    cells["is_loss"] = (cells["change"] < 0) & (by == "profit")
    cells["is_stay"] = cells["tier_before"] == cells["tier_after"]
    cells["way"] = [
        f"{screen_name(a)} → {screen_name(b)}" for a, b in zip(cells["tier_before"], cells["tier_after"], strict=True)
    ]
    cells["people"] = [
        _("{n} of {all}").format(n=number(n), all=number(all_))
        for n, all_ in zip(cells["customers"], whole, strict=True)
    ]
    cells["interval"] = [
        points(*wilson(int(n), int(all_))[1:]) if all_ else _("n/a")
        for n, all_ in zip(cells["customers"], whole, strict=True)
    ]
    cells["money"] = [signed(change, currency) for change in cells["change"]]
    return {"moves": cells}


def _is_hollow(cells: pd.DataFrame, whole: pd.Series) -> pd.Series:
    """Cells whose share of their row has no verdict against the other rows."""
    counts = pd.DataFrame({"customers": cells["customers"], "of": whole}).astype(int)
    pairs, places = [], []
    for _tier, part in counts.groupby(cells["tier_after"], sort=False):
        pairs += against_the_rest(list(part.itertuples(index=False, name=None)))
        places += part.index.tolist()
    return pd.Series([verdict is None for verdict in of_shares(pairs)], index=places).reindex(cells.index)


def _named(code: str) -> str:
    """The labels of an axis, this code by its name on screen."""
    return f"datum.label === {json.dumps(code)} ? {json.dumps(screen_name(code))} : datum.label"


@identified("movement.matrix")
def matrix_chart(
    theme: str = "light", rows: tuple[str, ...] = (), columns: tuple[str, ...] = (), row: int = 58
) -> alt.LayerChart:
    """Tiers before (rows) against tiers after (columns).

    NamedData moves of `matrix`, is_picked outlines; selection `cell`.
    """
    ink = colours(theme)
    flip = f"!datum.is_hollow && !datum.is_loss && datum.shade > {0.5 if theme == 'light' else 0.7}"
    text = alt.condition(flip, alt.value(ink["paper"]), alt.value(ink["text"]))
    cell = alt.selection_point(name="cell", fields=["tier_before", "tier_after"], empty=True)
    plain = {"title": None, "ticks": False, "domain": False, "labelColor": ink["text"], "labelFontSize": 12}
    base = alt.Chart(alt.NamedData("moves")).encode(
        alt.X(
            "tier_after:N",
            sort=list(columns),
            axis=alt.Axis(orient="top", labelAngle=0, labelOverlap=False, labelExpr=NARROW, **plain),
            scale=alt.Scale(paddingInner=0.04),
        ),
        alt.Y(
            "tier_before:N",
            sort=list(rows),
            axis=alt.Axis(labelPadding=8, labelExpr=_named("Came back"), **plain),
            scale=alt.Scale(paddingInner=0.08),
        ),
        tooltip=[
            alt.Tooltip("way:N", title=_("Move")),
            alt.Tooltip("people:N", title=_("Customers")),
            alt.Tooltip("interval:N", title=_("95% interval of the share")),
            alt.Tooltip("money:N", title=_("Change of profit")),
        ],
    )
    blank = base.mark_rect(cornerRadius=3, fillOpacity=0.35).encode(color=alt.value(ink["track"]))
    hollow = (
        base.transform_filter("isValid(datum.shade) && datum.is_hollow")
        .mark_rect(**HOLLOW)
        .encode(stroke=alt.value(ink["muted"]))
    )
    gain = (
        base.transform_filter("isValid(datum.shade) && !datum.is_loss && !datum.is_hollow")
        .mark_rect(cornerRadius=3)
        .encode(
            color=alt.Color(
                "shade:Q", scale=alt.Scale(domain=[0, 1], range=ink["heat"], interpolate="rgb"), legend=None
            )
        )
    )
    loss = (
        base.transform_filter("isValid(datum.shade) && datum.is_loss")
        .mark_rect(cornerRadius=3, color=ink["bad"])
        .encode(opacity=alt.Opacity("shade:Q", scale=alt.Scale(domain=[0, 1], range=[0.15, 0.6]), legend=None))
    )
    stay = base.transform_filter("datum.is_stay").mark_rect(
        cornerRadius=3, fillOpacity=0, stroke=ink["muted"], strokeWidth=1.4, strokeDash=[3, 2]
    )
    figure = base.mark_text(
        fontWeight=600,
        fontSize=alt.ExprRef("width < 330 ? 10.5 : 12.5"),
        dy=-6,
        text=alt.ExprRef("width < 330 ? datum.short : datum.text"),
    ).encode(color=text)
    note = base.mark_text(fontSize=10.5, dy=9, opacity=0.8).encode(text="note:N", color=text)
    over = (
        base.mark_rect(fillOpacity=0.001, cursor="pointer", cornerRadius=3, stroke=ink["ink"], strokeWidth=2.5)
        .encode(strokeOpacity=alt.condition("datum.is_picked", alt.value(1), alt.value(0)))
        .add_params(cell)
    )
    return picture(blank, gain, loss, hollow, stay, figure, note, over, height=row * max(len(rows), 1) + 30)
