"""Which way through the stages of life did each product go, month by month?

Product-months become features, scikit-learn's k-means groups them, each group is named by its sales and profit
signature, and the path through the names may only move forward: a relapse costs.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from cx.products.life.curves import SOLD_STAGES
from cx.statistics import lazy_imports

if TYPE_CHECKING:
    from sklearn.cluster import KMeans

FEATURES = ["introduction", "growth", "saturation", "decline", "level", "trend", "profit", "profit_trend"]
IMPORTANCE = np.array([1.0, 1.0, 1.0, 1.0, 0.35, 0.35, 0.25, 0.25])
# What the stages look like: chance of each by the curve of sales, level of its peak, trend a month (in tenths),
# profit and its change over half a year against the profit that peak sales would earn.
SIGNATURES = np.array(
    [
        [1.0, 0.0, 0.0, 0.0, 0.3, 0.8, 0.0, 0.2],
        [0.0, 1.0, 0.0, 0.0, 0.85, 0.5, 0.8, 0.4],
        [0.0, 0.0, 1.0, 0.0, 0.9, -0.1, 0.9, -0.1],
        [0.0, 0.0, 0.0, 1.0, 0.35, -0.7, 0.3, -0.3],
    ]
)
FIT_AT_MOST = 20_000
SIGNATURE_WEIGHT = 20.0
STAY, FORWARD, SKIP, RELAPSE = np.log([0.9, 0.085, 0.013, 0.001])
EVIDENCE_OF_A_MONTH = 0.35  # neighbouring months are smoothed together: they are no independent witnesses
LEAST_CHANCE = 1e-4
WINDOW = 3
CHUNK, THREADS = 4000, 2
SEED = 20240229


def smoothed(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Weighted mean over seven months around each (products x months); triangular, of the known months only."""
    total = np.zeros(values.shape)
    weight = np.zeros(values.shape)
    for shift in range(-WINDOW, WINDOW + 1):
        importance = WINDOW + 1 - abs(shift)
        total += importance * _shifted(values * known, shift)
        weight += importance * _shifted(known, shift)
    return total / np.maximum(weight, 1e-12)


def _shifted(values: np.ndarray, shift: int) -> np.ndarray:
    """`values` of the month `shift` months later; 0 beyond the ends."""
    result = np.zeros(values.shape)
    months = values.shape[1]
    if abs(shift) < months:
        result[:, max(-shift, 0) : months - max(shift, 0)] = values[:, max(shift, 0) : months + min(shift, 0)]
    return result


def trend(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Relative growth a month, guarded: what noise explains is shrunk to 0.

    Parameters
    ----------
    values : products x months
    known : where a month says something

    Returns
    -------
    Products x months.

    Notes
    -----
    A straight line through seven months gives the slope and its t-value; the slope is multiplied by
    1 - (2 / t)^2, by 0 where |t| <= 2 (the positive part of James & Stein, 1961).
    """
    sums = {name: np.zeros(values.shape) for name in ("n", "x", "xx", "y", "xy", "yy")}
    for shift in range(-WINDOW, WINDOW + 1):
        n, y = _shifted(known, shift), _shifted(values * known, shift)
        for name, term in {
            "n": n,
            "x": shift * n,
            "xx": shift**2 * n,
            "y": y,
            "xy": shift * y,
            "yy": y * y,
        }.items():
            sums[name] += term
    n = np.maximum(sums["n"], 1)
    spread = sums["xx"] - sums["x"] ** 2 / n
    moved = sums["xy"] - sums["x"] * sums["y"] / n
    slope = moved / np.maximum(spread, 1e-9)
    rest = np.maximum(sums["yy"] - sums["y"] ** 2 / n - slope * moved, 0) / np.maximum(n - 2, 1)
    squared_t = slope**2 * spread / np.maximum(rest, 1e-12 * np.maximum(sums["yy"], 1e-12))
    kept = np.where(sums["n"] >= 4, np.maximum(1 - 4 / np.maximum(squared_t, 1e-9), 0), 0)
    change: np.ndarray = slope * kept / np.maximum(sums["y"] / n, 1e-9)
    return change


def features(chance: np.ndarray, level: np.ndarray, sales_trend: np.ndarray, profit: np.ndarray) -> np.ndarray:
    """Rows of FEATURES, one per product-month given (flat arrays; `chance` n x 4, `profit` n x 2)."""
    columns = [
        chance,
        level[:, None],
        np.clip(sales_trend / 0.1, -1.5, 1.5)[:, None],
        np.clip(profit, -1.5, 1.5),
    ]
    return np.concatenate(columns, axis=1)


def fit(rows: np.ndarray, order: np.ndarray) -> tuple["KMeans", np.ndarray]:
    """Groups of product-months, and the stage of each.

    Parameters
    ----------
    rows : n x FEATURES
    order : n numbers that belong to the product-month, not to its place (a hash): the FIT_AT_MOST lowest are fitted.
        The signatures start the search and stay in it as observations, so that a group is named by the nearest
        signature whatever the data, their order or the seed.

    Returns
    -------
    The fitted groups, and the stage of each (index into SOLD_STAGES).
    """
    chosen = np.argsort(order, kind="stable")[:FIT_AT_MOST]
    poor, rich = SIGNATURES.copy(), SIGNATURES.copy()
    poor[:, 6] -= 0.4
    rich[:, 6] += 0.3
    start = np.concatenate([SIGNATURES, poor, rich]) * IMPORTANCE
    fitted = np.concatenate([rows[chosen] * IMPORTANCE, start])
    weight = np.concatenate([np.ones(len(chosen)), np.full(len(start), SIGNATURE_WEIGHT)])
    model = (
        lazy_imports.sklearn()
        .cluster.KMeans(n_clusters=len(start), init=start, n_init=1, random_state=SEED)
        .fit(fitted, sample_weight=weight)
    )
    apart = ((model.cluster_centers_[:, None, :] - (SIGNATURES * IMPORTANCE)[None, :, :]) ** 2).sum(axis=2)
    return model, apart.argmin(axis=1)


def emissions(model: "KMeans", names: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """How likely each stage is for each product-month (n x 4, sums to 1), by its distances to the groups."""
    distance = model.transform(rows * IMPORTANCE) ** 2
    breadth = max(model.inertia_ / max(len(rows), 1) / rows.shape[1], 0.02)
    near = np.exp(-(distance - distance.min(axis=1, keepdims=True)) / (2 * breadth))
    stage = np.stack([near[:, names == number].sum(axis=1) for number in range(len(SOLD_STAGES))], axis=1)
    stage = np.maximum(stage / stage.sum(axis=1, keepdims=True), LEAST_CHANCE)
    chance: np.ndarray = stage / stage.sum(axis=1, keepdims=True)
    return chance


def steps() -> np.ndarray:
    """Log chance to go from one sold stage (row) to the next month's (column)."""
    ahead = np.arange(4)[None, :] - np.arange(4)[:, None]
    return np.select([ahead == 0, ahead == 1, ahead > 1], [STAY, FORWARD, SKIP], RELAPSE)


def path(chance: np.ndarray, begun: np.ndarray, start: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The most likely way through the stages (Viterbi) and the chance of every stage in every month.

    Parameters
    ----------
    chance : products x months x 4
    begun : products x months, True from the first month of sales on
    start : products x 4, chance of the stages in that month

    Returns
    -------
    stage (products x months, -1 before) and posterior (products x months x 4; forward-backward).
    """
    log_chance = EVIDENCE_OF_A_MONTH * np.log(np.maximum(chance, LEAST_CHANCE))
    log_start, move = np.log(np.maximum(start, LEAST_CHANCE)), steps()
    first = begun & ~np.concatenate([np.zeros((len(begun), 1), bool), begun[:, :-1]], axis=1)

    def one(part: slice) -> tuple[np.ndarray, np.ndarray]:
        given = log_chance[part], begun[part], first[part], log_start[part], move
        return _viterbi(*given), _posterior(*given)

    parts = [slice(number, number + CHUNK) for number in range(0, max(len(begun), 1), CHUNK)]
    with ThreadPoolExecutor(THREADS) as pool:
        stage, posterior = (np.concatenate(part) for part in zip(*pool.map(one, parts), strict=True))
    return stage, posterior


def _viterbi(
    chance: np.ndarray, begun: np.ndarray, first: np.ndarray, start: np.ndarray, move: np.ndarray
) -> np.ndarray:
    products, months, _ = chance.shape
    best = np.zeros((products, 4))
    came_from = np.zeros((products, months, 4), dtype=np.int8)
    for month in range(months):
        through = best[:, :, None] + move[None, :, :]
        came_from[:, month] = through.argmax(axis=1)
        arrived = np.where(first[:, month, None], start, through.max(axis=1))
        best = np.where(begun[:, month, None], arrived + chance[:, month], best)
    stage = np.full((products, months), -1, dtype=np.int8)
    now = best.argmax(axis=1)
    for month in range(months - 1, -1, -1):
        stage[:, month] = np.where(begun[:, month], now, -1)
        now = np.where(begun[:, month], came_from[np.arange(products), month, now], now)
    return stage


def _posterior(
    chance: np.ndarray, begun: np.ndarray, first: np.ndarray, start: np.ndarray, move: np.ndarray
) -> np.ndarray:
    """Forward-backward on chances, each month scaled to its best stage so that nothing vanishes."""
    months, step = chance.shape[1], np.exp(move)
    likely, begin = np.exp(chance - chance.max(axis=2, keepdims=True)), np.exp(start)
    forward, backward = np.ones(chance.shape), np.ones(chance.shape)
    before = np.ones((len(chance), 4))
    for month in range(months):
        arrived = np.where(first[:, month, None], begin, before @ step)
        before = forward[:, month] = _scaled(arrived * likely[:, month])
    for month in range(months - 2, -1, -1):
        backward[:, month] = _scaled((backward[:, month + 1] * likely[:, month + 1]) @ step.T)
    weight = forward * backward
    return np.where(begun[:, :, None], weight / weight.sum(axis=2, keepdims=True), 0)


def _scaled(chance: np.ndarray) -> np.ndarray:
    scaled: np.ndarray = chance / chance.max(axis=1, keepdims=True)
    return scaled
