"""The general funnel, by hand and against a plain walk from event to event."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cx import funnel
from tests.shops import restock, shop

END = date(2025, 12, 31)
VISIT = {"table": "touchpoints", "kind": "visited", "name": "Visit"}
CLICK = {"table": "touchpoints", "kind": "clicked", "name": "Click"}
SERVED = {"table": "touchpoints", "kind": "served", "name": "Served"}
ORDER = {"table": "orders", "name": "Order"}


def touch(person, moment, kind, channel=None):
    return (person, moment, channel, None, kind)


def people(store, steps, **asked):
    return funnel.steps(store, steps, **{"within_days": 30, "as_of": END, **asked})["people"].tolist()


@pytest.fixture(scope="module")
def store():
    """a: visit, click, order. b: click, visit, order. c: visit, served, click, order. d: visit only."""
    return shop(
        touchpoints=[
            touch("a", "2025-01-01", "visited"), touch("a", "2025-01-02", "clicked"),
            touch("b", "2025-01-01", "clicked"), touch("b", "2025-01-02", "visited"),
            touch("c", "2025-01-01", "visited"), touch("c", "2025-01-02", "served"),
            touch("c", "2025-01-03", "clicked"), touch("d", "2025-01-01", "visited"),
        ],
        orders=[("a", "2025-01-05"), ("b", "2025-01-05"), ("c", "2025-01-05"), ("c", "2025-03-05")],
    )  # fmt: skip


def test_sequence_matters(store):
    assert people(store, [VISIT, CLICK, ORDER]) == [4, 2, 2]
    assert people(store, [VISIT, CLICK, ORDER], order="strict") == [4, 1, 1]
    assert people(store, [VISIT, CLICK, ORDER], order="any") == [4, 3, 3]


def test_an_exclusion_ends_the_attempt(store):
    assert people(store, [VISIT, CLICK, ORDER], exclude=[SERVED]) == [4, 1, 1]


def test_equal_steps_need_as_many_events(store):
    assert people(store, [ORDER, ORDER], within_days=90) == [3, 1]
    assert people(store, [ORDER, ORDER], within_days=90, order="any") == [3, 1]
    assert people(store, [ORDER, ORDER], within_days=30) == [3, 0]


def test_every_entry_is_an_attempt(store):
    assert people(store, [ORDER, ORDER], within_days=90, count="attempts") == [4, 1]


def test_a_window_that_runs_on_is_open(store):
    answer = funnel.steps(store, [VISIT, ORDER], within_days=30, as_of=date(2025, 1, 31))
    assert answer["people"].tolist() == [3, 2]
    assert answer["still_open"].tolist() == [1, 1]


def test_lines_of_one_order_are_one_event():
    store = shop(orders=[("a", "2025-01-01")])
    with store.transaction() as cursor:
        cursor.execute("insert into orders select * replace (3 as line) from orders").fetchall()
    assert people(store, [ORDER, ORDER]) == [1, 0]


def test_a_list_of_values_is_met_by_any_of_them(store):
    assert people(store, [{"table": "touchpoints", "kind": ["visited", "served"]}, ORDER]) == [4, 3]


def test_at_one_moment_a_touchpoint_comes_before_an_order():
    store = shop(touchpoints=[touch("a", "2025-01-01", "visited")], orders=[("a", "2025-01-01")])
    assert people(store, [VISIT, ORDER]) == [1, 1]
    assert people(store, [ORDER, VISIT]) == [1, 0]


def test_a_channel_that_is_not_known_yet_is_no_group():
    store = shop(touchpoints=[touch("a", "2025-02-01", "visited", "Ads")], orders=[("a", "2025-01-01")])
    asked = {"within_days": 5, "breakdown": "channel"}
    assert set(funnel.steps(store, [ORDER], as_of=date(2025, 1, 20), **asked)["group"]) == {"(unknown)"}
    assert set(funnel.steps(store, [ORDER], as_of=END, **asked)["group"]) == {"Ads"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"order": "backwards"},
        {"count": "money"},
        {"steps": []},
        {"steps": [{"table": "orders", "kind": "x"}]},
    ],
)
def test_what_is_not_known_is_refused_with_what_is(store, wrong):
    with pytest.raises(ValueError, match=r"none of|at least one|knows no"):
        funnel.steps(store, **{"steps": [VISIT], "within_days": 1, **wrong})


FIRST = datetime(2025, 1, 1)
moments = st.integers(0, 20 * 2).map(lambda half: FIRST + timedelta(hours=12 * half))
kinds = st.sampled_from(["visited", "clicked", "served"])
touchpoints = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]), moments, st.sampled_from([None, "Ads", "Mail"]), st.none(), kinds,
        st.sampled_from([None, None, "held out"]),
    ),
    max_size=14,
)  # fmt: skip
orders = st.lists(
    st.tuples(st.sampled_from(["a", "b", None]), moments, st.sampled_from([10, 10, -10])), max_size=6
)
lists_of_steps = st.lists(
    st.sampled_from([VISIT, CLICK, ORDER, {"table": "touchpoints", "kind": ["visited", "clicked"]}]),
    min_size=1,
    max_size=4,
)
excludes = st.sampled_from([(), (SERVED,)])
as_ofs = st.integers(0, 25).map(lambda days: (FIRST + timedelta(days=days)).date())
windows = st.integers(0, 8)


def events_of(person, orders, touchpoints, as_of):
    """A person's events in their order, as (day, what)."""
    touches = [
        (row[1], 0, place, row[4])
        for place, row in enumerate(touchpoints)
        if row[0] == person and row[5] is None
    ]
    bought = [
        (row[1], 1, place, "order") for place, row in enumerate(orders) if row[0] == person and row[2] >= 0
    ]
    return [(row[0].date(), row[3]) for row in sorted(touches + bought) if row[0].date() <= as_of]


def is_met(step, what):
    if step["table"] == "orders":
        return what == "order"
    wanted = step["kind"]
    return what in ([wanted] if isinstance(wanted, str) else wanted)


def depth_of(events, entry, steps, exclude, window, order):
    """How many of the steps the attempt that begins with this event goes through."""
    following = []
    for place, (day, what) in enumerate(events[entry:]):
        if (day - events[entry][0]).days > window or (place and any(is_met(step, what) for step in exclude)):
            break
        following.append(what)
    if order == "any":
        for depth, step in enumerate(steps):
            if sum(is_met(step, what) for what in following) < steps[: depth + 1].count(step):
                return depth
        return len(steps)
    depth = 1
    for what in following[1:]:
        if depth < len(steps) and is_met(steps[depth], what):
            depth += 1
        elif order == "strict":
            break
    return depth


def walked(orders, touchpoints, steps, exclude, window, order, count, as_of):
    people, still_open = [0] * len(steps), [0] * len(steps)
    for person in "ab":
        events = events_of(person, orders, touchpoints, as_of)
        starts = steps if order == "any" else steps[:1]
        entries = [
            place for place, (_, what) in enumerate(events) if any(is_met(step, what) for step in starts)
        ]
        attempts = [
            (
                events[entry][0] + timedelta(days=window) <= as_of,
                depth_of(events, entry, steps, exclude, window, order),
            )
            for entry in entries
        ]
        lives = [[attempt] for attempt in attempts] if count == "attempts" else [attempts]
        for life in lives:
            closed = [depth for is_closed, depth in life if is_closed]
            for place in range(len(steps)):
                people[place] += bool(closed) and max(closed) > place
                still_open[place] += bool(life) and not closed and max(depth for _, depth in life) > place
    return people, still_open


LOG = shop()


@settings(max_examples=40, deadline=None)
@given(
    orders, touchpoints, lists_of_steps, excludes, windows, as_ofs, st.sampled_from(["people", "attempts"])
)
def test_steps_count_as_a_plain_walk_from_event_to_event(
    orders, touchpoints, steps, exclude, window, as_of, count
):
    restock(LOG, orders, touchpoints)
    by_order = {}
    for order in ("in order", "strict", "any"):
        asked = {"within_days": window, "order": order, "exclude": exclude, "count": count, "as_of": as_of}
        answer = funnel.steps(LOG, steps, **asked)
        expected = walked(orders, touchpoints, steps, exclude, window, order, count, as_of)
        assert (answer["people"].tolist(), answer["still_open"].tolist()) == expected
        assert answer["people"].is_monotonic_decreasing
        by_order[order] = answer["people"]
    assert (by_order["strict"] <= by_order["in order"]).all()
    assert (by_order["in order"] <= by_order["any"]).all()


@settings(max_examples=12, deadline=None)
@given(orders, touchpoints, lists_of_steps, windows, as_ofs, st.sampled_from(["in order", "any"]))
def test_groups_add_up_to_the_whole(orders, touchpoints, steps, window, as_of, order):
    restock(LOG, orders, touchpoints)
    asked = {"steps": steps, "within_days": window, "as_of": as_of, "order": order}
    groups = funnel.steps(LOG, breakdown="channel", **asked)
    summed = groups.groupby(groups.groupby("group").cumcount())[["people", "still_open"]].sum()
    whole = funnel.steps(LOG, **asked)[["people", "still_open"]]
    assert summed.values.tolist() == (whole.values.tolist() if len(groups) else [])


@settings(max_examples=12, deadline=None)
@given(orders, touchpoints, lists_of_steps, windows, as_ofs)
def test_as_of_in_the_past_is_what_a_load_up_to_that_day_gives(orders, touchpoints, steps, window, as_of):
    asked = {"steps": steps, "within_days": window, "as_of": as_of, "breakdown": "channel", "order": "any"}
    restock(LOG, orders, touchpoints)
    then = funnel.steps(LOG, **asked)
    known = [[row for row in rows if row[1].date() <= as_of] for rows in (orders, touchpoints)]
    restock(LOG, *known)
    pd.testing.assert_frame_equal(then, funnel.steps(LOG, **asked))
