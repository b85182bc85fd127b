"""How many people go through any list of steps, in order, strictly in order or in any order?"""

import json
from collections.abc import Sequence
from datetime import date
from math import nan

import pandas as pd

from cx import coverage, intervals
from cx.store import Store

ORDERS = ["in order", "strict", "any"]
COUNTS = ["people", "attempts"]
CONDITIONS = {"touchpoints": ["kind", "step", "channel", "campaign"], "orders": ["channel"]}
COLUMNS = ["step", "group", "people", "eligible", "rate", "low", "high", "still_open"]
BREAKDOWNS = [None, "channel", "campaign", "region"]


def steps(
    store: Store,
    steps: Sequence[dict],
    within_days: int,
    order: str = "in order",
    exclude: Sequence[dict] = (),
    count: str = "people",
    breakdown: str | None = None,
    as_of: date | None = None,
    entered_from: date | None = None,
    entered_to: date | None = None,
) -> pd.DataFrame:
    """Any ordered list of steps over touchpoints and orders: one row a step, or a step and group.

    steps : each a dict: "table" is "touchpoints" or "orders"; "kind", "step", "channel", "campaign" (of an order
    only "channel") narrow it to one value or a list of values; "name" is for the answer
    within_days : the window, in days from the day of the entry, which is day 0
    exclude : conditions like those of steps: such an event ends an attempt; what comes after it does not count
    count : "people", each once with the best of their attempts, or "attempts": every entry is one
    breakdown : "channel" or "campaign" of the person's first touch by as_of, or "region"; a blank is "(unknown)"
    as_of : None is the last date in the data; entered_from, entered_to : first and last day of an entry
    Columns: step, group, people, eligible, rate, low, high, still_open.

    An event is a touchpoint that was not held out, or an order with a purchase; guests have none. A person's events
    run by time, at one moment touchpoints before orders, then as loaded. A date without an hour is midnight.
    "in order": an entry is an event of the first step; each next step is a later event, others may lie between.
    "strict": each next step is the very next event of the person. "any": an entry is an event of any step, and the
    steps may follow in any order; equal steps need as many events. So strict <= in order <= any, at every step.
    people : who reached the step in an attempt whose window has run out at as_of; it never rises from step to step.
    still_open : who reached it too, but all of whose attempts run on. rate : people / those of the step before
    (eligible), with its 95 % Wilson interval; NaN at the first step. Over the groups every count adds up.
    Raises ValueError, with what is allowed, for an empty list of steps or a word that is not known.

    >>> import cx
    >>> seen = {"table": "touchpoints", "kind": "visited", "name": "Visit"}
    >>> steps(cx.open_store(), [seen, {"table": "orders"}], within_days=30)[["step", "people"]]
         step  people
    0   Visit       0
    1  orders       0
    """
    _check(steps, within_days, ((order, ORDERS), (count, COUNTS), (breakdown, BREAKDOWNS)))
    placed = _placed(steps)
    cells = store.read(
        "funnel_steps",
        steps=json.dumps(placed),
        excluded=json.dumps([_condition(step) for step in exclude]),
        last=len(placed),
        within_days=within_days,
        order=order,
        count=count,
        breakdown=breakdown or "",
        as_of=as_of or coverage.last_date(store) or date.min,
        entered_from=entered_from,
        entered_to=entered_to,
    )
    names = [_name(step) for step in steps]
    if breakdown is None:
        return pd.DataFrame(_rows(names, cells), columns=[name for name in COLUMNS if name != "group"])
    groups = {group: cells[cells["group"] == group] for group in cells["group"].drop_duplicates()}
    rows = [{"group": group, **row} for group, theirs in groups.items() for row in _rows(names, theirs)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _placed(steps: Sequence[dict]) -> list[dict]:
    """The conditions with their place, and with how many events of their kind are needed up to there."""
    wanted = [_condition(step) for step in steps]
    return [
        {**step, "place": place, "needed": wanted[:place].count(step)} for place, step in enumerate(wanted, 1)
    ]


def _rows(names: list[str], cells: pd.DataFrame) -> list[dict]:
    counted = {int(row.place): row for row in cells.itertuples()}
    rows, before = [], None
    for place, name in enumerate(names, 1):
        people = int(counted[place].people) if place in counted else 0
        rate, low, high = (nan, nan, nan) if before is None else intervals.wilson(people, before)
        rows.append(
            {
                "step": name, "people": people, "eligible": people if before is None else before, "rate": rate,
                "low": low, "high": high, "still_open": int(counted[place].still_open) if place in counted else 0,
            }
        )  # fmt: skip
        before = people
    return rows


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


def _check(steps: Sequence[dict], within_days: int, words: tuple) -> None:
    for given, allowed in words:
        if given not in allowed:
            raise ValueError(f"{given!r} is none of {', '.join(str(word) for word in allowed)}.")
    if not steps:
        raise ValueError("A funnel needs at least one step.")
    if within_days < 0:
        raise ValueError("A window cannot be shorter than 0 days.")
    for step in steps:
        table = step.get("table")
        if table not in CONDITIONS:
            raise ValueError(f"A step's table is touchpoints or orders, not {table!r}.")
        unknown = set(step) - {"table", "name", *CONDITIONS[table]}
        if unknown:
            raise ValueError(f"A step of {table} knows no {', '.join(sorted(unknown))}.")
