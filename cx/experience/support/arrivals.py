"""Arrivals of tickets over the week."""

from datetime import date

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.support import window
from cx.experience.support.opening_hours import WEEKDAYS, OpeningHours
from cx.statistics import intervals


@scoped
def hours(store: Engine, scope: Scope, by: str | None = None, *, opened_from: date | None = None) -> pd.DataFrame:
    """Tickets by the weekday and hour in which they were opened.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    by : "kind", "topic", "channel", "team" or "severity"; None: all tickets together
    opened_from : tickets opened on this day or later; None: those of the 12 months up to as_of
    region, channel, segment : only tickets of customers of this region, channel of the first touch, saved segment

    Returns
    -------
    168 rows a group, whole weeks: group ("" for all, and for tickets that do not say theirs), weekday (1 is Monday),
    hour (0 to 23), tickets. Calls are not among them.

    Raises
    ------
    ValueError
        For an unknown breakdown.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("tickets", b"ticket_id,opened_at,kind\\n1,2025-01-02 09:30,question\\n")
    >>> hours(store, date(2025, 1, 31)).query("tickets > 0").values.tolist()
    [['', 4, 9, 1]]
    """
    table = window.tickets(store, scope, opened_from)
    counts = store.read("support/hours", tickets=table, by=window.breakdown(by))
    places = [counts["group"].unique(), WEEKDAYS, range(24)]
    every = pd.MultiIndex.from_product(places, names=["group", "weekday", "hour"])
    return counts.set_index(every.names)["tickets"].reindex(every, fill_value=0).reset_index()


def outside(table: pd.DataFrame, clock: OpeningHours) -> intervals.ESTIMATE_LOW_HIGH:
    """The share of tickets that were opened outside the opening hours.

    Parameters
    ----------
    table : the answer of `hours`
    clock : the opening hours

    Returns
    -------
    (share, low, high), 0..1, with its 95 % Wilson interval; NaN without tickets.

    Examples
    --------
    >>> table = pd.DataFrame({"weekday": [1, 1], "hour": [8, 9], "tickets": [1, 3]})
    >>> outside(table, OpeningHours(opens=9, closes=17))[0]
    0.25
    """
    is_open = [clock.covers(row.weekday, row.hour) for row in table.itertuples()]
    every = int(table["tickets"].sum())
    return intervals.wilson(every - int(table.loc[is_open, "tickets"].sum()), every)
