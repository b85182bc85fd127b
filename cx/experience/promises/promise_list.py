"""Lists of promises: those overdue or due soon, those of a kind and state, those of a customer."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from cx.customers import listing, saved_segments, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.experience.journey import map_versions
from cx.experience.promises import promise_states
from cx.experience.promises.promise_states import STATES

LISTED = 300
SOON, SOON_DAYS = "soon", 7
"""Not due yet, not kept, due within so many days."""


@scoped
def due(
    store: Engine,
    scope: Scope,
    assumptions: Assumptions | None = None,
    *,
    states: Sequence[str] = ("overdue",),
    kind: str | None = None,
    since: date | None = None,
    only_answered: bool = False,
    limit: listing.Cut = LISTED,
) -> pd.DataFrame:
    """Promises that are due and not kept yet, or those in other states: most contribution of the customer first.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts: what is kept later is not kept yet
    assumptions : of contribution and tier; None: the company default
    states : of "given", "open", "kept", "late", "broken", "overdue", as of `kept`, and "soon": not due yet and not
        kept, due within 7 days
    kind : only promises of this kind; None: all
    since : only promises that were due on this day or later; None: all
    only_answered : only claims that were answered
    limit : the first rows, a page (`cx.customers.listing.Page`), None: all
    region, channel, segment : only promises to customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a promise, ties by due_on, then promise_id: promise_id, customer_id, name, tier, kind, words, touchpoint,
    team (of the touchpoint in the journey), made_on, due_on, kept_on, state, days_late (below 0 before due_on), amount,
    contribution (of the 12 months up to as_of; like tier blank for who did not order in them), region; promises,
    customers (known ones) and contribution_of_all (below 0 counts as 0) are those of the whole list.

    Raises
    ------
    ValueError
        For an unknown state, and in a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-03-01,90\\n")
    >>> _ = store.load("promises", b"promise_id,made_on,customer_id,kind,due_on\\nP1,2025-03-01,A,refund,2025-03-15\\n")
    >>> due(store, date(2025, 3, 31))[["promise_id", "customer_id", "days_late", "promises"]].values.tolist()
    [['P1', 'A', 16, 1]]
    """
    given = _given(store, scope, assumptions, states, kind, since, only_answered)
    return listing.read(store, "promises/listed", limit, **given)


@scoped
def save_due(store: Engine, name: str, words: str, scope: Scope, **selection: Any) -> int:
    """Save the known customers of a list of promises as a segment.

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
    ValueError
        As of `due`.
    StoreError
        As of `cx.saved.save`.
    """
    given = _given(store, scope, **selection)
    return saved_segments.save(store, name, scope.as_of, words, "promises/listed", **given, limit=None)


def of_customer(store: Engine, customer_id: str, as_of: date | None = None) -> pd.DataFrame:
    """The promises to one customer, of files and written down in the app.

    Parameters
    ----------
    store, customer_id : the company, and whose promises
    as_of : the last day that counts; None: the last day of the data or the day of the last promise, if later

    Returns
    -------
    One row a promise, the last one made first: promise_id, made_on, kind, touchpoint, words, due_on (30 days after its
    claim where there is one), asked_on, answered_on, kept_on, amount, is_noted (in the app), state as of `kept`.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("promises", b"promise_id,made_on,customer_id,kind,due_on\\nP1,2025-03-01,A,refund,2025-03-15\\n")
    >>> of_customer(store, "A", date(2025, 3, 31))[["promise_id", "kind", "state"]].values.tolist()
    [['P1', 'refund', 'overdue']]
    """
    day = as_of or _last_day(store)
    return store.read("promises/of_customer", states=promise_states.on(store, day), customer_id=customer_id)


def _last_day(store: Engine) -> date:
    made = store.value("select max(made_on) from known_promises")
    days = [day for day in (coverage.last_date(store), None if made is None else made.date()) if day]
    return max(days, default=date.min)


def _given(
    store: Engine,
    scope: Scope,
    assumptions: Assumptions | None = None,
    states: Sequence[str] = ("overdue",),
    kind: str | None = None,
    since: date | None = None,
    only_answered: bool = False,
) -> dict[str, Any]:
    if unknown := set(states) - {*STATES, SOON}:
        raise ValueError(f"{', '.join(sorted(unknown))}: states are {', '.join((*STATES, SOON))}.")
    return {
        "until": scope.as_of,
        "states": promise_states.on(store, scope.as_of),
        "placed": segments.placed(store, scope.as_of, assumptions),
        "wanted": list(states),
        "soon": SOON_DAYS,
        "kind": kind if kind is None else promise_states.known_kind(kind),
        "since": since,
        "answered": only_answered,
        "map": map_versions.table(store),
        **scope.of_customers,
    }
