"""Weights of votes: each cell of customers counts by its share of the active ones.

Formulas over the rows of `voice/cells`, one group at a time; no store.
"""

from dataclasses import dataclass
from math import nan, sqrt
from statistics import NormalDist

import numpy as np
import pandas as pd

from cx.experience.voice.measures import Measure
from cx.statistics import intervals
from cx.statistics.intervals import ENOUGH_TO_RANK, ESTIMATE_LOW_HIGH

LEAST_CELLS = 2
"""Fewer cells of enough answers cannot be weighted against each other."""
COUNTS = [
    "active", "people", "answers", "answers_sum", "votes", "good", "bad", "votes_votes", "votes_good", "good_good",
]  # fmt: skip
"""What of cells is added where they are merged."""
OUTSIDE = 0
"""The cell of who did not order in the 12 months."""
_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Weighted:
    """A group's cells after merging, and what a vote of each original cell weighs.

    Attributes
    ----------
    cells : one row a merged cell, as of `voice/cells`, with weight (of a vote, 1 on average over the people)
    weights : original cell -> weight; 0 for votes that are counted apart
    is_weighted : whether there were cells enough; otherwise every vote counts 1, whoever gave it
    """

    cells: pd.DataFrame
    weights: dict[int, float]
    is_weighted: bool


def weigh(cells: pd.DataFrame) -> Weighted:
    """Weigh the cells of one group in one period.

    Parameters
    ----------
    cells : rows of `voice/cells` of the group, by cell; OUTSIDE is who is not active

    Notes
    -----
    From the fewest orders up, a cell under ENOUGH_TO_RANK people who answered takes in the next; what is left under it
    at the end joins the one before. A vote weighs its cell's share of active people by its share of people who
    answered.
    """
    active = cells[(cells["cell"] != OUTSIDE) & (cells["active"] > 0)]
    place = merged(active["people"].tolist())
    found = active[COUNTS].groupby(place, sort=True).sum() if place else active
    if len(found) < LEAST_CELLS or (found["people"] < ENOUGH_TO_RANK).any():
        whole = cells[COUNTS].sum().to_frame().T.assign(weight=1.0)
        return Weighted(whole, dict.fromkeys(cells["cell"].tolist(), 1.0), is_weighted=False)
    weight = found["active"] / found["active"].sum() / (found["people"] / found["people"].sum())
    weights = dict(zip(active["cell"].tolist(), weight.loc[place].tolist(), strict=True))
    return Weighted(found.assign(weight=weight), {OUTSIDE: 0.0} | weights, is_weighted=True)


def merged(people: list[float]) -> list[int]:
    """The place of each cell after neighbours were merged until each has ENOUGH_TO_RANK people.

    Examples
    --------
    >>> merged([10, 25, 40, 5]), merged([3, 4])
    ([0, 0, 1, 1], [0, 0])
    """
    places, place, held = [], 0, 0.0
    for count in people:
        if held >= ENOUGH_TO_RANK:
            place, held = place + 1, 0.0
        held += count
        places.append(place)
    if place and held < ENOUGH_TO_RANK:
        places = [min(each, place - 1) for each in places]
    return places


def value(weighted: Weighted, measure: Measure) -> ESTIMATE_LOW_HIGH:
    """The figure of a group with its 95 % interval, in the unit of the measure; NaN without a vote.

    Notes
    -----
    NPS: weighted, the variance is the sum over cells of W^2 (p + d - (p - d)^2) / (n - 1), W the cell's share of the
    active people; unweighted, adjusted Wald (`cx.intervals.nps`). CSAT and CES: Wilson on the effective number of
    votes, (sum of weights)^2 / (sum of squared weights), divided by how much more the votes of one person go together
    than votes of as many people would.
    """
    cells = weighted.cells
    good, bad, votes = (cells[name].to_numpy(dtype=float) for name in ("good", "bad", "votes"))
    if not votes.sum():
        return nan, nan, nan
    if measure.bad >= 0:
        return _net(weighted, good, bad, votes)
    weight = cells["weight"].to_numpy(dtype=float)
    share = float((weight * good).sum() / (weight * votes).sum())
    return _wilson(share, _effective(cells, weight, share))


def _net(weighted: Weighted, good: np.ndarray, bad: np.ndarray, votes: np.ndarray) -> ESTIMATE_LOW_HIGH:
    """A net score, -100..100."""
    counts = int(good.sum()), int((votes - good - bad).sum()), int(bad.sum())
    if not weighted.is_weighted:
        return intervals.nps(*counts)
    part = (weighted.cells["active"] / weighted.cells["active"].sum()).to_numpy(dtype=float)
    up, down = good / votes, bad / votes
    variance = float((part**2 * (up + down - (up - down) ** 2) / (votes - 1)).sum())
    estimate = 100 * float((part * (up - down)).sum())
    if variance <= 0:  # everybody of a cell said the same: that is no certainty
        _plain, low, high = intervals.nps(*counts)
        return estimate, min(low, estimate), max(high, estimate)
    reach = 100 * _Z * sqrt(variance)
    return estimate, max(estimate - reach, -100.0), min(estimate + reach, 100.0)


def _effective(cells: pd.DataFrame, weight: np.ndarray, share: float) -> float:
    """So many votes of different people say as much."""
    votes, good = (cells[name].to_numpy(dtype=float) for name in ("votes", "good"))
    kish = (weight * votes).sum() ** 2 / (weight**2 * votes).sum()
    squares, products, pairs = (cells[name].to_numpy(float) for name in ("good_good", "votes_good", "votes_votes"))
    together = (weight**2 * (squares - 2 * share * products + share**2 * pairs)).sum()
    apart = (weight**2 * (good * (1 - share) ** 2 + (votes - good) * share**2)).sum()
    return float(kish / max(together / apart, 1.0)) if apart > 0 else float(kish)


def _wilson(share: float, n: float) -> ESTIMATE_LOW_HIGH:
    """Wilson's interval on a number of votes that need not be whole."""
    centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    reach = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n * n)) / (1 + _Z**2 / n)
    return share, 0.0 if share <= 0 else centre - reach, 1.0 if share >= 1 else centre + reach
