"""Purchases to come by BG/NBD: each customer buys at a steady rate of their own until they leave for good.

Customers come as cells: how often they bought again (x), when they last did (t_x) and how long they are known (T), in
one unit of time, with how many customers are alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh_tridiagonal
from scipy.optimize import minimize
from scipy.special import betainc, digamma, gammaln

BOUNDS = (-7.0, 9.0)
"""Of the logarithm of each parameter."""
NODES = 32
"""Points at which the chance to leave is taken: enough for six digits (tests)."""
BLOCK = 4096
Values = Sequence[float] | np.ndarray


@dataclass(frozen=True)
class Fit:
    """A fitted model.

    Attributes
    ----------
    params : its parameters by name
    log_likelihood : of the customers that it was fitted to
    at_bound : names of the parameters that ended at a bound: the data does not determine them
    """

    params: dict[str, float]
    log_likelihood: float
    at_bound: tuple[str, ...] = ()

    @property
    def nobody_leaves(self) -> bool:
        """Whether nobody is seen to leave yet: the chance to leave ended at its bound."""
        return "a" in self.at_bound or "b" in self.at_bound


@dataclass(frozen=True)
class Cells:
    """Customers who are alike in what the model reads.

    Attributes
    ----------
    repeats, last, age : x, t_x and T: purchases after the first, time from the first to the last of them and to the
        last day that is known
    customers : how many there are of each
    """

    repeats: np.ndarray
    last: np.ndarray
    age: np.ndarray
    customers: np.ndarray

    def part(self, start: int, end: int) -> "Cells":
        """The cells from one place to before another."""
        return Cells(*(values[start:end] for values in (self.repeats, self.last, self.age, self.customers)))


def cells(frequency: Values, recency: Values, age: Values, customers: Values | None = None) -> Cells:
    """Checked cells.

    Parameters
    ----------
    frequency, recency, age, customers : as of `fit_bg_nbd`

    Raises
    ------
    ValueError
        As of `fit_bg_nbd`.
    """
    of = [np.asarray(values, dtype=float) for values in (frequency, recency, age)]
    of.append(np.ones_like(of[0]) if customers is None else np.asarray(customers, dtype=float))
    if not len(of[0]):
        raise ValueError("there is no customer to fit a model to")
    if any(values.shape != of[0].shape or not np.isfinite(values).all() for values in of):
        raise ValueError("frequency, recency and age have one known number for each customer")
    found = Cells(*of)
    if (found.repeats < 0).any() or (found.last < 0).any() or (found.last > found.age).any():
        raise ValueError("a frequency is 0 or more, a recency lies between 0 and the age")
    return found


def fit_bg_nbd(frequency: Values, recency: Values, age: Values, customers: Values | None = None) -> Fit:
    """Fit BG/NBD by maximum likelihood.

    Parameters
    ----------
    frequency : purchases after the first one (x)
    recency : time from the first to the last purchase (t_x)
    age : time from the first purchase to the last day that is known (T), in the same unit
    customers : how many customers each row stands for; None: one

    Returns
    -------
    A `Fit` with the parameters r and alpha (rate of purchases: Gamma), a and b (chance to leave after a purchase:
    Beta).

    Raises
    ------
    ValueError
        Without a customer, and for values that cannot be.

    Notes
    -----
    Fader, Hardie and Lee (2005), Marketing Science 24, 275-284. Analytic gradient, L-BFGS on the logarithms of the
    parameters, which stay within BOUNDS.

    Examples
    --------
    >>> fit = fit_bg_nbd([2, 1, 0, 0], [30, 2, 0, 0], [39, 39, 39, 38])
    >>> sorted(fit.params)
    ['a', 'alpha', 'b', 'r']
    """
    return _fitted(cells(frequency, recency, age, customers), leaves_at_once=False)


def fit_mbg_nbd(frequency: Values, recency: Values, age: Values, customers: Values | None = None) -> Fit:
    """Fit MBG/NBD, by which customers can leave after their first purchase already.

    Parameters
    ----------
    frequency, recency, age, customers : as of `fit_bg_nbd`

    Returns
    -------
    A `Fit` with the parameters of `fit_bg_nbd`.

    Raises
    ------
    ValueError
        As of `fit_bg_nbd`.

    Notes
    -----
    Batislam, Denizel and Filiztekin (2007), International Journal of Research in Marketing 24, 201-209.
    """
    return _fitted(cells(frequency, recency, age, customers), leaves_at_once=True)


def _fitted(of: Cells, leaves_at_once: bool) -> Fit:
    scale = float(np.average(of.age, weights=of.customers)) or 1.0
    start = np.log([0.5, 0.5 * scale, 1.0, 2.0])
    kinds, place = np.unique(of.repeats, return_inverse=True)
    found = minimize(
        _loss, start, args=(of, leaves_at_once, kinds, place), jac=True, method="L-BFGS-B", bounds=[BOUNDS] * 4,
        options={"maxiter": 500, "ftol": 1e-12, "gtol": 1e-7},
    )  # fmt: skip
    names = ("r", "alpha", "a", "b")
    edge = tuple(name for name, value in zip(names, found.x, strict=True) if min(abs(value - np.array(BOUNDS))) < 1e-6)
    params = dict(zip(names, map(float, np.exp(found.x)), strict=True))
    return Fit(params, float(-found.fun * of.customers.sum()), edge)


def _loss(
    logs: np.ndarray, of: Cells, leaves_at_once: bool, kinds: np.ndarray, place: np.ndarray
) -> tuple[float, np.ndarray]:
    """Minus the log-likelihood of a customer in the mean, and its gradient by the logarithms of the parameters.

    kinds, place : the different x, and which of them each cell has: what follows from x alone is computed once for each
    """
    r, alpha, a, b = np.exp(logs)
    later = 1.0 if leaves_at_once else 0.0
    can_be_gone = (kinds + later > 0)[place]
    odds = np.log(a / np.where(kinds + later > 0, b + kinds + later - 1, 1.0))[place]
    shape, log_age, log_last = r + of.repeats, np.log(alpha + of.age), np.log(alpha + of.last)
    left = np.where(can_be_gone, odds - shape * log_last, -np.inf)
    both = np.logaddexp(-shape * log_age, left)
    gone = np.exp(left - both)
    share = of.customers / of.customers.sum()
    of_kind, gone_of_kind = (np.bincount(place, weights) for weights in (share, share * gone))
    staying = b + kinds + later
    value = (
        gammaln(r + kinds) - gammaln(r) + r * np.log(alpha)
        + gammaln(a + b) + gammaln(staying) - gammaln(b) - gammaln(a + staying)
    )  # fmt: skip
    rest = digamma(a + b) - digamma(a + staying)
    gradient = [
        of_kind @ (digamma(r + kinds) - digamma(r)) + np.log(alpha) - share @ (log_age + gone * (log_last - log_age)),
        r / alpha - share @ (shape * ((1 - gone) / (alpha + of.age) + gone / (alpha + of.last))),
        of_kind @ rest + gone_of_kind.sum() / a,
        of_kind @ (rest + digamma(staying) - digamma(b))
        - gone_of_kind @ (1 / np.where(kinds + later > 0, staying - 1, 1.0)),
    ]
    return float(-(of_kind @ value) - share @ both), -np.array(gradient) * np.exp(logs)


def p_alive(fit: Fit, of: Cells) -> np.ndarray:
    """The chance (0..1) that a customer of each cell still buys; nan after one purchase.

    Parameters
    ----------
    fit : of `fit_bg_nbd`
    of : the cells

    Notes
    -----
    By its construction BG/NBD lets nobody leave before a second purchase: its 1 there says nothing.
    """
    return np.where(of.repeats > 0, alive(fit, of), np.nan)


def alive(fit: Fit, of: Cells) -> np.ndarray:
    """As of `p_alive`, but 1 after one purchase: what the model computes with."""
    r, alpha, a, b = (fit.params[name] for name in ("r", "alpha", "a", "b"))
    again = of.repeats > 0
    odds = np.log(a / np.where(again, b + of.repeats - 1, 1.0))
    odds = odds + (r + of.repeats) * np.log((alpha + of.age) / (alpha + of.last))
    return np.where(again, 1 / (1 + np.exp(np.where(again, np.minimum(odds, 700.0), 0.0))), 1.0)


def expected(fit: Fit, of: Cells, times: Values) -> np.ndarray:
    """Purchases to come of a customer of each cell.

    Parameters
    ----------
    fit : of `fit_bg_nbd`
    of : the cells
    times : up to so much time from now

    Returns
    -------
    One row per cell, one column per time.

    Notes
    -----
    The mean over the chance to leave p of (1 - ((alpha+T)/(alpha+T+pt))^(r+x)) / p times the chance to be there, by
    Gauss-Jacobi quadrature: equation 10 of Fader, Hardie and Lee (2005), without its trouble where a is near 1.
    """
    t = np.asarray(times, dtype=float)
    shape, span = fit.params["r"] + of.repeats, fit.params["alpha"] + of.age
    answer = np.empty((len(of.repeats), len(t)))
    for start in range(0, len(answer), BLOCK):
        part = slice(start, start + BLOCK)
        leaving, weights = _leaving(fit, of.repeats[part])
        for column, upto in enumerate(t):
            power = -np.expm1(-shape[part, None] * np.log1p(leaving * upto / span[part, None]))
            answer[part, column] = (weights * power / leaving).sum(axis=1)
    found: np.ndarray = answer * alive(fit, of)[:, None]
    return found


def variance(fit: Fit, of: Cells, time: float, mean: np.ndarray) -> np.ndarray:
    """The variance of the purchases to come of one customer of each cell.

    Parameters
    ----------
    fit, of : as of `expected`
    time : up to so much time from now
    mean : what `expected` says of it

    Notes
    -----
    E[X(X-1)] given p is 2 (1-p) / p^2 times the chance that two purchases come within p t, the rate being Gamma.
    """
    shape, span = fit.params["r"] + of.repeats, fit.params["alpha"] + of.age
    pairs = np.empty(len(shape))
    for start in range(0, len(pairs), BLOCK):
        part = slice(start, start + BLOCK)
        leaving, weights = _leaving(fit, of.repeats[part])
        reached = leaving * time
        twice = betainc(2.0, shape[part, None], reached / (span[part, None] + reached))
        pairs[part] = (weights * 2 * (1 - leaving) * twice / leaving**2).sum(axis=1)
    found: np.ndarray = pairs * alive(fit, of) + mean - mean**2
    return found


def _leaving(fit: Fit, repeats: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Chances to leave and their weights, one row per cell: Beta(a, b + x) at NODES points."""
    kinds, place = np.unique(repeats, return_inverse=True)
    found = [beta_nodes(fit.params["a"], fit.params["b"] + x) for x in kinds]
    return np.array([one[0] for one in found])[place], np.array([one[1] for one in found])[place]


def beta_nodes(a: float, b: float, n: int = NODES) -> tuple[np.ndarray, np.ndarray]:
    """Points in 0..1 and weights, by which a mean over Beta(a, b) is a sum.

    Parameters
    ----------
    a, b : of the Beta distribution
    n : so many points; exact for polynomials up to the degree 2 n - 1

    Notes
    -----
    Golub and Welsch (1969), Mathematics of Computation 23, 221-230, for Jacobi polynomials.

    Examples
    --------
    >>> points, weights = beta_nodes(2.0, 3.0)
    >>> round(float(weights @ points), 6), round(float(weights.sum()), 6)
    (0.4, 1.0)
    """
    high, low = b - 1, a - 1
    k = np.arange(n, dtype=float)
    total = 2 * k + high + low
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = (low**2 - high**2) / (total * (total + 2))
    middle[0] = (low - high) / (high + low + 2)
    k, total = k[1:], total[1:]
    beside = 4 * k * (k + high) * (k + low) * (k + high + low) / (total**2 * (total + 1) * (total - 1))
    beside[0] = 4 * (1 + high) * (1 + low) / ((2 + high + low) ** 2 * (3 + high + low))
    points, vectors = eigh_tridiagonal(middle, np.sqrt(beside))
    return np.clip((1 + points) / 2, 1e-12, 1.0), vectors[0] ** 2
