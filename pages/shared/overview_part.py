"""What a page gives to the overview: its finding, and the words of its changes and of its action.

Each such page has a module `overview.py` beside its story with a `PART`; `pages/home/page_parts.py` names it in one
line. The numbers of the changes and of the action come from the `PART` of `cx.experience.<page>.overview`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cx.home import Action


@dataclass(frozen=True)
class Finding:
    """The title of a page and its basis: n, and what it stands on; both ready for Markdown."""

    title: str
    basis: str


@dataclass(frozen=True)
class Measure:
    """What a measure is called: in the table of changes with a capital, in a title after "worse:"."""

    name: str
    short: str


@dataclass(frozen=True)
class Part:
    """A page of Experience on the overview.

    Attributes
    ----------
    page : its name
    measures : the words of each measure of its `cx` part
    finding : what the page's title says now, of what is chosen above the overview; None without data for it. It asks
        what the page asks, so that the answer is remembered for both
    action : (action, currency) -> what to do, and why
    """

    page: str
    measures: dict[str, Measure]
    finding: Callable[[Any], Finding | None]
    action: Callable[[Action, str], tuple[str, str]]
