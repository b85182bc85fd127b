"""Which scores make which named RFM group: the standard table, one's own, and what is wrong with it."""

import json
from dataclasses import asdict, dataclass
from itertools import pairwise, product
from typing import Any

import pandas as pd

from cx.engine.connection import Engine
from cx.errors import CxError

SETTING = "rfm"
SCORES = range(1, 6)
MEASURES = ("recency", "frequency", "money")


class RuleError(CxError):
    """Rules or bounds that cannot be kept; the sentence says which and why."""


@dataclass(frozen=True)
class Group:
    """A named box of scores; every bound is a score of 1 to 5, ends included."""

    name: str
    recency_from: int
    recency_to: int
    frequency_from: int
    frequency_to: int
    money_from: int = 1
    money_to: int = 5

    def holds(self, recency: int, frequency: int, money: int) -> bool:
        """Whether the three scores are in the box."""
        return (
            self.recency_from <= recency <= self.recency_to
            and self.frequency_from <= frequency <= self.frequency_to
            and self.money_from <= money <= self.money_to
        )


STANDARD = (
    Group("Champions", 5, 5, 4, 5),
    Group("Loyal customers", 3, 4, 4, 5),
    Group("Potential loyalists", 4, 5, 2, 3),
    Group("New customers", 5, 5, 1, 1),
    Group("Promising", 4, 4, 1, 1),
    Group("Need attention", 3, 3, 3, 3),
    Group("About to sleep", 3, 3, 1, 2),
    Group("Cannot lose them", 1, 2, 5, 5),
    Group("At risk", 1, 2, 3, 4),
    Group("Hibernating", 1, 2, 1, 2),
)
"""The ten groups in common use, by recency and frequency; together they hold each of the 25 cells once."""


@dataclass(frozen=True)
class Rules:
    """Groups in order (the first that holds a customer has them) and bounds of the scores.

    Parameters
    ----------
    groups : named boxes of scores
    recency, frequency, money : four bounds each, from the easiest score to reach (2) to the hardest (5), or None for
        quintiles. A recency score counts the bounds of days that are not exceeded (falling: 365, 180, 90, 30); the
        others count the bounds that are reached (rising: 2, 3, 5, 10)

    Raises
    ------
    RuleError
        For a box outside 1..5 or upside down, a blank name, or bounds that are not four in order.
    """

    groups: tuple[Group, ...] = STANDARD
    recency: tuple[float, ...] | None = None
    frequency: tuple[float, ...] | None = None
    money: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        for group in self.groups:
            if not group.name.strip():
                raise RuleError("A group needs a name.")
            for measure in MEASURES:
                low, high = getattr(group, f"{measure}_from"), getattr(group, f"{measure}_to")
                if not 1 <= low <= high <= 5:
                    raise RuleError(
                        f"{group.name}: {measure} runs from {low} to {high}; scores run from 1 to 5, the lower first."
                    )
        for measure, falls in (("recency", True), ("frequency", False), ("money", False)):
            _check_bounds(measure, getattr(self, measure), falls)

    def given(self) -> dict[str, Any]:
        """The parameters of the statement that scores every customer."""
        rules = [{"place": place, **asdict(group)} for place, group in enumerate(self.groups)]
        nobody = {"place": -1, "name": "", **{f"{m}_{end}": 0 for m in MEASURES for end in ("from", "to")}}
        bounds = {f"{m}_bounds": list(b) if (b := getattr(self, m)) else None for m in MEASURES}
        return {"rules": rules or [nobody], **bounds}


def _check_bounds(measure: str, bounds: tuple[float, ...] | None, falls: bool) -> None:
    if bounds is None:
        return
    if len(bounds) != 4 or any(bound != bound for bound in bounds):
        raise RuleError(f"{measure} needs four bounds, for the scores 2 to 5.")
    steps = list(pairwise(bounds))
    if not all(left > right if falls else left < right for left, right in steps):
        raise RuleError(f"The bounds of {measure} must {'fall' if falls else 'rise'} from score 2 to 5.")


def check(rules: Rules, customers: pd.DataFrame | None = None) -> pd.DataFrame:
    """Problems of the rules: cells of scores with several groups or with none, groups without a customer.

    Parameters
    ----------
    rules : those to check
    customers : the answer of `cx.rfm.groups`, to find groups without a customer; None: these are not looked for

    Returns
    -------
    One row per problem; none when every cell has exactly one group: problem ("overlap", "gap", "empty group"), groups
    (names, joined by " and "), cells (of the 125 of three scores; 0 for an empty group), example
    (recency-frequency-money, the best scores first; "" for an empty group). In an overlap the first group has the
    customer; in a gap nobody has.

    Examples
    --------
    >>> check(Rules())
    Empty DataFrame
    Columns: [problem, groups, cells, example]
    Index: []
    >>> check(Rules((Group("Everybody", 1, 5, 1, 5), Group("Best", 5, 5, 5, 5)))).values.tolist()
    [['overlap', 'Everybody and Best', 5, '5-5-5']]
    """
    found: dict[tuple[str, str], list[str]] = {}
    for scores in product(reversed(SCORES), repeat=3):
        names = [group.name for group in rules.groups if group.holds(*scores)]
        if len(names) != 1:
            key = ("overlap", " and ".join(names)) if names else ("gap", "")
            found.setdefault(key, []).append("-".join(map(str, scores)))
    rows = [(problem, names, len(cells), cells[0]) for (problem, names), cells in found.items()]
    if customers is not None:
        there = set(customers.customer_group[customers.customers > 0])
        named = dict.fromkeys(group.name for group in rules.groups)
        rows += [("empty group", name, 0, "") for name in named if name not in there]
    return pd.DataFrame(rows, columns=["problem", "groups", "cells", "example"])


def chosen(store: Engine) -> Rules:
    """The rules kept in the store; the standard ones with quintiles where none are kept."""
    text = store.setting(SETTING)
    if not text:
        return Rules()
    raw = json.loads(text)
    groups = tuple(Group(**group) for group in raw["groups"])
    return Rules(groups, **{m: tuple(raw[m]) if raw[m] else None for m in MEASURES})


def keep(store: Engine, rules: Rules) -> None:
    """Save rules in the store, for everybody who opens it.

    Parameters
    ----------
    store : the company
    rules : they replace those that were there
    """
    bounds = {measure: getattr(rules, measure) for measure in MEASURES}
    store.set(SETTING, json.dumps({"groups": [asdict(group) for group in rules.groups], **bounds}))
