"""Whom customers left for: the shares of those who said why, with intervals."""

from collections.abc import Callable

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, number, percent, points


def left_for(rows: pd.DataFrame, name: Callable[[str], str]) -> dict[str, pd.DataFrame]:
    """The frame of whom customers left for: `rivals`, one row each.

    Parameters
    ----------
    rows : the answer of `cx.competitors.left_for`
    name : what a company is called, "" for one without a name
    """
    frame = rows[["share", "low", "high"]].assign(
        company=rows["company"].map(name),
        place=range(len(rows)),
        customers=rows["customers"].map(number),
        said=[f"{number(row.customers)} · {percent(row.share)}" for row in rows.itertuples()],
        interval=[points(low, high) for low, high in zip(rows["low"], rows["high"], strict=True)],
    )
    return {"rivals": frame}


@identified("competitors.left_for")
def left_for_chart(theme: str = "light", rows: int = 3, row: int = 38) -> alt.LayerChart:
    """Bars of the customers who left for each competitor, with intervals; NamedData rivals of `left_for`."""
    ink = colours(theme)
    axis = alt.Axis(
        format=".0%", gridColor=ink["grid"], domain=False, ticks=False, tickCount=5, labelColor=ink["muted"],
        titleColor=ink["muted"], **LABEL,
    )  # fmt: skip
    scale = alt.Scale(zero=True, nice=True, range=[0, alt.ExprRef("width - 70")])
    names = alt.Axis(title=None, ticks=False, domain=False, labelColor=ink["text"], labelFontSize=12, labelLimit=150)
    base = alt.Chart(alt.NamedData("rivals")).encode(
        y=alt.Y("company:N", sort=alt.EncodingSortField("place", op="min"), axis=names),
        tooltip=[
            alt.Tooltip("company:N", title=_("Company")),
            alt.Tooltip("customers:N", title=_("Customers")),
            alt.Tooltip("interval:N", title=_("95% CI")),
        ],
    )
    title = _("of the customers who said why they left")
    return picture(
        base.mark_bar(height=16, cornerRadius=3, color=ink["ink"]).encode(
            x=alt.X("share:Q", title=title, axis=axis, scale=scale)
        ),
        base.mark_rule(strokeWidth=1.6, color=ink["text"]).encode(
            x=alt.X("low:Q", title=title, axis=axis, scale=scale), x2="high:Q"
        ),
        base.mark_text(align="right", fontSize=12, fontWeight=600, color=ink["text"]).encode(
            x=alt.value(alt.ExprRef("width")), text="said:N"
        ),
        height=row * rows + 55,
    )
