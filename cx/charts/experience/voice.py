"""A score over time, and a score and its rate of answering by group."""

from collections.abc import Callable

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.ids import identified
from cx.charts.labels import periods
from cx.charts.palette import TIERS, colours
from cx.text.formatting import _, number, percent, points, with_sign

ENOUGH = 30
"""A dot of fewer votes is hollow: it is shown, not ranked."""
ROW = 34
LOWEST = 250
"""Pixels of height, so that few groups are as high as the score over time beside them."""
NET, SHARE = "datum.value == 0 ? '0' : format(datum.value, '+d')", "format(datum.value, '.0%')"
"""How the axis of a net score and that of a share are labelled."""
Said = Callable[[float], str]


def net(value: float) -> str:
    """A net score with its sign.

    Examples
    --------
    >>> net(11.6), net(-7.2), net(0.2)
    ('+12', '−7', '0')
    """
    return with_sign(value, number(abs(value)))


def said(is_net: bool) -> Said:
    """How a score is written: NPS with its sign, shares in percent."""
    return net if is_net else percent


def span(low: float, high: float, is_net: bool) -> str:
    """The interval of a score."""
    if not is_net:
        return points(low, high)
    return _("n/a") if pd.isna(low) else _("{low} to {high}").format(low=net(low), high=net(high))


# --- over time ---------------------------------------------------------------------------------------------


def trend(rows: pd.DataFrame, label: Callable[[pd.Timestamp], str], is_net: bool) -> dict[str, pd.DataFrame]:
    """The frames of a score over time: `trend` one row a period, `ends` the words beside the last of both lines.

    Parameters
    ----------
    rows : the answer of `cx.voice.trend`
    label : what a period's first day is called
    is_net : whether the score is NPS, not a share
    """
    words = said(is_net)
    known = rows[rows["value"].notna()].copy()
    known = known.assign(
        period=known["period"].map(label),
        place=range(len(known)),
        n=known["n"].map(number),
        said=known["value"].map(words),
        raw_said=known["raw"].map(words),
        interval=[span(low, high, is_net) for low, high in zip(known["low"], known["high"], strict=True)],
        state=["" if whole else _("running") for whole in known["is_whole"]],
    )
    shown = known[
        ["period", "place", "value", "low", "high", "raw", "n", "said", "raw_said", "interval", "state", "is_whole"]
    ]
    return {"trend": shown, "ends": _ends(shown.tail(1))}


def _ends(last: pd.DataFrame) -> pd.DataFrame:
    rows = [
        {"period": row.period, "place": row.place, "at": at, "text": text, "line": line, "is_above": is_above}
        for row in last.itertuples()
        for at, text, line, is_above in (
            (row.value, _("{score} weighted").format(score=row.said), "value", row.value >= row.raw),
            (row.raw, _("{score} every answer").format(score=row.raw_said), "raw", row.value < row.raw),
        )
    ]
    return pd.DataFrame(rows, columns=["period", "place", "at", "text", "line", "is_above"])


@identified("voice.trend", over_time="period")
def trend_chart(theme: str = "light", height: int = 270, is_net: bool = True) -> alt.LayerChart:
    """Solid with its interval: one vote a person, weighted; dashed: every answer. NamedData trend and ends."""
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("trend"))
    x = periods(range=[0, alt.ExprRef("width - min(110, width * 0.3)")])
    axis = alt.Axis(
        gridColor=ink["grid"],
        domain=False,
        ticks=False,
        tickCount=6,
        labelExpr=NET if is_net else SHARE,
        **LABEL,
    )
    scale = alt.Scale(zero=False, nice=True)
    y = alt.Y("value:Q", title=None, axis=axis, scale=scale)
    tip = [
        alt.Tooltip("period:N", title=_("Quarter")),
        alt.Tooltip("said:N", title=_("Weighted")),
        alt.Tooltip("interval:N", title=_("95% CI")),
        alt.Tooltip("raw_said:N", title=_("Every answer")),
        alt.Tooltip("n:N", title=_("People")),
        alt.Tooltip("state:N", title=_("Quarter is")),
    ]
    band = base.mark_area(opacity=0.16, color=ink["ink"]).encode(
        x=x, y=alt.Y("low:Q", title=None, stack=None, scale=scale, axis=axis), y2="high:Q"
    )
    raw = base.mark_line(color=ink["muted"], strokeWidth=1.6, strokeDash=[4, 3]).encode(
        x=x, y=alt.Y("raw:Q", title=None, scale=scale, axis=axis)
    )
    line = base.mark_line(color=ink["ink"], strokeWidth=2.2).encode(x=x, y=y)
    dots = base.mark_point(filled=True, size=52, opacity=1, strokeWidth=1.6).encode(
        x=x,
        y=y,
        tooltip=tip,
        fill=alt.condition("datum.is_whole", alt.value(ink["ink"]), alt.value(ink["paper"])),
        stroke=alt.value(ink["ink"]),
    )
    return picture(band, raw, line, dots, *_words(x, scale, axis, ink), height=height)


def _words(x: alt.X, scale: alt.Scale, axis: alt.Axis, ink: dict[str, str]) -> list[alt.Chart]:
    """The names of both lines beside their ends, the upper one above its end."""
    size = alt.ExprRef("clamp(width * 0.03, 10, 12)")
    return [
        alt.Chart(alt.NamedData("ends"))
        .mark_text(align="left", dx=9, dy=dy, fontSize=size, fontWeight=600)
        .transform_filter(f"datum.is_above == {str(is_above).lower()}")
        .encode(
            x=x,
            y=alt.Y("at:Q", title=None, scale=scale, axis=axis),
            text="text:N",
            color=alt.condition("datum.line == 'value'", alt.value(ink["ink"]), alt.value(ink["muted"])),
        )
        for is_above, dy in ((True, -6), (False, 6))
    ]


# --- by group ----------------------------------------------------------------------------------------------


def groups(rows: pd.DataFrame, is_net: bool) -> dict[str, pd.DataFrame]:
    """The frame of a score by group: one row each, in their order.

    Parameters
    ----------
    rows : an answer of `cx.voice.score` by a group
    is_net : whether the score is NPS, not a share
    """
    words = said(is_net)
    frame = rows.assign(
        group=rows["group"].map(_),
        tier=rows["group"].where(rows["group"].isin(TIERS), ""),
        place=range(len(rows)),
        whole=1.0,
        is_enough=rows["n"] >= ENOUGH,
        rate_said=rows["rate_answered"].map(percent),
        said=[words(value) if pd.notna(value) else "" for value in rows["value"]],
        interval=[span(low, high, is_net) for low, high in zip(rows["low"], rows["high"], strict=True)],
        n=rows["n"].map(number),
        active=rows["active"].map(number),
    )
    columns = ["group", "tier", "place", "whole", "rate_answered", "rate_said", "value", "low", "high", "said"]
    return {"groups": frame[[*columns, "interval", "n", "active", "is_enough"]]}


@identified("voice.groups")
def groups_chart(theme: str = "light", count: int = 5, is_net: bool = True) -> alt.LayerChart:
    """Left: the share of active customers who answered; right: the score with its interval. NamedData groups."""
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("groups"))
    names = alt.Axis(
        title=None,
        ticks=False,
        domain=False,
        labelFontSize=12,
        labelColor=ink["text"],
        labelLimit=alt.ExprRef("width < 260 ? 90 : 170"),
        labelPadding=8,
    )
    y = alt.Y("group:N", sort=alt.EncodingSortField("place", op="min"), axis=names, scale=alt.Scale(padding=0.3))
    tone = alt.Color("tier:N", legend=None, scale=alt.Scale(domain=["", *TIERS], range=[ink["ink"], *ink["tiers"]]))
    tip = [
        alt.Tooltip("group:N", title=" "),
        alt.Tooltip("said:N", title=_("Score")),
        alt.Tooltip("interval:N", title=_("95% CI")),
        alt.Tooltip("n:N", title=_("Votes")),
        alt.Tooltip("rate_said:N", title=_("Answered")),
        alt.Tooltip("active:N", title=_("of active customers")),
    ]
    sides = alt.layer(*_rates(base, y, tone, tip, ink)), alt.layer(*_dots(base, y, tone, tip, ink, is_net))
    found: alt.LayerChart = picture(*sides, height=max(ROW * count + 50, LOWEST)).resolve_scale(x="independent")
    return found


def _rates(base: alt.Chart, y: alt.Y, tone: alt.Color, tip: list[alt.Tooltip], ink: dict[str, str]) -> list[alt.Chart]:
    """Bars of who answered, on their track."""
    scale = alt.Scale(domain=[0, 1], range=[0, alt.ExprRef("width * 0.22")], nice=False)
    axis = alt.Axis(
        orient="top",
        title=_("answered"),
        titleAnchor="start",
        titleX=0,
        titleAlign="left",
        titleColor=ink["muted"],
        labels=False,
        ticks=False,
        domain=False,
        grid=False,
        **LABEL,
    )
    bar = base.mark_bar(height=7, cornerRadius=3)
    return [
        bar.encode(x=alt.X("whole:Q", axis=axis, scale=scale), y=y, color=alt.value(ink["track"])),
        bar.encode(x=alt.X("rate_answered:Q", axis=axis, scale=scale), y=y, color=tone, tooltip=tip),
        base.mark_text(align="left", dx=5, fontSize=11, color=ink["muted"]).encode(
            x=alt.X("whole:Q", axis=axis, scale=scale), y=y, text="rate_said:N"
        ),
    ]


def _dots(
    base: alt.Chart, y: alt.Y, tone: alt.Color, tip: list[alt.Tooltip], ink: dict[str, str], is_net: bool
) -> list[alt.Chart]:
    """Scores with their intervals."""
    scale = alt.Scale(
        range=[alt.ExprRef("width * 0.22 + 60"), alt.ExprRef("width - 12")], zero=False, nice=True, padding=14
    )
    axis = alt.Axis(
        tickCount=5,
        labelExpr=NET if is_net else SHARE,
        title=None,
        gridColor=ink["grid"],
        domain=False,
        ticks=False,
        labelOverlap=True,
        **LABEL,
    )
    x = alt.X("value:Q", axis=axis, scale=scale)
    return [
        base.mark_rule(strokeWidth=2.4).encode(x=alt.X("low:Q", axis=axis, scale=scale), x2="high:Q", y=y, color=tone),
        base.mark_point(size=110, filled=True, opacity=1, strokeWidth=2).encode(
            x=x,
            y=y,
            tooltip=tip,
            fill=alt.condition("datum.is_enough", tone, alt.value(ink["paper"])),
            stroke=tone,
        ),
        base.mark_text(dy=-13, fontSize=11.5, fontWeight=600, color=ink["text"]).encode(x=x, y=y, text="said:N"),
        base.transform_filter("datum.place === 0")
        .mark_text(align="left", fontSize=11, color=ink["muted"], text=_("NPS") if is_net else _("score"))
        .encode(x=alt.value(alt.ExprRef("width * 0.22 + 60")), y=alt.value(-15)),
    ]
