"""What customers are worth who were referred by others, by the channel that brought them, and who tells others."""

from datetime import date, timedelta
from math import hypot, nan, sqrt

import numpy as np
import pandas as pd

from cx.customers import contribution
from cx.customers.assumptions import Assumptions
from cx.customers.economics import cost_sides
from cx.engine import statements
from cx.engine.connection import Engine
from cx.statistics import intervals, periods, student, verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK

YEAR_DAYS = 365
TOLD_WITHIN_DAYS = 180
GROUPS = ("promoter", "passive", "detractor")
NO_CHANNEL = "(unknown)"
"""Customers without a recorded touchpoint up to their first order, and costs that name no channel."""


def advocacy(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """What a customer of each channel cost to win, and left over in the first year.

    Parameters
    ----------
    store, as_of : the company, and the last day
    assumptions : those of contribution; None: the company default

    Returns
    -------
    One row a channel of first touch, most contribution first, unknown ones last.

    channel : NO_CHANNEL where none was recorded up to the day of the first order
    won, referred : customers who first ordered in the 12 months up to as_of, and how many of them others had brought
    spend, cost : spent on winning that names the channel, and of one customer; NaN where nothing was recorded
    n, contribution, low, high : of customers whose first 365 days ran out in these 12 months, the mean contribution in
        their first 365 days, with Student's 95 % interval
    pays_back : whether that is more than a customer of the channel costs to win, allowing for the counting error of the
        cost: True, False, or None where there is no cost or too few to tell; the channels are one family of
        `cx.verdicts`

    Raises
    ------
    ValueError
        In a store without orders.

    Notes
    -----
    The sides of spend are those of `keep_and_win`: they add up to its spend on winning. Contribution is that of the
    12-month window, of the days of each customer's own first year; what is assumed is that of the window.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue,cost\\n1,A,2024-03-02,90,50\\n")
    >>> found = advocacy(store, date(2025, 12, 31), Assumptions(cost_per_order=4))
    >>> found[["channel", "n", "contribution"]].values.tolist()
    [['(unknown)', 1, 36.0]]
    """
    periods.checked(as_of=as_of)
    span = contribution.window(store, as_of)
    won = store.read("economics/won_by_channel", since=span.since, until=span.until)
    spent = cost_sides.spend(store, span)
    spent = spent[spent["side"] == cost_sides.WIN].groupby("channel", dropna=False, as_index=False)["spend"].sum()
    means = _first_years(store, as_of, assumptions)
    means = means[means["is_referred"].isna()].drop(columns="is_referred")
    for frame in (won, spent, means):
        frame["channel"] = frame["channel"].astype(object).where(frame["channel"].notna(), NO_CHANNEL)
    rows = won.merge(spent, how="outer", on="channel").merge(means, how="outer", on="channel")
    rows = rows.fillna({"won": 0, "referred": 0, "n": 0})
    return _judged(rows[(rows["won"] > 0) | (rows["n"] > 0) | (rows["spend"] > 0)])


def referrals(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """What referred customers are worth beside all others, and how many customers bring another one.

    Parameters
    ----------
    store, as_of, assumptions : as of `advocacy`

    Returns
    -------
    One row.

    won, active : customers whom others brought and who first ordered in the 12 months up to as_of; customers who
        ordered in them
    rate, chain : won / active, and how many customers one comes to with those they bring, and these bring:
        1 / (1 - rate); NaN without active customers, and from a rate of 1
    n, contribution, n_others, contribution_others : mean contribution in the first 365 days, as of `advocacy`, of
        referred customers and of all others
    difference, low, high : between the two, with Welch's 95 % interval
    verdict : True: referred ones are worth more, False: less, None: too few to tell (under ENOUGH_TO_RANK on a side,
        or the interval holds 0)

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-03-02,90\\n2,B,2025-03-02,90\\n")
    >>> _ = store.load("touchpoints", b"person_id,occurred_at,kind\\nA,2025-03-01,referred\\n")
    >>> referrals(store, date(2025, 12, 31))[["won", "active", "rate", "chain"]].values.tolist()
    [[1.0, 2.0, 0.5, 2.0]]
    """
    periods.checked(as_of=as_of)
    span = contribution.window(store, as_of)
    won = int(store.read("economics/won_by_channel", since=span.since, until=span.until)["referred"].sum())
    active = int(store.read("economics/active", since=span.since, until=span.until).iat[0, 0])
    means = _first_years(store, as_of, assumptions)
    own, others = (_moments(means, is_referred) for is_referred in (True, False))
    difference, low, high = intervals.mean_difference(*own, *others)
    enough = min(own[2], others[2]) >= ENOUGH_TO_RANK
    rate = won / active if active else nan
    row = {"won": won, "active": active, "rate": rate, "chain": 1 / (1 - rate) if rate < 1 else nan}
    row |= {"n": own[2], "contribution": own[0], "n_others": others[2], "contribution_others": others[0]}
    row |= {"difference": difference, "low": low, "high": high}
    verdict = bool(low > 0) if enough and (low > 0 or high < 0) else None
    return pd.DataFrame([row]).assign(verdict=pd.Series([verdict], dtype=object))


def told_others(store: Engine, as_of: date) -> pd.DataFrame:
    """How many told others within 180 days of answering the NPS question, by what they answered.

    Parameters
    ----------
    store, as_of : the company, and the last day

    Returns
    -------
    One row a group of GROUPS that answered: answer, n, told, share (0..1), low, high (Wilson, 95 %).

    Notes
    -----
    Answers whose 180 days ran out in the 12 months up to as_of; a customer counts once, by the latest of them. Told
    others: a touchpoint of kind recommended.

    Examples
    --------
    >>> import cx
    >>> told_others(cx.open_store(), date(2025, 12, 31)).empty
    True
    """
    periods.checked(as_of=as_of)
    until = as_of - timedelta(days=TOLD_WITHIN_DAYS)
    days = {"answered_from": periods.first_day(until, contribution.WINDOW_MONTHS), "answered_to": until}
    found = store.read("economics/told_others", within=TOLD_WITHIN_DAYS, **days)
    found = found.set_index("answer").reindex([group for group in GROUPS if group in set(found["answer"])])
    shares = [intervals.wilson(int(row.told), int(row.n)) for row in found.itertuples()]
    found[["share", "low", "high"]] = pd.DataFrame(
        shares, index=found.index, columns=["share", "low", "high"], dtype=float
    )
    return found.rename_axis("answer").reset_index()


def _first_years(store: Engine, as_of: date, assumptions: Assumptions | None) -> pd.DataFrame:
    """Mean and spread of the contribution in the first year, by channel and by whether somebody brought them."""
    resolved = contribution.resolve(store, as_of, assumptions)
    until = as_of - timedelta(days=YEAR_DAYS)
    kept = store.keep(
        "first_years",
        statements.text("economics/first_years"),
        won_from=periods.first_day(until, contribution.WINDOW_MONTHS),
        won_to=until,
        gross_margin=resolved.gross_margin,
        cost_per_order=resolved.cost_per_order,
        cost_per_contact=resolved.cost_per_contact,
        cost_per_ticket=resolved.cost_per_ticket,
    )
    return store.read("economics/first_year_means", first_years=kept)


def _moments(means: pd.DataFrame, is_referred: bool) -> tuple[float, float, int]:
    """Mean, spread and number of the referred or of all others."""
    rows = means[means["is_referred"] == is_referred]
    if rows.empty:
        return nan, nan, 0
    row = rows.iloc[0]
    return float(row["contribution"]), float(row["spread"]), int(row["n"])


def _judged(rows: pd.DataFrame) -> pd.DataFrame:
    """The channels with the cost of a customer, the intervals and whether they pay back."""
    rows["cost"] = np.where(rows["won"] > 0, rows["spend"] / rows["won"].replace(0, nan), nan)
    found = [student.of_mean(row.contribution, row.spread, row.n) for row in rows.itertuples()]
    ends = ["contribution", "low", "high"]
    rows[ends] = pd.DataFrame(found, index=rows.index, columns=ends, dtype=float)
    over = [_over_cost(*mean, row.cost, row.won) for mean, row in zip(found, rows.itertuples(), strict=True)]
    p_values = [
        student.p_value(gap, row.n - 1) if row.n >= ENOUGH_TO_RANK and row.won >= ENOUGH_TO_RANK else nan
        for gap, row in zip(over, rows.itertuples(), strict=True)
    ]
    rows["pays_back"] = pd.Series(verdicts.decided(over, p_values), index=rows.index, dtype=object)
    whole = dict.fromkeys(("won", "referred", "n"), int)
    columns = ["channel", "won", "referred", "spend", "cost", "n", "contribution", "low", "high", "pays_back"]
    ordered = rows.sort_values(["contribution", "channel"], ascending=[False, True], na_position="last")
    return ordered.astype(whole)[columns].reset_index(drop=True)


def _over_cost(mean: float, low: float, high: float, cost: float, won: int) -> intervals.ESTIMATE_LOW_HIGH:
    """How much more a first year leaves over than winning costs, with the error of both."""
    reach = hypot((high - low) / 2, cost_sides.Z * cost / sqrt(won)) if won else nan
    return mean - cost, mean - cost - reach, mean - cost + reach
