"""Requests in the square of Kano, and the customers that each week of work on them would serve."""

from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.experience.requests import MOST, PICKED, clickable, code, heading
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.statistics import kano as classes
from cx.text.formatting import _, number, percent

QUARTERS = (("A", 0.0, 0.5), ("O", 0.5, 0.5), ("I", 0.0, 0.0), ("M", 0.5, 0.0))
"""The quarters of the square: letter, least displeasure without, least pleasure with."""
HALF = 0.5
EDGE = 0.7
NEAR = (0.3, 0.07)
"""Beside a point: how far its name reaches across and up."""
NARROW = 300
"""Pixels under which names stand above or below their points."""
OVER, LINE, LETTER, DOT = 0.067, 0.06, 0.0135, 0.02
"""In a narrow square: how far above its point a name stands, how tall it is, half a letter and half a point across."""


def kano(rows: pd.DataFrame, label: Callable[[str], str]) -> dict[str, pd.DataFrame]:
    """The frames of the square: `requests`, those with enough pairs of answers, and `quarters`.

    Parameters
    ----------
    rows : the answer of `cx.requests.kano`
    label : what a request is called
    """
    shown = rows[(rows["n"] >= classes.LEAST) & rows["better"].notna()]
    named = [_(classes.NAMES[kind]) if isinstance(kind, str) else _("none for certain") for kind in shown["kind"]]
    placed = pd.DataFrame(
        {
            "topic": shown["topic"].map(label),
            "code": shown["topic"].map(code),
            "without": -shown["worse"],
            "having": shown["better"],
            "better": shown["better"].map(percent),
            "worse": [percent(-worse) for worse in shown["worse"]],
            "is_named": [isinstance(kind, str) for kind in shown["kind"]],
            "named": named,
            "n": shown["n"].map(number),
            "side": [_side(row.worse, row.better, shown) for row in shown.itertuples()],
        }
    )
    placed["middle"] = placed["without"].clip(0.2, 0.8)
    placed["is_above"] = _above(placed)
    quarters = [
        {"x": x, "x2": x + HALF, "y": y, "y2": y + HALF, "letter": letter, "name": _(classes.NAMES[letter])}
        for letter, x, y in QUARTERS
    ]
    return {"requests": placed, "quarters": pd.DataFrame(quarters)}


def _side(worse: float, better: float, shown: pd.DataFrame) -> str:
    """On which side of its point a name stands: on the left where the edge or another point is near on the right."""
    right = -shown["worse"] + worse
    is_near = (right > 0) & (right < NEAR[0]) & ((shown["better"] - better).abs() < NEAR[1])
    return "left" if is_near.any() or worse < -EDGE else "right"


def _above(placed: pd.DataFrame) -> pd.Series:
    """Whether a name of a narrow square stands above its point, else below: where it is free, from left to right.

    placed : topic, without, having, and middle, where the name is centred
    """
    dots = {row.Index: (row.without, row.having, DOT) for row in placed.itertuples()}
    names: list[tuple[float, float, float]] = []
    found = pd.Series(True, index=placed.index)
    for row in placed.sort_values(["without", "topic"]).itertuples():
        reach = LETTER * len(row.topic)
        taken = [*names, *(dot for index, dot in dots.items() if index != row.Index)]
        above, below = (
            all(abs(row.middle - x) >= reach + half or abs(row.having + up - y) >= LINE for x, y, half in taken)
            for up in (OVER, -OVER)
        )
        found[row.Index] = above or not below
        names.append((row.middle, row.having + (OVER if found[row.Index] else -OVER), reach))
    return found


@identified("requests.kano")
def kano_chart(theme: str = "light", height: int = 290) -> alt.LayerChart:
    """Pleasure with a request over displeasure without it; filled: a class for certain; selection `request`.

    NamedData requests and quarters of `kano`, of which is_picked is outlined.
    """
    ink = colours(theme)
    across, up = _axes(ink)
    x, y = alt.X("without:Q", **across), alt.Y("having:Q", **up)
    shades = alt.Scale(domain=list("AOIM"), range=[ink["good"], ink["ink"], ink["muted"], ink["bad"]])
    fields = alt.Chart(alt.NamedData("quarters")).encode(alt.X("x:Q", **across), alt.Y("y:Q", **up))
    fill = fields.mark_rect(opacity=0.06).encode(
        x2="x2:Q", y2="y2:Q", color=alt.Color("letter:N", scale=shades, legend=None)
    )
    words = [
        fields.transform_filter(f"datum.x {side} 0 && datum.y {level} 0")
        .transform_calculate(at="datum.x > 0 ? 1 : 0", up="datum.y > 0 ? 1 : 0")
        .mark_text(align=align, dx=dx, dy=dy, fontSize=11, color=ink["muted"])
        .encode(x=alt.X("at:Q", **across), y=alt.Y("up:Q", **up), text="name:N")
        for side, align, dx in (("==", "left", 6), (">", "right", -6))
        for level, dy in (("==", -10), (">", 12))
    ]
    points = alt.Chart(alt.NamedData("requests")).encode(x=x, y=y)
    tip = [
        alt.Tooltip("topic:N", title=_("Request")),
        alt.Tooltip("named:N", title=_("Class")),
        alt.Tooltip("better:N", title=_("Pleased with it")),
        alt.Tooltip("worse:N", title=_("Displeased without it")),
        alt.Tooltip("n:N", title=_("People")),
    ]
    dots = (
        points.mark_point(filled=True, size=130, opacity=1, strokeWidth=2, cursor="pointer")
        .encode(
            fill=alt.condition("datum.is_named", alt.value(ink["ink"]), alt.value(ink["paper"])),
            stroke=alt.condition("datum.is_picked", alt.value(ink["text"]), alt.value(ink["ink"])),
            tooltip=tip,
        )
        .add_params(alt.selection_point(name=PICKED, fields=["code"], empty=True))
    )
    names = _names_beside(points, ink) + _names_above(points, across, ink)
    return picture(fill, *words, dots, *names, height=height, padding={"top": 22, "left": 5, "right": 5, "bottom": 5})


def _names_beside(points: alt.Chart, ink: dict[str, Any]) -> list[alt.Chart]:
    """Names on the left or right of their points, where the square is wide."""
    wide = alt.ExprRef(f"width < {NARROW} ? 0 : 1")
    return [
        points.transform_filter(f"datum.side === '{side}'")
        .mark_text(align=align, dx=dx, fontSize=11.5, limit=alt.ExprRef("width * 0.45"), opacity=wide)
        .encode(text="topic:N", color=alt.value(ink["text"]))
        for side, align, dx in (("right", "left", 10), ("left", "right", -10))
    ]


def _names_above(points: alt.Chart, across: dict[str, Any], ink: dict[str, Any]) -> list[alt.Chart]:
    """Names above or below their points, where the square is narrow."""
    narrow = alt.ExprRef(f"width < {NARROW} ? 1 : 0")
    return [
        points.transform_filter(f"{no}datum.is_above")
        .mark_text(dy=dy, fontSize=11.5, limit=alt.ExprRef("width * 0.5"), opacity=narrow)
        .encode(x=alt.X("middle:Q", **across), text="topic:N", color=alt.value(ink["text"]))
        for no, dy in (("", -14), ("!", 15))
    ]


def _axes(ink: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both sides of the square, 0 to 100 %."""
    look = {
        "format": ".0%", "values": [0, HALF, 1], "titleColor": ink["muted"], "gridColor": ink["grid"], "domain": False,
        "ticks": False, "labelColor": ink["muted"], "labelFlush": True, **LABEL,
    }  # fmt: skip
    scale = alt.Scale(domain=[0, 1], nice=False)
    names = _("displeased without it"), _("pleased with it")
    across, up = ({"axis": alt.Axis(title=name, **look), "scale": scale} for name in names)
    return across, up


# --- work --------------------------------------------------------------------------------------------------


def work(rows: pd.DataFrame, label: Callable[[str], str], state: Callable[[str], str]) -> dict[str, pd.DataFrame]:
    """The frame of the work: one row a topic with an estimate, most customers a week first.

    Parameters
    ----------
    rows : an answer of `cx.requests.ranking` by "per_week"
    label, state : what a topic and a state are called
    """
    shown = rows[rows["per_week"].notna()].head(MOST)
    weeks = [_weeks(value) for value in shown["weeks_of_work"]]
    frame = pd.DataFrame(
        {
            "topic": shown["topic"].map(label),
            "code": shown["topic"].map(code),
            "order": range(len(shown)),
            "per_week": shown["per_week"],
            "said": [f"{number(value, 1)} ({time})" for value, time in zip(shown["per_week"], weeks, strict=True)],
            "state": [
                " · ".join([state(row.state), *([row.owner] if isinstance(row.owner, str) else [])])
                for row in shown.itertuples()
            ],
            "tone": ["first" if low == 1 else "other" for low in shown["rank_low"]],
        }
    )
    return {"work": frame}


def _weeks(value: float) -> str:
    return _("1 week") if value == 1 else _("{n} weeks").format(n=number(value, 1 if value % 1 else 0))


@identified("requests.work")
def work_chart(theme: str = "light", count: int = 6, row: int = 40) -> alt.LayerChart:
    """Customers for a week of work, with the state and the owner; selection `request`. NamedData work."""
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("work"))
    names = alt.Axis(
        title=None, ticks=False, domain=False, labelColor=ink["text"], labelFontSize=12, labelPadding=8,
        labelLimit=alt.ExprRef("width < 300 ? 90 : 160"),
    )  # fmt: skip
    y = alt.Y("topic:N", sort=alt.EncodingSortField("order", op="min"), axis=names, scale=alt.Scale(padding=0.35))
    scale = alt.Scale(range=[0, alt.ExprRef("width < 300 ? width * 0.22 : width * 0.4")], domainMin=0, nice=False)
    x = alt.X("per_week:Q", scale=scale, axis=heading(_("customers per week of work"), ink))
    tip = [
        alt.Tooltip("topic:N", title=_("Request")),
        alt.Tooltip("said:N", title=_("Customers per week of work")),
        alt.Tooltip("state:N", title=_("State")),
    ]
    tone = alt.Color(
        "tone:N", legend=None, scale=alt.Scale(domain=["first", "other"], range=[ink["ink"], ink["stages"][1]])
    )
    return picture(
        base.mark_bar(cornerRadius=2).encode(x=x, y=y, color=tone),
        base.mark_text(align="left", dx=6, fontSize=11.5, color=ink["muted"]).encode(x=x, y=y, text="said:N"),
        base.mark_text(align="right", fontSize=12, color=ink["text"], limit=alt.ExprRef("width * 0.34")).encode(
            x=alt.value(alt.ExprRef("width")), y=y, text="state:N"
        ),
        clickable(base, y, ink).encode(tooltip=tip),
        height=row * count + 24,
    )
