"""Changes of support between two periods."""

from datetime import date

import pandas as pd

from cx.customers.filters import Scope, on_day, scoped
from cx.engine.connection import Engine
from cx.experience.support import outcomes, phone, waiting
from cx.experience.support.opening_hours import CALENDAR, OpeningHours
from cx.statistics import changes as figures


@scoped
def changes(
    store: Engine, scope: Scope, since: date, before: tuple[date, date], *, clock: OpeningHours = CALENDAR
) -> pd.DataFrame:
    """Support in a period beside another one, as `cx.changes.judged` has it.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    since : tickets opened from this day on, up to as_of, are those of the period
    before : first and last day of the other period; its tickets are looked at as of that day
    clock : only calls of these opening hours count; as given, all
    region, channel, segment : only tickets of customers of this region, channel of the first touch, saved segment

    Returns
    -------
    A row each, where the period has any: "never_answered" and "unresolved" (shares of the tickets older than 7 days
    to which it has not happened), "helped" (share of the resolved whose customer said so), "unanswered" (share of the
    calls).

    Examples
    --------
    >>> import cx
    >>> changes(cx.open_store(), date(2025, 12, 31), date(2025, 1, 1), (date(2024, 1, 1), date(2024, 12, 31))).empty
    True
    """
    now = _counted(store, scope, since, clock)
    then = _counted(store, on_day(store, scope, before[1]), before[0], clock)
    overlaps = before[1] >= since
    return figures.judged(
        [
            figures.of_share(measure, now[measure], then[measure], good=good, overlaps=overlaps)
            for measure, good in (("never_answered", -1), ("unresolved", -1), ("helped", 1), ("unanswered", -1))
            if now[measure][1]
        ]
    )


@scoped
def unresolved_counts(store: Engine, scope: Scope, *, opened_from: date) -> tuple[int, int]:
    """How many tickets older than 7 days have no end, and how many are older than 7 days.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `changes`
    opened_from : tickets opened on this day or later

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"1,2025-01-02,question,2025-01-03\\n2,2025-01-02,question,\\n"
    >>> _ = store.load("tickets", b"ticket_id,opened_at,kind,resolved_at\\n" + lines)
    >>> unresolved_counts(store, date(2025, 1, 31), opened_from=date(2025, 1, 1))
    (1, 2)
    """
    return _still(waiting.summary(store, scope, "resolved", opened_from=opened_from))


def _counted(store: Engine, scope: Scope, since: date, clock: OpeningHours) -> dict[str, tuple[int, int]]:
    """(of those, how many) of each measure, (0, 0) where there is none."""
    topics = outcomes.topics(store, scope, opened_from=since)
    called = phone.calls(store, scope, opened_from=since, clock=clock)
    return {
        "never_answered": _still(waiting.summary(store, scope, "answered", opened_from=since)),
        "unresolved": unresolved_counts(store, scope, opened_from=since),
        "helped": (int(topics["satisfied"].sum()), int(topics["n"].sum())),
        "unanswered": (int(called["unanswered"].sum()), int(called["calls"].sum())),
    }


def _still(found: pd.DataFrame) -> tuple[int, int]:
    old = int(found["n_old"].sum())
    return (round(float(found["never"].iloc[0]) * old), old) if old else (0, 0)
