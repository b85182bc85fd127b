"""Checks of the models against published numbers, computed on the data of the papers.

papers.csv has the customers of CDNOW's sample: purchases after the first (x), weeks from the first to the last of them
(t_x) and to 30 September 1997 (T), mean value of these purchases in dollars. Source: cdnow_customers_summary_with_
transactions.csv of the package lifetimes 0.11.3 (MIT licence), after Fader, Hardie and Lee (2005).
"""

from dataclasses import dataclass
from math import exp
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import betaln

from cx.customers.value.purchase_model import cells, expected, fit_bg_nbd, fit_mbg_nbd
from cx.customers.value.spend_model import fit_gamma_gamma

FILE = Path(__file__).parent / "papers.csv"
WEEKS_AHEAD = 39
CAME = 1882
"""Purchases of the same customers in the WEEKS_AHEAD that followed."""
HIGH_END = (1000, 869, 743, 653, 593, 551, 517, 491)
"""Customers left after 0 to 7 years, segment High End: Fader and Hardie (2007), Journal of Interactive Marketing 21."""


@dataclass(frozen=True)
class Check:
    """One published result: what it is called, the numbers of the paper and those found here, and digits that count."""

    name: str
    published: tuple[float, ...]
    here: tuple[float, ...]
    digits: int


def margin_multiple(retention: float, discount: float) -> float:
    """By how much a year's margin is multiplied to the value of a customer: r / (1 + i - r).

    Parameters
    ----------
    retention : share of customers who stay a year (0..1)
    discount : discount rate a year

    Notes
    -----
    Gupta and Lehmann (2003), Journal of Interactive Marketing 17, 9-24.

    Examples
    --------
    >>> round(margin_multiple(0.8, 0.12), 6)
    2.5
    """
    return retention / (1 + discount - retention)


def fit_sbg(left: tuple[int, ...]) -> tuple[float, float]:
    """Fit the shifted beta-geometric to customers left after each period.

    Parameters
    ----------
    left : customers at the start and after each period

    Returns
    -------
    alpha, beta of the chance to leave at a renewal: Beta.

    Examples
    --------
    >>> alpha, beta = fit_sbg(HIGH_END)
    >>> round(alpha, 3), round(beta, 3)
    (0.668, 3.806)
    """
    lost, periods = -np.diff(left), np.arange(1, len(left))

    def loss(logs: np.ndarray) -> float:
        alpha, beta = np.exp(logs)
        gone = betaln(alpha + 1, beta + periods - 1) - betaln(alpha, beta)
        staying = betaln(alpha, beta + periods[-1]) - betaln(alpha, beta)
        return float(-(lost @ gone + left[-1] * staying))

    found = minimize(loss, np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-10, "maxiter": 5000})
    alpha, beta = np.exp(found.x)
    return float(alpha), float(beta)


def still_there(alpha: float, beta: float, periods: int) -> float:
    """Share of customers left after so many periods by the shifted beta-geometric."""
    return exp(betaln(alpha, beta + periods) - betaln(alpha, beta))


def papers() -> pd.DataFrame:
    """Published results beside those of this program, computed anew.

    Returns
    -------
    One row per check: check, published, here (numbers as text, in the order of the paper), passes (all of them are
    equal in the digits that the paper prints).

    Examples
    --------
    >>> bool(papers().passes.all())
    True
    """
    rows = [
        (one.name, _words(one.published, one.digits), _words(one.here, one.digits + 1), _agree(one))
        for one in _checks()
    ]
    return pd.DataFrame(rows, columns=["check", "published", "here", "passes"])


def _checks() -> list[Check]:
    data = pd.read_csv(FILE)
    asked = data["x"].to_numpy(), data["t_x"].to_numpy(), data["T"].to_numpy()
    fit, at_once = fit_bg_nbd(*asked), fit_mbg_nbd(*asked)
    ahead = float(expected(fit, cells(*asked), [WEEKS_AHEAD])[:, 0].sum())
    buyers = data[data["x"] > 0]
    money = fit_gamma_gamma(buyers["x"].to_numpy(), buyers["mean_value"].to_numpy())
    alpha, beta = fit_sbg(HIGH_END)
    return [
        Check("BG/NBD, CDNOW: r, α, a, b", (0.243, 4.414, 0.793, 2.426), tuple(fit.params.values()), 3),
        Check("BG/NBD, CDNOW: log-likelihood", (-9582.4,), (fit.log_likelihood,), 1),
        Check("BG/NBD, CDNOW: purchases in 39 weeks", (1653,), (ahead,), 0),
        Check("MBG/NBD, CDNOW: r, α, a, b", (0.525, 6.183, 0.891, 1.614), tuple(at_once.params.values()), 3),
        Check("Gamma-Gamma, CDNOW: p, q, γ", (6.25, 3.74, 15.44), tuple(money.params.values()), 2),
        Check("sBG, High End: α, β, S(12)", (0.668, 3.806, 0.378), (alpha, beta, still_there(alpha, beta, 12)), 3),
        Check("Margin multiple, r 0.8, i 12%", (2.5,), (margin_multiple(0.8, 0.12),), 1),
    ]


def _agree(one: Check) -> bool:
    """Whether all numbers differ by no more than one in the last digit printed."""
    pairs = zip(one.published, one.here, strict=True)
    return all(abs(published - here) <= 1.01 * 10**-one.digits for published, here in pairs)


def _words(values: tuple[float, ...], digits: int) -> str:
    return "  ".join(f"{value:,.{digits}f}" for value in values)
