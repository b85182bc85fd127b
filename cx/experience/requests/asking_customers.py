"""Customers who asked for something, and those to tell that it is done."""

from datetime import date
from typing import Any

import pandas as pd

from cx.customers import listing, saved_segments, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.requests import request_tables
from cx.experience.voice.masking import masked

LISTED = 500


@scoped
def customers(
    store: Engine,
    scope: Scope,
    assumptions: Assumptions | None = None,
    *,
    topics: tuple[str, ...] = (),
    tiers: tuple[str, ...] = (),
    is_untold: bool = False,
    limit: listing.Cut = LISTED,
) -> pd.DataFrame:
    """Customers who asked in the 12 months up to a day: most contribution first.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    assumptions : of contribution and tiers; None: the company default
    topics : of `ranking`; none: all. tiers : "" for no order in the 12 months; none: all
    is_untold : only who asked, at any time, for what is done, and was not told since: whom to tell now
    limit : the first rows, a page (`cx.customers.listing.Page`), None: all
    region, channel, segment : as of `ranking`

    Returns
    -------
    One row a customer, by their latest such request: customer_id, name, tier, region, topic, asked_on, times (how many
    such requests), text (as they wrote it, `cx.voice`'s mask on mails and numbers), contribution (of 12 months; NaN
    without an order in them), told_on (NaT: not told since), customers and contribution_of_all (of the whole list;
    contribution below 0 counts as 0). Ties by customer_id.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind,topic\\n1,2025-01-03,A,request,Lids\\n")
    >>> customers(store, date(2025, 1, 31))[["customer_id", "topic", "times"]].values.tolist()
    [['A', 'Lids', 1]]
    """
    given = _given(store, scope, assumptions, topics, tiers, is_untold)
    found = listing.read(store, "requests/list", limit, **given)
    return found.assign(text=[masked(text) if isinstance(text, str) else None for text in found["text"]])


@scoped
def save_customers(
    store: Engine,
    name: str,
    words: str,
    scope: Scope,
    assumptions: Assumptions | None = None,
    *,
    topics: tuple[str, ...] = (),
    tiers: tuple[str, ...] = (),
    is_untold: bool = False,
) -> int:
    """Save everybody of `customers` as a segment; how many they are.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    as_of, assumptions, topics, tiers, is_untold, region, channel, segment : as of `customers`

    Raises
    ------
    StoreError
        As of `cx.saved.save`.
    """
    given = _given(store, scope, assumptions, topics, tiers, is_untold)
    return saved_segments.save(store, name, scope.as_of, words, "requests/list", **given, limit=None)


def _given(
    store: Engine,
    scope: Scope,
    assumptions: Assumptions | None,
    topics: tuple[str, ...],
    tiers: tuple[str, ...],
    is_untold: bool,
) -> dict[str, Any]:
    ever = request_tables.asked(store, scope, date.min, request_tables.EVERY) if is_untold else None
    return {
        "asked": ever or request_tables.asked(store, scope),
        "placed": segments.placed(store, scope.as_of, assumptions),
        "topics": list(topics),
        "tiers": list(tiers),
        "is_untold": is_untold,
    }
