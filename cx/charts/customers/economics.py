"""Cost to keep against cost to win, and what one percent of each lever adds to the value of a new customer."""

from typing import Any

import altair as alt
import pandas as pd

from cx.charts import picture
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import percent

WIN, KEEP = "win", "keep"
ROW = 50
ENDS = 64
"""Pixels right of the longest bar, for the figure beside it."""


def sides(
    table: pd.DataFrame, names: dict[str, tuple[str, str]], costs: list[str], brought: list[str]
) -> dict[str, pd.DataFrame]:
    """The bars of both sides, what one of their people cost and what a unit of spend brought: each on its own scale.

    Parameters
    ----------
    table : the answer of `cx.economics.keep_and_win`
    names : side -> what its cost is called and what its contribution is called, each of one or two lines
    costs, brought : the figures beside the bars, one a side

    Examples
    --------
    >>> rows = {"side": ["win", "keep"], "cost": [100.0, 40.0], "low": [90.0, 38.0], "high": [110.0, 42.0]}
    >>> names = {"win": ("Win one", "Winning"), "keep": ("Keep one", "Keeping")}
    >>> found = sides(pd.DataFrame(rows).assign(per_unit=[2.0, 8.0]), names, ["$100", "$40"], ["$2", "$8"])["sides"]
    >>> found[["label", "length", "reach"]].round(3).values.tolist()[:3]
    [['0|Win one', 0.909, 1.0], ['1|Keep one', 0.364, 0.382], ['2|Winning', 0.25, 0.25]]
    """
    most = max(table[["cost", "high"]].max().max(), 0.0) or 1.0
    best = max(table["per_unit"].abs().max(), 0.0) or 1.0
    rows: list[dict[str, Any]] = []
    for figure, said, largest in (("cost", costs, most), ("per_unit", brought, best)):
        for row, text in zip(table.to_dict("records"), said, strict=True):
            is_cost = figure == "cost"
            length = row[figure] / largest
            low, high = (row["low"] / largest, row["high"] / largest) if is_cost else (length, length)
            ends = [end for end in (length, high) if pd.notna(end)]
            label = f"{len(rows)}|{names[row['side']][0 if is_cost else 1]}"
            rows.append(
                {
                    "label": label, "order": len(rows), "side": row["side"], "length": length, "low": low, "high": high,
                    "reach": max([0.0, *ends]), "text": text,
                }
            )  # fmt: skip
    return {"sides": pd.DataFrame(rows)}


@identified("economics.sides")
def sides_chart(theme: str = "light", row: int = ROW) -> alt.LayerChart:
    """Cost of winning and of keeping a customer, and what a unit of spend brought. NamedData sides of `sides`."""
    ink = colours(theme)
    tones = alt.Scale(domain=[WIN, KEEP], range=[ink["bad"], ink["ink"]])
    base = alt.Chart(alt.NamedData("sides")).encode(_names(ink))
    x = _across(alt.Scale(nice=False, zero=True, range=[0, alt.ExprRef(f"width - {ENDS}")]))
    bars = [
        base.transform_filter(f"datum.order {which} 2")
        .mark_bar(cornerRadiusEnd=3, height=height)
        .encode(x("length"), alt.Color("side:N", scale=tones, legend=None))
        for which, height in (("<", 30), (">=", 20))
    ]
    return picture(*bars, _intervals(base, x, ink), *_figures(base, x, ink), height=row * 4)


def levers(effects: pd.DataFrame, names: dict[str, str]) -> dict[str, pd.DataFrame]:
    """The bars of the levers, with the diamonds of the paper.

    Parameters
    ----------
    effects : of `cx.economics.levers`: lever, effect, low, high, paper
    names : what each lever is called

    Examples
    --------
    >>> rows = {"lever": ["retention"], "effect": [0.025], "low": [0.024], "high": [0.03], "paper": [0.05]}
    >>> levers(pd.DataFrame(rows), {"retention": "Keep 1% more"})["levers"][["label", "reach", "text"]].values.tolist()
    [['0|Keep 1% more', 0.03, '+2.5%']]
    """
    rows = effects.assign(
        order=range(len(effects)),
        label=[f"{place}|{names[lever]}" for place, lever in enumerate(effects["lever"])],
        reach=effects[["effect", "high"]].max(axis=1).fillna(0),
        text=["" if pd.isna(effect) else f"+{percent(effect, 1)}" for effect in effects["effect"]],
    )
    return {"levers": rows}


@identified("economics.levers")
def levers_chart(theme: str = "light", row: int = 46) -> alt.LayerChart:
    """What 1 % of each lever adds, with its interval; diamond: the paper. NamedData levers of `levers`."""
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("levers")).encode(_names(ink))
    x = _across(alt.Scale(nice=False, zero=True, range=[0, alt.ExprRef(f"width - {ENDS}")]))
    bars = base.mark_bar(cornerRadiusEnd=3, height=24).encode(
        x("effect"),
        alt.Color(
            "order:O", scale=alt.Scale(domain=[0, 1, 2], range=[ink["ink"], ink["steps"][2], ink["steps"][2]]),
            legend=None,
        ),
    )  # fmt: skip
    paper = base.mark_point(
        shape="diamond", filled=True, size=130, fill=ink["paper"], stroke=ink["muted"], strokeWidth=1.6, opacity=1
    ).encode(x("paper"))
    return picture(bars, _intervals(base, x, ink), paper, *_figures(base, x, ink), height=row * 3)


def _names(ink: dict[str, Any]) -> alt.Y:
    """Names of the rows in their order, each of one or two lines after its place."""
    axis = alt.Axis(
        title=None, ticks=False, domain=False, labelColor=ink["text"], labelFontSize=12, labelLimit=150,
        labelLineHeight=15, labelPadding=8, labelExpr="split(slice(datum.label, indexof(datum.label, '|') + 1), '\\n')",
    )  # fmt: skip
    return alt.Y("label:N", sort=alt.EncodingSortField("order", op="min"), axis=axis)


def _across(scale: alt.Scale) -> Any:
    """A field on the scale of the bars."""
    return lambda field: alt.X(f"{field}:Q", axis=None, scale=scale)


def _intervals(base: alt.Chart, x: Any, ink: dict[str, Any]) -> alt.Chart:
    known = base.transform_filter("isValid(datum.low) && isValid(datum.high) && datum.high > datum.low")
    lines: alt.Chart = known.mark_rule(strokeWidth=1.6, color=ink["text"]).encode(x("low"), alt.X2("high"))
    return lines


def _figures(base: alt.Chart, x: Any, ink: dict[str, Any]) -> list[alt.Chart]:
    """The figure beside each bar; it has a rim, as the diamond of a paper may lie beneath it."""
    text = base.mark_text(align="left", dx=8, fontSize=12.5, fontWeight=600, color=ink["text"])
    rim = base.mark_text(
        align="left", dx=8, fontSize=12.5, fontWeight=600, stroke=ink["paper"], strokeWidth=4, color=ink["paper"]
    )
    return [layer.encode(x("reach"), alt.Text("text:N")) for layer in (rim, text)]
