"""Which curve of a product's life do its monthly sales follow, and where on it does each month lie?

A library of life curves (`cx.products.life.curves`) is laid over the sales of every product at once: Bass curves of
every speed and peak, rises to a lasting level, falls from one, rises and falls with a plateau between, and no change at
all. Each curve gets the weight with which it explains the sales; what a month's stage is follows from the weights.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln
from threadpoolctl import threadpool_limits

from cx.products.life.curves import FAMILIES, SPEEDS, Library, library

SHARES_UNKNOWN_LAUNCH = np.array([0.4, 0.1, 0.1, 0.1, 0.3])
SHARES_KNOWN_LAUNCH = np.array([0.7, 0.1, 0.03, 0.13, 0.04])
USUAL_RISE, SPREAD_OF_RISE = 3.0, 1.2  # ln(q/p) of launched products; published ones lie between 1.5 and 5
WAITS = np.array([0, 4, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 65, np.inf])
DOUBT = 20.0  # so many lives weigh as much as what is usual elsewhere
LEARNING_ROUNDS = 3
PRIOR_MONTHS = 4.0
TEACHERS = 1500
ROWS, THREADS = 256, 2  # so few rows at once stay in the cache
FAD_MONTHS = 6.0
BENDS_APART = 2 * np.log(2 + np.sqrt(3))  # months between the bends, times the speed


@dataclass(frozen=True)
class Reading:
    """What the library says of each product (first axis of every field).

    Attributes
    ----------
    stage : months x 4, sums to 1
    level : months, of the curve's peak, which may lie ahead
    peak : median, 10 % and 90 % month of the Bass peak
    bass_stage : index into SOLD_STAGES
    bass_gain : log evidence of Bass over no change
    ahead : horizons x 4, chance of each stage so many months on (`cx.products.life.curves.HORIZONS`)
    change_ahead : log of the sales then against those of the last month
    family : chance of each of FAMILIES
    fast : chance of a life between whose bends lie at most FAD_MONTHS
    evidence : log likelihood of the months
    """

    stage: np.ndarray
    level: np.ndarray
    peak: np.ndarray
    bass_stage: np.ndarray
    bass_gain: np.ndarray
    ahead: np.ndarray
    change_ahead: np.ndarray
    family: np.ndarray
    fast: np.ndarray
    evidence: np.ndarray


def read(sales: np.ndarray, weights: np.ndarray, launch: np.ndarray, key: np.ndarray) -> Reading:
    """Lay the library over all products.

    Parameters
    ----------
    sales : products x months, >= 0, seasonally adjusted
    weights : products x months, one over the variance of the month's noise; 0 where a month says nothing
    launch : month number of the launch, NaN where it lies in the dark before the data
    key : a number of the product that does not depend on its place: the TEACHERS lowest teach what lives are usual here
    """
    curves = library(sales.shape[1])
    habit = _learnt(sales, weights, launch, key, curves)
    parts = [slice(first, first + ROWS) for first in range(0, max(len(sales), 1), ROWS)]

    def one(part: slice) -> tuple[np.ndarray, ...]:
        return _read(sales[part], weights[part], launch[part], habit, curves)

    # one core a part: threads of BLAS under these threads would fight over the same cores
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(THREADS) as pool:
        return Reading(*(np.concatenate(column) for column in zip(*pool.map(one, parts), strict=True)))


def _learnt(sales: np.ndarray, weights: np.ndarray, launch: np.ndarray, key: np.ndarray, curves: Library) -> np.ndarray:
    """How much more usual than elsewhere each speed and wait for the peak is in this company (speeds x WAITS).

    The products whose launch is known teach it, in a few rounds (empirical Bayes by EM).
    """
    habit = np.ones((len(SPEEDS), len(WAITS) - 1))
    teachers = np.flatnonzero(np.isfinite(launch) & (weights > 0).any(axis=1))
    teachers = teachers[np.argsort(key[teachers], kind="stable")][:TEACHERS]
    if not len(teachers):
        return habit
    bass = curves.bass
    evidence = _evidence(sales[teachers], weights[teachers], curves)
    cell = _cells(launch[teachers], curves)[:, bass].ravel()
    usual = _tally(np.exp(_prior(launch[teachers], habit, curves)[:, bass]), cell, habit.shape) / len(teachers)
    for _ in range(LEARNING_ROUNDS):
        chance = _normalised(evidence + _prior(launch[teachers], habit, curves))[:, bass]
        seen = _tally(chance, cell, habit.shape)
        habit = (seen + DOUBT * usual) / np.maximum((len(teachers) + DOUBT) * usual, 1e-9)
        habit = np.where(usual > 1e-6, habit, 1.0)
    return habit


def _tally(chance: np.ndarray, cell: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    return np.bincount(cell, weights=chance.ravel(), minlength=shape[0] * shape[1]).reshape(shape)


def _cells(launch: np.ndarray, curves: Library) -> np.ndarray:
    """Number of the cell of speed and wait in which each curve lies for each product."""
    wait = np.maximum(curves.middle[None, :] - np.nan_to_num(launch)[:, None], 0)
    speed = np.clip(np.searchsorted(SPEEDS, curves.speed), 0, len(SPEEDS) - 1)
    place: np.ndarray = speed[None, :] * (len(WAITS) - 1) + np.searchsorted(WAITS, wait, side="right") - 1
    return place


def _read(
    sales: np.ndarray, weights: np.ndarray, launch: np.ndarray, habit: np.ndarray, curves: Library
) -> tuple[np.ndarray, ...]:
    evidence = _evidence(sales, weights, curves)
    log_weight = evidence + _prior(launch, habit, curves)
    top, bass = log_weight.max(axis=1, keepdims=True), curves.bass
    log_weight -= top
    chance = np.exp(log_weight, out=log_weight)
    total = chance.sum(axis=1, keepdims=True)
    chance /= total
    bass_chance = chance[:, bass] / np.maximum(chance[:, bass].sum(axis=1, keepdims=True), 1e-30)
    fast = (BENDS_APART / np.maximum(curves.speed[bass], 1e-9) <= FAD_MONTHS).astype(np.float32)
    months = (weights > 0).sum(axis=1)
    return (
        np.stack([chance @ inside for inside in curves.in_stage], axis=2),
        chance @ curves.level,
        _quantiles(bass_chance @ curves.at_peak, curves.peaks),
        _stage_in(bass_chance, weights, curves.in_stage[:, bass]),
        evidence[:, bass].max(axis=1) - evidence[:, -1],
        np.stack([chance @ then.T for then in curves.ahead], axis=1),
        chance @ curves.log_change,
        chance @ curves.in_family,
        chance[:, bass] @ fast,
        (np.log(total) + top)[:, 0] + gammaln((months + PRIOR_MONTHS) / 2),
    )


def _stage_in(chance: np.ndarray, weights: np.ndarray, in_stage: np.ndarray) -> np.ndarray:
    """The likeliest stage of each product in the last month that says something of it."""
    last = weights.shape[1] - 1 - (weights[:, ::-1] > 0).argmax(axis=1)
    stage = np.empty(len(chance), dtype=int)
    for month in np.unique(last):
        rows = last == month
        stage[rows] = (chance[rows] @ in_stage[:, :, month].T).argmax(axis=1)
    return stage


def _evidence(sales: np.ndarray, weights: np.ndarray, curves: Library) -> np.ndarray:
    """Log likelihood of each curve (products x curves), its height and its noise fitted to the product."""
    scale = np.maximum(sales.max(axis=1, keepdims=True), 1e-12)
    y = (sales / scale).astype(np.float32)
    w = (weights * scale**2).astype(np.float32)
    # in place from here: fresh arrays of this size cost more than the sums
    unexplained: np.ndarray = (w * y) @ curves.level.T
    np.square(unexplained, out=unexplained)
    unexplained /= np.maximum(w @ curves.level_squared.T, 1e-9)
    np.subtract((w * y * y).sum(axis=1, keepdims=True), unexplained, out=unexplained)
    np.maximum(unexplained, 0, out=unexplained)
    months = (weights > 0).sum(axis=1, keepdims=True).astype(np.float32)
    unexplained += np.float32(PRIOR_MONTHS)
    np.log(unexplained, out=unexplained)
    unexplained *= -(months + np.float32(PRIOR_MONTHS)) / 2
    return unexplained


def _prior(launch: np.ndarray, habit: np.ndarray, curves: Library) -> np.ndarray:
    """Log prior of each curve for each product, computed once for those of the same launch month."""
    months, place = np.unique(launch, return_inverse=True)
    return _prior_of_month(months, habit, curves)[place]


def _prior_of_month(launch: np.ndarray, habit: np.ndarray, curves: Library) -> np.ndarray:
    """Log prior of each curve; a known launch says how far the peak lies ahead of it, in the curve's own time."""
    known = np.isfinite(launch)
    rise = curves.speed[None, :] * (curves.middle[None, :] - np.where(known, launch, 0)[:, None])
    wait = np.maximum(curves.middle[None, :] - np.where(known, launch, 0)[:, None], 1)
    # One over the wait: twice as long is as likely as half as long, whatever the grid.
    likely = np.exp(-((rise - USUAL_RISE) ** 2) / (2 * SPREAD_OF_RISE**2)) / wait
    density = np.where(known[:, None] & np.isin(curves.family, [0, 1, 3]), likely, 1.0)
    density = np.where(known[:, None] & (curves.family == 0), density * habit.ravel()[_cells(launch, curves)], density)
    result = np.empty_like(density)
    for number in range(len(FAMILIES)):
        mine = curves.family == number
        share = np.where(known, SHARES_KNOWN_LAUNCH[number], SHARES_UNKNOWN_LAUNCH[number])
        total = np.maximum(density[:, mine].sum(axis=1), 1e-12)
        result[:, mine] = density[:, mine] * (share / total)[:, None]
    return np.log(np.maximum(result, 1e-30)).astype(np.float32)


def _normalised(log_weight: np.ndarray) -> np.ndarray:
    weight = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    share: np.ndarray = weight / weight.sum(axis=1, keepdims=True)
    return share


def _quantiles(chance: np.ndarray, values: np.ndarray) -> np.ndarray:
    cumulative = np.cumsum(chance, axis=1)
    return np.stack([values[np.argmax(cumulative >= share * 0.999999, axis=1)] for share in (0.5, 0.1, 0.9)], axis=1)
