"""How sure is a rate, a score or a mean: which values are still possible?"""

from collections.abc import Sequence
from math import atanh, isnan, nan, sqrt
from statistics import NormalDist

import numpy as np

ENOUGH_TO_RANK = 30
"""A group of fewer is shown, never ranked."""

MANY = 20_000
"""Values from which a mean is as good as normal, however skewed its money."""

ESTIMATE_LOW_HIGH = tuple[float, float, float]


def wilson(successes: int, n: int, confidence: float = 0.95) -> ESTIMATE_LOW_HIGH:
    """A proportion with its Wilson score interval.

    successes, n : counts, 0 <= successes <= n
    Returns (estimate, low, high), each 0..1; (nan, nan, nan) when n is 0: unknown, not zero.
    Raises ValueError if successes is outside 0..n.
    Wilson (1927), JASA 22, 209-212.

    >>> [round(part, 4) for part in wilson(81, 263)]
    [0.308, 0.2553, 0.3662]
    >>> wilson(0, 0)
    (nan, nan, nan)
    """
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is not a proportion: it has to lie between 0 and {n}.")
    if n == 0:
        return nan, nan, nan
    z = _z(confidence)
    rate = successes / n
    centre = (successes + z * z / 2) / (n + z * z)
    reach = z * sqrt(rate * (1 - rate) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    # with nobody or everybody the bound is exact; arithmetic would leave it a hair beside
    return rate, 0.0 if successes == 0 else centre - reach, 1.0 if successes == n else centre + reach


def difference(
    successes: int, n: int, other_successes: int, other_n: int, confidence: float = 0.95
) -> ESTIMATE_LOW_HIGH:
    """How much higher one proportion is than another, independent one: Newcombe's hybrid score interval.

    successes, n : counts of the first group; other_successes, other_n : of the group it is compared with
    Returns (estimate, low, high), each -1..1; (nan, nan, nan) when either n is 0.
    Raises ValueError if a count of successes is outside 0..n.
    Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.

    >>> [round(part, 4) for part in difference(56, 70, 48, 80)]
    [0.2, 0.0524, 0.3339]
    """
    rate, low, high = wilson(successes, n, confidence)
    other_rate, other_low, other_high = wilson(other_successes, other_n, confidence)
    if isnan(rate) or isnan(other_rate):
        return nan, nan, nan
    down = sqrt((rate - low) ** 2 + (other_high - other_rate) ** 2)
    up = sqrt((high - rate) ** 2 + (other_rate - other_low) ** 2)
    gap = rate - other_rate
    return gap, gap - down, gap + up


def differs(successes: int, n: int, other_successes: int, other_n: int) -> bool | None:
    """Whether the first proportion is higher (True), lower (False), or there are too few to tell (None).

    A verdict needs ENOUGH_TO_RANK in both groups and a 95 % interval of the difference that leaves out 0.

    >>> differs(56, 70, 48, 80), differs(48, 80, 56, 70), differs(6, 10, 1, 10)
    (True, False, None)
    """
    if min(n, other_n) < ENOUGH_TO_RANK:
        return None
    _, low, high = difference(successes, n, other_successes, other_n)
    if low > 0:
        return True
    return False if high < 0 else None


def correlated(rho: float, n: int, confidence: float = 0.95) -> bool:
    """Whether a rank correlation differs from 0 for sure, by Fisher's z with the variance of Spearman's rho.

    Parameters
    ----------
    rho : Spearman's rank correlation, -1..1
    n : how many pairs it is of; under 4 nothing is sure

    Notes
    -----
    Fieller, Hartley & Pearson (1957), Biometrika 44, 470-481: the variance of atanh(rho) is about 1.06 / (n - 3).

    >>> correlated(0.4, 30), correlated(0.3, 30)
    (True, False)
    """
    if n < 4 or abs(rho) >= 1:
        return n >= 4
    return abs(atanh(rho)) * sqrt((n - 3) / 1.06) > _z(confidence)


def nps(promoters: int, passives: int, detractors: int) -> ESTIMATE_LOW_HIGH:
    """A Net Promoter Score with its 95 % adjusted Wald interval.

    promoters, passives, detractors : counts of answers 9-10, 7-8 and 0-6
    Returns (estimate, low, high), each -100..100; (nan, nan, nan) when nobody answered.
    The interval adds 3 answers, of which 3/4 each to promoters and detractors; where that leaves the score itself
    outside, as of a single detractor, it is widened to hold it.
    Raises ValueError if a count is negative.
    Rocks (2016), The American Statistician 70, 365-372.

    >>> [round(part, 1) for part in nps(5, 3, 2)]
    [30.0, -19.1, 65.2]
    """
    if min(promoters, passives, detractors) < 0:
        raise ValueError("A count of answers cannot be negative.")
    n = promoters + passives + detractors
    if n == 0:
        return nan, nan, nan
    up, down = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    centre = up - down
    reach = _z(0.95) * sqrt((up + down - centre**2) / (n + 3))
    estimate = 100 * (promoters - detractors) / n
    low, high = max(100 * (centre - reach), -100.0), min(100 * (centre + reach), 100.0)
    return estimate, min(low, estimate), max(high, estimate)


def mean(
    values: Sequence[float], confidence: float = 0.95, resamples: int = 2000, seed: int = 20240229
) -> ESTIMATE_LOW_HIGH:
    """A mean, of money above all, with its bootstrap percentile interval.

    values : one number a customer (or order), in any unit; the answer has the same unit
    Returns (estimate, low, high); (nan, nan, nan) without values; low and high are nan for a single value.
    The same values in any order give the same answer: the draws are seeded and the values sorted.
    Above MANY values the interval is mean +- z * standard error, which the bootstrap comes to by then.
    Raises ValueError if a value is missing.
    Efron (1979), Annals of Statistics 7, 1-26.

    >>> estimate, low, high = mean([10.0, 20.0, 30.0, 40.0])
    >>> estimate, low < estimate < high
    (25.0, True)
    """
    given = np.sort(np.asarray(values, dtype=float))
    if np.isnan(given).any():
        raise ValueError("A value is missing: leave it out and say so, or fill it in.")
    if len(given) == 0:
        return nan, nan, nan
    if len(given) == 1:
        return float(given[0]), nan, nan
    if len(given) > MANY:
        reach = _z(confidence) * float(given.std(ddof=1)) / sqrt(len(given))
        return float(given.mean()), float(given.mean()) - reach, float(given.mean()) + reach
    draw = np.random.default_rng(seed)
    means = np.array([draw.choice(given, len(given)).mean() for _ in range(resamples)])
    low, high = np.quantile(means, [(1 - confidence) / 2, (1 + confidence) / 2])
    return float(given.mean()), float(low), float(high)


def _z(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError(f"A confidence of {confidence} is not between 0 and 1.")
    return NormalDist().inv_cdf((1 + confidence) / 2)
