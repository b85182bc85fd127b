"""Outcomes of tickets by topic: how many customers were helped, and which topics stand out."""

from datetime import date

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.support import window
from cx.statistics import intervals, verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK

MOST = 40
OTHERS = "(other topics)"


@scoped
def topics(
    store: Engine, scope: Scope, *, opened_from: date | None = None, most: int = MOST, others: str = OTHERS
) -> pd.DataFrame:
    """The share of customers who were helped, by topic, with a verdict where a topic stands out.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    opened_from : tickets opened on this day or later; None: those of the 12 months up to as_of
    most, others : so many topics, those with most tickets, keep their name; what the rarer ones together are called
    region, channel, segment : only tickets of customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a kind and topic, the least helped first, unknown shares last: kind ("" for the rarer topics), topic (""
    where tickets do not say theirs), tickets, n (resolved, and the customer said whether it helped), satisfied,
    helped (satisfied / n) with its 95 % Wilson interval low, high, and verdict: True where more are helped than of
    the tickets of all other topics, False where fewer, None where there are too few to tell.

    Notes
    -----
    A topic is compared with all other tickets (Newcombe's interval, score test), the topics being one family of
    `cx.verdicts`; a verdict needs ENOUGH_TO_RANK tickets on both sides. Calls and unresolved tickets are not in n.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"1,2025-01-02,question,Size,2025-01-03,yes\\n2,2025-01-02,complaint,Late,2025-01-04,no\\n"
    >>> _ = store.load("tickets", b"ticket_id,opened_at,kind,topic,resolved_at,satisfied\\n" + lines)
    >>> topics(store, date(2025, 1, 31))[["kind", "topic", "n", "helped", "verdict"]].values.tolist()
    [['complaint', 'Late', 1, 0.0, None], ['question', 'Size', 1, 1.0, None]]
    """
    table = window.tickets(store, scope, opened_from)
    found = store.read("support/topics", tickets=table, most=most, others=others)
    shares = [intervals.wilson(int(row.satisfied), int(row.n)) for row in found.itertuples()]
    found[["helped", "low", "high"]] = pd.DataFrame(shares, columns=["helped", "low", "high"], dtype=float)
    found["verdict"] = pd.Series(_verdicts(found), index=found.index, dtype=object)
    return found.sort_values(["helped", "kind", "topic"], na_position="last").reset_index(drop=True)


def helped(table: pd.DataFrame) -> intervals.ESTIMATE_LOW_HIGH:
    """The share of customers who were helped, of all topics together.

    Parameters
    ----------
    table : the answer of `topics`

    Returns
    -------
    (share, low, high), 0..1, with its 95 % Wilson interval; NaN where nobody said.

    Examples
    --------
    >>> share, low, high = helped(pd.DataFrame({"satisfied": [40, 41], "n": [130, 133]}))
    >>> round(share, 3), round(low, 4), round(high, 4)
    (0.308, 0.2553, 0.3662)
    """
    return intervals.wilson(int(table["satisfied"].sum()), int(table["n"].sum()))


def _verdicts(found: pd.DataFrame) -> list[verdicts.Verdict]:
    """The verdict on each topic against all others."""
    every, helped_of_all = int(found["n"].sum()), int(found["satisfied"].sum())
    differences, p_values = [], []
    for row in found.itertuples():
        pair = (int(row.satisfied), int(row.n), helped_of_all - int(row.satisfied), every - int(row.n))
        differences.append(intervals.difference(*pair))
        p_values.append(verdicts.share_p(*pair) if min(pair[1], pair[3]) >= ENOUGH_TO_RANK else float("nan"))
    return verdicts.decided(differences, p_values)
