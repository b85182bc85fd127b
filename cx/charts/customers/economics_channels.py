"""What a customer of each channel left over in the first year, beside what one cost to win."""

from collections.abc import Callable

import altair as alt
import pandas as pd

from cx.charts import picture
from cx.charts.ids import identified
from cx.charts.palette import colours

MOST = 10
REFERRED, DEAR, OTHER = "referred", "dear", "other"
ROW = 34
COST = 62
"""Pixels of the column with the cost."""


def channels(
    table: pd.DataFrame, label: Callable[[str], str], money: Callable[[float], str], headings: tuple[str, str]
) -> dict[str, pd.DataFrame]:
    """The rows of the channels, at most MOST with most customers won or known, and the headings of both columns.

    Parameters
    ----------
    table : the answer of `cx.economics.advocacy`
    label : what a channel is called
    money : an amount in words
    headings : of the contribution and of the cost

    Examples
    --------
    >>> rows = {"channel": ["Ads"], "won": [40], "referred": [0], "cost": [20.0], "n": [40], "contribution": [10.0]}
    >>> found = channels(pd.DataFrame(rows).assign(low=8.0, high=12.0, pays_back=False), str, str, ("a", "b"))
    >>> found["channels"][["channel", "tone", "text", "cost_text"]].values.tolist()
    [['Ads', 'dear', '10.0', '20.0']]
    """
    known = table[table["contribution"].notna()]
    largest = known[["won", "n"]].max(axis=1).nlargest(MOST).index
    rows = known.loc[known.index.isin(largest)]
    frame = pd.DataFrame(
        {
            "channel": [label(name) for name in rows["channel"]],
            "order": range(len(rows)),
            "contribution": rows["contribution"].to_numpy(),
            "low": rows["low"].to_numpy(),
            "high": rows["high"].to_numpy(),
            "reach": rows[["contribution", "high"]].max(axis=1).clip(lower=0).to_numpy(),
            "n": rows["n"].to_numpy(),
            "won": rows["won"].to_numpy(),
            "tone": [_tone(row) for row in rows.itertuples()],
            "text": [money(value) for value in rows["contribution"]],
            "cost_text": ["–" if pd.isna(value) else money(value) for value in rows["cost"]],
        }
    )
    return {"channels": frame, "heads": pd.DataFrame({"contribution": headings[:1], "cost": headings[1:]})}


def _tone(row) -> str:  # type: ignore[no-untyped-def]  # a row of itertuples
    if row.pays_back is False:
        return DEAR
    return REFERRED if row.won and row.referred > row.won / 2 else OTHER


@identified("economics.channels")
def channels_chart(theme: str = "light", count: int = 6, row: int = ROW) -> alt.LayerChart:
    """First-year contribution by channel with its interval, and the cost to win. NamedData channels and heads.

    Green: a channel of customers whom others brought; red: a customer costs more than the first year brings.
    """
    ink = colours(theme)
    axis = alt.Axis(
        title=None, ticks=False, domain=False, labelColor=ink["text"], labelFontSize=12, labelLimit=120, labelPadding=8
    )
    base = alt.Chart(alt.NamedData("channels")).encode(
        alt.Y("channel:N", sort=alt.EncodingSortField("order", op="min"), axis=axis)
    )
    scale = alt.Scale(nice=False, zero=True, range=[0, alt.ExprRef(f"width - {COST} - 56")])
    tones = alt.Scale(domain=[REFERRED, DEAR, OTHER], range=[ink["good"], ink["bad"], ink["heat"][2]])
    bars = base.mark_bar(cornerRadiusEnd=3, height=20).encode(
        alt.X("contribution:Q", axis=None, scale=scale), alt.Color("tone:N", scale=tones, legend=None)
    )
    lines = (
        base.transform_filter("isValid(datum.low) && isValid(datum.high)")
        .mark_rule(strokeWidth=1.6, color=ink["text"])
        .encode(alt.X("low:Q", scale=scale), alt.X2("high"))
    )
    bold = {"fontSize": 12.5, "fontWeight": 600}
    texts = base.mark_text(align="left", dx=7, color=ink["text"], **bold).encode(
        alt.X("reach:Q", scale=scale), alt.Text("text:N")
    )
    costs = base.mark_text(align="right", **bold).encode(
        x=alt.value(alt.ExprRef("width")),
        text="cost_text:N",
        color=alt.condition("datum.tone == 'dear'", alt.value(ink["bad"]), alt.value(ink["text"])),
    )
    heads = alt.Chart(alt.NamedData("heads"))
    first = heads.mark_text(align="left", dy=-9, fontSize=11, color=ink["muted"])
    last = heads.mark_text(align="right", dy=-9, fontSize=11, color=ink["muted"])
    return picture(
        bars,
        lines,
        texts,
        costs,
        first.encode(x=alt.value(0), y=alt.value(0), text="contribution:N"),
        last.encode(x=alt.value(alt.ExprRef("width")), y=alt.value(0), text="cost:N"),
        height=row * count,
        padding={"top": 22, "left": 5, "right": 5, "bottom": 5},
    )
