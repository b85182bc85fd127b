"""Promise beside experience by subject, promises kept by kind, and what became of claims."""

from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, number, percent, points, with_sign

WIDE = 540
"""Pixels from which the pictures of gaps have room for importance and intervals."""
ROOM = f"(width < {WIDE} ? 48 : 208)"
"""Pixels that the figures of a gap take on the right."""
KEPT_ROOM, CLAIMS_ROOM = 48, 84


def signed(value: float) -> str:
    """A gap with its sign.

    >>> signed(-1.73), signed(0.58), signed(0.01)
    ('−1.7', '+0.6', '0.0')
    """
    return with_sign(value, number(abs(value), 1)) if abs(value) >= 0.05 else number(0, 1)


# --- gaps --------------------------------------------------------------------------------------------------


def gaps(rows: pd.DataFrame, code: Callable[[str], str]) -> dict[str, pd.DataFrame]:
    """The frames of the gaps: `gaps` one row a subject, in the order given, and `heads` over the figures.

    Parameters
    ----------
    rows : of the answer of `cx.promises.gaps`
    code : what a click on a subject reports
    """
    known = rows[rows["promise"].notna() & rows["experienced"].notna()].reset_index(drop=True)
    frame = known[["subject", "promise", "expectation", "experienced"]].assign(
        code=known["subject"].map(code),
        place=range(len(known)),
        tone=known["verdict"].fillna("none"),
        importance=[_or_blank(value) for value in known["importance"]],
        gap=[signed(value) if pd.notna(value) else "" for value in known["gap"]],
        interval=[_interval(low, high) for low, high in zip(known["gap_low"], known["gap_high"], strict=True)],
        n=known["gap_n"].map(number),
        promised=[number(value, 1) for value in known["promise"]],
        expected=[_or_blank(value) for value in known["expectation"]],
        given=[number(value, 1) for value in known["experienced"]],
        change=[_interval_of_change(row) for row in known.itertuples()],
    )
    heads = pd.DataFrame(
        [(-150, _("importance"), True), (-104, _("gap"), True), (0, _("95% CI"), True), (0, _("gap"), False)],
        columns=["right", "text", "is_wide"],
    )
    return {"gaps": frame, "heads": heads}


def _or_blank(value: float) -> str:
    return number(value, 1) if pd.notna(value) else ""


def _interval(low: float, high: float) -> str:
    return _("{low} to {high}").format(low=signed(low), high=signed(high)) if pd.notna(low) else ""


def _interval_of_change(row: Any) -> str:
    if pd.isna(row.change):
        return _("n/a")
    return f"{signed(row.change)} ({_interval(row.change_low, row.change_high)})"


@identified("promises.gaps")
def gaps_chart(theme: str = "light", rows: int = 8, row: int = 31) -> alt.LayerChart:
    """Promised a tick, expected a diamond, experienced a dot; selection `gap`. NamedData gaps, is_picked, and heads."""
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("gaps")).encode(y=_subjects(ink), tooltip=_gap_tip())
    scale = alt.Scale(zero=False, nice=False, padding=10, range=[0, alt.ExprRef(f"width - {ROOM}")])
    axis = alt.Axis(gridColor=ink["grid"], domain=False, ticks=False, tickCount=5, labelColor=ink["muted"], **LABEL)
    tones = {"short": ink["bad"], "ahead": ink["good"], "none": ink["ink"]}
    tone = alt.Color("tone:N", legend=None, scale=alt.Scale(domain=list(tones), range=list(tones.values())))
    x = {name: alt.X(f"{name}:Q", title=None, scale=scale, axis=axis) for name in ("promise", "expectation")}
    at = alt.X("experienced:Q", title=None, scale=scale, axis=axis)
    texts = {"align": "right", "fontSize": 12}
    return picture(
        base.mark_bar(height=11, opacity=0.26).encode(at, alt.X2("promise"), color=tone),
        base.mark_tick(thickness=3, size=19, color=ink["text"]).encode(x["promise"]),
        base.mark_point(shape="diamond", size=75, filled=True, opacity=1, fill=ink["paper"], stroke=ink["muted"])
        .encode(x["expectation"], strokeWidth=alt.value(1.4)),
        base.mark_point(filled=True, size=125, opacity=1).encode(at, color=tone),
        base.transform_filter(f"width >= {WIDE}").mark_text(**texts, color=ink["text"], dx=-150)
        .encode(x=alt.value(alt.ExprRef("width")), text="importance:N"),
        base.mark_text(align="right", fontSize=12.5, fontWeight=700, dx=alt.ExprRef(f"width < {WIDE} ? 0 : -104"))
        .encode(x=alt.value(alt.ExprRef("width")), text="gap:N", color=tone),
        base.transform_filter(f"width >= {WIDE}").mark_text(align="right", fontSize=11, color=ink["muted"])
        .encode(x=alt.value(alt.ExprRef("width")), text="interval:N"),
        *_heads(ink),
        _over(base, "gap", ink),
        height=row * rows,
        padding={"top": 22, "left": 5, "right": 5, "bottom": 5},
    )  # fmt: skip


def _subjects(ink: dict[str, Any]) -> alt.Y:
    axis = alt.Axis(
        title=None, ticks=False, domain=False, labelColor=ink["text"], labelLimit=alt.ExprRef("width < 300 ? 90 : 150"),
        labelPadding=8, labelFontSize=12,
    )  # fmt: skip
    return alt.Y("subject:N", sort=alt.EncodingSortField("place", op="min"), axis=axis)


def _gap_tip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("subject:N", title=_("Subject")),
        alt.Tooltip("promised:N", title=_("Promised")),
        alt.Tooltip("expected:N", title=_("Expected")),
        alt.Tooltip("given:N", title=_("Experienced")),
        alt.Tooltip("gap:N", title=_("Gap")),
        alt.Tooltip("interval:N", title=_("95% CI")),
        alt.Tooltip("n:N", title=_("Customers")),
        alt.Tooltip("change:N", title=_("Against the study before")),
    ]


def _heads(ink: dict[str, Any]) -> list[alt.Chart]:
    """What the columns of figures are, where there is room for them."""
    heads = alt.Chart(alt.NamedData("heads"))
    return [
        heads.transform_filter(f"(width >= {WIDE}) == datum.is_wide && datum.right == {right}")
        .mark_text(align="right", baseline="bottom", fontSize=10.5, color=ink["muted"], dx=right, dy=-3)
        .encode(x=alt.value(alt.ExprRef("width")), y=alt.value(0), text="text:N")
        for right in (-150, -104, 0)
    ]


def _over(base: alt.Chart, selection: str, ink: dict[str, Any]) -> alt.Chart:
    """What takes the clicks of a row, and frames the one that is picked."""
    found: alt.Chart = (
        base.mark_rect(fillOpacity=0.001, cursor="pointer", cornerRadius=3, stroke=ink["ink"], strokeWidth=1.5)
        .encode(
            x=alt.value(0),
            x2=alt.value(alt.ExprRef("width")),
            strokeOpacity=alt.condition("datum.is_picked", alt.value(1), alt.value(0)),
        )
        .add_params(alt.selection_point(name=selection, fields=["code"], empty=True))
    )
    return found


# --- promises kept -----------------------------------------------------------------------------------------


def kept(rows: pd.DataFrame, name: Callable[[str], str], code: Callable[[str], str]) -> dict[str, pd.DataFrame]:
    """The frame of the promises kept: one row a kind with promises due, in the order given.

    Parameters
    ----------
    rows : the answer of `cx.promises.kept`
    name, code : what a kind is called, and what a click on it reports
    """
    known = rows[rows["due"] > 0].reset_index(drop=True)
    frame = known[["rate", "low", "high"]].assign(
        name=known["kind"].map(name),
        code=known["kind"].map(code),
        place=range(len(known)),
        whole=1.0,
        tone=known["verdict"].fillna("none"),
        said=known["rate"].map(percent),
        interval=[points(low, high) for low, high in zip(known["low"], known["high"], strict=True)],
        due=[_("{n} due").format(n=number(n)) for n in known["due"]],
        open=[_("{n} not due yet").format(n=number(n)) for n in known["open"]],
        late=known["late"].map(number),
    )
    return {"kept": frame}


@identified("promises.kept")
def kept_chart(theme: str = "light", rows: int = 5, row: int = 52) -> alt.LayerChart:
    """Bars of the promises kept in time, of those due, with intervals; selection `kind`. NamedData kept, is_picked."""
    ink = colours(theme)
    tones = {"lower": ink["bad"], "higher": ink["good"], "none": ink["ink"]}
    tone = alt.Color("tone:N", legend=None, scale=alt.Scale(domain=list(tones), range=list(tones.values())))
    scale = alt.Scale(domain=[0, 1], nice=False, range=[0, alt.ExprRef(f"width - {KEPT_ROOM}")])
    base = alt.Chart(alt.NamedData("kept")).encode(
        y=alt.Y("name:N", sort=alt.EncodingSortField("place", op="min"), axis=None),
        tooltip=[
            alt.Tooltip("name:N", title=_("Promise")),
            alt.Tooltip("said:N", title=_("Kept in time")),
            alt.Tooltip("interval:N", title=_("95% CI")),
            alt.Tooltip("due:N", title=_("Promises")),
            alt.Tooltip("late:N", title=_("Missed")),
            alt.Tooltip("open:N", title=_("Open")),
        ],
    )
    bars = {"height": 13, "cornerRadius": 3, "yOffset": 7}
    above = {"dy": -9, "fontSize": 12}
    return picture(
        base.mark_bar(**bars, color=ink["track"]).encode(alt.X("whole:Q", axis=None, scale=scale)),
        base.mark_bar(**bars).encode(alt.X("rate:Q", axis=None, scale=scale), color=tone),
        base.mark_rule(strokeWidth=1.8, color=ink["text"], yOffset=7).encode(
            alt.X("low:Q", axis=None, scale=scale), alt.X2("high")
        ),
        base.mark_text(align="left", fontWeight=600, color=ink["text"], **above).encode(x=alt.value(0), text="name:N"),
        base.mark_text(align="right", color=ink["muted"], **{**above, "fontSize": 11}).encode(
            x=alt.value(alt.ExprRef(f"width - {KEPT_ROOM}")), text="due:N"
        ),
        base.mark_text(align="right", fontSize=13, fontWeight=700, dy=7).encode(
            x=alt.value(alt.ExprRef("width")), text="said:N", color=tone
        ),
        _over(base, "kind", ink),
        height=row * rows,
        padding={"top": 5, "left": 5, "right": 5, "bottom": 5},
    )


# --- claims ------------------------------------------------------------------------------------------------


def claims(found: pd.DataFrame, names: dict[str, str], code: Callable[[str], str]) -> dict[str, pd.DataFrame]:
    """The frame of the claims: one row a step, `due`, `answered` and `honoured`.

    Parameters
    ----------
    found : the answer of `cx.promises.guarantees`
    names : what each step is called, in order
    code : what a click on it reports
    """
    row = found.iloc[0]
    counts = [int(row[step]) for step in names]
    whole = max(counts[0], 1)
    frame = pd.DataFrame(
        {
            "step": list(names),
            "name": list(names.values()),
            "code": [code(step) for step in names],
            "place": range(len(names)),
            "claims": counts,
            "share": [percent(n / whole) if place else "" for place, n in enumerate(counts)],
            "said": [f"{number(n)} · {percent(n / whole)}" if place else number(n) for place, n in enumerate(counts)],
        }
    )
    return {"claims": frame}


@identified("promises.claims")
def claims_chart(theme: str = "light", rows: int = 3, row: int = 58) -> alt.LayerChart:
    """A bar a step of the claims on guarantees; selection `claim`. NamedData claims, is_picked."""
    ink = colours(theme)
    scale = alt.Scale(zero=True, nice=False, range=[0, alt.ExprRef(f"width - {CLAIMS_ROOM}")])
    x = alt.X("claims:Q", axis=None, scale=scale)
    steps = ["due", "answered", "honoured"]
    tone = alt.Color(
        "step:N", legend=None, scale=alt.Scale(domain=steps, range=[ink["steps"][1], ink["steps"][2], ink["good"]])
    )
    base = alt.Chart(alt.NamedData("claims")).encode(
        y=alt.Y("name:N", sort=alt.EncodingSortField("place", op="min"), axis=None),
        tooltip=[
            alt.Tooltip("name:N", title=_("Claims")),
            alt.Tooltip("said:N", title=_("Number")),
            alt.Tooltip("share:N", title=_("Share of the claims due")),
        ],
    )
    return picture(
        base.mark_bar(height=22, cornerRadius=3, yOffset=9).encode(
            alt.X("claims:Q", axis=None, scale=scale), color=tone
        ),
        base.mark_text(align="left", fontWeight=600, fontSize=12, dy=-11, color=ink["text"]).encode(
            x=alt.value(0), text="name:N"
        ),
        base.mark_text(align="left", dx=6, dy=9, fontSize=13, fontWeight=700, color=ink["text"]).encode(
            x, text="said:N"
        ),
        _over(base, "claim", ink),
        height=row * rows,
        padding={"top": 5, "left": 5, "right": 5, "bottom": 5},
    )
