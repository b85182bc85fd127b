"""Promises kept and missed by kind, and what became of claims on guarantees."""

from datetime import date
from typing import Any

import pandas as pd

from cx.customers.filters import Scope, on_day, scoped
from cx.engine.connection import Engine
from cx.experience.promises import promise_states
from cx.statistics import changes as figures
from cx.statistics import intervals, verdicts


@scoped
def kept(store: Engine, scope: Scope, *, since: date | None = None) -> pd.DataFrame:
    """How many promises were kept, by kind.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts: what happened later is not known
    since : the first day of the window; None: that of the 12 months up to as_of
    region, channel, segment : only promises to customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a kind, that with most promises due first, ties by most made, then by name.

    - kind : "delivery", "call back", "refund", "guarantee", "price" or "other"
    - made : promises made in the window
    - due, kept, late : promises that fell due in the window, kept in time or not; late is due less kept
    - overdue : due on any day, and neither kept nor recorded as broken yet
    - open : not due yet on as_of
    - rate, low, high : kept / due (0..1) with its 95 % Wilson interval, NaN where none was due
    - verdict : "higher" or "lower" than the other kinds together, by Holm; None: too few to tell

    Notes
    -----
    A promise is due on due_on; a guarantee 30 days after the day of its claim, as is another promise that has no due
    date. One with neither counts in made only, as does one that was due, claimed or kept before it was made. It is kept
    with a day of fulfilment up to that day; yes or no as recorded count only where that day is not known.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> rows = b"P1,2025-03-01,refund,2025-03-15,2025-03-09\\nP2,2025-03-02,refund,2025-03-16,2025-03-20\\n"
    >>> _ = store.load("promises", b"promise_id,made_on,kind,due_on,kept_on\\n" + rows)
    >>> kept(store, date(2025, 3, 31))[["kind", "made", "due", "kept", "rate"]].values.tolist()
    [['refund', 2, 2, 1, 0.5]]
    """
    found = store.read("promises/kept", **_window(store, scope, since))
    rates = [intervals.wilson(int(row.kept), int(row.due)) for row in found.itertuples()]
    found[["rate", "low", "high"]] = pd.DataFrame(rates, columns=["rate", "low", "high"], index=found.index)
    counted = list(found[["kept", "due"]].astype(int).itertuples(index=False, name=None))
    names = {True: "higher", False: "lower", None: None}
    judged = [names[one] for one in verdicts.of_shares(verdicts.against_the_rest(counted))]
    return found.assign(verdict=pd.Series(judged, dtype=object))


@scoped
def guarantees(store: Engine, scope: Scope, *, since: date | None = None) -> pd.DataFrame:
    """What became of guarantees.

    Parameters
    ----------
    store, as_of, since, region, channel, segment : as of `kept`

    Returns
    -------
    One row: given and claimed (in the window), due (claims that were 30 days old in it), answered and honoured (of
    these), open (claims that are not 30 days old yet), rate, low, high (honoured / due, 0..1, with its 95 % Wilson
    interval; NaN where none was due).

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> rows = b"P1,2025-01-01,guarantee,2025-02-01,2025-02-09\\nP2,2025-01-02,guarantee,2025-02-03,\\n"
    >>> _ = store.load("promises", b"promise_id,made_on,kind,asked_on,kept_on\\n" + rows)
    >>> guarantees(store, date(2025, 3, 31))[["given", "claimed", "due", "honoured", "rate"]].values.tolist()
    [[2.0, 2.0, 2.0, 1.0, 0.5]]
    """
    found = store.read("promises/guarantees", **_window(store, scope, since))
    rate = intervals.wilson(int(found["honoured"].iloc[0]), int(found["due"].iloc[0]))
    return found.assign(**dict(zip(("rate", "low", "high"), rate, strict=True)))


@scoped
def doubtful(store: Engine, scope: Scope, *, since: date | None = None) -> pd.DataFrame:
    """What cannot be judged of the promises made in the window.

    Parameters
    ----------
    store, as_of, since, region, channel, segment : as of `kept`

    Returns
    -------
    One row: impossible (due, claimed or kept before they were made), undated (kept, without a day to be kept by),
    of_nobody (without a customer), promises (all that were made).

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> rows = b"P1,2025-03-09,refund,2025-03-15,2025-03-01\\nP2,2025-03-02,refund,,2025-03-20\\n"
    >>> _ = store.load("promises", b"promise_id,made_on,kind,due_on,kept_on\\n" + rows)
    >>> doubtful(store, date(2025, 3, 31)).values.tolist()
    [[1, 1, 2, 2]]
    """
    return store.read("promises/doubtful", **_window(store, scope, since))


@scoped
def changes(store: Engine, scope: Scope, since: date, before: tuple[date, date]) -> pd.DataFrame:
    """Promises kept in a period beside another one, as `cx.changes.judged` has it.

    Parameters
    ----------
    store, as_of : the company, and the last day of the period
    since : its first day
    before : first and last day of the other period; its promises are looked at as of that day
    region, channel, segment : as of `kept`

    Returns
    -------
    A row each for the kinds with a promise due in the period, that with most first: measure "kept", group the kind.

    Examples
    --------
    >>> import cx
    >>> changes(cx.open_store(), date(2025, 12, 31), date(2025, 1, 1), (date(2024, 1, 1), date(2024, 12, 31))).empty
    True
    """
    now = kept(store, scope, since=since)
    then = kept(store, on_day(store, scope, before[1]), since=before[0]).set_index("kind")
    overlaps = before[1] >= since
    return figures.judged(
        [
            figures.of_share("kept", (row.kept, row.due), _count(then, row.kind), group=row.kind, overlaps=overlaps)
            for row in now.astype({"kept": int, "due": int}).itertuples()
            if row.due
        ]
    )


def _count(found: pd.DataFrame, kind: str) -> tuple[int, int]:
    return (int(found.at[kind, "kept"]), int(found.at[kind, "due"])) if kind in found.index else (0, 0)


def _window(store: Engine, scope: Scope, since: date | None) -> dict[str, Any]:
    return {
        "states": promise_states.on(store, scope.as_of),
        "since": promise_states.first_day(scope.as_of, since),
        **scope.of_customers,
    }
