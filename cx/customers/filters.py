"""Scope of an answer: the day as of which it is asked, and whom it shows. Rank first, filter after."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial, wraps
from inspect import Parameter, Signature, signature
from typing import Any, TypeVar

from cx.customers import saved_segments
from cx.engine import coverage, statements
from cx.engine.connection import Engine
from cx.statistics import periods

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Scope:
    """What an answer looks at. It chooses what is shown; tiers, scores and limits stay those of everybody.

    Parameters
    ----------
    as_of : what happened after this day is not known
    since : only customers who ordered from that day on; None: all
    region : only customers of that region; None: all, with a known region or without
    channel : only people whose first touch came by that channel, not after their first order; None: all
    segment : only members of that saved segment; None: all. A rule is computed as of the day.
    members : the kept table of who is of the channel and of the segment, which `scoped` fills in
    """

    as_of: date
    since: date | None = None
    region: str | None = None
    channel: str | None = None
    segment: str | None = None
    members: str | None = None

    def __post_init__(self) -> None:
        periods.checked(as_of=self.as_of, since=self.since)

    @property
    def of_customers(self) -> dict[str, Any]:
        """Region, and the kept table of who is of the channel and the segment, as the parameters of a statement."""
        is_of_members = self.channel is not None or self.segment is not None
        if is_of_members and self.members is None:
            raise ValueError("the members of a segment are known within a function that is `scoped`")
        return {"region": self.region, "segment": self.members if is_of_members else None}

    @property
    def given(self) -> dict[str, Any]:
        """All but the day, as the parameters of a statement."""
        return {"since": self.since, **self.of_customers}

    @property
    def is_of_some(self) -> bool:
        """Whether only customers of a region, a channel or a saved segment are shown."""
        return self.channel is not None or self.is_of_buyers

    @property
    def is_of_buyers(self) -> bool:
        """Whether only who is of a region or a saved segment is shown: both are known of customers only, while a
        channel is known of everybody reached.
        """
        return self.region is not None or self.segment is not None

    def at(self, day: date) -> "Scope":
        """The same region, channel and segment as of another day."""
        return Scope(day, region=self.region, channel=self.channel, segment=self.segment)


OF_CUSTOMERS = ("region", "channel", "segment")
DAYS = ("before", "entered_from", "opened_from", "overdue_from")
"""Arguments of answers that are days, beside those of a scope."""


def scoped(
    answer: Callable[..., Answer], filters: tuple[str, ...] = OF_CUSTOMERS, positional: tuple[str, ...] = ()
) -> Callable[..., Answer]:
    """Let callers give a Scope, or a day and the filters by name, for the parameter `scope`.

    `cohorts(store, as_of, region="North")` asks what `cohorts(store, Scope(as_of, region="North"))` asks. Without a day
    it is the last one in the data.

    Parameters
    ----------
    answer : a function of the store and a parameter `scope`
    filters : those that the answer reads; another is an unexpected keyword
    positional : names of what callers may give by place after the day, where region or segment are among them
    """
    parameters = signature(answer).parameters
    by_place = parameters["scope"].kind is Parameter.POSITIONAL_OR_KEYWORD
    place = list(parameters).index("scope") if by_place else sys.maxsize

    @wraps(answer)
    def asked(*args: Any, **given: Any) -> Answer:
        if positional and len(args) > place + 1:
            given |= dict(zip(positional, args[place + 1 :], strict=False))
            args = args[: place + 1]
        periods.checked(**{name: given[name] for name in DAYS if name in given})
        whom = {name: given.pop(name) for name in filters if name in given}
        by_name = given.pop("as_of", given.pop("scope", None))
        at = args[place] if len(args) > place else by_name
        if isinstance(at, Scope):
            scope = replace(at, **whom)
        else:
            scope = Scope(at or coverage.last_date(args[0]) or date.min, **whom)
        scope = _with_members(args[0] if args else given["store"], scope)
        if len(args) > place:
            return answer(*args[:place], scope, *args[place + 1 :], **given)
        return answer(*args, scope=scope, **given)

    asked.__signature__ = _as_called(answer, filters)  # type: ignore[attr-defined]  # for help() and the definitions page
    return asked


def on_day(store: Engine, scope: Scope, day: date) -> Scope:
    """The same region, channel and segment as of another day, with who was of them then."""
    return _with_members(store, scope.at(day))


def _with_members(store: Engine, scope: Scope) -> Scope:
    """The scope with the kept table of who is of its channel and its segment."""
    if scope.channel is None and scope.segment is None:
        return scope
    return replace(scope, members=_members(store, scope))


def _members(store: Engine, scope: Scope) -> str:
    """Kept table: the customer_id of who is of the channel and of the segment."""
    segment = None if scope.segment is None else saved_segments.table(store, scope.segment, scope.as_of)
    if scope.channel is None and segment is not None:
        return segment
    text = statements.text("customers/came_by")
    return store.keep("members", text, channel=scope.channel, as_of=scope.as_of, segment=segment)


scoped_since = partial(scoped, filters=("since", *OF_CUSTOMERS))
"""`scoped` for an answer that reads `since` too."""


def _as_called(answer: Callable[..., Any], filters: tuple[str, ...]) -> Signature:
    """The signature that callers see: a day and the filters by name in place of the scope."""
    found = signature(answer)
    whom = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=Scope.__annotations__[name])
        for name in filters
    ]
    parameters = [
        each.replace(
            name="as_of",
            annotation=date | Scope,
            default=None if each.kind is Parameter.KEYWORD_ONLY else Parameter.empty,
        )
        if each.name == "scope"
        else each
        for each in found.parameters.values()
    ]
    last = parameters.pop() if parameters[-1].kind is Parameter.VAR_KEYWORD else None
    return found.replace(parameters=[*parameters, *whom, *([last] if last else [])])


def shown(store: Engine, among: str, scope: Scope) -> str:
    """Kept table with the rows of another kept table that are shown; that table itself where nothing is filtered.

    Parameters
    ----------
    store, scope : the company, and whom to show
    among : a kept table with customer_id, region and recency_days
    """
    if scope.since is None and not scope.is_of_some:
        return among
    text = statements.text("customers/filtered")
    return store.keep("shown", text, among=among, as_of=scope.as_of, **scope.given)
