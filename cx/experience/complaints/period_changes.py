"""Changes of complaints between two periods."""

from datetime import date, timedelta

import pandas as pd

from cx.customers.filters import Scope, on_day, scoped
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.experience.complaints.rates import of_period
from cx.statistics import changes as figures

GAP_DAYS = 31
"""A table that begins so many days after a period still covers it."""


@scoped
def changes(store: Engine, scope: Scope, since: date, before: tuple[date, date]) -> pd.DataFrame:
    """Complaints of a period beside those of another one, as `cx.changes.judged` has it.

    Parameters
    ----------
    store, as_of : the company, and the last day of the period
    since : its first day
    before : first and last day of the other period
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    A row each, where the period has orders: "complaints" (per 100 orders) and "resolved" (share of the complaints
    opened 30 days before the period's end or earlier, whose outcome is known).

    Examples
    --------
    >>> import cx
    >>> changes(cx.open_store(), date(2025, 12, 31), date(2025, 1, 1), (date(2024, 1, 1), date(2024, 12, 31))).empty
    True
    """
    rate = complaints_changed(store, scope, since, before)
    if rate is None:
        return figures.judged([])
    now, then = of_period(store, scope, since), of_period(store, on_day(store, scope, before[1]), before[0])
    shares = [(int(row["resolved"]), int(row["due"])) for row in (now, then)]
    resolved = figures.of_share("resolved", shares[0], shares[1], overlaps=before[1] >= since)
    return figures.judged([rate, *([resolved] if shares[0][1] else [])])


def complaints_changed(store: Engine, scope: Scope, since: date, before: tuple[date, date]) -> figures.Row | None:
    """The row of complaints per 100 orders for `cx.changes.judged`; None where the tickets do not cover the period."""
    if not _covers(store, since, "tickets"):
        return None
    now, then = of_period(store, scope, since), of_period(store, on_day(store, scope, before[1]), before[0])
    if not now["orders"]:
        return None
    counted = [(int(row["complaints"]), int(row["orders"])) for row in (now, then)]
    known = counted[1] if _covers(store, before[0], "tickets", "orders") else None
    return figures.of_rate("complaints", counted[0], known, good=-1, overlaps=before[1] >= since)


def _covers(store: Engine, since: date, *kinds: str) -> bool:
    """Whether these tables reach back to a day."""
    begins = coverage.tables(store).set_index("kind")["first_on"]
    latest = pd.Timestamp(since + timedelta(days=GAP_DAYS))
    return all(pd.notna(begins[kind]) and pd.Timestamp(begins[kind]) <= latest for kind in kinds)
