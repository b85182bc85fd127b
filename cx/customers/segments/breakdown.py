"""Which tiers stand in each region, channel, or any other attribute of the customers?"""

import re
from datetime import date

import numpy as np
import pandas as pd

from cx.customers import attributes as customer_attributes
from cx.customers import contribution, saved_segments
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
NO_VALUE = {OTHERS, UNKNOWN, REST}
"""Groups that are no value of the attribute."""
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_IN_ORDER = re.compile(r"[<>≤≥]?\s*[-−]?\d[\d.,]*(?:\s*[-–]\s*[-−]?\d[\d.,]*){0,2}\s*[+%]?")


def attributes(store: Engine) -> list[str]:
    """What tiers can be broken down by.

    Returns
    -------
    Region, channel of the first touch, year of the first order, then customers' own columns; last SEGMENT, where a
    segment is saved: its members beside everybody else.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("customers", b"customer_id,plan\\nA,Basic\\n")
    >>> attributes(store)
    ['region', 'channel', 'first year', 'plan']
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
    """Tiers of the groups of an attribute.

    Parameters
    ----------
    store : the company
    attribute : one of `attributes`
    assumptions : None: the company default
    of_segment : the saved segment whose members (its name in quotes) stand beside REST, for the attribute SEGMENT
    as_of, since, region, channel, segment : as of `cx.segments.tiers`

    Returns
    -------
    One row per group and tier: group, tier, customers, profit (of the 12 months), n (of the group), share (of the
    group's customers, 0..1), low, high (Wilson, 95 %). Numbers, bands of numbers and dates (`is_ordinal`) stand in
    their order; other groups with the largest share of Platinum and Gold first, ties by name, and those under 30
    customers after them. All others together, then who has no value, come last. The last three are in no ranking.

    Raises
    ------
    ValueError
        In a store without orders.

    Notes
    -----
    The GROUPS groups with most customers are shown, the others together as OTHERS. Numbers of more than GROUPS
    different values fall into bands of a round width.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> found = tiers(store, date(2025, 1, 31), "first year")
    >>> found.loc[found.customers > 0, ["group", "tier", "customers", "share"]].values.tolist()
    [['2025', 'Gold', 1, 0.5], ['2025', 'Tin', 1, 0.5]]
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
    step = (
        1.0 if width is not None and seen.whole and width >= 1 else 0.0
    )  # whole years end a year before the next band
    found = store.read(
        "segments/breakdown", labelled=table, width=width, step=step, groups=GROUPS, others=OTHERS, unknown=UNKNOWN
    )
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
    best = -table[table.tier.isin(BEST)].groupby("group").share.sum()
    few = (table.n < intervals.ENOUGH_TO_RANK).astype(int)
    if is_ordinal(table):
        named = sorted(set(table.group) - NO_VALUE, key=_numbers)
        best, few = pd.Series({group: place for place, group in enumerate(named)}, dtype=float), few * 0
    last = table.group.map({OTHERS: 2, REST: 2, UNKNOWN: 3}).fillna(few)
    order = table.assign(last=last, best=table.group.map(best), place=table.tier.map(TIERS.index))
    order = order.sort_values(["last", "best", "group", "place"])
    return order.drop(columns=["last", "best", "place"]).reset_index(drop=True)


def is_ordinal(table: pd.DataFrame) -> bool:
    """Whether the groups have an order of their own: numbers, bands such as 18–24, <18 and 65+, or dates.

    Parameters
    ----------
    table : the answer of `tiers`

    Examples
    --------
    >>> is_ordinal(pd.DataFrame({"group": ["65+", "18-24", UNKNOWN]}))
    True
    >>> is_ordinal(pd.DataFrame({"group": ["2nd Street", "18"]})), is_ordinal(pd.DataFrame({"group": [UNKNOWN]}))
    (False, False)
    """
    named = set(table.group) - NO_VALUE
    return bool(named) and all(_IN_ORDER.fullmatch(group) for group in named)


def _numbers(group: str) -> tuple[float, ...]:
    """Where a group of numbers stands among its like: by its first number, below before above it, then by the next."""
    first, *more = (float(part.replace(",", "")) for part in _NUMBER.findall(group.replace("−", "-")))
    return first, -1.0 if group[0] in "<≤" else 1.0 if group[0] in ">≥" else 0.0, *(abs(part) for part in more)


def partial_years(store: Engine, as_of: date) -> list[str]:
    """First years whose newcomers were customers for only a part of the 12 months: their tiers are of less than a year.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2022-01-02,90\\n")
    >>> partial_years(store, date(2025, 12, 31)), partial_years(store, date(2025, 6, 30))
    (['2025'], ['2024', '2025'])
    """
    since = contribution.window(store, as_of).since
    return [str(year) for year in range(since.year, as_of.year + 1)]


def standing_out(table: pd.DataFrame) -> tuple[str, float, float, bool] | None:
    """The group whose share of Platinum and Gold differs from all the others' the clearest.

    Parameters
    ----------
    table : the answer of `tiers`

    Returns
    -------
    (group, its share, the share of all the others, whether it is higher); None where no group differs. The groups are
    one family (`cx.verdicts`); groups under 30, and those with under 30 others beside them, are left out.

    Examples
    --------
    >>> tiers_of_two = {"group": ["N", "N", "S", "S"], "tier": ["Gold", "Tin"] * 2, "customers": [90, 10, 10, 90]}
    >>> standing_out(pd.DataFrame({**tiers_of_two, "n": 100}))
    ('N', 0.9, 0.1, True)
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
