"""Rounds of the company: how many teams and answers, how many of them hidden, and the score of all together."""

from datetime import date
from math import nan

import pandas as pd

from cx.engine import coverage
from cx.engine.connection import Engine
from cx.experience import teams
from cx.statistics import intervals

COLUMNS = ["first_on", "last_on", "teams", "answers", "hidden_teams", "hidden_answers", "enps", "low", "high"]


def rounds(store: Engine, as_of: date | None = None) -> pd.DataFrame:
    """The score of the company in each round.

    Parameters
    ----------
    store, as_of : as of `cx.team.enps`

    Returns
    -------
    One row a round, earliest first: first_on, last_on (of its quarter), teams, answers, hidden_teams, hidden_answers,
    enps with its 95 % interval low, high; NaN where the total would tell a hidden team apart.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"".join(b"2025-02-0%d,employee,Stores,%d\\n" % (day, 2 + day) for day in range(1, 8))
    >>> _ = store.load("surveys", b"answered_at,measure,subject,score\\n" + lines)
    >>> rounds(store, date(2025, 3, 31))[["teams", "answers", "hidden_teams"]].values.tolist()
    [[1, 7, 0]]
    """
    known = teams.rounds(store, as_of or coverage.last_date(store) or date.min)
    rows = [_row(pd.Timestamp(quarter), part) for quarter, part in known.groupby("quarter")]
    return pd.DataFrame(rows, columns=COLUMNS)


def answers(store: Engine, as_of: date | None = None) -> dict[str, int]:
    """How many answers of employees there are, shown or not.

    Parameters
    ----------
    store, as_of : as of `cx.team.enps`

    Returns
    -------
    answers : up to the day; without_team : of these, those that name no team, which no figure counts; of_open_round :
    those of the quarter that is not over.

    Examples
    --------
    >>> import cx
    >>> answers(cx.open_store(), date(2025, 3, 31))
    {'answers': 0, 'without_team': 0, 'of_open_round': 0}
    """
    found = store.read("team/answers", as_of=as_of or coverage.last_date(store) or date.min)
    return {str(name): int(n) for name, n in found.iloc[0].items()}


def _row(quarter: pd.Timestamp, part: pd.DataFrame) -> list[object]:
    sums = part[["n", "promoters", "detractors"]].sum().astype(int)
    score = (nan, nan, nan)
    if teams.is_total_shown(part):
        score = intervals.nps(sums["promoters"], sums["n"] - sums["promoters"] - sums["detractors"], sums["detractors"])
    hidden = part[part["is_hidden"]]
    last_on = (quarter + pd.offsets.QuarterEnd(1)).date()
    return [quarter.date(), last_on, len(part), sums["n"], len(hidden), int(hidden["n"].sum()), *score]
