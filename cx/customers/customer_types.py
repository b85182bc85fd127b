"""Customer types: what customers are loyal to, a label of its own beside the tier."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from cx.customers import filters, listing, saved_segments, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped_since
from cx.customers.segments.tier_model import TIERS
from cx.customers.type_rules import KINDS, TypeRules, lacking, typed
from cx.engine import statements
from cx.engine.connection import Engine
from cx.statistics import intervals, verdicts

__all__ = ["crossed", "customers", "kinds", "lacking", "listed", "moves", "save", "typed"]
LISTED = 500
MANY = 5_000
"""Customers from which the interval of a mean is that of the normal distribution."""


def customers(store: Engine, as_of: date, rules: TypeRules | None = None) -> pd.DataFrame:
    """The type of each customer who ordered in the window, with its signs.

    Parameters
    ----------
    store : the company
    as_of : last day of the 12 months
    rules : thresholds, see `TypeRules`; None: those kept in the store

    Returns
    -------
    One row per customer who ordered (returns apart) in the window up to as_of, by customer_id.

    - kind : the first of "Loyal", "Social", "Need-based", "Impatient" whose rule holds, else "None"; is_loyal,
      is_social, is_need_based, is_impatient say all that hold. A type that the data cannot tell (`lacking`) is
      nobody's.
    - the signs: order_days, known_days, active_quarters of quarters, recommends (mean NPS answer, nan if never asked),
      referrals, assisted_orders, referred_orders and pointed_orders of recent_orders, categories, discount_share and
      the company's (0..1), days_to_order (first touch to first order; nan where not seen), speed_signs,
      left_after_delay_on, left_on ...

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store()
    >>> lines = [f"{n},A,202{4 + n // 4}-{1 + 3 * (n % 4):02d}-02,90" for n in range(8)]
    >>> _ = store.load("orders", "\\n".join(["order_id,customer_id,ordered_at,revenue", *lines]).encode())
    >>> customers(store, datetime.date(2025, 12, 31))[["customer_id", "kind"]].values.tolist()
    [['A', 'Loyal']]
    """
    return store.rows("select * from query_table($typed) order by customer_id", typed=typed(store, as_of, rules))


@scoped_since
def _with_tiers(
    store: Engine, scope: Scope, assumptions: Assumptions | None = None, rules: TypeRules | None = None
) -> str:
    among = store.keep(
        "typed",
        statements.text("customers/types_with_tiers"),
        typed=typed(store, scope.as_of, rules),
        placed=segments.placed(store, scope.as_of, assumptions),
    )
    return filters.shown(store, among, scope)


def crossed(store: Engine, as_of: date | Scope, **asked: Any) -> pd.DataFrame:
    """Customer types across the tiers.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    asked : assumptions, since, region, channel, segment, rules; the filters choose who is shown, and change nobody's
        type

    Returns
    -------
    One row per type of KINDS and tier: kind, tier, customers, profit (of the 12 months), tier_customers, share (of the
    tier, 0..1 or nan), higher (True or False where the share differs from that of the other tiers together, None where
    there are too few to tell; all cells are one family of `cx.verdicts`).

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> found = crossed(store, date(2025, 1, 31))
    >>> found.loc[found.customers > 0, ["kind", "tier", "customers", "share"]].values.tolist()
    [['None', 'Gold', 1, 1.0], ['None', 'Tin', 1, 1.0]]
    """
    found = store.read("customers/types_by_tier", among=_with_tiers(store, as_of, **asked))
    cells = pd.MultiIndex.from_product([KINDS, TIERS], names=["kind", "tier"])
    table = found.set_index(["kind", "tier"]).reindex(cells, fill_value=0.0).reset_index()
    table["tier_customers"] = table.groupby("tier").customers.transform("sum").astype(int)
    table["share"] = table.customers / table.tier_customers.where(table.tier_customers > 0)
    table = table.assign(customers=table.customers.astype(int))
    pairs: list[tuple[int, int, int, int]] = []
    for _kind, part in table.groupby("kind", sort=False):
        counts = part[["customers", "tier_customers"]].itertuples(index=False, name=None)
        pairs += verdicts.against_the_rest(list(counts))
    return table.assign(higher=pd.Series(verdicts.of_shares(pairs), dtype=object))


def kinds(store: Engine, as_of: date | Scope, **asked: Any) -> pd.DataFrame:
    """Customers and profit of each type.

    Parameters
    ----------
    store : the company
    as_of, asked : as of `crossed`

    Returns
    -------
    One row per type of KINDS: kind, customers, profit (of the 12 months up to as_of), share (of the customers, 0..1;
    nan without any), mean_profit with low and high (95% interval of `cx.intervals.mean`; nan without customers), earns
    (True or False where the mean profit is above or below 0 by more than chance, None where there are too few to tell;
    the types are one family of `cx.verdicts`).

    Raises
    ------
    ValueError
        In a store without orders.
    """
    table = crossed(store, as_of, **asked).groupby("kind", sort=False)[["customers", "profit"]].sum().reset_index()
    everybody = table.customers.sum()
    table["share"] = table.customers / everybody if everybody else float("nan")
    table["mean_profit"] = table.profit / table.customers.where(table.customers > 0)
    found = store.read("customers/types_profit", among=_with_tiers(store, as_of, **asked), many=MANY)
    return _with_intervals(table.merge(found, on="kind", how="left"))


def _with_intervals(table: pd.DataFrame) -> pd.DataFrame:
    """The types with the interval of their mean profit, in place of the profits that it comes from."""
    estimates, p_values = [], []
    for row in table.itertuples():
        reach = 1.96 * row.spread / max(row.customers, 1) ** 0.5
        is_listed = isinstance(row.profits, list | np.ndarray)
        normal = (row.mean_profit, row.mean_profit - reach, row.mean_profit + reach)
        estimates.append(intervals.mean(row.profits) if is_listed else normal)
        enough = row.customers >= intervals.ENOUGH_TO_RANK
        moments = row.mean_profit, row.spread, row.customers
        p_values.append(verdicts.mean_p(*moments, 0.0, 0.0, row.customers) if enough else float("nan"))
    ends = {"low": [low for _mean, low, _high in estimates], "high": [high for _mean, _low, high in estimates]}
    earns = pd.Series(verdicts.decided(estimates, p_values), dtype=object)
    return table.drop(columns=["spread", "profits"]).assign(**ends, earns=earns)


def moves(store: Engine, as_of: date, rules: TypeRules) -> pd.DataFrame:
    """Customers whom other thresholds would give another type.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    rules : the thresholds that are tried, beside those kept in the store

    Returns
    -------
    One row per type now and type by these thresholds that a customer has, in no order: kind, becomes, customers. Who
    keeps the type is there too.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> from cx.customers.type_rules import TypeRules
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n")
    >>> rules = TypeRules(loyal_orders=1, loyal_days=0)
    >>> moves(store, date(2025, 1, 31), rules).values.tolist()
    [['None', 'Loyal', 1]]
    """
    return store.read("customers/type_moves", now=typed(store, as_of), then=typed(store, as_of, rules))


def listed(
    store: Engine,
    as_of: date | Scope,
    of: tuple[str, ...] = (),
    tier: str | None = None,
    limit: listing.Cut = LISTED,
    **asked: Any,
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Customers of some types by profit, with their signs, and totals of them all.

    Parameters
    ----------
    store : the company
    as_of, asked : as of `crossed`
    of : types, () for all
    tier : one tier, None for any
    limit : the first rows, a page (`cx.customers.listing.Page`), None: everybody

    Returns
    -------
    (rows, totals): rows as of `customers` with name, region, tier, profit and recency_days, most profit first, ties by
    customer_id, with the totals in each as customers and profit_of_all; totals {"customers", "profit"}, of all.

    Raises
    ------
    ValueError
        In a store without orders.
    """
    rows = listing.read(store, "customers/types_list", limit, **_selected(store, as_of, of, tier, **asked))
    if rows.empty:
        return rows, {"customers": 0, "profit": 0.0}
    return rows, {"customers": int(rows.customers.iat[0]), "profit": float(rows.profit_of_all.iat[0])}


@scoped_since
def save(
    store: Engine, name: str, words: str, scope: Scope, of: tuple[str, ...] = (), tier: str | None = None, **asked: Any
) -> int:
    """Save the customers of some types as a segment.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    as_of, since, region, channel, segment, of, tier, asked : as of `listed`

    Returns
    -------
    How many customers the segment has.

    Raises
    ------
    ValueError
        In a store without orders.
    StoreError
        As of `cx.saved.save`.
    """
    given = _selected(store, scope, of, tier, **asked)
    return saved_segments.save(store, name, scope.as_of, words, "customers/types_list", **given, limit=None)


def _selected(
    store: Engine, as_of: date | Scope, of: tuple[str, ...], tier: str | None, **asked: Any
) -> dict[str, Any]:
    return {"among": _with_tiers(store, as_of, **asked), "kinds": list(of) or KINDS, "tier": tier}
