"""Customer value: what each customer is expected to contribute over a horizon, by tier and in all."""

from math import sqrt
from typing import Any

import pandas as pd

from cx.customers import filters, listing, saved_segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped_since
from cx.customers.value import back_testing, customer_intervals, value_tables
from cx.customers.value.value_tables import DISCOUNT_RATE, HORIZONS, Horizon
from cx.engine.connection import Engine
from cx.statistics.changes import Z
from cx.tables.tiers_and_stages import TIERS

LISTED = 500
WITHOUT_TIER = ""
"""The tier of who has ordered, but not within the 12 months."""
COLUMNS = [
    "customer_id", "name", "region", "tier", "purchases", "recency_days", "expected_purchases",
    "contribution_a_purchase", "value", "low", "high", "p_alive", "contribution", "usual_days", "limit_days", "at_risk",
    "complaint_on",
]  # fmt: skip
SUMS = ["customers", "value", "low", "high", "expected_purchases", "contribution", "at_risk"]


@scoped_since
def customers(
    store: Engine, scope: Scope, assumptions: Assumptions | None = None, *, months: int = HORIZONS[0],
    discount_rate: float = DISCOUNT_RATE,
) -> pd.DataFrame:  # fmt: skip
    """The value of each customer who has ordered: contribution expected over a horizon, discounted.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    assumptions : money assumptions of contribution; None: the company default
    months : the horizon: 12, 24 or 36
    discount_rate : a year
    since, region, channel, segment : choose who is shown; the models stay those of everybody

    Returns
    -------
    One row per customer who has ordered by as_of, most value first, ties by customer_id; money in the company's
    currency. No row where nobody has ordered twice.

    - customer_id, name, region, tier (as of `cx.segments.customers`; "" without an order in the 12 months)
    - purchases : days with an order so far
    - recency_days : since the last of them
    - expected_purchases : over the horizon, by BG/NBD
    - contribution_a_purchase : of a purchase day, by credibility: the customer's own mean, drawn to that of all
    - value : sum over the months of the purchases expected in it times contribution_a_purchase, discounted from the
        middle of the month
    - low, high : 95 % interval of it, the parameters of the models taken as known
    - p_alive : the chance that the customer still buys; nan after one purchase, where the model cannot know
    - contribution : of the 12 months up to as_of, as of `cx.segments.customers`; nan without an order in them
    - usual_days, limit_days : of the own rhythm (`cx.retention.rhythms`), where overdue
    - at_risk : contribution x (1 - p_alive) where overdue, else 0
    - complaint_on : the day of the oldest open complaint

    Raises
    ------
    ValueError
        For another horizon or a discount rate outside 0..1, and in a store without orders.

    Notes
    -----
    A customer counts from the first purchase; contacts and tickets since then are in the contribution.
    Fader, Hardie and Lee (2005), Marketing Science 24; Buhlmann and Straub (1970).

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store()
    >>> lines = b"1,A,2025-01-02,90\\n2,A,2025-03-05,70\\n3,B,2025-02-01,40\\n4,B,2025-02-20,60\\n"
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n" + lines)
    >>> customers(store, datetime.date(2025, 3, 31))[["customer_id", "purchases"]].values.tolist()
    [['A', 2], ['B', 2]]
    """
    return listed(store, scope, assumptions, limit=None, months=months, discount_rate=discount_rate)[0][COLUMNS]


@scoped_since
def by_tier(
    store: Engine, scope: Scope, assumptions: Assumptions | None = None, *, months: int = HORIZONS[0],
    discount_rate: float = DISCOUNT_RATE,
) -> pd.DataFrame:  # fmt: skip
    """The value of the customers of each tier.

    Parameters
    ----------
    store, as_of, assumptions, months, discount_rate, since, region, channel, segment : as of `customers`

    Returns
    -------
    One row per tier, then "" for who has not ordered in the 12 months, those without customers left out: tier,
    customers, value, low, high (95 % interval of the sum of independent customers: the error of the models, which is
    larger, is in `total` alone), expected_purchases, contribution (of the 12 months, as the playbook has it),
    at_risk (without who has an open complaint).

    Raises
    ------
    ValueError
        As of `customers`.
    """
    table = _shown(store, scope, assumptions, Horizon(months, discount_rate))
    if table is None:
        return pd.DataFrame(columns=["tier", *SUMS])
    found = store.read("value/by_tier", values=table).set_index("tier")
    found = found.reindex([tier for tier in [*TIERS, WITHOUT_TIER] if tier in found.index]).reset_index()
    reach = Z * found["value_variance"] ** 0.5
    return found.assign(low=found["value"] - reach, high=found["value"] + reach)[["tier", *SUMS]]


@scoped_since
def total(
    store: Engine, scope: Scope, assumptions: Assumptions | None = None, *, months: int = HORIZONS[0],
    discount_rate: float = DISCOUNT_RATE,
) -> pd.DataFrame:  # fmt: skip
    """The value of all customers, with the range that the back-tests give it.

    Parameters
    ----------
    store, as_of, assumptions, months, discount_rate, since, region, channel, segment : as of `customers`

    Returns
    -------
    One row, none where nobody has ordered twice: customers, value, low, high (the range: `Error.around`; nan where
    under LEAST back-tests are possible), tests (how many there are), mean, spread (of the log ratios),
    model_low, model_high (the interval of by_tier, for all), expected_purchases, contribution, at_risk.

    Raises
    ------
    ValueError
        As of `customers`.
    """
    columns = [*SUMS, "tests", "mean", "spread", "model_low", "model_high"]
    horizon = Horizon(months, discount_rate)
    tiers = by_tier(store, scope, assumptions, months=months, discount_rate=discount_rate)
    if not tiers["customers"].sum():
        return pd.DataFrame(columns=columns)
    sums = tiers[[name for name in SUMS if name not in ("low", "high")]].sum()
    error = back_testing.error(back_testing.back_tests(store, scope, assumptions, months=horizon.months))
    low, high = error.around(float(sums["value"]))
    reach = sqrt(float((((tiers["high"] - tiers["low"]) / 2) ** 2).sum()))
    row = {
        **sums, "low": low, "high": high, "tests": error.tests, "mean": error.mean, "spread": error.spread,
        "model_low": sums["value"] - reach, "model_high": sums["value"] + reach,
    }  # fmt: skip
    return pd.DataFrame([row])[columns]


@scoped_since
def listed(
    store: Engine, scope: Scope, assumptions: Assumptions | None = None, of: tuple[str, ...] = (),
    limit: listing.Cut = LISTED, *, months: int = HORIZONS[0], discount_rate: float = DISCOUNT_RATE,
) -> tuple[pd.DataFrame, dict[str, Any]]:  # fmt: skip
    """Customers of some tiers by value, and totals of them all.

    Parameters
    ----------
    store, as_of, assumptions, months, discount_rate, since, region, channel, segment : as of `customers`
    of : tiers, () for all; WITHOUT_TIER for who has not ordered in the 12 months
    limit : the first rows, a page (`cx.customers.listing.Page`), None: everybody

    Returns
    -------
    (rows, totals): rows as of `customers`; totals {"customers", "value"}, of all.

    Raises
    ------
    ValueError
        As of `customers`.
    """
    horizon = Horizon(months, discount_rate)
    table = _shown(store, scope, assumptions, horizon)
    return _rows(store, scope, assumptions, horizon, table, "value/list", limit, tiers=list(of))


@scoped_since
def going_quiet(
    store: Engine, scope: Scope, assumptions: Assumptions | None = None, limit: listing.Cut = LISTED, *,
    months: int = HORIZONS[0], discount_rate: float = DISCOUNT_RATE,
) -> tuple[pd.DataFrame, dict[str, Any]]:  # fmt: skip
    """Customers who ordered often and are silent for longer than usual, by the money at risk.

    Parameters
    ----------
    store, as_of, assumptions, months, discount_rate, since, region, channel, segment : as of `customers`
    limit : as of `listed`

    Returns
    -------
    (rows, totals): rows as of `customers`, most at risk first, ties by customer_id; who has an open complaint is left
    out. totals {"customers", "at_risk"}, of all.

    Raises
    ------
    ValueError
        As of `customers`.
    """
    horizon = Horizon(months, discount_rate)
    table = _shown(store, scope, assumptions, horizon)
    return _rows(store, scope, assumptions, horizon, table, "value/at_risk_list", limit)


@scoped_since
def save(store: Engine, name: str, words: str, scope: Scope, of: tuple[str, ...] = (), **asked: Any) -> int:
    """Save the customers of some tiers as a segment.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    as_of, of, since, region, channel, segment : as of `listed`
    asked : assumptions, months, discount_rate

    Returns
    -------
    How many customers the segment has.

    Raises
    ------
    ValueError
        As of `customers`.
    StoreError
        As of `cx.saved.save`.
    """
    given = {"values": _to_save(store, scope, **asked), "tiers": list(of), "limit": None}
    return saved_segments.save(store, name, scope.as_of, words, "value/list", **given)


@scoped_since
def save_going_quiet(store: Engine, name: str, words: str, scope: Scope, **asked: Any) -> int:
    """Save everybody of `going_quiet` as a segment.

    Parameters
    ----------
    store, name, words, as_of, since, region, channel, segment, asked : as of `save`

    Returns
    -------
    How many customers the segment has.

    Raises
    ------
    ValueError, StoreError
        As of `save`.
    """
    given = {"values": _to_save(store, scope, **asked), "limit": None}
    return saved_segments.save(store, name, scope.as_of, words, "value/at_risk_list", **given)


def _to_save(store: Engine, scope: Scope, **asked: Any) -> str:
    horizon = Horizon(asked.get("months", HORIZONS[0]), asked.get("discount_rate", DISCOUNT_RATE))
    table = _shown(store, scope, asked.get("assumptions"), horizon)
    if table is None:
        raise ValueError("nobody has ordered twice: values are not yet known")
    return table


def _shown(store: Engine, scope: Scope, assumptions: Assumptions | None, horizon: Horizon) -> str | None:
    table = value_tables.values(store, scope, assumptions, horizon)
    return None if table is None else filters.shown(store, table, scope)


def _rows(
    store: Engine, scope: Scope, assumptions: Assumptions | None, horizon: Horizon, table: str | None, statement: str,
    limit: listing.Cut, **given: Any,
) -> tuple[pd.DataFrame, dict[str, Any]]:  # fmt: skip
    """The rows of a list with their intervals, and its totals."""
    of_all = "at_risk" if statement.endswith("at_risk_list") else "value"
    model = value_tables.model(store, scope.as_of, assumptions) if table else None
    if model is None:
        return pd.DataFrame(columns=COLUMNS), {"customers": 0, of_all: 0.0}
    rows = listing.read(store, statement, limit, values=table, **given)
    rows = rows.assign(**customer_intervals.of_values(rows, model, horizon))
    if rows.empty:
        return rows, {"customers": 0, of_all: 0.0}
    first = rows.iloc[0]
    return rows, {"customers": int(first["customers"]), of_all: float(first[f"{of_all}_of_all"])}
