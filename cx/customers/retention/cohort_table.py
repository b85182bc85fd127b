"""Retention: cohorts over time, the flow of new, returning and lapsed customers, and the rate of lapse."""

from dataclasses import dataclass
from math import nan

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.customers.retention.overdue_customers import OTHERS as OTHERS
from cx.customers.retention.overdue_customers import overdue as overdue
from cx.customers.retention.overdue_customers import overdue_table as overdue_table
from cx.customers.retention.overdue_customers import reasons as reasons
from cx.customers.retention.overdue_customers import rhythms as rhythms
from cx.customers.retention.overdue_customers import save_overdue as save_overdue
from cx.engine.connection import Engine
from cx.statistics import intervals, trends

PERIODS = ["month", "quarter", "30 days"]
ACTIVE = ["on", "on or after"]
MEASURES = ["people", "money"]


@scoped
def cohorts(
    store: Engine, scope: Scope, period: str = "month", active: str = "on", measure: str = "people"
) -> pd.DataFrame:
    """Cohort table in long form, up to the period in which as_of lies.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    period : "month" and "quarter" are those of the calendar; "30 days" is counted for each customer from the day of the
        first order, in monthly cohorts. Age 0 is the period of the first order.
    active : "on" counts who bought in the period, "on or after" who bought in it or later, up to as_of
    measure : "people" or "money", net of returns
    region, channel, segment : only customers of this region, channel of the first touch, saved segment; None: all

    Returns
    -------
    One row a cohort and age: cohort (first day of its period), age, customers (active, as known so far), money (of the
    period, or from it on, in the company's currency), base, rate, low, high. base is how many customers or how much
    money the cohort has at age 0; rate is customers or money / base (0..1 for people), for people with its 95 % Wilson
    interval.

    rate, low, high are NaN where the period has not wholly gone by for the whole cohort: not yet known; and where a
    cohort brought 0 or less at age 0: nothing to compare with.

    Raises
    ------
    ValueError
        For an unknown period, way of being active or measure.

    Notes
    -----
    Guests are in no cohort; a return is money, never a purchase.

    Examples
    --------
    >>> from datetime import date
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"1,A,2025-01-02,90\\n2,A,2025-02-05,80\\n3,B,2025-01-20,70\\n"
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n" + lines)
    >>> cohorts(store, date(2025, 3, 15))[["age", "customers", "base", "rate"]]
       age  customers  base  rate
    0    0          2   2.0   1.0
    1    1          1   2.0   0.5
    2    2          0   2.0   NaN
    """
    for given, allowed in ((period, PERIODS), (active, ACTIVE), (measure, MEASURES)):
        if given not in allowed:
            raise ValueError(f"{given!r} is none of {', '.join(allowed)}.")
    cells = store.read("retention/cohorts", as_of=scope.as_of, period=period, active=active, **scope.of_customers)
    cells["cohort"] = pd.to_datetime(cells["cohort"])
    value = cells["customers" if measure == "people" else "money"]
    cells["base"] = value.where(cells["age"] == 0).groupby(cells["cohort"]).transform("max")
    cells["rate"] = (value / cells["base"].where(cells["base"] > 0)).where(cells["is_known"])
    known = cells["is_known"] & (measure == "people")
    intervals_known = [
        intervals.wilson(int(customers), int(base))[1:] if is_known else (nan, nan)
        for customers, base, is_known in zip(value, cells["base"], known, strict=True)
    ]
    cells[["low", "high"]] = pd.DataFrame(intervals_known, columns=["low", "high"], index=cells.index)
    return cells[["cohort", "age", "customers", "money", "base", "rate", "low", "high"]]


def mean_by_age(table: pd.DataFrame) -> pd.DataFrame:
    """The mean retention at each age, over the cohorts for which that whole period has gone by.

    Parameters
    ----------
    table : the answer of `cohorts`

    Returns
    -------
    One row an age: age, cohorts (how many have a say), base (theirs together), rate: every customer (or unit of money)
    counts once, so a large cohort weighs more; NaN when no cohort has a say.

    Examples
    --------
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
    counts = sums[["cohorts", "base"]].fillna(0).astype({"cohorts": int, "base": table["base"].dtype})
    return counts.assign(rate=sums["rate"]).rename_axis("age").reset_index()


def customers_by_age(table: pd.DataFrame) -> pd.Series:
    """Number of customers behind the mean at each age.

    Parameters
    ----------
    table : the answer of `cohorts`, of people or of money

    Returns
    -------
    Customers at age 0 of the cohorts whose rate at that age is known, by age.

    Examples
    --------
    >>> import pandas as pd
    >>> customers_by_age(pd.DataFrame({"cohort": [1, 1, 2, 2], "age": [0, 1, 0, 1], "customers": [9, 4, 1, 0],
    ...     "rate": [1.0, 0.4, 1.0, float("nan")]})).to_dict()
    {0: 10, 1: 9}
    """
    size = table["customers"].where(table["age"] == 0).groupby(table["cohort"]).transform("max")
    return size.where(table["rate"].notna(), 0).groupby(table["age"]).sum().astype(int)


@dataclass(frozen=True)
class Change:
    """How retention in the period after the first order changes from cohort to cohort.

    Attributes
    ----------
    rate, n : of the later half of the cohorts (0..1, customers)
    rate_before, n_before : of the earlier half (the middle one of an odd number is in neither)
    cohorts : those whose next period is over
    trend : over them, per cohort (`cx.trends`)
    """

    rate: float
    n: int
    rate_before: float
    n_before: int
    cohorts: int
    trend: intervals.ESTIMATE_LOW_HIGH


def change(table: pd.DataFrame) -> Change:
    """The change of retention at age 1 over the cohorts.

    Parameters
    ----------
    table : the answer of `cohorts`, by people

    Returns
    -------
    A `Change`; its rates are NaN where there is no cohort to count.

    Examples
    --------
    >>> found = change(pd.DataFrame({"cohort": [1, 2], "age": 1, "customers": [4, 3], "base": 10, "rate": [0.4, 0.3]}))
    >>> found.rate, found.n, found.rate_before, found.cohorts
    (0.3, 10, 0.4, 2)
    """
    first = table[(table["age"] == 1) & table["rate"].notna()].sort_values("cohort")
    half = len(first) // 2
    sums = [part[["customers", "base"]].sum() for part in (first.tail(half), first.head(half))]
    rates = [float(part["customers"] / part["base"]) if half else nan for part in sums]
    found = trends.of_rates(first["rate"], first["base"])
    return Change(rates[0], int(sums[0]["base"]), rates[1], int(sums[1]["base"]), len(first), found)


@scoped
def flow(store: Engine, scope: Scope, period: str = "month") -> pd.DataFrame:
    """Active customers of each period and where they came from.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    period : "month" and "quarter" of the calendar; "30 days" counted back from as_of
    region, channel, segment : only customers of this region, channel of the first touch, saved segment; None: all

    Returns
    -------
    One row a period, from the first with a purchase: starts_on, ends_on, active (customers with a purchase in it), new
    (their first one), returning_up and returning_down (active in the period before too, and bringing at least as much
    money as then, or less), resurrected (bought before, but not in the period before), dormant (active in the period
    before, not in this one), is_whole (False while the period still runs at as_of, so that its counts only grow, or,
    for dormant, shrink).

    active(t) = new + returning + resurrected; active(t-1) = returning(t) + dormant(t).

    Raises
    ------
    ValueError
        For an unknown period.

    Notes
    -----
    In the first periods of the data everybody looks new. Guests are in no period; a return is money, never a purchase.

    Examples
    --------
    >>> from datetime import date
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"1,A,2025-01-02,90\\n2,A,2025-02-05,80\\n3,B,2025-01-20,70\\n"
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n" + lines)
    >>> flow(store, date(2025, 2, 28))[["active", "new", "returning_down", "dormant"]].values.tolist()
    [[2, 2, 0, 0], [1, 0, 1, 1]]
    """
    if period not in PERIODS:
        raise ValueError(f"{period!r} is none of {', '.join(PERIODS)}.")
    periods = store.read("retention/flow", as_of=scope.as_of, period=period, **scope.of_customers)
    return periods.assign(starts_on=pd.to_datetime(periods["starts_on"]), ends_on=pd.to_datetime(periods["ends_on"]))


def churn(flow: pd.DataFrame) -> pd.DataFrame:
    """Lapse rate of each whole period: dormant / active in the period before.

    Parameters
    ----------
    flow : the answer of `flow`

    Returns
    -------
    One row a whole period after the first: starts_on, ends_on, active_before, dormant, rate (0..1) with its 95 % Wilson
    interval low, high; NaN when nobody was active before.

    Examples
    --------
    >>> import pandas as pd
    >>> months = pd.DataFrame({"starts_on": [1, 2], "ends_on": [1, 2], "active": [50, 40], "dormant": [0, 20],
    ...     "is_whole": True})
    >>> churn(months)[["active_before", "dormant", "rate"]].values.tolist()
    [[50.0, 20.0, 0.4]]
    """
    known = flow.assign(active_before=flow["active"].shift(1))
    known = known[known["is_whole"] & known["active_before"].notna()]
    rates = [intervals.wilson(int(row.dormant), int(row.active_before)) for row in known.itertuples()]
    counted = known[["starts_on", "ends_on", "active_before", "dormant"]].reset_index(drop=True)
    counted[["rate", "low", "high"]] = pd.DataFrame(rates, columns=["rate", "low", "high"])
    return counted.astype({"active_before": int})
