"""Small pictures of one product: months or weeks of one measure, the way to its payback, its stages as known then."""

import altair as alt
import pandas as pd

from cx.charts import LABEL, labels, picture
from cx.charts.ids import identified
from cx.charts.palette import STAGES, colours
from cx.charts.products.stages import bands
from cx.text.formatting import _, day, money, month, number

MONEY = "(datum.value < 0 ? '−' : '') + '{currency}' + replace(format(abs(datum.value), '~s'), 'G', 'B')"
MIDDLE = pd.Timedelta(days=14)


def points(
    times: pd.Series, values: pd.Series, currency: str | None = None, kinds: pd.Series | None = None
) -> dict[str, pd.DataFrame]:
    """Frame of `curve_chart`: a value a month (or week, named by its Monday), as money unless currency is None."""
    monthly = bool((times.dt.day == 1).all())
    said = number if currency is None else (lambda value: money(value, currency))
    frame = pd.DataFrame(
        {
            "at": times + (MIDDLE if monthly else pd.Timedelta(days=3)),
            "value": values,
            "zero": 0.0,
            "when": times.map(month if monthly else day),
            "text": [said(value) for value in values],
            "kind": "" if kinds is None else kinds,
            "name": "" if kinds is None else kinds.map(_),
        }
    )
    return {"points": frame.reset_index(drop=True)}


@identified("product.curve", over_time="at")
def curve_chart(
    theme: str = "light", mark: str = "area", height: int = 200, currency: str | None = None
) -> alt.LayerChart:
    """One measure over time. Frames: those of `points`. mark : "area", "line" (from its own lowest value) or "bars"."""
    ink = colours(theme)
    quiet = {
        "domain": False,
        "ticks": False,
        "labelColor": ink["muted"],
        "labelFontSize": LABEL["labelFontSize"],
    }
    said = {} if currency is None else {"labelExpr": MONEY.format(currency=currency.replace("'", ""))}
    up = alt.Axis(tickCount=4, gridDash=[3, 3], gridColor=ink["grid"], **said, **quiet)
    x = alt.X("at:T", title=None, axis=labels.months(5, quiet))
    y = alt.Y("value:Q", title=None, axis=up, stack=None, scale=alt.Scale(zero=mark != "line"))
    chart = alt.Chart(alt.NamedData("points"))
    tips = [
        alt.Tooltip("when:N", title=_("When")),
        alt.Tooltip("text:N", title=_("Value")),
        alt.Tooltip("name:N", title=_("Kind")),
    ]
    touch = chart.mark_rule(opacity=0, strokeWidth=12).encode(x, tooltip=tips)
    if mark == "bars":
        kinds = ["", "development", "marketing", "service", "fixed"]
        shade = alt.Color(
            "kind:N",
            scale=alt.Scale(domain=kinds, range=[ink["ink"], ink["muted"], ink["ink"], ink["good"], ink["track"]]),
            legend=None,
        )
        layers = [
            chart.mark_bar(width=alt.ExprRef("max(width / 60, 2)")).encode(
                x, alt.Y("value:Q", title=None, axis=up), shade, tooltip=tips
            )
        ]
    else:
        under = [chart.mark_area(color=ink["ink"], opacity=0.14).encode(x, y, alt.Y2("zero"))] if mark == "area" else []
        layers = [*under, chart.mark_line(color=ink["ink"], strokeWidth=2.2).encode(x, y), touch]
    return picture(*layers, height=height)


def way(rows: pd.DataFrame, currency: str = "") -> dict[str, pd.DataFrame]:
    """Frames of `payback_chart`. rows : an answer of cx.products.product.payback"""
    frame = rows.assign(
        at=rows["month"] + MIDDLE,
        zero=0.0,
        debt=rows["cumulative"].clip(upper=0),
        gain=rows["cumulative"].clip(lower=0),
        when=rows["month"].map(month),
        text=[money(value, currency) for value in rows["cumulative"]],
    )
    back = frame[frame["paid_back"]].head(1)
    back = back.assign(said=[_("Paid back {month}").format(month=when) for when in back["when"]])
    return {"months": frame.drop(columns="month"), "back": back[["at", "cumulative", "said"]]}


@identified("product.payback", over_time="at")
def payback_chart(theme: str = "light", height: int = 220, currency: str = "") -> alt.LayerChart:
    """Profit added up, red while more was spent than earned. Frames: those of `way`."""
    ink = colours(theme)
    quiet = {
        "domain": False,
        "ticks": False,
        "labelColor": ink["muted"],
        "labelFontSize": LABEL["labelFontSize"],
    }
    up = alt.Axis(
        tickCount=4,
        labelExpr=MONEY.format(currency=currency.replace("'", "")),
        gridDash=[3, 3],
        gridColor=ink["grid"],
        **quiet,
    )
    x = alt.X("at:T", title=None, axis=labels.months(5, quiet))
    months, back = (
        alt.Chart(alt.NamedData("months")),
        alt.Chart(alt.NamedData("back")).encode(alt.X("at:T"), alt.Y("cumulative:Q")),
    )
    zero = alt.Y2("zero")
    tips = [alt.Tooltip("when:N", title=_("Month")), alt.Tooltip("text:N", title=_("Profit so far"))]
    return picture(
        months.mark_area(color=ink["ink"], opacity=0.16).encode(
            x, alt.Y("gain:Q", title=None, axis=up, stack=None), zero
        ),
        months.mark_area(color=ink["bad"], opacity=0.34).encode(x, alt.Y("debt:Q", stack=None), zero),
        months.mark_rule(color=ink["muted"], strokeWidth=0.8).encode(y=alt.datum(0)),
        months.mark_line(color=ink["ink"], strokeWidth=2.4).encode(x, alt.Y("cumulative:Q")),
        months.mark_rule(opacity=0, strokeWidth=12).encode(x, tooltip=tips),
        back.mark_point(filled=True, size=70, opacity=1, color=ink["text"]),
        back.mark_text(align="left", dx=8, dy=12, fontWeight=600, fontSize=12, color=ink["text"]).encode(text="said:N"),
        height=height,
    )


def strips(hindsight: pd.DataFrame, then: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Frames of `strips_chart`: the stages of one product now and as each month's own data gave them.

    Parameters
    ----------
    hindsight, then : rows of cx.stages.history and cx.stages.as_known_then, of the same months
    """
    parts = [
        bands(then).assign(row=_("As of each month"), place=1),
        bands(hindsight).assign(row=_("As of today"), place=0),
    ]
    runs = pd.concat(parts, ignore_index=True)
    runs = runs.assign(
        middle=runs["start"] + (runs["end"] - runs["start"]) / 2,
        name=runs["stage"].map(_),
    )
    wide = (runs["end"] - runs["start"]) / (runs["end"].max() - runs["start"].min())
    rows = runs[["row", "place"]].drop_duplicates().assign(start=runs["start"].min())
    return {"bands": runs.assign(label=runs["name"].where(wide >= 0.09, "")), "rows": rows}


@identified("product.strips")
def strips_chart(theme: str = "light", height: int = 130) -> alt.LayerChart:
    """Two strips of stages, one over the other. Frames: those of `strips`."""
    ink = colours(theme)
    quiet = {
        "domain": False,
        "ticks": False,
        "labelColor": ink["muted"],
        "labelFontSize": LABEL["labelFontSize"],
    }
    x = alt.X(
        "start:T",
        title=None,
        axis=labels.months(6, quiet),
    )
    y = alt.Y(
        "row:N",
        sort=alt.EncodingSortField("place"),
        title=None,
        scale=alt.Scale(paddingInner=0.25),
        axis=alt.Axis(labelLimit=140, **{**quiet, "labelColor": ink["text"], "labelFontSize": 12}),
    )
    shade = alt.Color("stage:N", scale=alt.Scale(domain=STAGES, range=ink["stages"]), legend=None)
    runs = alt.Chart(alt.NamedData("bands"))
    tips = [
        alt.Tooltip("row:N", title=_("As of")),
        alt.Tooltip("name:N", title=_("Stage")),
        alt.Tooltip("since:N", title=_("since")),
    ]
    return picture(
        runs.mark_bar(opacity=0.42, height=alt.RelativeBandSize(1)).encode(x, alt.X2("end"), y, shade, tooltip=tips),
        runs.mark_text(fontSize=11.5, fontWeight=600, color=ink["text"]).encode(alt.X("middle:T"), y, text="label:N"),
        height=height,
    )
