"""What a subject of Experience, of value or of the market gives to the overview, in one shape.

A subject joins in two lines. In `cx`: its package has a module `overview.py` with a `Part`, named in
`cx.home.page_parts.PARTS`; its rows then stand in `cx.home.changes`, its action in `cx.home.actions`. On screen:
its page has a module `overview.py` with a `pages.shared.overview_part.Part`, named in `pages/home/page_parts.PARTS`; it
brings the finding and the words of both.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope
from cx.engine.connection import Engine
from cx.statistics.changes import Row

KEPT_SHARE = 0.05
"""Of the contribution of some customers: what an action on them is taken to keep, an assumption."""


@dataclass(frozen=True)
class Action:
    """One thing to do.

    Attributes
    ----------
    page : whose function answers it
    money : what it is worth, of 12 months, in the company's currency; None where that is not known
    n : customers or products that it rests on
    subject : the channel, the tier, the stage that the products leave, the topic
    figures : further numbers of its sentence, by name
    """

    page: str
    money: float | None
    n: int
    subject: str = ""
    figures: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """The changes and the action of one subject.

    Attributes
    ----------
    page : the name of its page
    measures : the codes of its changes, at most two: all rows of the overview are one family of verdicts
    changes : (store, scope, then) -> a row of `cx.changes` for each measure that the data can show in the 12 months up
        to the day of `scope`, beside those up to the day of `then`; the same numbers as on its page
    action : (store, scope, assumptions) -> what to do next, None where the data say nothing
    """

    page: str
    measures: tuple[str, ...]
    changes: Callable[[Engine, Scope, Scope], list[Row]]
    action: Callable[[Engine, Scope, Assumptions | None], Action | None]
