"""What more retention, more margin and cheaper acquisition are worth, from the company's own figures."""

from dataclasses import dataclass
from datetime import date
from math import isnan, nan

import pandas as pd

from cx.customers import contribution
from cx.customers.assumptions import Assumptions
from cx.customers.economics import cost_sides
from cx.engine.connection import Engine
from cx.statistics import intervals, periods

DISCOUNT = 0.12
"""A year: what a later amount is worth less, an assumption."""
PAPER = {"retention": 0.05, "margin": 0.01, "acquisition": 0.001}
"""What 1 % of each lever adds to customer value in Gupta, Lehmann & Stuart (2004), in the middle of their companies."""


@dataclass(frozen=True)
class Levers:
    """What the value of a new customer rests on.

    Attributes
    ----------
    effects : one row a lever (retention, margin, acquisition): effect, what 1 % of it adds to the value of a new
        customer (0.01: 1 %), low, high (95 %, counting error alone, NaN where it has none), paper (Gupta, Lehmann and
        Stuart, 2004)
    before, again : customers who ordered in the 12 months before, and how many of them ordered again in these 12
    retention : again / before (0..1); NaN where the data do not reach back so far
    customers, margin : customers who ordered in these 12 months, and the mean contribution of one in them
    won, cost_to_win : new customers, and what one cost; NaN where that is not known
    discount : a year
    value : margin x retention / (1 + discount - retention), in the company's currency; NaN where retention is
    """

    effects: pd.DataFrame
    before: int
    again: int
    retention: float
    customers: int
    margin: float
    won: int
    cost_to_win: float
    discount: float
    value: float


def levers(store: Engine, as_of: date, assumptions: Assumptions | None = None, discount: float = DISCOUNT) -> Levers:
    """What 1 % more retention, 1 % more margin and 1 % cheaper acquisition add to the value of a new customer.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    assumptions : those of contribution; None: the company default
    discount : a year, above 0

    Returns
    -------
    A `Levers`. Effects are NaN where retention is not known, and where the value of a new customer is not above 0:
    then more customers cost more.

    Raises
    ------
    ValueError
        For a discount that is not above 0, and in a store without orders.

    Notes
    -----
    Gupta, Lehmann & Stuart (2004), Valuing customers, Journal of Marketing Research 41, 7-18: value = m r / (1 + i - r)
    with a constant margin and retention. Of it, 1 % of retention is (1 + i) / (1 + i - r) %, of margin 1 %, of the cost
    to win the cost / value %.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"1,A,2024-01-01,90,50\\n2,A,2025-05-02,90,50\\n3,B,2024-06-02,90,50\\n"
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue,cost\\n" + lines)
    >>> found = levers(store, date(2025, 12, 31))
    >>> found.retention, found.effects["effect"].round(4).tolist()
    (0.5, [0.0181, 0.01, nan])
    """
    periods.checked(as_of=as_of)
    if not discount > 0:
        raise ValueError(f"discount is above 0, not {discount}")
    span = contribution.window(store, as_of)
    earlier = contribution.window_before(store, as_of)
    found = store.read(
        "economics/returning",
        money=contribution.customer_money(store, span, assumptions),
        before=earlier.since if earlier else span.since,
        since=span.since,
        until=span.until,
    ).iloc[0]
    win = cost_sides.keep_and_win(store, as_of, assumptions=assumptions).iloc[0]
    before, again, customers = int(found["before"]), int(found["again"]), int(found["customers"])
    margin = float(found["contribution"]) / customers if customers else nan
    retention = intervals.wilson(again, before)
    value = customer_value(margin, retention[0], discount)
    return Levers(
        effects=_effects(retention, discount, value, win),
        before=before,
        again=again,
        retention=retention[0],
        customers=customers,
        margin=margin,
        won=int(win["people"]),
        cost_to_win=float(win["cost"]),
        discount=discount,
        value=value,
    )


def customer_value(margin: float, retention: float, discount: float = DISCOUNT) -> float:
    """Value of a new customer: the margin of each later year, while they stay, discounted.

    Parameters
    ----------
    margin : contribution of a customer in a year
    retention : share of customers who order again within the next year (0..1)
    discount : a year, above 0

    Returns
    -------
    In the unit of the margin.

    Notes
    -----
    Gupta & Lehmann (2003), Customers as assets, Journal of Interactive Marketing 17, 9-24: at a retention of 80 % and a
    discount of 12 % the margin counts 2.5 times.

    Examples
    --------
    >>> round(customer_value(1.0, 0.8, 0.12), 3)
    2.5
    """
    return margin * retention / (1 + discount - retention)


def what_if(found: Levers, more_kept: float = 0.0, more_margin: float = 0.0, cheaper: float = 0.0) -> pd.DataFrame:
    """What a change of each lever adds in 12 months.

    Parameters
    ----------
    found : the answer of `levers`
    more_kept : so many more of the customers of the year before order again (0.01: one point)
    more_margin : so much more contribution from every customer (0.01: 1 %)
    cheaper : so much less to win a customer (0.1: 10 %)

    Returns
    -------
    One row a lever: lever, people (whom it is about), money (in the company's currency; NaN where a figure of it is not
    known, unless nothing is changed).

    Notes
    -----
    Extra kept x margin + margin of all customers + saving x won. What the change itself costs is not in it.

    Examples
    --------
    >>> found = Levers(pd.DataFrame(), 3254, 2011, 0.618, 2900, 500.0, 989, 100.0, 0.12, 615.0)
    >>> what_if(found, more_kept=0.01, cheaper=0.1).round(2).values.tolist()
    [['retention', 33, 16270.0], ['margin', 2900, 0.0], ['acquisition', 989, 9890.0]]
    """
    more = min(more_kept * found.before, found.before - found.again)
    money = [
        _product(more, found.margin),
        _product(more_margin * found.customers, found.margin),
        _product(cheaper * found.won, found.cost_to_win),
    ]
    people = [round(more), found.customers, found.won]
    return pd.DataFrame({"lever": list(PAPER), "people": people, "money": money})


def _effects(retention: intervals.ESTIMATE_LOW_HIGH, discount: float, value: float, win: pd.Series) -> pd.DataFrame:
    """The effect of 1 % of each lever, with the interval where it rests on a count."""
    is_worth = value > 0
    kept = [_elasticity(share, discount) if is_worth else nan for share in retention]
    bought = [win[end] / value / 100 if is_worth else nan for end in ("cost", "low", "high")]
    rows = {"retention": kept, "margin": [0.01 if is_worth else nan, nan, nan], "acquisition": bought}
    effects = pd.DataFrame.from_dict(rows, orient="index", columns=["effect", "low", "high"])
    return effects.rename_axis("lever").reset_index().assign(paper=list(PAPER.values()))


def _elasticity(retention: float, discount: float) -> float:
    return (1 + discount) / (1 + discount - retention) / 100


def _product(size: float, of: float) -> float:
    """A change in money; no change is no money, whatever is not known."""
    return 0.0 if not size and not isnan(size) else size * of
