"""How to launch something new: what each channel costs to win a customer, and when that is paid back."""

from datetime import date
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from cx.customers import contribution
from cx.customers.assumptions import Assumptions
from cx.customers.funnel import time_and_cost
from cx.engine import statements
from cx.engine.connection import Engine
from cx.market.study import target_group
from cx.statistics import student
from cx.statistics.intervals import ENOUGH_TO_RANK

MONTHS = 12
COLUMNS = ["channel", "won", "cost", "first_year", "low", "high", "n", "months", "sum_of_year", "pays"]
PAYS, NEVER, UNCLEAR, UNKNOWN = "pays back", "not in a year", "too few to tell", "cost not known"


def launch(
    store: Engine, as_of: date, category: str | None = None, assumptions: Assumptions | None = None
) -> pd.DataFrame:
    """Channels by what winning a customer costs there and what the customer contributes in the first year.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    category : first_year is of the customers whose first order held a product of it; None: of all. What it costs
        to win a customer is not known by category
    assumptions : gross margin and cost of an order where the data do not say them; None: the company default

    Returns
    -------
    One row a channel of the first touch, the largest sum of a year first.

    - won, cost : customers won in the 12 months, and what one cost, as of `cx.funnel_time.costs` (NaN: no cost known)
    - first_year : mean over the n customers whose first order lies one to two years back: revenue of their first 365
      days less cost of goods and the cost per order; low, high (95 %, Student)
    - months : of 30 days, after which that has paid the cost back; 1: the first, NaN: not in a year or not known
    - sum_of_year : (first_year less cost, where known) times won
    - pays : "pays back" or "not in a year" where the interval of first_year lies above or below the cost and n is at
      least 30, "too few to tell", or "cost not known"

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue,cost\\n1,A,2024-03-03,90,40\\n")
    >>> _ = store.load("touchpoints", b"person_id,occurred_at,channel,kind,cost\\nA,2024-03-01,Ads,clicked,3\\n")
    >>> launch(store, date(2025, 6, 30))[["channel", "n", "pays"]].values.tolist()
    [['Ads', 1, 'cost not known']]
    """
    money = contribution.resolve(store, as_of, assumptions)
    text, given = statements.text("study/won"), (money.gross_margin, money.cost_per_order)
    won = store.keep("won", text, as_of=as_of, category=category, gross_margin=given[0], cost_per_order=given[1])
    years = store.read("study/won_by_channel", won=won).set_index("channel")
    costs = time_and_cost.costs(store, as_of, entered_from=target_group.since(as_of))
    acquired = costs[(costs["step"] == "Acquire") & costs["group"].notna()].set_index("group")
    acquired = acquired.loc[[name for name in acquired.index if name in years.index]]
    by_month = store.read("study/won_by_month", won=won).pivot(index="channel", columns="month", values="margin")
    by_month = by_month.reindex(columns=range(MONTHS)).fillna(0.0).cumsum(axis=1)
    rows = []
    for channel, year in years.iterrows():
        cost, people = float(acquired["cost"].get(channel, nan)), int(acquired["people"].get(channel, 0))
        back = np.flatnonzero(by_month.loc[channel].to_numpy() / year["n"] >= cost)
        months = float(back[0] + 1) if len(back) else nan
        rows.append({"channel": channel, "won": people, "cost": cost, "months": months} | _year(cost, people, year))
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.sort_values(["sum_of_year", "channel"], ascending=[False, True], ignore_index=True)


def _year(cost: float, people: int, year: pd.Series) -> dict[str, Any]:
    """What a customer won contributes in the first year, the sum of all, and whether it pays back the cost."""
    n = int(year["n"])
    mean, low, high = student.of_mean(float(year["mean"]), float(year["spread"]), n)
    total = (mean - (0.0 if np.isnan(cost) else cost)) * people
    pays = _verdict(cost, low, high, n)
    return {"first_year": mean, "low": low, "high": high, "n": n, "sum_of_year": total, "pays": pays}


def _verdict(cost: float, low: float, high: float, n: int) -> str:
    if np.isnan(cost):
        return UNKNOWN
    if n < ENOUGH_TO_RANK or np.isnan(low) or low <= cost <= high:
        return UNCLEAR
    return PAYS if low > cost else NEVER
