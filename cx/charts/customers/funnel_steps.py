"""A funnel by month of entry, the days to each of its steps, and who leaves before each: pictures of one answer."""

from collections.abc import Callable

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.ids import identified
from cx.charts.labels import apart, periods, room
from cx.charts.palette import colours
from cx.statistics.intervals import ENOUGH_TO_RANK
from cx.text.formatting import _, number, percent, points, short_money

MOST_LINES = 7
UNDER = 4
"""The figure of the last month is as wide as so many months."""
NO_ROOM = 0.15
"""Of the height: under a line that runs lower there is no room for a figure."""

# --- by month of entry -------------------------------------------------------------------------------------


def trend(months: pd.DataFrame, label: Callable[[pd.Timestamp], str]) -> dict[str, pd.DataFrame]:
    """The frames of a rate by month: `months` a row each, `open` those whose window runs on, `word` the first of these.

    Parameters
    ----------
    months : a row a month, in order: entered, people, eligible, rate, low, high, still_open
    label : what a month is called; a month with anybody still open has no rate: it is not yet known
    """
    rows = months.assign(
        period=months["entered"].map(label),
        place=range(len(months)),
        said=[
            _("{n} of {all} ({share})").format(
                n=number(row.people), all=number(row.eligible), share=percent(row.rate, 1)
            )
            for row in months.itertuples()
        ],
        interval=[points(low, high, 1) for low, high in zip(months["low"], months["high"], strict=True)],
        text=[
            _("{share} ({n} of {all})").format(
                share=percent(row.rate, 1 if row.rate < 0.095 else 0),
                n=number(row.people),
                all=number(row.eligible),
            )
            for row in months.itertuples()
        ],
        is_small=months["eligible"] < ENOUGH_TO_RANK,
    )
    shown = rows[["period", "place", "rate", "low", "high", "said", "interval", "text", "is_small", "still_open"]]
    known = shown[(shown["still_open"] == 0) & shown["rate"].notna()]
    last = known.tail(1).assign(**_beside(known))
    running = shown.loc[shown["still_open"] > 0, ["period", "place"]]
    return {"months": known, "last": last, "open": running, "word": running.head(1)}


def _beside(known: pd.DataFrame) -> dict[str, object]:
    """Where the figure of the last month stands: below the interval of the last few, above it where that is no room."""
    low, high = known["low"].tail(UNDER).min(), known["high"].tail(UNDER).max()
    is_above = bool(low < NO_ROOM * known["high"].max())
    return {"is_above": is_above, "figure_at": high if is_above else low}


@identified("funnel.trend", over_time="period")
def trend_chart(theme: str = "light", height: int = 260) -> alt.LayerChart:
    """A rate by month of entry with its interval; months whose window is not over are grey and have none.

    NamedData of `trend`.
    """
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("months"))
    x = periods()
    axis = alt.Axis(format=".2~%", gridColor=ink["grid"], domain=False, ticks=False, tickCount=5, **LABEL)
    y = alt.Y("rate:Q", title=None, axis=axis, scale=alt.Scale(zero=True))
    tip = [
        alt.Tooltip("period:N", title=_("Entered")),
        alt.Tooltip("said:N", title=_("Went on")),
        alt.Tooltip("interval:N", title=_("95% interval")),
    ]
    running = alt.Chart(alt.NamedData("open")).mark_rect(color=ink["track"], opacity=0.6).encode(x=x)
    word = (
        alt.Chart(alt.NamedData("word"))
        .mark_text(text=_("window not over yet"), align="left", baseline="top", dy=8, dx=-6, color=ink["muted"])
        .encode(x=x, y=alt.value(0))
    )
    band = base.mark_area(opacity=0.16, color=ink["ink"]).encode(
        x=x, y=alt.Y("low:Q", title=None, stack=None), y2="high:Q"
    )
    fill = alt.condition("datum.is_small", alt.value(ink["paper"]), alt.value(ink["ink"]))
    dots = base.mark_point(filled=False, stroke=ink["ink"], strokeWidth=1.8, size=46, opacity=1)
    last = alt.Chart(alt.NamedData("last")).encode(x=x, y=alt.Y("figure_at:Q", title=None), text="text:N")
    look = {"align": "right", "dx": 8, "fontWeight": 700, "fontSize": 13, "color": ink["text"]}
    layers = [
        running,
        word,
        band,
        base.mark_line(color=ink["ink"], strokeWidth=2).encode(x=x, y=y),
        dots.encode(x=x, y=y, fill=fill, tooltip=tip),
        last.transform_filter("datum.is_above").mark_text(baseline="bottom", dy=-5, **look),
        last.transform_filter("!datum.is_above").mark_text(baseline="top", dy=6, **look),
    ]
    return picture(*layers, height=height)


# --- how long it takes -------------------------------------------------------------------------------------


def waits(days: pd.DataFrame, by: str, quantiles: pd.DataFrame, unit: str) -> dict[str, pd.DataFrame]:
    """The frames of the days to a step: `lines`, `halves` where half of a line is there, `ends` with their names.

    Parameters
    ----------
    days : of `cx.funnel.times`, the lines to draw only, in days, hours or minutes under the name days
    by : the column that tells lines apart, "step" or "group"
    unit : one of them in words: "day", "minute"
    quantiles : of `cx.funnel.quantiles` for the same lines; at most MOST_LINES are drawn, those with most people
    """
    most = quantiles.nlargest(MOST_LINES, "people")[by]
    lines = days[days[by].isin(most)].rename(columns={by: "series"})
    until = int(lines["days"].max()) if len(lines) else 0
    first = lines.drop_duplicates("series").assign(days=0, share=0.0, people=0)
    first = first[first["series"].isin(lines.loc[lines["days"] > 0, "series"])]
    last = lines.groupby("series", as_index=False).last().assign(days=until, people=0)
    lines = pd.concat([first, lines, last]).sort_values(["series", "days", "share"], kind="stable")
    whole = quantiles.set_index(by)["people"]
    lines = lines.assign(
        said=[
            _("{share} ({n} of {all})").format(
                share=percent(row.share),
                n=number(row.share * whole[row.series]),
                all=number(whole[row.series]),
            )
            for row in lines.itertuples()
        ]
    )
    halves = quantiles[quantiles[by].isin(most)].rename(columns={by: "series", "median": "days"})
    halves = halves.assign(
        share=0.5,
        said=[
            _("{n} people: half by {unit} {half}, 9 of 10 by {unit} {late}").format(
                unit=unit, n=number(row.people), half=number(row.days), late=number(row.slowest)
            )
            for row in halves.itertuples()
        ],
    ).sort_values(["days", "series"], kind="stable")
    names = [
        _("{name}: {unit} {n}").format(name=row.series, unit=unit, n=number(row.days)) for row in halves.itertuples()
    ]
    ends = halves.assign(text=names, days=until, share=apart([1.0] * len(halves), 0.085))
    return {
        "lines": lines[["series", "days", "share", "said"]].reset_index(drop=True),
        "halves": halves[["series", "days", "share", "said"]],
        "ends": ends[["series", "days", "share", "text"]],
    }


@identified("funnel.waits")
def waits_chart(
    theme: str = "light", series: tuple[str, ...] = (), axis: str = "", height: int = 260
) -> alt.LayerChart:
    """Of those who got there, the share by each time since the entry. NamedData of `waits`.

    Parameters
    ----------
    series : the names, in order
    axis : the title of the axis of time
    """
    ink = colours(theme)
    shades = [*ink["steps"][1:], ink["muted"], ink["steps"][0]][: len(series)]
    colour = alt.Color("series:N", scale=alt.Scale(domain=list(series), range=shades), legend=None)
    x = alt.X(
        "days:Q",
        title=axis,
        scale=alt.Scale(nice=False, range=room()),
        axis=alt.Axis(grid=False, tickCount=6, tickMinStep=1, domainColor=ink["grid"], ticks=False, **LABEL),
    )
    shares = alt.Axis(
        format=".0%", gridColor=ink["grid"], domain=False, ticks=False, values=[0, 0.25, 0.5, 0.75, 1], **LABEL
    )
    y = alt.Y("share:Q", title=None, axis=shares, scale=alt.Scale(domain=[0, 1.02], nice=False))
    tip = [alt.Tooltip("series:N", title=_("Step")), alt.Tooltip("said:N", title=_("Took"))]
    lines = alt.Chart(alt.NamedData("lines")).mark_line(interpolate="step-after", strokeWidth=2)
    halves = alt.Chart(alt.NamedData("halves")).mark_circle(size=70, opacity=1)
    names = alt.Chart(alt.NamedData("ends")).mark_text(align="left", dx=6, fontSize=11.5, limit=170)
    layers = [
        lines.encode(x=x, y=y, color=colour, detail="series:N"),
        halves.encode(x=x, y=y, color=colour, tooltip=tip),
        names.encode(x=x, y=y, text="text:N", color=colour),
    ]
    return picture(*layers, height=height)


# --- who leaves --------------------------------------------------------------------------------------------


def lost(money: pd.DataFrame, worst: str | None, currency: str) -> dict[str, pd.DataFrame]:
    """The frame of who leaves before each step: `lost`, a row a step after the first.

    Parameters
    ----------
    money : the answer of `cx.funnel.money`
    worst : the step that is red
    """
    rows = money.iloc[1:]
    shares = [percent(row.dropped / max(row.dropped + row.people, 1)) for row in rows.itertuples()]
    shown = rows.assign(
        label=[_("Before {step}").format(step=_(step)) for step in rows["step"]],
        is_worst=rows["step"] == worst,
        text=[
            _("{n} left ({share})").format(n=number(row.dropped), share=share)
            + (f" · {_('up to {money} lost').format(money=short_money(row.lost, currency))}" if row.lost > 0 else "")
            for row, share in zip(rows.itertuples(), shares, strict=True)
        ],
        short=[f"{number(n)} ({share})" for n, share in zip(rows["dropped"], shares, strict=True)],
        brought=[short_money(value, currency) for value in rows["dropped_revenue"]],
        more=[short_money(value, currency) for value in rows["lost"]],
    )
    return {"lost": shown[["label", "step", "dropped", "is_worst", "text", "short", "brought", "more"]]}


@identified("funnel.lost")
def lost_chart(theme: str = "light", rows: int = 3, height: int = 260) -> alt.LayerChart:
    """People who left before each step, with the money lost with them; the worst is red. NamedData lost of `lost`."""
    ink = colours(theme)
    look = {"ticks": False, "domain": False, "labelPadding": 10, "labelFontSize": 12, "labelLimit": 170}
    base = alt.Chart(alt.NamedData("lost")).encode(
        y=alt.Y(
            "label:N",
            sort=None,
            axis=alt.Axis(title=None, labelColor=ink["text"], **look),
            scale=alt.Scale(paddingInner=0.3),
        ),
        tooltip=[
            alt.Tooltip("label:N", title=_("Left")),
            alt.Tooltip("dropped:Q", title=_("People"), format=","),
            alt.Tooltip("brought:N", title=_("Revenue of those who left")),
            alt.Tooltip("more:N", title=_("Revenue lost (estimate)")),
        ],
    )
    x = alt.X(
        "dropped:Q", axis=None, scale=alt.Scale(range=[0, alt.ExprRef("width - min(245, width * 0.55)")], zero=True)
    )
    thick = min(36, round(height / max(rows, 1) * 0.42))
    red = alt.condition("datum.is_worst", alt.value(ink["bad"]), alt.value(ink["ink"]))
    bar = base.mark_bar(height=thick, cornerRadius=4).encode(x=x, color=red)
    word = alt.ExprRef("width < 430 ? datum.short : datum.text")
    text = base.mark_text(text=word, align="left", dx=8, fontSize=12.5, fontWeight=600, color=ink["text"])
    return picture(bar, text.encode(x=x), height=height)
