"""How many complaints there are and how many are resolved: by group, and per 100 orders over time."""

from collections.abc import Callable

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.experience import dot_rows
from cx.charts.ids import identified
from cx.charts.labels import periods
from cx.charts.palette import colours
from cx.text.formatting import _, number, percent, points

# --- shares resolved ---------------------------------------------------------------------------------------


def shares(outcomes: pd.DataFrame, name: Callable[[str | None], str]) -> dict[str, pd.DataFrame]:
    """The frame of the shares: one row a group, in the order given; its code is the group, "" where not recorded.

    Parameters
    ----------
    outcomes : the answer of `cx.complaints.outcomes`, at most as many groups as there is room for
    name : what a group is called
    """
    known = outcomes[outcomes["due"] > 0].reset_index(drop=True)
    rows = pd.DataFrame(
        {
            "label": [dot_rows.label(place, name(group)) for place, group in enumerate(known["group"])],
            "share": known["share"],
            "low": known["low"],
            "high": known["high"],
            "text": [f"{percent(row.share)} · {number(row.due)}" for row in known.itertuples()],
            "interval": [points(low, high) for low, high in zip(known["low"], known["high"], strict=True)],
            "tone": known["verdict"].fillna("none"),
            "due": known["due"],
            "order": range(len(known)),
            "code": ["" if pd.isna(group) else str(group) for group in known["group"]],
        }
    )
    return {"shares": rows}


@identified("complaints.resolved")
def shares_chart(theme: str = "light", rows: int = 5, row: int = 34) -> alt.LayerChart:
    """Share of complaints resolved, with intervals; hollow: no verdict. NamedData shares of `shares`.

    is_picked outlines a row; selection `code`.
    """
    ink = colours(theme)
    tones = {"higher": ink["good"], "lower": ink["bad"], "none": ink["ink"]}
    base = alt.Chart(alt.NamedData("shares")).encode(
        y=dot_rows.names(ink),
        tooltip=[
            alt.Tooltip("share:Q", title=_("Resolved"), format=".1%"),
            alt.Tooltip("interval:N", title=_("95% CI")),
            alt.Tooltip("due:Q", title=_("Complaints"), format=","),
        ],
    )
    texts = base.mark_text(align="left", dx=8, fontSize=11.5, color=ink["text"])
    return picture(
        *dot_rows.dots(base, dot_rows.share("share", ink), tones, ink),
        texts.encode(x=alt.value(alt.ExprRef("width")), text="text:N"),
        dot_rows.clicks(base, ink),
        height=row * rows + 24,
        padding={"right": 84, "left": 5, "top": 5, "bottom": 5},
    )


# --- rate over time ----------------------------------------------------------------------------------------


def rate(table: pd.DataFrame, name: Callable[[pd.Timestamp], str]) -> dict[str, pd.DataFrame]:
    """The frame of the rate: one row a period, with how many of 100 orders brought a complaint that was resolved.

    Parameters
    ----------
    table : the answer of `cx.complaints.rate`
    name : what a period is called by its first day
    """
    known = table[table["per_100"].notna()].reset_index(drop=True)
    rows = known.assign(
        place=range(len(known)),
        code=[pd.Timestamp(first).date().isoformat() for first in known["period"]],
        period=[name(pd.Timestamp(first)) for first in known["period"]],
        resolved=known["per_100"] * known["helped"],
        text=[number(value, 1) for value in known["per_100"]],
        interval=[f"{number(low, 1)}–{number(high, 1)}" for low, high in zip(known["low"], known["high"], strict=True)],
    )
    columns = ["place", "period", "per_100", "resolved", "helped", "orders", "complaints", "text", "interval", "code"]
    return {"rate": rows[columns]}


@identified("complaints.rate", over_time="period")
def rate_chart(theme: str = "light", height: int = 230) -> alt.LayerChart:
    """Complaints per 100 orders by period; the stronger part was resolved. NamedData rate of `rate`.

    is_picked outlines a period; selection `code`.
    """
    ink = colours(theme)
    y = alt.Axis(gridColor=ink["grid"], domain=False, ticks=False, tickCount=4, labelColor=ink["muted"], **LABEL)
    base = alt.Chart(alt.NamedData("rate")).encode(
        x=periods(paddingInner=0.25),
        tooltip=[
            alt.Tooltip("period:N", title=_("Period")),
            alt.Tooltip("text:N", title=_("Complaints per 100 orders")),
            alt.Tooltip("interval:N", title=_("95% CI")),
            alt.Tooltip("helped:Q", title=_("Resolved"), format=".0%"),
            alt.Tooltip("complaints:Q", title=_("Complaints"), format=","),
            alt.Tooltip("orders:Q", title=_("Orders"), format=","),
        ],
    )
    over = base.mark_rect(fillOpacity=0.001, cursor="pointer", stroke=ink["ink"], strokeWidth=1.5).encode(
        y=alt.value(0),
        y2=alt.value(alt.ExprRef("height")),
        color=alt.value(ink["paper"]),
        strokeOpacity=alt.condition("datum.is_picked", alt.value(1), alt.value(0)),
    )
    size = alt.ExprRef("clamp(bandwidth('x') / 2.6, 0, 11.5)")
    return picture(
        base.mark_bar(cornerRadius=2, color=ink["track"]).encode(y=alt.Y("per_100:Q", title=None, axis=y)),
        base.mark_bar(cornerRadius=2, color=ink["good"]).encode(y=alt.Y("resolved:Q", title=None)),
        base.mark_text(dy=-7, fontSize=size, color=ink["text"]).encode(y=alt.Y("per_100:Q", title=None), text="text:N"),
        over.add_params(alt.selection_point(name="code", fields=["code"], empty=True)),
        height=height,
        padding={"top": 14, "left": 5, "right": 5, "bottom": 5},
    )
