"""Movement between the metal tiers: who moved from one date to another, and which profit moved with them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from cx.customers import contribution, filters, listing, saved_segments, segments
from cx.customers.assumption_sets import given_or_default
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.customers.segments.tier_model import TIERS
from cx.engine import coverage, statements
from cx.engine.connection import Engine
from cx.statistics import periods

FROM = [*TIERS, "Came back", "New"]
TO = [*TIERS, "Lost"]
DIRECTIONS = [
    "Up a tier", "Down a tier", "Up inside", "Down inside", "Unchanged", "Borderline", "Reclassified", "New",
    "Came back", "Lost",
]  # fmt: skip
BORDERLINE = 0.8
"""From this doubt on (0..1: 1 stands halfway to another tier) a change of tier is not counted as up or down."""
LISTED = 500


@scoped
def moved(store: Engine, scope: Scope, before: date, assumptions: Assumptions | None = None) -> str:
    """Kept table with the rows and columns of `customers`.

    Parameters
    ----------
    store : the company
    as_of, before, assumptions, region, channel, segment : as of `customers`

    Raises
    ------
    ValueError
        As of `customers`.
    """
    periods.checked(before=before)
    as_of, first = scope.as_of, coverage.first_date(store)
    if first is None:
        raise ValueError("there are no orders yet")
    if not first <= before < as_of:
        raise ValueError(f"the earlier date lies between {first} and {as_of}, not on {before}")
    table = store.keep(
        "moved",
        statements.text("customers/movement"),
        earlier=segments.placed(store, before, assumptions),
        later=segments.placed(store, as_of, assumptions),
        alone=segments.placed_as_at(store, before, as_of, assumptions),
        before=before,
        as_of=as_of,
        tiers=TIERS,
        borderline=BORDERLINE,
    )
    return filters.shown(store, table, replace(scope, since=None))


def customers(
    store: Engine, as_of: date | Scope, before: date, assumptions: Assumptions | None = None, **asked: Any
) -> pd.DataFrame:
    """Moves of customers between the tiers from one date to another.

    Parameters
    ----------
    store : the company
    as_of, before : the later and the earlier date
    assumptions : None: the company default
    asked : region, channel, segment (saved); they choose who is shown, and move nobody

    Returns
    -------
    One row per customer who is in a tier at `before`, at `as_of`, or at both, by customer_id.

    - customer_id, name, region
    - tier_before : a tier; "New" (first order line after `before`) or "Came back" (had ordered, but not in the window
      up to `before`)
    - tier_after : a tier, or "Lost" (no order line in the window up to as_of)
    - direction : one of DIRECTIONS; "Up inside" and "Down inside" stay in their tier with more or less profit. A change
      of tier is "Up a tier" or "Down a tier" only if the model of as_of alone shows it too: it places the customer at
      both dates; otherwise it is "Reclassified" by that model. With a doubt of BORDERLINE or more at as_of it is
      "Borderline".
    - profit_before, profit_after : of the 12 months up to each date, in the company's currency, 0 where the customer is
      in no tier; change : their difference. Summed over everybody it is the difference of the tiers' profits at the two
      dates.
    - purchases_before, purchases_after : orders of the same 12 months; recency_days : from the last order to as_of

    Raises
    ------
    ValueError
        Unless `before` lies on or after the first day of the data and before as_of; in a store without orders.

    Notes
    -----
    The tiers are those of `cx.segments` at each date, each by the model accepted by then, so that the margins of a
    table of moves are its counts. With limits by hand there is no model: every change of tier counts.

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2024-01-02,90\\n2,B,2025-01-05,80\\n")
    >>> found = customers(store, datetime.date(2025, 1, 31), datetime.date(2024, 1, 31))
    >>> found[["customer_id", "direction"]].values.tolist()
    [['A', 'Lost'], ['B', 'New']]
    """
    return store.rows(
        "select * from query_table($moved) order by customer_id",
        moved=moved(store, as_of, before, assumptions, **asked),
    )


def flows(
    store: Engine, as_of: date | Scope, before: date, assumptions: Assumptions | None = None, **asked: Any
) -> pd.DataFrame:
    """Moves by the tier before and the tier after.

    Parameters
    ----------
    store : the company
    as_of, before, assumptions, asked : as of `customers`

    Returns
    -------
    One row per tier_before of FROM and tier_after of TO that can be: tier_before, tier_after, customers, profit_before,
    profit_after, change. Nobody can be new or come back and be lost, so those pairs have no row; a pair without a
    customer has 0. The rows of a tier_before add up to that tier at the earlier date, those of a tier_after to it at
    the later one.

    Raises
    ------
    ValueError
        As of `customers`.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2024-01-02,90\\n2,B,2025-01-05,80\\n")
    >>> found = flows(store, date(2025, 1, 31), date(2024, 1, 31))
    >>> found.loc[found.customers > 0, ["tier_before", "tier_after", "customers"]].values.tolist()
    [['Gold', 'Lost', 1], ['New', 'Gold', 1]]
    """
    found = store.read("customers/movement_flows", moved=moved(store, as_of, before, assumptions, **asked))
    pairs = [(start, end) for start in FROM for end in TO if start in TIERS or end in TIERS]
    return _every(found, pd.MultiIndex.from_tuples(pairs, names=["tier_before", "tier_after"]))


def directions(
    store: Engine, as_of: date | Scope, before: date, assumptions: Assumptions | None = None, **asked: Any
) -> pd.DataFrame:
    """Moves by their direction.

    Parameters
    ----------
    store : the company
    as_of, before, assumptions, asked : as of `customers`

    Returns
    -------
    One row per direction of DIRECTIONS, in that order: direction, customers, profit_before, profit_after, change; 0
    where nobody is.

    Raises
    ------
    ValueError
        As of `customers`.
    """
    found = store.read("customers/movement_directions", moved=moved(store, as_of, before, assumptions, **asked))
    return _every(found, pd.Index(DIRECTIONS, name="direction"))


def _every(found: pd.DataFrame, rows: pd.Index) -> pd.DataFrame:
    """Every row there can be, with 0 where nobody is."""
    table = found.set_index(list(rows.names)).reindex(rows, fill_value=0.0).reset_index()
    return table.assign(customers=table.customers.astype(int))


def listed(
    store: Engine,
    as_of: date | Scope,
    before: date,
    assumptions: Assumptions | None = None,
    limit: listing.Cut = LISTED,
    **selection: Any,
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Customers of a selection of moves by the size of the change of profit, and totals of the whole selection.

    Parameters
    ----------
    store : the company
    as_of, before, assumptions : as of `customers`
    limit : the first rows, a page (`cx.customers.listing.Page`), None: everybody
    selection : region, channel, segment as of `customers`, and tier_before, tier_after (of FROM and TO, None for any),
        towards (of DIRECTIONS, () for any)

    Returns
    -------
    (rows, totals): rows as of `customers`, the largest change first whatever its sign, ties by customer_id, with the
    totals in each as customers and change_of_all; totals {"customers", "change"}, of the whole selection.

    Raises
    ------
    ValueError
        As of `customers`.
    """
    given = _selected(store, as_of, before, assumptions, **selection)
    rows = listing.read(store, "customers/movement_list", limit, **given)
    if rows.empty:
        return rows, {"customers": 0, "change": 0.0}
    return rows, {"customers": int(rows.customers.iat[0]), "change": float(rows.change_of_all.iat[0])}


@scoped
def save(store: Engine, name: str, words: str, scope: Scope, before: date, **selection: Any) -> int:
    """Save the customers of a selection of moves as a segment.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    as_of, region, channel, segment, before, selection : as of `listed`

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
    given = _selected(store, scope, before, **selection)
    return saved_segments.save(store, name, scope.as_of, words, "customers/movement_list", **given, limit=None)


def _selected(
    store: Engine,
    as_of: date | Scope,
    before: date,
    assumptions: Assumptions | None = None,
    tier_before: str | None = None,
    tier_after: str | None = None,
    towards: tuple[str, ...] = (),
    **asked: Any,
) -> dict[str, Any]:
    return {
        "moved": moved(store, as_of, before, assumptions, **asked),
        "tier_before": tier_before,
        "tier_after": tier_after,
        "directions": list(towards) or None,
    }


def models(store: Engine, as_of: date, before: date, assumptions: Assumptions | None = None) -> tuple[date, date]:
    """Dates of the models that place customers at two dates.

    Parameters
    ----------
    store : the company
    as_of, before, assumptions : as of `customers`

    Returns
    -------
    (date of the model at `before`, date of the model at as_of).

    Raises
    ------
    ValueError
        In a store without orders.
    """
    fitted_with = segments.clustered(given_or_default(store, assumptions))
    earlier, later = (segments.model(store, at, fitted_with).as_of for at in (before, as_of))
    return earlier, later


def months_known(store: Engine, before: date) -> int:
    """How many of the 12 months up to the earlier date the data covers.

    Parameters
    ----------
    store, before : the company, and the earlier date

    Returns
    -------
    0 to 12, rounded; under 12, the profit at that date is of fewer months.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2024-01-01,90\\n")
    >>> months_known(store, date(2024, 3, 31))
    3
    """
    span = contribution.window(store, before)
    return round(12 * span.share)
