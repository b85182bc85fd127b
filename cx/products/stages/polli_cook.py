"""What does the rule of Polli & Cook (1969) say of each product's stage?

Polli, R. and Cook, V. (1969), Validity of the product life cycle, Journal of Business 42, 385-400: a product whose
yearly change lies more than half a standard deviation above the mean change (0) grows, one more than half a standard
deviation below declines, one between is mature; sales under 5 % of the product's peak are introduction.
It has no guard: on pure noise it calls 30.85 % growth and as many decline.
"""

import numpy as np

HALF = 0.5
INTRODUCED_BELOW = 0.05
FEWEST_MONTHS = 3
NOT_SAID = -1


def yearly_change(sales: np.ndarray, first_sale: np.ndarray, ends: np.ndarray | None = None) -> np.ndarray:
    """Sales of the last (up to) twelve months against the same months a year before, - 1.

    Parameters
    ----------
    sales : products x months
    first_sale : month number of the first sale of each product
    ends : the number of months before each life was cut; None: none was

    Returns
    -------
    Products x months. The months compared are those of which the year before lies after the first sale; NaN under three
    of them or where the year before has no sales, and from `ends` on.

    Examples
    --------
    >>> yearly_change(np.array([[10.0] * 12 + [15.0] * 12]), np.array([0]))[0, [11, 14, 23]].tolist()
    [nan, 0.5, 0.5]
    """
    months = sales.shape[1]
    total = np.concatenate([np.zeros((len(sales), 1)), np.cumsum(sales, axis=1)], axis=1)
    change = np.full(sales.shape, np.nan)
    for month in range(12, months):
        compared = np.clip(month - 12 - first_sale + 1, 0, 12)
        rows = np.arange(len(sales))
        now = total[rows, month + 1] - total[rows, month + 1 - compared]
        before = total[rows, month - 11] - total[rows, month - 11 - compared]
        usable = (compared >= FEWEST_MONTHS) & (before > 0)
        change[:, month] = np.where(usable, now / np.where(usable, before, 1) - 1, np.nan)
    return change if ends is None else np.where(np.arange(months)[None, :] < ends[:, None], change, np.nan)


def stages(sales: np.ndarray, first_sale: np.ndarray, ends: np.ndarray | None = None) -> np.ndarray:
    """Stage of each product-month by the rule.

    Parameters
    ----------
    sales : products x months, net
    first_sale : month number of the first sale of each product
    ends : see `yearly_change`

    Returns
    -------
    Products x months: 0 Introduction, 1 Growth, 2 Saturation, 3 Decline, -1 not said.

    Notes
    -----
    The standard deviation is that of all changes of all products. Under 15 months of sales nothing is said.

    Examples
    --------
    >>> rises, level, falls = [10.0] * 12 + [20.0] * 12, [10.0] * 24, [20.0] * 12 + [10.0] * 12
    >>> stages(np.array([rises, level, falls]), np.zeros(3, dtype=int))[:, -1].tolist()
    [1, 2, 3]
    """
    change = yearly_change(np.maximum(sales, 0), first_sale, ends)
    seen = change[np.isfinite(change)]
    half = HALF * (seen.std() if len(seen) > 1 else 0.0)
    low = sales < INTRODUCED_BELOW * np.maximum.accumulate(np.maximum(sales, 0), axis=1)
    young = low & (np.nan_to_num(change, nan=0) > half)
    said = np.select([young, change > half, change < -half, np.isfinite(change)], [0, 1, 3, 2], NOT_SAID)
    return said
