"""Metal tiers: what each customer is worth to the company and the company to them, and who is in which tier."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from cx.customers import contribution, type_rules
from cx.customers.assumption_sets import company_default, given_or_default
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped, scoped_since
from cx.customers.segments import accepted_models, tier_model
from cx.customers.segments.tier_model import TIERS, Model
from cx.engine import coverage, statements
from cx.engine.connection import Engine
from cx.statistics import periods

PRIOR_LINES = 5.0
"""Lines of the company's own mix blended into every customer's: two purchases prove no unusual taste."""
FIT_ROWS = 20_000


def model(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> Model:
    """The model that places customers at as_of: the latest accepted one of these assumptions, else one fitted to as_of.

    Parameters
    ----------
    store, as_of : the company, and the day as of which customers are placed
    assumptions : None: the company default

    Returns
    -------
    A `Model`; its `kept` says whether it was accepted. An accepted model from after as_of is never used: the past must
    not know the future.

    Raises
    ------
    ValueError
        Where it has to be fitted, in a store without orders.
    """
    assumptions = given_or_default(store, assumptions)
    given = {"as_of": as_of, "assumptions": assumptions}
    kept = store.once("kept model", lambda: accepted_models.kept(store, as_of, assumptions), **given)
    return kept or fit(store, as_of, assumptions)


def fit(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> Model:
    """A model fitted to the customers of as_of.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    assumptions : None: the company default

    Returns
    -------
    A `Model` that is not accepted. It is fitted to at most FIT_ROWS of the profitable customers, chosen by a hash of
    their id, and begins at the latest model that was accepted up to as_of, under whatever assumptions, see
    `cx.customers.segments.tier_model.fit`.

    Raises
    ------
    ValueError
        In a store without orders.
    """
    assumptions = given_or_default(store, assumptions)
    given = {"as_of": as_of, "assumptions": assumptions}

    def compute() -> str:
        features = _features(store, as_of, assumptions, None)
        sample = store.read("segments/profitable_sample", features=features, rows=FIT_ROWS)
        return tier_model.fit(sample, as_of, assumptions, accepted_models.latest(store, as_of)).to_json()

    def fitted() -> Model:
        text = store.keep_text("tier_model", compute, **given)
        return replace(Model.from_json(text), kept=False)

    return store.once("tier model", fitted, **given)


def choices(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """Quality of each number of clusters of the profitable customers at as_of.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    assumptions : None: the company default

    Returns
    -------
    One row per number from 2 to 8: clusters, silhouette, stability, bootstrap, low, high, see `cx.clusters.assess`;
    empty where there are too few customers.

    Raises
    ------
    ValueError
        In a store without orders.
    """
    features = _features(store, as_of, assumptions, None)
    return tier_model.assess(store.read("segments/profitable_sample", features=features, rows=FIT_ROWS))


def keep_model(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> int:
    """Fit a model to as_of and accept it: later dates are placed by it, so that a move between tiers is a real move.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    assumptions : None: the company default

    Returns
    -------
    The number of the model.

    Raises
    ------
    ValueError
        In a store without orders.
    """
    assumptions = given_or_default(store, assumptions)
    return accepted_models.keep(store, fit(store, as_of, assumptions), assumptions)


def accept_first(store: Engine) -> None:
    """Accept the first fit of a store, to its last date: what the app does where no person has accepted one yet.

    Notes
    -----
    Nothing is changed where a person accepted a model or where nobody is profitable. What was accepted here before is
    fitted again when the data has since come to know a measure that it lacks, such as the mix of categories, and when
    the company default is another.
    """
    last = coverage.last_date(store)
    if last is None or coverage.first_date(store) is None:
        return
    there = accepted_models.every(store)
    if not all(model.is_first for model in there):
        return
    default = clustered(company_default(store))
    sample = store.read("segments/profitable_sample", features=features(store, last, default), rows=FIT_ROWS)
    new = tier_model.varying_measures(sample) - (there[-1].varying_measures() if there else set())
    if new or (there and not accepted_models.latest_is_of(store, last, default)):
        accepted_models.withdraw_first(store)
        accepted_models.keep(store, replace(fit(store, last, default), is_first=True), default)


def moves(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """Customers whose tier refitting at as_of would change, and those who keep theirs.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    assumptions : None: the company default

    Returns
    -------
    One row per pair of tiers that has a customer, in alphabetical order: tier, refitted, customers, profit (of the 12
    months).

    Raises
    ------
    ValueError
        In a store without orders.
    """
    assumptions = given_or_default(store, assumptions)
    now = placed(store, as_of, assumptions)
    refitted = _placed(store, as_of, assumptions, fit(store, as_of, assumptions))
    return store.read("segments/moves", before=now, after=refitted)


def placed(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> str:
    """Kept table with every measure, tier and cluster of each customer.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    assumptions : None: the company default. With bands in them the tier is the first band that the customer stands in,
        and there is no cluster; who stands in none keeps the tier of the clusters

    Returns
    -------
    Name of the table: one row per customer who ordered in the window, with the columns of `customers` but kind.

    Raises
    ------
    ValueError
        In a store without orders.
    """
    assumptions = given_or_default(store, assumptions)
    return _banded(store, as_of, assumptions, model(store, as_of, clustered(assumptions)))


def placed_as_at(
    store: Engine, as_of: date, model_of: date, assumptions: Assumptions | None = None, **changed: Any
) -> str:
    """As `placed`, by the model of a date: its scales and centres stay what they are there.

    Parameters
    ----------
    store : the company
    as_of : last day of the window
    model_of : the date of the model
    assumptions : None: the company default
    changed : fields of the assumptions with other values, which the model does not know of

    Raises
    ------
    ValueError
        In a store without orders.
    """
    assumptions = given_or_default(store, assumptions)
    by = model(store, model_of, clustered(assumptions))
    return _banded(store, as_of, replace(assumptions, **changed), replace(by, kept=True))


def clustered(assumptions: Assumptions) -> Assumptions:
    """The assumptions without limits by hand: what a model is fitted with."""
    return replace(assumptions, bands=None, bands_by="profit")


def _banded(store: Engine, as_of: date, assumptions: Assumptions, by: Model) -> str:
    by_clusters = _placed(store, as_of, clustered(assumptions), by)
    if assumptions.bands is None:
        return by_clusters
    bands = [
        {"place": place, "tier": tier, "low": low, "high": high}
        for place, (tier, low, high) in enumerate(assumptions.bands)
    ]
    text = statements.text("segments/placed_by_thresholds")
    return store.keep("banded", text, placed=by_clusters, bands=bands, measure=assumptions.bands_by)


def features(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> str:
    """Kept table with every measure on the scale the model knows.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    assumptions : None: the company default

    Returns
    -------
    Name of the table: one row per customer who ordered in the window, with the measures of `customers`, profit_scale,
    and `<measure>_feature` for each of the model's measures.

    Raises
    ------
    ValueError
        In a store without orders.
    """
    by = model(store, as_of, assumptions)
    return _features(store, as_of, assumptions, by.profit_scale if by.kept else None)


def _placed(store: Engine, as_of: date, assumptions: Assumptions, by: Model) -> str:
    features = _features(store, as_of, assumptions, by.profit_scale if by.kept else None)
    return store.keep("customers", statements.text("segments/placed_by_model"), features=features, **by.given())


def _features(store: Engine, as_of: date, assumptions: Assumptions | None, profit_scale: float | None) -> str:
    now = contribution.window(store, as_of)
    before = contribution.window_before(store, as_of)
    money = contribution.customer_money(store, now, assumptions)
    return store.keep(
        "features",
        statements.text("segments/features"),
        now=money,
        before=contribution.customer_money(store, before, assumptions) if before else money,
        before_known=before is not None,
        signs=store.keep(
            "signs",
            statements.text("segments/benefits"),
            since=now.since,
            until=now.until,
            prior_lines=PRIOR_LINES,
        ),
        as_of=as_of,
        profit_scale=profit_scale,
    )


def customers(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """The tier of each customer who ordered in the 12 months up to as_of, with every measure.

    Parameters
    ----------
    store : the company
    as_of : last day of the 12 months
    assumptions : None: the company default

    Returns
    -------
    One row per customer, best profit first, ties by customer_id; money is of the 12 months, in the company's currency:
    customer_id, name, region, channel (of the first touch), tier, cluster (None below break-even), revenue,
    cost_of_goods, cost_to_serve, contribution, fixed_cost_share, profit, profit_before (the 12 months before; nan where
    not known), purchases, recency_days, tenure_days, value_to_customer (mean of standard scores), mix_distance (0..1;
    nan without categories), next_tier (the nearest other tier), doubt (0..1: 1 stands halfway to it), kind (the
    customer type, see `cx.customer_types.customers`) ...

    Raises
    ------
    ValueError
        In a store without orders.

    Notes
    -----
    Tin: contribution < 0. Bronze: contribution >= 0 > profit. The rest by clusters, see
    `cx.customers.segments.tier_model.name_clusters`. Who did not order in the window is in no tier; their cost to serve
    is a line of `profit_and_loss`.

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> customers(store, datetime.date(2025, 1, 31))[["customer_id", "tier"]].values.tolist()
    [['A', 'Gold'], ['B', 'Tin']]
    """
    return store.rows(
        "select placed.*, coalesce(typed.kind, 'None') as kind from query_table($placed) as placed "
        "left join query_table($typed) as typed on typed.customer_id = placed.customer_id "
        "order by profit desc, placed.customer_id",
        placed=placed(store, as_of, assumptions),
        typed=type_rules.typed(store, as_of),
    )


@scoped_since
def tiers(store: Engine, scope: Scope, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """Customers and money of each tier.

    Parameters
    ----------
    store : the company
    as_of : last day of the 12 months
    assumptions : None: the company default
    since : only customers who ordered from that day on
    region : only customers of that region
    channel : only those who first came by it
    segment : only the members of that saved segment

    Returns
    -------
    One row per tier, Platinum first, empty tiers included: tier, customers, revenue, cost_of_goods, cost_to_serve,
    contribution, fixed_cost_share, profit (of the 12 months, in the company's currency), covering (customers with a
    profit of at least 0), borderline_share (of those with a doubt of .9 or more, 0..1), profit_share (of the profit of
    all shown customers; nan when that is not above 0), customer_share (0..1; nan without any).

    Raises
    ------
    ValueError
        In a store without orders.

    Notes
    -----
    The filters choose what is shown; nobody's tier depends on them.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> found = tiers(store, date(2025, 1, 31))
    >>> found.loc[found.customers > 0, ["tier", "customers", "profit", "customer_share"]].round(2).values.tolist()
    [['Gold', 1.0, 23.22, 0.5], ['Tin', 1.0, -7.58, 0.5]]
    """
    return tier_totals(store, scope, placed(store, scope.as_of, assumptions))


@scoped_since
def tier_totals(store: Engine, scope: Scope, placed: str) -> pd.DataFrame:
    """`tiers` of a kept table of placed customers.

    Parameters
    ----------
    store : the company
    placed : as of `placed`
    as_of, since, region, channel, segment : as of `tiers`

    Returns
    -------
    As of `tiers`.
    """
    found = store.read("segments/tiers", placed=placed, as_of=scope.as_of, **scope.given)
    table = found.set_index("tier").reindex(TIERS).fillna(0.0).reset_index()
    profit, people = table.profit.sum(), table.customers.sum()
    table["profit_share"] = table.profit / profit if profit > 0 else np.nan
    table["customer_share"] = table.customers / people if people else np.nan
    return table


@scoped
def tiers_before(
    store: Engine, scope: Scope, assumptions: Assumptions | None = None, before: date | None = None
) -> pd.DataFrame | None:
    """`tiers` of an earlier day, who was in a tier then by the model of then.

    Parameters
    ----------
    store : the company
    as_of, assumptions, region, channel, segment : as of `tiers`
    before : the earlier day; None: a year before

    Returns
    -------
    As of `tiers`; None where the data does not hold the 12 months up to the earlier day: not known.

    Raises
    ------
    ValueError
        In a store without orders.
    """
    before = before or periods.day_before(scope.as_of, contribution.WINDOW_MONTHS)
    if contribution.window(store, before).share < 1:
        return None
    return tiers(store, scope.at(before), assumptions)


@scoped
def tier_months(store: Engine, scope: Scope, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """Contribution and profit of each tier by month of the window.

    Parameters
    ----------
    store : the company
    as_of, assumptions, region, channel, segment : as of `tiers`

    Returns
    -------
    One row per tier with a customer and month, also one in which nothing happened: tier, month (its first day),
    contribution, profit.

    Raises
    ------
    ValueError
        In a store without orders.

    Notes
    -----
    Months are counted back from as_of, so that they add up to the window; where the data begins within it, the first
    month holds only the days that it knows. Contribution and profit are those of `tiers`, the tier's fixed cost spread
    evenly over the days.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> tier_months(store, date(2025, 1, 31))
       tier      month  contribution  profit
    0  Gold 2025-01-02         28.74   23.22
    1   Tin 2025-01-02         -2.06   -7.58
    """
    as_of = scope.as_of
    span = contribution.window(store, as_of)
    resolved = contribution.resolve(store, as_of, assumptions)
    placed_at = placed(store, as_of, assumptions)
    sums = store.keep(
        "tier_months",
        statements.text("segments/month_sums"),
        placed=placed_at,
        since=span.since,
        until=span.until,
        segment=scope.of_customers["segment"],
    )
    starts = [periods.first_day(as_of, months) for months in range(contribution.WINDOW_MONTHS, 0, -1)]
    ends = [periods.day_before(as_of, months) for months in range(contribution.WINDOW_MONTHS - 1, 0, -1)]
    months = [
        (max(start, span.since), end) for start, end in zip(starts, [*ends, as_of], strict=True) if end >= span.since
    ]
    return store.read(
        "segments/months",
        sums=sums,
        placed=placed_at,
        gross_margin=resolved.gross_margin,
        cost_per_order=resolved.cost_per_order,
        cost_per_contact=resolved.cost_per_contact,
        cost_per_ticket=resolved.cost_per_ticket,
        starts=[start for start, _end in months],
        ends=[end for _start, end in months],
        days=(span.until - span.since).days + 1,
        **scope.of_customers,
    )


@scoped
def whale_curve(store: Engine, scope: Scope, assumptions: Assumptions | None = None, points: int = 400) -> pd.DataFrame:
    """Whale curve: cumulative profit, customers from best to worst, ties by customer_id.

    Parameters
    ----------
    store : the company
    as_of, assumptions, region, channel, segment : as of `tiers`
    points : about so many rows

    Returns
    -------
    One row per point of the curve, the ends and the peak among them, at most two more than `points`: customer_share
    (running, 0..1), profit_share (running, of the final profit: 1 is all of it; nan when that is not above 0), profit
    (running, money), customers (running count), tier (of the customer at that point), peak (whether it is the
    break-even customer). It ends at 1 and peaks at the break-even customer; peak - 1 is what the losses take back.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> whale_curve(store, date(2025, 1, 31)).round(2)
       customer_share  profit_share  profit  customers  tier   peak
    0             0.5          1.48   23.22          1  Gold   True
    1             1.0          1.00   15.64          2   Tin  False
    """
    at = placed(store, scope.as_of, assumptions)
    return store.read("segments/whale_curve", placed=at, points=points, **scope.of_customers)


@scoped
def tier_mix(store: Engine, scope: Scope, assumptions: Assumptions | None = None, slices: int = 120) -> pd.DataFrame:
    """Tiers along the whale curve.

    Parameters
    ----------
    store : the company
    as_of, assumptions, region, channel, segment : as of `tiers`
    slices : so many slices of equally many customers; of fewer customers, one each

    Returns
    -------
    One row per slice, from the best customers on, and tier in it: slice (from 0), tier, customers.

    Raises
    ------
    ValueError
        In a store without orders.
    """
    at = placed(store, scope.as_of, assumptions)
    return store.read("segments/mix", placed=at, slices=slices, **scope.of_customers)


def profit_and_loss(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """Profit and loss: revenue down to profit, by tier and for everybody else.

    Parameters
    ----------
    store : the company
    as_of : last day of the 12 months
    assumptions : None: the company default

    Returns
    -------
    One row per line, the last, "Total", their sum to the cent: who (a tier, "Guests", "Did not order", "Not
    allocated"), customers, revenue, cost_of_goods, cost_to_serve, contribution, fixed_cost_share, profit; in the
    company's currency. Tiers without a customer have no line.

    Raises
    ------
    ValueError
        In a store without orders.

    Notes
    -----
    "Did not order" carries contacts and tickets of people without an order in the window; guests are orders without a
    customer number; "Not allocated" is there only where nobody has a share of the fixed cost, as in a year of returns
    alone, and bears all of it.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,,2025-01-05,20\\n")
    >>> profit_and_loss(store, date(2025, 1, 31))[["who", "customers", "revenue"]].values.tolist()
    [['Gold', 1.0, 90.0], ['Guests', 0.0, 20.0], ['Total', 1.0, 110.0]]
    """
    money = contribution.customer_money(store, contribution.window(store, as_of), assumptions)
    table = store.read("segments/profit_and_loss", placed=placed(store, as_of, assumptions), money=money)
    order = [*TIERS, "Guests", "Did not order", "Not allocated"]
    table = table.set_index("who").reindex([who for who in order if who in set(table.who)]).reset_index()
    total = table.drop(columns="who").sum().to_frame().T.assign(who="Total")
    return pd.concat([table, total], ignore_index=True)[table.columns]
