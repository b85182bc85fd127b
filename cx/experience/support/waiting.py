"""Waits of tickets as Kaplan-Meier curves: who still waits is censored at the as-of date, not left out."""

from datetime import date
from math import nan

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.support import window
from cx.experience.support.opening_hours import CALENDAR, OpeningHours
from cx.statistics import intervals, survival

EVENTS = ("answered", "resolved")
"""What a ticket waits for: its first answer, or its end."""
STILL_OPEN_HOURS = 30 * 24.0
"""Calendar hours after which `summary` says how many still wait."""
WAITS = ["group", "hours", "at_risk", "done", "open_share", "low", "high"]


@scoped
def waits(
    store: Engine,
    scope: Scope,
    event: str = "resolved",
    by: str | None = None,
    *,
    opened_from: date | None = None,
    clock: OpeningHours = CALENDAR,
) -> pd.DataFrame:
    """The share of tickets that still wait, by the time since they were opened: Kaplan-Meier.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts: what happened later has not happened yet
    event : "answered" (first answer; a resolution is one) or "resolved" (reopened later than resolved is not)
    by : "kind", "topic", "channel", "team" or "severity"; None: all tickets together
    opened_from : tickets opened on this day or later; None: those of the 12 months up to as_of
    clock : the opening hours in which the wait runs; as given, calendar hours
    region, channel, segment : only tickets of customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a group and time at which the event happened to a ticket: group ("" for all, and for tickets that do not
    say theirs), hours (whole minutes, rounded up), at_risk (who waited until then), done, open_share (0..1, after
    it), low, high (95 %, log(-log) scale; NaN where the share is 0 or 1). A group without an event has no row.

    Raises
    ------
    ValueError
        For an unknown event or breakdown.

    Notes
    -----
    Calls are not among the tickets. The share is 1 before the first row of a group.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"1,2025-01-02 09:00,question,2025-01-02 10:00\\n2,2025-01-02 09:00,question,\\n"
    >>> _ = store.load("tickets", b"ticket_id,opened_at,kind,resolved_at\\n" + lines)
    >>> waits(store, date(2025, 1, 31))[["hours", "at_risk", "done", "open_share"]].values.tolist()
    [[1.0, 2.0, 1.0, 0.5]]
    """
    counts = _counts(store, scope, event, by, opened_from, clock)
    parts = [curve.assign(group=group) for group, curve in _curves(counts).items() if len(curve)]
    if not parts:
        return pd.DataFrame(columns=WAITS)
    table = pd.concat(parts, ignore_index=True)
    found = {"hours": table["day"], "done": table["people"], "open_share": 1 - table["share"]}
    return table.assign(**found, low=1 - table["high"], high=1 - table["low"])[WAITS]


@scoped
def summary(
    store: Engine,
    scope: Scope,
    event: str = "resolved",
    by: str | None = None,
    *,
    opened_from: date | None = None,
    clock: OpeningHours = CALENDAR,
) -> pd.DataFrame:
    """The curves of `waits` in figures.

    Parameters
    ----------
    store, as_of, event, by, opened_from, clock, region, channel, segment : as in `waits`

    Returns
    -------
    One row a group, most tickets first: group, n, n_open (the event has not happened); median in hours with its 95 %
    interval low, high, and p90, all read off the curve: NaN where it does not get that far; never (share of the
    tickets older than 7 days, n_old of them, to which the event has not happened) with its 95 % Wilson interval
    never_low, never_high; after_30_days (share that still waits 30 calendar days after opening, off the curve in
    calendar hours; NaN where no ticket is old enough) with after_low, after_high.

    Raises
    ------
    ValueError
        For an unknown event or breakdown.

    Notes
    -----
    Interval of the median: Brookmeyer & Crowley (1982). There is no mean: of closed tickets alone it would leave out
    the longest waits.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"1,2025-01-02 09:00,question,2025-01-02 10:00\\n2,2025-01-02 09:00,question,\\n"
    >>> _ = store.load("tickets", b"ticket_id,opened_at,kind,resolved_at\\n" + lines)
    >>> found = summary(store, date(2025, 1, 31))
    >>> found[["n", "n_open", "median", "p90", "never", "n_old"]].values.tolist()
    [[2.0, 1.0, 1.0, nan, 0.5, 2.0]]
    """
    counts = _counts(store, scope, event, by, opened_from, clock)
    by_calendar = counts if clock.is_calendar else _counts(store, scope, event, by, opened_from, CALENDAR)
    curves, in_days = _curves(counts), _curves(by_calendar)
    rows = [
        {"group": group, **_sizes(part), **_read_off(curves[group]), **_never(part)}
        | _after_30_days(in_days[group], by_calendar.loc[by_calendar["group"] == group, "day"].max())
        for group, part in counts.groupby("group")
    ]
    return (
        pd.DataFrame(rows, columns=list(SUMMARY))
        .sort_values(["n", "group"], ascending=[False, True])
        .reset_index(drop=True)
    )


SUMMARY = (
    "group", "n", "n_open", "median", "low", "high", "p90", "never", "never_low", "never_high", "n_old",
    "after_30_days", "after_low", "after_high",
)  # fmt: skip


def _counts(
    store: Engine, scope: Scope, event: str, by: str | None, opened_from: date | None, clock: OpeningHours
) -> pd.DataFrame:
    """Tickets by group, hours waited (`day`) and whether it ended (`cause`), as `survival.incidence` takes them."""
    if event not in EVENTS:
        raise ValueError(f"{event!r} is none of {', '.join(EVENTS)}.")
    table = window.tickets(store, scope, opened_from, clock)
    counts = store.read("support/waits", tickets=table, event=event, by=window.breakdown(by))
    cause = counts["is_done"].map({True: event, False: None})
    return counts.assign(day=counts["minutes"] / 60, cause=cause)


def _curves(counts: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The curve of each group; without a row where nothing has happened."""
    return {str(group): survival.incidence(part) for group, part in counts.groupby("group")}


def _sizes(part: pd.DataFrame) -> dict[str, int]:
    waiting = part.loc[~part["is_done"].astype(bool), "people"]
    return {"n": int(part["people"].sum()), "n_open": int(waiting.sum())}


def _read_off(curve: pd.DataFrame) -> dict[str, float]:
    low, high = survival.median_interval(curve)
    return {"median": survival.median_day(curve), "low": low, "high": high, "p90": survival.median_day(curve, 0.9)}


def _never(part: pd.DataFrame) -> dict[str, float]:
    old = int(part["old"].sum())
    waiting = int(part.loc[~part["is_done"].astype(bool), "old"].sum())
    share, low, high = intervals.wilson(waiting, old)
    return {"never": share, "never_low": low, "never_high": high, "n_old": old}


def _after_30_days(curve: pd.DataFrame, longest: float) -> dict[str, float]:
    until = curve[curve["day"] <= STILL_OPEN_HOURS]
    if longest < STILL_OPEN_HOURS and not (curve["share"] > 1 - 1e-12).any():
        share, low, high = nan, nan, nan
    elif until.empty:
        share, low, high = 1.0, nan, nan
    else:
        share, high, low = (1 - float(until[name].iloc[-1]) for name in ("share", "low", "high"))
    return {"after_30_days": share, "after_low": low, "after_high": high}
