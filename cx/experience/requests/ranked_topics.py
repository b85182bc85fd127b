"""Requests ranked by the customers who ask, by what they contribute, by one tier, and by the work that they are."""

import numpy as np
import pandas as pd

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.requests import request_tables
from cx.experience.requests.request_tables import OTHERS
from cx.statistics import rankings
from cx.tables.tiers_and_stages import TIERS

VOTES = ("customers", "contribution", "per_week", *TIERS)
"""What can count as votes."""
RANKS = ["votes", "rank", "rank_low", "rank_high", "first_share"]


@scoped
def ranking(
    store: Engine, scope: Scope, votes: str = "customers", assumptions: Assumptions | None = None
) -> pd.DataFrame:
    """What customers asked for in the 12 months up to a day, ranked: one customer, one vote a request.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    votes : "customers", "contribution" (each votes with max(contribution, 0) of 12 months), "per_week" (customers for a
        week of work; topics without an estimate have no rank), or a tier, whose customers vote alone
    assumptions : of contribution and tiers; None: the company default
    region, channel, segment : only requests of customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a topic, most votes first, then most customers.

    - topic : merged ones together; beyond 40 those with fewer customers are one row, OTHERS, without a rank
    - customers : who asked; a merge counts a person once. tickets : requests, those of nobody known too
    - Platinum, Gold, Silver, Bronze, Tin, no_order : customers by tier; without an order in the 12 months
    - contribution : what counts of those who asked, in the company's currency
    - weeks_of_work, owner, state, told_on : as noted; per_week : customers for a week of work
    - votes, rank, rank_low, rank_high, first_share : as of `cx.statistics.rankings.by_votes`, 2,000 resamples of the
      customers who vote; NaN where there is no rank
    - voters : how many customers have a vote in all

    Requests without a topic are in no row; see `totals`.

    Raises
    ------
    ValueError
        For other votes, and in a store without orders.

    Notes
    -----
    The intervals of ranks hold each by itself, not jointly. Those who asked are drawn, not those who never ask.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,80\\n")
    >>> asked = b"1,2025-01-03,A,request,Lids\\n2,2025-01-04,A,request,Lids\\n3,2025-01-04,B,request,Colours\\n"
    >>> more = b"4,2025-01-06,B,request,Lids\\n"
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind,topic\\n" + asked + more)
    >>> found = ranking(store, date(2025, 1, 31))
    >>> found[["topic", "customers", "tickets", "rank", "rank_low", "rank_high"]].values.tolist()
    [['Lids', 2, 3, 1.0, 1.0, 1.0], ['Colours', 1, 1, 2.0, 1.0, 2.0]]
    """
    if votes not in VOTES:
        raise ValueError(f"{votes!r} is none of {', '.join(VOTES)}.")
    askers = request_tables.askers(store, scope, assumptions)
    asked = request_tables.asked(store, scope)
    found = store.read("requests/ranking", asked=asked, askers=askers, others=OTHERS)
    found["per_week"] = found["customers"] / found["weeks_of_work"].astype(float)
    people = store.rows("select * from query_table($askers) order by customer_id, topic", askers=askers)
    ranked = _ranked(found, people, votes).sort_values(
        ["rank", "votes", "customers", "topic"], ascending=[True, False, False, True], na_position="last"
    )
    is_last = ranked["topic"] == OTHERS
    return pd.concat([ranked[~is_last], ranked[is_last]], ignore_index=True)


@scoped
def totals(store: Engine, scope: Scope) -> pd.Series:
    """How much was asked for in the 12 months up to a day.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `ranking`

    Returns
    -------
    tickets, customers (distinct), topics, without_topic and without_customer (tickets that do not name theirs).

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind,topic\\n1,2025-01-03,A,request,Lids\\n")
    >>> totals(store, date(2025, 1, 31)).to_dict()
    {'tickets': 1, 'customers': 1, 'topics': 1, 'without_topic': 0, 'without_customer': 0}
    """
    asked = request_tables.asked(store, scope, most=request_tables.EVERY)
    return store.read("requests/totals", asked=asked).iloc[0]


def first(rows: pd.DataFrame) -> str | None:
    """The topic that is first for certain.

    Parameters
    ----------
    rows : an answer of `ranking`

    Returns
    -------
    The topic of rank 1 in at least 97.5 % of the resamples; None where none is, or where a second one is too.

    Examples
    --------
    >>> first(pd.DataFrame({"topic": ["Lids", "Colours"], "first_share": [0.98, 0.02]}))
    'Lids'
    """
    sure = rows[rows["first_share"] >= rankings.SURE]
    return str(sure["topic"].iloc[0]) if len(sure) == 1 else None


def _ranked(found: pd.DataFrame, people: pd.DataFrame, votes: str) -> pd.DataFrame:
    """The topics with their votes and ranks.

    people : customer_id, topic, tier and worth of those who asked
    """
    if votes in TIERS:
        people = people[people["tier"] == votes]
    weights = {"contribution": people["worth"]}.get(votes, pd.Series(1.0, index=people.index))
    table = people.assign(weight=weights).pivot_table(index="customer_id", columns="topic", values="weight")
    known = found["topic"].ne(OTHERS) & (found["weeks_of_work"].notna() if votes == "per_week" else True)
    ranked = found.loc[known, "topic"].tolist()
    matrix = table.reindex(columns=ranked).fillna(0.0).to_numpy(dtype=float)
    if votes == "per_week":
        matrix = matrix / found.loc[known, "weeks_of_work"].to_numpy(dtype=float)
    ranks = rankings.by_votes(matrix)
    answer = found.assign(voters=len(matrix), **dict.fromkeys(RANKS, np.nan))
    if len(matrix) and ranked:
        answer.loc[known, RANKS] = np.column_stack(
            [matrix.sum(axis=0), ranks.rank, ranks.low, ranks.high, ranks.first_share]
        )
    return answer
