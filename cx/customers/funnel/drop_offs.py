"""Drop-offs of the lifecycle funnel: reached without an order in time, ordered and not again."""

from datetime import date
from typing import Any

import pandas as pd

from cx.customers import listing, saved_segments
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine

LISTED = 300


@scoped
def left(store: Engine, step: str, scope: Scope, limit: listing.Cut = LISTED, **asked: Any) -> pd.DataFrame:
    """People who did not take a step of `cx.funnel.lifecycle` in time.

    Parameters
    ----------
    store : the company
    step : "Acquire" (reached, no first order within the window) or "Retain" (no order on another day within it)
    as_of, region, channel, segment : as of `cx.funnel.lifecycle`
    limit : the first rows, a page (`cx.customers.listing.Page`), None: everybody
    acquire_within_days, retain_within_days, entered_from : as of `cx.funnel.lifecycle`
    breakdown, named : only this group of "channel", "campaign" or "region"

    Returns
    -------
    One row a person whose window is over, most revenue first, ties by customer_id; as many rows as eligible less people
    of that step: customer_id, name, channel (of the first touch), region, first_touch_on, first_order_on (NaT for none
    by as_of), revenue (of all time up to as_of, net of returns), customers (of all rows, also those beyond `limit`).

    Raises
    ------
    ValueError
        For a step other than these two.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("touchpoints", b"person_id,occurred_at,channel,kind\\nA,2025-01-02,Ads,clicked\\n")
    >>> left(store, "Acquire", date(2025, 12, 31))[["customer_id", "channel", "revenue"]].values.tolist()
    [['A', 'Ads', 0.0]]
    """
    return listing.read(store, "funnel/lifecycle_leavers", limit, **_given(step, scope, **asked))


@scoped
def save(store: Engine, name: str, words: str, step: str, scope: Scope, **asked: Any) -> int:
    """Save everybody of `left`, with the same parameters, as a segment.

    Parameters
    ----------
    store : the company
    step, as_of, region, channel, segment, asked : as of `left`
    name, words : name of the segment, and what was chosen, in words

    Returns
    -------
    How many customers the segment has.

    Raises
    ------
    ValueError
        For a step that `left` does not know.
    StoreError
        As of `cx.saved.save`.
    """
    given = _given(step, scope, **asked)
    return saved_segments.save(store, name, scope.as_of, words, "funnel/lifecycle_leavers", **given, limit=None)


def _given(
    step: str,
    scope: Scope,
    acquire_within_days: int = 90,
    retain_within_days: int = 180,
    entered_from: date | None = None,
    breakdown: str = "channel",
    named: str | None = None,
) -> dict[str, Any]:
    if step not in ("Acquire", "Retain"):
        raise ValueError(f"Nobody can leave before {step}: name Acquire or Retain.")
    return {
        "step": step,
        "until": scope.as_of,
        "acquire_within_days": acquire_within_days,
        "retain_within_days": retain_within_days,
        "entered_from": entered_from,
        **scope.of_customers,
        "breakdown": breakdown,
        "named": named,
    }
