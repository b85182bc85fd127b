"""Bars of a tile of the overview: tiers, steps of the funnel or stages, each with its figure."""

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.customers.funnel import rate_text
from cx.charts.ids import identified
from cx.charts.palette import STAGES, TIERS, colours
from cx.text.formatting import _, adding_up, number, percent, short_money

STEPS = ["Reach", "Acquire", "Retain"]
KINDS = {"tiers": TIERS, "steps": STEPS, "stages": STAGES}


def tiers(table: pd.DataFrame, currency: str) -> dict[str, pd.DataFrame]:
    """Profit of each tier that has a customer and its share, from `cx.segments.tiers`."""
    rows = table.assign(profit_share=adding_up(table["profit_share"]))[table["customers"] > 0]
    said = [
        short_money(row.profit, currency) + (f" · {percent(row.profit_share)}" if pd.notna(row.profit_share) else "")
        for row in rows.itertuples()
    ]
    names = [f"{_(row.tier)} · {number(row.customers)}" for row in rows.itertuples()]
    return _frames(rows["tier"], names, rows["profit"], said)


def stages(portfolio: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Profit of each stage that has a product, from `cx.stages.portfolio`; of an unknown whole the products."""
    rows = portfolio[portfolio["products"] > 0]
    known = bool(rows["profit_share"].notna().any())
    said = [percent(share) if known else "" for share in rows["profit_share"]]
    names = [f"{_(row.stage)} · {number(row.products)}" for row in rows.itertuples()]
    return _frames(rows["stage"], names, rows["profit"] if known else rows["products"], said)


def steps(lifecycle: pd.DataFrame, names: dict[str, str]) -> dict[str, pd.DataFrame]:
    """People of each step with its rate, from `cx.funnel.lifecycle` or `cx.funnel.untracked`."""
    said = [
        number(row.people) + (f" · {rate_text(row.rate, row.low, row.high)}" if pd.notna(row.rate) else "")
        for row in lifecycle.itertuples()
    ]
    return _frames(lifecycle["step"], [names[step] for step in lifecycle["step"]], lifecycle["people"], said)


def _frames(codes: pd.Series, names: list[str], values: pd.Series, said: list[str]) -> dict[str, pd.DataFrame]:
    return {
        "bars": pd.DataFrame(
            {"code": codes.to_list(), "name": names, "value": values.astype(float).to_list(), "said": said}
        ).assign(place=range(len(names)))
    }


@identified("home.tile")
def chart(theme: str = "light", kind: str = "tiers", height: int = 130) -> alt.LayerChart:
    """Horizontal bars with their figures on the right; NamedData bars of `tiers`, `steps` or `stages`.

    kind : of KINDS, chooses the colours
    """
    ink = colours(theme)
    shades = ink[kind] if kind != "steps" else [ink["steps"][1], ink["steps"][2], ink["steps"][4]]
    order = alt.EncodingSortField("place", op="min")
    axis = alt.Axis(title=None, ticks=False, domain=False, labelPadding=6, labelLimit=150, labelOverlap=False, **LABEL)
    base = alt.Chart(alt.NamedData("bars")).encode(y=alt.Y("name:N", sort=order, axis=axis))
    room = [0, alt.ExprRef("width - 104")]
    bars = base.mark_bar(cornerRadius=2, height=15).encode(
        x=alt.X("value:Q", axis=None, scale=alt.Scale(range=room)),
        color=alt.Color("code:N", scale=alt.Scale(domain=list(KINDS[kind]), range=shades), legend=None),
        tooltip=[alt.Tooltip("name:N", title=_("Name")), alt.Tooltip("said:N", title=_("Figure"))],
    )
    text = base.mark_text(align="right", fontSize=11.5, fontWeight=600, color=ink["text"]).encode(
        x=alt.value(alt.expr("width")), text="said:N"
    )
    return picture(bars, text, height=height)
