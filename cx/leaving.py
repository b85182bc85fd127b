"""Who has fallen silent by their own rhythm, and why do those leave who say why?"""

from datetime import date

import pandas as pd

from cx import intervals, saved, sql, survival
from cx.store import Store

OTHERS = "(other reasons)"
NAMED = 6
"""So many reasons keep their name; the rarer ones go together."""


def reasons(
    store: Store,
    as_of: date,
    region: str | None = None,
    segment: str | None = None,
    most: int = NAMED,
    others: str = OTHERS,
) -> pd.DataFrame:
    """Why customers leave, as competing risks: one row a reason and day, Aalen-Johansen (`cx.survival.incidence`).

    Time runs in days from a customer's first order to the first goodbye in churn_reasons; who said none by as_of is
    still waiting, silent or not. Columns: reason, day, at_risk, people, share (of all customers who left for this
    reason by that day after their first order), low, high. The shares of all reasons add up to those who left.
    Customers who said goodbye before the first order in the data are left out.

    >>> import cx
    >>> from datetime import date
    >>> reasons(cx.open_store(), date(2025, 12, 31)).empty
    True
    """
    counts = store.read(
        "leaving_reasons", as_of=as_of, region=region, segment=segment, most=most, others=others
    )
    return survival.incidence(counts).rename(columns={"cause": "reason"})


def rhythms(store: Store, as_of: date, region: str | None = None, segment: str | None = None) -> pd.DataFrame:
    """Customers by their rhythm of ordering, and who of them is silent: one row a rhythm, the quickest last but known.

    A rhythm is 1 or 2 for customers with so many order days; for others the bound that the mean gap between their
    order days does not pass: 7, 14, 30, 60 or 120 days, 9999 for longer.
    Columns: rhythm, customers, gaps (between order days, that are over: of everybody after the first or the second
    order day for rhythms 1 and 2, else of this rhythm's customers), usual_days (their median), limit_days (their 95 %
    quantile), silent (customers who have been without an order for more days), rate, low, high.
    Under 30 gaps there is no limit: limit_days, silent and rate are NaN, not yet known.
    region, segment : only customers of this region, of this saved segment are counted; the limits stay those of everybody.

    >>> import cx
    >>> from datetime import date
    >>> rhythms(cx.open_store(), date(2025, 12, 31)).empty
    True
    """
    groups = store.read("silence_groups", silence=_silence(store, as_of), region=region, segment=segment)
    groups["silent"] = groups["silent"].where(groups["limit_days"].notna())
    judged = [
        intervals.wilson(int(row.silent), int(row.customers)) if pd.notna(row.silent) else (float("nan"),) * 3
        for row in groups.itertuples()
    ]
    groups[["rate", "low", "high"]] = pd.DataFrame(
        judged, columns=["rate", "low", "high"], index=groups.index
    )
    return groups


def silent(
    store: Store,
    as_of: date,
    silent_from: date | None = None,
    region: str | None = None,
    segment: str | None = None,
    limit: int | None = 300,
) -> pd.DataFrame:
    """Customers who are silent by the rhythm of their group (`rhythms`): one row a customer, most revenue first.

    silent_from : only those whose silence began on this day or later; None: all; limit : None lists everybody
    Columns: customer_id, name, rhythm, order_days, last_on, silent_days, limit_days, revenue (of all time, net of
    returns), customers and revenue_of_all (of all rows, also those beyond `limit`).

    >>> import cx
    >>> from datetime import date
    >>> silent(cx.open_store(), date(2025, 12, 31)).empty
    True
    """
    return store.read("silence_list", **_given(store, as_of, silent_from, region, segment), limit=limit)


def save_silent(
    store: Store,
    name: str,
    words: str,
    as_of: date,
    silent_from: date | None = None,
    region: str | None = None,
    segment: str | None = None,
) -> int:
    """Keep all of `silent` under a name, see `cx.saved.save`; returns how many they are."""
    given = _given(store, as_of, silent_from, region, segment)
    return saved.save(store, name, as_of, words, "silence_list", **given, limit=None)


def _given(
    store: Store, as_of: date, silent_from: date | None, region: str | None, segment: str | None
) -> dict:
    return {
        "silence": _silence(store, as_of),
        "until": as_of,
        "silent_from": silent_from,
        "region": region,
        "segment": segment,
    }


def _silence(store: Store, as_of: date) -> str:
    return store.keep(
        "silence", sql.text("answers/silence_customers"), as_of=as_of, enough=intervals.ENOUGH_TO_RANK
    )
