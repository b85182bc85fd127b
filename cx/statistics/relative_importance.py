"""How much each of several measures that go together explains of another: shares of R-squared (LMG)."""

from math import factorial

import numpy as np

MOST = 12
"""So many measures at most: the work doubles with each."""
_SINGULAR = 1e-10
"""A measure of which less than this share is its own, beside the others, adds nothing to them."""


def lmg(covariances: np.ndarray) -> np.ndarray:
    """The part of R-squared that each measure brings, on average over every order in which they may be added.

    Parameters
    ----------
    covariances : one symmetric matrix of (p + 1, p + 1), or a stack of them; the last row and column are those of what
        is explained, the first p those of the measures. Any unit: correlations give the same answer.

    Returns
    -------
    (..., p) parts, 0 or more, which add up to R-squared of all measures together; NaN in all of them where what is
    explained does not vary.

    Raises
    ------
    ValueError
        If there is no measure, or more than `MOST`.

    Notes
    -----
    The Shapley value of R-squared: Lindeman, Merenda & Gold (1980); Groemping (2006), Journal of Statistical Software
    17(1), whose package relaimpo calls it lmg. A measure that is a mixture of others adds nothing after these.

    Examples
    --------
    >>> import numpy as np
    >>> alike = np.array([[1.0, 0.5, 0.6], [0.5, 1.0, 0.6], [0.6, 0.6, 1.0]])
    >>> lmg(alike).round(2).tolist()
    [0.24, 0.24]
    """
    given = np.asarray(covariances, dtype=float)
    measures = given.shape[-1] - 1
    if not 0 < measures <= MOST:
        raise ValueError(f"Between 1 and {MOST} measures can be compared, and these are {measures}.")
    explained = _explained(given.reshape(-1, measures + 1, measures + 1))
    subsets = np.arange(2**measures)
    sizes = np.array([bin(subset).count("1") for subset in subsets])
    weights = np.array([factorial(k) * factorial(measures - k - 1) / factorial(measures) for k in range(measures)])
    parts = np.empty((len(explained), measures))
    for place in range(measures):
        without = subsets[(subsets >> place) & 1 == 0]
        added = explained[:, without | (1 << place)] - explained[:, without]
        parts[:, place] = added @ weights[sizes[without]]
    return parts.reshape(*given.shape[:-2], measures)


def _explained(matrices: np.ndarray) -> np.ndarray:
    """R-squared of each subset of the measures, as the bits of its column say; one row a matrix.

    A subset is its smaller part with one measure more, of a higher place: that one is swept out of what is left of the
    matrix, and what is left of the explained measure's own variance is what the subset does not explain.
    """
    measures = matrices.shape[-1] - 1
    found = np.zeros((len(matrices), 2**measures))
    whole = matrices[:, -1, -1]
    own = np.einsum("mii->mi", matrices)

    def sweep(rest: np.ndarray, first: int, subset: int) -> None:
        for place in range(first, measures):
            at = place - first
            pivot = rest[:, at, at]
            adds = pivot > _SINGULAR * own[:, place]
            column = rest[:, at + 1 :, at]
            scaled = np.divide(column, pivot[:, None], out=np.zeros_like(column), where=adds[:, None])
            left = rest[:, at + 1 :, at + 1 :] - scaled[:, :, None] * column[:, None, :]
            bigger = subset | (1 << place)
            found[:, bigger] = left[:, -1, -1]
            sweep(left, place + 1, bigger)

    found[:, 0] = whole
    sweep(matrices, 0, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(whole[:, None] > 0, 1 - found / whole[:, None], np.nan)
