"""The curves that a product's life can follow, and the stage and level of each month on each of them.

The sales curve of Bass (1969) is m (p+q)^2/(4q) sech^2((p+q)(t-T)/2) with its peak at T = ln(q/p)/(p+q). It bends
at T -/+ ln(2+sqrt 3)/(p+q), where it stands at two thirds of the peak: below that and rising is Introduction,
below that and falling is Decline.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from cx.tables.tiers_and_stages import STAGES

SOLD_STAGES = STAGES[1:]
HORIZONS = (3, 6, 12, 36)
"""So many months ahead every curve is looked up: what comes next is read off the curves that explain the past."""
BEND_LEVEL = 2 / 3
PLATEAU_LEVEL = 0.95
SPEEDS = np.geomspace(0.06, 1.0, 18)  # wider steps make the stages less exact and too sure
STEP_SPEEDS = np.array([0.18, 0.3, 0.5, 0.9])
MONTHS_BEFORE, MONTHS_AFTER = 36, 48
FAMILIES = ["bass", "rise", "fall", "plateau", "flat"]
LEAST_LEVEL = 1e-3


@dataclass(frozen=True)
class Library:
    """Curves x months. `family` indexes FAMILIES; `peak` and `speed` are NaN where a curve has none."""

    level: np.ndarray  # 0..1 of the curve's own peak
    level_squared: np.ndarray
    in_stage: np.ndarray  # stages x curves x months: 1 where the month is in this stage
    ahead: np.ndarray  # horizons x stages x curves: likewise, after the last month
    log_change: np.ndarray  # curves x horizons: log of the level then against that of the last month
    family: np.ndarray
    in_family: np.ndarray  # curves x families: 1 where a curve is of it
    speed: np.ndarray
    middle: np.ndarray  # month of the Bass peak, or of the middle of the rise
    peaks: np.ndarray  # the distinct Bass peaks, in order
    at_peak: np.ndarray  # Bass curves x peaks: 1 where a curve has this peak

    @property
    def bass(self) -> slice:
        """The Bass curves, which stand first."""
        return slice(0, int((self.family == 0).sum()))


@lru_cache(maxsize=4)
def library(months: int) -> Library:
    """The curves for `months` months of data; about 3,400 for five years."""
    t = np.arange(months + HORIZONS[-1], dtype=np.float64)
    wide = np.arange(-MONTHS_BEFORE, months + MONTHS_AFTER, 1.0)
    coarse = np.arange(-MONTHS_BEFORE, months + MONTHS_AFTER, 3.0)
    pieces = [_bass(t, wide), _step(t, coarse, rises=True), _step(t, coarse, rises=False)]
    pieces += [_plateau(t, coarse, gap) for gap in (15.0, 30.0)]
    pieces.append((np.ones((1, len(t))), np.full((1, len(t)), 2), np.array([0.0]), np.array([0.0])))
    family = np.repeat([0, 1, 2, 3, 3, 4], [len(piece[0]) for piece in pieces])
    level, stage, speed, middle = (np.concatenate(column) for column in zip(*pieces, strict=True))
    later = [months - 1 + horizon for horizon in HORIZONS]
    known = level[:, :months].astype(np.float32)
    floored = np.log(np.maximum(level, LEAST_LEVEL))
    number = np.arange(len(SOLD_STAGES))[:, None, None]
    return Library(
        level=known,
        level_squared=known**2,
        in_stage=(stage[None, :, :months] == number).astype(np.float32),
        ahead=(stage[:, later].T[:, None, :] == number[None, :, 0]).astype(np.float32),
        log_change=(floored[:, later] - floored[:, [months - 1]]).astype(np.float32),
        family=family,
        in_family=(family[:, None] == np.arange(len(FAMILIES))).astype(np.float32),
        speed=speed,
        middle=middle,
        peaks=wide,
        at_peak=(middle[family == 0][:, None] == wide[None, :]).astype(np.float32),
    )


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
    share: np.ndarray = 1 / (1 + np.exp(-np.clip(x, -60, 60)))
    return share


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
