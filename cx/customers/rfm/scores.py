"""Recency, frequency, money: who buys recently, often and much, in scores of 1 to 5 and named groups."""

from datetime import date
from typing import Any

import pandas as pd

from cx.customers import filters, listing, saved_segments, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped_since
from cx.customers.rfm.rules import MEASURES, Rules
from cx.engine import statements
from cx.engine.connection import Engine

UNNAMED = "Without a group"
ALIKE = "Too few or too similar"
"""In place of a group by quintiles: fewer than 5 customers have no fifths, and equal customers cannot be told apart."""
LISTED = 500
STANDARD = Rules()


@scoped_since
def scored(store: Engine, scope: Scope, rules: Rules = STANDARD, assumptions: Assumptions | None = None) -> str:
    """Kept table with the rows and columns of `customers`.

    Parameters
    ----------
    store : the company
    as_of, rules, assumptions, since, region, channel, segment : as of `customers`

    Notes
    -----
    Scored over everybody, filtered after.
    """
    table = store.keep(
        "rfm",
        statements.text("rfm/scores"),
        as_of=scope.as_of,
        placed=segments.placed(store, scope.as_of, assumptions),
        alike=ALIKE,
        **rules.given(),
    )
    return filters.shown(store, table, scope)


def customers(store: Engine, as_of: date | Scope, rules: Rules = STANDARD, **asked: Any) -> pd.DataFrame:
    """RFM scores and group of each customer with an order up to as_of.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    rules : groups and bounds of the scores, see `Rules`
    asked : assumptions (of tier and profit), since (only who ordered from that day on), region, channel, segment
        (saved); they choose who is shown, never the scores

    Returns
    -------
    One row per customer, by customer_id.

    - customer_id, name, region
    - recency_days : from the last order to as_of; frequency : orders; money : net revenue; all over the whole past
    - recency_score, frequency_score, money_score : 1 (worst) to 5 (best), by quintiles of the rank, or by given bounds
    - customer_group : the first rule that holds the scores, None where none does; ALIKE in its place where quintiles
      are of fewer than 5 customers, or of customers with the same value in every measure that the groups are made of
    - tier, profit : of the 12 months up to as_of, None and nan for who did not order in them

    Raises
    ------
    ValueError
        In a store without orders.

    Notes
    -----
    Equal values share the score of the middle of the ranks they take, whatever the order of the rows; the worst value
    scores 1 however many have it, a value that everybody shares 3 (from 5 customers on). A better value never scores
    lower, distinct values are cut into fifths. A return is netted in money and is no order; customers with nothing but
    returns, and guests, are not in.

    References
    ----------
    Mid-ranks: Kendall (1945), Biometrika 33, 239-251.

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,80\\n")
    >>> customers(store, datetime.date(2025, 1, 31))[["customer_id", "recency_days", "recency_score"]].values.tolist()
    [['A', 29, 1], ['B', 26, 3]]
    """
    return store.rows(
        "select * from query_table($scored) order by customer_id", scored=scored(store, as_of, rules, **asked)
    )


def cells(store: Engine, as_of: date | Scope, rules: Rules = STANDARD, **asked: Any) -> pd.DataFrame:
    """Grid of the scores of recency and frequency.

    Parameters
    ----------
    store : the company
    as_of, rules, asked : as of `customers`

    Returns
    -------
    One row per recency_score and frequency_score, all 25: recency_score, frequency_score, customers, money (net revenue
    of the whole past), profit (of the 12 months up to as_of); 0 where nobody is.

    Raises
    ------
    ValueError
        In a store without orders.
    """
    found = store.read("rfm/cells", scored=scored(store, as_of, rules, **asked))
    at = pd.MultiIndex.from_product([range(1, 6)] * 2, names=["recency_score", "frequency_score"])
    table = found.set_index(at.names).reindex(at).fillna(0.0).reset_index()
    return table.assign(customers=table.customers.astype(int))


def groups(store: Engine, as_of: date | Scope, rules: Rules = STANDARD, **asked: Any) -> pd.DataFrame:
    """Customers and money of each RFM group.

    Parameters
    ----------
    store : the company
    as_of, rules, asked : as of `customers`

    Returns
    -------
    One row per group of the rules, in their order, empty ones included; last UNNAMED and ALIKE, where somebody is in
    them: customer_group, customers, customer_share (0..1), money (net revenue of the whole past), money_share (of all
    shown, 0..1; nan when that is not above 0), profit (of the 12 months up to as_of; nan where nobody ordered in them),
    recency_days, frequency, mean_money (means; nan for an empty group).

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,80\\n")
    >>> found = groups(store, date(2025, 1, 31))
    >>> found.loc[found.customers > 0, ["customer_group", "customers", "mean_money"]].values.tolist()
    [['Too few or too similar', 2, 85.0]]
    """
    found = store.read("rfm/groups", scored=scored(store, as_of, rules, **asked))
    found["customer_group"] = found.customer_group.fillna(UNNAMED)
    names = list(dict.fromkeys(group.name for group in rules.groups))
    names += [last for last in (UNNAMED, ALIKE) if last in set(found.customer_group) and last not in names]
    table = found.set_index("customer_group").reindex(names).rename_axis("customer_group").reset_index()
    table[["customers", "money"]] = table[["customers", "money"]].fillna(0.0)
    people, money = table.customers.sum(), table.money.sum()
    table["customer_share"] = table.customers / people if people else float("nan")
    table["money_share"] = table.money / money if money > 0 else float("nan")
    return table.assign(customers=table.customers.astype(int))


def scale(store: Engine, as_of: date | Scope, rules: Rules = STANDARD, **asked: Any) -> pd.DataFrame:
    """Values that a score stands for.

    Parameters
    ----------
    store : the company
    as_of, rules, asked : as of `customers`; without a filter the values are those of everybody

    Returns
    -------
    One row per measure (recency, frequency, money, in this order) and score that a customer has: measure, score, lowest
    and highest value that has it (days, orders, net revenue), customers.

    Raises
    ------
    ValueError
        In a store without orders.
    """
    table = store.read("rfm/scale", scored=scored(store, as_of, rules, **asked))
    return table.assign(place=table.measure.map(MEASURES.index)).sort_values(["place", "score"]).drop(columns="place")


def listed(
    store: Engine, as_of: date | Scope, rules: Rules = STANDARD, limit: listing.Cut = LISTED, **selection: Any
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Customers of a selection by their money, and totals of the whole selection.

    Parameters
    ----------
    store : the company
    as_of, rules : as of `customers`
    limit : the first rows, a page (`cx.customers.listing.Page`), None: everybody
    selection : asked as of `customers`, and named (groups, () for all), recency_score, frequency_score (one cell of the
        grid, None for any)

    Returns
    -------
    (rows, totals): rows as of `customers`, most money first, ties by customer_id, with the totals in each as customers
    and money_of_all; totals {"customers", "money"}, of the whole selection.

    Raises
    ------
    ValueError
        In a store without orders.
    """
    rows = listing.read(store, "rfm/list", limit, **_selected(store, as_of, rules, **selection))
    if rows.empty:
        return rows, {"customers": 0, "money": 0.0}
    return rows, {"customers": int(rows.customers.iat[0]), "money": float(rows.money_of_all.iat[0])}


@scoped_since
def save(store: Engine, name: str, words: str, scope: Scope, rules: Rules = STANDARD, **selection: Any) -> int:
    """Save the customers of a selection as a segment.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    as_of, since, region, channel, segment, rules, selection : as of `listed`

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
    given = _selected(store, scope, rules, **selection)
    return saved_segments.save(store, name, scope.as_of, words, "rfm/list", **given, limit=None)


def _selected(
    store: Engine,
    as_of: date | Scope,
    rules: Rules,
    named: tuple[str, ...] = (),
    recency_score: int | None = None,
    frequency_score: int | None = None,
    **asked: Any,
) -> dict[str, Any]:
    return {
        "scored": scored(store, as_of, rules, **asked),
        "groups": ["" if name == UNNAMED else name for name in named] or None,
        "recency_score": recency_score,
        "frequency_score": frequency_score,
    }


def left_out(store: Engine, as_of: date) -> dict[str, int]:
    """Customers and orders that have no score.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts

    Returns
    -------
    {"only_returned": customers with nothing but returns, "guest_orders": orders of guests}, up to as_of.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,,2025-01-02,90\\n2,B,2025-01-05,-8\\n")
    >>> left_out(store, date(2025, 1, 31))
    {'only_returned': 1, 'guest_orders': 1}
    """
    counts = store.read("rfm/left_out", as_of=as_of).iloc[0]
    return {str(name): int(count) for name, count in counts.items()}
