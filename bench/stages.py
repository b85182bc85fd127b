"""How often are the stages right on simulated lives, against Polli & Cook on the same data?  python -m bench.stages"""

import time

import numpy as np
from sklearn.metrics import f1_score

from cx import lifecycle, polli_cook
from cx.curves import HORIZONS

SEASON = 1 + 0.3 * np.cos(2 * np.pi * (np.arange(12) - 10) / 12)


def lives(
    products: int, months: int = 60, noise: float = 0.15, seed: int = 1
) -> tuple[np.ndarray, np.ndarray]:
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


def months_of(sales: np.ndarray) -> lifecycle.Months:
    """Bare sales as the model takes them: no profit known, launched with the first sale unless the data begin so."""
    first = np.where(sales.max(axis=1) > 0, (sales > 0).argmax(axis=1), sales.shape[1])
    return lifecycle.Months(
        sales=sales,
        profit=0.35 * sales,
        first_sale=first,
        launch=np.where(first > 1, first.astype(float), np.nan),
        line_value=np.zeros(len(sales)),
        category=np.zeros(len(sales), dtype=int),
        key=np.arange(len(sales)),
        calendar=np.arange(sales.shape[1]) % 12,
    )


def hindsight(products: int, noise: float = 0.15, seed: int = 1) -> tuple[float, float, np.ndarray]:
    """Macro F1 of all product-months with hindsight: ours, Polli & Cook's; and F1 of each stage (ours)."""
    sales, truth = lives(products, noise=noise, seed=seed)
    given = months_of(sales)
    ours = lifecycle.stages(given).stage
    theirs = _ruled(sales, given.first_sale)
    seen = ours >= 0
    return (
        _f1(truth[seen], ours[seen]),
        _f1(truth[seen], theirs[seen]),
        f1_score(truth[seen], ours[seen], average=None),
    )


def as_known_then(products: int, noise: float = 0.15, seed: int = 1) -> tuple[float, float, float, float]:
    """Macro F1 of the current stage at the end of every half year: ours, Polli & Cook's; ours: share right, mean probability."""
    sales, truth = lives(products, noise=noise, seed=seed)
    true, ours, theirs, chance = [], [], [], []
    for end in range(12, sales.shape[1] + 1, 6):
        given = months_of(sales[:, :end])
        sold = given.first_sale < end - 3
        found = lifecycle.stages(given)
        true.append(truth[sold, end - 1])
        ours.append(found.stage[sold, -1])
        chance.append(found.probability[sold, -1])
        theirs.append(_ruled(sales[:, :end], given.first_sale)[sold, -1])
    true, ours, theirs, chance = (np.concatenate(parts) for parts in (true, ours, theirs, chance))
    return _f1(true, ours), _f1(true, theirs), float((true == ours).mean()), float(chance.mean())


def moves_on(products: int, seed: int = 1) -> tuple[float, float, float]:
    """Said chance to stand in a later stage six months on: its mean, the share that did, and its Brier score."""
    sales, truth = lives(products, months=72, seed=seed)
    said, did = [], []
    for end in range(24, 67, 6):
        given = months_of(sales[:, :end])
        found = lifecycle.stages(given)
        now = found.stage[:, -1].astype(int)
        asked = (given.first_sale < end - 3) & (now >= 0) & (now < 3)
        later = found.reading.ahead[:, HORIZONS.index(6)] * (np.arange(4)[None, :] > now[:, None])
        said.append(later.sum(axis=1)[asked])
        did.append((truth[:, end + 5] > now)[asked])
    said, did = np.concatenate(said), np.concatenate(did)
    return float(said.mean()), float(did.mean()), float(((said - did) ** 2).mean())


def called_on_noise(products: int = 200, noise: float = 0.15) -> float:
    """Share of product-months of a level series called Growth or Decline."""
    stage = lifecycle.stages(months_of(level_noise(products, noise=noise))).stage
    return float(np.isin(stage, [1, 3]).mean())


def _ruled(sales: np.ndarray, first_sale: np.ndarray) -> np.ndarray:
    """Polli & Cook with the benefit of the doubt: where the rule says nothing yet, Introduction."""
    return np.maximum(polli_cook.stages(sales, first_sale), 0)


def _f1(truth: np.ndarray, found: np.ndarray) -> float:
    return float(f1_score(truth, found, labels=[0, 1, 2, 3], average="macro", zero_division=0))


def main() -> None:
    ours, theirs, each = hindsight(400)
    print(f"with hindsight, macro F1: {ours:.3f}; Polli & Cook {theirs:.3f}; by stage {each.round(3)}")
    ours, theirs, right, chance = as_known_then(400)
    print(
        f"as known then, macro F1: {ours:.3f}; Polli & Cook {theirs:.3f}; right {right:.3f}, mean probability {chance:.3f}"
    )
    said, did, brier = moves_on(200)
    print(f"in a later stage six months on: said {said:.3f}, was {did:.3f}, Brier score {brier:.3f}")
    for noise in (0.15, 0.3):
        print(f"pure noise {noise:.0%}: {called_on_noise(noise=noise):.2%} called Growth or Decline")
    sales, _ = lives(50_000)
    begun = time.perf_counter()
    lifecycle.stages(months_of(sales))
    print(f"50,000 products x 60 months: {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
