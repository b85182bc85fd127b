"""How sure is a rate, a score or a mean: which values are still possible?"""

from collections.abc import Sequence
from math import isnan, nan, sqrt
from statistics import NormalDist

import numpy as np
from scipy.special import stdtrit

ENOUGH_TO_RANK = 30
"""A group of fewer is shown, never ranked."""

FEW = 10
"""Values under which resampling says less than Student's t."""

ROUGH_UNDER = 100
"""A mean of money over fewer values is marked "rough": its interval covers less than it says."""

MANY = 20_000
"""Values from which a mean is as good as normal, however skewed its money."""

ESTIMATE_LOW_HIGH = tuple[float, float, float]


def wilson(successes: int, n: int, confidence: float = 0.95) -> ESTIMATE_LOW_HIGH:
    """A proportion with its Wilson score interval.

    Parameters
    ----------
    successes, n : counts, 0 <= successes <= n
    confidence : of the interval, between 0 and 1

    Returns
    -------
    (estimate, low, high), each 0..1; (nan, nan, nan) when n is 0: unknown, not zero.

    Raises
    ------
    ValueError
        If successes is outside 0..n, or the confidence is not between 0 and 1.

    Notes
    -----
    Wilson (1927), JASA 22, 209-212.

    Examples
    --------
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

    Parameters
    ----------
    successes, n : counts of the first group
    other_successes, other_n : of the group it is compared with
    confidence : of the interval, between 0 and 1

    Returns
    -------
    (estimate, low, high), each -1..1; (nan, nan, nan) when either n is 0.

    Raises
    ------
    ValueError
        If a count of successes is outside 0..n, or the confidence is not between 0 and 1.

    Notes
    -----
    Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.

    Examples
    --------
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
    """Whether one proportion is higher (True) or lower (False) than another, independent one.

    Parameters
    ----------
    successes, n : of one group
    other_successes, other_n : of the other group

    Returns
    -------
    None where they do not differ or there are too few to tell. A verdict needs ENOUGH_TO_RANK in both groups and a 95 %
    interval of the difference that leaves out 0.

    Examples
    --------
    >>> differs(56, 70, 48, 80), differs(48, 80, 56, 70), differs(6, 10, 1, 10)
    (True, False, None)
    """
    if min(n, other_n) < ENOUGH_TO_RANK:
        return None
    _, low, high = difference(successes, n, other_successes, other_n)
    if low > 0:
        return True
    return False if high < 0 else None


def mean_difference(
    mean: float, spread: float, n: int, other_mean: float, other_spread: float, other_n: int
) -> ESTIMATE_LOW_HIGH:
    """How much higher one mean is than another, independent one: Welch's 95% interval.

    Parameters
    ----------
    mean, spread, n : of one group, the spread as sample standard deviation
    other_mean, other_spread, other_n : of the other group

    Returns
    -------
    (estimate, low, high) in the unit of the means; low and high are NaN where a group has fewer than two values.

    Notes
    -----
    Welch (1947), Biometrika 34, 28-35. Its test is `cx.verdicts.mean_p`.

    Examples
    --------
    >>> [round(part, 2) for part in mean_difference(20.0, 4.0, 30, 17.0, 6.0, 40)]
    [3.0, 0.61, 5.39]
    """
    gap = mean - other_mean
    if min(n, other_n) < 2:
        return gap, nan, nan
    error, free = welch(spread, n, other_spread, other_n)
    reach = float(stdtrit(free, 0.975)) * error if error > 0 else 0.0
    return gap, gap - reach, gap + reach


def welch(spread: float, n: int, other_spread: float, other_n: int) -> tuple[float, float]:
    """Standard error of the difference of two independent means, and its degrees of freedom.

    Parameters
    ----------
    spread, n : sample standard deviation and size of one group, at least two
    other_spread, other_n : of the other group

    Returns
    -------
    (standard error, degrees of freedom). Where nothing varies they are 0 and n + other_n - 2.

    Notes
    -----
    Welch & Satterthwaite.

    Examples
    --------
    >>> [round(part, 2) for part in welch(4.0, 30, 6.0, 40)]
    [1.2, 67.19]
    """
    own, other = spread**2 / n, other_spread**2 / other_n
    if own + other == 0:
        return 0.0, float(n + other_n - 2)
    return sqrt(own + other), (own + other) ** 2 / (own**2 / (n - 1) + other**2 / (other_n - 1))


def nps(promoters: int, passives: int, detractors: int) -> ESTIMATE_LOW_HIGH:
    """A Net Promoter Score with its 95 % adjusted Wald interval.

    Parameters
    ----------
    promoters, passives, detractors : counts of answers 9-10, 7-8 and 0-6

    Returns
    -------
    (estimate, low, high), each -100..100; (nan, nan, nan) when nobody answered.

    Raises
    ------
    ValueError
        If a count is negative.

    Notes
    -----
    The interval adds 3 answers, of which 3/4 each to promoters and detractors; where that leaves the score itself
    outside, as of a single detractor, it is widened to hold it.
    Rocks (2016), The American Statistician 70, 365-372.

    Examples
    --------
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
    """A mean, of money above all, with its bootstrap-t interval.

    Parameters
    ----------
    values : one number a customer (or order), in any unit; the answer has the same unit
    confidence, resamples, seed : of the interval, how many resamples it rests on, and where their draws begin

    Returns
    -------
    (estimate, low, high); (nan, nan, nan) without values; low and high are nan for a single value and equal to
    the estimate where all values are the same.

    Raises
    ------
    ValueError
        If a value is missing, or the confidence is not between 0 and 1.

    Notes
    -----
    The same values in any order give the same answer: the draws are seeded and the values sorted. Under FEW values the
    interval is Student's; above MANY it is mean +- z * standard error, which the bootstrap comes to by then. Skewed
    money needs about ROUGH_UNDER values: below, the interval covers less than it says (bench/RESULTS.md).
    Efron & Tibshirani (1993), An Introduction to the Bootstrap, 12.5.

    Examples
    --------
    >>> estimate, low, high = mean([10.0, 20.0, 30.0, 40.0])
    >>> estimate, low < estimate < high
    (25.0, True)
    """
    given = np.asarray(values, dtype=float)
    if np.isnan(given).any():
        raise ValueError("A value is missing: leave it out and say so, or fill it in.")
    return means(given.reshape(-1, 1), confidence, resamples, seed)[0]


def means(
    values: np.ndarray, confidence: float = 0.95, resamples: int = 2000, seed: int = 20240229
) -> list[ESTIMATE_LOW_HIGH]:
    """`mean` of each column: quicker than one by one.

    Parameters
    ----------
    values : one row a customer, one column a measure; NaN where the measure of a customer is not known
    confidence, resamples, seed : as in `mean`

    Returns
    -------
    One (estimate, low, high) a column, over its known values.

    Raises
    ------
    ValueError
        If the confidence is not between 0 and 1.

    Examples
    --------
    >>> means(np.array([[1.0, 5.0], [3.0, np.nan]]))[1]
    (5.0, nan, nan)
    """
    columns = np.sort(np.asarray(values, dtype=float), axis=0)  # unknown ones last
    sizes = (~np.isnan(columns)).sum(axis=0)
    answers = [(nan, nan, nan)] * columns.shape[1]
    for n in np.unique(sizes[sizes > 0]).tolist():
        places = np.flatnonzero(sizes == n)
        found = _means_of(columns[:n, places], confidence, resamples, seed)
        for place, estimate, low, high in zip(places, *found, strict=True):
            answers[place] = float(estimate), float(low), float(high)
    return answers


def _means_of(
    columns: np.ndarray, confidence: float, resamples: int, seed: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Means, lower and upper ends of columns that are wholly known."""
    n, wide, tail = len(columns), _z(confidence), (1 + confidence) / 2
    centres = columns.mean(axis=0)
    if n == 1:
        return centres, np.full_like(centres, nan), np.full_like(centres, nan)
    errors = columns.std(axis=0, ddof=1) / sqrt(n)
    if n > MANY:
        return centres, centres - wide * errors, centres + wide * errors
    student = float(stdtrit(n - 1, tail))
    low = high = np.full_like(centres, student)
    if n >= FEW:
        drawn = _studentised(columns - centres, resamples, seed)
        ends = np.quantile(drawn, [1 - tail, tail], axis=0, method="inverted_cdf")
        # a resample of one value alone has no spread: where such ones reach the end, the end is Student's
        high, low = np.where(np.isfinite(ends), np.abs(ends), student)
    constant = np.ptp(columns, axis=0) == 0
    errors, centres = np.where(constant, 0, errors), np.where(constant, columns[0], centres)
    return centres, centres - low * errors, centres + high * errors


def _studentised(centred: np.ndarray, resamples: int, seed: int) -> np.ndarray:
    """The t value of each resample of the rows (rows of the answer) for each column, whose mean is 0."""
    n, draw, parts = len(centred), np.random.default_rng(seed), []
    squares = centred**2
    spread = squares.mean(axis=0)
    block = max(1, 1_000_000 // n)  # the counts of one block stay in a few megabytes
    for start in range(0, resamples, block):
        size = min(block, resamples - start)
        drawn = draw.integers(0, n, (size, n)) + n * np.arange(size)[:, None]
        counts = np.bincount(drawn.ravel(), minlength=size * n).reshape(size, n).astype(float)
        means = counts @ centred / n
        variances = counts @ squares / n - means**2
        variances = np.where(variances > 1e-12 * spread, variances, 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            parts.append(means / np.sqrt(variances / (n - 1)))
    scores: np.ndarray = np.nan_to_num(np.concatenate(parts), nan=0, posinf=np.inf, neginf=-np.inf)
    return scores


def _z(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError(f"A confidence of {confidence} is not between 0 and 1.")
    return NormalDist().inv_cdf((1 + confidence) / 2)
