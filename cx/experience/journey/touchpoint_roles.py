"""Roles of touchpoints: their usual step, P and team, and the words by which a name points to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd


@dataclass(frozen=True)
class Role:
    """What touchpoints of one sort usually are; words: those of names that point to it."""

    role: str
    step: str
    p: str
    team: str
    words: frozenset[str]


@cache
def roles() -> dict[str, Role]:
    """The roles of `touchpoint_roles.csv`, by name."""
    listed = pd.read_csv(Path(__file__).with_name("touchpoint_roles.csv"), keep_default_na=False)
    return {
        row.role: Role(row.role, row.step, row.p, row.team, frozenset(row.words.split()))
        for row in listed.itertuples(index=False)
    }


def words(text: str) -> set[str]:
    """The words of a name, in lower case, without numbers.

    Examples
    --------
    >>> sorted(words("Same-day delivery 2"))
    ['day', 'delivery', 'same']
    """
    return set(re.findall(r"[^\W\d_]+", text.lower()))


def is_of(name: str, role: str) -> bool:
    """Whether a word of a name points to a role.

    Examples
    --------
    >>> is_of("Late delivery", "delivery"), is_of("Website", "store")
    (True, False)
    """
    return bool(words(name) & roles()[role].words)


def first(name: str) -> Role | None:
    """The first role that a word of a name points to; None where none does.

    Examples
    --------
    >>> first("Spare parts").step, first("Zebra")
    ('use', None)
    """
    return next((role for role in roles().values() if is_of(name, role.role)), None)


def is_of_touchpoints(name: str) -> bool:
    """Whether every word of a name points to some role: “staff” does, “delivery speed” is a quality of one.

    Examples
    --------
    >>> is_of_touchpoints("staff"), is_of_touchpoints("delivery speed")
    (True, False)
    """
    return words(name) <= frozenset[str]().union(*(role.words for role in roles().values()))


def team(usual: str, teams: Sequence[str]) -> str:
    """Of a company's own teams the one that shares most words with the usual one; the usual one where none shares any.

    Examples
    --------
    >>> team("finance and sales", ["stores", "sales"]), team("marketing", ["stores"])
    ('sales', 'marketing')
    """
    shared = {name: len((words(usual) & words(name)) - {"and"}) for name in teams}
    best = max(shared, key=shared.__getitem__, default=usual)
    return best if shared.get(best) else usual
