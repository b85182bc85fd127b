"""Simulated lives of products with their true stages: Bass curves with seasons and noise, whole or cut."""

from dataclasses import replace

import numpy as np

from cx.products import withdrawals
from cx.products.life import classify as life_stages

LINES_A_MONTH = 20.0  # so many that chance leaves no month empty
SEASON = 1 + 0.3 * np.cos(2 * np.pi * (np.arange(12) - 10) / 12)


def lives(products: int, months: int = 60, noise: float = 0.15, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Sales (products x months) of Bass lives with seasons and noise, and their true stage (-1 before launch)."""
    rng = np.random.default_rng(seed)
    launch = rng.integers(0, months - 6, products)
    peak_age = rng.uniform(8, 30, products)
    ratio = np.exp(rng.uniform(np.log(10), np.log(80), products))
    speed = np.log(ratio) / peak_age
    height = np.exp(rng.normal(9, 1, products))
    age = np.arange(months)[None, :] + 0.5 - launch[:, None]
    x = speed[:, None] * (age - peak_age[:, None])
    sales = height[:, None] / np.cosh(x / 2) ** 2
    bend = np.log(2 + np.sqrt(3))
    stage = np.select([age < 0, x < -bend, x < 0, x < bend], [-1, 0, 1, 2], 3)
    factor = SEASON[np.arange(months) % 12] * np.exp(rng.normal(0, noise, (products, months)))
    return np.where(age < 0, 0, sales * factor), stage


def level_noise(products: int, months: int = 60, noise: float = 0.15, seed: int = 2) -> np.ndarray:
    rng = np.random.default_rng(seed)
    height = np.exp(rng.normal(9, 1, products))[:, None]
    return height * np.exp(rng.normal(0, noise, (products, months)))


def months_of(sales: np.ndarray) -> life_stages.Months:
    """Bare sales as the model takes them: no profit known, launched with the first sale unless the data begin so."""
    first = np.where(sales.max(axis=1) > 0, (sales > 0).argmax(axis=1), sales.shape[1])
    return life_stages.Months(
        sales=sales,
        profit=0.35 * sales,
        first_sale=first,
        launch=np.where(first > 1, first.astype(float), np.nan),
        line_value=np.zeros(len(sales)),
        category=np.zeros(len(sales), dtype=int),
        key=np.arange(len(sales)),
        calendar=np.arange(sales.shape[1]) % 12,
    )


def cut_at(truth: np.ndarray, share: float, seed: int) -> np.ndarray:
    """Month from which each life is off the shelf: of a share of them any month from the seventh on, else none."""
    rng = np.random.default_rng(seed + 1000)
    months = truth.shape[1]
    launch = np.where((truth >= 0).any(axis=1), (truth >= 0).argmax(axis=1), months)
    at = np.array([rng.integers(first + 6, months) if first + 6 < months else months for first in launch])
    return np.where(rng.random(len(truth)) < share, at, months)


def cut_months(sales: np.ndarray, at: np.ndarray, recorded: bool) -> life_stages.Months:
    """Lives without sales from month `at` on; recorded : whether the products table says so."""
    months = sales.shape[1]
    given = months_of(np.where(np.arange(months)[None, :] < at[:, None], sales, 0))
    retired = np.where(recorded & (at < months), at, np.nan)
    lines = np.where(given.sales > 0, LINES_A_MONTH, 0.0)
    return replace(given, missing=withdrawals.withdrawn(lines, given.sales, given.first_sale, retired))
