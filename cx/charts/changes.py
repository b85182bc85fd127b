"""Changes of several figures between two periods: a row each, its change on its interval, and what it says in words."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from cx.charts import picture
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.statistics import changes as figures

ROW = 44
MOST = 12
"""So many rows are drawn; the table has all."""
ROOM = alt.ExprRef("width < 420 ? 5 : 2.6")
"""Where the scale ends: beyond 1 stand the words, which take more of it on a phone."""
_TONES = {figures.BETTER: "good", figures.WORSE: "bad", figures.HIGHER: "ink", figures.LOWER: "ink"}


def rows(table: pd.DataFrame, names: Sequence[str], said: Sequence[str]) -> dict[str, pd.DataFrame]:
    """The rows that `chart` draws: the change and interval of each as shares of the farther end of the interval.

    Parameters
    ----------
    table : of `cx.statistics.changes.judged`
    names, said : for each row, what it is, and its figures and verdict in two lines

    Returns
    -------
    The frame `changes`, one row a figure: name, said, tone ("good", "bad", "ink" or "none"), change, low, high (-1..1).

    Notes
    -----
    The rows have different units, so that each has a scale of its own; what they share is the line at 0. A change that
    is not known has no mark. Of more than MOST rows those of everybody are drawn, then the clearest changes.
    """
    places = _drawn(table)
    drawn = table.iloc[places]
    reach = drawn[["low", "high"]].abs().max(axis=1).where(lambda ends: ends > 0)
    frame = pd.DataFrame(
        {
            "name": [names[place] for place in places],
            "said": [said[place] for place in places],
            "tone": drawn["verdict"].map(_TONES).fillna("none"),
            **{name: drawn[name] / reach for name in ("change", "low", "high")},
        }
    )
    return {"changes": frame.reset_index(drop=True)}


def _drawn(table: pd.DataFrame) -> list[int]:
    """The places of the rows to draw: all in their order, or those of everybody, which come first in the table, and
    the clearest: those with a verdict, then those with enough cases, each change seen against its interval.
    """
    if len(table) <= MOST:
        return list(range(len(table)))
    ranked = pd.DataFrame(
        {
            "is_of_everybody": table["group"] == table["group"].iat[0],
            "is_sure": table["verdict"].isin(figures.SURE),
            "is_judged": table["verdict"] == figures.NO_CHANGE,
            "clear": table["change"].abs() / (table["high"] - table["low"]),
        }
    ).reset_index(drop=True)
    ranked.loc[ranked["is_of_everybody"], ["is_sure", "is_judged", "clear"]] = [False, False, 0.0]
    ranked = ranked.sort_values(list(ranked), ascending=False, kind="stable", na_position="last")
    return [int(place) for place in ranked.index[:MOST]]


@identified("changes.rows")
def chart(theme: str = "light", count: int = 1) -> alt.LayerChart:
    """The change of each figure on its interval, its words beside it.

    Parameters
    ----------
    theme : "light" or "dark"
    count : how many rows

    Returns
    -------
    A chart of NamedData changes, the frame of `rows`.
    """
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("changes"))
    labels = alt.Axis(
        title=None,
        ticks=False,
        domain=False,
        labelFontSize=12,
        labelColor=ink["text"],
        labelLimit=190,
        labelPadding=8,
        labelLineHeight=14,
        labelExpr="split(datum.label, ': ')",
    )
    y = alt.Y("name:N", sort=None, axis=labels, scale=alt.Scale(paddingInner=0.2, paddingOuter=0.1))
    x = alt.X("change:Q", axis=None, scale=alt.Scale(domainMin=-1.1, domainMax=ROOM, nice=False, zero=False))
    tones = ["good", "bad", "ink", "none"]
    tone = alt.Color(
        "tone:N", legend=None, scale=alt.Scale(domain=tones, range=[ink["good"], ink["bad"], ink["ink"], ink["muted"]])
    )
    tip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("said:N", title=" ")]
    zero = (
        alt.Chart(alt.NamedData("changes"))
        .mark_rule(color=ink["muted"], strokeWidth=1)
        .encode(x=alt.XDatum(0, type="quantitative", axis=None))
    )
    interval = base.mark_rule(strokeWidth=5, opacity=0.3).encode(
        x=alt.X("low:Q", axis=None), x2="high:Q", y=y, color=tone
    )
    dot = base.mark_point(size=95, filled=True, opacity=1).encode(x=x, y=y, color=tone, tooltip=tip)
    words = base.mark_text(
        align="left", lineBreak="\n", lineHeight=15, fontSize=alt.ExprRef("width < 300 ? 10.5 : 12"), dy=-7
    ).encode(x=alt.XDatum(1.2, type="quantitative", axis=None), y=y, text="said:N", color=alt.value(ink["text"]))
    return picture(zero, interval, dot, words, height=ROW * count)
