"""Customers who left and named a competitor as the reason."""

from datetime import date

import pandas as pd

from cx.engine.connection import Engine
from cx.market.competitors import our_company
from cx.statistics import intervals, periods


def left_for(store: Engine, as_of: date, ours: str | None = None) -> pd.DataFrame:
    """Whom the customers left for who said in the 12 months up to a day why they leave.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    ours : which company is ours, whose name in a reason is no rival's; None: the one that was chosen

    Returns
    -------
    One row a rival that was named, most customers first: company ("": a competitor without a name that was scored),
    customers (by the last reason of each), n (customers who said why they left, whatever the reason), share (0..1) with
    low, high (95 %, Wilson).

    Notes
    -----
    A reason names a competitor by the word "competitor", or by the name of a company that was scored.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("competitors", b"company,attribute,score\\nWe,Price,6\\nThey,Price,8\\n")
    >>> reasons = b"A,2025-03-01,They are cheaper\\nB,2025-04-01,Price\\n"
    >>> _ = store.load("churn_reasons", b"customer_id,left_on,reason\\n" + reasons)
    >>> left_for(store, date(2025, 12, 31), "We")[["company", "customers", "n", "share"]].values.tolist()
    [['They', 1, 2, 0.5]]
    """
    since = periods.first_day(as_of, our_company.MONTHS)
    found = store.read("competitors/left_for", since=since, as_of=as_of, ours=ours or our_company.ours(store))
    ends = [intervals.wilson(int(row.customers), int(row.n)) for row in found.itertuples()]
    found[["share", "low", "high"]] = pd.DataFrame(ends, columns=["share", "low", "high"], dtype=float)
    return found


def leavers(store: Engine, as_of: date) -> int:
    """How many customers said in the 12 months up to a day why they left.

    Examples
    --------
    >>> import cx
    >>> leavers(cx.open_store(), date(2025, 12, 31))
    0
    """
    since = periods.first_day(as_of, our_company.MONTHS)
    return int(store.read("competitors/leavers", since=since, as_of=as_of)["n"].iloc[0])
