"""Ranks of things that people vote for, with intervals by resampling the people."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2_000
SURE = 0.975
"""First for certain: first in so large a share of the resamples."""
DRAWN_ONE_BY_ONE = 2_000
"""Of more people the sums of a resample are drawn from their normal limit."""
SEED = 20240317
CHUNK = 200


@dataclass(frozen=True)
class Ranks:
    """Ranks of things, in the order in which they were given.

    Attributes
    ----------
    rank : 1 for the most votes; ties share the better rank
    low, high : the ranks between which 95 % of the resamples lie, each thing by itself
    first_share : in how many of the resamples it is first, 0..1; of those that tie for it each is
    """

    rank: np.ndarray
    low: np.ndarray
    high: np.ndarray
    first_share: np.ndarray


def by_votes(votes: np.ndarray, resamples: int = RESAMPLES) -> Ranks:
    """Rank things by the sums of their votes, with the intervals of the ranks.

    Parameters
    ----------
    votes : one row a person, one column a thing; 0 and above
    resamples : how often the people are drawn anew, as many as there are, with replacement

    Returns
    -------
    The ranks; without a person or a thing, empty ones.

    Notes
    -----
    Bootstrap of persons (Efron 1979, Annals of Statistics 7, 1-26): people whose votes are alike are drawn together
    (multinomial). Of more than 2,000 people the sums are drawn from their normal limit, at the same cost for any number
    of people. The intervals hold for each rank by itself, not for all of them at once (Mogstad, Romano, Shaikh and
    Wilhelm 2024, Review of Economic Studies 91, 476-518). The draws have a fixed seed.

    Examples
    --------
    >>> found = by_votes(np.array([[1, 0], [1, 0], [1, 1], [0, 1]] * 50))
    >>> found.rank.tolist(), found.low.tolist(), found.high.tolist()
    ([1, 2], [1, 2], [1, 2])
    """
    if 0 in votes.shape:
        none = np.array([], dtype=int)
        return Ranks(none, none, none, none.astype(float))
    votes = np.asarray(votes, dtype=float)
    resampled = _drawn if len(votes) <= DRAWN_ONE_BY_ONE else _normal
    drawn = np.concatenate([ranked(sums) for sums in resampled(votes, resamples)])
    low, high = ends(drawn)
    return Ranks(ranked(votes.sum(axis=0, keepdims=True))[0], low, high, (drawn == 1).mean(axis=0))


def _drawn(votes: np.ndarray, resamples: int) -> Iterator[np.ndarray]:
    """The sums of votes of each resample, one row each: the people drawn."""
    draws = np.random.default_rng(SEED)
    kinds, people = np.unique(votes, axis=0, return_counts=True)
    for begun in range(0, resamples, CHUNK):
        counts = draws.multinomial(len(votes), people / len(votes), size=min(CHUNK, resamples - begun))
        yield counts @ kinds


def _normal(votes: np.ndarray, resamples: int) -> Iterator[np.ndarray]:
    """The sums of votes of each resample, one row each: drawn from their normal limit."""
    spread = np.linalg.qr(votes - votes.mean(axis=0), mode="r")  # spread.T @ spread: the covariances of the sums
    draws = np.random.default_rng(SEED)
    yield votes.sum(axis=0) + draws.standard_normal((resamples, len(spread))) @ spread


def ends(ranks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The ranks between which 95 % of the rows lie, each column by itself.

    >>> [end.tolist() for end in ends(np.array([[1, 2]] * 99 + [[2, 1]]))]
    [[1, 2], [1, 2]]
    """
    low, high = np.quantile(ranks, [0.025, 0.975], axis=0, method="inverted_cdf").astype(int)
    return low, high


def ranked(sums: np.ndarray) -> np.ndarray:
    """The rank of each column in each row, 1 for the largest; ties share the better one, and sums that differ by
    rounding alone are ties.

    >>> ranked(np.array([[5.0, 7.0, 5.0]])).tolist()
    [[2, 1, 2]]
    """
    rounded = np.round(sums, 6)
    found: np.ndarray = 1 + (rounded[:, None, :] > rounded[:, :, None]).sum(axis=2)
    return found
