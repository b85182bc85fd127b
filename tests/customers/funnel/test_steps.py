"""The general funnel, by hand and against a plain walk from event to event."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.customers import funnel, saved_segments
from cx.customers.filters import Scope
from cx.customers.funnel import step_walk
from tests.examples import examples
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
            touch("a", "2025-01-01", "visited"),
            touch("a", "2025-01-02", "clicked"),
            touch("b", "2025-01-01", "clicked"),
            touch("b", "2025-01-02", "visited"),
            touch("c", "2025-01-01", "visited"),
            touch("c", "2025-01-02", "served"),
            touch("c", "2025-01-03", "clicked"),
            touch("d", "2025-01-01", "visited"),
        ],
        orders=[("a", "2025-01-05"), ("b", "2025-01-05"), ("c", "2025-01-05"), ("c", "2025-03-05")],
    )


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


def test_what_is_written_while_a_question_is_answered_mixes_no_numbers_of_people(store, monkeypatch):
    persons, keep = [], store.keep

    def writing(subject, *query, **given):
        persons.append(given.get("persons"))
        name = keep(subject, *query, **given)
        if subject == "funnel_reached":
            store.set("company", f"written {len(persons)}")
        return name

    monkeypatch.setattr(store, "keep", writing)
    found = step_walk.walk(store, [VISIT, ORDER], 30)
    step_walk.labels(store, "channel", found, Scope(date(2025, 12, 31)))
    assert {found.persons} == {name for name in persons if name}


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


def test_an_optional_step_holds_nobody_up_and_is_a_share_of_the_step_before(store):
    """a and c click after the visit, c is served between; d does neither, b clicks before."""
    steps = [VISIT, {**CLICK, "optional": True}, ORDER]
    answer = funnel.steps(store, steps, within_days=30, as_of=END)
    assert answer["people"].tolist() == [4, 2, 3]
    assert answer["eligible"].tolist() == [4, 4, 4]
    assert answer["optional"].tolist() == [False, True, False]
    assert people(store, steps, order="strict") == [4, 1, 2]
    with pytest.raises(ValueError, match="first step cannot be optional"):
        funnel.steps(store, [{**VISIT, "optional": True}, ORDER], within_days=30)


def test_the_days_to_a_step_have_a_median_and_quantiles(store):
    days = funnel.times(store, [VISIT, ORDER], within_days=30, as_of=END)
    assert days[["days", "people"]].values.tolist() == [[3, 1], [4, 2]]
    row = funnel.quantiles(days).iloc[0]
    assert row[["people", "quick", "median", "slowest"]].tolist() == [3, 3, 4, 4]


def test_what_is_lost_is_what_those_who_went_on_brought_more(store):
    money = funnel.money(store, [VISIT, CLICK, ORDER], within_days=30, as_of=END).set_index("step")
    assert money["revenue"].tolist() == [30, 20, 20]
    assert money.loc["Click", ["dropped", "dropped_revenue", "lost"]].tolist() == [2, 10, 2 * 20 / 2 - 10]


def test_who_dropped_can_be_saved_as_a_segment_and_told_apart(store):
    steps = [VISIT, CLICK, ORDER]
    left = funnel.dropped(store, steps, within_days=30, place=2, as_of=END)
    assert left["customer_id"].tolist() == ["b", "d"]
    early = funnel.dropped(store, [CLICK, SERVED], within_days=1, place=2, as_of=date(2025, 1, 10))
    assert early.set_index("customer_id")["revenue"].to_dict() == {"a": 10, "b": 10, "c": 10}
    given = funnel.leavers(store, steps, within_days=30, place=2, as_of=END)
    assert saved_segments.save(store, "Left", END, "did not click", "funnel/leavers", **given) == 2
    apart = funnel.steps(store, steps, 30, breakdown="segment", segment="Left", as_of=END)
    assert apart.groupby("group")["people"].apply(list).to_dict() == {
        "(others)": [2, 2, 2],
        "Left": [2, 0, 0],
    }
    assert people(store, steps, segment="Left") == [2, 0, 0]
    with pytest.raises(ValueError, match="from 2 to 3"):
        funnel.dropped(store, steps, within_days=30, place=1)


def test_tiers_and_types_tell_people_apart_and_who_has_none_is_a_group(store):
    groups = funnel.steps(store, [VISIT, ORDER], 30, breakdown="tier", as_of=END)
    assert groups.groupby("step")["people"].sum().to_dict() == {"Visit": 4, "Order": 3}
    assert "(no tier)" in set(groups["group"])
    types = funnel.steps(store, [VISIT, ORDER], 30, breakdown="type", as_of=END)
    assert types.groupby("step")["people"].sum().to_dict() == {"Visit": 4, "Order": 3}
    assert "(no type)" in set(types["group"])


def test_months_of_entry_are_told_apart_and_open_windows_are_in_no_rate():
    store = shop(
        touchpoints=[touch("a", "2025-01-05", "visited"), touch("b", "2025-02-05", "visited")],
        orders=[("a", "2025-01-06"), ("b", "2025-02-06")],
    )
    months = funnel.trend(store, [VISIT, ORDER], within_days=10, as_of=date(2025, 2, 10))
    assert months["people"].tolist() == [1, 1, 0, 0]
    assert months["still_open"].tolist() == [0, 0, 1, 1]


NIGHT = {
    "touchpoints": [touch("a", "2025-01-01 23:00", "visited"), touch("b", "2025-01-01 10:00", "visited")],
    "orders": [("a", "2025-01-02 00:30"), ("b", "2025-01-01 12:00:01")],
}


def test_days_are_those_of_the_calendar_and_hours_and_minutes_are_exact():
    store = shop(**NIGHT)
    assert people(store, [VISIT, ORDER], within_days=0) == [2, 1]
    assert people(store, [VISIT, ORDER], within_days=timedelta(hours=2)) == [2, 1]
    assert people(store, [VISIT, ORDER], within_days=timedelta(minutes=90)) == [2, 1]
    assert people(store, [VISIT, ORDER], within_days=timedelta(minutes=89)) == [2, 0]


def test_the_time_to_convert_of_an_exact_window_is_in_minutes_or_hours():
    store, asked = shop(**NIGHT), {"as_of": END}
    assert funnel.times(store, [VISIT, ORDER], timedelta(hours=3), **asked)["minutes"].tolist() == [90, 120]
    hours = funnel.times(store, [VISIT, ORDER], timedelta(hours=6), **asked)
    assert hours[["hours", "people"]].values.tolist() == [[1, 1], [2, 1]]
    assert funnel.quantiles(hours)["median"].tolist() == [1]


def test_an_exact_window_that_ends_after_the_last_known_day_is_not_over():
    store = shop(**NIGHT)
    ends_at_midnight = funnel.steps(store, [VISIT, ORDER], timedelta(hours=1), as_of=date(2025, 1, 1))
    assert ends_at_midnight[["people", "still_open"]].values.tolist() == [[1, 1], [0, 0]]


def test_data_with_dates_only_says_that_it_has_no_times():
    store = shop(touchpoints=[touch("a", "2025-01-01 10:00", "visited")], orders=[("a", "2025-01-02")])
    assert funnel.moments(store).set_index("source")["has_times"].to_dict() == {
        "touchpoints": True,
        "orders": False,
    }


REGIONS = {
    "touchpoints": [touch(person, "2025-01-01", "visited") for person in "abcd"],
    "orders": [("a", "2025-01-05"), ("b", "2025-01-05"), ("a", "2025-01-09")],
    "customers": [("a", "West"), ("b", "West")],
}


@pytest.mark.parametrize(
    "asked", [{"region": "West"}, {"breakdown": "region"}, {"breakdown": "tier"}, {"breakdown": "type"}]
)
def test_by_what_customers_alone_have_a_rate_needs_an_order_before_it(asked):
    store = shop(**REGIONS)
    answer = funnel.steps(store, [VISIT, CLICK, ORDER, ORDER], 30, order="any", as_of=END, **asked)
    assert answer["rate"].isna().all()
    answer = funnel.steps(store, [VISIT, {**ORDER, "name": "First"}, ORDER], 30, as_of=END, **asked)
    known = answer[answer["people"] > 0].groupby("step")["rate"].apply(lambda rates: rates.notna().any())
    assert known.to_dict() == {"Visit": False, "First": False, "Order": True}


def test_the_members_of_a_segment_give_people_no_rate_and_no_money_lost():
    store = shop(**REGIONS)
    given = funnel.leavers(store, [ORDER, ORDER], within_days=30, place=2, as_of=END)
    saved_segments.save(store, "Once", END, "once", "funnel/leavers", **given)
    assert funnel.steps(store, [VISIT, ORDER], 30, as_of=END, segment="Once")["rate"].isna().all()
    assert funnel.money(store, [VISIT, ORDER], 30, as_of=END, segment="Once")["lost"].isna().all()
    assert funnel.trend(store, [VISIT, ORDER], 30, as_of=END, segment="Once")["rate"].isna().all()


def test_in_any_order_the_rows_are_a_ladder_in_the_order_given():
    store = shop(touchpoints=[touch("a", "2025-01-01", "clicked"), touch("b", "2025-01-01", "visited")])
    assert people(store, [VISIT, CLICK], order="any") == [1, 0]
    assert people(store, [CLICK, VISIT], order="any") == [1, 0]


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
        st.sampled_from(["a", "b"]),
        moments,
        st.sampled_from([None, "Ads", "Mail"]),
        st.none(),
        kinds,
        st.sampled_from([None, None, "held out"]),
    ),
    max_size=14,
)
orders = st.lists(st.tuples(st.sampled_from(["a", "b", None]), moments, st.sampled_from([10, 10, -10])), max_size=6)
EITHER = {"table": "touchpoints", "kind": ["visited", "clicked"]}
one_step = st.sampled_from([VISIT, CLICK, ORDER, EITHER])
lists_of_steps = st.builds(
    lambda first, rest: [
        first,
        *({**step, "optional": True} if left_out else step for step, left_out in rest),
    ],
    one_step,
    st.lists(st.tuples(one_step, st.sampled_from([False, False, True])), max_size=4),
)
excludes = st.sampled_from([(), (SERVED,)])
as_ofs = st.integers(0, 25).map(lambda days: (FIRST + timedelta(days=days)).date())
exact_windows = st.builds(
    lambda halves, minutes: max(timedelta(0), timedelta(hours=12 * halves, minutes=minutes)),
    st.integers(0, 12),
    st.sampled_from([-1, 0, 1]),
)
windows = st.integers(0, 8) | exact_windows


def events_of(person, orders, touchpoints, as_of, window):
    """A person's events in their order, as (day, or moment where the window is exact, what)."""
    touches = [
        (row[1], 0, place, row[4]) for place, row in enumerate(touchpoints) if row[0] == person and row[5] is None
    ]
    bought = [(row[1], 1, place, "order") for place, row in enumerate(orders) if row[0] == person and row[2] >= 0]
    known = [row for row in sorted(touches + bought) if row[0].date() <= as_of]
    return [(row[0] if isinstance(window, timedelta) else row[0].date(), row[3]) for row in known]


def length(window):
    return window if isinstance(window, timedelta) else timedelta(days=window)


def day_of(entered):
    return entered.date() if isinstance(entered, datetime) else entered


def is_over(entered, window, as_of):
    """Whether a window that began on this day, or at this moment, holds nothing after as_of."""
    began = entered if isinstance(entered, datetime) else datetime.combine(entered, datetime.min.time())
    return began + length(window) < datetime.combine(as_of, datetime.min.time()) + timedelta(days=1)


def is_met(step, what):
    if step["table"] == "orders":
        return what == "order"
    wanted = step["kind"]
    return what in ([wanted] if isinstance(wanted, str) else wanted)


def places_of(events, entry, steps, exclude, window, order):
    """{place: day} of the steps that the attempt beginning with this event goes through."""
    following = []
    for place, (day, what) in enumerate(events[entry:]):
        if day - events[entry][0] > length(window) or (place and any(is_met(step, what) for step in exclude)):
            break
        following.append((day, what))
    required = [place for place, step in enumerate(steps, 1) if not step.get("optional")]
    walk = {"any": in_any_order, "strict": strictly}.get(order, in_order)
    return walk(following, [None, *steps], required)


def in_order(following, steps, required):
    at, reached = {1: 0}, {1: following[0][0]}
    for place in range(2, len(steps)):
        last = max(earlier for earlier in required if earlier < place)
        for where in range(at.get(last, len(following)) + 1, len(following)):
            if is_met(steps[place], following[where][1]):
                at[place], reached[place] = where, following[where][0]
                break
    return reached


def strictly(following, steps, required):
    reached, standing = {1: following[0][0]}, {1}
    for day, what in following[1:]:
        standing = {
            place
            for stand in standing
            for place in range(stand + 1, len(steps))
            if is_met(steps[place], what) and not any(stand < between < place for between in required)
        }
        for place in standing:
            reached.setdefault(place, day)
    return reached


def in_any_order(following, steps, required):
    def alike(step):
        return {key: value for key, value in step.items() if key not in ("name", "optional")}

    reached, latest = {}, None
    for place in range(1, len(steps)):
        needed = 1 + sum(alike(steps[earlier]) == alike(steps[place]) for earlier in required if earlier < place)
        met = [day for day, what in following if is_met(steps[place], what)]
        if len(met) >= needed:
            reached[place] = max(met[needed - 1], latest or met[needed - 1])
            latest = reached[place] if place in required else latest
        elif place in required:
            break
    return reached


def best_attempts(orders, touchpoints, steps, exclude, window, order, count, as_of):
    """(person, entry day, is closed, {place: day}) of every person, or of every attempt."""
    required = [place for place, step in enumerate(steps, 1) if not step.get("optional")]
    found = []
    for person in "ab":
        events = events_of(person, orders, touchpoints, as_of, window)
        starts = [steps[place - 1] for place in required] if order == "any" else steps[:1]
        attempts = []
        for entry, (day, what) in enumerate(events):
            if any(is_met(step, what) for step in starts):
                places = places_of(events, entry, steps, exclude, window, order)
                depth = max([place for place in required if place in places], default=0)
                closed = is_over(day, window, as_of)
                attempts.append(((closed, depth, -entry), (person, day, closed, places)))
        if count == "attempts":
            found += [attempt for _, attempt in attempts]
        elif attempts:
            found.append(max(attempts)[1])
    return found


def walked(*asked):
    lives, steps = best_attempts(*asked), asked[2]
    people = [sum(place in places for _, _, closed, places in lives if closed) for place in range(1, len(steps) + 1)]
    still_open = [
        sum(place in places for _, _, closed, places in lives if not closed) for place in range(1, len(steps) + 1)
    ]
    return people, still_open


LOG = shop()


@examples(everyday=15, full=50)
@given(orders, touchpoints, lists_of_steps, excludes, windows, as_ofs, st.sampled_from(["people", "attempts"]))
def test_steps_count_as_a_plain_walk_from_event_to_event(orders, touchpoints, steps, exclude, window, as_of, count):
    restock(LOG, orders, touchpoints)
    by_order = {}
    for order in ("in order", "strict", "any"):
        asked = {"within_days": window, "order": order, "exclude": exclude, "count": count, "as_of": as_of}
        answer = funnel.steps(LOG, steps, **asked)
        expected = walked(orders, touchpoints, steps, exclude, window, order, count, as_of)
        assert (answer["people"].tolist(), answer["still_open"].tolist()) == expected
        required = answer.loc[~answer["optional"], "people"]
        assert required.is_monotonic_decreasing
        by_order[order] = required
    assert (by_order["strict"] <= by_order["in order"]).all()
    assert (by_order["in order"] <= by_order["any"]).all()


@examples(everyday=15, full=40)
@given(orders, touchpoints, lists_of_steps, excludes, windows, as_ofs, st.sampled_from(step_walk.ORDERS))
def test_days_money_months_and_leavers_are_those_of_a_plain_walk(
    orders, touchpoints, steps, exclude, window, as_of, order
):
    restock(LOG, orders, touchpoints)
    lives = best_attempts(orders, touchpoints, steps, exclude, window, order, "people", as_of)
    closed = [life for life in lives if life[2]]
    asked = {"within_days": window, "order": order, "exclude": exclude, "as_of": as_of}
    named = [{**step, "name": str(place)} for place, step in enumerate(steps, 1)]
    days = funnel.times(LOG, named, **asked)
    took = days[funnel.took_in(window)]
    found = {(int(step), at): people for step, at, people in zip(days["step"], took, days["people"], strict=True)}
    expected = {}
    for _, entered, _, places in closed:
        for place, day in places.items():
            cell = (place, (day - entered) // timedelta(**{funnel.took_in(window): 1}))
            expected[cell] = expected.get(cell, 0) + (place > 1)
    assert found == {cell: people for cell, people in expected.items() if people}
    money = funnel.money(LOG, named, **asked).set_index("step")
    brought = {
        person: sum(
            revenue for customer, moment, revenue in orders
            if customer == person and day_of(entered) <= moment.date() <= min(day_of(entered + length(window)), as_of)
        )
        for person, entered, _, _ in closed
    }  # fmt: skip
    required = [place for place, step in enumerate(steps, 1) if not step.get("optional")]
    for place in required:
        reached = [person for person, _, _, places in closed if place in places]
        assert money.at[str(place), "revenue"] == sum(brought[person] for person in reached)
        months = funnel.trend(LOG, named, **asked)
        assert months.loc[months["step"] == str(place), "people"].sum() == len(reached)
    for place in range(2, len(steps) + 1):
        before = max(earlier for earlier in required if earlier < place)
        left = {person for person, _, _, places in closed if before in places and place not in places}
        assert set(funnel.dropped(LOG, named, place=place, **asked)["customer_id"]) == left


@examples(everyday=6, full=12)
@given(orders, touchpoints, lists_of_steps, windows, as_ofs, st.sampled_from(["in order", "any"]))
def test_groups_add_up_to_the_whole(orders, touchpoints, steps, window, as_of, order):
    restock(LOG, orders, touchpoints)
    asked = {"steps": steps, "within_days": window, "as_of": as_of, "order": order}
    groups = funnel.steps(LOG, breakdown="channel", **asked)
    summed = groups.groupby(groups.groupby("group").cumcount())[["people", "still_open"]].sum()
    whole = funnel.steps(LOG, **asked)[["people", "still_open"]]
    assert summed.values.tolist() == (whole.values.tolist() if len(groups) else [])


@examples(everyday=6, full=12)
@given(orders, touchpoints, lists_of_steps, windows, as_ofs)
def test_as_of_in_the_past_is_what_a_load_up_to_that_day_gives(orders, touchpoints, steps, window, as_of):
    asked = {"steps": steps, "within_days": window, "as_of": as_of, "breakdown": "channel", "order": "any"}
    restock(LOG, orders, touchpoints)
    then = funnel.steps(LOG, **asked)
    known = [[row for row in rows if row[1].date() <= as_of] for rows in (orders, touchpoints)]
    restock(LOG, *known)
    pd.testing.assert_frame_equal(then, funnel.steps(LOG, **asked))
