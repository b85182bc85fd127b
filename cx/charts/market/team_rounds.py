"""The score of the company in each round, with that of one team."""

from typing import Any

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.ids import identified
from cx.charts.labels import periods
from cx.charts.market.team import capital, signed
from cx.charts.palette import colours
from cx.text.formatting import _, number

NET = "(datum.value > 0 ? '+' : datum.value < 0 ? '−' : '') + abs(datum.value)"


def trend(rounds: pd.DataFrame, table: pd.DataFrame, team: str | None) -> dict[str, pd.DataFrame]:
    """The frames of the scores over time: `rounds` one row a round of the company, `team` of the team, `ends`.

    Parameters
    ----------
    rounds : the answer of `cx.team.rounds`
    table : the answer of `cx.team.enps`
    team : the one whose line is drawn; None: none
    """
    named = rounds.assign(
        period=[quarter(first) for first in rounds["first_on"]],
        place=range(len(rounds)),
        said=[signed(score) if pd.notna(score) else "–" for score in rounds["enps"]],
        n=[number(n) for n in rounds["answers"]],
    )
    scores = table.loc[table["team"] == team, "history"].iloc[0] if team is not None else []
    own = named.tail(len(scores)).assign(enps=scores) if len(scores) else named.head(0)
    own = own.assign(said=[signed(score) if pd.notna(score) else "–" for score in own["enps"]])
    ends = [(named, _("Company"), "company"), (own, capital(team or ""), "team")]
    last = [
        part.dropna(subset="enps").tail(1).assign(text=text, line=line)[["period", "place", "enps", "text", "line"]]
        for part, text, line in ends
    ]
    shown = ["period", "place", "enps", "said"]
    return {
        "rounds": named[[*shown, "low", "high", "n"]],
        "team": own[shown],
        "ends": pd.concat(last, ignore_index=True),
    }


def quarter(first: Any) -> str:
    """What a round is called by the first day of its quarter.

    >>> quarter(pd.Timestamp("2025-10-01"))
    '2025 Q4'
    """
    day = pd.Timestamp(first)
    return f"{day.year} Q{day.quarter}"


@identified("team.rounds", over_time="period")
def rounds_chart(theme: str = "light", height: int = 210) -> alt.LayerChart:
    """The company's score with its interval, and a line of the team that is picked; NamedData of `trend`."""
    ink = colours(theme)
    x = periods(range=[0, alt.ExprRef("width - min(150, width * 0.35)")])
    axis = alt.Axis(gridColor=ink["grid"], domain=False, ticks=False, tickCount=5, labelExpr=NET, **LABEL)
    scale = alt.Scale(domain=[-100, 100], nice=False)
    y = alt.Y("enps:Q", title=None, axis=axis, scale=scale)
    company, team = alt.Chart(alt.NamedData("rounds")), alt.Chart(alt.NamedData("team"))
    tip = [alt.Tooltip("period:N", title=_("Round")), alt.Tooltip("said:N", title=_("eNPS"))]
    band = company.mark_area(opacity=0.16, color=ink["ink"]).encode(
        x=x, y=alt.Y("low:Q", title=None, stack=None, scale=scale, axis=axis), y2="high:Q"
    )
    line = company.mark_line(color=ink["ink"], strokeWidth=2.2).encode(x=x, y=y)
    dots = company.mark_point(filled=True, size=46, opacity=1, color=ink["ink"]).encode(
        x=x, y=y, tooltip=[*tip, alt.Tooltip("n:N", title=_("Answers"))]
    )
    own = team.mark_line(
        color=ink["text"], strokeWidth=1.8, strokeDash=[4, 3], point={"color": ink["text"], "size": 46}
    ).encode(x=x, y=y, tooltip=tip)
    words = alt.Chart(alt.NamedData("ends")).mark_text(align="left", dx=9, fontSize=12, fontWeight=600, limit=150)
    tones = alt.Scale(domain=["company", "team"], range=[ink["ink"], ink["text"]])
    names = words.encode(x=x, y=y, text="text:N", color=alt.Color("line:N", scale=tones, legend=None))
    return picture(band, line, dots, own, names, height=height)
