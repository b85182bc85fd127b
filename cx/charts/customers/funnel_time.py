"""How long do people take? The share that has ordered by each day, without a window; and days to each step."""

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.ids import identified
from cx.charts.labels import apart, room
from cx.charts.palette import colours
from cx.text.formatting import _, number, percent, points

MOST_GROUPS = 6
MOST_DAYS = 150
EVERYBODY = "everybody"


def ever(whole: pd.DataFrame, groups: pd.DataFrame, picked: str | None, until: int) -> dict[str, pd.DataFrame]:
    """The frames of the curves: `curves`, `band` (the interval of everybody or of the picked group), `ends`.

    Parameters
    ----------
    whole, groups : answers of `cx.customers.funnel.time_and_cost.ever` of one step, without and with a breakdown, the
        groups to draw only
    picked : the group that stands out; None: everybody does
    until : the last day drawn
    """
    lines = pd.concat([whole.assign(group=EVERYBODY), groups], ignore_index=True)
    lines = lines[lines["day"] <= until]
    first = lines.groupby("group", as_index=False).first().assign(day=0, share=0.0, people=0)
    lines = pd.concat([first[first["group"].isin(lines.loc[lines["day"] > 0, "group"])], lines]).sort_values(
        ["group", "day"], kind="stable"
    )
    reached = lines.groupby("group", as_index=False).last().assign(day=until, people=0)
    lines = pd.concat([lines, reached]).sort_values(["group", "day"], kind="stable")
    thinned = [_thinned(part) for _group, part in lines.groupby("group", sort=False)]
    lines = pd.concat(thinned, ignore_index=True) if thinned else lines
    lines = lines.assign(
        is_picked=lines["group"] == (picked or EVERYBODY),
        name=lines["group"].where(lines["group"] != EVERYBODY, _("Everybody")),
        said=[percent(share, 1) for share in lines["share"]],
        interval=[points(low, high, 1) for low, high in zip(lines["low"], lines["high"], strict=True)],
        waiting=lines["at_risk"].map(number),
    )
    last = lines.groupby("group", as_index=False).last().sort_values("share", ascending=False)
    most = lines.groupby("group")["at_risk"].max()
    ends = last.assign(
        at=apart(last["share"].tolist(), 0.075),
        day=until,
        text=[
            _("{name} {share} (n = {n})").format(
                name=row.name, share=percent(row.share, 1 if row.share < 0.095 else 0), n=number(most[row.group])
            )
            for row in last[["group", "name", "share"]].itertuples(index=False)
        ],
    )
    columns = ["group", "name", "day", "share", "is_picked"]
    shown = lines[[*columns, "said", "interval", "waiting"]]
    band = lines.loc[lines["is_picked"] & lines["low"].notna(), ["day", "low", "high"]]
    return {"curves": shown, "band": band, "ends": ends[[*columns, "at", "text"]]}


def _thinned(part: pd.DataFrame) -> pd.DataFrame:
    """At most about MOST_DAYS points of a line, its last one among them."""
    every = max(1, len(part) // MOST_DAYS)
    places = [*range(0, len(part), every)]
    return part.iloc[sorted({*places, len(part) - 1})]


@identified("funnel.ever")
def ever_chart(theme: str = "light", window: int = 90, height: int = 300) -> alt.LayerChart:
    """Curves of who has ordered by when, the picked one with its interval; a rule at the window of the rates."""
    ink = colours(theme)
    colour = alt.condition("datum.is_picked", alt.value(ink["ink"]), alt.value(ink["muted"]))
    x = alt.X(
        "day:Q",
        title=_("Days"),
        scale=alt.Scale(nice=False, range=room()),
        axis=alt.Axis(grid=False, tickCount=6, domainColor=ink["grid"], ticks=False, **LABEL),
    )
    axis = alt.Axis(format=".1~%", gridColor=ink["grid"], domain=False, ticks=False, tickCount=5, **LABEL)
    y = alt.Y("share:Q", title=None, axis=axis)
    band = (
        alt.Chart(alt.NamedData("band"))
        .mark_area(interpolate="step-after", opacity=0.16, color=ink["ink"])
        .encode(x=x, y=alt.Y("low:Q", title=None, stack=None), y2="high:Q")
    )
    lines = (
        alt.Chart(alt.NamedData("curves"))
        .mark_line(interpolate="step-after")
        .encode(
            x=x,
            y=y,
            detail="group:N",
            color=colour,
            strokeWidth=alt.condition("datum.is_picked", alt.value(2.6), alt.value(1.3)),
            tooltip=[
                alt.Tooltip("name:N", title=_("Group")),
                alt.Tooltip("day:Q", title=_("By day")),
                alt.Tooltip("said:N", title=_("Ordered")),
                alt.Tooltip("interval:N", title=_("95% interval")),
                alt.Tooltip("waiting:N", title=_("Not ordered by then")),
            ],
        )
    )
    names = (
        alt.Chart(alt.NamedData("ends"))
        .mark_text(align="left", dx=6, fontSize=11.5)
        .encode(x=x, y=alt.Y("at:Q", title=None), text="text:N", color=colour)
    )
    rule = alt.Chart(alt.NamedData("band")).mark_rule(color=ink["muted"], strokeDash=[4, 4]).encode(x=alt.datum(window))
    return picture(band, rule, lines, names, height=height)
