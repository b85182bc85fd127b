"""Tiers by limits of your own: bands of one measure, with a check for overlaps, gaps and empty tiers."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import inf, isnan

import pandas as pd

from cx.customers.assumption_sets import given_or_default
from cx.customers.assumptions import Assumptions, Band
from cx.customers.segments import tier_table
from cx.customers.segments.tier_model import TIERS
from cx.engine.connection import Engine


def suggest(store: Engine, as_of: date, measure: str, assumptions: Assumptions | None = None) -> tuple[Band, ...]:
    """Bands of a measure that make tiers about as large as the clusters do, best first; an empty tier has no band.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    measure : of `cx.assumptions.BANDED`
    assumptions : None: the company default; their own bands do not count

    Returns
    -------
    (tier, low, high) of each band. Each limit lies between two customers, rounded as far as it still does. For days,
    less is better.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> suggest(store, date(2025, 1, 31), "profit")
    (('Gold', 0.0, inf), ('Tin', -inf, 0.0))
    """
    by_clusters = replace(given_or_default(store, assumptions), bands=None)
    placed = tier_table.placed(store, as_of, by_clusters)
    values = store.read("segments/threshold_values", placed=placed, measure=measure)
    sizes = tier_table.tiers(store, as_of, by_clusters).set_index("tier").customers
    ranked = values.value.sort_values(ascending=measure == "recency_days", ignore_index=True)
    limits, there, at = [], [tier for tier in TIERS if sizes[tier] > 0], 0
    for tier in there[:-1]:
        at += int(sizes[tier])
        limits.append(_between(ranked[at - 1], ranked[at]))
    ends = [inf, *limits, -inf] if measure != "recency_days" else [-inf, *limits, inf]
    return tuple((tier, min(pair), max(pair)) for tier, pair in zip(there, pairwise(ends), strict=True))


def _between(one: float, other: float) -> float:
    """The shortest number above the lower and up to the higher of the two; the higher one where they are alike."""
    low, high = sorted((float(one), float(other)))
    for digits in range(-9, 5):
        found = round((low + high) / 2, digits)
        if low < found <= high:
            return found
    return high


def check(
    store: Engine, as_of: date, bands: tuple[Band, ...], measure: str, assumptions: Assumptions | None = None
) -> pd.DataFrame:
    """Problems of bands: overlaps, gaps, bands upside down, tiers without a customer.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    bands : (tier, low, high) of each; low <= measure < high is in a band; -inf and inf are open ends
    measure : of `cx.assumptions.BANDED`
    assumptions : None: the company default; their own bands do not count

    Returns
    -------
    One row per problem, none where nothing is wrong: problem ("overlap", "gap", "upside down", "empty"), tiers, low,
    high, customers. An overlap is a stretch that two tiers claim, a gap one that none does, with the customers who
    stand there now; an empty tier has a band in which nobody stands, or no band. Only the first three keep the bands
    from being used: then somebody, now or later, would be in two tiers or in none.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> check(store, date(2025, 1, 31), (("Gold", 0, inf),), "profit").head(1).values.tolist()
    [['gap', '', -inf, 0.0, 1]]
    """
    placed = tier_table.placed(store, as_of, replace(given_or_default(store, assumptions), bands=None))
    values = store.read("segments/threshold_values", placed=placed, measure=measure).value
    rows = [("upside down", tier, low, high, 0) for tier, low, high in bands if not low < high]
    sound = sorted((band for band in bands if band[1] < band[2]), key=lambda band: (band[1], band[2]))
    for at, (tier, low, high) in enumerate(sound):
        for other, other_low, other_high in sound[at + 1 :]:
            if other_low < high:
                ends = max(low, other_low), min(high, other_high)
                rows.append(("overlap", f"{tier}, {other}", *ends, _inside(values, *ends)))
    covered = -inf
    for _tier, low, high in [*sound, ("", inf, inf)]:
        if low > covered:
            rows.append(("gap", "", covered, low, _inside(values, covered, low)))
        covered = max(covered, high)
    for tier in TIERS:
        own = [(low, high) for name, low, high in sound if name == tier]
        if not any(_inside(values, low, high) for low, high in own):
            low, high = own[0] if own else (float("nan"),) * 2
            rows.append(("empty", tier, low, high, 0))
    return pd.DataFrame(rows, columns=["problem", "tiers", "low", "high", "customers"])


def usable(problems: pd.DataFrame) -> bool:
    """Whether every customer, now and later, has exactly one tier.

    Parameters
    ----------
    problems : the answer of `check`
    """
    return set(problems.problem) <= {"empty"}


def _inside(values: pd.Series, low: float, high: float) -> int:
    return int(((values >= low) & (values < high)).sum())


def read(table: pd.DataFrame) -> tuple[Band, ...]:
    """The bands of an edited table.

    Parameters
    ----------
    table : tier, low, high; a blank low or high is an open end, a row without both no band, unless it is the only one

    Examples
    --------
    >>> read(pd.DataFrame({"tier": ["Gold", "Tin"], "low": [0.0, None], "high": [None, 0.0]}))
    (('Gold', 0.0, inf), ('Tin', -inf, 0.0))
    """
    found = [
        (row.tier, -inf if _blank(row.low) else float(row.low), inf if _blank(row.high) else float(row.high))
        for row in table.itertuples()
    ]
    return tuple(band for band in found if band[1:] != (-inf, inf) or len(found) == 1)


def _blank(value: float | None) -> bool:
    return value is None or isnan(value)
