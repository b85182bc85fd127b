"""Which tiers stand in each region, channel, or any other attribute of the customers?"""

import numpy as np
import pandas as pd

from cx.customers import attributes as customer_attributes
from cx.customers import saved_segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped_since
from cx.customers.segments import tier_table
from cx.customers.segments.tier_model import TIERS
from cx.engine import statements
from cx.engine.connection import Engine
from cx.statistics import intervals, verdicts

GROUPS = 12
"""So many groups are shown; the smaller ones are put together."""
BANDS = 8
"""An attribute of many numbers falls into about so many bands."""
OTHERS, UNKNOWN, REST = "(all others)", "(unknown)", "Everybody else"
BUILT_IN = ["region", "channel", "first year"]
SEGMENT = "saved segment"
BEST = ["Platinum", "Gold"]


def attributes(store: Engine) -> list[str]:
    """What tiers can be broken down by: region, channel of the first touch, year of the first order, customers' own
    columns.

    Last comes SEGMENT, where a segment is saved: its members beside everybody else.
    """
    last = [SEGMENT] if saved_segments.names(store) else []
    return [*BUILT_IN, *(name for name in customer_attributes.names(store) if name not in (*BUILT_IN, SEGMENT)), *last]


@scoped_since
def tiers(
    store: Engine,
    scope: Scope,
    attribute: str,
    assumptions: Assumptions | None = None,
    *,
    of_segment: str | None = None,
) -> pd.DataFrame:
    """One row per group of an attribute and tier: group, tier, customers, profit, n (of the group), share, low, high.

    of_segment : the saved segment whose members (its name in quotes) stand beside REST, for the attribute SEGMENT

    share : of the group's customers, 0..1, with Wilson's interval. Groups with the largest share of Platinum and Gold
    first; groups under 30 customers, then all others together, then who has no value, come last and are in no ranking.
    Numbers of more than GROUPS different values fall into bands of a round width.
    """
    table = store.keep(
        "labelled",
        statements.text("segments/attribute_values"),
        placed=tier_table.placed(store, scope.as_of, assumptions),
        attribute=attribute,
        pointer="/" + attribute.replace("~", "~0").replace("/", "~1"),
        members=saved_segments.table(store, of_segment, scope.as_of) if of_segment else None,
        inside=f"“{of_segment}”",
        outside=REST,
        until=scope.as_of,
        **scope.given,
    )
    seen = store.read("segments/attribute_span", labelled=table).iloc[0]
    width = _width(seen.lowest, seen.highest) if seen.numbers and seen.different > GROUPS else None
    found = store.read("segments/breakdown", labelled=table, width=width, groups=GROUPS, others=OTHERS, unknown=UNKNOWN)
    return _ranked(_filled(found))


def _width(lowest: float, highest: float) -> float:
    rough = max((highest - lowest) / BANDS, 1e-9)
    power = 10.0 ** np.floor(np.log10(rough))
    return float(power * min(step for step in (1, 2, 5, 10) if step * power >= rough * (1 - 1e-9)))


def _filled(found: pd.DataFrame) -> pd.DataFrame:
    """Every group with every tier, and the share of each with its interval."""
    cells = pd.MultiIndex.from_product([found.group.unique(), TIERS], names=["group", "tier"])
    table = found.set_index(["group", "tier"]).reindex(cells)
    table = table.assign(customers=table.customers.fillna(0).astype(int), profit=table.profit.fillna(0.0))
    table = table.reset_index()
    table["n"] = table.groupby("group").customers.transform("sum")
    rates = [intervals.wilson(int(k), int(n)) for k, n in zip(table.customers, table.n, strict=True)]
    return table.assign(**pd.DataFrame(rates, columns=["share", "low", "high"], index=table.index))


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    best = table[table.tier.isin(BEST)].groupby("group").share.sum()
    last = table.group.map({OTHERS: 2, REST: 2, UNKNOWN: 3}).fillna((table.n < intervals.ENOUGH_TO_RANK).astype(int))
    order = table.assign(last=last, best=-table.group.map(best), place=table.tier.map(TIERS.index))
    order = order.sort_values(["last", "best", "group", "place"])
    return order.drop(columns=["last", "best", "place"]).reset_index(drop=True)


def standing_out(table: pd.DataFrame) -> tuple[str, float, float, bool] | None:
    """The group whose share of Platinum and Gold differs from all the others' the clearest.

    Parameters
    ----------
    table : the answer of `tiers`

    Returns
    -------
    (group, its share, the share of all the others, whether it is higher); None where no group differs. The groups are
    one family (`cx.verdicts`); groups under 30, and those with under 30 others beside them, are left out.
    """
    best = table[table.tier.isin(BEST)].groupby("group").customers.sum()
    n = table.groupby("group").n.first()
    all_k, all_n, enough = int(best.sum()), int(n.sum()), intervals.ENOUGH_TO_RANK
    ranked = [group for group in n.index.difference([OTHERS, REST, UNKNOWN]) if enough <= n[group] <= all_n - enough]
    pairs = [(int(best[group]), int(n[group]), all_k - int(best[group]), all_n - int(n[group])) for group in ranked]
    found = [
        (-verdicts.share_p(*pair), higher, group, pair[0] / pair[1], pair[2] / pair[3])
        for group, pair, higher in zip(ranked, pairs, verdicts.of_shares(pairs), strict=True)
        if higher is not None
    ]
    if not found:
        return None
    _clear, higher, group, share, others = max(found)
    return group, share, others, higher
