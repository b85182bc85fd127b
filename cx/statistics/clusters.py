"""Clusters of scaled features: fit, choose how many, say how stable and how clear they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import nan
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from cx.statistics import lazy_imports

if TYPE_CHECKING:
    from sklearn.cluster import KMeans

SEED = 20
SILHOUETTE_ROWS = 2_000
STABILITY_ROWS = 4_000
TREE_ROWS = 2_000
USUAL = 4
"""Clusters to begin with: three metals, and room for one group that is none of them, such as newcomers."""
STABLE = 0.8
"""Adjusted Rand of two half-samples from which a number of clusters counts as stable."""
USABLE = 1 / 3
"""Under it two halves see other clusters: what is found is chance. Clouds without a cluster reach about 0.1 to 0.4."""
FARTHEST = 3.0
"""An outlier weighs no more than one so many standard deviations from the mean, and makes no cluster of its own."""
CLEARLY = 0.1
"""By so much more silhouette is another number of clusters clearly better than the usual one."""
SMALLEST = 0.03
"""A cluster of a smaller share of the rows is a handful of outliers."""


@dataclass(frozen=True)
class Clusters:
    """Centres in the units of the features, and how good they are.

    Attributes
    ----------
    centres : (k, features)
    means, spreads : (features,), spread 0 marks a feature that tells nothing
    silhouette : mean over at most 2,000 rows, -1..1; nan with fewer than 2 clusters
    stability : mean adjusted Rand of halves fitted apart, -1..1; nan where it cannot be measured
    rows : how many rows were fitted
    sizes : (k,), how many of them lie nearest to each centre
    """

    centres: np.ndarray
    means: np.ndarray
    spreads: np.ndarray
    silhouette: float
    stability: float
    rows: int
    sizes: np.ndarray

    @property
    def is_stable(self) -> bool:
        """Whether halves agree on the clusters, and at least two of them are no outliers."""
        return bool(self.stability >= STABLE and self.is_large.sum() > 1)

    @property
    def is_usable(self) -> bool:
        """Whether the clusters are more than chance, or there are too few rows to say."""
        return bool(np.isnan(self.stability) or (self.stability >= USABLE and self.is_large.sum() > 1))

    @property
    def is_large(self) -> np.ndarray:
        """(k,): which clusters hold at least SMALLEST of the rows."""
        return self.sizes >= SMALLEST * self.rows

    def scaled_centres(self) -> np.ndarray:
        """The centres as standard scores of the fitted rows; a feature that tells nothing is 0."""
        return self.scaled(self.centres)

    def scaled(self, features: np.ndarray) -> np.ndarray:
        """Features as standard scores of the fitted rows."""
        return _scaled(features, self.means, self.spreads)


def fit(
    features: np.ndarray,
    clusters: int | None = None,
    choices: range = range(3, 7),
    units: Sequence[float] | None = None,
    start: np.ndarray | None = None,
) -> Clusters:
    """K-means on standardised features, begun at given centres or at the clusters of Ward (1963).

    Parameters
    ----------
    features : (rows, features) floats on a suitable scale; nan is unknown and counts as the mean. Rows come in an order
        that does not depend on chance: the caller sorts them by a hash of their id
    clusters : how many; None chooses, see Returns
    choices : the numbers to choose from
    units : per feature, what counts as one standard deviation at least: a feature that hardly varies then keeps its own
        unit, and its rare exceptions do not outweigh everything else; None: 0 for each
    start : (k, features) centres of an earlier fit, in the units of the features: the fit begins there

    Returns
    -------
    The clusters of the usual number (that of `start`, else USUAL), unless another one of `choices` is stable and
    clearly better, by CLEARLY in silhouette; where the usual number is not usable (`Clusters.is_usable`), the best that
    is stable. There are never more clusters than distinct rows. Centres come in a fixed order, by the first feature,
    largest first.

    Raises
    ------
    ValueError
        When there is no row.

    Examples
    --------
    >>> fit(np.array([[0.0], [0.1], [5.0], [5.1]]), clusters=2).centres.round(2).ravel().tolist()
    [5.05, 0.05]
    """
    if len(features) == 0:
        raise ValueError("there is no row to cluster")
    means, spreads = _moments(features, units)
    rows = _scaled(features, means, spreads).clip(-FARTHEST, FARTHEST)
    distinct = len(np.unique(rows.round(9), axis=0))
    begun = None if start is None else _scaled(start, means, spreads)
    with _one_thread():  # threads of our own would wait for each other twice as long
        tree, apart = _tree(rows), _apart(rows)

        def tried(number: int) -> Clusters:
            initial = begun if begun is not None and number == len(begun) else _start(rows, number, tree)
            return _clusters(rows, initial, apart, means, spreads)

        def measured(one: Clusters) -> Clusters:
            return replace(one, stability=_stability(rows, len(one.centres)))

        found = measured(tried(min(clusters or (USUAL if start is None else len(start)), distinct)))
        if clusters:
            return found
        numbers = {min(k, distinct) for k in choices if k * 5 <= len(rows)} - {len(found.centres)}
        least = _or_least(found.silhouette) + CLEARLY if found.is_usable else -1.0
        others = [one for one in map(tried, sorted(numbers)) if _or_least(one.silhouette) > least]
        others.sort(key=lambda one: -_or_least(one.silhouette))
        return next((one for one in map(measured, others) if one.is_stable), found)


def assess(
    features: np.ndarray,
    choices: range = range(2, 9),
    rounds: int = 12,
    units: Sequence[float] | None = None,
) -> pd.DataFrame:
    """How each number of clusters would do.

    Parameters
    ----------
    features, units : as in `fit`
    choices : the numbers to try; those with under 4 rows a cluster, or more than the distinct rows, are left out
    rounds : how many bootstrap resamples

    Returns
    -------
    One row a number of clusters, in their order.

    clusters
    silhouette : -1..1, mean over at most 2,000 rows
    stability : -1..1, mean adjusted Rand of halves fitted apart
    bootstrap : mean adjusted Rand, over `rounds` bootstrap resamples, of the clusters fitted to the resample and those
        fitted to all, on all; low and high are its lowest and highest round. On at most 4,000 rows.

    Notes
    -----
    Hennig (2007), Computational Statistics & Data Analysis 52, 258-271, with adjusted Rand in place of Jaccard.

    Examples
    --------
    >>> table = assess(np.repeat([[0.0], [1.0]], 20, axis=0), choices=range(2, 3), rounds=2)
    >>> table[["clusters", "silhouette", "bootstrap"]].values.tolist()
    [[2.0, 1.0, 1.0]]
    """
    means, spreads = _moments(features, units)
    rows = _scaled(features, means, spreads).clip(-FARTHEST, FARTHEST)
    distinct = len(np.unique(rows.round(9), axis=0))
    numbers = [k for k in choices if k <= distinct and len(rows) >= 4 * k]
    with _one_thread():
        found = []
        if numbers:
            tree, apart = _tree(rows), _apart(rows)
            found = [_assessed(rows, k, rounds, tree, apart) for k in numbers]
    return pd.DataFrame(found, columns=["clusters", "silhouette", "stability", "bootstrap", "low", "high"])


def _assessed(rows: np.ndarray, clusters: int, rounds: int, tree: np.ndarray, apart: np.ndarray) -> tuple[Any, ...]:
    _centres, silhouette, _sizes = _tried(rows, _start(rows, clusters, tree), apart)
    agreement = _bootstrap(rows[:STABILITY_ROWS], clusters, rounds, tree)
    return (
        clusters,
        silhouette,
        _stability(rows, clusters),
        np.mean(agreement),
        min(agreement),
        max(agreement),
    )


def _bootstrap(rows: np.ndarray, clusters: int, rounds: int, tree: np.ndarray) -> list[float]:
    shuffler = np.random.default_rng(SEED)
    own = lazy_imports.sklearn().cluster.KMeans(clusters, init=_start(rows, clusters, tree), n_init=1).fit(rows).labels_
    return [
        float(lazy_imports.sklearn().metrics.adjusted_rand_score(own, _kmeans(rows[draw], clusters, 4).predict(rows)))
        for draw in (shuffler.integers(len(rows), size=len(rows)) for _ in range(rounds))
    ]


def _one_thread() -> threadpool_limits:
    """Sums in one order give the same centres on every machine. The limit holds for libraries that are loaded."""
    lazy_imports.sklearn()
    return threadpool_limits(1)


def _or_least(measure: float) -> float:
    return -1.0 if np.isnan(measure) else measure


def _moments(features: np.ndarray, units: Sequence[float] | None = None) -> tuple[np.ndarray, np.ndarray]:
    known = ~np.isnan(features)
    count = np.maximum(known.sum(axis=0), 1)
    means = np.where(known, features, 0).sum(axis=0) / count
    spreads = np.sqrt((np.where(known, features - means, 0) ** 2).sum(axis=0) / count)
    least = np.zeros(len(means)) if units is None else np.asarray(units, dtype=float)
    varies = spreads > 1e-9 * np.maximum(1, np.abs(means))
    return means, np.where(varies, np.maximum(spreads, least), 0.0)


def _scaled(features: np.ndarray, means: np.ndarray, spreads: np.ndarray) -> np.ndarray:
    by = np.divide(1.0, spreads, out=np.zeros_like(spreads), where=spreads > 0)
    return np.where(np.isnan(features), 0.0, (features - means) * by)


def _tree(rows: np.ndarray) -> np.ndarray:
    """Ward's tree of the first rows: where k-means starts, so that the clusters hang on no seed."""
    some = rows[:TREE_ROWS]
    return lazy_imports.hierarchy().linkage(some, "ward") if len(some) > 1 else np.empty((0, 4))


def _start(rows: np.ndarray, clusters: int, tree: np.ndarray) -> np.ndarray:
    """The centres of Ward's clusters."""
    labels = lazy_imports.hierarchy().fcluster(tree, clusters, "maxclust") if len(tree) else np.ones(1, dtype=int)
    if labels.max() < clusters:  # equal heights: only merge by merge is there a cut into so many
        labels = lazy_imports.hierarchy().cut_tree(tree, clusters).ravel() + 1
    return np.array([rows[: len(labels)][labels == label].mean(axis=0) for label in range(1, clusters + 1)])


def _apart(rows: np.ndarray) -> np.ndarray:
    """How far the first rows lie from each other, for every silhouette."""
    distances: np.ndarray = lazy_imports.sklearn().metrics.pairwise_distances(rows[:SILHOUETTE_ROWS])
    return distances


def _clusters(
    rows: np.ndarray, initial: np.ndarray, apart: np.ndarray, means: np.ndarray, spreads: np.ndarray
) -> Clusters:
    """The clusters that k-means finds from the initial centres, their stability not measured yet."""
    centres, silhouette, sizes = _tried(rows, initial, apart)
    order = np.lexsort(np.round(centres, 9).T[::-1])[::-1]
    return Clusters(means + centres[order] * spreads, means, spreads, silhouette, nan, len(rows), sizes[order])


def _tried(rows: np.ndarray, initial: np.ndarray, apart: np.ndarray) -> tuple[np.ndarray, float, np.ndarray]:
    """Centres, silhouette and sizes of the clusters that k-means finds from the initial centres."""
    clusters = len(initial)
    model = lazy_imports.sklearn().cluster.KMeans(clusters, init=initial, n_init=1).fit(rows)
    sizes = np.bincount(model.labels_, minlength=clusters)
    if clusters < 2 or len(rows) <= clusters:
        return model.cluster_centers_, nan, sizes
    labels = model.labels_[: len(apart)]
    silhouette = (
        float(lazy_imports.sklearn().metrics.silhouette_score(apart, labels, metric="precomputed"))
        if 1 < len(set(labels)) < len(labels)
        else nan
    )
    return model.cluster_centers_, silhouette, sizes


def _stability(rows: np.ndarray, clusters: int, rounds: int = 6) -> float:
    """Halves are fitted apart and both place all rows; 1 means that they agree on everyone."""
    rows = rows[:STABILITY_ROWS]
    if clusters < 2 or len(rows) < 4 * clusters:
        return float("nan")
    shuffler = np.random.default_rng(SEED)
    agreement = []
    for _ in range(rounds):
        order = shuffler.permutation(len(rows))
        half, other = rows[order[: len(rows) // 2]], rows[order[len(rows) // 2 :]]
        agreement.append(
            lazy_imports.sklearn().metrics.adjusted_rand_score(
                _kmeans(half, clusters, 4).predict(rows), _kmeans(other, clusters, 4).predict(rows)
            )
        )
    return float(np.mean(agreement))


def _kmeans(rows: np.ndarray, clusters: int, starts: int = 10) -> "KMeans":
    return lazy_imports.sklearn().cluster.KMeans(clusters, n_init=starts, random_state=SEED).fit(rows)
