"""Trend of a measure over periods, judged with errors that carry over from one period to the next."""

from math import nan, sqrt

import numpy as np
import pandas as pd
from scipy.optimize import minimize_scalar
from scipy.special import stdtrit

from cx.statistics.intervals import ENOUGH_TO_RANK, ESTIMATE_LOW_HIGH
from cx.statistics.verdicts import Verdict

LONG_ENOUGH = 12
"""Periods from which a trend is judged."""


MOST = 36
"""The latest periods that a trend of rates looks at: what was longer ago is another story."""


def trend(values: pd.Series) -> ESTIMATE_LOW_HIGH:
    """The change per period of a measure: regression on time with AR(1) errors, fitted by REML.

    Parameters
    ----------
    values : one value a period, in order, in any unit; a period without a value is NaN and keeps its place

    Returns
    -------
    (slope, low, high), each in the unit a period, with a 95% interval; NaN under LONG_ENOUGH known values.
    A verdict needs an interval that leaves out 0.

    Notes
    -----
    The interval is Student's with periods / 3 - 1 degrees of freedom: the autocorrelation is estimated too, and
    12 to 36 periods say little about it. REML of a linear model: Patterson & Thompson (1971), Biometrika 58, 545-554.

    Examples
    --------
    >>> rates = pd.Series([0.10, 0.13, 0.11, 0.15, 0.16, 0.17, 0.18, 0.17, 0.21, 0.2, 0.23, 0.24])
    >>> [round(part, 3) for part in trend(rates)]
    [0.012, 0.01, 0.014]
    >>> trend(rates.head(11))
    (nan, nan, nan)
    """
    given = values.to_numpy(dtype=float)
    periods = np.flatnonzero(~np.isnan(given))
    known = given[periods]
    if len(known) < LONG_ENOUGH:
        return nan, nan, nan
    if np.ptp(known) <= 1e-12 * np.abs(known).max():  # rounding must not become a trend of a level series
        return 0.0, 0.0, 0.0
    fit = minimize_scalar(lambda carried: -_fitted(known, periods, carried)[0], bounds=(-0.99, 0.99), method="bounded")
    _likelihood, slope, error = _fitted(known, periods, float(fit.x))
    reach = float(stdtrit(len(known) / 3 - 1, 0.975)) * error
    return slope, slope - reach, slope + reach


def of_rates(rates: pd.Series, sizes: pd.Series) -> ESTIMATE_LOW_HIGH:
    """`trend` of a rate over its latest MOST periods, those of enough people only.

    Parameters
    ----------
    rates : one value a period, in order
    sizes : the people each is a share of; a rate of fewer than ENOUGH_TO_RANK people counts as unknown

    Returns
    -------
    (slope, low, high), each in the unit of the rate a period, with a 95 % interval; NaN under LONG_ENOUGH known rates.

    Examples
    --------
    >>> of_rates(pd.Series([0.5] * 12), pd.Series([40] * 11 + [29]))
    (nan, nan, nan)
    """
    return trend(rates.where(sizes >= ENOUGH_TO_RANK).tail(MOST))


def verdict(found: ESTIMATE_LOW_HIGH) -> Verdict:
    """Whether a trend rises (True) or falls (False).

    Parameters
    ----------
    found : an answer of `trend` or `of_rates`

    Returns
    -------
    None where the interval holds 0 or there is no trend to judge.

    Examples
    --------
    >>> verdict((0.01, 0.002, 0.018)), verdict((0.01, -0.002, 0.022)), verdict((nan, nan, nan))
    (True, None, None)
    """
    _slope, low, high = found
    return bool(low > 0) if low > 0 or high < 0 else None


def _fitted(known: np.ndarray, periods: np.ndarray, carried: float) -> tuple[float, float, float]:
    """Restricted log-likelihood of an autocorrelation (without constants), the slope and its standard error."""
    apart = np.diff(periods)
    spread = np.append(1.0, 1 - carried ** (2 * apart)) / (1 - carried**2)
    rows = np.column_stack([np.ones(len(known)), periods - periods.mean(), known])
    rows[1:] -= (carried**apart)[:, None] * rows[:-1]
    rows /= np.sqrt(spread)[:, None]
    design, free = rows[:, :2], len(known) - 2
    information = design.T @ design
    line = np.linalg.solve(information, design.T @ rows[:, 2])
    squares = max(float(((rows[:, 2] - design @ line) ** 2).sum()), 1e-300)
    determinants = np.log(spread).sum() + np.linalg.slogdet(information)[1]
    error = sqrt(squares / free * float(np.linalg.inv(information)[1, 1]))
    return float(-(free * np.log(squares) + determinants) / 2), float(line[1]), error
