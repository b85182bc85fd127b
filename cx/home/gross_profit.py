"""Gross profit from the channel that a customer came by, through the tier, to the stage of what was bought."""

import pandas as pd

from cx.customers import contribution, segments
from cx.customers.assumption_sets import given_or_default
from cx.customers.assumptions import GROSS_MARGIN, Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.products import stages

NO_PRODUCT, NO_STAGE = "No product", "No stage"


@scoped
def money_flow(store: Engine, scope: Scope, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """Gross profit of the window of the tiers, by channel, tier and stage: one row each that there is.

    Parameters
    ----------
    store, as_of : the company, and the day as of which
    assumptions : those of the tiers; None: the company default
    region, channel, segment : only customers of it

    Returns
    -------
    channel : of the first touch before the first order, as the Segments page has it; None where none is recorded
    tier : of the customer at as_of; "Guests" for orders without a customer number
    stage : of the product at as_of; NO_PRODUCT for lines that name none, NO_STAGE for a product that has none yet
    customers : distinct ones
    revenue, gross_profit : money; gross_profit = revenue - cost of goods, a line without a cost at the margin of the
        tiers

    Notes
    -----
    Summed by tier it is revenue - cost_of_goods of `cx.segments.profit_and_loss`, to the cent. Summed by stage it is
    the profit of `cx.stages.portfolio` before the costs of the product as a whole, where the window is made of complete
    months, as those of the stages are, and each line has a cost: one without has the margin of its product there.

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue,cost\\n1,A,2025-01-02,90,40\\n")
    >>> money_flow(store, datetime.date(2025, 1, 31))[["tier", "gross_profit"]].values.tolist()
    [['Gold', 50.0]]
    """
    span = contribution.window(store, scope.as_of)
    assumptions = given_or_default(store, assumptions)
    margin = GROSS_MARGIN if assumptions.gross_margin is None else assumptions.gross_margin
    products = stages.current(store, scope.as_of, margin).dropna(subset="stage")
    return store.read(
        "home/money_flow",
        placed=segments.placed(store, scope.as_of, assumptions),
        products=products["product_id"].tolist(),
        stages=products["stage"].tolist(),
        no_product=NO_PRODUCT,
        no_stage=NO_STAGE,
        gross_margin=contribution.resolve(store, scope.as_of, assumptions).gross_margin,
        since=span.since,
        until=span.until,
        **scope.of_customers,
    )
