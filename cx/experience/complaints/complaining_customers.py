"""Customers who complained: those of an outcome, of a group, of a time, or those compared with matched customers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from cx.customers import listing, saved_segments, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine import statements
from cx.engine.connection import Engine
from cx.experience import matching
from cx.experience.complaints.complaint_events import OUTCOMES, events, every
from cx.experience.complaints.recovery_effect import BY

LISTED = 300
EVERY = ("topic", "channel", "severity", "answer")
"""What all complaints can be grouped by; those that are compared also by spend."""


@dataclass(frozen=True)
class Complaints:
    """Some complaints.

    Attributes
    ----------
    outcome : one of OUTCOMES; None: all
    by, group : of one group, None as `group`: of those that do not say theirs; by None: of all
    since, until : opened from this day on, up to this one; None: from the start, up to as_of
    is_compared : only those behind `recovery`: a customer's first in 365 days, with matched customers, 180 days ago
    is_due : only those opened 30 days ago or more, whose outcome is known

    Raises
    ------
    ValueError
        For an unknown outcome or grouping.
    """

    outcome: str | None = None
    by: str | None = None
    group: str | None = None
    since: date | None = None
    until: date | None = None
    is_compared: bool = False
    is_due: bool = False

    def __post_init__(self) -> None:
        offered = BY if self.is_compared else EVERY
        if self.by is not None and self.by not in offered:
            raise ValueError(f"{self.by!r} is none of {', '.join(offered)}.")
        if self.outcome is not None and self.outcome not in OUTCOMES:
            raise ValueError(f"{self.outcome!r} is none of {', '.join(OUTCOMES)}.")


@scoped
def complainers(
    store: Engine,
    scope: Scope,
    assumptions: Assumptions | None = None,
    *,
    of: Complaints = Complaints(),
    limit: listing.Cut = LISTED,
) -> pd.DataFrame:
    """Customers with a complaint of some kind, each by the latest; where compared, those first who buy least.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    assumptions : of contribution and tier; None: the company default
    of : which complaints
    limit : the first rows, a page (`cx.customers.listing.Page`), None: all
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a customer: customer_id, name, tier, region, topic, channel, opened_on, outcome, orders and expected (of
    compared ones: in the 180 days after, and the mean of the matched customers; else blank), contribution (of the 12
    months up to as_of), complaints (how many of the kind), customers and complaints_of_all (of the whole list). First
    who ordered least beside the matched customers, then most contribution, ties by customer_id.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> complainers(store, date(2025, 3, 5))[["customer_id", "outcome", "complaints"]].values.tolist()
    [['A', 'not helped', 1]]
    """
    return listing.read(store, "complaints/complainers", limit, **_given(store, scope, assumptions, of))


@scoped
def save_complainers(
    store: Engine, name: str, words: str, scope: Scope, assumptions: Assumptions | None = None, *, of: Complaints
) -> int:
    """Save the customers of `complainers` as a segment; how many they are.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    as_of, assumptions, of, region, channel, segment : as of `complainers`

    Raises
    ------
    StoreError
        As of `cx.saved.save`.
    """
    given = _given(store, scope, assumptions, of)
    return saved_segments.save(store, name, scope.as_of, words, "complaints/complainers", **given, limit=None)


def _given(store: Engine, scope: Scope, assumptions: Assumptions | None, of: Complaints) -> dict[str, Any]:
    return {
        "chosen": matching.compared(store, scope, events(store)) if of.is_compared else _of_days(store, scope, of),
        "outcome": of.outcome,
        "by": of.by or "outcome",
        "is_of_group": of.by is not None,
        "group": of.group,
        "placed": segments.placed(store, scope.as_of, assumptions),
        **scope.of_customers,
    }


def _of_days(store: Engine, scope: Scope, of: Complaints) -> str:
    """Kept table of the complaints of the days that are wanted."""
    until = min(of.until or scope.as_of, scope.as_of)
    given: dict[str, Any] = {"since": of.since, "until": until, "as_of": scope.as_of, "is_due": of.is_due}
    return store.keep("complaints_of_days", statements.text("complaints/of_days"), complaints=every(store), **given)
