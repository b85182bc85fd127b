"""Of the customers who came in one month, how many still buy months later?"""

from datetime import date
from math import nan

import pandas as pd

from cx import intervals
from cx.store import Store

PERIODS = ["month", "quarter", "30 days"]
ACTIVE = ["on", "on or after"]
MEASURES = ["people", "money"]


def cohorts(
    store: Store,
    as_of: date,
    period: str = "month",
    active: str = "on",
    measure: str = "people",
    region: str | None = None,
) -> pd.DataFrame:
    """The cohort table in long form: one row a cohort and age, up to the period in which as_of lies.

    period : "month" and "quarter" are those of the calendar; "30 days" is counted for each customer from the day of
    the first order, in monthly cohorts. Age 0 is the period of the first order.
    active : "on" counts who bought in the period, "on or after" who bought in it or later, up to as_of
    measure : "people" or "money", net of returns
    region : only customers of this region; None: all
    Columns: cohort (first day of its period), age, customers (active, as known so far), money (of the period, or from
    it on), base, rate, low, high. base is how many customers or how much money the cohort has at age 0; rate is
    customers or money / base, for people with its 95 % Wilson interval.
    rate, low, high are NaN where the period has not wholly gone by for the whole cohort: not yet known.
    Guests are in no cohort; a return is money, never a purchase.
    Raises ValueError for an unknown period, way of being active or measure.

    >>> from datetime import date
    >>> import cx
    >>> cohorts(cx.open_store(), date(2025, 12, 31)).columns.tolist()
    ['cohort', 'age', 'customers', 'money', 'base', 'rate', 'low', 'high']
    """
    for given, allowed in ((period, PERIODS), (active, ACTIVE), (measure, MEASURES)):
        if given not in allowed:
            raise ValueError(f"{given!r} is none of {', '.join(allowed)}.")
    cells = store.read("retention_cohorts", as_of=as_of, period=period, active=active, region=region)
    cells["cohort"] = pd.to_datetime(cells["cohort"])
    value = cells["customers" if measure == "people" else "money"]
    cells["base"] = value.where(cells["age"] == 0).groupby(cells["cohort"]).transform("max")
    cells["rate"] = (value / cells["base"].where(cells["base"] != 0)).where(cells["is_known"])
    known = cells["is_known"] & (measure == "people")
    intervals_known = [
        intervals.wilson(int(customers), int(base))[1:] if is_known else (nan, nan)
        for customers, base, is_known in zip(value, cells["base"], known, strict=True)
    ]
    cells[["low", "high"]] = pd.DataFrame(intervals_known, columns=["low", "high"], index=cells.index)
    return cells[["cohort", "age", "customers", "money", "base", "rate", "low", "high"]]


def mean_by_age(table: pd.DataFrame) -> pd.DataFrame:
    """The mean retention at each age, over the cohorts for which that whole period has gone by.

    table : the answer of `cohorts`
    One row an age: age, cohorts (how many have a say), base (theirs together), rate: every customer (or unit of
    money) counts once, so a large cohort weighs more; NaN when no cohort has a say.

    >>> import pandas as pd
    >>> mean_by_age(pd.DataFrame({"age": [0, 1, 0, 1], "base": [9, 9, 1, 1], "rate": [1.0, 0.4, 1.0, float("nan")]}))
       age  cohorts  base  rate
    0    0        2    10   1.0
    1    1        1     9   0.4
    """
    known = table[table["rate"].notna()].assign(value=lambda row: row["rate"] * row["base"])
    sums = known.groupby("age").agg(cohorts=("rate", "size"), base=("base", "sum"), value=("value", "sum"))
    sums = sums.reindex(sorted(table["age"].unique()))
    sums["rate"] = sums["value"] / sums["base"].where(sums["base"] != 0)
    counts = (
        sums[["cohorts", "base"]].fillna(0).astype({"cohorts": int}).astype({"base": table["base"].dtype})
    )
    return counts.assign(rate=sums["rate"]).rename_axis("age").reset_index()
