"""Changes of what customers ask for between two periods."""

from datetime import date

import pandas as pd

from cx.customers.filters import Scope, on_day, scoped
from cx.engine.connection import Engine
from cx.experience.requests import request_tables
from cx.experience.requests.request_tables import OTHERS
from cx.statistics import changes as figures

NAMED = 8
"""So many topics, those with most customers in the period, are compared."""


@scoped
def changes(store: Engine, scope: Scope, since: date, before: tuple[date, date]) -> pd.DataFrame:
    """Requests of a period beside those of another one, as `cx.changes.judged` has it.

    Parameters
    ----------
    store, as_of : the company, and the last day of the period
    since : its first day
    before : first and last day of the other period
    region, channel, segment : only requests of customers of this region, channel of the first touch, saved segment

    Returns
    -------
    A row each, none without a request in the period: "asked" (customers who asked for something), then "asks_for" of
    each of the 8 topics with most customers (group: the topic): of the customers who asked, the share that asked for
    it. More is neither better nor worse.

    Examples
    --------
    >>> import cx
    >>> changes(cx.open_store(), date(2025, 12, 31), date(2025, 1, 1), (date(2024, 1, 1), date(2024, 12, 31))).empty
    True
    """
    now, then = _counted(store, scope, since), _counted(store, on_day(store, scope, before[1]), before[0])
    if now[""] == 0:
        return figures.judged([])
    overlaps = before[1] >= since
    rows = [_of_all(now[""], then[""], scope, since, before)]
    named = sorted((topic for topic in now if topic not in ("", OTHERS)), key=lambda topic: (-now[topic], topic))
    for topic in named[:NAMED]:
        shares = (now[topic], now[""]), (then.get(topic, 0), then[""])
        rows.append(figures.of_share("asks_for", *shares, topic, good=0, overlaps=overlaps))
    return figures.judged(rows)


@scoped
def asked_changed(store: Engine, scope: Scope, since: date, before: tuple[date, date]) -> figures.Row | None:
    """The customers who asked for something, as the row "asked" of `changes` before it gets a verdict.

    Parameters
    ----------
    store, as_of, since, before, region, channel, segment : as of `changes`

    Returns
    -------
    None without a request of a known customer in the period.

    Examples
    --------
    >>> import cx
    >>> spans = date(2025, 1, 1), (date(2024, 1, 1), date(2024, 12, 31))
    >>> asked_changed(cx.open_store(), date(2025, 12, 31), *spans) is None
    True
    """
    now, then = (
        _counted(store, at, first)[""] for at, first in ((scope, since), (on_day(store, scope, before[1]), before[0]))
    )
    return _of_all(now, then, scope, since, before) if now else None


def _of_all(now: int, then: int, scope: Scope, since: date, before: tuple[date, date]) -> figures.Row:
    days = (scope.as_of - since).days + 1, (before[1] - before[0]).days + 1
    earlier = (then, days[1]) if then else None
    return figures.of_count("asked", (now, days[0]), earlier, good=0, overlaps=before[1] >= since)


def _counted(store: Engine, scope: Scope, since: date) -> dict[str, int]:
    """Distinct customers by topic, those of all topics under ""."""
    asked = request_tables.asked(store, scope, since, request_tables.EVERY)
    found = store.read("requests/people", asked=asked)
    return {"": 0} | dict(zip(found["topic"], found["customers"].astype(int), strict=True))
