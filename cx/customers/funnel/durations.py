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
    """Time to convert: one row a step (and group) and number of days (or minutes) since the entry.

    The parameters are those of `steps`. Columns: step, group, days, people (who reached it on that day, in their best
    attempt, its window having run out), share (of all who reached the step, 0..1, by that day). With an exact window
    (a timedelta) the column is hours instead of days, or minutes if the window is under 6 hours: whole ones gone by
    since the moment of the entry.
    Only people who got there are in it: it says how long it takes, not how many do (`steps`).

    >>> import cx
    >>> times(cx.open_store(), [{"table": "orders"}, {"table": "orders"}], within_days=30).empty
    True
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
    """The answer of `times` in four numbers: one row a step (and group).

    Columns: step, group, people, quick, median, slow, slowest: the first day (hour, minute) by which 25, 50, 75 and 90
    % of those who reached the step had reached it.

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
    """In what `times` counts the time to convert: "days"; with an exact window "hours", under 6 of them "minutes".

    >>> took_in(30), took_in(timedelta(hours=24)), took_in(timedelta(hours=2))
    ('days', 'hours', 'minutes')
    """
    if not isinstance(within_days, timedelta):
        return "days"
    return "hours" if within_days >= timedelta(hours=6) else "minutes"


def moments(store: Engine) -> pd.DataFrame:
    """Whether touchpoints and orders carry times of day: one row a table that has rows.

    Columns: source ("touchpoints", "orders"), has_times (some event is not at midnight). A window of hours or minutes
    makes sense only where every table among the steps has times.

    >>> import cx
    >>> moments(cx.open_store()).empty
    True
    """
    return store.read("funnel/moments")
