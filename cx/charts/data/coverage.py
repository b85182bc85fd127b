"""In which months does each table hold rows? A strip of months per table."""

import altair as alt
import pandas as pd

from cx.charts import layered
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, count, month

MONTH = pd.DateOffset(months=1)


def strips(months: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What the chart draws: `months`, with the end of each and its texts; no row is a gap.

    Parameters
    ----------
    months : an answer of cx.quality.months
    """
    ends = months["month"] + MONTH
    told = [
        count(rows, _("row"), _("rows")) if rows else _("no row between the first and the last month")
        for rows in months["rows"]
    ]
    return {
        "months": months.assign(
            end=ends,
            name=[_(kind.replace("_", " ").capitalize()) for kind in months["kind"]],
            when=months["month"].map(month),
            told=told,
            gap=months["rows"] == 0,
        )
    }


@identified("quality.coverage")
def coverage(theme: str = "light", names: tuple[str, ...] = ()) -> alt.LayerChart:
    """A strip for each name, the darker the fuller the month is against the fullest of its table; gaps are framed."""
    palette = colours(theme)
    base = alt.Chart(alt.NamedData("months")).encode(
        x=alt.X(
            "month:T",
            title=None,
            axis=alt.Axis(grid=False, tickCount=8, labelColor=palette["muted"], domain=False, ticks=False),
        ),
        x2="end:T",
        y=alt.Y(
            "name:N",
            sort=list(names),
            title=None,
            axis=alt.Axis(domain=False, ticks=False, labelFontSize=12, labelColor=palette["text"], labelPadding=10),
            scale=alt.Scale(paddingInner=0.3),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=_("Table")),
            alt.Tooltip("when:N", title=_("Month")),
            alt.Tooltip("told:N", title=_("Rows")),
        ],
    )
    held = base.mark_rect(stroke=palette["paper"], strokeWidth=1).encode(
        color=alt.Color(
            "share:Q", scale=alt.Scale(domain=[0, 1], range=palette["heat"], interpolate="rgb"), legend=None
        )
    )
    empty = (
        base.transform_filter("datum.gap")
        .mark_rect(fill=palette["paper"], stroke=palette["bad"], strokeWidth=1.5)
        .encode()
    )
    return layered(held.transform_filter("!datum.gap"), empty, height={"step": 34})
