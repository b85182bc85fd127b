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
    """Who did not take a step of `cx.funnel.lifecycle` in time: one row a person, most revenue first, then by id.

    step : "Acquire" (reached, no first order within the window) or "Retain" (no order on another day within it)
    limit : the first rows, a page (`cx.customers.listing.Page`), None: everybody
    asked : acquire_within_days, retain_within_days, entered_from, region, channel, segment as of
        `cx.funnel.lifecycle`; breakdown and named : only this group of "channel", "campaign" or "region"
    Only people whose window has run out, so the rows are eligible less people of that step.
    Columns: customer_id, name, channel (of the first touch), region, first_touch_on, first_order_on (NaT for none by
    as_of), revenue (of all time up to as_of), customers (of all rows, also those beyond `limit`).

    >>> import cx
    >>> left(cx.open_store(), "Acquire", date(2025, 12, 31)).empty
    True
    """
    return listing.read(store, "funnel/lifecycle_leavers", limit, **_given(step, scope, **asked))


@scoped
def save(store: Engine, name: str, words: str, step: str, scope: Scope, **asked: Any) -> int:
    """Keep all of `left` under a name, see `cx.saved.save`; returns how many they are."""
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
