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
    """Kept table: one row per customer in a tier at either date; see `customers`.

    Raises ValueError unless before lies on or after the first day of the data and before as_of.
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
    """One row per customer who is in a tier at `before`, at `as_of`, or at both, by customer_id.

    tier_before : a tier; "New" (first order line after `before`) or "Came back" (had ordered, but not in the window up
        to `before`); tier_after : a tier, or "Lost" (no order line in the window up to as_of)
    direction : one of DIRECTIONS; "Up inside" and "Down inside" stay in their tier with more or less profit. A change
        of tier is "Up a tier" or "Down a tier" only if the model of as_of alone shows it too: it places the customer at
        both dates; otherwise it is "Reclassified" by that model. With a doubt of BORDERLINE or more at as_of it is
        "Borderline".
    profit_before, profit_after : of the 12 months up to each date, money, 0 where the customer is in no tier; change :
        their difference. Summed over everybody it is the difference of the tiers' profits at the two dates.
    asked : region, channel, segment (saved); they choose who is shown, and move nobody
    The tiers are those of `cx.segments` at each date, each by the model accepted by then, so that the margins of a
    table of moves are its counts. With limits by hand there is no model: every change of tier counts.

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
    """One row per tier_before of FROM and tier_after of TO that can be: customers, profit_before, profit_after, change.

    Nobody can be new or come back and be lost, so those pairs have no row; a pair without a customer has 0.
    The rows of a tier_before add up to that tier at the earlier date, those of a tier_after to it at the later one.
    Asked as of `customers`.
    """
    found = store.read("customers/movement_flows", moved=moved(store, as_of, before, assumptions, **asked))
    pairs = [(start, end) for start in FROM for end in TO if start in TIERS or end in TIERS]
    return _every(found, pd.MultiIndex.from_tuples(pairs, names=["tier_before", "tier_after"]))


def directions(
    store: Engine, as_of: date | Scope, before: date, assumptions: Assumptions | None = None, **asked: Any
) -> pd.DataFrame:
    """One row per direction of DIRECTIONS, in that order: customers, profit_before, profit_after, change; as of
    `customers`.
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
    """Who moved: the first `limit` by size of the change of profit (ties by customer_id), and counts of them all.

    limit : the first rows, a page (`cx.customers.listing.Page`), None: everybody
    selection : region, channel, segment as of `customers`, and tier_before, tier_after (of FROM and TO, None for any),
        towards (of DIRECTIONS, () for any)
    Returns (rows, {"customers", "change"}); the counts are of the whole selection.
    """
    given = _selected(store, as_of, before, assumptions, **selection)
    rows = listing.read(store, "customers/movement_list", limit, **given)
    if rows.empty:
        return rows, {"customers": 0, "change": 0.0}
    return rows, {"customers": int(rows.customers.iat[0]), "change": float(rows.change_of_all.iat[0])}


@scoped
def save(store: Engine, name: str, words: str, scope: Scope, before: date, **selection: Any) -> int:
    """Keep the customers of a selection, as of `listed`, under a name, see `cx.saved.save`; returns how many they
    are.
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
    """The dates of the models that place customers at `before` and at `as_of`."""
    fitted_with = segments.clustered(given_or_default(store, assumptions))
    earlier, later = (segments.model(store, at, fitted_with).as_of for at in (before, as_of))
    return earlier, later


def months_known(store: Engine, before: date) -> int:
    """How many of the 12 months up to the earlier date the data covers; under 12, its profit is of fewer months."""
    span = contribution.window(store, before)
    return round(12 * span.share)
