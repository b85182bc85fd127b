"""How does a new product spread, and when is its peak? The model of Bass (1969).

Bass, F. M. (1969), A new product growth for model consumer durables, Management Science 15, 215-227: of those who
have not bought yet, the share p + q F buys at each moment, F being the share m of the market that has.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import curve_fit


class Fit(NamedTuple):
    """Innovation p, imitation q, market m (in the unit of the sales); all NaN: does not converge."""

    p: float
    q: float
    m: float


NOT_CONVERGED = Fit(np.nan, np.nan, np.nan)
FARTHEST = 20.0  # a market so many times what was sold so far is no more than a straight rise


def fit(sales: Sequence[float] | np.ndarray, method: str = "ols") -> Fit:
    """p, q and m of sales per period since the launch.

    Parameters
    ----------
    sales : one number per period, the first that of the launch; at least 4
    method : "ols", the regression of Bass on cumulative sales and their square, or "nls", nonlinear least squares on
        the differences of m F(t) (Srinivasan & Mason, 1986), started from ols or from the shape

    Returns
    -------
    Fit; NaNs where the sales follow no Bass curve: too few, no bend, negative p, q or m.

    Raises
    ------
    ValueError
        If `method` is another one.

    Examples
    --------
    >>> tuple(round(float(value), 4) for value in fit([.517, 1.169, 1.604, 2.044, 2.286]))
    (0.0626, 0.7377, 10.5037)
    """
    sales = np.asarray(sales, dtype=float)
    if len(sales) < 4 or not np.isfinite(sales).all() or sales.sum() <= 0:
        return NOT_CONVERGED
    if method == "ols":
        return _ols(sales)
    if method == "nls":
        return _nls(sales)[0]
    raise ValueError(f'method is "ols" or "nls", not {method!r}')


def curve(given: Fit, periods: int) -> np.ndarray:
    """Sales per period that the model expects.

    Parameters
    ----------
    given : p, q and m
    periods : how many, from the launch on

    Returns
    -------
    One number a period, in the unit of m.

    Examples
    --------
    >>> curve(Fit(0.03, 0.38, 1000.0), 3).round(1).tolist()
    [35.8, 49.3, 65.4]
    """
    return _sales(np.arange(periods, dtype=float), *given)


def peak(sales: Sequence[float] | np.ndarray) -> tuple[float, float, float]:
    """Periods from the launch to the peak of sales, with its 95 % interval.

    Parameters
    ----------
    sales : one number per period, the first that of the launch; at least 4

    Returns
    -------
    (estimate, low, high) by nonlinear least squares and the delta method; NaNs where `fit` does not converge.

    Examples
    --------
    >>> at, low, high = peak(curve(Fit(0.01, 0.3, 1000), 24) + [1, -1] * 12)
    >>> round(at), low < at < high
    (11, True)
    """
    sales = np.asarray(sales, dtype=float)
    found, covariance = _nls(sales) if len(sales) >= 4 and sales.sum() > 0 else (NOT_CONVERGED, None)
    if covariance is None:
        return np.nan, np.nan, np.nan
    p, q, _ = found
    at = float(np.log(q / p) / (p + q))
    slope = np.array([-(1 / p + at) / (p + q), (1 / q - at) / (p + q), 0.0])
    error = float(np.sqrt(slope @ covariance @ slope))
    return at, at - 1.96 * error, at + 1.96 * error


def _ols(sales: np.ndarray) -> Fit:
    before = np.concatenate([[0.0], np.cumsum(sales)[:-1]])
    design = np.stack([np.ones_like(before), before, before**2], axis=1)
    a, b, c = np.linalg.lstsq(design, sales, rcond=None)[0]
    inside = b * b - 4 * a * c
    if a <= 0 or c >= 0 or inside < 0:
        return NOT_CONVERGED
    m = (-b - np.sqrt(inside)) / (2 * c)
    p, q = a / m, -c * m
    bends = m > 0 and q > p and m < FARTHEST * sales.sum()
    return Fit(float(p), float(q), float(m)) if bends else NOT_CONVERGED


def _share(t: np.ndarray, p: float, q: float) -> np.ndarray:
    decay = np.exp(-np.clip((p + q) * t, 0, 700))
    return (1 - decay) / (1 + q / p * decay)


def _sales(t: np.ndarray, p: float, q: float, m: float) -> np.ndarray:
    sales: np.ndarray = m * (_share(t + 1, p, q) - _share(t, p, q))
    return sales


def _nls(sales: np.ndarray) -> tuple[Fit, np.ndarray | None]:
    scale = sales.sum()
    t = np.arange(len(sales), dtype=float)
    top = float(np.argmax(np.convolve(sales, np.ones(3) / 3, "same"))) + 1
    guess = _ols(sales / scale)
    speed = 3 / top
    begin = guess if np.isfinite(guess.p) else Fit(speed * 0.05, speed * 0.95, 1.5)
    bounds = ([1e-7, 1e-6, 0.3], [1.0, 5.0, FARTHEST])
    start = np.clip(begin, np.array(bounds[0]) * 1.01, np.array(bounds[1]) * 0.99)
    try:
        found, covariance = curve_fit(_sales, t, sales / scale, p0=start, bounds=bounds, maxfev=3000)
    except (RuntimeError, ValueError):
        return NOT_CONVERGED, None
    p, q, m = (float(value) for value in found)
    settled = q > p and m < 0.99 * FARTHEST and np.isfinite(covariance).all()
    return (Fit(p, q, float(m * scale)), covariance) if settled else (NOT_CONVERGED, None)
