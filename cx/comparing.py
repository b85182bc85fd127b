"""Two groups of customers side by side on every measure: means and shares with intervals, and a verdict or none."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from cx import intervals, segments, sql
from cx.assumptions import Assumptions
from cx.measures import MEASURES

RESAMPLES = 1000
MANY = 5_000
"""Customers from which a mean over them counts as normal: the bootstrap comes to the same by then."""
SEED = 20
SHARES = ["bought again", "asked for help", "returned something", "covers all cost"]
EVERYBODY, OTHERS = ("everybody", ""), ("others", "")
Group = tuple[str, str]
"""(kind, name): ("tier", "Gold"), ("region", ..), ("channel", ..), ("segment", ..), EVERYBODY or OTHERS: all but the first."""


@dataclass(frozen=True)
class Comparison:
    """table : a row per measure; n, other_n : customers; both : how many are in both groups."""

    table: pd.DataFrame
    n: int
    other_n: int
    both: int


def compare(
    store,
    as_of: date,
    one: Group,
    other: Group = OTHERS,
    assumptions: Assumptions = segments.DEFAULT,
    chosen=None,
) -> Comparison:
    """Everything that can be measured of two groups. chosen : parameters of `cx.selection.selected`, for ("selection", "").

    table : measure, kind ("mean" or "share"), n, other_n (customers who have the measure), mean, low, high, other_mean,
    other_low, other_high, difference, difference_low, difference_high (mean less other_mean), and effect, effect_low, effect_high
    (in standard deviations of both groups together), higher (True, False, or None: too few to tell). Means: bootstrap percentile intervals (Efron 1979), above
    MANY customers mean +- 1.96 standard errors; shares: Wilson and Newcombe. A verdict needs 30 customers in both groups
    and an interval of the difference that leaves out 0; in both groups at once, nobody is left out: it blurs a difference.
    """
    placed = segments.placed(store, as_of, assumptions)
    first = members(store, placed, one, chosen=chosen)
    second = members(store, placed, other, chosen=chosen, but=first)
    measured = _measured(store, placed, first), _measured(store, placed, second)
    rows = [_mean_row(name, *measured) for name in MEASURES] + [
        _share_row(name, *measured) for name in SHARES
    ]
    table = pd.DataFrame([row for row in rows if row is not None])
    both = int(
        store.value(
            "select count(*) from query_table($a) semi join query_table($b) using (customer_id)",
            a=first,
            b=second,
        )
    )
    return Comparison(table, measured[0].n, measured[1].n, both)


def channels(store) -> list[str]:
    """The channels of first touches, in alphabetical order, as groups to compare."""
    return store.read("channels").channel.tolist()


def members(store, placed: str, group: Group, chosen=None, but: str | None = None) -> str:
    """Kept table: customer_id of everybody in the group; but : for OTHERS, the members who are not among the others."""
    if group[0] == "selection":
        return store.keep("group", sql.text("answers/selection"), **chosen)
    given = {"placed": placed, "kind": group[0], "name": group[1], "but": but or placed}
    return store.keep("group", sql.text("answers/group_members"), **given)


@dataclass(frozen=True)
class _Measured:
    n: int
    known: dict[str, int]
    means: dict[str, float]
    spreads: dict[str, float]
    counts: dict[str, int]
    draws: dict[str, np.ndarray]


def _measured(store, placed: str, group: str) -> _Measured:
    sums = store.read("group_sums", placed=placed, group=group).set_index("measure").reindex(list(MEASURES))
    counts = store.read("group_counts", placed=placed, group=group).iloc[0]
    known = {name: int(n) for name, n in sums.n.fillna(0).items()}
    means, spreads = sums["mean"].to_dict(), sums.spread.to_dict()
    if counts.n > MANY:
        draw = np.random.default_rng(SEED)
        draws = {
            name: draw.normal(means[name], spreads[name] / np.sqrt(known[name]), RESAMPLES)
            for name in MEASURES
            if known[name] > 1
        }
    else:
        draws = _bootstrap(store.read("group_values", placed=placed, group=group))
    shares = {name: int(counts[name.replace(" ", "_")]) for name in SHARES}
    return _Measured(int(counts.n), known, means, spreads, shares, draws)


def _bootstrap(values: pd.DataFrame) -> dict[str, np.ndarray]:
    """Means of resamples of the customers, the same resamples for every measure; unknown values are left out."""
    if len(values) < 2:
        return {}
    numbers = values.to_numpy(dtype=float)
    known = ~np.isnan(numbers)
    draw = np.random.default_rng(SEED)
    sums = np.empty((2, RESAMPLES, numbers.shape[1]))
    for start in range(0, RESAMPLES, 100):  # in parts, so that the weights stay small
        weights = draw.multinomial(len(numbers), np.full(len(numbers), 1 / len(numbers)), size=100).astype(
            float
        )
        sums[0, start : start + 100] = weights @ np.where(known, numbers, 0.0)
        sums[1, start : start + 100] = weights @ known
    with np.errstate(invalid="ignore", divide="ignore"):
        means = sums[0] / sums[1]
    return {name: means[:, at] for at, name in enumerate(values.columns)}


def _mean_row(name: str, one: _Measured, other: _Measured) -> dict | None:
    if one.known[name] == 0 and other.known[name] == 0:
        return None
    gap = _minus(one.means[name], other.means[name])
    low, high = _ends(_minus(one.draws.get(name), _shuffled(other.draws.get(name))))
    enough = min(one.known[name], other.known[name]) >= intervals.ENOUGH_TO_RANK
    squares = [side.spreads[name] ** 2 for side in (one, other) if not np.isnan(side.spreads[name])]
    spread = float(np.sqrt(np.mean(squares))) if squares else float("nan")
    return _row(
        name, "mean", (one.known[name], other.known[name]),
        (one.means[name], *_ends(one.draws.get(name))), (other.means[name], *_ends(other.draws.get(name))),
        (gap, low, high), spread, _verdict(low, high, enough),
    )  # fmt: skip


def _share_row(name: str, one: _Measured, other: _Measured) -> dict:
    counts = one.counts[name], one.n, other.counts[name], other.n
    gap = intervals.difference(*counts)
    overall = (counts[0] + counts[2]) / max(counts[1] + counts[3], 1)
    return _row(
        name, "share", (one.n, other.n), intervals.wilson(*counts[:2]), intervals.wilson(*counts[2:]),
        gap, np.sqrt(overall * (1 - overall)), intervals.differs(*counts),
    )  # fmt: skip


def _row(name, kind, sizes, mean, other, gap, spread, higher) -> dict:
    by = 1 / spread if spread and spread > 0 else float("nan")
    return {
        "measure": name, "kind": kind, "n": sizes[0], "other_n": sizes[1],
        "mean": mean[0], "low": mean[1], "high": mean[2],
        "other_mean": other[0], "other_low": other[1], "other_high": other[2],
        "difference": gap[0], "difference_low": gap[1], "difference_high": gap[2],
        "effect": gap[0] * by, "effect_low": gap[1] * by, "effect_high": gap[2] * by, "higher": higher,
    }  # fmt: skip


def _minus(one, other):
    return float("nan") if one is None or other is None else one - other


def _shuffled(draws: np.ndarray | None) -> np.ndarray | None:
    """Both groups are drawn with one seed; the order is broken, so that the two are independent."""
    return None if draws is None else np.random.default_rng(SEED + 1).permutation(draws)


def _ends(draws, confidence: float = 0.95) -> tuple[float, float]:
    if draws is None or np.ndim(draws) == 0 or np.isnan(draws).all():
        return float("nan"), float("nan")
    tail = (1 - confidence) / 2
    return tuple(float(end) for end in np.nanquantile(draws, [tail, 1 - tail]))


def _verdict(low: float, high: float, enough: bool) -> bool | None:
    if not enough or np.isnan(low) or low <= 0 <= high:
        return None
    return low > 0
