"""Importance of attributes against our score less that of the best rival: what to learn, what to defend."""

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.experience.label_places import beside
from cx.charts.ids import identified
from cx.charts.market.competitors import AHEAD, BEHIND, LEVEL, interval, signed, tone_of
from cx.charts.palette import colours
from cx.text.formatting import _, number


def weighed(best: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The frames of the square: `attributes`, one row each that has an importance, `sides` and `names` of the sides.

    Parameters
    ----------
    best : of the answer of `cx.competitors.gaps`, the best rival of each attribute
    """
    known = best[best["importance"].notna()].reset_index(drop=True)
    low, high = known["low"].fillna(known["gap"]), known["high"].fillna(known["gap"])
    places = beside(
        known["attribute"].tolist(), known["gap"].tolist(), known["importance"].tolist(), (low.tolist(), high.tolist())
    )
    frame = known[["attribute", "company", "importance", "gap"]].assign(
        low=low,
        high=high,
        tone=known["verdict"].map(tone_of),
        is_left=[is_left for is_left, _up in places],
        name_at=[up for _is_left, up in places],
        said=known["gap"].map(signed),
        interval=[interval(row.low, row.high) for row in known.itertuples()],
        weight=[number(value, 1) for value in known["importance"]],
        n=known["n"].map(number),
    )
    reach = max(float(low.abs().max()), float(high.abs().max()), 1.0) * 1.1
    sides = pd.DataFrame([(-reach, 0.0, BEHIND), (0.0, reach, AHEAD)], columns=["from", "to", "tone"])
    return {"attributes": frame, "sides": sides}


@identified("competitors.weighed")
def weighed_chart(theme: str = "light", height: int = 380) -> alt.LayerChart:
    """Importance over our score less that of the best rival; left: learn, right: defend; NamedData of `weighed`."""
    ink = colours(theme)
    tones = {BEHIND: ink["bad"], AHEAD: ink["good"], LEVEL: ink["muted"]}
    tone = alt.Color("tone:N", legend=None, scale=alt.Scale(domain=list(tones), range=list(tones.values())))
    plain = {"domain": False, "ticks": False, "labelColor": ink["muted"], "titleColor": ink["muted"], **LABEL}
    scale = alt.Scale(nice=False, zero=False)
    axis = alt.Axis(grid=False, tickCount=6, **plain)
    across = {"title": _("We less the best rival"), "scale": scale, "axis": axis}
    x = alt.X("gap:Q", **across)
    up = {
        "title": _("Importance"), "scale": alt.Scale(zero=False, nice=True, padding=22),
        "axis": alt.Axis(gridColor=ink["grid"], tickCount=5, **plain),
    }  # fmt: skip
    sides = alt.Chart(alt.NamedData("sides"))
    fill = sides.mark_rect(opacity=0.08).encode(alt.X("from:Q", **across), alt.X2("to"), color=tone)
    corners = [
        sides.transform_filter(f"datum.tone == '{side}'")
        .mark_text(align=align, baseline="bottom", dx=dx, dy=-6, fontSize=11.5, fontWeight=700)
        .encode(alt.X(f"{end}:Q", **across), y=alt.value(alt.ExprRef("height")), text=alt.value(words), color=tone)
        for side, align, dx, end, words in (
            (BEHIND, "left", 6, "from", _("learn from them")),
            (AHEAD, "right", -6, "to", _("defend")),
        )
    ]
    base = alt.Chart(alt.NamedData("attributes"))
    tip = [
        alt.Tooltip("attribute:N", title=_("Attribute")),
        alt.Tooltip("company:N", title=_("Best rival")),
        alt.Tooltip("said:N", title=_("We less the best rival")),
        alt.Tooltip("interval:N", title=_("95% CI")),
        alt.Tooltip("weight:N", title=_("Importance")),
        alt.Tooltip("n:N", title=_("Respondents")),
    ]
    lines = base.mark_rule(strokeWidth=1.6).encode(
        alt.X("low:Q", **across), alt.X2("high"), alt.Y("importance:Q", **up), color=tone
    )
    dots = base.mark_point(filled=True, size=120, opacity=1).encode(
        x, alt.Y("importance:Q", **up), color=tone, tooltip=tip
    )
    names = [
        base.transform_filter("datum.is_left" if is_left else "!datum.is_left")
        .mark_text(align=align, dx=dx, fontSize=12, color=ink["text"])
        .encode(x, alt.Y("name_at:Q", **up), text="attribute:N")
        for is_left, align, dx in ((True, "right", -12), (False, "left", 12))
    ]
    return picture(fill, *corners, lines, dots, *names, height=height)
