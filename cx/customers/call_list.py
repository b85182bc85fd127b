"""Whom to call this week: overdue customers with their tier, profit and contact details."""

from datetime import date
from typing import Any

import pandas as pd

from cx.customers import attributes, listing, retention, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine

LISTED = 300


@scoped
def overdue(
    store: Engine,
    scope: Scope,
    assumptions: Assumptions | None = None,
    *,
    overdue_from: date | None = None,
    limit: listing.Cut = LISTED,
) -> pd.DataFrame:
    """Overdue customers for calls: those of `cx.retention.overdue`, most profit of the last 12 months first.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    region, channel, segment : as of `cx.retention.overdue`
    assumptions : None: the company default
    overdue_from : only those who became overdue on this day or later; None: all
    limit : the first rows, a page (`cx.customers.listing.Page`), None: all

    Returns
    -------
    One row a customer, as of `cx.retention.overdue`, with days_overdue, tier, profit and region (of the 12 months up to
    the day; blank for who did not order in them: these come last, most revenue first; ties by customer_id), email and
    phone (of the uploaded attributes, see `cx.customers.attributes`).

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-03-01,90\\n")
    >>> overdue(store, date(2025, 12, 31)).empty
    True
    """
    return listing.read(store, "customers/call_list", limit, **_given(store, scope, assumptions, overdue_from))


def _given(store: Engine, scope: Scope, assumptions: Assumptions | None, overdue_from: date | None) -> dict[str, Any]:
    return {
        "overdue": retention.overdue_table(store, scope, overdue_from),
        "placed": segments.placed(store, scope.as_of, assumptions),
        "contacts": attributes.contacts(store),
    }
