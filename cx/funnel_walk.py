"""The walk of every person through a list of steps: attempts, how far they got, and when. Everything stays in the engine."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cx import coverage, sql
from cx.store import Store

ORDERS = ["in order", "strict", "any"]
COUNTS = ["people", "attempts"]
CONDITIONS = {"touchpoints": ["kind", "step", "channel", "campaign"], "orders": ["channel"]}
BREAKDOWNS = [None, "channel", "campaign", "region", "tier", "type", "segment"]


@dataclass(frozen=True)
class Walk:
    """Where the answers of one question lie.

    lives : kept table, a person (or an attempt) with the attempt that counts: person, entry, entered_on, depth, is_closed
    reached : kept table, an attempt and a place that it reached; persons : kept table of numbers and ids
    names : what each step is called; required, optional : the places of the steps, from 1
    """

    lives: str
    reached: str
    persons: str
    names: tuple[str, ...]
    required: tuple[int, ...]
    optional: tuple[int, ...]
    as_of: date
    within_days: int

    def before(self, place: int) -> int:
        """The required place that comes before; 0 before the first."""
        return max([earlier for earlier in self.required if earlier < place], default=0)


def walk(
    store: Store,
    steps: Sequence[dict],
    within_days: int,
    order: str = "in order",
    exclude: Sequence[dict] = (),
    count: str = "people",
    as_of: date | None = None,
    entered_from: date | None = None,
    entered_to: date | None = None,
    region: str | None = None,
    segment: str | None = None,
) -> Walk:
    """Walk everybody through the steps; the parameters are those of `cx.funnel.steps`."""
    _check(steps, exclude, within_days, ((order, ORDERS), (count, COUNTS)))
    until = as_of or coverage.last_date(store) or date.min
    places = range(1, len(steps) + 1)
    optional = tuple(place for place in places if steps[place - 1].get("optional"))
    required = tuple(place for place in places if place not in optional)
    persons = _persons(store)  # asked for once: a load in between would give everybody another number
    tables = _tables(store, steps, exclude, persons)
    asked = {**tables, "within_days": within_days, "as_of": until}
    reached = store.keep(
        "funnel_reached",
        sql.text("answers/funnel_entries"),
        more=[(text, {**asked, **move}) for text, move in _moves(steps, required, order)],
        persons=persons,
        begins=list(required if order == "any" else (1,)),
        place=0 if order == "any" else 1,
        best_only=count == "people" and order != "strict",
        **asked,
        entered_from=entered_from,
        entered_to=entered_to,
        region=region,
        segment=segment,
    )
    lives = store.keep(
        "funnel_lives",
        sql.text("answers/funnel_lives"),
        reached=reached,
        optional=list(optional),
        within_days=within_days,
        as_of=until,
        count=count,
    )
    names = tuple(_name(step) for step in steps)
    return Walk(lives, reached, persons, names, required, optional, until, within_days)


def labels(
    store: Store, breakdown: str | None, found: Walk, segment: str | None = None, placed: str | None = None
) -> str:
    """Kept table of the group of each person of a walk; placed : a kept table of customers with tier or type, for these breakdowns."""
    if breakdown not in BREAKDOWNS:
        raise ValueError(f"{breakdown!r} is none of {', '.join(str(word) for word in BREAKDOWNS)}.")
    if placed is not None:
        return store.keep(
            "funnel_labels", sql.text(f"answers/funnel_{breakdown}s"), placed=placed, persons=found.persons
        )
    return store.keep(
        "funnel_labels",
        sql.text("answers/funnel_labels"),
        breakdown=breakdown or "",
        as_of=found.as_of,
        by_segment=segment,
        persons=found.persons,
    )


def _persons(store: Store) -> str:
    return store.keep("funnel_persons", sql.text("answers/funnel_persons"))


def _tables(store: Store, steps: Sequence[dict], exclude: Sequence[dict], persons: str) -> dict[str, str]:
    """All events, numbered, and which of them meet which step."""
    kinds = store.keep("funnel_kinds", sql.text("answers/funnel_kinds"))
    events = store.keep("funnel_events", sql.text("answers/funnel_events"), persons=persons, kinds=kinds)
    conditions = [{"place": place, **_condition(step)} for place, step in enumerate(steps, 1)]
    conditions += [{"place": 0, **_condition(step)} for step in exclude]
    places = store.keep(
        "funnel_places", sql.text("answers/funnel_places"), places=json.dumps(conditions), kinds=kinds
    )
    return {"events": events, "places": places}


def _moves(steps: Sequence[dict], required: tuple[int, ...], order: str) -> list[tuple[str, dict[str, Any]]]:
    """The statements that lead from the entries to all that was reached, a place after the other."""
    conditions = [_condition(step) for step in steps]
    moves = []
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
        moves.append((sql.text(f"answers/funnel_{move[0]}"), {"place": place, **move[1]}))
    return moves


def _condition(step: dict) -> dict:
    """The step as the statement takes it: every narrowing a list of texts, or null where there is none."""
    given = {name: step.get(name) for name in ("kind", "step", "channel", "campaign")}
    lists = {name: [value] if isinstance(value, str) else value for name, value in given.items()}
    return {"table": step["table"], **{name: value and sorted(value) for name, value in lists.items()}}


def _name(step: dict) -> str:
    if "name" in step:
        return step["name"]
    narrowed = [str(step[name]) for name in CONDITIONS[step["table"]] if step.get(name)]
    return " ".join(narrowed) or step["table"]


def _check(steps: Sequence[dict], exclude: Sequence[dict], within_days: int, words: tuple) -> None:
    for given, allowed in words:
        if given not in allowed:
            raise ValueError(f"{given!r} is none of {', '.join(allowed)}.")
    if not steps:
        raise ValueError("A funnel needs at least one step.")
    if steps[0].get("optional"):
        raise ValueError("The first step cannot be optional: an attempt begins with it.")
    if within_days < 0:
        raise ValueError("A window cannot be shorter than 0 days.")
    for step in [*steps, *exclude]:
        table = step.get("table")
        if table not in CONDITIONS:
            raise ValueError(f"A step's table is touchpoints or orders, not {table!r}.")
        unknown = set(step) - {"table", "name", "optional", *CONDITIONS[table]}
        if unknown:
            raise ValueError(f"A step of {table} knows no {', '.join(sorted(unknown))}.")
