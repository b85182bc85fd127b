"""New, repeat, reactivated and lapsed customers period by period, and the rate of lapse as a curve."""

from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.ids import identified
from cx.charts.labels import periods
from cx.charts.palette import colours
from cx.text.formatting import _, number, percent, points

PARTS = ["returning_up", "returning_down", "resurrected", "new", "dormant"]


def names() -> dict[str, str]:
    """What the parts of the flow are called."""
    return {
        "returning_up": _("Repeat, spending more"),
        "returning_down": _("Repeat, spending less"),
        "resurrected": _("Reactivated"),
        "new": _("New"),
        "dormant": _("Lapsed"),
    }


def flow(periods: pd.DataFrame, label: Callable[[pd.Timestamp], str]) -> dict[str, pd.DataFrame]:
    """The frame of the flow: one row a period and part; the dormant hang below the axis.

    Parameters
    ----------
    periods : the answer of `cx.retention.flow`, only the periods to draw
    label : what a period's first day is called
    """
    called = names()
    rows = periods.melt(id_vars=["starts_on", "active"], value_vars=PARTS, var_name="part", value_name="customers")
    rows = rows.assign(
        period=rows["starts_on"].map(label),
        order=rows["part"].map(PARTS.index),
        name=rows["part"].map(called),
        height=rows["customers"].where(rows["part"] != "dormant", -rows["customers"]),
        said=rows["customers"].map(number),
        of=rows["active"].map(number),
        place=rows["starts_on"].rank(method="dense").astype(int),
    )
    return {"flow": rows[["period", "place", "part", "name", "order", "height", "said", "of"]]}


@identified("retention.flow", over_time="period")
def flow_chart(theme: str = "light", height: int = 300) -> alt.LayerChart:
    """Stacked bars above and below zero; NamedData flow of `flow`."""
    ink = colours(theme)
    called = names()
    shades = [ink["good"], ink["steps"][5], ink["heat"][2], ink["ink"], ink["bad"]]
    legend = alt.Legend(
        title=None,
        orient="top",
        columns=alt.ExprRef("width < 360 ? 1 : width < 520 ? 2 : 5"),
        symbolType="square",
        labelFontSize=11.5,
        labelColor=ink["text"],
        labelLimit=160,
    )
    bars = (
        alt.Chart(alt.NamedData("flow"))
        .mark_bar(cornerRadius=1)
        .encode(
            x=periods(paddingInner=0.25),
            y=alt.Y(
                "height:Q",
                title=None,
                stack="zero",
                scale=alt.Scale(range=[alt.ExprRef("height - 14"), 14]),  # the last bar's figures fit beyond it
                axis=alt.Axis(
                    labelExpr="format(abs(datum.value), '~s')",
                    tickMinStep=1,
                    gridColor=ink["grid"],
                    domain=False,
                    ticks=False,
                    tickCount=6,
                    **LABEL,
                ),
            ),
            color=alt.Color("name:N", scale=alt.Scale(domain=list(called.values()), range=shades), legend=legend),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("period:N", title=_("Period")),
                alt.Tooltip("name:N", title=_("Customers")),
                alt.Tooltip("said:N", title=_("How many")),
                alt.Tooltip("of:N", title=_("Active in the period")),
            ],
        )
    )
    zero = alt.Chart().mark_rule(color=ink["text"], strokeWidth=1).encode(y=alt.datum(0))
    return picture(bars, zero, *_last_figures(ink), data=alt.NamedData("flow"), height=height)


def _last_figures(ink: dict[str, Any]) -> list[alt.Chart]:
    """At the last bar: how many are new or reactivated, above it, and how many lapsed, below it."""
    last = (
        alt.Chart(alt.NamedData("flow"))
        .transform_joinaggregate(latest="max(place)")
        .transform_filter("datum.place === datum.latest")
        .transform_calculate(
            above="max(datum.height, 0)",
            below="min(datum.height, 0)",
            came="datum.part === 'new' || datum.part === 'resurrected' ? datum.height : 0",
        )
        .transform_aggregate(above="sum(above)", below="sum(below)", came="sum(came)", groupby=["period", "place"])
        .transform_calculate(gone="-datum.below")
    )
    words = {"fontWeight": 700, "fontSize": 11.5}
    return [
        last.mark_text(dy=-8, color=ink["text"], **words).encode(
            x=periods(paddingInner=0.25), y=alt.Y("above:Q", title=None), text=alt.Text("came:Q", format="+,")
        ),
        last.mark_text(dy=9, color=ink["bad"], **words).encode(
            x=periods(paddingInner=0.25), y=alt.Y("below:Q", title=None), text=alt.Text("gone:Q", format=",")
        ),
    ]


def churn(rates: pd.DataFrame, label: Callable[[pd.Timestamp], str]) -> dict[str, pd.DataFrame]:
    """The frames of the rate of lapse: `churn` one row a period, `last` its last one with its label.

    Parameters
    ----------
    rates : the answer of `cx.retention.churn`, only the periods to draw
    """
    rows = rates.dropna(subset="rate")
    rows = rows.assign(
        period=rows["starts_on"].map(label),
        place=range(len(rows)),
        said=[
            _("{gone} of {active} ({share})").format(
                gone=number(row.dormant), active=number(row.active_before), share=percent(row.rate, 1)
            )
            for row in rows.itertuples()
        ],
        interval=[points(low, high, 1) for low, high in zip(rows["low"], rows["high"], strict=True)],
        text=rows["rate"].map(percent),
    )
    shown = rows[["period", "place", "rate", "low", "high", "said", "interval", "text"]]
    return {"churn": shown, "last": shown.tail(1)}


@identified("retention.churn", over_time="period")
def churn_chart(theme: str = "light", height: int = 300, formula: str = "") -> alt.LayerChart:
    """The rate of lapse with its interval and its formula; NamedData churn and last of `churn`."""
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("churn"))
    x = periods()
    axis = alt.Axis(format=".0%", gridColor=ink["grid"], domain=False, ticks=False, tickCount=5, **LABEL)
    y = alt.Y("rate:Q", title=None, axis=axis, scale=alt.Scale(zero=True))
    tip = [
        alt.Tooltip("period:N", title=_("Period")),
        alt.Tooltip("said:N", title=_("Lapsed")),
        alt.Tooltip("interval:N", title=_("95% CI")),
    ]
    band = base.mark_area(opacity=0.16, color=ink["bad"]).encode(
        x=x, y=alt.Y("low:Q", title=None, stack=None), y2="high:Q"
    )
    line = base.mark_line(color=ink["bad"], strokeWidth=2).encode(x=x, y=y)
    dots = base.mark_circle(color=ink["bad"], size=46, opacity=1).encode(x=x, y=y, tooltip=tip)
    last = (
        alt.Chart(alt.NamedData("last"))
        .mark_text(align="left", dx=9, fontWeight=700, fontSize=14, color=ink["text"])
        .encode(x=x, y=y, text="text:N")
    )
    title = alt.TitleParams(formula, fontSize=11.5, fontWeight="normal", color=ink["muted"], anchor="start")
    return picture(band, line, dots, last, height=height, title=title)
