"""Tickets without an end: who waits, how long, and what these customers contribute."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from cx.customers import listing, saved_segments, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.support import window

LISTED = 300


@scoped
def unresolved(
    store: Engine,
    scope: Scope,
    assumptions: Assumptions | None = None,
    *,
    kinds: Sequence[str] = (),
    topic: str | None = None,
    opened_from: date | None = None,
    limit: listing.Cut = LISTED,
) -> pd.DataFrame:
    """Tickets that have no end at the as-of date, the oldest first.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts: what is resolved later is not resolved yet
    assumptions : of contribution and tier; None: the company default
    kinds : of the tickets; none: all but calls
    topic : only tickets about it, "" for those that do not say theirs; None: all
    opened_from : tickets opened on this day or later; None: those of the 12 months up to as_of
    limit : the first rows, a page (`cx.customers.listing.Page`), None: all
    region, channel, segment : only tickets of customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a ticket, ties by ticket_id: ticket_id, customer_id, name, tier, kind, topic, channel, team, opened_at,
    answer_hours (to the first answer, NaN where there is none), open_days, contribution (of the 12 months up to
    as_of; like tier blank for who did not order in them), region; tickets and customers (known ones) are those of the
    whole list.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-03-01,90\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\n7,2025-03-05 09:00,A,question\\n")
    >>> unresolved(store, date(2025, 3, 31))[["ticket_id", "customer_id", "open_days", "tickets"]].values.tolist()
    [['7', 'A', 26, 1]]
    """
    return listing.read(
        store, "support/open_tickets", limit, **_given(store, scope, assumptions, kinds, topic, opened_from)
    )


@scoped
def save_unresolved(store: Engine, name: str, words: str, scope: Scope, **selection: Any) -> int:
    """Save the known customers of the tickets without an end as a segment.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    as_of, region, channel, segment, selection : as of `unresolved`

    Returns
    -------
    How many customers the segment has.

    Raises
    ------
    ValueError
        As of `unresolved`.
    StoreError
        As of `cx.saved.save`.
    """
    given = _given(store, scope, **selection)
    return saved_segments.save(store, name, scope.as_of, words, "support/open_tickets", **given, limit=None)


def _given(
    store: Engine,
    scope: Scope,
    assumptions: Assumptions | None = None,
    kinds: Sequence[str] = (),
    topic: str | None = None,
    opened_from: date | None = None,
) -> dict[str, Any]:
    return {
        "until": scope.as_of,
        "tickets": window.tickets(store, scope, opened_from),
        "placed": segments.placed(store, scope.as_of, assumptions),
        "kinds": list(kinds),
        "topic": topic,
    }
