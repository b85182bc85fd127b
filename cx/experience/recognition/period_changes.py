"""Changes of recognition between two periods."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from cx.customers.filters import Scope, on_day, scoped
from cx.engine.connection import Engine
from cx.experience.recognition.reason_settings import Reason
from cx.experience.recognition.timeliness import by_month, in_time
from cx.statistics import changes as figures


@scoped
def changes(
    store: Engine,
    scope: Scope,
    since: date,
    before: tuple[date, date],
    *,
    reasons: Sequence[Reason] | None = None,
) -> pd.DataFrame:
    """Recognition in a period beside another one, as `cx.changes.judged` has it.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    since : reasons and thanks from this day on, up to as_of, are those of the period
    before : first and last day of the other period; it is looked at as of that day
    reasons : those that count; None: as of `cx.recognition.reasons`
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    A row each, where the period has any: "in_time" (share of the reasons whose customers were thanked within 30 days),
    "thanked" (customers thanked, counted each time).

    Examples
    --------
    >>> import cx
    >>> changes(cx.open_store(), date(2025, 12, 31), date(2025, 1, 1), (date(2024, 1, 1), date(2024, 12, 31))).empty
    True
    """
    (thanked, judged), (thanked_before, judged_before) = (
        _counted(store, at, first, reasons)
        for at, first in ((scope, since), (on_day(store, scope, before[1]), before[0]))
    )
    overlaps, rows = before[1] >= since, []
    if judged[1]:
        rows.append(figures.of_share("in_time", judged, judged_before, good=1, overlaps=overlaps))
    if thanked[0]:
        rows.append(figures.of_count("thanked", thanked, thanked_before, good=1, overlaps=overlaps))
    return figures.judged(rows)


@scoped
def in_time_changed(store: Engine, scope: Scope, since: date, before: tuple[date, date]) -> figures.Row | None:
    """The share of reasons followed by thanks in time, as a row of `cx.changes` before it gets a verdict.

    Parameters
    ----------
    store, as_of, since, before, region, channel, segment : as of `changes`; reasons are the company's

    Returns
    -------
    Measure "thanked_in_time"; None without a reason in the period whose 30 days are over, and where nobody was thanked
    in either period: a company that records no thanks.

    Examples
    --------
    >>> import cx
    >>> spans = date(2025, 1, 1), (date(2024, 1, 1), date(2024, 12, 31))
    >>> in_time_changed(cx.open_store(), date(2025, 12, 31), *spans) is None
    True
    """
    now, then = (
        _in_time(store, at, first) for at, first in ((scope, since), (on_day(store, scope, before[1]), before[0]))
    )
    if not now[1] or not now[0] + then[0]:
        return None
    return figures.of_share("thanked_in_time", now, then, overlaps=before[1] >= since)


def _in_time(store: Engine, scope: Scope, since: date, reasons: Sequence[Reason] | None = None) -> tuple[int, int]:
    """Reasons followed by thanks in time, and reasons."""
    found = in_time(store, scope, reasons=reasons, given_from=since)
    return int(found["thanked"].sum()), int(found["n"].sum())


def _counted(
    store: Engine, scope: Scope, since: date, reasons: Sequence[Reason] | None
) -> tuple[tuple[int, int], tuple[int, int]]:
    """(Customers thanked, in days), and (reasons followed by thanks in time, reasons)."""
    months = by_month(store, scope, given_from=since)
    days = (scope.as_of - since).days + 1
    return (int(months["thanked"].sum()), days), _in_time(store, scope, since, reasons)
