"""Our scores beside those of rivals: dots by attribute, and the table of all companies."""

from typing import Any

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, number, with_sign

ROW = 64
NEAR = 0.04
"""Of the width of the scores: dots nearer than this lie one above the other."""
LIFTS = (0, -17, 17, -34)
"""Pixels by which dots that lie on each other are moved up or down."""
ROOM = "(width < 460 ? 64 : 150)"
"""Pixels that the gap and its rival take on the right."""
OURS, BEST, OTHER = "ours", "best", "other"
BEHIND, AHEAD, LEVEL = "behind", "ahead", "level"
BREAK = "|"
"""Between the lines of a label."""


def signed(gap: float) -> str:
    """A gap with its sign.

    Examples
    --------
    >>> signed(-2.72), signed(0.3), signed(0.01)
    ('−2.7', '+0.3', '0.0')
    """
    return with_sign(gap, number(abs(gap), 1)) if abs(gap) >= 0.05 else number(0, 1)


def interval(low: float, high: float) -> str:
    """The ends of a gap's interval; blank without one."""
    return _("{low} to {high}").format(low=signed(low), high=signed(high)) if pd.notna(low) else ""


def initials(names: list[str]) -> dict[str, str]:
    """One or two letters for each company, no two alike.

    Examples
    --------
    >>> initials(["Nordlys Living", "Bazaar 24", "Nomad"])
    {'Nordlys Living': 'N', 'Bazaar 24': 'B', 'Nomad': 'No'}
    """
    found: dict[str, str] = {}
    for place, name in enumerate(names):
        offered = [name[:1].upper(), name[:2], "".join(word[0] for word in name.split())[:2].upper(), str(place + 1)]
        found[name] = next((one for one in offered if one not in found.values()), str(place + 1))
    return found


def tone_of(verdict: object) -> str:
    """The tone of a verdict of `cx.competitors.gaps`."""
    return str(verdict) if verdict in (BEHIND, AHEAD) else LEVEL


# --- dots by attribute -------------------------------------------------------------------------------------


def gaps(scores: pd.DataFrame, best: pd.DataFrame, ours: str, us: str) -> dict[str, pd.DataFrame]:
    """The frames of the dots: `dots` one row a company and attribute, `rows` one row an attribute.

    Parameters
    ----------
    scores : the answer of `cx.competitors.scores`
    best : of the answer of `cx.competitors.gaps`, the best rival of each attribute
    ours : the company that is ours; us : how it is written in its dot
    """
    known = scores[scores["attribute"].isin(best["attribute"])]
    short = initials(sorted(set(known["company"]) - {ours})) | {ours: us}
    label = {row.attribute: _label(row.attribute, row.importance) for row in best.itertuples()}
    rival = best.set_index("attribute")["company"]
    own = known[known["company"] == ours].set_index("attribute")["score"]
    wide = (known["score"].max() - known["score"].min()) or 1.0
    dots = []
    for attribute in best["attribute"]:
        of_attribute = known[known["attribute"] == attribute]
        of_attribute = of_attribute.sort_values("company", key=lambda names: names != ours, kind="stable")
        lifts = _lifts(of_attribute["score"].tolist(), wide)
        dots += [
            {
                "label": label[attribute], "attribute": attribute, "company": row.company, "score": row.score,
                "low": row.low, "high": row.high, "short": short[row.company], "lift": lift, "n": number(row.n),
                "tone": OURS if row.company == ours else BEST if row.company == rival[attribute] else OTHER,
                "said": number(row.score, 1), "interval": _ends(row.low, row.high),
            }
            for row, lift in zip(of_attribute.itertuples(), lifts, strict=True)
        ]  # fmt: skip
    theirs = known.set_index(["attribute", "company"])["score"]
    rows = pd.DataFrame(
        {
            "label": best["attribute"].map(label), "place": range(len(best)), "ours": best["attribute"].map(own),
            "theirs": [theirs[pair] for pair in zip(best["attribute"], best["company"], strict=True)],
            "gap": best["gap"].map(signed), "company": best["company"], "tone": best["verdict"].map(tone_of),
            "said": [f"{signed(row.gap)} {row.company}" for row in best.itertuples()],
        }
    )  # fmt: skip
    return {"dots": pd.DataFrame(dots).merge(rows[["label", "place"]], on="label"), "rows": rows}


def _label(attribute: str, importance: float) -> str:
    known = _("importance {n}").format(n=number(importance, 1)) if pd.notna(importance) else ""
    return f"{attribute}{BREAK}{known}"


def _ends(low: float, high: float) -> str:
    return _("{low} to {high}").format(low=number(low, 1), high=number(high, 1)) if pd.notna(low) else ""


def _lifts(scores: list[float], wide: float) -> list[int]:
    """By how much each dot is moved, so that those before it stay in sight."""
    placed: list[tuple[float, int]] = []
    for score in scores:
        near = {lift for other, lift in placed if abs(other - score) / wide < NEAR}
        placed.append((score, next((lift for lift in LIFTS if lift not in near), LIFTS[-1])))
    return [lift for _score, lift in placed]


@identified("competitors.gaps")
def gaps_chart(theme: str = "light", rows: int = 6, row: int = ROW) -> alt.LayerChart:
    """Scores of all companies by attribute, from ours to the best rival a bar; NamedData dots and rows of `gaps`."""
    ink = colours(theme)
    scale = alt.Scale(zero=False, nice=True, padding=14, range=[0, alt.ExprRef(f"width - {ROOM}")])
    axis = alt.Axis(
        gridColor=ink["grid"], domain=False, ticks=False, tickCount=6, labelColor=ink["muted"],
        titleColor=ink["muted"], **LABEL,
    )  # fmt: skip
    across, y = {"title": _("Mean score"), "scale": scale, "axis": axis}, _names(ink)
    whole = alt.Chart(alt.NamedData("rows")).encode(y=y)
    tones = {BEHIND: ink["bad"], AHEAD: ink["good"], LEVEL: ink["muted"]}
    tone = alt.Color("tone:N", legend=None, scale=alt.Scale(domain=list(tones), range=list(tones.values())))
    bar = whole.mark_bar(height=6, opacity=0.55, cornerRadius=3).encode(
        alt.X("ours:Q", **across), alt.X2("theirs"), color=tone
    )
    words = {"align": "right", "fontSize": 12, "fontWeight": 600}
    at_end = alt.value(alt.ExprRef("width"))
    found: alt.LayerChart = picture(
        bar,
        *_dots(across, y, ink),
        whole.transform_filter("width >= 460").mark_text(**words).encode(x=at_end, text="said:N", color=tone),
        whole.transform_filter("width < 460").mark_text(**words).encode(x=at_end, text="gap:N", color=tone),
        height=row * rows,
        padding={"top": 14, "left": 5, "right": 5, "bottom": 5},
    ).resolve_scale(color="independent")
    return found


def _names(ink: dict[str, Any]) -> alt.Y:
    axis = alt.Axis(
        title=None, ticks=False, domain=False, labelColor=ink["text"], labelFontSize=12, labelPadding=8, grid=False,
        labelLimit=alt.ExprRef("width < 300 ? 90 : 150"), labelExpr=f"split(datum.value, '{BREAK}')",
        labelLineHeight=15, labelBaseline="middle",
    )  # fmt: skip
    return alt.Y("label:N", sort=alt.EncodingSortField("place", op="min"), axis=axis)


def _dots(across: dict[str, Any], y: alt.Y, ink: dict[str, Any]) -> list[alt.Chart]:
    """The dots with the letters in them, those that lie on others moved up or down."""
    fills = {OURS: ink["ink"], BEST: ink["bad"], OTHER: ink["muted"]}
    fill = alt.Color("tone:N", legend=None, scale=alt.Scale(domain=list(fills), range=list(fills.values())))
    tip = [
        alt.Tooltip("company:N", title=_("Company")),
        alt.Tooltip("attribute:N", title=_("Attribute")),
        alt.Tooltip("said:N", title=_("Mean score")),
        alt.Tooltip("interval:N", title=_("95% CI")),
        alt.Tooltip("n:N", title=_("Respondents")),
    ]
    x, found = alt.X("score:Q", **across), []
    for lift in LIFTS:
        base = alt.Chart(alt.NamedData("dots")).transform_filter(f"datum.lift === {lift}").encode(y=y)
        found += [
            base.mark_rule(strokeWidth=1.2, yOffset=lift).encode(x=alt.X("low:Q", **across), x2="high:Q", color=fill),
            base.mark_point(filled=True, opacity=1, size=330, yOffset=lift).encode(x=x, color=fill, tooltip=tip),
            base.mark_text(fontSize=10, fontWeight=700, color=ink["paper"], dy=lift).encode(x=x, text="short:N"),
        ]
    return found


# --- the table of companies --------------------------------------------------------------------------------


def table(scores: pd.DataFrame, standing: pd.DataFrame, ours: str) -> dict[str, pd.DataFrame]:
    """The frame of the table: `cells`, a row a company and attribute, with a last column of the weighted mean.

    Parameters
    ----------
    scores, standing : the answers of `cx.competitors.scores` and `cx.competitors.standing`
    ours : the company that is ours
    """
    order = [ours, *(name for name in standing["company"] if name != ours)]
    order += sorted(set(scores["company"]) - set(order))
    ranks = scores.groupby("attribute")["score"]
    cells = scores.assign(
        tone=["best" if is_best else "worst" if is_worst else "plain" for is_best, is_worst in zip(
            scores["score"] == ranks.transform("max"), scores["score"] == ranks.transform("min"), strict=True)],
        column=scores["attribute"], interval=[_ends(row.low, row.high) for row in scores.itertuples()],
        across=pd.factorize(scores["attribute"])[0], n=scores["n"].map(number),
    )  # fmt: skip
    mean = standing.assign(tone="mean", column=_("Weighted"), interval="", across=len(scores), n="")
    columns = ["company", "column", "across", "tone", "score", "interval", "n"]
    found = pd.concat([cells[columns], mean[columns]], ignore_index=True)
    places = found["company"].map(order.index)
    weight = ["bold" if name == ours else "normal" for name in found["company"]]
    return {"cells": found.assign(place=places, said=[number(value, 1) for value in found["score"]], weight=weight)}


@identified("competitors.table")
def table_chart(theme: str = "light", rows: int = 4, row: int = 40) -> alt.LayerChart:
    """Companies against attributes: dark the best of an attribute, red the worst; NamedData cells of `table`."""
    ink = colours(theme)
    plain = {"title": None, "ticks": False, "domain": False}
    top = alt.Axis(
        orient="top", labelAngle=0, labelColor=ink["muted"], labelFontSize=11, labelLimit=alt.ExprRef("width / 8"),
        **plain,
    )  # fmt: skip
    left = alt.Axis(labelColor=ink["text"], labelFontSize=12, labelPadding=8, labelLimit=130, **plain)
    base = alt.Chart(alt.NamedData("cells")).encode(
        alt.X("column:N", sort=alt.EncodingSortField("across", op="min"), axis=top, scale=alt.Scale(paddingInner=0.05)),
        alt.Y("company:N", sort=alt.EncodingSortField("place", op="min"), axis=left, scale=alt.Scale(paddingInner=0.1)),
        tooltip=[
            alt.Tooltip("company:N", title=_("Company")),
            alt.Tooltip("column:N", title=_("Attribute")),
            alt.Tooltip("said:N", title=_("Mean score")),
            alt.Tooltip("interval:N", title=_("95% CI")),
            alt.Tooltip("n:N", title=_("Respondents")),
        ],
    )
    tones = ["best", "worst", "plain", "mean"]
    fill = alt.Color(
        "tone:N", legend=None, scale=alt.Scale(domain=tones, range=[ink["ink"], ink["bad"], ink["ink"], ink["paper"]])
    )
    strength = alt.condition("datum.tone == 'best'", alt.value(1), alt.value(0.13))
    words = alt.condition("datum.tone == 'best'", alt.value(ink["paper"]), alt.value(ink["text"]))
    text = base.mark_text(fontSize=12.5, fontWeight=600)
    return picture(
        base.mark_rect(cornerRadius=4).encode(color=fill, fillOpacity=strength),
        text.encode(text="said:N", color=words),
        height=row * rows,
    )
