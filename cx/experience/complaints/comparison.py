"""Complainers beside their matched customers: the path of their orders, what they had in common, who was used twice."""

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience import matching
from cx.experience.complaints.complaint_events import events


@scoped
def path(store: Engine, scope: Scope) -> pd.DataFrame:
    """Orders after a complaint, day by day, of complainers and of their matched customers.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `recovery`

    Returns
    -------
    One row an outcome, who ("case" or "matched") and day (0 to 180 by 10): outcome, who, day, orders (cumulative, a
    complaint), n (complaints with matched customers). On day 180 the orders of n complaints are those of `recovery`.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> path(store, date(2025, 1, 5)).empty
    True
    """
    return matching.path(store, scope, events(store))


@scoped
def balance(store: Engine, scope: Scope) -> pd.DataFrame:
    """How alike complainers and matched customers were before the complaint.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `recovery`

    Returns
    -------
    One row a covariate: covariate ("orders" of 180 days, "spend" as ln(1 + spend of 365 days), "tenure" and "recency"
    in days), n (complaints with matched customers), case_mean, matched_mean (each complaint counts once), difference
    (of the means, in standard deviations of the cases; NaN for a single case).

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> balance(store, date(2025, 1, 5)).empty
    True
    """
    return matching.balance(store, scope, events(store))


@scoped
def reuse(store: Engine, scope: Scope) -> pd.DataFrame:
    """How often the same customer was matched more than once.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `recovery`

    Returns
    -------
    One row: places (of matched customers beside the cases), people (different ones), share (of the places taken by
    somebody who was matched before, 0..1; NaN without places), is_rough (the share is above ROUGH_FROM, so that the
    interval of the ratio covers less than it says).

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> reuse(store, date(2025, 1, 5))[["places", "people"]].values.tolist()
    [[0, 0]]
    """
    return matching.reuse(store, scope, events(store))
