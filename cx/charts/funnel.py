"""How does a funnel look: as a ribbon, and as what each step keeps and loses?

Each picture has two functions: one turns an answer of `cx.funnel` into frames that hold every computed text,
position and flag; the other draws them and holds no rows.
"""

from math import sqrt

import altair as alt
import pandas as pd

from cx.charts.palette import colours
from cx.words import _, compact, number, percent, points

BAR = 0.6
"""Part of its slot that a bar takes; the rest is neck."""
TALLEST = 1.0
"""Half the height of the largest bar, in units of the y axis."""


# --- ribbon ------------------------------------------------------------------------------------------------


def ribbon(steps: pd.DataFrame, names: dict[str, tuple[str, str]], worst: str | None = None) -> dict:
    """The frames of the ribbon: bars, slices, necks.

    steps : the answer of `cx.funnel.lifecycle` without a breakdown, or of `cx.funnel.untracked`
    names : for each step its (name, what it means) beneath the bar
    worst : the step whose rate is drawn red
    bars : one row a step: place of the bar and of its texts. slices : one row a step and state, "judged", "open" or
    "before": a bar is as high as the square root of its people, and its width is split between those who could take
    the next step, those whose window runs on, and those who were customers before they were reached. necks : two rows between neighbours, its left and its right edge.
    """
    rows = steps.to_dict("records")
    tallest = max([row["people"] for row in rows] + [1])
    bars, slices, necks = [], [], []
    for place, row in enumerate(rows):
        following = rows[place + 1] if place + 1 < len(rows) else None
        bars.append(_bar(row, names[row["step"]], place, tallest, following))
        slices.extend(_slices(bars[-1]))
        if place:
            necks.extend(_neck(bars[-2], bars[-1], row, row["step"] == worst))
    return {
        "bars": pd.DataFrame(bars),
        "slices": pd.DataFrame(slices),
        "necks": pd.DataFrame(necks, columns=NECK),
    }


def ribbon_chart(
    theme: str = "light", bars: int = 3, height: int = 420, headers: bool = True
) -> alt.LayerChart:
    """A funnel as bars and necks; NamedData bars, slices, necks of `ribbon`.

    bars : how many steps there are; headers : whether the names of the steps stand above too
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
    chart = alt.layer(
        _necks(ink, shade),
        judged,
        before,
        still_open,
        *_ribbon_texts(ink),
        *(_headers(ink) if headers else []),
    )
    return chart.properties(width="container", height=height).configure_view(stroke=None)


NECK = ["neck", "place", "step", "x", "low", "high", "middle", "text", "is_worst", "tip", "name", "is_left"]


def _bar(row: dict, name: tuple[str, str], place: int, tallest: int, following: dict | None) -> dict:
    half = TALLEST * sqrt(row["people"] / tallest)
    still_open, before = following["still_open"] if following else 0, row["already_customers"]
    is_known = place == 0 or row["eligible"] > 0
    words = {_("{n} still open"): still_open, _("{n} customers already"): before}
    notes = [text.format(n=compact(count)) for text, count in words.items() if count] + ["", ""]
    return {
        "place": place, "step": row["step"], "people": row["people"], "still_open": still_open, "before": before,
        "left": place, "right": place + BAR, "middle": place + BAR / 2, "bottom": -half, "top": half,
        "header": _(row["step"]), "number": compact(row["people"]) if is_known else _("n/a"), "name": name[0], "meaning": name[1],
        "note": notes[0], "second_note": notes[1],
    }  # fmt: skip


def _slices(bar: dict) -> list[dict]:
    """The bar cut: left those whose window for the next step runs on, then customers already, right the judged."""
    same = {key: bar[key] for key in ("place", "step", "bottom", "top", "name")}
    open_tip = _("{n} still open: their window runs on").format(n=number(bar["still_open"]))
    before_tip = _("{n} had ordered before they were first touched: neither won nor lost").format(
        n=number(bar["before"])
    )
    wide = BAR / bar["people"] if bar["people"] else 0.0
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


def _neck(before: dict, after: dict, row: dict, is_worst: bool) -> list[dict]:
    is_known = row["eligible"] > 0
    unknown = _("open") if row["still_open"] else ""
    tip = _("{people} of {eligible}, interval {interval}").format(
        people=number(row["people"]),
        eligible=number(row["eligible"]),
        interval=points(row["low"], row["high"], 1),
    )
    same = {
        "neck": after["place"], "place": before["place"], "step": after["step"], "middle": (before["right"] + after["left"]) / 2,
        "text": rate_text(row["rate"], row["low"], row["high"]) if is_known else unknown,
        "is_worst": is_worst, "tip": tip, "name": f"{before['name']} → {after['name']}",
    }  # fmt: skip
    edges = ((before["right"], before, True), (after["left"], after, False))
    return [
        {**same, "x": x, "low": is_known * bar["bottom"], "high": is_known * bar["top"], "is_left": is_left}
        for x, bar, is_left in edges
    ]


def _necks(ink: dict, shade: alt.Color) -> alt.LayerChart:
    necks = alt.Chart(alt.NamedData("necks"))
    tip = [alt.Tooltip("name:N", title=_("Step")), alt.Tooltip("tip:N", title=_("Went on"))]
    area = necks.mark_area(opacity=0.3).encode(
        x=_x("x:Q"),
        y=alt.Y("low:Q", axis=None, stack=None),
        y2="high:Q",
        detail="neck:N",
        color=shade,
        tooltip=tip,
    )
    label = (
        necks.transform_filter("datum.is_left")
        .mark_text(fontWeight=700, fontSize=_size(0.019, 12, 30))
        .encode(
            x=_x("middle:Q"), y=alt.YDatum(0, axis=None), text="text:N", tooltip=tip,
            color=alt.condition("datum.is_worst", alt.value(ink["bad"]), alt.value(ink["text"])),
        )
    )  # fmt: skip
    return alt.layer(area, label)


def _ribbon_texts(ink: dict) -> list[alt.Chart]:
    bars = alt.Chart(alt.NamedData("bars")).encode(x=_x("middle:Q"), text="number:N")
    above = bars.mark_text(
        fontWeight=700, fontSize=_size(0.026, 15, 46), baseline="bottom", dy=-5, color=ink["text"]
    )
    title, note = (0.015, 11.5, 26), (0.0115, 10, 20)
    name = bars.mark_text(fontWeight=600, fontSize=_size(*title), baseline="top", dy=8, color=ink["text"])
    small = {"fontSize": _size(*note), "baseline": "top", "color": ink["muted"]}
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


def _headers(ink: dict) -> list[alt.Chart]:
    bars = alt.Chart(alt.NamedData("bars"))
    title = bars.mark_text(
        fontSize=_size(0.018, 12, 28), fontWeight=600, baseline="bottom", dy=-5, color=ink["text"]
    )
    line = bars.mark_rule(strokeWidth=2.5, color=ink["ink"])
    return [
        title.encode(x=_x("middle:Q"), y=alt.YDatum(1.68, axis=None), text="header:N"),
        line.encode(x=_x("left:Q"), x2="right:Q", y=alt.YDatum(1.68, axis=None)),
    ]


# --- kept and lost -----------------------------------------------------------------------------------------


def kept(steps: pd.DataFrame, labels: list[str], worst: str | None = None) -> dict:
    """The frame of kept against lost: one row for each step that has a rate.

    steps : rows of `cx.funnel.lifecycle` and `cx.funnel.untracked`, in the order to draw
    labels : one for each of them; a row without a denominator (NaN in every answer) is Reach and is left out
    """
    rows = []
    for label, row in zip(labels, steps.to_dict("records"), strict=True):
        known, lost = row["eligible"] > 0, compact(row["eligible"] - row["people"])
        rows.append(
            {
                "label": label, "rate": row["rate"] if known else 0.0, "low": row["low"], "high": row["high"],
                "text": rate_text(row["rate"], row["low"], row["high"]) if known else _("not yet known"),
                "lost": _("{n} lost").format(n=lost) if known else "", "lost_number": lost if known else "",
                "is_worst": bool(row["step"] == worst and row.get("is_tracked", True)),
                "is_inside": known and row["high"] > 0.6, "after": row["high"] if known else 0.0,
                "tip": _("{people} of {eligible} went on").format(
                    people=number(row["people"]), eligible=number(row["eligible"])
                ),
                "interval": points(row["low"], row["high"], 1),
            }
        )  # fmt: skip
    return {"kept": pd.DataFrame(rows)}


def kept_chart(theme: str = "light", rows: int = 3, height: int = 250) -> alt.LayerChart:
    """What each step keeps, against what it loses; the whisker is the 95 % interval. NamedData kept of `kept`."""
    ink = colours(theme)
    look = {"ticks": False, "domain": False, "labelPadding": 10, "labelFontSize": 12, "labelLimit": 190}
    label = alt.Axis(title=None, labelColor=ink["text"], **look)
    base = alt.Chart(alt.NamedData("kept")).encode(
        y=alt.Y("label:N", sort=None, axis=label, scale=alt.Scale(paddingInner=0.3)),
        tooltip=[
            alt.Tooltip("label:N", title=_("Step")),
            alt.Tooltip("tip:N", title=_("People")),
            alt.Tooltip("interval:N", title=_("95 % interval")),
        ],
    )
    thick = min(36, round(height / max(rows, 1) * 0.42))
    x = alt.X("rate:Q", scale=alt.Scale(domain=[0, 1.2], nice=False), axis=None)
    red = alt.condition("datum.is_worst", alt.value(ink["bad"]), alt.value(ink["ink"]))
    bar = base.mark_bar(height=thick, cornerRadius=4)
    whole = {"x": alt.XDatum(0, axis=None), "x2": alt.datum(1), "color": alt.value(ink["track"])}
    layers = [bar.encode(**whole), bar.encode(x=x, color=red), *_whiskers(base, ink), *_kept_texts(base, ink)]
    return alt.layer(*layers).properties(width="container", height=height).configure_view(stroke=None)


def _whiskers(base: alt.Chart, ink: dict) -> list[alt.Chart]:
    """The interval, on a pale bed so that it is seen on the bar too."""
    bed = base.mark_rule(strokeWidth=5, opacity=0.85, color=ink["paper"])
    line = base.mark_rule(strokeWidth=1.6, color=ink["text"])
    return [rule.encode(x=_x("low:Q"), x2="high:Q") for rule in (bed, line)]


def _kept_texts(base: alt.Chart, ink: dict) -> list[alt.Chart]:
    big = {"fontWeight": 700, "fontSize": _size(0.026, 14, 20), "align": "left"}
    after = base.transform_filter("!datum.is_inside").mark_text(dx=9, color=ink["text"], **big)
    inside = base.transform_filter("datum.is_inside").mark_text(dx=10, color=ink["paper"], **big)
    word = alt.ExprRef("width < 260 ? datum.lost_number : datum.lost")
    small = {"fontSize": _size(0.02, 10.5, 14), "align": "left", "dx": 8}
    return [
        after.encode(x=_x("after:Q"), text="text:N"),
        inside.encode(x=alt.XDatum(0, axis=None), text="text:N"),
        base.mark_text(color=ink["muted"], text=word, **small).encode(x=alt.XDatum(1, axis=None)),
    ]


def rate_text(rate: float, low: float, high: float) -> str:
    """A rate, with a decimal where it is small and the interval is narrow enough to bear one.

    >>> rate_text(0.0301, 0.0228, 0.0397), rate_text(0.52, 0.47, 0.58), rate_text(float("nan"), 0, 1)
    ('3.0%', '52%', 'n/a')
    """
    return percent(rate, 1 if 0 < rate < 0.095 and high - low < 0.02 else 0)


def _x(field: str) -> alt.X:
    """Without an axis: Vega-Lite draws nothing at all when some layers have one and others have none."""
    return alt.X(field, axis=None)


def _y(field: str) -> alt.Y:
    return alt.Y(field, axis=None)


def _size(share: float, least: float, most: float) -> alt.ExprRef:
    """A font that grows with the picture: from a phone to a projector."""
    return alt.ExprRef(_clamp(share, least, most))


def _clamp(share: float, least: float, most: float) -> str:
    return f"clamp(width * {share}, {least}, {most})"
