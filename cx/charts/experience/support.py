"""Waits of tickets on a logarithmic time, and how many are helped by topic around the mean."""

from typing import Any

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.ids import identified
from cx.charts.labels import apart
from cx.charts.palette import colours
from cx.text.durations import duration
from cx.text.formatting import _, number, percent, points

STEPS = 250
"""A curve has at most so many corners."""
SOONEST = 1 / 60
LATEST, A_MONTH = 90 * 24.0, 32 * 24.0
"""Hours between which waits are drawn."""
TICKS = {0.25: "15 min", 1: "1 h", 4: "4 h", 24: "1 day", 72: "3 days", 168: "1 week", 720: "30 days"}
OPEN_TICKS = {0.25: "15 min", 1: "1 h", 4: "4 h", 12: "12 h", 40: "40 h", 120: "120 h", 400: "400 h"}
SHARE = alt.Scale(domain=[0, 1])


# --- waits -------------------------------------------------------------------------------------------------


def waits(curves: pd.DataFrame, summary: pd.DataFrame, names: dict[str, str], is_calendar: bool) -> dict[str, Any]:
    """The frames of the curves: `curves`, `ends` with their names, and `halves`, where half are through.

    Parameters
    ----------
    curves, summary : the answers of `cx.support.waits` and `cx.support.summary` by the same groups
    names : what each group is called, in the order of their colours
    is_calendar : whether the clock runs all the time
    """
    places = {group: place for place, group in enumerate(names)}
    until = _right_edge(curves["hours"].max())
    drawn = pd.concat([_corners(curves[curves["group"] == group], until) for group in names], ignore_index=True)
    drawn = drawn.assign(
        place=drawn["group"].map(places),
        name=drawn["group"].map(names),
        wait=[duration(hours, is_calendar) for hours in drawn["hours"]],
        interval=[points(low, high) for low, high in zip(drawn["low"], drawn["high"], strict=True)],
    )
    last = drawn.groupby("group", as_index=False).last().sort_values("open_share", ascending=False)
    ends = last.assign(
        at=apart([max(share, 0.0) for share in last["open_share"]], 0.06 / max(last["open_share"].max(), 1e-9)),
        text=[f"{percent(row.open_share)} {row.name}" for row in last.itertuples(index=False)],
    )
    halves = summary[summary["median"].notna() & summary["group"].isin(places)].sort_values("median")
    named = halves["median"].isin([halves["median"].min(), halves["median"].max()])
    halves = pd.DataFrame(
        {
            "hours": halves["median"].clip(SOONEST, until),
            "place": halves["group"].map(places),
            "text": [_("half in {time}").format(time=duration(hours, is_calendar)) for hours in halves["median"]],
            "is_first": halves["median"] == halves["median"].min(),
            "is_named": named,
        }
    )
    columns = ["group", "place", "name", "hours", "open_share"]
    return {
        "curves": drawn[[*columns, "low", "high", "wait", "interval"]],
        "ends": ends[[*columns, "at", "text"]],
        "halves": halves.drop_duplicates(),
    }


def _right_edge(longest: float) -> float:
    """The last hour drawn: a month and a little where waits come near it."""
    return A_MONTH if A_MONTH / 8 < longest < A_MONTH else min(max(longest, 1.0), LATEST)


def _corners(curve: pd.DataFrame, until: float) -> pd.DataFrame:
    """The corners of one curve that can be told apart, from where all wait to the right edge."""
    shown = curve[curve["hours"] <= until]
    bucket = (shown["open_share"] * STEPS).round()
    kept = shown[bucket != bucket.shift()]
    kept = pd.concat([kept, shown.tail(1)]).drop_duplicates()
    kept = kept.assign(hours=kept["hours"].clip(lower=SOONEST))
    group = curve["group"].iloc[0]
    start = pd.DataFrame({"group": [group], "hours": [SOONEST], "open_share": [1.0]})
    end = kept.tail(1).assign(hours=until)
    return pd.concat([start, kept, end], ignore_index=True)[["group", "hours", "open_share", "low", "high"]]


@identified("support.waits")
def waits_chart(
    theme: str = "light", groups: int = 1, soonest: float = SOONEST, is_calendar: bool = True, height: int = 370
) -> alt.LayerChart:
    """The share that still waits by the time since opening; NamedData curves, ends and halves of `waits`.

    Parameters
    ----------
    groups : how many curves there are
    soonest : hours at which the axis begins
    is_calendar : whether the clock runs all the time, or in the opening hours only
    """
    ink = colours(theme)
    x, y = _since_opening(ink, soonest, is_calendar), _open_share(ink)
    shades = alt.Scale(domain=list(range(groups)), range=_shades(ink)[:groups])
    colour = alt.Color("place:O", legend=None, scale=shades)
    base = alt.Chart(alt.NamedData("curves")).encode(x)
    band = base.transform_filter("isValid(datum.low)").mark_area(interpolate="step-after", opacity=0.13, clip=True)
    bands = band.encode(alt.Y("low:Q", scale=SHARE, stack=None, title=None), alt.Y2("high"), color=colour)
    lines = base.mark_line(interpolate="step-after", strokeWidth=2.2, clip=True).encode(
        y,
        color=colour,
        tooltip=[
            alt.Tooltip("name:N", title=_("Tickets")),
            alt.Tooltip("wait:N", title=_("After")),
            alt.Tooltip("open_share:Q", title=_("Still waiting"), format=".1%"),
            alt.Tooltip("interval:N", title=_("95% interval")),
        ],
    )
    level, *halves = _halves(ink, x, colour)
    ends = alt.Chart(alt.NamedData("ends")).mark_text(
        align="left", dx=6, fontWeight=600, fontSize=alt.ExprRef("clamp(width * 0.03, 9.5, 11.5)")
    )
    ends = ends.encode(x, alt.Y("at:Q", scale=SHARE, title=None), text="text:N", color=colour)
    return picture(level, bands, lines, *halves, ends, height=height)


def _since_opening(ink: dict[str, Any], soonest: float, is_calendar: bool) -> alt.X:
    """The axis of the time since opening, on a logarithmic scale."""
    ticks = TICKS if is_calendar else OPEN_TICKS
    return alt.X(
        "hours:Q",
        title=_("since the ticket was opened") if is_calendar else _("opening hours since the ticket was opened"),
        scale=alt.Scale(
            type="log", nice=False, domainMin=soonest, range=[0, alt.ExprRef("width - min(120, width * 0.3)")]
        ),
        axis=alt.Axis(
            values=list(ticks),
            labelExpr=f"{ {str(tick): _(name) for tick, name in ticks.items()} }[datum.value]",
            labelOverlap=True,
            gridColor=ink["grid"],
            domain=False,
            ticks=False,
            **LABEL,
        ),
    )


def _open_share(ink: dict[str, Any]) -> alt.Y:
    """The axis of the share that still waits."""
    return alt.Y(
        "open_share:Q",
        title=None,
        scale=SHARE,
        axis=alt.Axis(
            format=".0%", values=[0, 0.25, 0.5, 0.75, 1], gridColor=ink["grid"], domain=False, ticks=False, **LABEL
        ),
    )


def _halves(ink: dict[str, Any], x: alt.X, colour: alt.Color) -> list[alt.Chart]:
    """The dashed level of a half, then where each curve crosses it, the first and the last with their time."""
    half = alt.Chart(alt.NamedData("halves"))
    at_half = alt.Y("half:Q", scale=SHARE, title=None)
    level = half.transform_calculate(half="0.5").mark_rule(strokeDash=[3, 3], color=ink["muted"]).encode(at_half)
    dots = half.transform_calculate(half="0.5").mark_point(filled=True, opacity=1, size=80, stroke=ink["paper"])
    names = [
        half.transform_filter(f"datum.is_named && datum.is_first == {str(first).lower()}")
        .transform_calculate(half="0.5")
        .mark_text(align=align, dx=dx, dy=dy, fontWeight=600, fontSize=11.5)
        .encode(x, at_half, text="text:N", color=colour)
        for first, align, dx, dy in ((True, "right", -8, 14), (False, "left", 9, -9))
    ]
    return [level, dots.encode(x, at_half, color=colour), *names]


def _shades(ink: dict[str, Any]) -> list[str]:
    """Colours of the groups, the first one that of what the page is about."""
    return [ink["bad"], ink["ink"], ink["stages"][4], ink["good"], ink["muted"], ink["stages"][1]]


# --- topics ------------------------------------------------------------------------------------------------


def topics(table: pd.DataFrame, mean: float, names: list[str], codes: list[str]) -> dict[str, pd.DataFrame]:
    """The frames of the topics: `topics`, least helped first, and `mean`.

    Parameters
    ----------
    table : the answer of `cx.support.topics`, with n above 0 in each row
    mean : the share of all topics together
    names : what each row is called
    codes : what a click on each row reports
    """
    side = {True: "good", False: "bad"}
    rows = pd.DataFrame(
        {
            "topic": names,
            "code": codes,
            "order": range(len(names)),
            "helped": table["helped"].to_numpy(),
            "low": table["low"].to_numpy(),
            "high": table["high"].to_numpy(),
            "side": [side.get(verdict, "none") for verdict in table["verdict"]],
            "n": [number(n) for n in table["n"]],
            "interval": [points(low, high, 1) for low, high in zip(table["low"], table["high"], strict=True)],
        }
    )
    above = {"helped": [mean], "text": [_("all {share}").format(share=percent(mean))], "n": [_("answers")]}
    return {"topics": rows, "mean": pd.DataFrame(above)}


@identified("support.topics")
def topics_chart(theme: str = "light", rows: int = 10, row: int = 25) -> alt.LayerChart:
    """The share helped by topic around the mean, hollow without a verdict; selection `topic`.

    NamedData topics, is_picked outlines, and mean of `topics`.
    """
    ink = colours(theme)
    base, x = _topic_rows(ink), _helped(ink)
    spans = base.mark_rule(strokeWidth=2).encode(alt.X("low:Q", title=None), alt.X2("high"))
    dots = [
        base.transform_filter(f"(datum.side == 'none') == {str(hollow).lower()}")
        .mark_point(size=95, strokeWidth=2, opacity=1, filled=not hollow, **({"fill": ink["paper"]} if hollow else {}))
        .encode(x)
        for hollow in (True, False)
    ]
    sizes = base.mark_text(align="right", fontSize=11.5).encode(
        x=alt.value(alt.ExprRef("width")), text="n:N", color=alt.value(ink["text"])
    )
    mean = alt.Chart(alt.NamedData("mean"))
    line = mean.mark_rule(strokeDash=[3, 3], color=ink["muted"]).encode(x)
    above = {"baseline": "bottom", "dy": -5, "fontSize": 11, "color": ink["muted"]}
    said = mean.mark_text(**above).encode(x, y=alt.value(0), text="text:N")
    head = mean.mark_text(align="right", **above).encode(x=alt.value(alt.ExprRef("width")), y=alt.value(0), text="n:N")
    layers = (line, spans, *dots, sizes, said, head, _click_area(ink, base))
    return picture(*layers, height=row * rows, padding={"top": 20, "left": 5, "right": 5, "bottom": 5})


def _topic_rows(ink: dict[str, Any]) -> alt.Chart:
    """A row a topic, coloured by its verdict, with what is said at the pointer."""
    sides = alt.Scale(domain=["good", "bad", "none"], range=[ink["good"], ink["bad"], ink["muted"]])
    labels = {"labelColor": ink["text"], "labelFontSize": 12, "labelLimit": 150, "labelFlush": False}
    rows: alt.Chart = alt.Chart(alt.NamedData("topics")).encode(
        alt.Y(
            "topic:N",
            sort=alt.EncodingSortField("order", op="min"),
            axis=alt.Axis(title=None, ticks=False, domain=False, **labels),
        ),
        alt.Color("side:N", legend=None, scale=sides),
        tooltip=[
            alt.Tooltip("topic:N", title=_("Topic")),
            alt.Tooltip("helped:Q", title=_("Helped"), format=".1%"),
            alt.Tooltip("interval:N", title=_("95% interval")),
            alt.Tooltip("n:N", title=_("Tickets with an answer")),
        ],
    )
    return rows


def _helped(ink: dict[str, Any]) -> alt.X:
    """The axis of the share helped, with room for the sizes at its right."""
    return alt.X(
        "helped:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=True, range=[0, alt.ExprRef("width - 46")]),
        axis=alt.Axis(
            format=".0%", gridColor=ink["grid"], domain=False, ticks=False, tickCount=5, labelFlush=False, **LABEL
        ),
    )


def _click_area(ink: dict[str, Any], base: alt.Chart) -> alt.Chart:
    """Each row as wide as the picture, to be clicked; the picked one is outlined."""
    area = base.mark_rect(fillOpacity=0.001, cursor="pointer", cornerRadius=3, stroke=ink["ink"], strokeWidth=1.5)
    over: alt.Chart = area.encode(
        x=alt.value(0),
        x2=alt.value(alt.ExprRef("width")),
        color=alt.value(ink["paper"]),
        strokeOpacity=alt.condition("datum.is_picked", alt.value(1), alt.value(0)),
    )
    return over.add_params(alt.selection_point(name="topic", fields=["code"], empty=True))
