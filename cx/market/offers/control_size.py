"""Size of a control group: the smallest effect that it can show."""

from math import isnan, nan, sqrt
from statistics import NormalDist

from cx.statistics.intervals import ENOUGH_TO_RANK

WINDOW_DAYS = 30
"""An order within so many days of a mail counts."""
POWER = 0.8
_TWO_SIDED = NormalDist().inv_cdf(0.975)
_POWER = NormalDist().inv_cdf(POWER)
_STEPS = 60


def smallest_uplift(treated: int, held_out: int, rate: float) -> float:
    """The smallest difference of two shares that a test of them finds in 4 of 5 tries.

    Parameters
    ----------
    treated, held_out : customers of each arm
    rate : who orders without the mail, 0..1

    Returns
    -------
    Share, 0..1; NaN where an arm has fewer than 30 customers, the rate is not known, or not even all could be enough.

    Notes
    -----
    Power 80 %, two-sided at 5 %, by the normal approximation of two independent shares (Fleiss, Levin & Paik 2003,
    Statistical Methods for Rates and Proportions, chapter 4, without continuity correction).

    Examples
    --------
    >>> round(smallest_uplift(900, 100, 0.3), 3), round(smallest_uplift(9_000, 1_000, 0.3), 3)
    (0.143, 0.044)
    """
    if min(treated, held_out) < ENOUGH_TO_RANK or isnan(rate):
        return nan
    low, high = 0.0, 1 - rate
    if not _is_found(high, treated, held_out, rate):
        return nan
    for _step in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if _is_found(middle, treated, held_out, rate) else (middle, high)
    return high


def _is_found(uplift: float, treated: int, held_out: int, rate: float) -> bool:
    """Whether a test of such arms has the power."""
    other = rate + uplift
    pooled = (treated * other + held_out * rate) / (treated + held_out)
    by_chance = sqrt(max(pooled * (1 - pooled), 0) * (1 / treated + 1 / held_out))
    spread = sqrt(max(other * (1 - other), 0) / treated + rate * (1 - rate) / held_out)
    return uplift >= _TWO_SIDED * by_chance + _POWER * spread
