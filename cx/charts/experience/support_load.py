"""Tickets over the week, and what callers meet with so many people on the phone."""

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, number, percent

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ROW = 29


# --- the week ----------------------------------------------------------------------------------------------


def week(table: pd.DataFrame, is_open: list[bool]) -> dict[str, pd.DataFrame]:
    """The frame of the week: a cell a weekday and hour.

    Parameters
    ----------
    table : the answer of `cx.support.hours`, of one group
    is_open : whether each row lies within the opening hours
    """
    names = table["weekday"].map(lambda weekday: _(WEEKDAYS[weekday - 1]))
    cells = table[["weekday", "hour", "tickets"]].assign(
        day=names,
        is_open=is_open,
        said=[number(n) for n in table["tickets"]],
        state=[_("open") if inside else _("outside opening hours") for inside in is_open],
        hours=[f"{hour}–{hour + 1}" for hour in table["hour"]],
    )
    return {"week": cells}


@identified("support.hours")
def week_chart(theme: str = "light") -> alt.LayerChart:
    """Weekday against hour, stronger is more tickets, framed outside the opening hours; NamedData week of `week`."""
    ink = colours(theme)
    plain = {"title": None, "ticks": False, "domain": False}
    base = alt.Chart(alt.NamedData("week")).encode(
        alt.X(
            "hour:O",
            axis=alt.Axis(
                orient="top",
                labelAngle=0,
                labelExpr="datum.value % 3 ? '' : datum.label",
                labelColor=ink["muted"],
                **plain,
            ),
            scale=alt.Scale(paddingInner=0.08),
        ),
        alt.Y(
            "day:N",
            sort=alt.EncodingSortField("weekday", op="min"),
            axis=alt.Axis(labelColor=ink["text"], labelFontSize=11.5, labelPadding=6, **plain),
            scale=alt.Scale(paddingInner=0.1),
        ),
        tooltip=[
            alt.Tooltip("day:N", title=_("Day")),
            alt.Tooltip("hours:N", title=_("Hour")),
            alt.Tooltip("said:N", title=_("Tickets")),
            alt.Tooltip("state:N", title=_("Then")),
        ],
    )
    shade = alt.Color("tickets:Q", legend=None, scale=alt.Scale(range=ink["heat"], interpolate="rgb", zero=True))
    cells = base.mark_rect(cornerRadius=3).encode(color=shade)
    closed = base.transform_filter("!datum.is_open").mark_rect(
        cornerRadius=3, fillOpacity=0, stroke=ink["bad"], strokeWidth=1, strokeOpacity=0.7
    )
    dark = "luminance(scale('color', datum.tickets)) < 0.3"
    text = base.mark_text(fontSize=alt.ExprRef("width < 420 ? 0 : 10.5")).encode(
        text="said:N",
        color=alt.condition(
            dark if theme == "light" else f"!({dark})", alt.value(ink["paper"]), alt.value(ink["text"])
        ),
    )
    return picture(cells, closed, text, height=ROW * 7)


# --- staffing ----------------------------------------------------------------------------------------------


def staffing(table: pd.DataFrame, chosen: int, aim: float, within: str) -> dict[str, pd.DataFrame]:
    """The frames of the staffing: `staffing`, a row a number of people and line, `chosen`, `names` and `aim`.

    Parameters
    ----------
    table : the answer of `cx.support.staff`
    chosen : the number of people that is pointed at
    aim : the share of calls to be answered in time
    within : the limit in words
    """
    parts = [
        ("in_time", "A", _("answered in {time}").format(time=within)),
        ("abandon", "A", _("hang up")),
        ("in_time", "C", _("if nobody hung up")),
    ]
    lines = pd.concat(
        [
            table[table["model"] == model].assign(
                line=f"{value}-{model}", name=name, share=table[value], said=table[value].map(percent)
            )
            for value, model, name in parts
        ],
        ignore_index=True,
    ).dropna(subset="share")
    columns = ["agents", "line", "name", "share", "said"]
    at = lines[(lines["agents"] == chosen) & (lines["line"] != "in_time-C")]
    said = _("{n}: {answered} in time, {lost} hang up").format(
        n=number(chosen),
        **{
            name: at.loc[at["line"] == line, "said"].iloc[0]
            for name, line in (("answered", "in_time-A"), ("lost", "abandon-A"))
        },
    )
    last = lines[lines["agents"] == lines["agents"].max()]
    return {
        "staffing": lines[columns],
        "chosen": at[columns].assign(text=[said if line == "abandon-A" else "" for line in at["line"]]),
        "names": last.loc[last["line"] != "in_time-C", columns],
        "aim": pd.DataFrame({"share": [aim], "text": [_("aim {share}").format(share=percent(aim))]}),
    }


@identified("support.staffing")
def staffing_chart(theme: str = "light", height: int = 250) -> alt.LayerChart:
    """Calls answered in time and lost, by the number of people on the phone; NamedData of `staffing`."""
    ink = colours(theme)
    across = alt.Scale(nice=False, range=[0, alt.ExprRef("width - min(120, width * 0.3)")])
    x = alt.X(
        "agents:Q",
        title=_("people on the phone"),
        scale=across,
        axis=alt.Axis(format="d", tickMinStep=1, grid=False, domainColor=ink["grid"], ticks=False, **LABEL),
    )
    y = alt.Y(
        "share:Q",
        title=None,
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format=".0%", tickCount=5, gridColor=ink["grid"], domain=False, ticks=False, **LABEL),
    )
    lines_of = ["in_time-A", "abandon-A", "in_time-C"]
    colour = alt.Color(
        "line:N", legend=None, scale=alt.Scale(domain=lines_of, range=[ink["ink"], ink["bad"], ink["muted"]])
    )
    tips = [
        alt.Tooltip("agents:Q", title=_("People")),
        alt.Tooltip("name:N", title=_("Calls")),
        alt.Tooltip("said:N", title=_("Share")),
    ]
    rows = alt.Chart(alt.NamedData("staffing")).encode(x, y, color=colour, tooltip=tips)
    cautious = rows.transform_filter("datum.line == 'in_time-C'").mark_line(strokeDash=[4, 3], strokeWidth=1.5)
    lines = rows.transform_filter("datum.line != 'in_time-C'").mark_line(strokeWidth=2.2, point={"size": 32})
    chosen = alt.Chart(alt.NamedData("chosen")).encode(x, y)
    dots = chosen.mark_point(filled=True, opacity=1, size=130, stroke=ink["paper"]).encode(color=colour)
    said = chosen.mark_text(align="left", dx=8, dy=-14, fontWeight=600, fontSize=11.5, color=ink["text"])
    aim = alt.Chart(alt.NamedData("aim")).encode(y)
    level = aim.mark_rule(strokeDash=[3, 3], color=ink["good"])
    name = aim.mark_text(align="right", baseline="bottom", dy=-2, fontSize=11, color=ink["good"]).encode(
        x=alt.value(alt.ExprRef("width")), text="text:N"
    )
    ends = alt.Chart(alt.NamedData("names")).mark_text(
        align="left", dx=8, fontWeight=600, fontSize=alt.ExprRef("clamp(width * 0.03, 9.5, 11.5)")
    )
    ends = ends.encode(x, y, text="name:N", color=colour)
    return picture(level, cautious, lines, dots, said.encode(text="text:N"), name, ends, height=height)
