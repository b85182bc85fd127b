"""Months in which a product is off the shelf: they say nothing about the demand for it."""

import numpy as np

from cx.products.out_of_stock import EXPECTED_LINES

AROUND = 3  # months whose mean is a level
ABRUPT_FROM = 0.3  # of the best level: what still sells so much does not end by itself
STEADY_MONTHS = 12  # so many months in a row with a sale, however few their lines, do not stop by chance
SELL_OUT_MONTHS = 3


def withdrawn(purchases: np.ndarray, sales: np.ndarray, first_sale: np.ndarray, retired: np.ndarray) -> np.ndarray:
    """Find the months in which each product is off the shelf.

    Parameters
    ----------
    purchases : order lines that are no return, products x months
    sales : money net of returns, products x months
    first_sale : column of the first sale; number of columns where there is none
    retired : column from which the products table says that it is withdrawn; NaN where it does not

    Returns
    -------
    Products x months, bool. The month of the first sale is never among them.

    Notes
    -----
    A product is off the shelf from `retired` on, and from an abrupt stop on: silence to the end, longer than any
    silence before, after a last level (mean of AROUND months) of ABRUPT_FROM of the best one or more, with
    EXPECTED_LINES lines a month or a sale in each of STEADY_MONTHS months. It is back from the first month on that
    reaches ABRUPT_FROM of the best level after an empty month, or later than SELL_OUT_MONTHS after `retired`: what
    sells for longer than a sell-out is on the shelf.

    Examples
    --------
    >>> lines = np.array([[9, 9, 9, 9, 0, 0], [9, 9, 9, 9, 0, 9], [9, 9, 3, 1, 0, 0]])
    >>> withdrawn(lines, lines * 5.0, np.zeros(3, dtype=int), np.array([np.nan, 4, np.nan])).astype(int).tolist()
    [[0, 0, 0, 0, 1, 1], [0, 0, 0, 0, 1, 0], [0, 0, 0, 0, 0, 0]]
    """
    month = np.arange(sales.shape[1])[None, :]
    level = _level(np.maximum(sales, 0), first_sale)
    high = np.maximum(sales, 0) >= ABRUPT_FROM * level.max(axis=1, keepdims=True)
    off = (month >= retired[:, None]) & (month < _back(purchases > 0, high, retired)[:, None])
    stop = _abrupt_stop(purchases, level, first_sale)
    return (off | (month >= stop[:, None])) & (month > first_sale[:, None])


def _level(values: np.ndarray, first_sale: np.ndarray) -> np.ndarray:
    """Mean of the last AROUND months since the first sale; 0 where there are fewer."""
    total = np.cumsum(np.pad(values, ((0, 0), (AROUND, 0))), axis=1)
    age = np.arange(values.shape[1])[None, :] - first_sale[:, None] + 1
    return np.where(age >= AROUND, (total[:, AROUND:] - total[:, :-AROUND]) / AROUND, 0)


def _back(active: np.ndarray, high: np.ndarray, retired: np.ndarray) -> np.ndarray:
    """Column from which a retired product sells again; number of columns where it does not."""
    months = active.shape[1]
    month = np.arange(months)[None, :]
    resumed = ~np.concatenate([np.zeros((len(active), 1), bool), active[:, :-1]], axis=1)
    again = active & high & (month >= retired[:, None]) & (resumed | (month >= retired[:, None] + SELL_OUT_MONTHS))
    first: np.ndarray = np.where(again.any(axis=1), again.argmax(axis=1), months)
    return first


def _abrupt_stop(purchases: np.ndarray, level: np.ndarray, first_sale: np.ndarray) -> np.ndarray:
    """Column after the last sale where the sales stopped abruptly; number of columns where they did not."""
    months, rows = purchases.shape[1], np.arange(len(purchases))
    active = purchases > 0
    last = np.where(active.any(axis=1), months - 1 - active[:, ::-1].argmax(axis=1), 0)
    run, silence, longest = (np.zeros(len(purchases), dtype=int) for _ in range(3))
    for month in range(months):
        inside = (month > first_sale) & (month <= last)
        longest = np.maximum(longest, np.where(inside & active[:, month], silence, 0))
        silence = np.where(active[:, month], 0, silence + inside)
        run = np.where(month > last, run, np.where(active[:, month], run + 1, 0))
    lines = _level(purchases, first_sale)[rows, last]
    steady = (lines >= EXPECTED_LINES) | (run >= STEADY_MONTHS)
    high = level[rows, last] >= ABRUPT_FROM * np.maximum(level.max(axis=1), 1e-12)
    return np.where(steady & high & (months - 1 - last > longest), last + 1, months)
