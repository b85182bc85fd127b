"""Clusters of scaled features: fit, choose how many, say how stable and how clear they are."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from cx import heavy

if TYPE_CHECKING:
    from sklearn.cluster import KMeans

SEED = 20
SILHOUETTE_ROWS = 2_000
STABILITY_ROWS = 4_000
TREE_ROWS = 2_000
STABLE = 0.8
"""Adjusted Rand of two half-samples from which a number of clusters counts as stable."""


@dataclass(frozen=True)
class Clusters:
    """Centres in the units of the features, and how good they are.

    centres : (k, features); means, spreads : (features,), spread 0 marks a feature that tells nothing
    silhouette : mean over at most 2,000 rows, -1..1; nan with fewer than 2 clusters
    stability : mean adjusted Rand of halves fitted apart, -1..1; nan where it cannot be measured
    rows : how many rows were fitted
    """

    centres: np.ndarray
    means: np.ndarray
    spreads: np.ndarray
    silhouette: float
    stability: float
    rows: int

    def scaled_centres(self) -> np.ndarray:
        """The centres as standard scores of the fitted rows; a feature that tells nothing is 0."""
        return _scaled(self.centres, self.means, self.spreads)


def fit(features: np.ndarray, clusters: int | None = None, choices: range = range(3, 7)) -> Clusters:
    """K-means on standardised features, each as important as the other, begun at the clusters of Ward (1963).

    features : (rows, features) floats on a suitable scale; nan is unknown and counts as the mean
    clusters : how many; None takes, of `choices`, the best silhouette among the stable ones, or the most stable
        one when none is stable
    There are never more clusters than distinct rows. Rows must come in an order that does not depend on chance:
    the caller sorts them by a hash of their id.
    Raises ValueError when there is no row.

    >>> fit(np.array([[0.0], [0.1], [5.0], [5.1]]), clusters=2).centres.round(2).ravel().tolist()
    [5.05, 0.05]
    """
    if len(features) == 0:
        raise ValueError("there is no row to cluster")
    means, spreads = _moments(features)
    rows = _scaled(features, means, spreads)
    distinct = len(np.unique(rows.round(9), axis=0))
    wanted = [clusters] if clusters else [k for k in choices if k * 5 <= len(rows)] or [choices[0]]
    with _one_thread():  # threads of our own would wait for each other twice as long
        tree, apart = _tree(rows), _apart(rows)
        numbers = dict.fromkeys(min(k, distinct) for k in wanted)
        tried = [_tried(rows, k, tree, apart) for k in numbers]
        centres, silhouette, stability = _chosen(rows, tried)
    order = np.lexsort(np.round(centres, 9).T[::-1])[::-1]
    used = np.where(spreads > 0, spreads, 0.0)
    return Clusters(means + centres[order] * used, means, spreads, silhouette, stability, len(rows))


def assess(features: np.ndarray, choices: range = range(2, 9), rounds: int = 12) -> pd.DataFrame:
    """How each number of clusters would do: clusters, silhouette, stability (halves), bootstrap, low, high.

    bootstrap : mean adjusted Rand, over `rounds` bootstrap resamples, of the clusters fitted to the resample and those
        fitted to all, on all; low and high are its lowest and highest round. On at most 4,000 rows.
    Hennig (2007), Computational Statistics & Data Analysis 52, 258-271, with adjusted Rand in place of Jaccard.
    """
    means, spreads = _moments(features)
    rows = _scaled(features, means, spreads)
    distinct = len(np.unique(rows.round(9), axis=0))
    numbers = [k for k in choices if k <= distinct and len(rows) >= 4 * k]
    with _one_thread():
        tree, apart = (_tree(rows), _apart(rows)) if numbers else (None, None)
        found = [_assessed(rows, k, rounds, tree, apart) for k in numbers]
    return pd.DataFrame(found, columns=["clusters", "silhouette", "stability", "bootstrap", "low", "high"])


def _assessed(rows: np.ndarray, clusters: int, rounds: int, tree: np.ndarray, apart: np.ndarray) -> tuple:
    _centres, silhouette = _tried(rows, clusters, tree, apart)
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
    own = (
        heavy.sklearn()
        .cluster.KMeans(clusters, init=_start(rows, clusters, tree), n_init=1)
        .fit(rows)
        .labels_
    )
    return [
        float(
            heavy.sklearn().metrics.adjusted_rand_score(own, _kmeans(rows[draw], clusters, 4).predict(rows))
        )
        for draw in (shuffler.integers(len(rows), size=len(rows)) for _ in range(rounds))
    ]


def _one_thread() -> threadpool_limits:
    """Sums in one order give the same centres on every machine. The limit holds for libraries that are loaded."""
    heavy.sklearn()
    return threadpool_limits(1)


def _chosen(rows: np.ndarray, tried: list[tuple[np.ndarray, float]]) -> tuple[np.ndarray, float, float]:
    """Of the clusters tried, the best silhouette that is stable, else the most stable; stability takes longest, so best first."""
    found = []
    for centres, silhouette in sorted(tried, key=lambda one: _or_least(one[1]), reverse=True):
        found.append((centres, silhouette, _stability(rows, len(centres))))
        if found[-1][2] >= STABLE:
            return found[-1]
    return max(found, key=lambda one: _or_least(one[2]))


def _or_least(measure: float) -> float:
    return -1.0 if np.isnan(measure) else measure


def _moments(features: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    known = ~np.isnan(features)
    count = np.maximum(known.sum(axis=0), 1)
    means = np.where(known, features, 0).sum(axis=0) / count
    spreads = np.sqrt((np.where(known, features - means, 0) ** 2).sum(axis=0) / count)
    return means, np.where(spreads > 1e-9 * np.maximum(1, np.abs(means)), spreads, 0.0)


def _scaled(features: np.ndarray, means: np.ndarray, spreads: np.ndarray) -> np.ndarray:
    by = np.divide(1.0, spreads, out=np.zeros_like(spreads), where=spreads > 0)
    return np.where(np.isnan(features), 0.0, (features - means) * by)


def _tree(rows: np.ndarray) -> np.ndarray:
    """Ward's tree of the first rows: where k-means starts, so that the clusters hang on no seed."""
    some = rows[:TREE_ROWS]
    return heavy.hierarchy().linkage(some, "ward") if len(some) > 1 else np.empty((0, 4))


def _start(rows: np.ndarray, clusters: int, tree: np.ndarray) -> np.ndarray:
    """The centres of Ward's clusters."""
    labels = heavy.hierarchy().fcluster(tree, clusters, "maxclust") if len(tree) else np.ones(1, dtype=int)
    if labels.max() < clusters:  # equal heights: only merge by merge is there a cut into so many
        labels = heavy.hierarchy().cut_tree(tree, clusters).ravel() + 1
    return np.array([rows[: len(labels)][labels == label].mean(axis=0) for label in range(1, clusters + 1)])


def _apart(rows: np.ndarray) -> np.ndarray:
    """How far the first rows lie from each other, for every silhouette."""
    return heavy.sklearn().metrics.pairwise_distances(rows[:SILHOUETTE_ROWS])


def _tried(rows: np.ndarray, clusters: int, tree: np.ndarray, apart: np.ndarray) -> tuple[np.ndarray, float]:
    model = heavy.sklearn().cluster.KMeans(clusters, init=_start(rows, clusters, tree), n_init=1).fit(rows)
    if clusters < 2 or len(rows) <= clusters:
        return model.cluster_centers_, float("nan")
    labels = model.labels_[: len(apart)]
    silhouette = (
        float(heavy.sklearn().metrics.silhouette_score(apart, labels, metric="precomputed"))
        if 1 < len(set(labels)) < len(labels)
        else float("nan")
    )
    return model.cluster_centers_, silhouette


def _stability(rows: np.ndarray, clusters: int, rounds: int = 3) -> float:
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
            heavy.sklearn().metrics.adjusted_rand_score(
                _kmeans(half, clusters, 4).predict(rows), _kmeans(other, clusters, 4).predict(rows)
            )
        )
    return float(np.mean(agreement))


def _kmeans(rows: np.ndarray, clusters: int, starts: int = 10) -> "KMeans":
    return heavy.sklearn().cluster.KMeans(clusters, n_init=starts, random_state=SEED).fit(rows)
