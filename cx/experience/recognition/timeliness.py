"""Thanks given month by month, and how many of those who gave a reason were thanked in time."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from cx.customers import open_complaints
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.recognition import kept_tables
from cx.experience.recognition.reason_settings import Reason, counted
from cx.statistics import intervals, periods, verdicts

IN_TIME_DAYS = 30
"""Thanks that come within so many days of the reason come in time."""
MONTHS = 12
"""Of reasons up to as_of; of months that of as_of and so many less one before."""
BY = ("reason", "month")


@scoped
def in_time(
    store: Engine,
    scope: Scope,
    by: str = "reason",
    *,
    reasons: Sequence[Reason] | None = None,
    given_from: date | None = None,
) -> pd.DataFrame:
    """How many reasons for thanks were followed by thanks within 30 days.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    by : "reason" or "month" (in which the reason was given)
    reasons : those that count; None: as of `cx.recognition.reasons`
    given_from : the first day of the reasons; None: of the 12 months up to as_of, by month the first of a calendar
        month
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a reason or month that has any: group (a code, or the first day of a month that is over for 30 days), n
    (reasons whose 30 days are over), thanked (in time), share (0..1) with its 95 % Wilson interval low, high, verdict
    ("higher" or "lower" than all other groups together, by Holm; None: too few to tell).

    Raises
    ------
    ValueError
        For an unknown `by`.

    Notes
    -----
    A customer with several reasons counts for each of them. Left out: who had an open complaint, who was thanked or
    held out in the 60 days before the reason, who was held out within the 30 days after it; and those who became
    Platinum, because tiers of past weeks are not computed.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-03-01,90\\n")
    >>> _ = store.load("surveys", b"answered_at,customer_id,measure,score\\n2025-03-05,A,nps,10\\n")
    >>> _ = store.load("touchpoints", b"person_id,occurred_at,kind\\nA,2025-03-09,thanked\\n")
    >>> in_time(store, date(2025, 5, 1))[["group", "n", "thanked"]].values.tolist()
    [['promoter', 1, 1]]
    """
    if by not in BY:
        raise ValueError(f"{by!r} is none of {', '.join(BY)}.")
    found = store.read(
        "recognition/in_time",
        occasions=kept_tables.occasions(store, given_from or _first_day(scope.as_of, by), scope.as_of),
        thanks=kept_tables.thanks(store),
        reasons=[reason.code for reason in counted(store, reasons)],
        within_days=IN_TIME_DAYS,
        rest_days=kept_tables.REST_DAYS,
        complaint_days=open_complaints.DAYS,
        by=by,
        as_of=scope.as_of,
        **scope.of_customers,
    )
    return _judged(found)


def _first_day(as_of: date, by: str) -> date:
    return _first_month(as_of) if by == "month" else periods.first_day(as_of, MONTHS)


def _first_month(as_of: date) -> date:
    first: date = (pd.Timestamp(as_of.replace(day=1)) - pd.DateOffset(months=MONTHS - 1)).date()
    return first


def _judged(found: pd.DataFrame) -> pd.DataFrame:
    counted_in = list(found[["thanked", "n"]].astype(int).itertuples(index=False, name=None))
    rates = [intervals.wilson(*one) for one in counted_in]
    found[["share", "low", "high"]] = pd.DataFrame(rates, columns=["share", "low", "high"], index=found.index)
    names = {True: "higher", False: "lower", None: None}
    judged = [names[one] for one in verdicts.of_shares(verdicts.against_the_rest(counted_in))]
    return found.assign(verdict=pd.Series(judged, dtype=object))


@scoped
def by_month(store: Engine, scope: Scope, *, given_from: date | None = None) -> pd.DataFrame:
    """Thanks given month by month, those of files and those marked in the app.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    given_from : the first day; None: of 12 calendar months, of which that of as_of is the last
    region, channel, segment : as of `in_time`

    Returns
    -------
    One row a month with any: month (its first day), thanked, held_out (chosen at random and not thanked), cost (of the
    thanks, as recorded; money).

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> rows = b"person_id,occurred_at,kind,variant,cost\\nA,2025-03-09,thanked,,2.5\\nB,2025-03-09,thanked,held out,0"
    >>> _ = store.load("touchpoints", rows)
    >>> by_month(store, date(2025, 5, 1))[["thanked", "held_out", "cost"]].values.tolist()
    [[1.0, 1.0, 2.5]]
    """
    return store.read(
        "recognition/given_by_month",
        thanks=kept_tables.thanks(store),
        since=given_from or _first_month(scope.as_of),
        as_of=scope.as_of,
        **scope.of_customers,
    )
