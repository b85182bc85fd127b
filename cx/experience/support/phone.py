"""Calls: how many are left unanswered, how long callers wait, and in which hours they come."""

from datetime import date
from math import nan
from typing import Any

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.support import window
from cx.experience.support.opening_hours import CALENDAR, OpeningHours
from cx.statistics import intervals

BY = ("weekday", "hour")
"""What calls can be broken down by."""
CALLS = (
    "group", "calls", "answered", "unanswered", "rate", "low", "high", "wait_seconds", "patience_minutes", "minutes",
)  # fmt: skip


@scoped
def calls(
    store: Engine,
    scope: Scope,
    by: str | None = None,
    *,
    opened_from: date | None = None,
    clock: OpeningHours = CALENDAR,
) -> pd.DataFrame:
    """Calls that were left unanswered, and what callers met: the tickets of kind `call`.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts: what happened later has not happened yet
    by : "weekday" (1 is Monday) or "hour"; None: all calls together
    opened_from : calls of this day or later; None: those of the 12 months up to as_of
    clock : only calls that came in these opening hours; as given, all
    region, channel, segment : only calls of customers of this region, channel of the first touch, saved segment; calls
        whose customer is not known are then left out

    Returns
    -------
    One row a group that has calls, in order: group (0 for all), calls (of known outcome), answered, unanswered (ended
    and never answered), rate (unanswered / calls, 0..1) with its 95 % Wilson interval low, high; wait_seconds (mean
    of all these calls, to the answer or to hanging up), patience_minutes (mean wait / share who left; NaN where nobody
    did), minutes (mean from answer to end; NaN where none is known).

    Raises
    ------
    ValueError
        For an unknown breakdown.

    Notes
    -----
    The patience is the maximum-likelihood estimate of an exponential one: all time waited / callers who left; it is
    not the mean wait of those who left, which is shorter, as the impatient leave first.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> answered = b"1,2025-01-02 09:00:00,call,2025-01-02 09:01:00,2025-01-02 09:05:00\\n"
    >>> _ = store.load("tickets", b"ticket_id,opened_at,kind,answered_at,resolved_at\\n" + answered
    ...     + b"2,2025-01-02 09:00:00,call,,2025-01-02 09:03:00\\n")
    >>> found = calls(store, date(2025, 1, 31))
    >>> found[["calls", "rate", "wait_seconds", "patience_minutes", "minutes"]].values.tolist()
    [[2.0, 0.5, 120.0, 4.0, 4.0]]
    """
    if by is not None and by not in BY:
        raise ValueError(f"{by!r} is none of {', '.join(BY)}.")
    cells = _cells(store, scope, opened_from)
    cells = cells.loc[[clock.covers(row.weekday, row.hour) for row in cells.itertuples()]]
    groups = cells.groupby(cells[by] if by else cells["hour"] * 0)
    rows = [_row(int(group), part.sum()) for group, part in groups]
    return pd.DataFrame(rows, columns=list(CALLS))


@scoped
def busiest(store: Engine, scope: Scope, *, opened_from: date | None = None) -> pd.DataFrame:
    """The hours of the week by how many call in them.

    Parameters
    ----------
    store, as_of, opened_from, region, channel, segment : as in `calls`

    Returns
    -------
    One row a weekday and hour with a call, most calls first, ties in the order of the week: weekday (1 is Monday),
    hour, calls (answered or not), days (such weekdays from the day of the first call to as_of), calls_per_hour.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("tickets", b"ticket_id,opened_at,kind\\n1,2025-01-02 09:00,call\\n2,2025-01-02 09:30,call\\n")
    >>> busiest(store, date(2025, 1, 9)).values.tolist()
    [[4.0, 9.0, 2.0, 2.0, 1.0]]
    """
    cells = _cells(store, scope, opened_from)
    found = cells.assign(calls_per_hour=cells["calls"] / cells["days"])
    found = found.sort_values(["calls_per_hour", "weekday", "hour"], ascending=[False, True, True])
    return found[["weekday", "hour", "calls", "days", "calls_per_hour"]].reset_index(drop=True)


def _cells(store: Engine, scope: Scope, opened_from: date | None) -> pd.DataFrame:
    given = {"as_of": scope.as_of, "since": window.since(scope, opened_from), **scope.of_customers}
    return store.read("support/calls", **given)


def _row(group: int, sums: pd.Series) -> dict[str, Any]:
    left, answered = int(sums["abandoned"]), int(sums["answered"])
    known = left + answered
    rate, low, high = intervals.wilson(left, known)
    return {
        "group": group,
        "calls": known,
        "answered": answered,
        "unanswered": left,
        "rate": rate,
        "low": low,
        "high": high,
        "wait_seconds": sums["waited"] / known if known else nan,
        "patience_minutes": sums["waited"] / left / 60 if left else nan,
        "minutes": sums["talked"] / sums["handled"] / 60 if sums["handled"] else nan,
    }
