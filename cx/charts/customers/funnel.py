"""The funnel as a ribbon.

Two functions: one turns an answer of `cx.funnel` into frames that hold every computed text, position and flag; the
other draws them and holds no rows.
"""

from math import sqrt
from typing import Any

import altair as alt
import pandas as pd

from cx.charts import layered, picture
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, number, percent, points

BAR = 0.6
"""Part of its slot that a bar takes; the rest is neck."""
TALLEST = 1.0
"""Half the height of the largest bar, in units of the y axis."""


# --- ribbon ------------------------------------------------------------------------------------------------


def ribbon(steps: pd.DataFrame, names: dict[str, tuple[str, str]], worst: str | None = None) -> dict[str, pd.DataFrame]:
    """The frames of the ribbon: bars, slices, necks.

    Parameters
    ----------
    steps : the answer of `cx.funnel.lifecycle` without a breakdown, or of `cx.funnel.untracked`
    names : for each step its (name, what it means) beneath the bar
    worst : the step whose rate is drawn red

    Returns
    -------
    bars : one row a step: place of the bar and of its texts
    slices : one row a step and state, "judged", "open" or "before": a bar is as high as the square root of its people
        and those whose window for this step is not over yet, its width split between these, those who were customers
        before they were reached, and the others
    necks : two rows between neighbours, its left and its right edge, with the rate and its division
    """
    rows = steps.to_dict("records")
    tallest = max([row["people"] + row["still_open"] for row in rows] + [1])
    bars, slices, necks = [], [], []
    for place, row in enumerate(rows):
        bars.append(_bar(row, names[row["step"]], place, tallest))
        slices.extend(_slices(bars[-1]))
        if place:
            necks.extend(_neck(bars[-2], bars[-1], row, row["step"] == worst))
    return {
        "bars": pd.DataFrame(bars),
        "slices": pd.DataFrame(slices),
        "necks": pd.DataFrame(necks, columns=NECK),
    }


@identified("funnel.ribbon")
def ribbon_chart(theme: str = "light", bars: int = 3, height: int = 420, headers: bool = True) -> alt.LayerChart:
    """A funnel as bars and necks; NamedData bars, slices, necks of `ribbon`.

    Parameters
    ----------
    bars : how many steps there are
    headers : whether the names of the steps stand above too
    """
    ink = colours(theme)
    spread = [ink["steps"][round(1 + place * 3 / max(bars - 1, 1))] for place in range(bars)]
    shades = alt.Scale(domain=list(range(bars)), range=spread)
    shade = alt.Color("place:N", scale=shades, legend=None)
    x = alt.X("left:Q", scale=alt.Scale(domain=[0, bars - 1 + BAR], nice=False), axis=None)
    y = alt.Y("bottom:Q", scale=alt.Scale(domain=[-1.62, 1.86], nice=False), axis=None)
    tip = [alt.Tooltip("name:N", title=_("Step")), alt.Tooltip("tip:N", title=_("People"))]
    block = {"x": x, "x2": "right:Q", "y": y, "y2": "top:Q", "tooltip": tip}
    slices = alt.Chart(alt.NamedData("slices"))
    judged = slices.transform_filter("datum.state == 'judged'").mark_rect().encode(color=shade, **block)
    before = slices.transform_filter("datum.state == 'before'").mark_rect(color=ink["track"]).encode(**block)
    still_open = (
        slices.transform_filter("datum.state == 'open'")
        .mark_rect(fillOpacity=0.28, strokeDash=[4, 3], strokeWidth=1.2)
        .encode(color=shade, stroke=alt.Stroke("place:N", scale=shades, legend=None), **block)
    )
    return picture(
        _necks(ink, shade),
        judged,
        before,
        still_open,
        *_ribbon_texts(ink),
        *(_headers(ink) if headers else []),
        height=height,
    )


NECK = [
    "neck",
    "place",
    "step",
    "x",
    "low",
    "high",
    "middle",
    "text",
    "division",
    "is_worst",
    "tip",
    "name",
    "is_left",
]


def _bar(row: dict[str, Any], name: tuple[str, str], place: int, tallest: int) -> dict[str, Any]:
    still_open, before = row["still_open"], row["already_customers"]
    half = TALLEST * sqrt((row["people"] + still_open) / tallest)
    is_known = place == 0 or row["eligible"] > 0 or row["people"] > 0
    words = {_("{n} window not over yet"): still_open, _("{n} already customers"): before}
    notes = [text.format(n=number(count)) for text, count in words.items() if count] + ["", ""]
    return {
        "place": place,
        "step": row["step"],
        "people": row["people"],
        "still_open": still_open,
        "before": before,
        "left": place,
        "right": place + BAR,
        "middle": place + BAR / 2,
        "bottom": -half,
        "top": half,
        "header": _(row["step"]),
        "number": number(row["people"]) if is_known else _("n/a"),
        "name": name[0],
        "meaning": name[1],
        "note": notes[0],
        "second_note": notes[1],
    }


def _slices(bar: dict[str, Any]) -> list[dict[str, Any]]:
    """The bar cut: left those whose window for this step is not over, then customers already, right the others."""
    same = {key: bar[key] for key in ("place", "step", "bottom", "top", "name")}
    open_tip = _("{n}: window not over yet").format(n=number(bar["still_open"]))
    before_tip = _("{n} were customers before their first touchpoint: not in any rate").format(n=number(bar["before"]))
    everybody = bar["people"] + bar["still_open"]
    wide = BAR / everybody if everybody else 0.0
    open_to = bar["left"] + wide * bar["still_open"]
    before_to = open_to + wide * bar["before"]
    cuts = [
        (before_to, bar["right"], "judged", number(bar["people"])),
        (bar["left"], open_to, "open", open_tip),
        (open_to, before_to, "before", before_tip),
    ]
    return [
        {**same, "left": left, "right": right, "state": state, "tip": tip}
        for left, right, state, tip in cuts
        if right > left
    ]


def _neck(before: dict[str, Any], after: dict[str, Any], row: dict[str, Any], is_worst: bool) -> list[dict[str, Any]]:
    is_known, has_rate = row["eligible"] > 0, row["rate"] == row["rate"]
    unknown = _("not over yet") if row["still_open"] else _("n/a")
    tip = _("{division}, 95% interval {interval}").format(
        division=division(row), interval=points(row["low"], row["high"], 1)
    )
    same = {
        "neck": after["place"],
        "place": before["place"],
        "step": after["step"],
        "middle": (before["right"] + after["left"]) / 2,
        "text": rate_text(row["rate"], row["low"], row["high"]) if has_rate else unknown,
        "division": division(row) if has_rate else "",
        "is_worst": is_worst,
        "tip": tip,
        "name": f"{before['name']} → {after['name']}",
    }
    edges = ((before["right"], before, True), (after["left"], after, False))
    return [
        {**same, "x": x, "low": is_known * bar["bottom"], "high": is_known * bar["top"], "is_left": is_left}
        for x, bar, is_left in edges
    ]


def _necks(ink: dict[str, Any], shade: alt.Color) -> alt.LayerChart:
    necks = alt.Chart(alt.NamedData("necks"))
    tip = [alt.Tooltip("name:N", title=_("Step")), alt.Tooltip("tip:N", title=_("Went on"))]
    area = necks.mark_area(opacity=0.3).encode(
        x=position("x:Q"),
        y=alt.Y("low:Q", axis=None, stack=None),
        y2="high:Q",
        detail="neck:N",
        color=shade,
        tooltip=tip,
    )
    label = (
        necks.transform_filter("datum.is_left")
        .mark_text(fontWeight=700, fontSize=size(0.019, 12, 30))
        .encode(
            x=position("middle:Q"),
            y=alt.YDatum(0, axis=None),
            text="text:N",
            tooltip=tip,
            color=alt.condition("datum.is_worst", alt.value(ink["bad"]), alt.value(ink["text"])),
        )
    )
    below = alt.ExprRef(f"2 + 0.5 * {_clamp(0.019, 12, 30)}")
    beneath = (
        necks.transform_filter("datum.is_left")
        .mark_text(baseline="top", dy=below, fontSize=size(0.012, 10, 20), lineBreak="\n", color=ink["text"])
        .encode(x=position("middle:Q"), y=alt.YDatum(0, axis=None), text="division:N", tooltip=tip)
    )
    return layered(area, label, beneath)


def _ribbon_texts(ink: dict[str, Any]) -> list[alt.Chart]:
    bars = alt.Chart(alt.NamedData("bars")).encode(x=position("middle:Q"), text="number:N")
    above = bars.mark_text(fontWeight=700, fontSize=size(0.026, 15, 46), baseline="bottom", dy=-5, color=ink["text"])
    title, note = (0.015, 11.5, 26), (0.0115, 10, 20)
    name = bars.mark_text(fontWeight=600, fontSize=size(*title), baseline="top", dy=8, color=ink["text"])
    small = {"fontSize": size(*note), "baseline": "top", "color": ink["muted"]}
    # later lines hang below the first by sizes of their own, whatever the width of the card
    second = bars.mark_text(dy=alt.ExprRef(f"13 + 1.1 * {_clamp(*title)}"), **small)
    third = bars.mark_text(dy=alt.ExprRef(f"17 + 1.1 * {_clamp(*title)} + {_clamp(*note)}"), **small)
    fourth = bars.mark_text(dy=alt.ExprRef(f"21 + 1.1 * {_clamp(*title)} + 2 * {_clamp(*note)}"), **small)
    return [
        above.encode(y=_y("top:Q")),
        name.encode(y=_y("bottom:Q"), text="name:N"),
        second.encode(y=_y("bottom:Q"), text="meaning:N"),
        third.encode(y=_y("bottom:Q"), text="note:N"),
        fourth.encode(y=_y("bottom:Q"), text="second_note:N"),
    ]


def _headers(ink: dict[str, Any]) -> list[alt.Chart]:
    bars = alt.Chart(alt.NamedData("bars"))
    title = bars.mark_text(fontSize=size(0.018, 12, 28), fontWeight=600, baseline="bottom", dy=-5, color=ink["text"])
    line = bars.mark_rule(strokeWidth=2.5, color=ink["ink"])
    return [
        title.encode(x=position("middle:Q"), y=alt.YDatum(1.68, axis=None), text="header:N"),
        line.encode(x=position("left:Q"), x2="right:Q", y=alt.YDatum(1.68, axis=None)),
    ]


# --- texts and sizes ---------------------------------------------------------------------------------------


def division(row: dict[str, Any], between: str = "\n") -> str:
    """The two counts of a rate in full, in two lines or with something else between them.

    Examples
    --------
    >>> division({"people": 792, "eligible": 4368}, " ")
    '792 of 4,368'
    """
    said = _("{people}{between}of {eligible}")
    return said.format(people=number(row["people"]), between=between, eligible=number(row["eligible"]))


def rate_text(rate: float, low: float, high: float) -> str:
    """A rate, with a decimal where it is small and the interval is narrow enough to bear one.

    Examples
    --------
    >>> rate_text(0.0301, 0.0228, 0.0397), rate_text(0.52, 0.47, 0.58), rate_text(float("nan"), 0, 1)
    ('3.0%', '52%', 'n/a')
    """
    return percent(rate, 1 if 0 < rate < 0.095 and high - low < 0.02 else 0)


def position(field: str) -> alt.X:
    """Without an axis: Vega-Lite draws nothing at all when some layers have one and others have none."""
    return alt.X(field, axis=None)


def _y(field: str) -> alt.Y:
    return alt.Y(field, axis=None)


def size(share: float, least: float, most: float) -> alt.ExprRef:
    """A font that grows with the picture: from a phone to a projector."""
    return alt.ExprRef(_clamp(share, least, most))


def _clamp(share: float, least: float, most: float) -> str:
    return f"clamp(width * {share}, {least}, {most})"
