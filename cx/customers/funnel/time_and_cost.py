"""Time to convert without a window, months, the period before, and acquisition cost."""

from datetime import date, timedelta
from math import nan
from typing import Any

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.customers.funnel import lifecycle_rates
from cx.customers.funnel.step_walk import is_of_customers
from cx.engine.connection import Engine
from cx.statistics import changes as figures
from cx.statistics import intervals, survival, trends, verdicts

OF_PRODUCTS = "(marketing of products)"
"""The group of `costs` that holds the marketing costs that name a product."""


@scoped
def ever(
    store: Engine,
    scope: Scope,
    breakdown: str | None = None,
    entered_from: date | None = None,
    entered_to: date | None = None,
) -> pd.DataFrame:
    """Lifecycle funnel without a window: the share that has ordered by each day, by Kaplan-Meier.

    Parameters
    ----------
    store : the company
    as_of, region, channel, segment, entered_from, entered_to : as of `cx.funnel.lifecycle`
    breakdown : "channel", "campaign", "region" or None. By region or segment there is no Acquire: these are known of
        customers only

    Returns
    -------
    One row a step and day on which somebody ordered: step ("Acquire": days from the first touch to the first order;
    "Retain": from the first order to one on another day), group (with a breakdown), day, at_risk, people, share (0..1),
    low, high (95 %).

    Notes
    -----
    The people are those of `cx.funnel.lifecycle` who were no customers before; who has not ordered by as_of still waits
    (censored), so that nobody reached lately counts as a drop-off. See `cx.survival.incidence`.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"1,A,2025-01-02,90\\n2,A,2025-01-05,80\\n3,B,2025-01-02,70\\n"
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n" + lines)
    >>> _ = store.load("touchpoints", b"person_id,occurred_at,kind\\nA,2025-01-01,visited\\nB,2025-01-01,visited\\n")
    >>> ever(store, date(2025, 12, 31))[["step", "day", "at_risk", "people", "share"]].values.tolist()
    [['Acquire', 1, 2, 2, 1.0], ['Retain', 3, 2, 1, 0.5]]
    """
    waits = store.read(
        "funnel/waits",
        as_of=scope.as_of,
        breakdown=breakdown or "",
        entered_from=entered_from,
        entered_to=entered_to,
        **scope.of_customers,
    )
    if is_of_customers(breakdown, scope):
        waits = waits[waits["step"] != "Acquire"]
    by = ["step", "group"] if breakdown else ["step"]
    parts = []
    for key, part in waits.groupby(by, sort=True):
        curve = survival.incidence(part[["day", "cause", "people"]]).drop(columns="cause")
        parts.append(curve.assign(**dict(zip(by, key, strict=True))))
    columns = [*by, "day", "at_risk", "people", "share", "low", "high"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


@scoped
def by_month(store: Engine, scope: Scope, **asked: Any) -> pd.DataFrame:
    """Lifecycle funnel by month of the first touch.

    Parameters
    ----------
    store : the company
    as_of, region, channel, segment, asked : as of `cx.funnel.lifecycle`, without its breakdown

    Returns
    -------
    One row a month and step, in order: entered (first day of the month), step, people, eligible, rate, low, high,
    still_open. A month with anybody still open is not over: its rate will change.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("touchpoints", b"person_id,occurred_at,kind\\nA,2025-01-02,visited\\nB,2025-02-05,visited\\n")
    >>> found = by_month(store, date(2025, 12, 31))
    >>> found.loc[found["step"] == "Acquire", ["entered", "eligible", "rate"]]
         entered  eligible  rate
    1 2025-01-01         1   0.0
    4 2025-02-01         1   0.0
    """
    months = lifecycle_rates.lifecycle(store, scope, breakdown="month", **asked)
    months["entered"] = pd.to_datetime(months["group"], format="%Y-%m")
    columns = ["entered", "step", "people", "eligible", "rate", "low", "high", "still_open"]
    return months.sort_values("entered", kind="stable")[columns].reset_index(drop=True)


def to_the_end(months: pd.DataFrame) -> pd.DataFrame:
    """Rate from entry to the last step, by month of entry.

    Parameters
    ----------
    months : the answer of `cx.funnel.trend`

    Returns
    -------
    One row a month: entered, people (who reached the last step), eligible (who entered, their window being over), rate
    (0..1) with its 95 % Wilson interval low, high (NaN where `trend` has no rate either), still_open (who entered too,
    but whose window is not over).

    Examples
    --------
    >>> import pandas as pd
    >>> both = pd.DataFrame({"entered": 1, "step": ["Visit", "Order"], "people": [50, 10], "still_open": [2, 0],
    ...     "rate": [float("nan"), 0.2]})
    >>> to_the_end(both)[["people", "eligible", "rate", "still_open"]].values.tolist()
    [[10.0, 50.0, 0.2, 2.0]]
    """
    entered, ended = (months.groupby("entered", as_index=False).nth(place) for place in (0, -1))
    # beyond the entry: where its next step has no rate, the whole of those who entered is not known
    has_rate = months.groupby("entered")["rate"].apply(lambda rates: rates.iloc[1:2].notna().all())
    counted = zip(ended["people"], entered["people"], has_rate, strict=True)
    rates = [intervals.wilson(int(n), int(of)) if known else (nan, nan, nan) for n, of, known in counted]
    rows = ended[["entered", "people"]].reset_index(drop=True)
    rows["eligible"] = entered["people"].to_numpy()
    rows[["rate", "low", "high"]] = pd.DataFrame(rates, columns=["rate", "low", "high"])
    return rows.assign(still_open=entered["still_open"].to_numpy())


def month_trend(months: pd.DataFrame) -> tuple[intervals.ESTIMATE_LOW_HIGH, int]:
    """The trend of a rate over the months of entry, and how many months it rests on.

    Parameters
    ----------
    months : one row a month, in order: entered, eligible, rate, still_open, as `by_month` (of one step) or `to_the_end`

    Returns
    -------
    The trend of `cx.trends.of_rates` over months whose windows are all over, and the number of these months that have
    people enough.

    Examples
    --------
    >>> month_trend(pd.DataFrame({"entered": pd.to_datetime(["2025-01-01", "2025-03-01"]), "eligible": [40, 9],
    ...     "rate": [0.5, 0.5], "still_open": 0}))
    ((nan, nan, nan), 1)
    """
    closed = months[months["still_open"] == 0].set_index("entered")[["rate", "eligible"]].asfreq("MS")
    latest = closed.tail(trends.MOST)
    counted = latest["rate"].notna() & (latest["eligible"] >= intervals.ENOUGH_TO_RANK)
    return trends.of_rates(closed["rate"], closed["eligible"]), int(counted.sum())


@scoped
def before(store: Engine, scope: Scope, entered_from: date, **asked: Any) -> pd.DataFrame:
    """Rates of the lifecycle funnel beside those of the period before, just as long.

    Parameters
    ----------
    store : the company
    entered_from : first day of the period, which ends with as_of
    as_of, region, channel, segment, asked : as of `cx.funnel.lifecycle`

    Returns
    -------
    One row for Acquire and one for Retain: step, rate (0..1), low, high (Wilson, 95 %), people, eligible, the same with
    _before, and verdict, as of `cx.changes.judged`, the steps being one family ("too few to tell" where no window of
    this period is over). Both periods count only people whose window is over at as_of.

    Examples
    --------
    >>> import cx
    >>> before(cx.open_store(), date(2025, 12, 31), date(2025, 1, 1))["verdict"].tolist()
    ['too few to tell', 'too few to tell']
    """
    days = (scope.as_of - entered_from).days + 1
    earlier = {
        "entered_from": entered_from - timedelta(days=days),
        "entered_to": entered_from - timedelta(days=1),
    }
    now = lifecycle_rates.lifecycle(store, scope, entered_from=entered_from, **asked)
    then = lifecycle_rates.lifecycle(store, scope, **{**asked, **earlier})
    shown = ["step", "rate", "low", "high", "people", "eligible"]
    both = (
        now[shown].merge(then[shown], on="step", sort=False, suffixes=("", "_before")).iloc[1:].reset_index(drop=True)
    )
    rows = [
        figures.of_share(row.step, (row.people, row.eligible), (row.people_before, row.eligible_before))
        for row in both.itertuples()
    ]
    return both.assign(verdict=figures.judged(rows)["verdict"].where(both["eligible"] > 0, figures.TOO_FEW))


def costs(
    store: Engine,
    as_of: date,
    acquire_within_days: int = 90,
    retain_within_days: int = 180,
    entered_from: date | None = None,
) -> pd.DataFrame:
    """Cost per person reached, acquired (CAC) and retained, of everybody and by channel.

    Parameters
    ----------
    store : the company
    as_of, acquire_within_days, retain_within_days : as of `cx.funnel.lifecycle`
    entered_from : first day of the spend and of the first touches; None: from the beginning

    Returns
    -------
    One row a step and group: group (None: everybody; a channel; OF_PRODUCTS), step, until (the last day that counts),
    spend, people (reached, acquired or retained), cost (spend / people, in the company's currency; NaN where nothing
    was spent or nobody got there). Per step everybody first, then the channels by name, last OF_PRODUCTS.

    Raises
    ------
    ValueError
        For a negative window.

    Notes
    -----
    Spend is what touchpoints cost that took place (those of kind "served", "asked" or "thanked" are service, not reach)
    and the costs of kind marketing, of the days from entered_from to the last day whose windows have all run out: as_of
    for Reach, W days earlier for Acquire, W + H days earlier for Retain; people are those first touched on these days.
    A month of costs that lies in the period in part counts for that part of its days.

    Spend that names no channel is in the whole only, so the channels may add up to less than the whole. Marketing that
    names a product sells the product, to old customers too: it is in no cost of a person, and a group of its own,
    OF_PRODUCTS, with its spend alone, where there is any.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> touches = b"A,2025-01-02,Ads,clicked,30\\nB,2025-01-05,Ads,clicked,10\\n"
    >>> _ = store.load("touchpoints", b"person_id,occurred_at,channel,kind,cost\\n" + touches)
    >>> found = costs(store, date(2025, 12, 31))
    >>> found.loc[found["step"] == "Reach", ["spend", "people", "cost"]].values.tolist()
    [[40.0, 2.0, 20.0], [40.0, 2.0, 20.0]]
    """
    windows = {"acquire_within_days": acquire_within_days, "retain_within_days": retain_within_days}
    waits = dict(
        zip(lifecycle_rates.STEPS, (0, acquire_within_days, acquire_within_days + retain_within_days), strict=True)
    )
    rows = []
    for step, wait in waits.items():
        until = as_of - timedelta(days=wait)
        period = {"entered_from": entered_from, "entered_to": until}
        every = store.read("funnel/spend", **period)
        spent = every[~every["is_of_product"]]
        groups = lifecycle_rates.lifecycle(store, as_of, breakdown="channel", **windows, **period)
        people = groups[groups["step"] == step].set_index("group")["people"]
        by_channel = spent.dropna(subset="channel").set_index("channel")["spend"]
        rows.append(_cost(None, step, until, float(spent["spend"].sum()), int(people.sum())))
        rows += [
            _cost(name, step, until, float(by_channel.get(name, 0.0)), int(people.get(name, 0)))
            for name in sorted({*people.index, *by_channel.index})
        ]
        if every["is_of_product"].any():
            of_products = float(every.loc[every["is_of_product"], "spend"].sum())
            rows.append(_cost(OF_PRODUCTS, step, until, of_products, 0))
    return pd.DataFrame(rows)


def cheaper(found: pd.DataFrame, step: str = "Acquire") -> pd.Series:
    """Whether one customer costs less (True) or more (False) in a channel than in the others; None: no verdict.

    Parameters
    ----------
    found : the answer of `costs`
    step : the one whose cost is compared

    Returns
    -------
    One answer a channel, its name as the index, over the channels with spend, a name and at least ENOUGH_TO_RANK
    people; they are one family (`cx.verdicts`).

    Examples
    --------
    >>> found = pd.DataFrame({"step": "Acquire", "group": ["Ads", "Mail"], "people": [90, 40], "spend": [90.0, 400.0]})
    >>> cheaper(found.assign(cost=found["spend"] / found["people"])).to_dict()
    {'Ads': True, 'Mail': False}
    """
    rows = found[
        (found["step"] == step) & found["group"].notna() & ~found["group"].isin([lifecycle_rates.UNKNOWN, OF_PRODUCTS])
    ]
    rows = rows[(rows["people"] >= intervals.ENOUGH_TO_RANK) & (rows["spend"] > 0)]
    people, spend = int(rows["people"].sum()), float(rows["spend"].sum())
    p_values = [
        verdicts.rate_p(row.people, row.spend, people - row.people, spend - row.spend) for row in rows.itertuples()
    ]
    mean = spend / people if people else nan
    judged = [
        bool(cost < mean) if rejected else None
        for cost, rejected in zip(rows["cost"], verdicts.holm(p_values), strict=True)
    ]
    return pd.Series(judged, index=rows["group"], dtype=object)


def _cost(group: str | None, step: str, until: date, spend: float, people: int) -> dict[str, Any]:
    cost = spend / people if people and spend > 0 else nan
    return {"group": group, "step": step, "until": until, "spend": spend, "people": people, "cost": cost}
