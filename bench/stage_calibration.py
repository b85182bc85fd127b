"""Reliability of the probabilities of the stages, on simulated lives: what was said against how often it was right."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from bench.lives import cut_at, cut_months, lives
from cx.products.life import classify as life_stages

BANDS = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0]
FEWEST = 200  # product-months in a band that is shown
CHOSEN_ON, REPORTED_ON = range(101, 109), range(201, 204)
ENDS = range(12, 61, 6)
WEIGHTS, TEMPERATURES = (0.7, 0.85, 1.0), (1.0, 1.1, 1.2, 1.3, 1.4)
Said = tuple[np.ndarray, np.ndarray]


def companies(seeds: Iterable[int], products: int = 250) -> Iterator[tuple[np.ndarray, ...]]:
    """Sales, true stages and the month in which each life was cut: two noises by none and half of the lives cut."""
    for seed in seeds:
        for noise in (0.15, 0.3):
            sales, truth = lives(products, noise=noise, seed=seed)
            for share in (0.0, 0.5):
                yield sales, truth, cut_at(truth, share, seed)


def read(seeds: Iterable[int], products: int = 250) -> Iterator[tuple[life_stages.Lives, np.ndarray, bool]]:
    """Lives as read at the end of every half year, their true stages, and whether that is the last end."""
    for sales, truth, at in companies(seeds, products):
        for end in ENDS:
            given = cut_months(sales[:, :end], np.minimum(at, end), recorded=True)
            alive = np.flatnonzero((given.first_sale < end - 3) & ((at >= end) | (end == ENDS[-1])))
            yield _of(life_stages.stages(given), alive), truth[alive, :end], end == ENDS[-1]


def _of(life: life_stages.Lives, rows: np.ndarray) -> life_stages.Lives:
    reading = type(life.reading)(*(values[rows] for values in vars(life.reading).values()))
    own = {name: values[rows] for name, values in vars(life).items() if name != "reading"}
    return life_stages.Lives(reading=reading, **own)


def said_and_right(found: Iterable[tuple[life_stages.Lives, np.ndarray, bool]]) -> dict[str, Said]:
    """Probability of each stage and whether it was right: of the current stage at every end, and with hindsight."""
    current, hindsight = [], []
    for life, truth, is_last in found:
        last = life.ends[:, None] - 1
        right = np.take_along_axis(life.stage == truth, last, axis=1)[:, 0]
        current.append((np.take_along_axis(life.probability, last, axis=1)[:, 0], right))
        if is_last:
            before = (life.stage >= 0) & (np.arange(truth.shape[1])[None, :] < last)
            hindsight.append((life.probability[before], (life.stage == truth)[before]))
    joined = {"current stage": current, "with hindsight": hindsight}
    return {name: tuple(map(np.concatenate, zip(*parts, strict=True))) for name, parts in joined.items()}


def bands(said: np.ndarray, right: np.ndarray) -> list[tuple[float, float, int, float, float]]:
    """From, to, product-months, mean said and share right of each band with at least FEWEST product-months.

    >>> bands(np.full(200, 0.75), np.arange(200) < 150)
    [(0.7, 0.8, 200, 0.75, 0.75)]
    """
    rows = []
    for low, high in pairwise(BANDS):
        inside = (said >= low) & ((said < high) | (high == BANDS[-1]))
        if inside.sum() >= FEWEST:
            rows.append((low, high, int(inside.sum()), float(said[inside].mean()), float(right[inside].mean())))
    return rows


def calibration_error(said: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error: mean distance of said and right over the bands, by their product-months."""
    return float(sum(n * abs(mean - share) for _low, _high, n, mean, share in bands(said, right)) / len(said))


def report() -> None:
    """Print reliability by band on seeds that chose nothing."""
    for name, (said, right) in said_and_right(read(REPORTED_ON)).items():
        print(
            f"{name}, n = {len(said):,} product-months, expected calibration error {calibration_error(said, right):.3f}"
        )
        print("| said | product-months | mean said | right |\n|---|---|---|---|")
        for low, high, n, mean, share in bands(said, right):
            print(f"| {low:.0%} to {high:.0%} | {n:,} | {mean:.1%} | {share:.1%} |")


def choose() -> None:
    """Print calibration error and largest distance in a band by weight and temperature, on the seeds of the choice."""
    found = list(read(CHOSEN_ON))
    for weight in WEIGHTS:
        for temperature in TEMPERATURES:
            life_stages.READING_WEIGHT = weight
            life_stages.TEMPERATURE = temperature
            errors = [
                f"{name}: {calibration_error(*pair):.3f}, worst {max(abs(row[3] - row[4]) for row in bands(*pair)):.3f}"
                for name, pair in said_and_right(found).items()
            ]
            print(f"weight {weight}, temperature {temperature}: {'; '.join(errors)}")


if __name__ == "__main__":
    choose()
