"""Lifecycle funnel: reach, acquire, retain.

Reach: people first touched in the entry period. Acquire: those of them with a first order within W days.
Retain: those of these who placed another order on another day within H days. An order whose lines carry two days is
one order, on its first day. A rate counts only people whose window is over at the as-of date; the others are counted
apart (still_open).
"""

from datetime import date
from math import nan
from typing import Any

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.customers.funnel.durations import moments as moments
from cx.customers.funnel.durations import quantiles as quantiles
from cx.customers.funnel.durations import times as times
from cx.customers.funnel.durations import took_in as took_in
from cx.customers.funnel.step_counts import dropped as dropped
from cx.customers.funnel.step_counts import leavers as leavers
from cx.customers.funnel.step_counts import money as money
from cx.customers.funnel.step_counts import offered as offered
from cx.customers.funnel.step_counts import save_dropped as save_dropped
from cx.customers.funnel.step_counts import steps as steps
from cx.customers.funnel.step_counts import trend as trend
from cx.customers.funnel.step_walk import is_of_customers
from cx.engine.connection import Engine
from cx.statistics import intervals
from cx.statistics.step_verdicts import VERDICTS as VERDICTS
from cx.statistics.step_verdicts import compare as compare
from cx.statistics.step_verdicts import group_verdicts as group_verdicts
from cx.statistics.step_verdicts import worst_step as worst_step

STEPS = ["Reach", "Acquire", "Retain"]
BREAKDOWNS = ["channel", "campaign", "region", "month"]
UNKNOWN = "(unknown)"
"""The group of those whose channel, campaign or region nobody gave; funnel_lifecycle.sql says it too."""


@scoped
def lifecycle(
    store: Engine,
    scope: Scope,
    acquire_within_days: int = 90,
    retain_within_days: int = 180,
    breakdown: str | None = None,
    entered_from: date | None = None,
    entered_to: date | None = None,
) -> pd.DataFrame:
    """Lifecycle funnel: reach, acquire, retain, with the rate of each step.

    Parameters
    ----------
    store : the company
    as_of : what happened after this day is not known
    acquire_within_days, retain_within_days : the windows W and H, in days; day 0 is the first touch, the first order
    breakdown : "channel", "campaign" or "month" of the first touch, or "region"; without one there is no column group
    entered_from, entered_to : first and last day of the first touch; None: from the beginning, up to as_of
    region : only people of this region; None: everybody, with a known region or without
    channel : only people who first came by this channel; already_customers came by none, and are not among them
    segment : only the members of this saved segment (`cx.saved`); None: everybody

    Returns
    -------
    One row a step, or a step and group when a breakdown is given: step, group, people, eligible, rate, low, high,
    still_open, converted_open, already_customers. Groups run by people reached, most first, then by name; over them
    every count adds up to the whole. A blank group is "(unknown)".

    - Reach: people = eligible = everyone first touched; no denominator, so rate, low and high are NaN.
      already_customers counts those of them who had ordered before (0 in the other steps): they cannot be acquired, so
      they are left out of Acquire.
    - Acquire: eligible = the others, touched at least W days before as_of; people = those of them whose first order
      falls on day 0..W; still_open = those touched later, converted_open = those of these with such an order already.
      eligible + still_open + already_customers = everyone reached.
    - Retain: eligible = the acquired whose first order is at least H days old; people = those who ordered again on
      another day, by day H; still_open = the other acquired, converted_open as above.

    rate = people / eligible (0..1), with its 95 % Wilson interval low, high; NaN when nobody is eligible.

    Raises
    ------
    ValueError
        For a negative window or an unknown breakdown.

    Notes
    -----
    People are counted once, at their first touch: the earliest; of several at one moment the alphabetically first
    channel, then campaign, blanks last. Held-out contacts are no touches, nor are the kinds recommended, unsubscribed,
    bounced, asked and thanked.

    By region or segment Acquire has no rate: these are known of customers only, so that nobody knows how many of the
    reached belong to one. Its eligible and still_open are 0 then, people are those acquired.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-03-01,90\\n2,A,2025-04-01,80\\n")
    >>> touches = b"A,2025-02-20,visited\\nB,2025-02-25,visited\\nC,2025-12-01,visited\\n"
    >>> _ = store.load("touchpoints", b"person_id,occurred_at,kind\\n" + touches)
    >>> lifecycle(store, date(2025, 12, 31))[["step", "people", "eligible", "rate", "still_open"]]
          step  people  eligible  rate  still_open
    0    Reach       3         3   NaN           0
    1  Acquire       1         2   0.5           1
    2   Retain       1         1   1.0           0
    """
    _check(breakdown, acquire_within_days, retain_within_days)
    counts = store.read(
        "funnel/lifecycle",
        as_of=scope.as_of,
        acquire_within_days=acquire_within_days,
        retain_within_days=retain_within_days,
        breakdown=breakdown or "",
        entered_from=entered_from,
        entered_to=entered_to,
        **scope.of_customers,
    )
    groups = counts.to_dict("records")
    of_customers = is_of_customers(breakdown, scope)
    if breakdown is None:
        return pd.DataFrame(_steps_of(groups[0] if groups else {}, of_customers))
    rows = [{"group": group["group"], **row} for group in groups for row in _steps_of(group, of_customers)]
    return pd.DataFrame(rows, columns=["step", "group", *list(_steps_of({}, of_customers)[0])[1:]])


@scoped
def new_customers(
    store: Engine,
    scope: Scope,
    retain_within_days: int = 180,
    entered_from: date | None = None,
    entered_to: date | None = None,
) -> pd.DataFrame:
    """New customers with and without a recorded touchpoint, and how many of them are retained.

    Parameters
    ----------
    store : the company
    as_of, region, channel, segment : as of `lifecycle`
    retain_within_days : the window H, in days from the first order
    entered_from, entered_to : first and last day of the first order; None: from the beginning, up to as_of

    Returns
    -------
    Two rows that add up to all new customers of the period: came ("tracked": touched on the day of the first order or
    before, however long before; "untracked": the rest, never touched or only after they had ordered), customers, share
    (of all new customers, 0..1; NaN when there are none), eligible, retained, rate, low, high, still_open,
    converted_open: the second order within H days, counted as in `lifecycle`.

    Raises
    ------
    ValueError
        For a negative window.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-03-01,90\\n2,A,2025-04-01,80\\n")
    >>> new_customers(store, date(2025, 12, 31))[["came", "customers", "share", "retained"]]
            came  customers  share  retained
    0    tracked          0    0.0         0
    1  untracked          1    1.0         1
    """
    _check(None, 0, retain_within_days)
    ways = store.read(
        "funnel/new_customers",
        as_of=scope.as_of,
        retain_within_days=retain_within_days,
        entered_from=entered_from,
        entered_to=entered_to,
        **scope.of_customers,
    )
    everybody = int(ways["customers"].sum())
    rows = []
    for way in ways.to_dict("records"):
        share = way["customers"] / everybody if everybody else nan
        rate, low, high = intervals.wilson(way["retained"], way["eligible"])
        rows.append(
            {
                "came": way["came"],
                "customers": way["customers"],
                "share": share,
                "eligible": way["eligible"],
                "retained": way["retained"],
                "rate": rate,
                "low": low,
                "high": high,
                "still_open": way["customers"] - way["eligible"],
                "converted_open": way["retained_open"],
            }
        )
    return pd.DataFrame(rows)


@scoped
def untracked(
    store: Engine,
    scope: Scope,
    retain_within_days: int = 180,
    entered_from: date | None = None,
    entered_to: date | None = None,
) -> pd.DataFrame:
    """Acquire and Retain for the new customers who came untracked.

    Parameters
    ----------
    store : the company
    as_of, region, channel, segment, retain_within_days, entered_from, entered_to : as of `new_customers`; the period is
        that of the first order, since nobody knows when these people were reached

    Returns
    -------
    One row for Acquire and one for Retain, with the columns of `lifecycle`. Acquire has no denominator: its rate is
    NaN. With orders alone every new customer is here.

    Raises
    ------
    ValueError
        For a negative window.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-03-01,90\\n2,A,2025-04-01,80\\n")
    >>> untracked(store, date(2025, 12, 31))[["step", "people", "rate"]]
          step  people  rate
    0  Acquire       1   NaN
    1   Retain       1   1.0
    """
    ways = new_customers(store, scope, retain_within_days, entered_from, entered_to)
    way = ways[ways["came"] == "untracked"].iloc[0]
    return pd.DataFrame(
        [
            _whole("Acquire", int(way["customers"]), 0),
            _step(
                "Retain",
                int(way["customers"]),
                int(way["eligible"]),
                int(way["retained"]),
                int(way["converted_open"]),
            ),
        ]
    )


def never_to_be_won(groups: pd.DataFrame) -> list[str]:
    """The groups in which everybody reached was a customer before: nobody to acquire.

    Parameters
    ----------
    groups : the answer of `lifecycle` with a breakdown

    Returns
    -------
    Their names, in the order of `lifecycle`.

    Examples
    --------
    >>> never_to_be_won(pd.DataFrame({"step": "Reach", "group": ["E-mail", "Ads"], "people": [9, 9],
    ...     "already_customers": [9, 4]}))
    ['E-mail']
    """
    reach = groups[(groups["step"] == "Reach") & (groups["already_customers"] > 0)]
    return list(reach.loc[reach["already_customers"] == reach["people"], "group"])


def _steps_of(group: dict[str, Any], of_customers: bool) -> list[dict[str, Any]]:
    """The three rows of one group, from its counts; an empty group has nobody."""
    of = {name: int(count) for name, count in group.items() if name != "group"}
    get = of.get
    acquired, new = get("acquired", 0), get("reached", 0) - get("already_customers", 0)
    acquire = _step("Acquire", new, get("acquire_eligible", 0), acquired, get("acquired_open", 0))
    if of_customers:
        unknown = {"eligible": 0, "rate": nan, "low": nan, "high": nan, "still_open": 0}
        acquire = {**acquire, **unknown}
    return [
        _whole("Reach", get("reached", 0), get("already_customers", 0)),
        acquire,
        _step("Retain", acquired, get("retain_eligible", 0), get("retained", 0), get("retained_open", 0)),
    ]


def _whole(step: str, people: int, already_customers: int) -> dict[str, Any]:
    """A step without a denominator: nobody knows how many could have taken it."""
    return {
        "step": step,
        "people": people,
        "eligible": people,
        "rate": nan,
        "low": nan,
        "high": nan,
        "still_open": 0,
        "converted_open": 0,
        "already_customers": already_customers,
    }


def _step(step: str, entrants: int, eligible: int, people: int, converted_open: int) -> dict[str, Any]:
    rate, low, high = intervals.wilson(people, eligible)
    return {
        "step": step,
        "people": people,
        "eligible": eligible,
        "rate": rate,
        "low": low,
        "high": high,
        "still_open": entrants - eligible,
        "converted_open": converted_open,
        "already_customers": 0,
    }


def _check(breakdown: str | None, *windows: int) -> None:
    if breakdown is not None and breakdown not in BREAKDOWNS:
        raise ValueError(f"The breakdown {breakdown!r} is none of {', '.join(BREAKDOWNS)}.")
    if min(windows) < 0:
        raise ValueError("A window cannot be shorter than 0 days.")
