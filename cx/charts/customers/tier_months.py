"""A tier's profit by month: bars on a zero line, small enough for a card."""

import altair as alt

from cx.charts import layered
from cx.charts.ids import identified
from cx.charts.palette import TIERS, colours
from cx.text.formatting import _

LARGE = "width > 400 ? {size} : 0"
"""A size that only a picture of a slide has: on a card there is room for the bars alone."""


@identified("segments.tier_months", over_time="label")
def bars(theme: str, tier: str, currency: str = "") -> alt.LayerChart:
    """Profit of one tier by month. NamedData months: place, profit (money), label, text, short, top.

    Notes
    -----
    place counts the months, label is the first day of the month in words, text and short the money in words, top the
    profit, at least 0, where it is written. `place` orders them by its minimum, as annotations have it too.
    """
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("months")).encode(
        alt.X(
            "label:O",
            sort=alt.EncodingSortField("place", op="min"),
            scale=alt.Scale(paddingInner=0.25, paddingOuter=0.05),
            axis=alt.Axis(
                title=None,
                ticks=False,
                domain=False,
                labelAngle=0,
                labelColor=ink["muted"],
                labelFontSize=alt.ExprRef(LARGE.format(size=12)),
                labelPadding=alt.ExprRef(LARGE.format(size=6)),
                labelLimit=alt.ExprRef("width > 400 ? 90 : 1"),
            ),
        ),
        tooltip=[
            alt.Tooltip("label:N", title=_("Month that begins on")),
            alt.Tooltip("text:N", title=_("Profit")),
        ],
    )
    columns = base.mark_bar(color=ink["tiers"][TIERS.index(tier)], cornerRadius=1).encode(
        alt.Y("profit:Q", axis=None, scale=alt.Scale(nice=False, zero=True))
    )
    said = base.mark_text(
        dy=-8,
        color=ink["text"],
        fontSize=alt.ExprRef(LARGE.format(size=13)),
        fontWeight=600,
    ).encode(alt.Y("top:Q"), alt.Text("short:N"))
    zero = alt.Chart(alt.NamedData("months")).mark_rule(color=ink["muted"], strokeWidth=1).encode(alt.Y(datum=0))
    return layered(columns, said, zero, height=52)
