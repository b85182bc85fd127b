"""How often each rule for next offers hits."""

from collections.abc import Callable

import altair as alt
import pandas as pd

from cx.charts import picture
from cx.charts.experience import dot_rows
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, number, percent, points


def rates(table: pd.DataFrame, name: Callable[[str], str]) -> dict[str, pd.DataFrame]:
    """The frame of the rules: one row a rule, the highest rate first, chance last.

    Parameters
    ----------
    table : the answer of `cx.offers.rules`
    name : what a rule is called
    """
    is_chance = table["rule"] == "chance"
    known = table.assign(is_chance=is_chance).sort_values(["is_chance", "rate"], ascending=[True, False], kind="stable")
    tones = ["used" if row.is_used else "chance" if row.is_chance else "other" for row in known.itertuples()]
    rows = pd.DataFrame(
        {
            "label": [
                dot_rows.label(place, name(row.rule), is_whole=row.is_used)
                for place, row in enumerate(known.itertuples())
            ],
            "rate": known["rate"],
            "low": known["low"],
            "high": known["high"],
            "text": [percent(rate) for rate in known["rate"]],
            "hits": [number(hits) if pd.notna(hits) else "" for hits in known["hits"]],
            "n": known["n"],
            "interval": [
                points(low, high) if pd.notna(low) else ""
                for low, high in zip(known["low"], known["high"], strict=True)
            ],
            "tone": tones,
            "order": range(len(known)),
        }
    )
    return {"rules": rows.reset_index(drop=True)}


@identified("offers.rules")
def rates_chart(theme: str = "light", rows: int = 4, row: int = 40) -> alt.LayerChart:
    """Rates of the rules with their intervals; strong: the rule in use; pale: chance. NamedData rules."""
    ink = colours(theme)
    tones = {"used": ink["ink"], "other": ink["muted"], "chance": ink["track"]}
    colour = alt.Color("tone:N", scale=alt.Scale(domain=list(tones), range=list(tones.values())), legend=None)
    base = alt.Chart(alt.NamedData("rules")).encode(
        y=dot_rows.names(ink),
        tooltip=[
            alt.Tooltip("text:N", title=_("Bought one of the offers")),
            alt.Tooltip("interval:N", title=_("95% CI")),
            alt.Tooltip("hits:N", title=_("Customers who did")),
            alt.Tooltip("n:Q", title=_("Customers"), format=","),
        ],
    )
    scale = alt.Scale(range=[0, alt.ExprRef("width - 52")], nice=False, zero=True)
    x = alt.X("rate:Q", title=None, axis=None, scale=scale)
    return picture(
        base.mark_bar(height=20, cornerRadius=2).encode(x=x, color=colour),
        base.mark_rule(strokeWidth=1.6, color=ink["text"]).encode(x=alt.X("low:Q", axis=None), x2="high:Q"),
        base.mark_text(align="right", fontSize=13, fontWeight="bold", color=ink["text"]).encode(
            x=alt.value(alt.ExprRef("width")), text="text:N"
        ),
        height=row * rows,
        padding={"top": 5, "left": 5, "right": 5, "bottom": 5},
    )
