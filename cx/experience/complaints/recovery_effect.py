"""Recovery effect: orders of complainers in 180 days beside those of matched customers who did not complain."""

from datetime import date

import pandas as pd

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience import matching
from cx.experience.complaints.complaint_events import events

BY = ["spend", "severity", "topic", "channel", "answer"]


@scoped
def recovery(
    store: Engine, scope: Scope, by: str | None = None, *, assumptions: Assumptions | None = None
) -> pd.DataFrame:
    """Orders in the 180 days after a complaint as a share of those of matched customers, by the complaint's outcome.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    by : None, or one of BY: thirds of the spend in the 365 days before ("low", "middle", "high"), severity ("1" to
        "3"), topic, channel, how soon the first answer came
    assumptions : for the gross margin; None: the company default
    region, channel, segment : only complaints of customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row an outcome ("helped", "not helped", "not asked", and "all" of them) and group (None without `by`, and where
    it is not known), and without `by` one row "window not over" with n, the complaints whose 180 days are not over.

    - n, unmatched : examined complaints with and without matched customers; without `by` also cases, all of them
    - orders, expected : placed in the 180 days after, by the cases and by the mean of each case's matched customers
    - ratio, low, high : orders / expected, with its 95 % bootstrap interval; p_value : of a ratio of 1
    - lost_orders, lost_margin : expected less orders, scaled up from the matched cases to all first complaints of the
      outcome, and their gross margin at what an order of the matched customers brought
    - check, check_low, check_high : the ratio of `check`
    - verdict : "as before", "less" or None; None wherever the check leaves out 1

    Raises
    ------
    ValueError
        For an unknown `by`, and in a store without orders.

    Notes
    -----
    A case is a customer's first complaint in 365 days, opened 180 days or more before as_of; its outcome is that of 30
    days after opening: helped (resolved and satisfied), not helped (not satisfied, or not resolved), not asked
    (resolved, satisfaction unknown). At most 3 matched customers: same region, no complaint in the 365 days before,
    last order day within 2 days of the case's, orders of 180 days within 1 or 20 %, tenure within 0.75 standard
    deviations, nearest in orders, ln(1 + spend of 365 days) and tenure. Of large companies 2,000 cases and 5,000
    candidates a region, by hash. The bootstrap draws case customers with their matched sets, 2,000 times.

    "Less": 30 cases, a ratio below 0.95 and the interval wholly below that of the check, of several groups also by
    Holm; "as before": 30 cases, a ratio of 0.95 to 1.05, its interval inside 0.90 to 1.10.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> days = ("2025-01-01", "2025-02-01", "2025-03-01", "2025-12-01")
    >>> lines = [f"{who}{day},{who},{day},10" for who in "AB" for day in days if (who, day) != ("A", "2025-03-01")]
    >>> _ = store.load("orders", "\\n".join(["order_id,customer_id,ordered_at,revenue", *lines]).encode())
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-02-03,A,complaint\\n")
    >>> recovery(store, date(2025, 12, 1))[["outcome", "n", "orders", "expected", "ratio"]].values.tolist()
    [['not helped', 1, 0.0, 1.0, 0.0], ['all', 1, 0.0, 1.0, 0.0], ['window not over', 0, nan, nan, nan]]
    """
    if by is not None and by not in BY:
        raise ValueError(f"{by!r} is none of {', '.join(BY)}.")
    return matching.effect(store, scope, events(store), by, assumptions)


@scoped
def check(store: Engine, scope: Scope) -> pd.DataFrame:
    """The same comparison for customers who did not complain: its ratio has to be 1.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `recovery`

    Returns
    -------
    One row: n, unmatched, orders, expected, ratio, low, high, holds (whether the interval holds 1; True where there is
    no interval).

    Notes
    -----
    As many pretended cases as there are real ones, of customers without a complaint in the 365 days before; the day is
    an order day, drawn by hash, plus a lag between last order and complaint of a real case. Matched as `recovery`.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> check(store, date(2025, 1, 5))[["n", "holds"]].values.tolist()
    [[0, True]]
    """
    return matching.check(store, scope, events(store))


@scoped
def help(store: Engine, scope: Scope) -> pd.DataFrame:
    """What helping changes: the ratio of helped complaints over that of complaints that were not helped.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `recovery`

    Returns
    -------
    One row: n_helped, n_not_helped, ratio, low, high, p_value (of a ratio of 1). It removes what sets complainers
    apart from others, not what sets those who get help apart from those who do not.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> help(store, date(2025, 1, 5))[["n_helped", "n_not_helped"]].values.tolist()
    [[0, 0]]
    """
    found = matching.quotient(store, scope, events(store)).drop(columns="group")
    return found.rename(columns={"n": "n_helped", "n_other": "n_not_helped"})


@scoped
def verdict_from(store: Engine, scope: Scope) -> date | None:
    """The first day on which enough first complaints have their 180 days behind them for a verdict.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `recovery`

    Returns
    -------
    None while fewer than ENOUGH_TO_RANK first complaints were opened.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> verdict_from(store, date(2025, 1, 5)) is None
    True
    """
    return matching.verdict_from(store, scope, events(store))
