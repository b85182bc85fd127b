"""How many orders bring a complaint, how many of these are resolved, and how long the first answer takes."""

from dataclasses import replace
from datetime import date

import pandas as pd
from scipy.special import chdtri

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.complaints.complaint_events import every as every_complaint
from cx.statistics import intervals, periods, survival, verdicts

EVERY = ["month", "quarter", "year"]
BY = ["topic", "channel", "severity", "answer"]


@scoped
def rate(store: Engine, scope: Scope, every: str = "quarter", *, since: date | None = None) -> pd.DataFrame:
    """Complaints per 100 orders.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    since : first day that counts; None: from the start
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a period with orders or complaints: period (its first day), orders (guests' too), complaints, per_100
    (complaints per 100 orders), low, high (95 %, of a count of Poisson), helped (share of the complaints opened 30 days
    ago or more that were helped, 0..1, as of `recovery`; NaN where there are none), due (how many these are).

    Raises
    ------
    ValueError
        For an unknown period.

    Notes
    -----
    Complaints of people without a customer number count too, unless the answer is filtered. Interval: Garwood (1936),
    Biometrika 28, 437-442.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-02-05,70\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-02-08,B,complaint\\n")
    >>> rate(store, date(2025, 3, 31))[["orders", "complaints", "per_100", "helped"]].values.tolist()
    [[2.0, 1.0, 50.0, 0.0]]
    """
    if every not in EVERY:
        raise ValueError(f"{every!r} is none of {', '.join(EVERY)}.")
    found = store.read("complaints/rate", every=every, since=since, complaints=every_complaint(store), **_whom(scope))
    return _rated(found)


@scoped
def last_year(store: Engine, scope: Scope) -> pd.DataFrame:
    """`rate` of the 12 months up to as_of, and of the 12 months before.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `rate`

    Returns
    -------
    Two rows, "now" and "before" in the column period, otherwise as of `rate`; of a time without orders per_100 is NaN.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> last_year(store, date(2025, 1, 5))[["period", "complaints", "per_100"]].values.tolist()
    [['now', 1, 50.0], ['before', 0, nan]]
    """
    rows = []
    for name, until in (("now", scope.as_of), ("before", periods.day_before(scope.as_of, 12))):
        sums = _sums(store, replace(scope, as_of=until), periods.first_day(until, 12))
        rows.append(sums.to_frame().T.assign(period=name))
    return _rated(pd.concat(rows, ignore_index=True))


@scoped
def of_period(store: Engine, scope: Scope, since: date) -> dict[str, int]:
    """Complaints and orders of the days from `since` to as_of, in one.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `rate`
    since : the first day

    Returns
    -------
    orders, complaints, due (complaints opened 30 days ago or more whose outcome is known) and resolved of these.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> of_period(store, date(2025, 3, 5), date(2025, 1, 1))
    {'orders': 2, 'complaints': 1, 'due': 1, 'resolved': 0}
    """
    sums = _sums(store, scope, since)
    names = {"orders": "orders", "complaints": "complaints", "due": "due", "resolved": "helped"}
    return {name: int(sums[column]) for name, column in names.items()}


def _sums(store: Engine, scope: Scope, since: date) -> pd.Series:
    given = {"every": "year", "since": since, "complaints": every_complaint(store)}
    return store.read("complaints/rate", **given, **_whom(scope)).drop(columns="period").sum()


@scoped
def outcomes(store: Engine, scope: Scope, by: str = "topic") -> pd.DataFrame:
    """How many complaints of each group were helped.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    by : one of BY, as of `recovery`
    region, channel, segment : as of `rate`

    Returns
    -------
    One row a group, that with most complaints first: group (None: not known), complaints (opened 30 days ago or more),
    due (those whose outcome is known), helped, share (helped / due, 0..1) with its 95 % Wilson interval low, high,
    verdict ("higher" or "lower" than all other groups together, by Holm; None: too few to tell).

    Raises
    ------
    ValueError
        For an unknown `by`.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> outcomes(store, date(2025, 3, 1), "severity")[["group", "due", "helped"]].values.tolist()
    [[1, 1, 0]]
    """
    if by not in BY:
        raise ValueError(f"{by!r} is none of {', '.join(BY)}.")
    whom = {name: value for name, value in _whom(scope).items() if name != "everybody"}
    found = store.read("complaints/outcomes", by=by, complaints=every_complaint(store), **whom)
    rates = [intervals.wilson(int(row.helped), int(row.due)) for row in found.itertuples()]
    found[["share", "low", "high"]] = pd.DataFrame(rates, columns=["share", "low", "high"], index=found.index)
    counted = list(found[["helped", "due"]].astype(int).itertuples(index=False, name=None))
    names = {True: "higher", False: "lower", None: None}
    judged = [names[one] for one in verdicts.of_shares(verdicts.against_the_rest(counted))]
    return found.assign(verdict=pd.Series(judged, dtype=object))


@scoped
def first_answer(store: Engine, scope: Scope) -> pd.DataFrame:
    """How long complaints of the last 12 months wait for a first answer.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `rate`

    Returns
    -------
    One row: n (complaints), answered, median and p90 (hours by which half and nine tenths have an answer, by
    Kaplan-Meier; NaN where not so many have one yet).

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> first_answer(store, date(2025, 1, 5))[["n", "answered", "median"]].values.tolist()
    [[1.0, 0.0, nan]]
    """
    found = store.read("complaints/first_answer", since=periods.first_day(scope.as_of, 12), **_whom(scope))
    curve = survival.incidence(found)
    row = {
        "n": int(found["people"].sum()),
        "answered": int(found.loc[found["cause"].notna(), "people"].sum()),
        "median": survival.median_day(curve),
        "p90": survival.median_day(curve, 0.9),
    }
    return pd.DataFrame([row])


def _rated(counted: pd.DataFrame) -> pd.DataFrame:
    """Counts of periods with their rates."""
    orders = counted["orders"].where(counted["orders"] > 0).astype(float)
    complaints = counted["complaints"].astype(float)
    low = (chdtri(2 * complaints, 0.975) / 2).where(complaints > 0, 0.0)
    rates = {"per_100": complaints, "low": low, "high": chdtri(2 * complaints + 2, 0.025) / 2}
    helped = counted["helped"] / counted["due"].where(counted["due"] > 0)
    rated = counted.assign(**{name: 100 * value / orders for name, value in rates.items()}, helped=helped)
    return rated[["period", "orders", "complaints", "per_100", "low", "high", "helped", "due"]]


def _whom(scope: Scope) -> dict[str, object]:
    return {"as_of": scope.as_of, "everybody": not scope.is_of_some, **scope.of_customers}
