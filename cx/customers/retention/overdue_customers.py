"""Overdue customers, by the rhythm of their orders, and reasons for leaving as competing risks."""

from datetime import date
from typing import Any

import pandas as pd

from cx.customers import saved_segments
from cx.customers.filters import Scope, scoped
from cx.engine import statements
from cx.engine.connection import Engine
from cx.statistics import intervals, survival

OTHERS = "(other reasons)"
NAMED = 6
"""So many reasons keep their name; the rarer ones go together."""


@scoped
def reasons(store: Engine, scope: Scope, *, most: int = NAMED, others: str = OTHERS) -> pd.DataFrame:
    """Reasons for leaving as competing risks, by Aalen-Johansen (`cx.survival.incidence`).

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    most : so many reasons, those with most customers, keep their name
    others : what the rarer ones together are called
    region, channel, segment : only customers of this region, channel of the first touch, saved segment; None: all

    Returns
    -------
    One row a reason and day: reason, day, at_risk, people, share (of all customers who left for this reason by that day
    after their first order, 0..1), low, high. The shares of all reasons add up to those who left.

    Notes
    -----
    Time runs in days from a customer's first order to the first goodbye in churn_reasons; who said none by as_of is
    still waiting, overdue or not. Of two reasons on one day the alphabetically first counts. Customers who said goodbye
    before the first order in the data are left out.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-02,70\\n")
    >>> _ = store.load("churn_reasons", b"customer_id,left_on,reason\\nA,2025-03-01,Price\\n")
    >>> reasons(store, date(2025, 12, 31))[["reason", "day", "people", "share"]].values.tolist()
    [['Price', 58, 1, 0.5]]
    """
    counts = store.read("retention/leaving_reasons", as_of=scope.as_of, most=most, others=others, **scope.of_customers)
    return survival.incidence(counts).rename(columns={"cause": "reason"})


@scoped
def rhythms(store: Engine, scope: Scope) -> pd.DataFrame:
    """Customers by the rhythm of their orders, and how many of them are overdue.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    region, channel, segment : only customers of this region, channel of the first touch, saved segment are counted; the
        limits stay those of everybody

    Returns
    -------
    One row a rhythm, the slowest last: rhythm, customers, gaps (between order days, that are over), usual_days (their
    median), limit_days (their 95 % quantile), overdue (customers who have been without an order for more days), rate,
    low, high. A rhythm is the bound in days that the mean gap between a customer's orders does not pass: 7, 14, 30, 45,
    60, 90, 120 or 180, 9999 for longer; 1 for customers who ordered once: they have no rhythm and are never overdue.
    Where there is no limit (rhythm 1, under 30 gaps, or under 95 % of the gaps over so far), limit_days, overdue and
    rate are NaN: not known.

    Notes
    -----
    Usual and limit are of the Kaplan-Meier curve of the gaps of the group, the running gaps being censored. A gap
    belongs to the rhythm that its customer had when it began, so that a long gap does not choose its own group. Of
    steady buyers 4 to 6 % are overdue (bench/RESULTS.md).

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> days = pd.date_range("2025-01-01", periods=8, freq="10D")
    >>> lines = [f"{who}-{day},C{who},{day:%Y-%m-%d},50" for who in range(8) for day in days[: 8 if who else 3]]
    >>> _ = store.load("orders", "\\n".join(["order_id,customer_id,ordered_at,revenue", *lines]).encode())
    >>> found = rhythms(store, date(2025, 3, 17))
    >>> found[["rhythm", "customers", "gaps", "usual_days", "limit_days", "overdue"]].values.tolist()
    [[14.0, 8.0, 43.0, 10.0, 10.0, 1.0]]
    """
    groups = store.read("retention/overdue_groups", silence=_silence(store, scope.as_of), **scope.of_customers)
    groups = groups.astype({"usual_days": float, "limit_days": float})
    groups["overdue"] = groups["overdue"].where(groups["limit_days"].notna())
    judged = [
        intervals.wilson(int(row.overdue), int(row.customers)) if pd.notna(row.overdue) else (float("nan"),) * 3
        for row in groups.itertuples()
    ]
    groups[["rate", "low", "high"]] = pd.DataFrame(judged, columns=["rate", "low", "high"], index=groups.index)
    return groups


@scoped
def overdue(store: Engine, scope: Scope, overdue_from: date | None = None, *, limit: int | None = 300) -> pd.DataFrame:
    """Customers who are longer without an order than the limit of their rhythm (`rhythms`).

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    region, channel, segment : as of `rhythms`
    overdue_from : only those who became overdue on this day or later; None: all
    limit : so many rows; None: all

    Returns
    -------
    One row a customer, most revenue first, ties by customer_id: customer_id, name, rhythm, order_days, last_on,
    silent_days (since the last order), usual_days, limit_days, revenue (of all time up to as_of, net of returns),
    customers and revenue_of_all (of all rows, also those beyond `limit`).

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> overdue(cx.open_store(), date(2025, 12, 31)).empty
    True
    """
    return store.read("retention/overdue_list", **_given(store, scope, overdue_from), limit=limit)


@scoped
def save_overdue(store: Engine, name: str, words: str, scope: Scope, overdue_from: date | None = None) -> int:
    """Save everybody of `overdue` as a segment.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    as_of, region, channel, segment, overdue_from : as of `overdue`

    Returns
    -------
    How many customers the segment has.

    Raises
    ------
    StoreError
        As of `cx.saved.save`.
    """
    given = _given(store, scope, overdue_from)
    return saved_segments.save(store, name, scope.as_of, words, "retention/overdue_list", **given, limit=None)


@scoped
def overdue_table(store: Engine, scope: Scope, overdue_from: date | None = None) -> str:
    """Kept table with the rows and columns of `overdue`, without a limit.

    Parameters
    ----------
    store : the company
    as_of, region, channel, segment, overdue_from : as of `overdue`
    """
    given = _given(store, scope, overdue_from)
    return store.keep("overdue", statements.text("retention/overdue_list"), **given, limit=None)


def _given(store: Engine, scope: Scope, overdue_from: date | None) -> dict[str, Any]:
    return {
        "silence": _silence(store, scope.as_of),
        "until": scope.as_of,
        "overdue_from": overdue_from,
        **scope.of_customers,
    }


def _silence(store: Engine, as_of: date) -> str:
    return store.keep("silence", statements.text("retention/overdue"), as_of=as_of, enough=intervals.ENOUGH_TO_RANK)
