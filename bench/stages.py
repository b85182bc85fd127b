"""How often are the stages right on simulated lives, against Polli & Cook on the same data?  python -m bench.stages"""

import time
from dataclasses import replace

import numpy as np
from sklearn.metrics import f1_score

from bench import stage_calibration
from bench.lives import cut_at, cut_months, level_noise, lives, months_of
from cx.products import withdrawals
from cx.products.life import classify as life_stages
from cx.products.life.curves import HORIZONS
from cx.products.stages import polli_cook

FRESH = (201, 202, 203)  # seeds that chose nothing


def withdrawn(products: int, share: float = 0.5, recorded: bool = True, seed: int = 1) -> tuple[float, float, float]:
    """Macro F1 with hindsight of the months on the shelf.

    Returns
    -------
    Of withdrawn lives, of the whole ones beside them, of withdrawn ones read as if they had been on sale to the end.
    """
    sales, truth = lives(products, seed=seed)
    at = cut_at(truth, share, seed)
    given = cut_months(sales, at, recorded)
    ours, blind = life_stages.stages(given).stage, life_stages.stages(replace(given, missing=None)).stage
    seen = (ours >= 0) & (np.arange(sales.shape[1])[None, :] < at[:, None])
    cut = seen & (at < sales.shape[1])[:, None]
    return _f1(truth[cut], ours[cut]), _f1(truth[seen & ~cut], ours[seen & ~cut]), _f1(truth[cut], blind[cut])


def fads(products: int, months: int = 48, seed: int = 1) -> tuple[float, float]:
    """Lives of at most six months between their bends, as counted order lines, that end by themselves.

    Returns
    -------
    Share of the months past the second bend called Decline, reading what stopped abruptly as withdrawn; and reading
    none so.
    """
    rng = np.random.default_rng(seed)
    launch, speed = rng.integers(3, months - 24, products), rng.uniform(0.45, 1.2, products)
    height = np.exp(rng.uniform(np.log(8), np.log(300), products))
    x = speed[:, None] * (np.arange(months)[None, :] + 0.5 - launch[:, None]) - rng.uniform(2, 4, products)[:, None]
    age = np.arange(months)[None, :] - launch[:, None]
    lines = np.where(age < 0, 0, rng.poisson(height[:, None] / np.cosh(np.clip(x / 2, -300, 300)) ** 2)).astype(float)
    past = (lines.cumsum(axis=1) > 0) & (x > np.log(2 + np.sqrt(3)))
    given = replace(months_of(lines), line_value=np.ones(len(lines)))
    off = withdrawals.withdrawn(lines, lines, given.first_sale, np.full(len(lines), np.nan))
    called = [life_stages.stages(replace(given, missing=missing)).stage[past] for missing in (off, None)]
    return tuple(float((stage == 3).mean()) for stage in called)


def hindsight(products: int, noise: float = 0.15, seed: int = 1) -> tuple[float, float, np.ndarray]:
    """Macro F1 of all product-months with hindsight: ours, Polli & Cook's; and F1 of each stage (ours)."""
    sales, truth = lives(products, noise=noise, seed=seed)
    given = months_of(sales)
    ours = life_stages.stages(given).stage
    theirs = _ruled(sales, given.first_sale)
    seen = ours >= 0
    return (
        _f1(truth[seen], ours[seen]),
        _f1(truth[seen], theirs[seen]),
        f1_score(truth[seen], ours[seen], average=None),
    )


def as_known_then(products: int, noise: float = 0.15, seed: int = 1) -> tuple[float, float, float, float]:
    """Macro F1 of the current stage at the end of every half year.

    Returns
    -------
    Macro F1 of ours and of Polli & Cook; share right and mean probability of ours.
    """
    sales, truth = lives(products, noise=noise, seed=seed)
    true, ours, theirs, chance = [], [], [], []
    for end in range(12, sales.shape[1] + 1, 6):
        given = months_of(sales[:, :end])
        sold = given.first_sale < end - 3
        found = life_stages.stages(given)
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
        found = life_stages.stages(given)
        now = found.stage[:, -1].astype(int)
        asked = (given.first_sale < end - 3) & (now >= 0) & (now < 3)
        later = found.reading.ahead[:, HORIZONS.index(6)] * (np.arange(4)[None, :] > now[:, None])
        said.append(later.sum(axis=1)[asked])
        did.append((truth[:, end + 5] > now)[asked])
    said, did = np.concatenate(said), np.concatenate(did)
    return float(said.mean()), float(did.mean()), float(((said - did) ** 2).mean())


def called_on_noise(products: int = 200, noise: float = 0.15) -> float:
    """Share of product-months of a level series called Growth or Decline."""
    stage = life_stages.stages(months_of(level_noise(products, noise=noise))).stage
    return float(np.isin(stage, [1, 3]).mean())


def _ruled(sales: np.ndarray, first_sale: np.ndarray) -> np.ndarray:
    """Polli & Cook with the benefit of the doubt: where the rule says nothing yet, Introduction."""
    return np.maximum(polli_cook.stages(sales, first_sale), 0)


def _f1(truth: np.ndarray, found: np.ndarray) -> float:
    return float(f1_score(truth, found, labels=[0, 1, 2, 3], average="macro", zero_division=0))


def report_withdrawn() -> None:
    """Print how withdrawn and whole lives and fads are read, by seed."""
    print(
        "| seed | retired_on known: withdrawn | whole | abrupt end: withdrawn | whole | read as on sale | fads in"
        " Decline |"
    )
    print("|---|---|---|---|---|---|---|")
    for seed in FRESH:
        known, abrupt = withdrawn(400, seed=seed), withdrawn(400, recorded=False, seed=seed)
        figures = [known[0], known[1], abrupt[0], abrupt[1], known[2], fads(200, seed=seed)[0]]
        print(f"| {seed} | {' | '.join(f'{figure:.3f}' for figure in figures)} |")


def main() -> None:
    report_withdrawn()
    stage_calibration.report()
    ours, theirs, each = hindsight(400)
    print(f"with hindsight, macro F1: {ours:.3f}; Polli & Cook {theirs:.3f}; by stage {each.round(3)}")
    ours, theirs, right, chance = as_known_then(400)
    print(
        f"as known then, macro F1: {ours:.3f}; Polli & Cook {theirs:.3f}; right {right:.3f}, mean probability"
        f" {chance:.3f}"
    )
    said, did, brier = moves_on(200)
    print(f"in a later stage six months on: said {said:.3f}, was {did:.3f}, Brier score {brier:.3f}")
    for noise in (0.15, 0.3):
        print(f"pure noise {noise:.0%}: {called_on_noise(noise=noise):.2%} called Growth or Decline")
    sales, _ = lives(50_000)
    begun = time.perf_counter()
    life_stages.stages(months_of(sales))
    print(f"50,000 products x 60 months: {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
