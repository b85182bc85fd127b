"""Trends side by side: each series on a scale of its own, over the same months."""

from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from cx.charts import picture
from cx.charts.ids import identified
from cx.charts.labels import periods
from cx.charts.palette import colours

TALL = 0.66
"""Of a panel: how much of it the line may take; the rest is for its name."""
PANEL = 92
"""Pixels of a panel."""


@dataclass(frozen=True)
class Series:
    """A series as it is drawn.

    Attributes
    ----------
    name : what stands above its line; tone : "usage", "voice" or "measurement"
    values, low, high : one a month; said, interval : the same in words
    """

    name: str
    tone: str
    values: pd.Series
    low: pd.Series
    high: pd.Series
    said: list[str]
    interval: list[str]


def trends(months: list[str], is_whole: pd.Series, series: list[Series]) -> dict[str, pd.DataFrame]:
    """The frames of trends: `lines` one row a month and series, `names` above each line, `ends` at its last month.

    Parameters
    ----------
    months : what each is called
    is_whole : whether it is over; only whole ones are drawn as part of the line
    series : from top to bottom
    """
    parts = [_panel(months, is_whole, one, len(series) - 1 - place) for place, one in enumerate(series)]
    lines = pd.concat([line for line, _name in parts], ignore_index=True)
    names = pd.DataFrame([name for _line, name in parts], columns=["period", "place", "tone", "name", "at"])
    return {"lines": lines, "names": names, "ends": lines.groupby("name", sort=False).tail(1)}


def _panel(months: list[str], is_whole: pd.Series, one: Series, floor: int) -> tuple[pd.DataFrame, dict[str, Any]]:
    values = one.values.astype(float).where(is_whole)
    known = values.notna()
    low, high = one.low.astype(float).where(known), one.high.astype(float).where(known)
    least, most = pd.concat([values, low]).min(), pd.concat([values, high]).max()
    size = (most - least) or 1.0
    frame = pd.DataFrame(
        {
            "period": months,
            "place": range(len(months)),
            "name": one.name,
            "tone": one.tone,
            "at": floor + TALL * (values - least) / size,
            "low": floor + TALL * (low - least) / size,
            "high": floor + TALL * (high - least) / size,
            "said": one.said,
            "interval": one.interval,
        }
    )
    first = {"period": months[0], "place": 0, "tone": one.tone, "name": one.name, "at": floor + TALL + 0.14}
    return frame[known.to_numpy()], first


@identified("programme.trends", over_time="period")
def trends_chart(theme: str = "light", count: int = 4) -> alt.LayerChart:
    """A line with its interval for each series, the last value beside it. NamedData lines, names and ends."""
    ink = colours(theme)
    x = periods(range=[0, alt.ExprRef("width - 58")])
    scale = alt.Scale(domain=[-0.04, count], nice=False, zero=False)
    y = alt.Y("at:Q", axis=None, scale=scale)
    tone = alt.Color(
        "tone:N",
        legend=None,
        scale=alt.Scale(domain=["usage", "voice", "measurement"], range=[ink["ink"], ink["good"], ink["stages"][4]]),
    )
    tip = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("period:N", title="  "),
        alt.Tooltip("said:N", title="   "),
        alt.Tooltip("interval:N", title="    "),
    ]
    lines = alt.Chart(alt.NamedData("lines")).encode(x=x, color=tone, detail="name:N")
    ends = alt.Chart(alt.NamedData("ends")).encode(x=x, y=y, color=tone)
    names = alt.Chart(alt.NamedData("names")).encode(y=y, text="name:N")
    return picture(
        lines.mark_area(opacity=0.16).encode(y=alt.Y("low:Q", axis=None, stack=None, scale=scale), y2="high:Q"),
        lines.mark_line(strokeWidth=2).encode(y=y),
        lines.mark_point(size=90, opacity=0).encode(y=y, tooltip=tip),
        ends.mark_point(filled=True, size=56, opacity=1),
        ends.mark_text(align="left", dx=8, fontSize=12, fontWeight=700).encode(text="said:N"),
        names.mark_text(align="left", fontSize=11.5, fontWeight=600, color=ink["text"]).encode(x=alt.value(0)),
        height=PANEL * count,
    )
