"""What hangs on an assumption: customers whose tier depends on the key of the fixed cost, and what 10 % more would change."""

from dataclasses import replace
from datetime import date

import pandas as pd

from cx import contribution, segments
from cx.assumptions import KEYS, Assumptions
from cx.metals import TIERS

CHANGE = 0.1
"""By how much each assumption is raised to show what hangs on it."""


def keys(
    store, as_of: date, assumptions: Assumptions = segments.DEFAULT
) -> tuple[pd.DataFrame, dict[str, int]]:
    """The tiers under each of the three keys of the fixed cost.

    Returns (tiers, counts): tiers has one row per tier and a column of customers per key; counts is {"customers", "depend"
    (their tier is not the same under all three keys), "sign" (of them those who pass between profit and loss)}.
    """
    by_key = {key: segments.placed(store, as_of, replace(assumptions, fixed_cost_key=key)) for key in KEYS}
    counts = store.read("key_dependence", **{f"by_{key}": table for key, table in by_key.items()}).iloc[0]
    tiers = pd.DataFrame(
        {
            key: segments.tiers(store, as_of, replace(assumptions, fixed_cost_key=key))
            .set_index("tier")
            .customers
            for key in KEYS
        }
    )
    return tiers.reindex(TIERS).astype(int).reset_index(), {name: int(counts[name]) for name in counts.index}


def effects(store, as_of: date, assumptions: Assumptions = segments.DEFAULT) -> pd.DataFrame:
    """What 10 % more of each assumption would do: name, value, raised_to, profit (change of the company's), customers.

    customers : how many would cross a line: begin or cease to cover their variable or their whole cost. Clusters are
    not fitted anew. The margin stops at 1.
    """
    span = contribution.window(store, as_of)
    resolved = contribution.resolve(store, as_of, assumptions)
    before = contribution.money(store, span, resolved)
    rows = []
    for name in contribution.assumed(store, as_of, assumptions).name:
        value = getattr(resolved, name)
        raised = min(value * (1 + CHANGE), 1.0) if name == "gross_margin" else value * (1 + CHANGE)
        after = contribution.money(store, span, replace(resolved, **{name: raised}))
        found = store.read("assumption_effect", before=before, after=after).iloc[0]
        rows.append((name, value, raised, float(found.profit), int(found.customers)))
    return pd.DataFrame(rows, columns=["name", "value", "raised_to", "profit", "customers"])
