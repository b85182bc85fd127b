"""What to do with whom: a play for every customer, the money at stake, and what a change of service would bring."""

from datetime import date
from typing import Any

import pandas as pd

from cx.customers import filters, listing, open_complaints, saved_segments, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped_since
from cx.engine import statements
from cx.engine.connection import Engine

TIER_OF = {
    "Ally": "Platinum", "Grow": "Gold", "Develop": "Silver", "Serve cheaper": "Bronze", "Raise the basket": "Bronze",
    "Turn": "Tin", "Release": "Tin",
}  # fmt: skip
PLAYS = list(TIER_OF)
ANSWER_FIRST = "Answer complaint"
"""What comes before any play: who has an open complaint is asked for no order and no referral."""
LEVERS = ["Tin", "Bronze", "Gold"]
SAVING = 0.5
"""At most this share of a customer's cost to serve can be saved by cheaper service: an assumption, shown and
editable.
"""
LISTED = 500


@scoped_since
def played(store: Engine, scope: Scope, assumptions: Assumptions | None = None, *, saving: float = SAVING) -> str:
    """Kept table with the rows and columns of `customers`.

    Parameters
    ----------
    store : the company
    as_of, assumptions, since, region, channel, segment, saving : as of `customers`

    Raises
    ------
    ValueError
        As of `customers`.
    """
    if not 0 <= saving <= 1:
        raise ValueError(f"a saving is a share between 0 and 1, not {saving}")
    placed = segments.placed(store, scope.as_of, assumptions)
    given: dict[str, Any] = {
        "placed": placed,
        "complaints": open_complaints.table(store, scope.as_of),
        "saving": saving,
    }
    table = store.keep("played", statements.text("customers/playbook"), **given)
    return filters.shown(store, table, scope)


def customers(store: Engine, as_of: date | Scope, assumptions: Assumptions | None = None, **asked: Any) -> pd.DataFrame:
    """The play for each customer in a tier, with the money at stake.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    assumptions : None: the company default
    asked : since, region, channel, segment choose who is shown; saving : the share (0..1) of the cost to serve that can
        be saved, see SAVING

    Returns
    -------
    One row per customer in a tier, by customer_id; money is of the 12 months up to as_of, in the company's currency.

    - customer_id, name, region, tier, revenue, gross_profit (revenue less cost of goods), cost_to_serve, contribution,
      profit, purchases, tickets, contacts, recency_days, value_to_customer, satisfaction : as of
      `cx.segments.customers`
    - play : Platinum "Ally"; Gold "Grow"; Silver "Develop"; Bronze "Serve cheaper" where saving the share `saving` of
      the cost to serve covers the missing profit, else "Raise the basket"; Tin "Turn" where that saving lifts
      contribution to 0, else "Release"
    - to_keep : what leaves with the customer: the contribution of Platinum, Gold and Silver (fixed cost would stay),
      else 0
    - to_gain : Gold, to the profit at which the upper three quarters of Platinum begin; Silver, to that of Gold;
      Bronze, to profit 0; Tin, to contribution 0; never below 0
    - basket_lift_needed, saving_needed : the share by which the basket would have to rise (Bronze; nan where goods cost
      more than they bring) or the cost to serve to fall (Bronze, Tin) to get there; above 1 it cannot be had; nan for
      the other tiers
    - complaint_on, complaint_about : day and topic of the oldest open complaint (`cx.customers.open_complaints`)

    Raises
    ------
    ValueError
        For a saving outside 0..1, and in a store without orders.

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> customers(store, datetime.date(2025, 1, 31))[["customer_id", "play"]].values.tolist()
    [['A', 'Grow'], ['B', 'Release']]
    """
    return store.rows(
        "select * from query_table($played) order by customer_id",
        played=played(store, as_of, assumptions, **asked),
    )


def plays(store: Engine, as_of: date | Scope, assumptions: Assumptions | None = None, **asked: Any) -> pd.DataFrame:
    """Customers and money at stake of each play.

    Parameters
    ----------
    store : the company
    as_of, assumptions, asked : as of `customers`

    Returns
    -------
    One row per play of PLAYS, empty ones included: play, tier, customers, profit, contribution, cost_to_serve, to_keep,
    to_gain.

    Raises
    ------
    ValueError
        As of `customers`.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> found = plays(store, date(2025, 1, 31))
    >>> found.loc[found.customers > 0, ["play", "tier", "customers"]].values.tolist()
    [['Grow', 'Gold', 1], ['Release', 'Tin', 1]]
    """
    found = store.read("customers/playbook_plays", played=played(store, as_of, assumptions, **asked))
    table = found.set_index("play").reindex(PLAYS, fill_value=0.0).rename_axis("play").reset_index()
    table.insert(1, "tier", table.play.map(TIER_OF))
    return table.assign(customers=table.customers.astype(int))


def what_if(
    store: Engine,
    as_of: date | Scope,
    assumptions: Assumptions | None = None,
    tin_cheaper: float = 0.0,
    bronze_lift: float = 0.0,
    gold_kept: float = 0.0,
    **asked: Any,
) -> pd.DataFrame:
    """What three changes would add to a year's profit, all else equal.

    Parameters
    ----------
    store : the company
    as_of, assumptions, asked : as of `customers`
    tin_cheaper : share of Tin's cost to serve that is saved; gain = that share of it
    bronze_lift : share by which every Bronze basket rises at the same margin, served at the same cost; gain = that
        share of revenue - cost of goods
    gold_kept : of Gold customers who would otherwise leave, how many stay, as a share of all Gold; gain = that share of
        Gold's contribution

    Returns
    -------
    One row per lever of LEVERS, then "Profit": lever, customers (of the tier), gain, over (customers who then cover
    their cost: Tin contribution >= 0, Bronze profit >= 0; nan for Gold). In the row "Profit" gain is the profit after,
    customers are all, over is nan. Fixed cost stays what it is, so profit after = profit + the three gains.

    Raises
    ------
    ValueError
        For a share outside 0..1, and as of `customers`.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> what_if(store, date(2025, 1, 31), tin_cheaper=0.5)[["lever", "customers", "gain"]].round(2).values.tolist()
    [['Tin', 1, 1.38], ['Bronze', 0, 0.0], ['Gold', 1, 0.0], ['Profit', 2, 17.02]]
    """
    levers = {"tin_cheaper": tin_cheaper, "bronze_lift": bronze_lift, "gold_kept": gold_kept}
    for name, share in levers.items():
        if not 0 <= share <= 1:
            raise ValueError(f"{name} is a share between 0 and 1, not {share}")
    table = played(store, as_of, assumptions, **asked)
    seen = store.read("customers/playbook_what_if", played=table, **levers).fillna(0.0).iloc[0]
    everybody = int(store.value("select count(*) from query_table($played)", played=table))
    gains = [seen.tin_gain, seen.bronze_gain, seen.gold_gain]
    return pd.DataFrame(
        {
            "lever": [*LEVERS, "Profit"],
            "customers": [int(seen.tin), int(seen.bronze), int(seen.gold), everybody],
            "gain": [*gains, seen.profit + sum(gains)],
            "over": [seen.tin_over, seen.bronze_over, float("nan"), float("nan")],
        }
    )


def listed(
    store: Engine,
    as_of: date | Scope,
    assumptions: Assumptions | None = None,
    of: tuple[str, ...] = (),
    limit: listing.Cut = LISTED,
    **asked: Any,
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Customers of some plays by money at stake, and totals of them all.

    Parameters
    ----------
    store : the company
    as_of, assumptions, asked : as of `customers`
    of : plays, () for all; ANSWER_FIRST for those with an open complaint, who are in the list of no play
    limit : the first rows, a page (`cx.customers.listing.Page`), None: everybody

    Returns
    -------
    (rows, totals): rows as of `customers`, most money at stake (to_keep + to_gain) first, ties by customer_id, with the
    totals in each as customers, to_keep_of_all and to_gain_of_all; totals {"customers", "to_keep", "to_gain"}, of all.

    Raises
    ------
    ValueError
        As of `customers`.
    """
    rows = listing.read(store, "customers/playbook_list", limit, **_selected(store, as_of, assumptions, of, **asked))
    if rows.empty:
        return rows, {"customers": 0, "to_keep": 0.0, "to_gain": 0.0}
    first = rows.iloc[0]
    return rows, {
        "customers": int(first.customers),
        "to_keep": float(first.to_keep_of_all),
        "to_gain": float(first.to_gain_of_all),
    }


def left_out(
    store: Engine,
    as_of: date | Scope,
    assumptions: Assumptions | None = None,
    of: tuple[str, ...] = (),
    **asked: Any,
) -> int:
    """How many customers of some plays `listed` leaves out, as their open complaint is answered first.

    Parameters
    ----------
    store, as_of, assumptions, of, asked : as of `listed`

    Raises
    ------
    ValueError
        As of `customers`.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-30,B,complaint\\n")
    >>> left_out(store, date(2025, 1, 31)), left_out(store, date(2025, 1, 31), of=("Grow",))
    (1, 0)
    """
    given = _selected(store, as_of, assumptions, of, **asked)
    plays = [play for play in given["plays"] if play != ANSWER_FIRST]
    found = store.read("customers/playbook_left_out", played=given["played"], plays=plays)
    return 0 if ANSWER_FIRST in of else int(found["customers"].iloc[0])


@scoped_since
def save(store: Engine, name: str, words: str, scope: Scope, **selection: Any) -> int:
    """Save the customers of some plays as a segment.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    as_of, since, region, channel, segment, selection : as of `listed`

    Returns
    -------
    How many customers the segment has.

    Raises
    ------
    ValueError
        As of `customers`.
    StoreError
        As of `cx.saved.save`.
    """
    given = _selected(store, scope, **selection)
    return saved_segments.save(store, name, scope.as_of, words, "customers/playbook_list", **given, limit=None)


def _selected(
    store: Engine, as_of: date | Scope, assumptions: Assumptions | None = None, of: tuple[str, ...] = (), **asked: Any
) -> dict[str, Any]:
    table = played(store, as_of, assumptions, **asked)
    return {"played": table, "plays": list(of) or PLAYS, "answer_first": ANSWER_FIRST}
