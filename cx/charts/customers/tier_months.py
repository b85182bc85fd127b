"""A tier's profit by month: bars on a zero line, small enough for a card."""

import altair as alt

from cx.charts.ids import identified
from cx.charts.palette import TIERS, colours
from cx.text.formatting import _


@identified("segments.tier_months")
def bars(theme: str, tier: str, currency: str = "") -> alt.LayerChart:
    """Profit of one tier by month. NamedData months: month, profit (money), text (the same in words)."""
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("months")).encode(
        alt.X("month:O", axis=None, scale=alt.Scale(paddingInner=0.25, paddingOuter=0.05)),
        tooltip=[
            alt.Tooltip("label:N", title=_("Month that begins on")),
            alt.Tooltip("text:N", title=_("Profit")),
        ],
    )
    columns = base.mark_bar(color=ink["tiers"][TIERS.index(tier)], cornerRadius=1).encode(
        alt.Y("profit:Q", axis=None, scale=alt.Scale(nice=False, zero=True))
    )
    zero = (
        alt.Chart(alt.NamedData("months")).mark_rule(color=ink["muted"], strokeWidth=1).encode(alt.Y(datum=0))
    )
    return alt.layer(columns, zero).properties(height=44)
