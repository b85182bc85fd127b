"""Time to convert: how long people take to each step of a funnel."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pandas as pd

from cx.customers.funnel.step_counts import walked
from cx.customers.funnel.step_walk import MICROSECOND
from cx.engine.connection import Engine

QUANTILES = {"quick": 0.25, "median": 0.5, "slow": 0.75, "slowest": 0.9}


def times(
    store: Engine,
    steps: Sequence[dict[str, Any]],
    within_days: int | timedelta,
    breakdown: str | None = None,
    **asked: Any,
) -> pd.DataFrame:
    """Time to convert: days from the entry to each step of a funnel.

    Parameters
    ----------
    store : the company
    steps, within_days : as of `steps`
    breakdown : as of `steps`; without one there is no column group
    asked : the other parameters of `steps`

    Returns
    -------
    One row a step after the first (and group) and number of days since the entry: step, group, days, people (who
    reached the step on that day, in their best attempt, its window being over), share (of all who reached the step,
    0..1, by that day). With an exact window (a timedelta) the column is hours in place of days, or minutes if the
    window is under 6 hours: whole ones since the moment of the entry.

    Raises
    ------
    ValueError
        As of `steps`.

    Notes
    -----
    Only people who reached the step are counted: it says how long it takes, not how many do (`steps`).

    Examples
    --------
    >>> from datetime import date
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"1,A,2025-01-02,90\\n2,A,2025-01-05,80\\n3,B,2025-01-02,70\\n4,B,2025-01-12,70\\n"
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n" + lines)
    >>> order = {"table": "orders"}
    >>> found = times(store, [order, {**order, "name": "Again"}], within_days=30, as_of=date(2025, 12, 31))
    >>> found[["step", "days", "people", "share"]].values.tolist()
    [['Again', 3, 1, 0.5], ['Again', 10, 1, 1.0]]
    """
    took = took_in(within_days)
    found, labels, otherwise = walked(store, breakdown, steps, within_days, **asked)
    counted = store.read(
        "funnel/times",
        lives=found.lives,
        reached=found.reached,
        labels=labels,
        otherwise=otherwise,
        units=1 if took == "days" else timedelta(**{took: 1}) // MICROSECOND,
    ).rename(columns={"took": took})
    by = ["group", "place"]
    counted["share"] = counted.groupby(by)["people"].cumsum() / counted.groupby(by)["people"].transform("sum")
    counted["step"] = [found.names[place - 1] for place in counted["place"]]
    counted = counted[["step", "group", took, "people", "share"]]
    return counted if breakdown else counted.drop(columns="group")


def quantiles(times: pd.DataFrame) -> pd.DataFrame:
    """Quantiles of the time to convert.

    Parameters
    ----------
    times : the answer of `times`

    Returns
    -------
    One row a step (and group): step, group, people, quick, median, slow, slowest: the first day (hour, minute) by which
    25, 50, 75 and 90 % of those who reached the step had reached it.

    Examples
    --------
    >>> import pandas as pd
    >>> quantiles(pd.DataFrame({"step": "Order", "days": [0, 7], "people": [3, 1], "share": [0.75, 1.0]}))
        step  people  quick  median  slow  slowest
    0  Order       4      0       0     0        7
    """
    by = [name for name in ("step", "group") if name in times]
    took = next(name for name in ("days", "hours", "minutes") if name in times)
    rows = []
    for key, part in times.groupby(by, sort=False):
        days = {name: int(part.loc[part["share"] >= share - 1e-12, took].iloc[0]) for name, share in QUANTILES.items()}
        rows.append({**dict(zip(by, key, strict=True)), "people": int(part["people"].sum()), **days})
    return pd.DataFrame(rows, columns=[*by, "people", *QUANTILES])


def took_in(within_days: int | timedelta) -> str:
    """The unit in which `times` counts.

    Returns
    -------
    "days"; with an exact window (a timedelta) "hours", or "minutes" where it is under 6 hours.

    Examples
    --------
    >>> took_in(30), took_in(timedelta(hours=24)), took_in(timedelta(hours=2))
    ('days', 'hours', 'minutes')
    """
    if not isinstance(within_days, timedelta):
        return "days"
    return "hours" if within_days >= timedelta(hours=6) else "minutes"


def moments(store: Engine) -> pd.DataFrame:
    """Whether touchpoints and orders have times of day.

    Returns
    -------
    One row a table that has rows: source ("orders", "touchpoints"), has_times (some event is not at midnight). A window
    of hours or minutes makes sense only where every table among the steps has times.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n")
    >>> moments(store)
       source  has_times
    0  orders      False
    """
    return store.read("funnel/moments")
