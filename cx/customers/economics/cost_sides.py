"""What it costs to win a customer and to keep one, and how far that depends on where product marketing is counted."""

from dataclasses import dataclass
from datetime import date
from math import isnan, nan, sqrt
from typing import Any

import numpy as np
import pandas as pd

from cx.customers import contribution
from cx.customers.assumptions import Assumptions
from cx.engine.connection import Engine
from cx.statistics import periods
from cx.statistics.intervals import ENOUGH_TO_RANK

WIN, KEEP = "win", "keep"
NEITHER, REVENUE = "neither", "revenue"
CHEAPER, DEARER, DEPENDS, TOO_FEW, UNKNOWN = "cheaper", "dearer", "depends", "too few", "unknown"
"""Verdicts on keeping a customer against winning one."""
Z = 1.96
COLUMNS = ["side", "spend", "people", "cost", "low", "high", "contribution", "per_unit"]


@dataclass(frozen=True)
class Comparison:
    """Cost to keep against cost to win, in both ways to count product marketing.

    Attributes
    ----------
    neither, by_revenue : the answers of `keep_and_win` with product marketing on neither side, and spread by revenue
    product_marketing : marketing of the window that names a product, in the company's currency
    revenue_share : share of it on the keeping side where it is spread by revenue (0..1); NaN without revenue
    break_even_share : share of it on the keeping side at which both cost the same; below 0 or above 1: at no share;
        NaN where a side or product marketing is not known
    verdict : CHEAPER or DEARER: keeping is, with product marketing on neither side (the intervals do not overlap) and
        spread by revenue; DEPENDS: it is, but the order turns with product marketing spread by revenue; TOO_FEW: the
        intervals overlap, or a side has under ENOUGH_TO_RANK people; UNKNOWN: a side has no cost
    """

    neither: pd.DataFrame
    by_revenue: pd.DataFrame
    product_marketing: float
    revenue_share: float
    break_even_share: float
    verdict: str


def keep_and_win(
    store: Engine,
    as_of: date,
    product_marketing: str | float = NEITHER,
    assumptions: Assumptions | None = None,
) -> pd.DataFrame:
    """What it cost to win a customer and to keep one, in the 12 months up to as_of.

    Parameters
    ----------
    store, as_of : the company, and the last day
    product_marketing : where marketing that names a product counts: "neither" side, on both by "revenue" of first and
        of later orders, or the share of it (0..1) on the keeping side
    assumptions : those of contribution; None: the company default

    Returns
    -------
    Two rows, win and keep, in the company's currency.

    side, spend : "win" or "keep", and what was spent on it
    people : customers with a first order in the window; customers with an order after their first one in it
    cost, low, high : spend of one of them, and the counting error of people alone: spend / (people -+ 1.96
        sqrt(people)); high is NaN below 4 people
    contribution : of customers who first ordered in the window; of those who had ordered before it
    per_unit : contribution for each unit of spend

    NaN where the side is not known: to win without marketing costs in the window, to keep without any cost of service,
    mails or tickets. attrs: break_even_share, product_marketing, revenue_share, as of `Comparison`.

    Raises
    ------
    ValueError
        For another place of product marketing, and in a store without orders.

    Notes
    -----
    Win: marketing costs that name no product, and touchpoints up to the day of a person's first order, those of people
    who never ordered included. Keep: touchpoints after it, service, survey invitations and thanks whenever they are,
    tickets, and costs of kind service. Held-out contacts never took place. Only recorded costs count: a touchpoint or
    ticket without a cost is free here.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"1,A,2025-01-02,90\\n2,A,2025-05-02,90\\n3,B,2025-06-02,90\\n"
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n" + lines)
    >>> _ = store.load("costs", b"month,amount,kind\\n2025-01-01,60,marketing\\n2025-02-01,10,service\\n")
    >>> keep_and_win(store, date(2025, 12, 31))[["side", "spend", "people", "cost"]].values.tolist()
    [['win', 60.0, 2, 30.0], ['keep', 10.0, 1, 10.0]]
    """
    base = _base(store, as_of, assumptions)
    share = _share(product_marketing, base)
    rows = base.assign(
        spend=base["spend"] + (0.0 if share is None else base.attrs["product_marketing"] * np.array([1 - share, share]))
    )
    return _with_costs(rows)


def comparison(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> Comparison:
    """Cost to keep against cost to win, and whether the order of the two stands.

    Parameters
    ----------
    store, as_of, assumptions : as of `keep_and_win`

    Returns
    -------
    A `Comparison`.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n")
    >>> comparison(store, date(2025, 12, 31)).verdict
    'unknown'
    """
    neither, by_revenue = (keep_and_win(store, as_of, how, assumptions) for how in (NEITHER, REVENUE))
    verdict = _verdict(neither, by_revenue)
    return Comparison(neither, by_revenue, **neither.attrs, verdict=verdict)


def spend(store: Engine, span: contribution.Window) -> pd.DataFrame:
    """The recorded spend of a span by side ("win", "keep", "product"), channel (None: none) and source."""
    return store.read("economics/spend", since=span.since, until=span.until, **span.cost_months())


def _base(store: Engine, as_of: date, assumptions: Assumptions | None) -> pd.DataFrame:
    """The two sides with product marketing on neither; attrs as of `keep_and_win`."""
    periods.checked(as_of=as_of)
    span = contribution.window(store, as_of)
    spent = spend(store, span)
    money = contribution.customer_money(store, span, assumptions)
    rows = store.read("economics/sides", money=money, since=span.since, until=span.until)
    by_side = spent.groupby("side")["spend"].sum()
    rows["spend"] = [_win_spend(spent, by_side), by_side.get(KEEP, nan)]
    rows["people"] = rows["people"].astype(int)
    of_products = float(by_side.get("product", 0.0))
    revenue = rows["revenue"].clip(lower=0)
    rows.attrs = {
        "product_marketing": of_products,
        "revenue_share": float(revenue[1] / revenue.sum()) if revenue.sum() > 0 else nan,
        "break_even_share": _break_even(rows, of_products),
    }
    return rows


def _win_spend(spent: pd.DataFrame, by_side: pd.Series) -> float:
    """Not known without marketing costs, whatever touchpoints cost."""
    has_costs = ((spent["side"] == WIN) & (spent["source"] == "costs")).any()
    return float(by_side[WIN]) if has_costs else nan


def _break_even(rows: pd.DataFrame, of_products: float) -> float:
    """The share of product marketing on the keeping side at which both cost the same."""
    (win, won), (keep, kept) = rows[["spend", "people"]].values.tolist()
    if not (won and kept and of_products > 0):
        return nan
    return float((win / won - keep / kept + of_products / won) / (of_products / kept + of_products / won))


def _share(product_marketing: str | float, base: pd.DataFrame) -> float | None:
    """The share of product marketing on the keeping side; None: it is on neither."""
    if product_marketing == NEITHER:
        return None
    if product_marketing == REVENUE:
        return float(base.attrs["revenue_share"]) if base.attrs["product_marketing"] else None
    if isinstance(product_marketing, str) or not 0 <= product_marketing <= 1:
        raise ValueError(f"product_marketing is neither, revenue or a share between 0 and 1, not {product_marketing!r}")
    return float(product_marketing)


def _with_costs(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the cost of one of their people, its counting error and the contribution of a unit spent."""
    reach = [Z * sqrt(people) for people in rows["people"]]
    rows["cost"] = [_of(cost, people) for cost, people in zip(rows["spend"], rows["people"], strict=True)]
    rows["low"] = [_of(*each) for each in zip(rows["spend"], rows["people"] + reach, strict=True)]
    rows["high"] = [_of(*each) for each in zip(rows["spend"], rows["people"] - reach, strict=True)]
    rows["per_unit"] = [_of(*each) for each in zip(rows["contribution"], rows["spend"], strict=True)]
    return rows[COLUMNS]


def _of(amount: float, people: Any) -> float:
    return float(amount / people) if people > 0 else nan


def _verdict(neither: pd.DataFrame, by_revenue: pd.DataFrame) -> str:
    """Whether keeping is surely cheaper or dearer than winning, wherever product marketing is counted."""
    win, keep = (neither.iloc[place] for place in (0, 1))
    if isnan(win["cost"]) or isnan(keep["cost"]):
        return UNKNOWN
    is_apart = keep["high"] < win["low"] or keep["low"] > win["high"]
    if not is_apart or min(win["people"], keep["people"]) < ENOUGH_TO_RANK:
        return TOO_FEW
    is_cheaper = keep["cost"] < win["cost"]
    spread = by_revenue["cost"]
    if (spread[1] < spread[0]) != is_cheaper:
        return DEPENDS
    return CHEAPER if is_cheaper else DEARER
