"""Did a product live twice? A second rise after a deep fall, which one life curve cannot say.

Cox, W. E. (1967), Product life cycles as marketing models, Journal of Business 40, 375-384, calls it the cycle-recycle:
a relaunch, a promotion or a new use lifts sales again after their decline.
"""

from dataclasses import fields, replace

import numpy as np

from cx.products.life import curve_weights
from cx.products.life.stage_path import RELAPSE

FEWEST_MONTHS = 24  # seasons must have been taken out
EACH_SIDE = 6
DEEP = 0.5  # of the lower one of the two peaks


def troughs(level: np.ndarray, begun: np.ndarray) -> np.ndarray:
    """The deepest month between two peaks twice as high (one a product); -1 where there is none.

    Parameters
    ----------
    level : smoothed sales, products x months. At least EACH_SIDE months must lie on either side.
    begun : products x months, whether each has sold by then
    """
    products, months = level.shape
    if months < FEWEST_MONTHS:
        return np.full(products, -1)
    seen = np.where(begun, level, 0)
    before = np.maximum.accumulate(seen, axis=1)
    after = np.maximum.accumulate(seen[:, ::-1], axis=1)[:, ::-1]
    depth = np.where(begun, seen / np.maximum(np.minimum(before, after), 1e-12), 1.0)
    age = np.cumsum(begun, axis=1)
    depth = np.where((age > EACH_SIDE) & (np.arange(months) < months - EACH_SIDE)[None, :], depth, 1.0)
    at = depth.argmin(axis=1)
    return np.where(depth[np.arange(products), at] < DEEP, at, -1)


def told_apart(
    reading: curve_weights.Reading,
    sales: np.ndarray,
    weights: np.ndarray,
    begun: np.ndarray,
    level: np.ndarray,
    launch: np.ndarray,
    key: np.ndarray,
) -> tuple[curve_weights.Reading, np.ndarray]:
    """Read two lives where two explain the sales better than one, at the price of a relapse on the path.

    Returns
    -------
    The reading, and the month of the second birth of each product; -1 where there is one life.
    """
    born = troughs(level, begun)
    rows = np.flatnonzero(born >= 0)
    if not len(rows):
        return reading, born
    late = np.arange(sales.shape[1])[None, :] >= born[rows, None]
    first = curve_weights.read(sales[rows], np.where(late, 0, weights[rows]), launch[rows], key[rows])
    second = curve_weights.read(sales[rows], np.where(late, weights[rows], 0), born[rows].astype(float), key[rows])
    better = first.evidence + second.evidence + RELAPSE > reading.evidence[rows]
    lived_twice, months = rows[better], late[better]
    changed = {field.name: getattr(reading, field.name).copy() for field in fields(reading)}
    for name, found in changed.items():
        found[lived_twice] = getattr(second, name)[better]
    for name in ("stage", "level"):
        mask = months[:, :, None] if name == "stage" else months
        changed[name][lived_twice] = np.where(mask, getattr(second, name)[better], getattr(first, name)[better])
    return replace(reading, **changed), np.where(np.isin(np.arange(len(born)), lived_twice), born, -1)
