"""Changes of the metal tiers between two dates: their profit and their customers."""

from datetime import date

import pandas as pd

from cx.customers import contribution
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.customers.segments import tier_table
from cx.customers.segments.tier_model import TIERS
from cx.engine.connection import Engine
from cx.statistics import changes as figures

EVERYBODY = "All"
"""The group of the rows about all tiers together."""


@scoped
def changes(store: Engine, scope: Scope, before: date, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """Profit and customers of each tier as of a day beside those as of an earlier one, as `cx.changes.judged` has them.

    Parameters
    ----------
    store, as_of : the company, and the later day
    assumptions : None: the company default
    region, channel, segment : only customers of this region, channel of the first touch, saved segment; None: all
    before : the earlier day; its tiers are those of then, of the 12 months up to it

    Returns
    -------
    Rows of "profit" (money) and of "customers", of all tiers together (group "All") and of each tier. Where the data
    does not hold the 12 months up to `before` there is no row. Profit is paired by customer: who is in no tier at a
    date has 0 then. More customers in a tier are neither better nor worse, but more in all are better.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n")
    >>> changes(store, date(2025, 12, 31), date(2024, 12, 31)).empty
    True
    """
    return figures.judged(rows(store, scope, before, assumptions))


def rows(store: Engine, scope: Scope, before: date, assumptions: Assumptions | None) -> list[figures.Row]:
    """The rows of `changes` before their verdicts, for another family of them.

    Parameters
    ----------
    store, scope : the company, and the later day with whom to show
    before, assumptions : as of `changes`

    Returns
    -------
    Rows for `cx.changes.judged`, of profit first, then of customers: of all tiers together, then of each tier that has
    a customer at either date; none where the data does not hold the 12 months up to `before`.
    """
    if before >= scope.as_of or contribution.window(store, before).share < 1:
        return []
    found = store.read(
        "segments/tier_changes",
        later=tier_table.placed(store, scope.as_of, assumptions),
        earlier=tier_table.placed(store, before, assumptions),
        tiers=[EVERYBODY, *TIERS],
        everybody=EVERYBODY,
        **scope.of_customers,
    )
    found = found[found[["customers", "customers_before"]].max(axis=1) > 0].set_index("tier")
    profits, people = [], []
    for tier in found.loc[[name for name in (EVERYBODY, *TIERS) if name in found.index]].itertuples():
        sizes = int(tier.customers), int(tier.customers_before)
        profit = (tier.profit, tier.profit_before, tier.profit_squares, sizes)
        good = 1 if tier.Index == EVERYBODY else 0
        profits.append(figures.of_sum("profit", "money", *profit, group=tier.Index))
        people.append(
            figures.of_sum("customers", "number", *sizes, tier.customers_squares, sizes, group=tier.Index, good=good)
        )
    return [*profits, *people]
