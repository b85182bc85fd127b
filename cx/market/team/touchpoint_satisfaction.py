"""Satisfaction of customers with what each team does, beside the team's own score."""

from dataclasses import dataclass
from datetime import date
from math import isnan

import pandas as pd

from cx.customers.filters import Scope
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.experience.journey import figures, meetings
from cx.experience.teams import ENOUGH_TEAMS
from cx.market.team.team_scores import enps
from cx.statistics import correlations, intervals, periods, verdicts

LAGS = (0, 1, 2, 4)
"""Quarters by which the customers' answers may follow those of the team."""
MONTHS_A_QUARTER = 3
COLUMNS = [
    "team", "touchpoints", "csat", "csat_low", "csat_high", "csat_n", "is_lower",
    "enps", "low", "high", "n", "verdict",
]  # fmt: skip


def beside_customers(store: Engine, as_of: date | None = None, lag: int = 0) -> pd.DataFrame:
    """The score of each team beside the satisfaction of customers with its touchpoints.

    Parameters
    ----------
    store, as_of : as of `cx.team.enps`
    lag : of so many quarters before is the team's round; the customers answered in the 12 months up to as_of

    Returns
    -------
    One row a team that is shown and answers for a touchpoint with answers, the least satisfying first.

    - team; touchpoints : their names on the map of the journey, by ", "
    - csat : share of answers of 4 and 5, the last one of each person and touchpoint, 0..1, with its 95 % Wilson
      interval csat_low, csat_high; csat_n answers
    - is_lower : True where fewer are satisfied than with the touchpoints of the other teams for certain
    - enps, low, high, n, verdict : as of `cx.team.enps`, of the round

    Notes
    -----
    The comparisons with the other teams are one family of `cx.verdicts`, each of ENOUGH_TO_RANK answers or more.

    Examples
    --------
    >>> import cx
    >>> beside_customers(cx.open_store(), date(2025, 3, 31)).empty
    True
    """
    if lag not in LAGS:
        raise ValueError(f"lag is one of {', '.join(map(str, LAGS))} quarters, not {lag!r}")
    last = as_of or coverage.last_date(store) or date.min
    satisfied = _satisfied(store, last)
    scores = enps(store, last if lag == 0 else _before(last, lag))
    scores["key"] = scores["team"].str.lower()
    found = satisfied.merge(scores, on="key").sort_values(["csat", "team"], ignore_index=True)
    return found[COLUMNS]


def _before(day: date, quarters: int) -> date:
    return periods.day_before(day, MONTHS_A_QUARTER * quarters)


def _satisfied(store: Engine, last: date) -> pd.DataFrame:
    """Satisfaction by team: key (its name in lower case), touchpoints and the columns of csat."""
    asked = meetings.asked(store, Scope(last), None)
    votes = asked.touchpoints[["touchpoint", "team"]].join(figures.vote_counts(store, asked)).dropna(subset=["n"])
    votes["key"] = votes["team"].str.strip().str.lower()
    found = (
        votes.groupby("key")
        .agg(touchpoints=("touchpoint", ", ".join), csat_n=("n", "sum"), good=("satisfied", "sum"))
        .astype({"csat_n": int, "good": int})
        .reset_index()
    )
    counts = list(zip(found["good"], found["csat_n"], strict=True))
    shares = [intervals.wilson(*pair) for pair in counts]
    found[["csat", "csat_low", "csat_high"]] = pd.DataFrame(shares, index=found.index, columns=range(3), dtype=float)
    higher = verdicts.of_shares(verdicts.against_the_rest(counts))
    found["is_lower"] = [verdict is False for verdict in higher]
    return found


@dataclass(frozen=True)
class Together:
    """Teams and the satisfaction of their customers, ranked beside each other.

    Attributes
    ----------
    teams : how many pairs
    correlation : Spearman's, with its 95 % interval low, high; NaN where it is not known
    is_certain : whether it differs from 0 for certain, of ENOUGH_TEAMS or more
    """

    teams: int
    correlation: float
    low: float
    high: float
    is_certain: bool


def together(pairs: pd.DataFrame) -> Together:
    """Whether teams that are less happy have less satisfied customers.

    Parameters
    ----------
    pairs : the answer of `beside_customers`

    Examples
    --------
    >>> pairs = pd.DataFrame({"enps": [-50.0, 0.0, 20.0, 30.0], "csat": [0.5, 0.6, 0.8, 0.7]})
    >>> together(pairs).teams, round(together(pairs).correlation, 2), together(pairs).is_certain
    (4, 0.8, False)
    """
    rho, low, high = correlations.spearman(pairs["enps"].tolist(), pairs["csat"].tolist())
    is_certain = len(pairs) >= ENOUGH_TEAMS and not isnan(low) and (low > 0 or high < 0)
    return Together(len(pairs), rho, low, high, is_certain)
