"""Rank correlation of two measures, with its interval."""

from collections.abc import Sequence
from math import atanh, nan, sqrt, tanh
from statistics import NormalDist

import numpy as np
from scipy.stats import rankdata

from cx.statistics.intervals import ESTIMATE_LOW_HIGH


def spearman(across: Sequence[float], up: Sequence[float]) -> ESTIMATE_LOW_HIGH:
    """Spearman's rank correlation with its 95 % interval.

    Parameters
    ----------
    across, up : two measures of the same things, as many values each

    Returns
    -------
    (estimate, low, high), each -1..1; ties share their mean rank. All NaN under two pairs and where one measure is the
    same of all; no interval under four pairs and at a correlation of 1 or -1.

    Notes
    -----
    Fieller, Hartley & Pearson (1957), Biometrika 44, 470-481: atanh(rho) has a variance of about 1.06 / (n - 3).

    Examples
    --------
    >>> [round(end, 2) for end in spearman([1, 2, 3, 4, 5], [1, 3, 2, 5, 4])]
    [0.8, -0.32, 0.99]
    """
    ranks = rankdata(across), rankdata(up)
    if len(across) < 2 or not min(np.ptp(ranks[0]), np.ptp(ranks[1])) > 0:
        return nan, nan, nan
    rho = float(np.corrcoef(*ranks)[0, 1])
    return rho, *interval(rho, len(across))


def interval(rho: float, n: int) -> tuple[float, float]:
    """The 95 % interval of a rank correlation of n pairs; see `spearman`.

    Parameters
    ----------
    rho : Spearman's rank correlation, -1..1
    n : pairs

    Examples
    --------
    >>> [round(end, 2) for end in interval(0.65, 8)]
    [-0.13, 0.93]
    """
    if n < 4 or abs(rho) >= 1 - 1e-12:
        return nan, nan
    reach = NormalDist().inv_cdf(0.975) * sqrt(1.06 / (n - 3))
    return tanh(atanh(rho) - reach), tanh(atanh(rho) + reach)
