"""Who is shown: a selection by tiers, filters and a box on the scatter of two measures; its dots and its list."""

from typing import Any

import pandas as pd

from cx.customers import contribution, listing, saved_segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped_since
from cx.customers.segments import scatter_axes, tier_table
from cx.customers.segments.tier_model import TIERS
from cx.engine.connection import Engine

LISTED = 500
BOX = tuple[tuple[float, float], tuple[float, float]]


@scoped_since
def dots(
    store: Engine,
    scope: Scope,
    assumptions: Assumptions | None = None,
    *,
    axes: tuple[str, str] = ("revenue", "profit"),
) -> pd.DataFrame:
    """Customers gathered into the dots of a scatter of two measures.

    Parameters
    ----------
    store : the company
    assumptions : None: the company default
    axes : the measures across and up, see `cx.customers.segments.scatter_axes`; who lacks one of them is in no dot
    as_of, since, region, channel, segment : as of `cx.segments.tiers`

    Returns
    -------
    One row per dot and tier, most customers first, ties by x_dot, y_dot and tier: x_dot, y_dot (centre), tier,
    customers, profit (of the 12 months).

    Raises
    ------
    ValueError
        In a store without orders.
    KeyError
        For an unknown measure.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> dots(store, date(2025, 1, 31)).round(1).values.tolist()
    [[2.0, -6.7, 'Tin', 1, -7.6], [81.4, 22.3, 'Gold', 1, 23.2]]
    """
    given = selected(store, scope, assumptions, axes=axes)
    return store.read("segments/scatter", **{name: given[name] for name in given if name not in _OF_A_SELECTION})


_OF_A_SELECTION = ("tiers", "x_from", "x_to", "y_from", "y_to")


@scoped_since
def selected(
    store: Engine,
    scope: Scope,
    assumptions: Assumptions | None = None,
    chosen_tiers: tuple[str, ...] = (),
    *,
    axes: tuple[str, str] = ("revenue", "profit"),
    box: BOX | None = None,
) -> dict[str, Any]:
    """A selection as the parameters of the statements "segments/selection", "segments/list" and "segments/list_totals".

    Parameters
    ----------
    store : the company
    assumptions : None: the company default
    chosen_tiers : none means all
    axes : the measures of the scatter, across and up
    box : (from, to) of each of the two axes, ends included, that a dot's centre lies in; None: anywhere
    as_of, since, region, channel, segment : as of `cx.segments.tiers`

    Raises
    ------
    ValueError
        In a store without orders.
    KeyError
        For an unknown measure.
    """
    across, up = (scatter_axes.axis(store, scope.as_of, measure, assumptions) for measure in axes)
    (x_from, x_to), (y_from, y_to) = box or ((None, None), (None, None))
    return {
        "placed": tier_table.placed(store, scope.as_of, assumptions),
        "tiers": list(chosen_tiers) or TIERS,
        **scope.given,
        "until": scope.as_of,
        "x": across.measure,
        "x_unit": across.unit,
        "x_step": across.step,
        "x_from": x_from,
        "x_to": x_to,
        "y": up.measure,
        "y_unit": up.unit,
        "y_step": up.step,
        "y_from": y_from,
        "y_to": y_to,
    }


@scoped_since
def listed(
    store: Engine,
    scope: Scope,
    assumptions: Assumptions | None = None,
    limit: listing.Cut = LISTED,
    **selection: Any,
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Customers of a selection by profit, with the revenue of each month of the window, and totals of them all.

    Parameters
    ----------
    store : the company
    assumptions : None: the company default
    limit : the first rows, a page (`cx.customers.listing.Page`), None: all
    as_of, since, region, channel, segment, selection : as of `selected`

    Returns
    -------
    (rows, totals): rows with the columns of `cx.segments.placed`, highest profit first, ties by customer_id, and curve
    (revenue of each month from the first of the window, net of returns); totals {"customers", "profit"}, of the whole
    selection, not only of the listed.

    Raises
    ------
    ValueError
        In a store without orders.
    KeyError
        For an unknown measure.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> rows, totals = listed(store, date(2025, 1, 31), chosen_tiers=("Gold",))
    >>> rows.customer_id.tolist(), rows.curve[0].tolist(), totals["customers"]
    (['A'], [90.0], 1)
    """
    span = contribution.window(store, scope.as_of)
    given = selected(store, scope, assumptions, **selection)
    rows = listing.read(store, "segments/list", limit, **given)
    people = rows["customer_id"].tolist()
    curves = store.read("segments/curves", customers=people, window_since=span.since, until=scope.as_of)
    rows = rows.merge(curves, how="left", on="customer_id")
    totals = store.read("segments/list_totals", **given).iloc[0]
    return rows, {"customers": int(totals.customers), "profit": float(totals.profit)}


@scoped_since
def save(
    store: Engine, name: str, words: str, scope: Scope, assumptions: Assumptions | None = None, **selection: Any
) -> int:
    """Save the customers of a selection as a segment.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    as_of, since, region, channel, segment, assumptions, selection : as of `selected`

    Returns
    -------
    How many customers the segment has.

    Raises
    ------
    ValueError
        In a store without orders.
    KeyError
        For an unknown measure.
    StoreError
        As of `cx.saved.save`.
    """
    return saved_segments.save(
        store, name, scope.as_of, words, "segments/selection", **selected(store, scope, assumptions, **selection)
    )
