"""Is it better than before, and what does one customer cost? Two pictures of the lifecycle funnel."""

from collections.abc import Callable

import altair as alt
import pandas as pd

from cx.charts import picture
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.statistics.intervals import ENOUGH_TO_RANK
from cx.text.formatting import _, number, percent, points

ROW = 74
COST_ROW = 36
SHARE = 0.45
"""Of a column's width, what its longest bar takes: the rest is for the amount."""


# --- the period before -------------------------------------------------------------------------------------


def before(beside: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The frame `rates`: a row a step and period with its interval; `row` is the step and its verdict in words.

    Parameters
    ----------
    beside : of `cx.customers.funnel.time_and_cost.before`

    Notes
    -----
    A rate that is not known yet has no mark.
    """
    now = beside[["step", "rate", "low", "high", "people", "eligible"]].assign(when="now")
    then = beside[["step"]].assign(when="before")
    for name in ("rate", "low", "high", "people", "eligible"):
        then[name] = beside[f"{name}_before"]
    rows = pd.concat([now, then], ignore_index=True)
    rows = rows[rows["rate"].notna()].reset_index(drop=True)
    names = {"now": _("this period"), "before": _("before")}
    rows["text"] = [
        _("{share}  {when}, {n} of {all}").format(
            share=percent(row.rate, 1 if 0 < row.rate < 0.095 else 0),
            when=names[row.when],
            n=number(row.people),
            all=number(row.eligible),
        )
        for row in rows.itertuples()
    ]
    rows["interval"] = [points(low, high, 1) for low, high in zip(rows["low"], rows["high"], strict=True)]
    rows["is_small"] = rows["eligible"] < ENOUGH_TO_RANK
    verdicts = beside.set_index("step")["verdict"].map(_)
    rows["row"] = [f"{name}\n{verdicts[step]}" for step, name in zip(rows["step"], rows["step"].map(_), strict=True)]
    far = rows["high"] > rows["high"].max() * 0.6  # there the words stand on the left, where there is room
    rows["end"] = rows["low"].where(far, rows["high"])
    rows["is_far"] = far
    return {"rates": rows}


@identified("funnel.before")
def before_chart(theme: str = "light", steps: int = 2) -> alt.LayerChart:
    """A step a row: this period's rate filled, the one before hollow, each on its interval. NamedData of `before`."""
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("rates"))
    side = alt.Axis(
        title=None,
        ticks=False,
        domain=False,
        labelFontSize=12.5,
        labelColor=ink["text"],
        labelLineHeight=17,
        labelExpr="split(datum.label, '\\n')",
        labelPadding=10,
    )
    y = alt.Y("row:N", sort=None, axis=side, scale=alt.Scale(paddingInner=0.25, paddingOuter=0.05))
    aside = alt.YOffset("when:N", sort=["now", "before"])
    axis = alt.Axis(format="%", tickCount=5, gridColor=ink["grid"], domain=False, ticks=False, title=None)
    x = alt.X("rate:Q", axis=axis, scale=alt.Scale(zero=True, padding=6))
    shade = alt.condition("datum.when === 'now'", alt.value(ink["ink"]), alt.value(ink["muted"]))
    fill = alt.condition("datum.when === 'now'", alt.value(ink["ink"]), alt.value(ink["paper"]))
    tip = [
        alt.Tooltip("step:N", title=_("Step")),
        alt.Tooltip("text:N", title=_("Rate")),
        alt.Tooltip("interval:N", title=_("95% interval")),
    ]
    layers = [
        base.mark_rule(strokeWidth=5, opacity=0.28).encode(
            x=alt.X("low:Q", title=None), x2="high:Q", y=y, yOffset=aside, color=shade
        ),
        base.mark_point(size=110, strokeWidth=2, opacity=1).encode(
            x=x, y=y, yOffset=aside, stroke=shade, fill=fill, tooltip=tip
        ),
        *(
            base.transform_filter(side)
            .mark_text(align=align, dx=dx, fontSize=12, color=ink["text"])
            .encode(x=alt.X("end:Q", title=None), y=y, yOffset=aside, text="text:N")
            for side, align, dx in (("datum.is_far", "right", -10), ("!datum.is_far", "left", 10))
        ),
    ]
    return picture(*layers, height=ROW * steps + 30)


# --- what one costs ----------------------------------------------------------------------------------------


def costs(
    found: pd.DataFrame, names: dict[str, str], everybody: str, money: Callable[[float], str]
) -> dict[str, pd.DataFrame]:
    """The frame `bars`: a row a channel and step, its bar from `left` to `right` within the column of its step.

    Parameters
    ----------
    found : of `cx.customers.funnel.time_and_cost.costs`
    names : step -> the column's words
    money : an amount in words

    Notes
    -----
    Bars are as long as the amount within their column. A cost of fewer than 30 people is pale; one that is not known
    has no bar. Channels run from the cheapest to win to the dearest, the small ones after them, everybody first.
    """
    rows = found.assign(group=found["group"].fillna(everybody))
    spent = rows[(rows["step"] == "Reach") & (rows["spend"] > 0)]["group"]
    rows = rows[rows["group"].isin(spent)].reset_index(drop=True)
    place = {step: at for at, step in enumerate(names)}
    rows["left"] = rows["step"].map(place).astype(float)
    rows["right"] = rows["left"] + SHARE * rows["cost"] / rows.groupby("step")["cost"].transform("max")
    rows["is_small"] = rows["people"] < ENOUGH_TO_RANK
    rows["text"] = [money(cost) if pd.notna(cost) else "–" for cost in rows["cost"]]
    rows["at"] = rows["right"].fillna(rows["left"])
    won = rows[rows["step"] == "Acquire"].set_index("group")
    key = won["cost"].where(~won["is_small"], won["cost"].max() + won["cost"]).fillna(float("inf"))
    key[everybody] = -1.0
    rows["order"] = rows["group"].map(key.rank(method="first"))
    heads = pd.DataFrame({"left": list(place.values()), "text": list(names.values())}, dtype=object)
    return {"bars": rows.drop(columns="until"), "heads": heads.astype({"left": float})}


@identified("funnel.costs")
def costs_chart(theme: str = "light", channels: int = 5) -> alt.LayerChart:
    """Channels against what one reached, won and kept costs. NamedData of `costs`; channels : how many rows."""
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("bars"))
    side = alt.Axis(
        title=None,
        ticks=False,
        domain=False,
        labelFontSize=12,
        labelLimit=140,
        labelPadding=8,
        labelColor=ink["text"],
    )
    y = alt.Y("group:N", sort=alt.EncodingSortField("order", op="min"), axis=side)
    scale = alt.Scale(domain=[0, 3], nice=False)
    x = alt.X("left:Q", axis=None, scale=scale)
    tip = [
        alt.Tooltip("group:N", title=_("Channel")),
        alt.Tooltip("text:N", title=_("Cost per person")),
        alt.Tooltip("people:Q", title=_("People"), format=","),
        alt.Tooltip("spend:Q", title=_("Spend"), format=",.0f"),
    ]
    pale = alt.condition("datum.is_small", alt.value(0.35), alt.value(1))
    paler = alt.condition("datum.is_small", alt.value(0.65), alt.value(1))
    layers = [
        base.mark_bar(cornerRadius=3, height={"band": 0.62}, color=ink["ink"]).encode(
            x=x, x2="right:Q", y=y, opacity=pale, tooltip=tip
        ),
        base.mark_text(align="left", dx=6, fontSize=12, fontWeight=600, color=ink["text"]).encode(
            x=alt.X("at:Q", axis=None, scale=scale), y=y, text="text:N", opacity=paler
        ),
        alt.Chart(alt.NamedData("heads"))
        .mark_text(align="left", baseline="bottom", dy=-8, fontSize=12, color=ink["muted"])
        .encode(x=x, y=alt.value(0), text="text:N"),
    ]
    return picture(*layers, height=COST_ROW * channels + 26)
