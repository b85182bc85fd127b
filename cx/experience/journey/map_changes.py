"""Changes of the map by its last edit, or since a version: cells that were rewritten, and figures that follow."""

from typing import Any

import pandas as pd

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.journey import map_draft, map_versions
from cx.experience.journey.figures import touchpoint_figures
from cx.experience.journey.journey_map import COLUMNS

CELLS = tuple(column for column in COLUMNS if column != "position")
FEEDING = ("touchpoint", "team", "met_by", "asked_as", "topics")
"""Cells on which figures depend: while none of them differs, no figure does."""
FIGURES = (
    "people",
    "contacts",
    "cost_per_contact",
    "csat",
    "gap",
    "wait_hours",
    "complaints_per_100",
    "at_stake",
    "enps",
)
Sides = dict[int, dict[str, Any]]


@scoped
def differences(
    store: Engine, scope: Scope, assumptions: Assumptions | None = None, *, since: str | None = None
) -> pd.DataFrame:
    """What differs between the map that counts and an earlier one.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts; figures are of the 12 months up to it
    assumptions : of contribution; None: the company default
    since : a version, as `map_versions.versions` has it; None: the map before the last edit
    region, channel, segment : figures are of customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a cell or figure that differs, in the order of the map, touchpoints that were removed last: touchpoint (its
    name now), what (of CELLS, then of FIGURES), before, after. Blank is None: before for a touchpoint that was added,
    after for one that was removed. Another order of touchpoints is no difference.

    Raises
    ------
    CxError
        For a version that is not there any more.

    Examples
    --------
    >>> import cx
    >>> from cx.experience.journey import map_draft
    >>> store = cx.open_store()
    >>> orders = b"order_id,customer_id,ordered_at,revenue,channel\\n1,A,2025-03-01,90,Web\\n"
    >>> _ = store.load("orders", orders)
    >>> _ = store.load("journey", b"touchpoint,step,p,team\\nShop,buy,place,stores\\n")
    >>> _ = map_draft.change(store, {2: {"met_by": "orders:Web"}})
    >>> differences(store).values.tolist()
    [['Shop', 'met_by', None, 'orders:Web'], ['Shop', 'people', 0, 1], ['Shop', 'contacts', 0, 1]]
    """
    now = map_versions.rows(store)
    then = map_draft.before(store) if since is None else map_versions.rows_of(store, since)
    same = now[["row", *FEEDING]].equals(then[["row", *FEEDING]])
    after, before = (
        _sides(rows, None if same else figures(store, scope, assumptions, rows=rows)) for rows in (now, then)
    )
    rows = [*after, *(row for row in before if row not in after)]
    found = [
        (_name(after.get(row) or before[row]), what, *pair)
        for row in rows
        for what in (*CELLS, *FIGURES)
        if _differ(*(pair := (before.get(row, {}).get(what), after.get(row, {}).get(what))))
    ]
    return pd.DataFrame(found, columns=["touchpoint", "what", "before", "after"], dtype=object)


@scoped
def figures(
    store: Engine, scope: Scope, assumptions: Assumptions | None = None, *, rows: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The answer of `cx.journey.map`, remembered by the map: the one before an edit is the one after the last.

    Parameters
    ----------
    store, as_of, assumptions, rows, region, channel, segment : as of `cx.journey.map`

    Returns
    -------
    As of `cx.journey.map`.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> len(figures(cx.open_store(), date(2025, 12, 31)))
    0
    """
    found = map_versions.rows(store) if rows is None else rows
    return store.once(
        "figures of a map",
        lambda: touchpoint_figures(store, scope, assumptions, rows=found),
        scope=scope,
        assumptions=assumptions,
        text=map_versions.text_of(found),
    )


def _sides(rows: pd.DataFrame, known: pd.DataFrame | None) -> Sides:
    """Cells of a map, and figures where they are known, by the number of the touchpoint; of a name that is there twice
    the first has the figures.
    """
    named = {} if known is None else {_key(row["touchpoint"]): row for row in known.to_dict("records")}
    sides: Sides = {}
    for cells in rows.to_dict("records"):
        own = named.pop(_key(cells["touchpoint"]), {})
        of_row = {what: None if pd.isna(own[what]) else own[what] for what in FIGURES if what in own}
        sides[cells["row"]] = cells | of_row
    return sides


def _name(side: dict[str, Any]) -> str:
    return str(side["touchpoint"])


def _key(name: str) -> str:
    return name.strip().lower()


def _differ(before: Any, after: Any) -> bool:
    if isinstance(before, float) and isinstance(after, float):
        return abs(before - after) > 1e-9 * max(abs(before), abs(after))
    return bool(before != after)
