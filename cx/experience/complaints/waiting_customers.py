"""Customers who wait for help with a complaint, the most valuable first."""

from typing import Any

import pandas as pd

from cx.customers import listing, open_complaints, saved_segments, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.complaints.recovery_effect import recovery
from cx.experience.matching import LESS

LISTED = 500


@scoped
def waiting(
    store: Engine, scope: Scope, assumptions: Assumptions | None = None, *, limit: listing.Cut = LISTED
) -> pd.DataFrame:
    """Customers whose complaint of the last 60 days is open, or was closed without help: most contribution first.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    assumptions : for contribution; None: the company default
    limit : the first rows, a page (`cx.customers.listing.Page`), None: all
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a customer: customer_id, name, tier, region, topic, channel, opened_on, open_days, state ("never answered",
    "answered", "reopened" or "closed, not satisfied") of the oldest such complaint, complaints (how many there are),
    contribution (of the 12 months up to as_of; NaN without an order in them), at_risk (of `at_risk_share`), customers,
    contribution_of_all and at_risk_of_all (of the whole list; contribution below 0 counts as 0). Ties by customer_id.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> waiting(store, date(2025, 1, 5))[["customer_id", "open_days", "state"]].values.tolist()
    [['A', 2, 'never answered']]
    """
    return listing.read(store, "complaints/waiting", limit, **_given(store, scope, assumptions))


@scoped
def older_open(store: Engine, scope: Scope) -> int:
    """How many complaints are open that were opened before those of `waiting`.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `waiting`

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> older_open(store, date(2025, 6, 1))
    1
    """
    return int(
        store.read("complaints/older_open", as_of=scope.as_of, days=open_complaints.DAYS, **scope.of_customers)[
            "complaints"
        ].iloc[0]
    )


@scoped
def at_risk_share(store: Engine, scope: Scope) -> float | None:
    """The share of a year's contribution that a complaint without help costs.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `recovery`

    Returns
    -------
    (1 - ratio of complaints that were not helped) x 180 / 365; None unless the verdict on that ratio is "less".

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> at_risk_share(store, date(2025, 1, 5)) is None
    True
    """
    found = recovery(store, scope).set_index("outcome")
    if "not helped" not in found.index or found.at["not helped", "verdict"] != LESS:
        return None
    return float(1 - found.at["not helped", "ratio"]) * 180 / 365


@scoped
def save_waiting(store: Engine, name: str, words: str, scope: Scope, assumptions: Assumptions | None = None) -> int:
    """Save the customers of `waiting` as a segment.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    as_of, assumptions, region, channel, segment : as of `waiting`

    Returns
    -------
    How many customers the segment has.

    Raises
    ------
    StoreError
        As of `cx.saved.save`.
    """
    given = _given(store, scope, assumptions)
    return saved_segments.save(store, name, scope.as_of, words, "complaints/waiting", **given, limit=None)


def _given(store: Engine, scope: Scope, assumptions: Assumptions | None) -> dict[str, Any]:
    return {
        "until": scope.as_of,
        "waiting": open_complaints.table(store, scope.as_of),
        "at_risk_share": at_risk_share(store, scope),
        "placed": segments.placed(store, scope.as_of, assumptions),
        **scope.of_customers,
    }
