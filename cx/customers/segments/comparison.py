"""Two groups of customers side by side on every measure: means and shares with intervals, and a verdict or none."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from cx.customers import saved_segments
from cx.customers.assumptions import Assumptions
from cx.customers.segments import selection, tier_table
from cx.engine import statements
from cx.engine.connection import Engine
from cx.statistics import intervals, verdicts
from cx.tables import customer_measures
from cx.tables.customer_measures import MEASURES, MONEY

RESAMPLES = 1000
MANY = 5_000
"""Customers from which a mean over them counts as normal: the bootstrap comes to the same by then."""
SHARES = ["bought again", "asked for help", "returned something", "covers all cost"]
EVERYBODY, OTHERS = ("everybody", ""), ("others", "")
Group = tuple[str, str]
"""(kind, name): ("tier", "Gold"), ("region", ..), ("channel", ..), ("segment", ..), EVERYBODY or OTHERS: all but the
first.
"""


@dataclass(frozen=True)
class Comparison:
    """Two groups side by side.

    Attributes
    ----------
    table : a row per measure
    n, other_n : customers of each group
    both : how many are in both groups
    """

    table: pd.DataFrame
    n: int
    other_n: int
    both: int


def compare(
    store: Engine,
    as_of: date,
    one: Group,
    other: Group = OTHERS,
    assumptions: Assumptions | None = None,
    selected: dict[str, Any] | None = None,
) -> Comparison:
    """Two groups of customers on every measure: means and shares with intervals, and a verdict or none.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    one, other : the groups, see `Group`; OTHERS: everybody who is not in the first
    assumptions : None: the company default
    selected : what `cx.selection.selected` is asked with, for ("selection", "")

    Returns
    -------
    A `Comparison`. Its table has one row per measure that anybody has: measure, kind ("mean" or "share"), n, other_n
    (customers who have the measure), mean, low, high, other_mean, other_low, other_high, difference, difference_low,
    difference_high (mean less other_mean), effect, effect_low, effect_high (in standard deviations of both groups
    together), is_rough (a mean of money over fewer than `cx.intervals.ROUGH_UNDER` in either group) and higher (True,
    False, or None: too few to tell).

    Raises
    ------
    ValueError
        In a store without orders.

    Notes
    -----
    Means: bootstrap-t, above MANY customers mean +- 1.96 standard errors, their difference by Welch; shares: Wilson and
    Newcombe. A verdict needs 30 customers in both groups, an interval of the difference that leaves out 0, and Holm's
    procedure over all measures (`cx.verdicts`). In both groups at once, nobody is left out: it blurs a difference.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> found = compare(store, date(2025, 1, 31), ("tier", "Gold"))
    >>> found.table[["measure", "mean", "other_mean", "difference", "higher"]].head(1).values.tolist()
    [['revenue', 90.0, 2.0, 88.0, None]]
    """
    placed = tier_table.placed(store, as_of, assumptions)
    segments = {name: saved_segments.table(store, name, as_of) for kind, name in (one, other) if kind == "segment"}
    chosen = selection.selected(store, **selected) if selected else None
    first = members(store, placed, one, chosen=chosen, segment=segments.get(one[1]))
    second = members(store, placed, other, chosen=chosen, but=first, segment=segments.get(other[1]))
    measured = _measured(store, placed, first), _measured(store, placed, second)
    table = side_by_side(*measured)
    both = int(
        store.value(
            "select count(*) from query_table($a) semi join query_table($b) using (customer_id)",
            a=first,
            b=second,
        )
    )
    return Comparison(table, measured[0].n, measured[1].n, both)


def members(
    store: Engine,
    placed: str,
    group: Group,
    chosen: dict[str, Any] | None = None,
    but: str | None = None,
    segment: str | None = None,
) -> str:
    """Kept table with the customer_id of everybody in the group.

    Parameters
    ----------
    store : the company
    group : see `Group`
    placed : the kept table of `cx.segments.placed`
    chosen : the answer of `cx.selection.selected`, for ("selection", "")
    but : for OTHERS, the members who are not among the others
    segment : for ("segment", ..), its members
    """
    if group[0] == "selection":
        return store.keep("group", statements.text("segments/selection"), **(chosen or {}))
    text = statements.text("segments/group_members")
    return store.keep(
        "group", text, placed=placed, kind=group[0], name=group[1], but=but or placed, members=segment or placed
    )


@dataclass(frozen=True)
class Measured:
    """What is known of one group.

    Attributes
    ----------
    n : customers
    known : customers who have each measure
    means : (mean, low, high) of each measure
    spreads : sample standard deviations
    counts : customers of each of SHARES
    """

    n: int
    known: dict[str, int]
    means: dict[str, intervals.ESTIMATE_LOW_HIGH]
    spreads: dict[str, float]
    counts: dict[str, int]

    def moments(self, name: str) -> tuple[float, float, int]:
        """Mean, spread and number of customers of one measure."""
        return self.means[name][0], self.spreads[name], self.known[name]


def _measured(store: Engine, placed: str, group: str) -> Measured:
    measured = customer_measures.select(placed)
    sums = store.read("segments/group_sums", measured=measured, group=group).set_index("measure")
    sums = sums.reindex(list(MEASURES))
    counts = store.read("segments/group_counts", placed=placed, group=group).iloc[0]
    known = {name: int(n) for name, n in sums.n.fillna(0).items()}
    if counts.n > MANY:
        reach = 1.96 * sums.spread / np.sqrt(sums.n)
        found = list(zip(sums["mean"], sums["mean"] - reach, sums["mean"] + reach, strict=True))
    else:
        values = store.read("segments/group_values", measured=measured, group=group)[list(MEASURES)]
        found = intervals.means(values.to_numpy(dtype=float), resamples=RESAMPLES)
    shares = {name: int(counts[name.replace(" ", "_")]) for name in SHARES}
    means = dict(zip(MEASURES, found, strict=True))
    return Measured(int(counts.n), known, means, sums.spread.to_dict(), shares)


def side_by_side(one: Measured, other: Measured) -> pd.DataFrame:
    """The table of a `Comparison`: all its measures are one family of verdicts.

    Parameters
    ----------
    one, other : what is known of each group

    Returns
    -------
    One row per measure, as of `compare`.
    """
    rows = [_mean_row(name, one, other) for name in MEASURES] + [_share_row(name, one, other) for name in SHARES]
    table = pd.DataFrame([row for row in rows if row is not None])
    differences = table[["difference", "difference_low", "difference_high"]]
    higher = verdicts.decided(list(differences.itertuples(index=False, name=None)), table.p.tolist())
    return table.drop(columns="p").assign(higher=pd.Series(higher, dtype=object))


def _mean_row(name: str, one: Measured, other: Measured) -> dict[str, Any] | None:
    n, other_n = one.known[name], other.known[name]
    if n == 0 and other_n == 0:
        return None
    moments = *one.moments(name), *other.moments(name)
    enough = min(n, other_n) >= intervals.ENOUGH_TO_RANK
    squares = [side.spreads[name] ** 2 for side in (one, other) if not np.isnan(side.spreads[name])]
    spread = float(np.sqrt(np.mean(squares))) if squares else float("nan")
    return _row(
        name,
        "mean",
        (n, other_n),
        one.means[name],
        other.means[name],
        intervals.mean_difference(*moments),
        spread,
        verdicts.mean_p(*moments) if enough else float("nan"),
    )


def _share_row(name: str, one: Measured, other: Measured) -> dict[str, Any]:
    counts = one.counts[name], one.n, other.counts[name], other.n
    enough = min(one.n, other.n) >= intervals.ENOUGH_TO_RANK
    overall = (counts[0] + counts[2]) / max(counts[1] + counts[3], 1)
    return _row(
        name,
        "share",
        (one.n, other.n),
        intervals.wilson(*counts[:2]),
        intervals.wilson(*counts[2:]),
        intervals.difference(*counts),
        np.sqrt(overall * (1 - overall)),
        verdicts.share_p(*counts) if enough else float("nan"),
    )


def _row(
    name: str,
    kind: str,
    sizes: tuple[int, int],
    mean: intervals.ESTIMATE_LOW_HIGH,
    other: intervals.ESTIMATE_LOW_HIGH,
    gap: intervals.ESTIMATE_LOW_HIGH,
    spread: float,
    p: float,
) -> dict[str, Any]:
    by = 1 / spread if spread and spread > 0 else float("nan")
    is_rough = MEASURES.get(name) == MONEY and min(sizes) < intervals.ROUGH_UNDER
    return {
        "measure": name,
        "kind": kind,
        "n": sizes[0],
        "other_n": sizes[1],
        "mean": mean[0],
        "low": mean[1],
        "high": mean[2],
        "other_mean": other[0],
        "other_low": other[1],
        "other_high": other[2],
        "difference": gap[0],
        "difference_low": gap[1],
        "difference_high": gap[2],
        "effect": gap[0] * by,
        "effect_low": gap[1] * by,
        "effect_high": gap[2] * by,
        "is_rough": is_rough,
        "p": p,
    }
