"""What to do next: at most one action of each page that has data enough, with its money."""

from datetime import date

from cx.customers import contribution, movement, playbook
from cx.customers.assumption_sets import given_or_default
from cx.customers.assumptions import GROSS_MARGIN, Assumptions
from cx.customers.filters import Scope, scoped
from cx.customers.funnel import time_and_cost
from cx.customers.overview_part import KEPT_SHARE, Action
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.home.page_parts import PARTS
from cx.products import stages
from cx.products.monthly_sales import ALL_SALES
from cx.statistics import periods
from cx.statistics.intervals import ENOUGH_TO_RANK

SHOWN = 6
EVEN_CHANCE = 0.5


@scoped
def actions(store: Engine, scope: Scope, assumptions: Assumptions | None = None) -> list[Action]:
    """What to do next: at most SHOWN actions, at most one of a page; none where its page has too little data.

    Parameters
    ----------
    store, as_of : the company, and the day as of which
    assumptions : those of the tiers; None: the company default
    region, channel, segment : only customers of it

    Returns
    -------
    Most money first, then those whose money is not known. Sums of several may count a customer twice.

    funnel : the channel whose acquisition cost is surely higher than that of the others; money = what its customers
        cost beyond the mean of the other channels with spend. Not with a region, channel or segment: it compares
        the costs of all channels.
    playbook : the tier of Platinum, Gold and Silver with most contribution, where at least ENOUGH_TO_RANK
        were in it a year ago and one or more stopped ordering (a count, no test); money = KEPT_SHARE of it
    stages : the products that earn a profit and reach a later stage within six months with at least an even chance;
        money = their profit times the expected fall of their sales
    requests : what it would add is not known, so that it has no money; recognition : money = what the orders after
        thanks bring within 60 days
    voice, complaints, support and the other pages of Experience : as their `Part` says; customers with an open
        complaint are in none but that of complaints

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n")
    >>> actions(store, datetime.date(2025, 1, 31))
    []
    """
    found = [_channel(store, scope), _tier(store, scope, assumptions), _products(store, scope, assumptions)]
    found += [part.action(store, scope, assumptions) for part in PARTS]
    worth = [action for action in found if action is not None and (action.money is None or action.money > 0)]
    return sorted(worth, key=lambda action: -(action.money or 0))[:SHOWN]


def _channel(store: Engine, scope: Scope) -> Action | None:
    if scope.is_of_some:
        return None
    since = periods.first_day(scope.as_of, contribution.WINDOW_MONTHS)
    costs = time_and_cost.costs(store, scope.as_of, entered_from=since)
    cheaper = time_and_cost.cheaper(costs)
    judged = costs[(costs["step"] == "Acquire") & costs["group"].isin(cheaper.index)].set_index("group")
    people, spend = judged["people"].sum() - judged["people"], judged["spend"].sum() - judged["spend"]
    beyond = judged["spend"] - judged["people"] * (spend / people)
    dear = beyond[[name for name, is_cheaper in cheaper.items() if is_cheaper is False]]
    if dear.empty:
        return None
    name = str(dear.idxmax())
    row = judged.loc[name]
    return Action(
        "funnel", float(dear.max()), int(row.people), name, {"cost": row.cost, "others": spend[name] / people[name]}
    )


def _tier(store: Engine, scope: Scope, assumptions: Assumptions | None) -> Action | None:
    before = year_before(store, scope.as_of)
    plays = playbook.plays(store, scope, assumptions).groupby("tier")[["customers", "to_keep"]].sum()
    plays = plays[(plays.customers >= ENOUGH_TO_RANK) & (plays.to_keep > 0)]
    if before is None or plays.empty:
        return None
    tier = str(plays.to_keep.idxmax())
    flows = movement.flows(store, scope, before, assumptions)
    own = flows[flows.tier_before == tier]
    everybody, lost = int(own.customers.sum()), int(own.loc[own.tier_after == "Lost", "customers"].sum())
    if everybody < ENOUGH_TO_RANK or lost == 0:
        return None
    worth = float(plays.to_keep[tier])
    figures = {"lost": float(lost), "all": float(everybody), "worth": worth, "share": KEPT_SHARE}
    figures["at_risk"] = worth * lost / everybody
    return Action("playbook", KEPT_SHARE * worth, int(plays.customers[tier]), tier, figures)


def _products(store: Engine, scope: Scope, assumptions: Assumptions | None) -> Action | None:
    assumptions = given_or_default(store, assumptions)
    margin = GROSS_MARGIN if assumptions.gross_margin is None else assumptions.gross_margin
    rows = stages.ranked(store, scope, gross_margin=margin, first="moves_on")
    rows = rows[rows["product_id"] != ALL_SALES]
    rows = rows[(rows["moves_on"] >= EVEN_CHANCE) & (rows["profit"] > 0) & (rows["sales_ahead"] < 1)]
    if rows.empty:
        return None
    falls = rows["profit"] * (1 - rows["sales_ahead"])
    left = rows["stage"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    figures = {"profit": float(rows["profit"].sum()), "leaving": float(left.iloc[0])}
    return Action("stages", float(falls.sum()), len(rows), str(left.index[0]), figures)


def year_before(store: Engine, as_of: date) -> date | None:
    """The same day a year before, for a comparison with it.

    Parameters
    ----------
    store, as_of : the company, and the day

    Returns
    -------
    None where the data does not hold the 12 months up to that day.
    """
    before = periods.day_before(as_of, contribution.WINDOW_MONTHS)
    first = coverage.first_date(store)
    return before if first is not None and first <= periods.first_day(before, contribution.WINDOW_MONTHS) else None
