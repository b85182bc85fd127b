"""Contribution at risk: what the tiers worth keeping lose in a year, at the loss rates of the year past."""

from typing import Any

import pandas as pd

from cx.customers import contribution, movement, playbook
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped_since
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.statistics import periods
from cx.statistics.intervals import ENOUGH_TO_RANK

KEPT = ["Platinum", "Gold", "Silver"]
"""The tiers whose customers are worth keeping."""


@scoped_since
def tiers(store: Engine, scope: Scope, assumptions: Assumptions | None = None, **asked: Any) -> pd.DataFrame:
    """The contribution of each tier worth keeping, and how much of it a year like the last one takes.

    Parameters
    ----------
    store : the company
    as_of, assumptions, asked : as of `cx.playbook.customers`

    Returns
    -------
    One row per tier of KEPT: tier, contribution (of the 12 months up to as_of, in the company's currency),
    customers_before (in the tier a year before), lost (of them, without an order since), loss_rate (0..1), at_risk
    (contribution x loss_rate). The last two are nan where fewer than ENOUGH_TO_RANK were in the tier a year before, all
    but contribution where the data does not hold the 12 months up to then.

    Raises
    ------
    ValueError
        As of `cx.playbook.customers`.

    Notes
    -----
    It takes those who leave for customers of mean contribution. Who falls to a lower tier is not lost.

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n")
    >>> tiers(store, datetime.date(2025, 1, 31))[["tier", "contribution", "at_risk"]].tail(2).values.tolist()
    [['Gold', 26.1, nan], ['Silver', 0.0, nan]]
    """
    plays = playbook.plays(store, scope, assumptions, **asked).groupby("tier").to_keep.sum()
    table = pd.DataFrame({"tier": KEPT, "contribution": plays.reindex(KEPT).to_numpy()})
    table = table.merge(_lost(store, scope, assumptions), on="tier", how="left")
    known = table.customers_before.where(table.customers_before >= ENOUGH_TO_RANK)
    table["loss_rate"] = table.lost / known
    return table.assign(at_risk=table.contribution * table.loss_rate)


def _lost(store: Engine, scope: Scope, assumptions: Assumptions | None) -> pd.DataFrame:
    """Customers of each tier a year before, and those of them who were lost since; no row where it is not known."""
    before = periods.day_before(scope.as_of, contribution.WINDOW_MONTHS)
    first = coverage.first_date(store)
    if first is None or before < first or movement.months_known(store, before) < contribution.WINDOW_MONTHS:
        return pd.DataFrame({"tier": [], "customers_before": [], "lost": []}).astype({"tier": object})
    flows = movement.flows(store, scope, before, assumptions)
    gone = flows.customers.where(flows.tier_after == "Lost", 0)
    sums = flows.assign(lost=gone).groupby("tier_before")[["customers", "lost"]].sum().reindex(KEPT)
    return sums.rename_axis("tier").reset_index().rename(columns={"customers": "customers_before"})
