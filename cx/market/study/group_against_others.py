"""What a group of customers holds important and how it buys, against all others."""

from datetime import date
from math import ceil, nan, sqrt
from statistics import NormalDist

import pandas as pd

from cx.customers.assumptions import Assumptions
from cx.engine import statements
from cx.engine.connection import Engine
from cx.market.study import target_group
from cx.market.study.target_group import Group
from cx.statistics import intervals, verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK

TO_SEE = 0.3
"""A difference of importance that a study shall be able to see."""
SIDES = ["group", "others", "difference", "low", "high", "n", "n_others", "verdict"]
Moments = tuple[float, float, int]


def attitudes(store: Engine, as_of: date, group: Group, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """How important each subject is to a group and to the others, in the study of the 12 months up to a day.

    Parameters
    ----------
    store, as_of, assumptions : as of `cx.study.openings`
    group : such as ("tier", "Silver"), ("type", "Impatient"), ("region", "North"), ("segment", its name)

    Returns
    -------
    One row a subject, the most important to the group first: subject, group and others (mean importance), difference,
    low, high (95 %, Welch), n and n_others (people who ordered in the 12 months and answered), verdict (True: more
    important to the group, False: less; None: too few or no difference; Holm), needed (people of each side to see a
    difference of 0.3 with a power of 80 %).

    Raises
    ------
    ValueError
        For a group by something else, and in a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-03-01,9\\n2,B,2025-03-01,9\\n")
    >>> _ = store.load("customers", b"customer_id,region\\nA,North\\nB,South\\n")
    >>> rows = b"2025-03-01,A,importance,Price,7\\n2025-03-01,B,importance,Price,2\\n"
    >>> _ = store.load("surveys", b"answered_at,customer_id,measure,subject,score\\n" + rows)
    >>> found = attitudes(store, date(2025, 3, 31), ("region", "North"))
    >>> found[["subject", "group", "others", "verdict"]].values.tolist()
    [['Price', 7.0, 2.0, None]]
    """
    found = store.read(
        "study/attitudes",
        judged=target_group.judged(store, as_of),
        sides=target_group.sides(store, as_of, group, assumptions),
    )
    both: dict[str, dict[bool, Moments]] = {}
    for row in found.itertuples():
        both.setdefault(str(row.subject), {})[bool(row.is_member)] = (float(row.mean), float(row.spread), int(row.n))
    table = _compared(list(both.items()))
    table.insert(0, "subject", list(both))
    table["needed"] = [_needed(sides) for sides in both.values()]
    known = table[table["n"] > 0]
    return known.sort_values(["group", "subject"], ascending=[False, True], ignore_index=True)


def _needed(sides: dict[bool, Moments]) -> float:
    """People of each side, so that 80 % of studies see a difference of TO_SEE (two-sided 5 %)."""
    free = sum(n - 1 for _mean, _spread, n in sides.values())
    if free < 1:
        return nan
    variance = sum((n - 1) * spread**2 for _mean, spread, n in sides.values()) / free
    z = NormalDist().inv_cdf(0.975) + NormalDist().inv_cdf(0.8)
    return ceil(2 * z**2 * variance / TO_SEE**2)


def _compared(rows: list[tuple[str, dict[bool, Moments]]]) -> pd.DataFrame:
    """The columns of SIDES of each pair of sides; they are one family of verdicts."""
    nobody = (nan, nan, 0)
    pairs = [(*sides.get(True, nobody), *sides.get(False, nobody)) for _name, sides in rows]
    ends = [intervals.mean_difference(*pair) for pair in pairs]
    p_values = [verdicts.mean_p(*pair) if min(pair[2], pair[5]) >= ENOUGH_TO_RANK else nan for pair in pairs]
    table = pd.DataFrame(
        [(pair[0], pair[3], *end, pair[2], pair[5]) for pair, end in zip(pairs, ends, strict=True)], columns=SIDES[:-1]
    )
    return table.assign(verdict=pd.Series(verdicts.decided(ends, p_values), dtype=object))


def _bought(store: Engine, as_of: date) -> str:
    text = statements.text("study/bought")
    return store.keep("bought", text, since=target_group.since(as_of), as_of=as_of)


def habits(store: Engine, as_of: date, group: Group, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """How a group and the others buy, in the 12 months up to a day.

    Parameters
    ----------
    store, as_of, group, assumptions : as of `attitudes`

    Returns
    -------
    One row a habit: habit ("orders" a customer, "basket": mean revenue of an order, "categories" bought from,
    "channel": share of the orders) and channel ("" but for channels), group, others, difference, low, high, n,
    n_others, verdict as of `attitudes`: means over customers, each of whom counts once.

    Raises
    ------
    ValueError
        As of `attitudes`.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"1,A,2025-03-01,9\\n2,A,2025-03-02,5\\n3,B,2025-03-01,9\\n"
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n" + lines)
    >>> _ = store.load("customers", b"customer_id,region\\nA,North\\nB,South\\n")
    >>> found = habits(store, date(2025, 3, 31), ("region", "North"))
    >>> found[["habit", "group", "others"]].values.tolist()
    [['orders', 2.0, 1.0], ['basket', 7.0, 9.0]]
    """
    sides = target_group.sides(store, as_of, group, assumptions)
    found = store.read("study/habits", bought=_bought(store, as_of), sides=sides)
    size = {bool(row.is_member): int(row.n) for row in found.itertuples()}
    both: dict[tuple[str, str], dict[bool, Moments]] = {}
    for row in found.itertuples():
        key = (str(row.habit), str(row.channel))
        nobody: dict[bool, Moments] = {side: (0.0, 0.0, n) for side, n in size.items()}
        both.setdefault(key, nobody)[bool(row.is_member)] = _moments(row.total, row.squares, int(row.n))
    order = {"orders": 0, "basket": 1, "categories": 2, "channel": 3}
    rows = sorted(both.items(), key=lambda item: (order[item[0][0]], item[0][1]))
    table = _compared([(key[0], sides) for key, sides in rows])
    table.insert(0, "habit", [key[0] for key, _sides in rows])
    table.insert(1, "channel", [key[1] for key, _sides in rows])
    return table


def _moments(total: float, squares: float, n: int) -> Moments:
    mean = total / n
    return mean, sqrt(max(squares - n * mean**2, 0.0) / (n - 1)) if n > 1 else 0.0, n


def times(store: Engine, as_of: date, group: Group, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """When a group and the others order, in the 12 months up to a day.

    Parameters
    ----------
    store, as_of, group, assumptions : as of `attitudes`

    Returns
    -------
    One row a weekday (1: Monday) and three hours on which anybody orders: weekday, hour (the first), orders of the
    group, share and share_of_others (0..1 of all orders of each side).

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-03-03 10:00,9\\n")
    >>> times(store, date(2025, 3, 31), ("type", "None"))[["weekday", "hour", "orders"]].values.tolist()
    [[1, 9, 1]]
    """
    sides = target_group.sides(store, as_of, group, assumptions)
    found = store.read("study/times", bought=_bought(store, as_of), sides=sides)
    both = found.pivot_table(index=["weekday", "hour"], columns="is_member", values="orders", fill_value=0)
    own, others = (
        both[side].astype(float) if side in both else pd.Series(0.0, index=both.index) for side in (True, False)
    )
    table = pd.DataFrame({"orders": own.astype(int), "share": own, "share_of_others": others})
    for name in ("share", "share_of_others"):
        table[name] = table[name] / table[name].sum() if table[name].sum() else nan
    return table.reset_index()
