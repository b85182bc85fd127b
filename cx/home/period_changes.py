"""What changed against another 12 months, measure by measure, with a verdict where there is one."""

from datetime import date
from math import nan

import pandas as pd

from cx.customers import contribution, movement, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, on_day, scoped
from cx.customers.funnel import period_changes as funnel_changes
from cx.customers.segments import tier_changes
from cx.customers.segments.tier_model import TIERS
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.home.page_parts import PARTS
from cx.statistics import changes as figures
from cx.statistics import periods

PAGES = {
    "revenue": None,
    "orders": None,
    "profit": "segments",
    "reached": "funnel",
    "acquired": "funnel",
    "retained": "funnel",
    "stayed": "movement",
    **{measure: part.page for part in PARTS for measure in part.measures},
}
"""Each measure with the page whose number it is, None for one that no page shows yet."""
OF_FUNNEL = {"Reach": "reached", "Acquire": "acquired", "Retain": "retained"}


@scoped
def changes(
    store: Engine, scope: Scope, assumptions: Assumptions | None = None, before: date | None = None
) -> pd.DataFrame:
    """One row per measure that the data can show, of the 12 months up to as_of beside the 12 months up to `before`.

    Parameters
    ----------
    store, as_of : the company, and the day as of which
    assumptions : those of the tiers; None: the company default
    before : the earlier day; None: a year before
    region, channel, segment : only customers of it

    Returns
    -------
    measure : "revenue" (of all sales, less returns, money), "orders" (their number), "profit" (of all customers in a
        tier, money), "reached" (people first touched), "acquired" and "retained" (shares of `cx.funnel`), "stayed" (of
        the customers of a year ago, the share that ordered since), then those of the pages of Experience: "nps"
        (-100..100), "complaints" (per 100 orders), "unresolved" (share of the tickets older than a week),
        "promises_kept" (share of those due), "asked" (customers with a request), "thanked_in_time" (share of reasons)
    page : whose number it is, None for one that no page shows yet
    before, now, change, low, high, n_before, n, verdict : as of `cx.changes.judged`, one family; for reached the change
        is the ratio - 1. unit : as there. n are customers (each order of a guest is one), people, orders or votes.

    Notes
    -----
    Revenue, orders and profit are paired by customer, so that they have a verdict even where the two years overlap; the
    others have none there.

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n")
    >>> changes(store, datetime.date(2025, 1, 31))[["measure", "verdict"]].values.tolist()
    [['revenue', 'no earlier data'], ['orders', 'no earlier data'], ['profit', 'no earlier data']]
    """
    then = on_day(store, scope, before or _a_year_before(scope.as_of))
    found = [
        *_sales(store, scope, then),
        _profit(store, scope, then, assumptions),
        *_of_funnel(store, scope, then.as_of),
        _stayed(store, scope, then, assumptions),
        *(row for part in PARTS for row in part.changes(store, scope, then)),
    ]
    table = figures.judged([row for row in found if row is not None])
    pages = table["measure"].map(PAGES).astype(object)
    return table.assign(page=pages.where(pages.notna(), None)).drop(columns="group")


def _a_year_before(day: date) -> date:
    return periods.day_before(day, contribution.WINDOW_MONTHS)


def _since(day: date) -> date:
    return periods.first_day(day, contribution.WINDOW_MONTHS)


def _overlaps(scope: Scope, then: Scope) -> bool:
    return then.as_of >= _since(scope.as_of)


# --- one measure each --------------------------------------------------------------------------------------


@scoped
def _sales(store: Engine, scope: Scope, then: Scope) -> list[figures.Row]:
    """Revenue and orders of everybody in the scope, guests among them."""
    found = store.read(
        "home/sales",
        since=_since(scope.as_of),
        until=scope.as_of,
        since_before=_since(then.as_of),
        until_before=then.as_of,
        everybody=not scope.is_of_some,
        **scope.of_customers,
    ).iloc[0]
    if not found["buyers"]:
        return []
    is_known = contribution.window(store, then.as_of).share == 1
    sizes = int(found["buyers"]), int(found["buyers_before"]) if is_known else 0
    rows = []
    for measure, unit in (("revenue", "money"), ("orders", "number")):
        before, squares = (found[f"{measure}_{one}"] if is_known else nan for one in ("before", "squares"))
        rows.append(figures.of_sum(measure, unit, found[measure], before, squares, sizes))
    return rows


def _profit(store: Engine, scope: Scope, then: Scope, assumptions: Assumptions | None) -> figures.Row | None:
    now = segments.tiers(store, scope, assumptions)
    if not now.customers.sum():
        return None
    for row in tier_changes.rows(store, scope, then.as_of, assumptions):
        if (row["measure"], row["group"]) == ("profit", tier_changes.EVERYBODY) and row["n_before"]:
            return row
    return figures.of_sum("profit", "money", now.profit.sum(), nan, nan, (int(now.customers.sum()), 0))


def _of_funnel(store: Engine, scope: Scope, before: date) -> list[figures.Row]:
    """What the Funnel page says of both periods of entry, in the order of OF_FUNNEL."""
    found = funnel_changes.rows(store, scope, _since(scope.as_of), (_since(before), before))
    by_step = {row["measure"]: row for row in found}
    return [by_step[step] | {"measure": name} for step, name in OF_FUNNEL.items() if step in by_step]


def _stayed(store: Engine, scope: Scope, then: Scope, assumptions: Assumptions | None) -> figures.Row | None:
    now, earlier = (_kept(store, at, assumptions) for at in (scope, then))
    return now and figures.of_share("stayed", now, earlier or (0, 0), overlaps=_overlaps(scope, then))


def _kept(store: Engine, scope: Scope, assumptions: Assumptions | None) -> tuple[int, int] | None:
    """Of the customers of a year before, how many ordered since; None where that year is not known or had nobody."""
    before, first = _a_year_before(scope.as_of), coverage.first_date(store)
    if first is None or first > _since(before):
        return None
    flows = movement.flows(store, scope, before, assumptions)
    there = flows[flows.tier_before.isin(TIERS)]
    everybody = int(there.customers.sum())
    lost = int(there.loc[there.tier_after == "Lost", "customers"].sum())
    return (everybody - lost, everybody) if everybody else None
