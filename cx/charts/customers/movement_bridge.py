"""From the profit of one date to that of another, move by move: bars that begin where the one before ends."""

import altair as alt
import pandas as pd

from cx.charts import picture
from cx.charts.customers.movement import signed
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, number, short_money


def steps(moves: pd.DataFrame, earlier: str, later: str, currency: str) -> dict[str, pd.DataFrame]:
    """The frame of the bridge: a bar for the profit of each date, between them one for each move.

    Parameters
    ----------
    moves : one row a move, in order: name (on screen), customers, profit_before, change
    earlier, later : the two dates, in words

    Examples
    --------
    >>> rows = {"name": ["New", "Lost"], "customers": [3, 2], "profit_before": [0.0, 50.0], "change": [80.0, -50.0]}
    >>> steps(pd.DataFrame(rows), "then", "now", "$")["steps"][["low", "high", "text"]].values.tolist()
    [[0.0, 50.0, '$50'], [50.0, 130.0, '+$80'], [130.0, 80.0, '−$50'], [0.0, 80.0, '$80']]
    """
    before, after = float(moves.profit_before.sum()), float((moves.profit_before + moves.change).sum())
    ends = before + moves.change.cumsum()
    inner = pd.DataFrame(
        {
            "step": [f"{row.name} · {number(row.customers)}" for row in moves.itertuples(index=False)],
            "kind": ["gain" if change >= 0 else "loss" for change in moves.change],
            "low": ends - moves.change,
            "high": ends,
            "text": [
                signed(change, currency) if n else "–" for change, n in zip(moves.change, moves.customers, strict=True)
            ],
        }
    )
    whole = {"step": [earlier, later], "kind": "total", "low": 0.0, "high": [before, after]}
    totals = pd.DataFrame({**whole, "text": [short_money(before, currency), short_money(after, currency)]})
    rows = pd.concat([totals.head(1), inner, totals.tail(1)], ignore_index=True)
    return {"steps": rows.assign(order=range(len(rows)), end=rows[["low", "high"]].max(axis=1))}


@identified("movement.bridge")
def chart(theme: str = "light", row: int = 40, rows: int = 9) -> alt.LayerChart:
    """Profit of both dates with what each move adds or takes. NamedData steps of `steps`."""
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("steps")).encode(
        alt.Y(
            "step:N",
            sort=alt.EncodingSortField("order", op="min"),
            scale=alt.Scale(paddingInner=0.34),
            axis=alt.Axis(
                title=None, ticks=False, domain=False, labelColor=ink["text"], labelFontSize=12.5, labelLimit=160
            ),
        ),
        tooltip=[alt.Tooltip("step:N", title=_("Move")), alt.Tooltip("text:N", title=_("Customer profit"))],
    )
    scale = alt.Scale(nice=False, padding=0, range=[0, alt.ExprRef("width - 70")])  # the figures stand beside the bars
    shade = alt.Scale(domain=["total", "gain", "loss"], range=[ink["ink"], ink["good"], ink["bad"]])
    bars = base.mark_bar(cornerRadius=2).encode(
        alt.X("low:Q", axis=None, scale=scale), alt.X2("high"), alt.Color("kind:N", scale=shade, legend=None)
    )
    texts = base.mark_text(align="left", dx=7, fontWeight=600, fontSize=12.5, color=ink["text"]).encode(
        alt.X("end:Q", axis=None, scale=scale), alt.Text("text:N")
    )
    return picture(bars, texts, height=row * rows)
