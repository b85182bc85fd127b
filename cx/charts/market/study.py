"""The market study: importance against satisfaction, opportunity, and a group beside the others."""

from typing import Any

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.experience.label_places import beside
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, number, percent, with_sign

MOST = 12
"""Subjects that are drawn."""
ROW = 30
WIDEST, OPENING, OTHER = "widest", "opening", "other"


def openings(rows: pd.DataFrame, limit: float) -> dict[str, pd.DataFrame]:
    """The frames of the openings: `subjects` one row each, `field` the corners of what is underserved, `limit`.

    Parameters
    ----------
    rows : the answer of `cx.study.openings`
    limit : the opportunity above which a subject is an opening
    """
    shown = rows.head(MOST).reset_index(drop=True)
    first = shown.index[shown["is_opening"]].min()
    tones = [
        WIDEST if place == first else OPENING if is_opening else OTHER
        for place, is_opening in enumerate(shown["is_opening"])
    ]
    level = shown["importance"].tolist()
    places = beside(shown["subject"].tolist(), level, shown["satisfaction"].tolist(), (level, level))
    frame = shown[["subject", "importance", "satisfaction", "opportunity", "low", "high"]].assign(
        place=range(len(shown)),
        tone=tones,
        name=shown["subject"],
        is_left=[is_left for is_left, _up in places],
        name_at=[up for _is_left, up in places],
        said=[number(value, 1) for value in shown["opportunity"]],
        interval=[f"{number(row.low, 1)}–{number(row.high, 1)}" for row in shown.itertuples()],
        matters=shown["importance"].map(percent),
        satisfies=shown["satisfaction"].map(percent),
        n=shown["n"].map(number),
    )
    # importance 2 i - s > 1: over the limit of 10
    field = pd.DataFrame({"at": [limit / 20, 1.0], "up": [0.0, 2 - limit / 10]})
    return {"subjects": frame, "field": field, "limit": pd.DataFrame({"limit": [limit]})}


def _tone(ink: dict[str, Any]) -> alt.Color:
    tones = {WIDEST: ink["bad"], OPENING: ink["ink"], OTHER: ink["muted"]}
    return alt.Color("tone:N", legend=None, scale=alt.Scale(domain=list(tones), range=list(tones.values())))


def _tip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("subject:N", title=_("Subject")),
        alt.Tooltip("matters:N", title=_("Very important")),
        alt.Tooltip("satisfies:N", title=_("Very satisfied")),
        alt.Tooltip("said:N", title=_("Opportunity")),
        alt.Tooltip("interval:N", title=_("95% CI")),
        alt.Tooltip("n:N", title=_("Customers")),
    ]


@identified("study.square")
def square_chart(theme: str = "light", height: int = 360) -> alt.LayerChart:
    """Very satisfied over very important; shaded: underserved; NamedData subjects and field of `openings`."""
    ink = colours(theme)
    axis = alt.Axis(
        format=".0%", gridColor=ink["grid"], domain=False, ticks=False, tickCount=5, labelColor=ink["muted"],
        titleColor=ink["muted"], **LABEL,
    )  # fmt: skip
    scale = alt.Scale(domain=[0, 1], nice=False)
    across = {"title": _("Call it very important"), "scale": scale, "axis": axis}
    up = {"title": _("Very satisfied"), "scale": scale, "axis": axis}
    field = alt.Chart(alt.NamedData("field"))
    base = alt.Chart(alt.NamedData("subjects"))
    x, y = alt.X("importance:Q", **across), alt.Y("satisfaction:Q", **up)
    names = [
        base.transform_filter("datum.is_left" if is_left else "!datum.is_left")
        .mark_text(align=align, dx=dx, fontSize=12, color=ink["text"])
        .encode(x, alt.Y("name_at:Q", **up), text="name:N")
        for is_left, align, dx in ((True, "right", -11), (False, "left", 11))
    ]
    return picture(
        field.mark_area(opacity=0.1, color=ink["bad"]).encode(alt.X("at:Q", **across), alt.Y("up:Q", **up)),
        field.transform_filter("datum.up > 0")
        .mark_text(align="right", dx=-6, dy=16, fontSize=11, fontWeight=600, color=ink["bad"])
        .encode(alt.X("at:Q", **across), alt.Y("up:Q", **up), text=alt.value(_("underserved"))),
        base.mark_point(filled=True, size=120, opacity=1).encode(x, y, color=_tone(ink), tooltip=_tip()),
        *names,
        height=height,
    )


def _subjects(ink: dict[str, Any]) -> alt.Y:
    axis = alt.Axis(
        title=None, ticks=False, domain=False, labelColor=ink["text"], labelFontSize=12, labelPadding=8,
        labelLimit=alt.ExprRef("width < 300 ? 90 : 150"),
    )  # fmt: skip
    return alt.Y("subject:N", sort=alt.EncodingSortField("place", op="min"), axis=axis)


@identified("study.openings")
def openings_chart(theme: str = "light", rows: int = MOST, row: int = ROW) -> alt.LayerChart:
    """Opportunity by subject with intervals, and its limit; NamedData subjects and limit of `openings`."""
    ink = colours(theme)
    axis = alt.Axis(
        gridColor=ink["grid"], domain=False, ticks=False, tickCount=5, labelColor=ink["muted"],
        titleColor=ink["muted"], **LABEL,
    )  # fmt: skip
    across = {
        "title": _("Opportunity, 0 to 20"), "axis": axis,
        "scale": alt.Scale(zero=True, nice=True, range=[0, alt.ExprRef("width - 40")]),
    }  # fmt: skip
    base = alt.Chart(alt.NamedData("subjects")).encode(y=_subjects(ink), tooltip=_tip())
    return picture(
        base.mark_bar(height=15, cornerRadius=3).encode(x=alt.X("opportunity:Q", **across), color=_tone(ink)),
        base.mark_rule(strokeWidth=1.6, color=ink["text"]).encode(x=alt.X("low:Q", **across), x2="high:Q"),
        alt.Chart(alt.NamedData("limit"))
        .mark_rule(strokeDash=[4, 3], color=ink["muted"])
        .encode(x=alt.X("limit:Q", **across)),
        base.mark_text(align="right", fontSize=12, fontWeight=600, color=ink["text"]).encode(
            x=alt.value(alt.ExprRef("width")), text="said:N"
        ),
        height=row * rows + 50,
    )


# --- attitudes ---------------------------------------------------------------------------------------------


def attitudes(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The frame of the attitudes: `subjects` one row each, those that differ most for sure first.

    Parameters
    ----------
    rows : the answer of `cx.study.attitudes`
    """
    order = rows.assign(is_sure=rows["verdict"].notna(), size=rows["difference"].abs())
    shown = order.sort_values(["is_sure", "size"], ascending=False, kind="stable").head(MOST)
    shown = shown.sort_values("group", ascending=False, kind="stable").reset_index(drop=True)
    words = {True: _("more important"), False: _("less important")}
    frame = shown[["subject", "group", "others", "n", "n_others"]].assign(
        place=range(len(shown)),
        low=shown["others"] + shown["low"],
        high=shown["others"] + shown["high"],
        tone=[OTHER if pd.isna(verdict) else OPENING for verdict in shown["verdict"]],
        said=[
            _("no clear difference") if pd.isna(row.verdict) else f"{signed(row.difference)} {words[bool(row.verdict)]}"
            for row in shown.itertuples()
        ],
        difference=shown["difference"].map(signed),
        interval=[f"{signed(row.low)} – {signed(row.high)}" for row in shown.itertuples()],
    )
    return {"subjects": frame}


def signed(difference: float) -> str:
    """A difference of scores with its sign.

    Examples
    --------
    >>> signed(-0.52), signed(0.01)
    ('−0.5', '0.0')
    """
    if pd.isna(difference):
        return ""
    return with_sign(difference, number(abs(difference), 1)) if abs(difference) >= 0.05 else number(0, 1)


@identified("study.attitudes")
def attitudes_chart(theme: str = "light", rows: int = MOST, row: int = ROW) -> alt.LayerChart:
    """Importance to a group, a dot, beside the others, an upright line; NamedData subjects of `attitudes`."""
    ink = colours(theme)
    axis = alt.Axis(
        gridColor=ink["grid"], domain=False, ticks=False, tickCount=5, labelColor=ink["muted"],
        titleColor=ink["muted"], **LABEL,
    )  # fmt: skip
    room = "(width < 420 ? 12 : 140)"
    across = {
        "title": _("Importance"), "axis": axis,
        "scale": alt.Scale(zero=False, nice=True, padding=10, range=[0, alt.ExprRef(f"width - {room}")]),
    }  # fmt: skip
    tip = [
        alt.Tooltip("subject:N", title=_("Subject")),
        alt.Tooltip("difference:N", title=_("Group less others")),
        alt.Tooltip("interval:N", title=_("95% CI")),
        alt.Tooltip("n:Q", title=_("People in the group")),
        alt.Tooltip("n_others:Q", title=_("Others")),
    ]
    base = alt.Chart(alt.NamedData("subjects")).encode(y=_subjects(ink), tooltip=tip)
    return picture(
        base.mark_rule(strokeWidth=3, opacity=0.5).encode(x=alt.X("low:Q", **across), x2="high:Q", color=_tone(ink)),
        base.mark_tick(thickness=3, size=17, color=ink["text"]).encode(x=alt.X("others:Q", **across)),
        base.mark_point(filled=True, size=110, opacity=1).encode(x=alt.X("group:Q", **across), color=_tone(ink)),
        base.transform_filter("width >= 420")
        .mark_text(align="right", fontSize=11.5)
        .encode(x=alt.value(alt.ExprRef("width")), text="said:N", color=_tone(ink)),
        height=row * rows + 50,
    )


# --- when they order ---------------------------------------------------------------------------------------


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def times(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The frame of the week: `cells`, a row a weekday and three hours; rows : the answer of `cx.study.times`."""
    frame = rows[["weekday", "hour", "share"]].assign(
        day=[_(WEEKDAYS[weekday - 1]) for weekday in rows["weekday"]],
        hours=[f"{hour}–{hour + 3}" for hour in rows["hour"]],
        said=[percent(share, 1) for share in rows["share"]],
        text=[number(100 * share, 1) for share in rows["share"]],
        others=[percent(share, 1) for share in rows["share_of_others"]],
        orders=rows["orders"].map(number),
    )
    return {"cells": frame}


@identified("study.times")
def times_chart(theme: str = "light", rows: int = 8, row: int = 27) -> alt.LayerChart:
    """Three hours against weekday, stronger is more of the group's orders; NamedData cells of `times`."""
    ink = colours(theme)
    plain = {"title": None, "ticks": False, "domain": False}
    base = alt.Chart(alt.NamedData("cells")).encode(
        alt.X(
            "day:N",
            sort=alt.EncodingSortField("weekday", op="min"),
            axis=alt.Axis(orient="top", labelAngle=0, labelColor=ink["muted"], **plain),
            scale=alt.Scale(paddingInner=0.06),
        ),
        alt.Y(
            "hours:N",
            sort=alt.EncodingSortField("hour", op="min"),
            axis=alt.Axis(labelColor=ink["text"], labelPadding=6, **plain),
            scale=alt.Scale(paddingInner=0.1),
        ),
        tooltip=[
            alt.Tooltip("day:N", title=_("Day")),
            alt.Tooltip("hours:N", title=_("Hours")),
            alt.Tooltip("said:N", title=_("Of the group's orders")),
            alt.Tooltip("others:N", title=_("Of the others' orders")),
            alt.Tooltip("orders:N", title=_("Orders of the group")),
        ],
    )
    shade = alt.Color("share:Q", legend=None, scale=alt.Scale(range=ink["heat"], interpolate="rgb", zero=True))
    dark = "luminance(scale('color', datum.share)) < 0.3"
    return picture(
        base.mark_rect(cornerRadius=3).encode(color=shade),
        base.mark_text(fontSize=alt.ExprRef("width < 300 ? 9 : 11")).encode(
            text="text:N",
            color=alt.condition(
                dark if theme == "light" else f"!({dark})", alt.value(ink["paper"]), alt.value(ink["text"])
            ),
        ),
        height=row * rows + 24,
    )
