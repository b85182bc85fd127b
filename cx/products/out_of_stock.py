"""Was a product out of stock, or did nobody want it? What a run of months without a sale can tell."""

import numpy as np

LONGEST = 4
AROUND = 3
EXPECTED_LINES = 5.0  # a month of so many lines stays empty by chance once in 150


def out_of_stock(purchases: np.ndarray) -> np.ndarray:
    """Months that are empty although sales before and after were too many for chance.

    Parameters
    ----------
    purchases : order lines that are no return, products x months

    Returns
    -------
    Products x months, bool.

    Notes
    -----
    A run of at most 4 empty months counts when the mean of (up to) three months on either side is at least 5 lines: a
    Poisson month of 5 is empty with probability 0.7 %. Whether the shelf was empty or the shop was shut the data cannot
    tell; that demand had not gone they can. Thin sellers, and runs that have not ended, stay "no sale".

    Examples
    --------
    >>> out_of_stock(np.array([[9, 8, 0, 9, 7], [1, 1, 0, 1, 1], [9, 8, 0, 0, 0]])).astype(int).tolist()
    [[0, 0, 1, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]]
    """
    products, months = purchases.shape
    total = np.concatenate([np.zeros((products, 1)), np.cumsum(purchases, axis=1)], axis=1)
    found = np.zeros(purchases.shape, dtype=bool)
    for length in range(1, LONGEST + 1):
        for first in range(1, months - length):
            end = first + length
            empty = total[:, end] == total[:, first]
            low, high = max(first - AROUND, 0), min(end + AROUND, months)
            before = (total[:, first] - total[:, low]) / (first - low)
            after = (total[:, high] - total[:, end]) / (high - end)
            whole = (purchases[:, first - 1] > 0) & (purchases[:, end] > 0)
            sure = empty & whole & (np.minimum(before, after) >= EXPECTED_LINES)
            found[:, first:end] |= sure[:, None]
    return found
