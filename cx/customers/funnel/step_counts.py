"""Custom funnels: any list of steps over touchpoints and orders, with rates, trend, revenue and drop-offs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import nan
from typing import Any

import pandas as pd

from cx.customers import saved_segments
from cx.customers.filters import Scope, scoped
from cx.customers.funnel import step_walk
from cx.customers.funnel.step_walk import Walk
from cx.engine.connection import Engine
from cx.statistics import intervals

COLUMNS = ["step", "group", "people", "eligible", "rate", "low", "high", "still_open", "optional"]
UNKNOWN = "(unknown)"
NO_TIER, NO_TYPE = "(no tier)", "(no type)"
OTHERS = "(others)"


@scoped
def steps(
    store: Engine,
    steps: Sequence[dict[str, Any]],
    within_days: int | timedelta,
    order: str = "in order",
    exclude: Sequence[dict[str, Any]] = (),
    count: str = "people",
    breakdown: str | None = None,
    *,
    scope: Scope,
    entered_from: date | None = None,
    entered_to: date | None = None,
) -> pd.DataFrame:
    """Custom funnel: any ordered list of steps over touchpoints and orders, with the rate of each.

    Parameters
    ----------
    store : the company
    steps : each a dict: "table" is "touchpoints" or "orders"; "kind", "step", "channel", "campaign" (of an order only
        "channel") narrow it to one value or a list of values; "name" is for the answer; "optional": True is a step that
        may be left out, never the first
    within_days : the window. A number counts calendar days from the day of the entry, which is day 0; a timedelta is
        exact, from the moment of the entry, both ends included: `timedelta(hours=2)`. `moments` says whether the data
        has times of day; a date alone is midnight
    order : "in order": an entry is an event of the first step; each next step is the first later event that meets it,
        others may lie between. "strict": each next step is the very next event of the person. "any": an entry is an
        event of any required step, and the steps may follow in any order; equal steps need as many events. So strict <=
        in order <= any, at every step
    exclude : conditions like those of steps: such an event ends an attempt; what comes after it does not count
    count : "people", each once with the best of their attempts, or "attempts": every entry is one
    breakdown : "channel" or "campaign" of the person's first touch by as_of, "region", "tier" or "type" at as_of, or
        "segment": in the saved segment or not; a blank is "(unknown)", "(no tier)", "(no type)" or "(others)"
    as_of : None is the last date in the data
    entered_from, entered_to : first and last day of an entry; None: from the beginning, up to as_of
    region, channel, segment : only people of this region, who first came by this channel, of this saved segment (with
        breakdown "segment": everybody)

    Returns
    -------
    One row a step, or a step and group (most people at the first step first, ties by name): step, group, people,
    eligible, rate, low, high, still_open, optional. Over the groups every count adds up.

    - people : whose best attempt reached the step, its window being over; over the required steps it never rises
    - eligible : people of the required step before
    - rate : people / eligible (0..1), with its 95 % Wilson interval low, high; NaN at the first step. By region, tier,
      type or segment (as breakdown or filter) it is NaN too until an order is among the steps before: these are known
      of customers only, so that those who left without buying are missing
    - still_open : who reached the step too, but all of whose attempts run on

    Raises
    ------
    ValueError
        For an empty list of steps, a first step that is optional, a negative window or a word that is not known; it
        says what is allowed.

    Notes
    -----
    An event is a touchpoint that was not held out, or an order with a purchase; guests have none. An invitation to a
    survey (kind "asked") and thanks ("thanked") are no events. A person's events run by time, at one moment touchpoints
    before orders, then as loaded.

    With "any" the rows are still a ladder in the order in which the steps are given: a row counts those who took this
    step and every required one above it, in whatever order. So who entered by another step than the first and never
    took the first is in no row. An optional step is reached after the required one before it and holds nobody up; in
    strict order it may stand between two required steps.

    The best attempt is one whose window has run out at as_of, if there is one; then the one that gets furthest; of
    equals the first.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-03-01,90\\n")
    >>> _ = store.load("touchpoints", b"person_id,occurred_at,kind\\nA,2025-02-20,visited\\nB,2025-02-25,visited\\n")
    >>> seen = {"table": "touchpoints", "kind": "visited", "name": "Visit"}
    >>> found = steps(store, [seen, {"table": "orders"}], within_days=30, as_of=date(2025, 12, 31))
    >>> found[["step", "people", "eligible", "rate"]]
         step  people  eligible  rate
    0   Visit       2         2   NaN
    1  orders       1         2   0.5
    """
    found, labels, otherwise = walked(
        store,
        breakdown,
        steps,
        within_days,
        order,
        exclude,
        count,
        scope=scope,
        entered_from=entered_from,
        entered_to=entered_to,
    )
    of_customers = step_walk.is_of_customers(breakdown, scope)
    cells = store.read(
        "funnel/steps",
        lives=found.lives,
        reached=found.reached,
        required=list(found.required),
        optional=list(found.optional),
        labels=labels,
        otherwise=otherwise,
    )
    if breakdown is None:
        rows = _rows(found, cells, of_customers)
        return pd.DataFrame(rows, columns=[name for name in COLUMNS if name != "group"])
    first = cells[cells["place"] == 1].set_index("group")["people"]
    names = sorted(cells["group"].unique(), key=lambda group: (-first.get(group, 0), group))
    rows = [
        {"group": group, **row} for group in names for row in _rows(found, cells[cells["group"] == group], of_customers)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


@scoped
def trend(
    store: Engine, steps: Sequence[dict[str, Any]], within_days: int | timedelta, *, scope: Scope, **asked: Any
) -> pd.DataFrame:
    """Custom funnel by month of entry.

    Parameters
    ----------
    store : the company
    steps, within_days, as_of, region, channel, segment, asked : as of `steps`, without a breakdown

    Returns
    -------
    One row a month and required step: entered (first day of the month in which the best attempt entered), step, people,
    eligible, rate, low, high, still_open, as in `steps`.

    Raises
    ------
    ValueError
        As of `steps`.

    Notes
    -----
    To compare months, count "attempts": a person's best attempt may be a late one because it was the one that got
    there, which flatters the later months.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"1,A,2025-03-01,90\\n2,A,2025-03-05,60\\n3,B,2025-03-01,50\\n"
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n" + lines)
    >>> again = [{"table": "orders", "name": "Order"}, {"table": "orders", "name": "Again"}]
    >>> found = trend(store, again, within_days=30, count="attempts", as_of=date(2025, 12, 31))
    >>> found[["entered", "step", "people", "rate"]]
         entered   step  people      rate
    0 2025-03-01  Order       3       NaN
    1 2025-03-01  Again       1  0.333333
    """
    found = step_walk.walk(store, steps, within_days, scope=scope, **asked)
    of_customers = step_walk.is_of_customers(None, scope)
    months = store.read("funnel/trend", lives=found.lives, units_a_day=found.clock.units_a_day)
    rows = []
    for entered, part in months.groupby("entered"):
        reached = [part[part["depth"] >= place][["people", "still_open"]].sum() for place in found.required]
        cells = pd.DataFrame(reached).assign(place=found.required)
        rows += [
            {"entered": pd.Timestamp(entered), **row}
            for row in _rows(found, cells, of_customers)
            if not row["optional"]
        ]
    return pd.DataFrame(rows, columns=["entered", *[name for name in COLUMNS if name not in ("group", "optional")]])


@scoped
def money(
    store: Engine, steps: Sequence[dict[str, Any]], within_days: int | timedelta, *, scope: Scope, **asked: Any
) -> pd.DataFrame:
    """Revenue of people by the step that they reached, and an estimate of what is lost with those who go no further.

    Parameters
    ----------
    store : the company
    steps, within_days, as_of, region, channel, segment, asked : as of `steps`, without a breakdown

    Returns
    -------
    One row a required step: step, people, revenue (of those who reached the step), dropped (who reached the required
    step before and not this one), dropped_revenue (what these brought all the same), lost (what they would have brought
    more had they brought as much as those who reached it). lost is NaN where nobody reached the step, at the first
    step, and where `steps` has no rate because of a region or segment.

    Raises
    ------
    ValueError
        As of `steps`.

    Notes
    -----
    Revenue, in the company's currency, counts from the day of the entry to the last day of the window, net of returns,
    of people whose window is over; by whole days, with an exact window too. Counting attempts, overlapping windows
    count an order twice. lost is an estimate, for who leaves may not be like who stays.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"1,A,2025-03-01,90\\n2,A,2025-03-05,60\\n3,B,2025-03-01,50\\n"
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n" + lines)
    >>> found = money(store, [{"table": "orders"}, {"table": "orders"}], within_days=30, as_of=date(2025, 12, 31))
    >>> found[["people", "revenue", "dropped", "dropped_revenue", "lost"]].values.tolist()
    [[2.0, 200.0, 0.0, 0.0, nan], [1.0, 150.0, 1.0, 50.0, 100.0]]
    """
    found = step_walk.walk(store, steps, within_days, scope=scope, **asked)
    of_customers = step_walk.is_of_customers(None, scope)
    stopped = store.read(
        "funnel/money",
        lives=found.lives,
        persons=found.persons,
        within=found.clock.within,
        units_a_day=found.clock.units_a_day,
        as_of=found.as_of,
    ).set_index("depth")
    rows = []
    for place in found.required:
        reached, before = stopped[stopped.index >= place], found.before(place)
        left = stopped[stopped.index == before] if before else stopped.iloc[:0]
        people, revenue = int(reached["people"].sum()), float(reached["revenue"].sum())
        dropped, brought = int(left["people"].sum()), float(left["revenue"].sum())
        is_known = people and _has_rate(found, place, of_customers)
        rows.append(
            {
                "step": found.names[place - 1],
                "people": people,
                "revenue": revenue,
                "dropped": dropped,
                "dropped_revenue": brought,
                "lost": dropped * revenue / people - brought if is_known else nan,
            }
        )
    return pd.DataFrame(rows)


@scoped
def dropped(
    store: Engine,
    steps: Sequence[dict[str, Any]],
    within_days: int | timedelta,
    place: int,
    limit: int = 300,
    *,
    scope: Scope,
    **asked: Any,
) -> pd.DataFrame:
    """Drop-offs of a custom funnel: people who reached the required step before a step and not that step.

    Parameters
    ----------
    store : the company
    steps, within_days, as_of, region, channel, segment, asked : as of `steps`, without a breakdown
    place : the step, from 2
    limit : so many rows; None: everybody

    Returns
    -------
    One row a person whose window is over, most revenue first, ties by customer_id: customer_id, entered_on,
    last_step_on, channel (of the first touch), region, revenue (of all time up to as_of, net of returns), customers (of
    all rows, also those beyond `limit`).

    Raises
    ------
    ValueError
        For a place that is no step after the first, and as of `steps`.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n3,B,2025-03-01,50\\n")
    >>> again = [{"table": "orders"}, {"table": "orders"}]
    >>> found = dropped(store, again, within_days=30, place=2, as_of=date(2025, 12, 31))
    >>> found[["customer_id", "revenue"]].values.tolist()
    [['B', 50.0]]
    """
    return store.read(
        "funnel/dropped",
        limit=limit,
        as_of=scope.as_of,
        units_a_day=step_walk.clock(within_days).units_a_day,
        **leavers(store, steps, within_days, place, scope=scope, **asked),
    )


@scoped
def leavers(
    store: Engine,
    steps: Sequence[dict[str, Any]],
    within_days: int | timedelta,
    place: int,
    *,
    scope: Scope,
    **asked: Any,
) -> dict[str, Any]:
    """Parameters of the statement "funnel/leavers" for those who dropped before a step, as `save_dropped` saves them.

    Parameters
    ----------
    store : the company
    steps, within_days, place, as_of, region, channel, segment, asked : as of `dropped`

    Returns
    -------
    Names of kept tables (lives, reached, persons), from_place (the required step before) and to_place (`place`).

    Raises
    ------
    ValueError
        For a place that is no step after the first, and as of `steps`.
    """
    if not 2 <= place <= len(steps):
        raise ValueError(f"Nobody can drop before step {place}: name a step from 2 to {len(steps)}.")
    found = step_walk.walk(store, steps, within_days, scope=scope, **asked)
    return {
        "lives": found.lives,
        "reached": found.reached,
        "persons": found.persons,
        "from_place": found.before(place),
        "to_place": place,
    }


@scoped
def save_dropped(
    store: Engine,
    name: str,
    words: str,
    steps: Sequence[dict[str, Any]],
    within_days: int | timedelta,
    place: int,
    *,
    scope: Scope,
    **asked: Any,
) -> int:
    """Save everybody of `dropped` as a segment.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    steps, within_days, place, as_of, region, channel, segment, asked : as of `dropped`

    Returns
    -------
    How many customers the segment has.

    Raises
    ------
    ValueError
        As of `dropped`.
    StoreError
        As of `cx.saved.save`.
    """
    given = leavers(store, steps, within_days, place, scope=scope, **asked)
    return saved_segments.save(store, name, scope.as_of, words, "funnel/leavers", **given)


def offered(store: Engine) -> pd.DataFrame:
    """Kinds and steps of touchpoints that a step of a custom funnel can ask for.

    Returns
    -------
    One row a kind and a step that occurs: field ("kind" or "step"), value, touchpoints. Kinds before steps, each with
    most touchpoints first, ties by value. Contacts that were held out, invitations to surveys and thanks are not
    counted.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("touchpoints", b"person_id,occurred_at,kind\\nA,2025-02-20,visited\\nB,2025-02-25,visited\\n")
    >>> offered(store).values.tolist()
    [['kind', 'visited', 2]]
    """
    return store.read("funnel/offered")


@scoped
def walked(store: Engine, breakdown: str | None, *question: Any, scope: Scope, **asked: Any) -> tuple[Walk, str, str]:
    """The walk through the steps, with a label for each person.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `steps`
    breakdown : as of `steps`
    question, asked : the other parameters of `steps`

    Returns
    -------
    (the walk, name of the kept table of the people's groups, name of the group of those without one).
    """
    of = replace(scope, segment=None) if breakdown == "segment" else scope
    found = step_walk.walk(store, *question, scope=of, **asked)
    placed = None
    if breakdown == "tier":
        from cx.customers import segments  # scikit-learn comes with it, which only this breakdown needs

        placed = segments.placed(store, found.as_of)
    if breakdown == "type":
        from cx.customers import customer_types  # likewise

        placed = customer_types.typed(store, found.as_of)
    labels = step_walk.labels(store, breakdown, found, scope, placed)
    return found, labels, {"tier": NO_TIER, "type": NO_TYPE, "segment": OTHERS}.get(breakdown or "", UNKNOWN)


def _has_rate(found: Walk, place: int, of_customers: bool) -> bool:
    """Whether everybody who could take the step is known: by what customers alone have, only those beyond an order
    are.
    """
    before = found.before(place)
    return place > 1 and (not of_customers or (found.bought_at is not None and found.bought_at <= before))


def _rows(found: Walk, cells: pd.DataFrame, of_customers: bool) -> list[dict[str, Any]]:
    counted = {int(row.place): row for row in cells.itertuples()}
    people = {place: int(counted[place].people) if place in counted else 0 for place in range(1, len(found.names) + 1)}
    rows = []
    for place, name in enumerate(found.names, 1):
        before = people[found.before(place)] if place > 1 else people[1]
        has_rate = _has_rate(found, place, of_customers)
        rate, low, high = intervals.wilson(people[place], before) if has_rate else (nan, nan, nan)
        rows.append(
            {
                "step": name,
                "people": people[place],
                "eligible": before,
                "rate": rate,
                "low": low,
                "high": high,
                "still_open": int(counted[place].still_open) if place in counted else 0,
                "optional": place in found.optional,
            }
        )
    return rows
