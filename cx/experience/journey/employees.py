"""Employees beside their touchpoints: the eNPS of each team in the latest round, with the small teams hidden."""

from dataclasses import dataclass
from math import nan

import pandas as pd

from cx.customers.filters import Scope
from cx.engine.connection import Engine
from cx.experience import teams
from cx.statistics import intervals, verdicts

COLUMNS = ["team", "name", "enps", "enps_low", "enps_high", "enps_n"]


def scores(store: Engine, scope: Scope) -> pd.DataFrame:
    """The eNPS of each team that is shown.

    Parameters
    ----------
    store, scope : the company, and the last day; filters of customers do not act

    Returns
    -------
    One row a team: team in lower case, name as it is written, enps (-100..100, promoters 9 and 10 less 0 to 6) with its
    95 % interval enps_low, enps_high, and enps_n.

    Notes
    -----
    Rounds and what is hidden are those of `cx.experience.teams`, which the team page reads too.
    """
    found = teams.latest(store, scope.as_of)
    rows = [
        (
            row.team,
            row.name,
            *intervals.nps(row.promoters, row.n - row.promoters - row.detractors, row.detractors),
            row.n,
        )
        for row in found[~found["is_hidden"]].itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


@dataclass(frozen=True)
class Beside:
    """Teams beside the gaps of their touchpoints.

    Attributes
    ----------
    teams : with a score and a touchpoint with a gap
    correlation : Spearman's, of a team's score and the mean gap of its touchpoints; NaN under two teams
    is_certain : whether it differs from 0 for certain, of `teams.ENOUGH_TEAMS` or more
    """

    teams: int
    correlation: float
    is_certain: bool


def beside_gaps(table: pd.DataFrame) -> Beside:
    """Whether unhappy teams own the wide gaps.

    Parameters
    ----------
    table : the answer of `cx.journey.map`

    Examples
    --------
    >>> table = pd.DataFrame({"team": ["A", "A", "B"], "enps": [10.0, 10.0, -40.0], "gap": [0.0, -1.0, -2.0]})
    >>> beside_gaps(table).teams, round(beside_gaps(table).correlation, 9), beside_gaps(table).is_certain
    (2, 1.0, False)
    """
    known = table.dropna(subset=["enps", "gap"])
    means = known.groupby(known["team"].str.strip().str.lower())[["enps", "gap"]].mean().rank()
    correlation = float(means["enps"].corr(means["gap"])) if len(means) > 1 else nan
    is_certain = len(means) >= teams.ENOUGH_TEAMS and verdicts.correlated(correlation, len(means))
    return Beside(len(means), correlation, is_certain)
