"""Bootstrap of ratios of sums over customers."""

from statistics import NormalDist

import numpy as np

from cx.statistics.intervals import ESTIMATE_LOW_HIGH

RESAMPLES = 2000
SEED = 20240229
BLOCK = 4_000_000
"""So many drawn customers at once: they take 32 MB."""


def ratios(sums: np.ndarray) -> np.ndarray:
    """Ratios of sums in resamples of customers.

    Parameters
    ----------
    sums : one row a customer, with pairs of columns: what is counted, and what was expected

    Returns
    -------
    One row a resample and one column a pair, its ratio; NaN where nothing was expected.

    Examples
    --------
    >>> found = ratios(np.array([[1.0, 2.0], [2.0, 4.0]]))
    >>> found.shape, float(found.min()), float(found.max())
    ((2000, 1), 0.5, 0.5)
    """
    draw, n, parts = np.random.default_rng(SEED), len(sums), []
    block = max(1, BLOCK // n)
    for start in range(0, RESAMPLES, block):
        size = min(block, RESAMPLES - start)
        drawn = draw.integers(0, n, (size, n))
        totals = np.stack([column[drawn].sum(axis=1) for column in sums.T], axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            parts.append(totals[:, ::2] / totals[:, 1::2])
    found: np.ndarray = np.concatenate(parts)
    return np.where(np.isfinite(found), found, np.nan)


def judged(estimate: float, resampled: np.ndarray) -> tuple[ESTIMATE_LOW_HIGH, float]:
    """An estimate with its 95 % percentile interval, and the p-value of its being 1.

    Parameters
    ----------
    estimate : of all customers
    resampled : the estimates of resamples, NaN where there was none

    Returns
    -------
    ((estimate, low, high), p-value), all but the estimate NaN where the resamples do not differ or half of them have no
    estimate.

    Examples
    --------
    >>> (estimate, low, high), p_value = judged(1.2, np.linspace(1.0, 1.4, 401))
    >>> round(low, 2), round(high, 2), round(p_value, 2)
    (1.01, 1.39, 0.08)
    """
    known = resampled[~np.isnan(resampled)]
    if 2 * len(known) <= len(resampled) or np.ptp(known) == 0:
        return (estimate, np.nan, np.nan), np.nan
    low, high = np.quantile(known, [0.025, 0.975])
    p_value = 2 * NormalDist().cdf(-abs(estimate - 1) / float(known.std()))
    return (estimate, float(low), float(high)), p_value
