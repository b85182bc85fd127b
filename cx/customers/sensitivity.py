"""What hangs on an assumption: customers whose tier depends on the key of the fixed cost, and what 10 % more would
change.
"""

from dataclasses import replace
from datetime import date

import pandas as pd

from cx.customers import contribution, segments
from cx.customers.assumptions import KEYS, Assumptions
from cx.customers.segments.tier_model import TIERS
from cx.engine.connection import Engine

LOW_MARGIN, HIGH_MARGIN = 0.25, 0.6
"""The gross margins between which most retailers lie: a finding that rests on an assumed margin is shown at both."""
CHANGE = 0.1
"""By how much each assumption is raised to show what hangs on it."""


def keys(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> tuple[pd.DataFrame, dict[str, int]]:
    """Tiers under each of the three keys of the fixed cost, placed by the model of the key that is chosen.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    assumptions : None: the company default

    Returns
    -------
    (tiers, counts): tiers has one row per tier, Platinum first: tier, and customers by each key (order, customer,
    revenue); counts is {"customers", "depend" (their tier is not the same under all three keys), "sign" (those who pass
    between profit and loss)}.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> keys(store, date(2025, 1, 31))[1]
    {'customers': 2, 'depend': 0, 'sign': 0}
    """
    by_key = {key: segments.placed_as_at(store, as_of, as_of, assumptions, fixed_cost_key=key) for key in KEYS}
    counts = store.read("customers/key_dependence", **{f"by_{key}": table for key, table in by_key.items()}).iloc[0]
    tiers = pd.DataFrame(
        {key: segments.tier_totals(store, as_of, table).set_index("tier").customers for key, table in by_key.items()}
    )
    return tiers.reindex(TIERS).astype(int).reset_index(), {name: int(counts[name]) for name in counts.index}


def at_margins(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> pd.DataFrame | None:
    """Customers who cover their cost under a lower and a higher gross margin, and what they leave over.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    assumptions : None: the company default

    Returns
    -------
    One row for each of LOW_MARGIN, the assumed one and HIGH_MARGIN: customers (who ordered in the window), covering
    (with a profit of at least 0), contribution and profit (theirs, in the company's currency), gross_margin (0..1).
    None where the margin is given or from the data.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> at_margins(store, date(2025, 1, 31))[["gross_margin", "covering", "profit"]].round(2).values.tolist()
    [[0.25, 1.0, 6.44], [0.35, 1.0, 15.64], [0.6, 1.0, 38.64]]
    """
    source = contribution.assumed(store, as_of, assumptions).set_index("name").source["gross_margin"]
    if source != "assumed":
        return None
    span, resolved = contribution.window(store, as_of), contribution.resolve(store, as_of, assumptions)
    rows = []
    for margin in (LOW_MARGIN, resolved.gross_margin, HIGH_MARGIN):
        money = contribution.money(store, span, replace(resolved, gross_margin=margin))
        rows.append(store.read("customers/covered_costs", money=money).assign(gross_margin=margin))
    return pd.concat(rows, ignore_index=True)


def effects(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """Effect of 10 % more of each assumption on profit, and on who covers their cost.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    assumptions : None: the company default

    Returns
    -------
    One row per money assumption: name, value, raised_to, profit (change of the company's, in its currency), customers
    (how many would cross a line: begin or cease to cover their variable or their whole cost).

    Raises
    ------
    ValueError
        In a store without orders.

    Notes
    -----
    Clusters are not fitted again. A margin below 1 stops at 1; of a value below 0, 10 % of its size are added.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> effects(store, date(2025, 1, 31)).round(2).head(2).values.tolist()
    [['gross_margin', 0.35, 0.38, 3.22, 0], ['cost_per_order', 2.76, 3.04, -0.55, 0]]
    """
    span = contribution.window(store, as_of)
    resolved = contribution.resolve(store, as_of, assumptions)
    before = contribution.money(store, span, resolved)
    rows = []
    for name in contribution.assumed(store, as_of, assumptions).name:
        value = getattr(resolved, name)
        raised = value + CHANGE * abs(value)
        if name == "gross_margin":
            raised = min(raised, max(value, 1.0))
        after = contribution.money(store, span, replace(resolved, **{name: raised}))
        found = store.read("customers/assumption_effect", before=before, after=after).iloc[0]
        rows.append((name, value, raised, float(found.profit), int(found.customers)))
    return pd.DataFrame(rows, columns=["name", "value", "raised_to", "profit", "customers"])
