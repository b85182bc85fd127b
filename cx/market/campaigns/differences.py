"""Differences between two arms: shares by Newcombe, means by Welch, as they are and with the time before (CUPED)."""

from math import nan, sqrt
from statistics import NormalDist
from typing import Any, TypeAlias

import pandas as pd

from cx.statistics import intervals, verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK

Arm: TypeAlias = pd.Series
"""n, and of a measure its sum, `_squares`, the sum of the time before, its `_squares`, and `_products` of both."""
NAMES = {True: "higher", False: "lower", None: None}


def of_share(treated: tuple[int, int], held_out: tuple[int, int]) -> dict[str, Any]:
    """The difference of two shares; a p-value from ENOUGH_TO_RANK people in each arm on.

    Examples
    --------
    >>> visa = of_share((267, 21307), (122, 21306))
    >>> [round(100 * visa[name], 3) for name in ("difference", "low", "high")]
    [0.681, 0.501, 0.864]
    """
    (did, n), (other, other_n) = treated, held_out
    difference, low, high = intervals.difference(did, n, other, other_n)
    rates = {"treated": did / n if n else nan, "held_out": other / other_n if other_n else nan}
    p_value = verdicts.share_p(did, n, other, other_n) if min(n, other_n) >= ENOUGH_TO_RANK else nan
    return {**rates, "difference": difference, "low": low, "high": high, "p_value": p_value}


def of_mean(treated: Arm, held_out: Arm, measure: str, is_adjusted: bool = False) -> dict[str, Any]:
    """The difference of two means by Welch; is_adjusted : less theta x the time before.

    Notes
    -----
    Deng, Xu, Kohavi & Walker (2013), WSDM 123-132: theta = cov(y, before) / var(before), over both arms together.
    """
    theta = _theta(treated, held_out, measure) if is_adjusted else 0.0
    (mean, spread), (other, other_spread) = (_moments(arm, measure, theta) for arm in (treated, held_out))
    n, other_n = int(treated["n"]), int(held_out["n"])
    given = mean, spread, n, other, other_spread, other_n
    difference, low, high = intervals.mean_difference(*given)
    p_value = verdicts.mean_p(*given) if min(n, other_n) >= ENOUGH_TO_RANK else nan
    plain = {"treated": treated[measure] / n, "held_out": held_out[measure] / other_n}
    return {**plain, "difference": difference, "low": low, "high": high, "p_value": p_value}


def _theta(treated: Arm, held_out: Arm, measure: str) -> float:
    both, before = treated + held_out, f"{measure}_before"
    variance = both[f"{before}_squares"] - both[before] ** 2 / both["n"]
    if variance <= 1e-12 * abs(both[f"{before}_squares"]):
        return 0.0
    return float((both[f"{measure}_products"] - both[measure] * both[before] / both["n"]) / variance)


def _moments(arm: Arm, measure: str, theta: float) -> tuple[float, float]:
    """Mean and sample standard deviation of y - theta x before."""
    n, total, squares = int(arm["n"]), arm[measure], arm[f"{measure}_squares"]
    if theta:
        before = f"{measure}_before"
        squares += theta**2 * arm[f"{before}_squares"] - 2 * theta * arm[f"{measure}_products"]
        total -= theta * arm[before]
    spread = sqrt(max(squares - total**2 / n, 0.0) / (n - 1)) if n > 1 else 0.0
    return float(total / n), spread


def standardised(treated: Arm, held_out: Arm, measure: str) -> float:
    """The difference of two means in standard deviations, those of both arms alike; NaN where an arm has one person."""
    (mean, spread), (other, other_spread) = (_moments(arm, measure, 0.0) for arm in (treated, held_out))
    if min(treated["n"], held_out["n"]) < 2:
        return nan
    pooled = sqrt((spread**2 + other_spread**2) / 2)
    return (mean - other) / pooled if pooled else 0.0


def held_out_needed(rate: float, difference: float, people: int, power: float = 0.8) -> int | None:
    """How many of some people to hold out so that a difference is seen.

    Parameters
    ----------
    rate : share of those held out who buy
    difference : the smallest difference that is worth seeing, above 0
    people : all of them, mailed and held out
    power : the chance that it is seen, two-sided at 5 %

    Returns
    -------
    The smallest number, at most half; None where even half of them are too few.

    Examples
    --------
    >>> held_out_needed(0.4, 0.05, 5000), held_out_needed(0.4, 0.05, 300) is None
    (932, True)
    """
    normal, other = NormalDist(), min(rate + difference, 1.0)
    reach = (difference / (normal.inv_cdf(0.975) + normal.inv_cdf(power))) ** 2
    for n in range(ENOUGH_TO_RANK, people // 2 + 1):
        if rate * (1 - rate) / n + other * (1 - other) / (people - n) <= reach:
            return n
    return None
