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
    """Customers gathered into dots of two measures: x_dot, y_dot (centre), tier, customers, profit; most customers
    first.

    axes : the measures across and up, see `cx.customers.segments.scatter_axes`; who lacks one of them is in no dot
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
    """A selection as the parameters of the statements `selection`, `customer_list` and `customer_list_totals`.

    chosen_tiers : none means all; box : (from, to) of each of the two axes, ends included, that a dot's centre lies in
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
    """Customers of a selection, highest profit first, with the revenue of each month of the window, and counts of all.

    limit : the first rows, a page (`cx.customers.listing.Page`), None: all; selection : as of `selected`
    Returns (rows, {"customers", "profit"}); the counts are of the whole selection, not only of the listed.
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
    """Keep a selection's customers under a name, see `cx.saved.save`; returns how many they are."""
    return saved_segments.save(
        store, name, scope.as_of, words, "segments/selection", **selected(store, scope, assumptions, **selection)
    )
