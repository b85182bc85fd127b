"""Verdicts on several comparisons of one page: together they are wrong in at most 5 % of pages (Holm)."""

from collections.abc import Sequence
from math import atanh, nan, sqrt
from statistics import NormalDist

import numpy as np
from scipy.special import stdtr

from cx.statistics import intervals
from cx.statistics.intervals import ENOUGH_TO_RANK, ESTIMATE_LOW_HIGH

Verdict = bool | None
"""True: higher, False: lower, None: too few to tell, or no difference."""


def holm(p_values: Sequence[float], alpha: float = 0.05) -> list[bool]:
    """Which of several hypotheses are rejected when one false rejection among them is an error.

    Parameters
    ----------
    p_values : one a comparison; NaN where there were too few to compare: it is not of the family
    alpha : chance of any false rejection

    Returns
    -------
    One answer a comparison: the k-th smallest of m is held against alpha / (m - k + 1), until one fails.

    Notes
    -----
    Holm (1979), Scandinavian Journal of Statistics 6, 65-70. The comparisons may depend on each other.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03, 0.005])
    [True, False, False, True]
    """
    given = np.asarray(p_values, dtype=float)
    order = np.argsort(given, kind="stable")[: int((~np.isnan(given)).sum())]
    passed = np.logical_and.accumulate(given[order] <= alpha / np.arange(len(order), 0, -1))
    rejected = np.zeros(len(given), dtype=bool)
    rejected[order] = passed
    return rejected.tolist()


def share_p(successes: int, n: int, other_successes: int, other_n: int) -> float:
    """The p-value of two independent proportions being one: the score test, two-sided.

    Parameters
    ----------
    successes, n : of one group
    other_successes, other_n : of the other group

    Returns
    -------
    0..1; NaN where a group has nobody. 1 where all or none succeed in both.

    Examples
    --------
    >>> round(share_p(56, 70, 48, 80), 4)
    0.008
    """
    if min(n, other_n) == 0:
        return nan
    pooled = (successes + other_successes) / (n + other_n)
    error = sqrt(pooled * (1 - pooled) * (1 / n + 1 / other_n))
    apart = abs(successes / n - other_successes / other_n)
    return 2 * NormalDist().cdf(-apart / error) if error > 0 else 1.0


def mean_p(mean: float, spread: float, n: int, other_mean: float, other_spread: float, other_n: int) -> float:
    """The p-value of two independent means being one: Welch's test, two-sided.

    Parameters
    ----------
    mean, spread, n : of one group, the spread as sample standard deviation
    other_mean, other_spread, other_n : of the other group

    Returns
    -------
    0..1; NaN where a group has fewer than two values.

    Notes
    -----
    Welch (1947), Biometrika 34, 28-35. Its interval is `cx.intervals.mean_difference`.

    Examples
    --------
    >>> round(mean_p(20.0, 4.0, 30, 17.0, 6.0, 40), 4)
    0.0146
    """
    if min(n, other_n) < 2:
        return nan
    error, free = intervals.welch(spread, n, other_spread, other_n)
    if error == 0:
        return 1.0 if mean == other_mean else 0.0
    return float(2 * stdtr(free, -abs(mean - other_mean) / error))


def decided(differences: Sequence[ESTIMATE_LOW_HIGH], p_values: Sequence[float]) -> list[Verdict]:
    """A verdict on each comparison of one page.

    Parameters
    ----------
    differences : how much higher the first is than the other, with its plain 95% interval
    p_values : of the test that belongs to the interval; NaN where there are too few to compare

    Returns
    -------
    True or False only where Holm rejects and the interval leaves out 0.

    Examples
    --------
    >>> decided([(0.2, 0.1, 0.3), (-0.2, -0.4, -0.01)], [0.001, 0.04])
    [True, False]
    >>> decided([(0.2, 0.1, 0.3), (-0.2, -0.4, -0.01), (0.1, -0.1, 0.3)], [0.001, 0.04, 0.3])
    [True, None, None]
    """
    return [
        bool(low > 0) if rejected and (low > 0 or high < 0) else None
        for (_gap, low, high), rejected in zip(differences, holm(p_values), strict=True)
    ]


def of_shares(pairs: Sequence[tuple[int, int, int, int]]) -> list[Verdict]:
    """A verdict on each pair of shares of one page: is the first one higher?

    Parameters
    ----------
    pairs : successes and n of the first group, then of the other; under ENOUGH_TO_RANK in either there is no verdict,
        and where n is 0 the successes are of an unknown number

    Returns
    -------
    One answer a pair: True (higher), False (lower) or None (too few to tell, or no difference); they are one family.

    Examples
    --------
    >>> of_shares([(56, 70, 48, 80), (30, 70, 30, 80), (6, 10, 1, 10)])
    [True, None, None]
    """
    differences = [intervals.difference(*pair) if min(pair[1], pair[3]) else (nan, nan, nan) for pair in pairs]
    p_values = [share_p(*pair) if min(pair[1], pair[3]) >= ENOUGH_TO_RANK else nan for pair in pairs]
    return decided(differences, p_values)


def against_the_rest(groups: Sequence[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Each group beside all the others together, as pairs for `of_shares`.

    Parameters
    ----------
    groups : (successes, n) of each

    Returns
    -------
    (successes, n, successes of the others, n of the others) of each, in their order.

    Examples
    --------
    >>> against_the_rest([(5, 10), (1, 20)])
    [(5, 10, 1, 20), (1, 20, 5, 10)]
    """
    successes, n = (sum(group[place] for group in groups) for place in (0, 1))
    return [(own, of, successes - own, n - of) for own, of in groups]


def rate_p(events: int, exposure: float, other_events: int, other_exposure: float) -> float:
    """The p-value of two rates of counted events being one: the conditional score test, two-sided.

    Parameters
    ----------
    events, exposure : what was counted in one group, and what it is counted per (money, days)
    other_events, other_exposure : in the other

    Returns
    -------
    0..1; NaN without exposure in both groups.

    Notes
    -----
    Given all events, those of one group are binomial with its share of the exposure (Przyborowski & Wilenski, 1940,
    Biometrika 31, 313-323).

    Examples
    --------
    >>> round(rate_p(60, 600.0, 40, 900.0), 6)
    4.5e-05
    """
    whole = events + other_events
    if min(exposure, other_exposure) <= 0:
        return nan
    share = exposure / (exposure + other_exposure)
    error = sqrt(whole * share * (1 - share))
    return 2 * NormalDist().cdf(-abs(events - whole * share) / error) if error > 0 else 1.0


def is_largest(counts: Sequence[int]) -> bool:
    """Whether the first of several counts of the same people is larger than each other one by more than chance.

    Parameters
    ----------
    counts : people of each answer, each person in one; the first is the one that may be the largest

    Returns
    -------
    True or False; True where there is no other one.

    Notes
    -----
    Of the people of the first and one other answer, the share of the first is held against one half (score test); these
    comparisons are one family.

    Examples
    --------
    >>> is_largest([60, 30, 10]), is_largest([35, 30, 10]), is_largest([40])
    (True, False, True)
    """
    first, *others = counts
    apart = [(first - other) / sqrt(first + other) if first + other else 0.0 for other in others]
    rejected = holm([2 * NormalDist().cdf(-abs(z)) for z in apart])
    return all(z > 0 and differs for z, differs in zip(apart, rejected, strict=True))


def correlated(rho: float, n: int) -> bool:
    """Whether a rank correlation differs from 0 for sure, by Fisher's z with the variance of Spearman's rho.

    Parameters
    ----------
    rho : Spearman's rank correlation, -1..1
    n : how many pairs it is of; under 4 nothing is sure

    Returns
    -------
    True when its 95% interval leaves out 0.

    Notes
    -----
    Fieller, Hartley & Pearson (1957), Biometrika 44, 470-481: the variance of atanh(rho) is about 1.06 / (n - 3).

    Examples
    --------
    >>> correlated(0.4, 30), correlated(0.3, 30)
    (True, False)
    """
    if n < 4 or abs(rho) >= 1:
        return n >= 4
    return abs(atanh(rho)) * sqrt((n - 3) / 1.06) > NormalDist().inv_cdf(0.975)
