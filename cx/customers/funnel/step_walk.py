"""The walk of every person through a list of steps: attempts, how far they got, and when. Everything stays in the
engine.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cx.customers import saved_segments
from cx.customers.filters import Scope, scoped
from cx.engine import statements
from cx.engine.connection import Engine

ORDERS = ["in order", "strict", "any"]
COUNTS = ["people", "attempts"]
CONDITIONS = {"touchpoints": ["kind", "step", "channel", "campaign"], "orders": ["channel"]}
BREAKDOWNS = [None, "channel", "campaign", "region", "tier", "type", "segment"]
OF_CUSTOMERS = ["region", "tier", "type", "segment"]
"""Breakdowns by what is known of customers only: whoever never bought has none."""
FIRST_DAY = date(1900, 1, 1)
MICROSECOND = timedelta(microseconds=1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Clock:
    """How the walk measures time: in calendar days where a window is of days, in microseconds where it is exact.

    Attributes
    ----------
    unit : microseconds of one unit
    within : the window, in units
    """

    unit: int
    within: int

    @property
    def units_a_day(self) -> int:
        """How many units a day has."""
        return DAY // MICROSECOND // self.unit

    def start(self, day: date | None) -> int | None:
        """The beginning of a day, in units after 1900."""
        return None if day is None else (day - FIRST_DAY).days * self.units_a_day

    def end(self, day: date | None) -> int | None:
        """The beginning of the day after."""
        return None if day is None else (day - FIRST_DAY).days * self.units_a_day + self.units_a_day


def clock(within: int | timedelta) -> Clock:
    """The clock of a window: a number counts calendar days, a timedelta the exact time from the moment of the entry.

    Examples
    --------
    >>> clock(30), clock(timedelta(hours=2)).within
    (Clock(unit=86400000000, within=30), 7200000000)
    """
    if isinstance(within, timedelta):
        return Clock(1, within // MICROSECOND)
    return Clock(DAY // MICROSECOND, int(within))


def is_of_customers(breakdown: str | None, scope: Scope) -> bool:
    """Whether a question tells people apart by what is known of customers only, so that people have no denominator.

    Parameters
    ----------
    breakdown : as of `cx.funnel.steps`
    scope : whose region and segment count, not its channel
    """
    return breakdown in OF_CUSTOMERS or scope.is_of_buyers


@dataclass(frozen=True)
class Walk:
    """Where the answers of one question lie.

    Attributes
    ----------
    lives : kept table, a person (or an attempt) with the attempt that counts: person, entry, entered_at, depth,
        is_closed
    reached : kept table, an attempt and a place that it reached
    persons : kept table of numbers and ids
    names : what each step is called
    required, optional : the places of the steps, from 1
    as_of : what happened after this day is not known
    clock : how time is measured
    bought_at : the first required place that is an order: who is beyond it is a customer; None without one
    """

    lives: str
    reached: str
    persons: str
    names: tuple[str, ...]
    required: tuple[int, ...]
    optional: tuple[int, ...]
    as_of: date
    clock: Clock
    bought_at: int | None

    def before(self, place: int) -> int:
        """The required place that comes before; 0 before the first."""
        return max([earlier for earlier in self.required if earlier < place], default=0)


@scoped
def walk(
    store: Engine,
    steps: Sequence[dict[str, Any]],
    within_days: int | timedelta,
    order: str = "in order",
    exclude: Sequence[dict[str, Any]] = (),
    count: str = "people",
    *,
    scope: Scope,
    entered_from: date | None = None,
    entered_to: date | None = None,
) -> Walk:
    """Walk everybody through the steps.

    Parameters
    ----------
    store : the company
    steps, within_days, order, exclude, count, as_of, region, channel, segment, entered_from, entered_to : as of
        `cx.funnel.steps`

    Returns
    -------
    A `Walk`: the names of the kept tables that answers read.

    Raises
    ------
    ValueError
        As of `cx.funnel.steps`.
    """
    measured = clock(within_days)
    _check(steps, exclude, measured.within, ((order, ORDERS), (count, COUNTS)))
    until = scope.as_of
    places = range(1, len(steps) + 1)
    optional = tuple(place for place in places if steps[place - 1].get("optional"))
    required = tuple(place for place in places if place not in optional)
    persons = _persons(store)  # asked for once: a load in between would give everybody another number
    tables = _tables(store, steps, exclude, persons, measured.unit)
    asked: dict[str, Any] = {**tables, "within": measured.within, "until": measured.end(until)}
    reached = store.keep(
        "funnel_reached",
        statements.text("funnel/entries"),
        more=[(text, {**asked, **move}) for text, move in _moves(steps, required, order)],
        persons=persons,
        begins=list(required if order == "any" else (1,)),
        place=0 if order == "any" else 1,
        best_only=count == "people" and order != "strict",
        **asked,
        entered_from=measured.start(entered_from),
        entered_before=measured.end(entered_to),
        **scope.of_customers,
    )
    lives = store.keep(
        "funnel_lives",
        statements.text("funnel/lives"),
        reached=reached,
        optional=list(optional),
        within=measured.within,
        until=measured.end(until),
        count=count,
    )
    bought_at = next((place for place in required if steps[place - 1]["table"] == "orders"), None)
    names = tuple(_name(step) for step in steps)
    return Walk(lives, reached, persons, names, required, optional, until, measured, bought_at)


def labels(store: Engine, breakdown: str | None, found: Walk, scope: Scope, placed: str | None = None) -> str:
    """Kept table of the group of each person of a walk; placed : a kept table of customers with tier or type, for these
    breakdowns.

    Parameters
    ----------
    store : the company
    breakdown, scope : as of `cx.funnel.steps`
    found : the walk
    placed : a kept table of customers with tier or type (kind), for these breakdowns
    """
    if breakdown not in BREAKDOWNS:
        raise ValueError(f"{breakdown!r} is none of {', '.join(str(word) for word in BREAKDOWNS)}.")
    if placed is not None:
        return store.keep(
            "funnel_labels", statements.text(f"funnel/{breakdown}s"), placed=placed, persons=found.persons
        )
    return store.keep(
        "funnel_labels",
        statements.text("funnel/labels"),
        breakdown=breakdown or "",
        as_of=found.as_of,
        by_segment=scope.segment,
        members=saved_segments.table(store, scope.segment, scope.as_of) if scope.segment else None,
        persons=found.persons,
    )


def _persons(store: Engine) -> str:
    return store.keep("funnel_persons", statements.text("funnel/persons"))


def _tables(
    store: Engine, steps: Sequence[dict[str, Any]], exclude: Sequence[dict[str, Any]], persons: str, unit: int
) -> dict[str, str]:
    """All events, numbered, and which of them meet which step."""
    kinds = store.keep("funnel_kinds", statements.text("funnel/kinds"))
    events = store.keep("funnel_events", statements.text("funnel/events"), persons=persons, kinds=kinds, unit=unit)
    conditions = [{"place": place, **_condition(step)} for place, step in enumerate(steps, 1)]
    conditions += [{"place": 0, **_condition(step)} for step in exclude]
    places = store.keep("funnel_places", statements.text("funnel/places"), places=json.dumps(conditions), kinds=kinds)
    return {"events": events, "places": places}


def _moves(steps: Sequence[dict[str, Any]], required: tuple[int, ...], order: str) -> list[tuple[str, dict[str, Any]]]:
    """The statements that lead from the entries to all that was reached, a place after the other."""
    conditions = [_condition(step) for step in steps]
    moves = []
    move: tuple[str, dict[str, Any]]
    for place in range(1 if order == "any" else 2, len(steps) + 1):
        before = [earlier for earlier in required if earlier < place]
        last = max(before, default=0)
        same = [earlier for earlier in before if conditions[earlier - 1] == conditions[place - 1]]
        if order == "strict":
            move = ("strict", {"before": list(range(last, place))})
        elif order == "any" and same:
            move = ("another", {"before": last, "same": max(same)})
        else:
            move = ("next", {"before": last, "any_order": order == "any"})
        moves.append((statements.text(f"funnel/{move[0]}"), {"place": place, **move[1]}))
    return moves


def _condition(step: dict[str, Any]) -> dict[str, Any]:
    """The step as the statement takes it: every narrowing a list of texts, or null where there is none."""
    given = {name: step.get(name) for name in ("kind", "step", "channel", "campaign")}
    lists = {name: [value] if isinstance(value, str) else value for name, value in given.items()}
    return {"table": step["table"], **{name: value and sorted(value) for name, value in lists.items()}}


def _name(step: dict[str, Any]) -> str:
    if "name" in step:
        return str(step["name"])
    narrowed = [str(step[name]) for name in CONDITIONS[step["table"]] if step.get(name)]
    return " ".join(narrowed) or step["table"]


def _check(
    steps: Sequence[dict[str, Any]],
    exclude: Sequence[dict[str, Any]],
    within: int,
    words: Sequence[tuple[str, Collection[str]]],
) -> None:
    for given, allowed in words:
        if given not in allowed:
            raise ValueError(f"{given!r} is none of {', '.join(allowed)}.")
    if not steps:
        raise ValueError("A funnel needs at least one step.")
    if steps[0].get("optional"):
        raise ValueError("The first step cannot be optional: every entry begins with it.")
    if within < 0:
        raise ValueError("A window cannot be shorter than 0 days.")
    for step in [*steps, *exclude]:
        table = step.get("table")
        if table not in CONDITIONS:
            raise ValueError(f"A step's table is touchpoints or orders, not {table!r}.")
        unknown = set(step) - {"table", "name", "optional", *CONDITIONS[table]}
        if unknown:
            raise ValueError(f"A step of {table} knows no {', '.join(sorted(unknown))}.")
