"""What moves NPS: a bar a touchpoint."""

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.experience.voice import ROW
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, number, percent, points


def drivers(rows: pd.DataFrame, is_asked: bool) -> dict[str, pd.DataFrame]:
    """The frame of the drivers: one row a touchpoint.

    Parameters
    ----------
    rows : the answer of `cx.voice.drivers`
    is_asked : whether the bar is the importance that people gave when asked, not the share that is explained
    """
    ranked = rows.sort_values(["asked", "touchpoint"], ascending=[False, True]) if is_asked else rows
    frame = ranked.assign(
        place=range(len(ranked)),
        bar=ranked["asked" if is_asked else "share"],
        low=float("nan") if is_asked else ranked["low"],
        high=float("nan") if is_asked else ranked["high"],
        said=ranked["asked"].map(lambda score: number(score, 1)) if is_asked else ranked["share"].map(percent),
        interval=[
            _("n/a") if is_asked else points(low, high) for low, high in zip(ranked["low"], ranked["high"], strict=True)
        ],
        experienced=ranked["experienced"].map(lambda score: number(score, 1)),
    )
    return {"drivers": frame[["touchpoint", "place", "bar", "low", "high", "said", "interval", "experienced"]]}


@identified("voice.drivers")
def drivers_chart(theme: str = "light", count: int = 8, is_asked: bool = False) -> alt.LayerChart:
    """A bar a touchpoint with its interval, and the mean experience on the right. NamedData drivers."""
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("drivers"))
    names = alt.Axis(title=None, ticks=False, domain=False, labelFontSize=12, labelColor=ink["text"], labelLimit=150)
    y = alt.Y("touchpoint:N", sort=alt.EncodingSortField("place", op="min"), axis=names, scale=alt.Scale(padding=0.3))
    axis = alt.Axis(
        title=_("importance when asked") if is_asked else _("share of the differences in NPS explained"),
        titleColor=ink["muted"],
        format="~g" if is_asked else ".0%",
        gridColor=ink["grid"],
        domain=False,
        ticks=False,
        tickCount=5,
        **LABEL,
    )
    scale = alt.Scale(range=[0, alt.ExprRef("width - 48")], domainMin=0, nice=False)
    tip = [
        alt.Tooltip("touchpoint:N", title=_("Touchpoint")),
        alt.Tooltip("said:N", title=_("Asked") if is_asked else _("Share")),
        alt.Tooltip("interval:N", title=_("95% CI")),
        alt.Tooltip("experienced:N", title=_("Experienced")),
    ]
    bars = base.mark_bar(cornerRadius=2, color=ink["heat"][2], height={"band": 0.62}).encode(
        x=alt.X("bar:Q", axis=axis, scale=scale), y=y, tooltip=tip
    )
    lines = base.mark_rule(strokeWidth=1.6, color=ink["text"]).encode(
        x=alt.X("low:Q", axis=axis, scale=scale), x2="high:Q", y=y
    )
    scores = base.mark_text(align="right", fontSize=12, fontWeight=600, color=ink["text"]).encode(
        x=alt.value("width"), y=y, text="experienced:N"
    )
    heading = base.transform_filter("datum.place === 0").mark_text(
        align="right", fontSize=11, color=ink["muted"], text=_("experienced")
    )
    return picture(
        bars,
        lines,
        scores,
        heading.encode(x=alt.value("width"), y=alt.value(-10)),
        height=ROW * count + 44,
        padding={"top": 22, "left": 5, "right": 5, "bottom": 5},
    )
