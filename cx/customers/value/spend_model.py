"""Money of a purchase: credibility of a customer's own mean, and Gamma-Gamma of the papers."""

from dataclasses import dataclass
from math import isfinite, nan

import numpy as np
from scipy.optimize import minimize
from scipy.special import digamma, gammaln

from cx.customers.value.purchase_model import BOUNDS, Fit, Values


@dataclass(frozen=True)
class Credibility:
    """How far the mean of a customer's purchases is believed.

    Attributes
    ----------
    mean : of all purchases together (mu)
    within : variance of one customer's purchases (s2)
    between : variance between customers' true means (a); not above 0: they do not differ beyond chance
    """

    mean: float
    within: float
    between: float

    @property
    def k(self) -> float:
        """The number of purchases at which a customer's own mean counts half; inf where customers do not differ."""
        return self.within / self.between if self.between > 0 else np.inf

    @property
    def is_known(self) -> bool:
        """Whether anybody bought twice, so that both variances are known."""
        return isfinite(self.within)


def credibility(purchases: Values, totals: Values, squares: Values) -> Credibility:
    """Fit credibility to purchases by customer.

    Parameters
    ----------
    purchases : how many each customer made, 1 or more
    totals : their money, summed
    squares : the squares of their distances from the customer's own mean, summed

    Returns
    -------
    A `Credibility`; its variances are nan where nobody bought twice: not known.

    Raises
    ------
    ValueError
        Without a customer.

    Examples
    --------
    >>> found = credibility([2, 2], [20.0, 60.0], [2.0, 2.0])
    >>> found.mean, found.within, found.between
    (20.0, 2.0, 199.0)
    """
    n, total = np.asarray(purchases, dtype=float), np.asarray(totals, dtype=float)
    if not n.sum():
        raise ValueError("there is no purchase to learn from")
    spread = float((n * (total / n) ** 2).sum())
    sums = Sums(len(n), float(n.sum()), float((n**2).sum()), float(total.sum()), spread, float(np.sum(squares)))
    return from_sums(sums)


@dataclass(frozen=True)
class Sums:
    """What credibility is fitted from.

    Attributes
    ----------
    customers : how many (I)
    purchases, purchases_squared : sums of n and of n^2
    total : sum of all money
    spread : sum of n times the square of the customer's mean
    within : sum of the squares of distances from customers' own means
    """

    customers: int
    purchases: float
    purchases_squared: float
    total: float
    spread: float
    within: float


def from_sums(of: Sums) -> Credibility:
    """Fit credibility from sums over all customers.

    Parameters
    ----------
    of : the sums, at least one purchase in them

    Returns
    -------
    A `Credibility`, as of `credibility`.

    Notes
    -----
    Buhlmann and Straub (1970): mu = total/N; s2 pooled over customers with sum(n - 1) degrees of freedom; a =
    (sum n (mean - mu)^2 - (I - 1) s2) / (N - sum n^2 / N).
    """
    mean, degrees = of.total / of.purchases, of.purchases - of.customers
    if degrees < 1:
        return Credibility(mean, nan, nan)
    within = max(of.within, 0.0) / degrees
    apart = of.purchases - of.purchases_squared / of.purchases
    if apart <= 0:
        return Credibility(mean, within, 0.0)
    between = (of.spread - of.purchases * mean**2 - (of.customers - 1) * within) / apart
    return Credibility(mean, within, max(between, 0.0))


def fit_gamma_gamma(frequency: Values, mean_value: Values) -> Fit:
    """Fit Gamma-Gamma to mean values of purchases by maximum likelihood.

    Parameters
    ----------
    frequency : purchases that the mean is of, 1 or more
    mean_value : their mean value, above 0

    Returns
    -------
    A `Fit` with the parameters p, q and gamma.

    Raises
    ------
    ValueError
        Without a customer, and for values that cannot be: contribution, which can be negative, goes by `credibility`.

    Notes
    -----
    Fader and Hardie (2013), The Gamma-Gamma model of monetary value, brucehardie.com/notes/025.

    Examples
    --------
    >>> sorted(fit_gamma_gamma([1, 2, 3, 2], [20.0, 31.0, 28.0, 55.0]).params)
    ['gamma', 'p', 'q']
    """
    x, z = np.asarray(frequency, dtype=float), np.asarray(mean_value, dtype=float)
    if not len(x) or x.shape != z.shape or not (np.isfinite(x) & np.isfinite(z) & (x >= 1) & (z > 0)).all():
        raise ValueError("each customer has one purchase or more, and a mean value above 0")
    start = np.log([2.0, 2.0, float(z.mean())])
    found = minimize(
        _loss, start, args=(x, z), jac=True, method="L-BFGS-B", bounds=[BOUNDS] * 3,
        options={"maxiter": 1000, "ftol": 1e-13, "gtol": 1e-8},
    )  # fmt: skip
    params = dict(zip(("p", "q", "gamma"), map(float, np.exp(found.x)), strict=True))
    edge = tuple(name for name, value in zip(params, found.x, strict=True) if min(abs(value - np.array(BOUNDS))) < 1e-6)
    return Fit(params, float(-found.fun * len(x)), edge)


def _loss(logs: np.ndarray, x: np.ndarray, z: np.ndarray) -> tuple[float, np.ndarray]:
    """Minus the log-likelihood of a customer in the mean, and its gradient by the logarithms of the parameters."""
    p, q, gamma = np.exp(logs)
    shape, total = p * x, gamma + z * x
    value = (
        gammaln(shape + q) - gammaln(shape) - gammaln(q)
        + q * np.log(gamma) + (shape - 1) * np.log(z) + shape * np.log(x) - (shape + q) * np.log(total)
    )  # fmt: skip
    slopes = [
        x * (digamma(shape + q) - digamma(shape) + np.log(z) + np.log(x) - np.log(total)),
        digamma(shape + q) - digamma(q) + np.log(gamma) - np.log(total),
        q / gamma - (shape + q) / total,
    ]
    return float(-value.mean()), -np.array([slope.mean() for slope in slopes]) * np.exp(logs)
