"""Which curve of a product's life do its monthly sales follow, and where on it does each month lie?

A library of life curves is laid over the sales of every product at once: Bass curves of every speed and
peak, rises to a lasting level, falls from one, rises and falls with a plateau between, and no change at all. Each
curve gets the weight with which it explains the sales; what a month's stage is follows from the weights.

The sales curve of Bass (1969) is m (p+q)^2/(4q) sech^2((p+q)(t-T)/2) with its peak at T = ln(q/p)/(p+q). It bends
at T -/+ ln(2+sqrt 3)/(p+q), where it stands at two thirds of the peak: below that and rising is Introduction,
below that and falling is Decline.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

SOLD_STAGES = ["Introduction", "Growth", "Saturation", "Decline"]
BEND_LEVEL = 2 / 3
PLATEAU_LEVEL = 0.95
SPEEDS = np.array([0.06, 0.08, 0.105, 0.135, 0.17, 0.21, 0.26, 0.33, 0.42, 0.55, 0.75, 1.0])
STEP_SPEEDS = np.array([0.18, 0.3, 0.5, 0.9])
MONTHS_BEFORE, MONTHS_AFTER = 36, 48
FAMILIES = ["bass", "rise", "fall", "plateau", "flat"]
SHARES_UNKNOWN_LAUNCH = np.array([0.4, 0.1, 0.1, 0.1, 0.3])
SHARES_KNOWN_LAUNCH = np.array([0.7, 0.1, 0.03, 0.13, 0.04])
USUAL_RISE, SPREAD_OF_RISE = 3.0, 1.2  # ln(q/p) of launched products; published ones lie between 1.5 and 5
WAITS = np.array([0, 4, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 65, np.inf])
DOUBT = 20.0  # so many lives weigh as much as what is usual elsewhere
LEARNING_ROUNDS = 3
PRIOR_MONTHS = 4.0
CHUNK = 1500


@dataclass(frozen=True)
class Library:
    """Curves x months. `family` indexes FAMILIES; `peak` and `speed` are NaN where a curve has none."""

    level: np.ndarray  # 0..1 of the curve's own peak
    stage: np.ndarray  # index into SOLD_STAGES
    family: np.ndarray
    speed: np.ndarray
    middle: np.ndarray  # month of the Bass peak, or of the middle of the rise
    peaks: np.ndarray  # the distinct Bass peaks, in order
    at_peak: np.ndarray  # curves x peaks: 1 where a Bass curve has this peak


@lru_cache(maxsize=4)
def library(months: int) -> Library:
    """The curves for `months` months of data; about 2,500 for five years."""
    t = np.arange(months, dtype=np.float64)
    wide = np.arange(-MONTHS_BEFORE, months + MONTHS_AFTER, 1.0)
    coarse = np.arange(-MONTHS_BEFORE, months + MONTHS_AFTER, 3.0)
    pieces = [_bass(t, wide), _step(t, coarse, rises=True), _step(t, coarse, rises=False)]
    pieces += [_plateau(t, coarse, gap) for gap in (15.0, 30.0)]
    pieces.append((np.ones((1, months)), np.full((1, months), 2), np.array([0.0]), np.array([0.0])))
    family = np.repeat([0, 1, 2, 3, 3, 4], [len(piece[0]) for piece in pieces])
    level, stage, speed, middle = (np.concatenate(column) for column in zip(*pieces, strict=True))
    at_peak = (family == 0)[:, None] & (middle[:, None] == wide[None, :])
    return Library(level.astype(np.float32), stage, family, speed, middle, wide, at_peak.astype(np.float32))


def _grid(speeds: np.ndarray, middles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    speed, middle = np.meshgrid(speeds, middles, indexing="ij")
    return speed.ravel(), middle.ravel()


def _bass(t: np.ndarray, middles: np.ndarray) -> tuple[np.ndarray, ...]:
    speed, middle = _grid(SPEEDS, middles)
    level = 1 / np.cosh(np.clip(speed[:, None] * (t - middle[:, None]) / 2, -300, 300)) ** 2
    rising = t < middle[:, None]
    stage = np.where(rising, np.where(level < BEND_LEVEL, 0, 1), np.where(level < BEND_LEVEL, 3, 2))
    return level, stage, speed, middle


def _logistic(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(x, -60, 60)))


def _step(t: np.ndarray, middles: np.ndarray, rises: bool) -> tuple[np.ndarray, ...]:
    speed, middle = _grid(STEP_SPEEDS, middles)
    level = _logistic((1 if rises else -1) * speed[:, None] * (t - middle[:, None]))
    up = np.where(level < 0.5, 0, np.where(level < PLATEAU_LEVEL, 1, 2))
    return level, up if rises else np.where(level < BEND_LEVEL, 3, 2), speed, middle


def _plateau(t: np.ndarray, middles: np.ndarray, gap: float) -> tuple[np.ndarray, ...]:
    speed, middle = _grid(STEP_SPEEDS, middles)
    up = _logistic(speed[:, None] * (t - middle[:, None]))
    down = _logistic(-speed[:, None] * (t - middle[:, None] - gap))
    top = _logistic(speed * gap / 2) ** 2
    level = up * down / top[:, None]
    rising = t < middle[:, None] + gap / 2
    climbing = np.where(level < 0.5, 0, np.where(level < PLATEAU_LEVEL, 1, 2))
    return level, np.where(rising, climbing, np.where(level < BEND_LEVEL, 3, 2)), speed, middle


@dataclass(frozen=True)
class Reading:
    """What the library says of each product: `stage` products x months x 4 (sums to 1), `level` products x months
    (of the curve's peak, which may lie ahead), `peak` products x 3 (median, 10 % and 90 % month of the Bass
    peak), `bass_stage` products (index into SOLD_STAGES), `bass_gain` (log evidence of Bass over no change)."""

    stage: np.ndarray
    level: np.ndarray
    peak: np.ndarray
    bass_stage: np.ndarray
    bass_gain: np.ndarray


def read(sales: np.ndarray, weights: np.ndarray, launch: np.ndarray, key: np.ndarray) -> Reading:
    """Lay the library over all products.

    sales : products x months, >= 0, seasonally adjusted
    weights : products x months, one over the variance of the month's noise; 0 where a month says nothing
    launch : month number of the launch, NaN where it lies in the dark before the data
    key : a number of the product that does not depend on its place: the CHUNK lowest teach what lives are usual here
    """
    curves = library(sales.shape[1])
    habit = _learnt(sales, weights, launch, key, curves)
    parts = [slice(first, first + CHUNK) for first in range(0, len(sales), CHUNK)]
    found = [_read(sales[part], weights[part], launch[part], habit, curves) for part in parts]
    return Reading(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _learnt(
    sales: np.ndarray, weights: np.ndarray, launch: np.ndarray, key: np.ndarray, curves: Library
) -> np.ndarray:
    """How much more usual than elsewhere each speed and wait for the peak is in this company (speeds x WAITS).

    The products whose launch is known teach it, in a few rounds (empirical Bayes by EM).
    """
    habit = np.ones((len(SPEEDS), len(WAITS) - 1))
    teachers = np.flatnonzero(np.isfinite(launch) & (weights > 0).any(axis=1))
    teachers = teachers[np.argsort(key[teachers], kind="stable")][:CHUNK]
    if not len(teachers):
        return habit
    bass = curves.family == 0
    evidence = _evidence(sales[teachers], weights[teachers], curves)
    cell = _cells(launch[teachers], curves)[:, bass].ravel()
    usual = _tally(np.exp(_prior(launch[teachers], habit, curves)[:, bass]), cell, habit.shape) / len(
        teachers
    )
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
    return speed[None, :] * (len(WAITS) - 1) + np.searchsorted(WAITS, wait, side="right") - 1


def _read(
    sales: np.ndarray, weights: np.ndarray, launch: np.ndarray, habit: np.ndarray, curves: Library
) -> tuple[np.ndarray, ...]:
    evidence = _evidence(sales, weights, curves)
    log_weight = evidence + _prior(launch, habit, curves)
    chance = _normalised(log_weight)
    stage = np.stack([chance @ (curves.stage == number).astype(np.float32) for number in range(4)], axis=2)
    level = chance @ curves.level
    bass = curves.family == 0
    bass_chance = _normalised(log_weight[:, bass])
    at_end = curves.stage[bass, -1]
    bass_stage = np.stack([bass_chance[:, at_end == number].sum(axis=1) for number in range(4)]).argmax(
        axis=0
    )
    gain = evidence[:, bass].max(axis=1) - evidence[:, curves.family == 4].max(axis=1)
    return stage, level, _quantiles(bass_chance @ curves.at_peak[bass], curves.peaks), bass_stage, gain


def _evidence(sales: np.ndarray, weights: np.ndarray, curves: Library) -> np.ndarray:
    """Log likelihood of each curve (products x curves), its height and its noise fitted to the product."""
    scale = np.maximum(sales.max(axis=1, keepdims=True), 1e-12)
    y = (sales / scale).astype(np.float32)
    w = (weights * scale**2).astype(np.float32)
    across = (w * y) @ curves.level.T
    square = w @ (curves.level**2).T
    total = (w * y * y).sum(axis=1, keepdims=True)
    unexplained = np.maximum(total - across**2 / np.maximum(square, 1e-9), 0)
    months = (weights > 0).sum(axis=1, keepdims=True).astype(np.float32)
    return -(months + PRIOR_MONTHS) / 2 * np.log(unexplained + PRIOR_MONTHS)


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
    density = np.where(
        known[:, None] & (curves.family == 0), density * habit.ravel()[_cells(launch, curves)], density
    )
    result = np.empty_like(density)
    for number in range(len(FAMILIES)):
        mine = curves.family == number
        share = np.where(known, SHARES_KNOWN_LAUNCH[number], SHARES_UNKNOWN_LAUNCH[number])
        total = np.maximum(density[:, mine].sum(axis=1), 1e-12)
        result[:, mine] = density[:, mine] * (share / total)[:, None]
    return np.log(np.maximum(result, 1e-30)).astype(np.float32)


def _normalised(log_weight: np.ndarray) -> np.ndarray:
    weight = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    return weight / weight.sum(axis=1, keepdims=True)


def _quantiles(chance: np.ndarray, values: np.ndarray) -> np.ndarray:
    cumulative = np.cumsum(chance, axis=1)
    return np.stack(
        [values[np.argmax(cumulative >= share * 0.999999, axis=1)] for share in (0.5, 0.1, 0.9)], axis=1
    )
