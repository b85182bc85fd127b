"""Customers to thank this week, and what became of the others who gave a reason."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from cx.customers import listing, saved_segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.recognition import kept_tables
from cx.experience.recognition.reason_settings import Reason, counted

LISTED = 500


@scoped
def due(
    store: Engine,
    scope: Scope,
    assumptions: Assumptions | None = None,
    *,
    reasons: Sequence[Reason] | None = None,
    only: Sequence[str] = (),
    limit: listing.Cut = LISTED,
) -> pd.DataFrame:
    """Customers who gave a reason for thanks in the week up to as_of: most contribution first.

    Not listed: who has an open complaint, and who was thanked or held out in the 60 days before.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    assumptions : of contribution and tier; None: the company default
    reasons : what counts, and which thanks fit; None: as of `cx.recognition.reasons`
    only : codes of reasons, of which customers are listed; none: all that count
    limit : the first rows, a page (`cx.customers.listing.Page`), None: all
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a customer, ties by customer_id: customer_id, name, tier, reason (of several the first of
    `cx.recognition.CODES`), since (the day that gave it), amount ("referral": how many whom they referred have bought
    by then, "first_year", "five_years": years, "resolved": days until it was, "promoter": the score), last_thanked
    (NaT: never), nps (the latest answer, 0..10), contribution (of the 12 months up to as_of; like tier blank for who
    did not order in them), fitting (thanks, in words), region; customers, never_thanked and contribution_of_all
    (contribution below 0 counts as 0) are those of the whole list.

    Raises
    ------
    ValueError
        In a store without orders.

    Notes
    -----
    "referral": somebody whom they referred ordered for the first time. "first_year", "five_years": joined 1 or 5 years
    ago (joined_on, else the first order) and ordered in the last 365 days. "resolved": a complaint was resolved to
    their satisfaction. "promoter": an NPS answer of 9 or 10. "platinum": Platinum now and not a week ago, by the same
    model; borderline cases are left out.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-03-01,90\\n")
    >>> _ = store.load("surveys", b"answered_at,customer_id,measure,score\\n2025-03-05,A,nps,10\\n")
    >>> due(store, date(2025, 3, 7))[["customer_id", "reason", "amount", "fitting"]].values.tolist()
    [['A', 'promoter', 10.0, 'A note that asks for a review']]
    """
    return listing.read(store, "recognition/due", limit, **_given(store, scope, assumptions, reasons, only))


@scoped
def week(
    store: Engine, scope: Scope, assumptions: Assumptions | None = None, *, reasons: Sequence[Reason] | None = None
) -> pd.DataFrame:
    """How many customers gave a reason for thanks in the week up to as_of, and what became of them.

    Parameters
    ----------
    store, as_of, assumptions, reasons, region, channel, segment : as of `due`

    Returns
    -------
    One row: customers (with a reason), due (those of the list), never_thanked (of these), complaining (with an open
    complaint), thanked, held_out (in the 60 days before), contribution (of 12 months, of those due; below 0 counts
    as 0). customers = due + complaining + thanked + held_out.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-03-01,90\\n")
    >>> _ = store.load("surveys", b"answered_at,customer_id,measure,score\\n2025-03-05,A,nps,10\\n")
    >>> week(store, date(2025, 3, 7))[["customers", "due", "never_thanked"]].values.tolist()
    [[1, 1, 1]]
    """
    of = kept_tables.candidates(store, scope, assumptions, counted(store, reasons))
    return store.read("recognition/week", candidates=of)


@scoped
def save_due(store: Engine, name: str, words: str, scope: Scope, **selection: Any) -> int:
    """Save the customers of `due` as a segment.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    as_of, region, channel, segment, selection : as of `due`

    Returns
    -------
    How many customers the segment has.

    Raises
    ------
    StoreError
        As of `cx.saved.save`.
    """
    given = _given(store, scope, **selection)
    return saved_segments.save(store, name, scope.as_of, words, "recognition/due", **given, limit=None)


def _given(
    store: Engine,
    scope: Scope,
    assumptions: Assumptions | None = None,
    reasons: Sequence[Reason] | None = None,
    only: Sequence[str] = (),
) -> dict[str, Any]:
    chosen = counted(store, reasons)
    listed = [reason for reason in chosen if not only or reason.code in only]
    return {
        "candidates": kept_tables.candidates(store, scope, assumptions, chosen),
        "reasons": [reason.code for reason in listed],
        "thanks_that_fit": [reason.words for reason in listed],
    }
