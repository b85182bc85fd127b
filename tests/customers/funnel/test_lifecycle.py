"""The funnel, by hand and against a plain walk from person to person."""

from datetime import date, datetime, timedelta
from math import isnan

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cx.customers import funnel, saved_segments
from cx.customers.funnel import drop_offs, time_and_cost
from tests.examples import examples
from tests.shops import restock, shop

COUNTS = ["people", "eligible", "still_open", "converted_open"]
END = date(2025, 12, 31)


def step(answer, name):
    return answer.set_index("step").loc[name]


def test_two_of_three_reached_order_and_one_of_them_comes_back():
    store = shop(
        touchpoints=[("a", "2025-01-01"), ("b", "2025-01-01"), ("c", "2025-01-01")],
        orders=[("a", "2025-01-31"), ("a", "2025-03-01"), ("b", "2025-02-01")],
    )
    answer = funnel.lifecycle(store, END)
    assert list(answer["step"]) == ["Reach", "Acquire", "Retain"]
    assert list(answer["people"]) == [3, 2, 1]
    assert list(answer["eligible"]) == [3, 3, 2]
    assert list(answer["rate"])[1:] == [2 / 3, 1 / 2]
    assert isnan(step(answer, "Reach")["rate"])


def test_the_last_day_of_a_window_counts_and_the_day_after_does_not():
    store = shop(
        touchpoints=[("on", "2025-01-01 23:59"), ("after", "2025-01-01 00:01")],
        orders=[("on", "2025-04-01 00:00"), ("after", "2025-04-02 00:00")],
    )
    assert step(funnel.lifecycle(store, END), "Acquire")["people"] == 1


def test_an_order_on_the_day_of_the_first_touch_counts_whatever_the_hour():
    store = shop(touchpoints=[("a", "2025-01-01 18:00")], orders=[("a", "2025-01-01 09:00")])
    assert step(funnel.lifecycle(store, END), "Acquire")["people"] == 1


def test_a_window_that_runs_on_is_open_not_lost():
    store = shop(
        touchpoints=[("a", "2025-01-01"), ("b", "2025-10-03"), ("c", "2025-10-02")],
        orders=[("b", "2025-10-04")],
    )
    acquire = step(funnel.lifecycle(store, END), "Acquire")
    assert (acquire["eligible"], acquire["people"], acquire["still_open"], acquire["converted_open"]) == (
        2,
        0,
        1,
        1,
    )


def test_an_order_after_the_as_of_date_is_not_known_yet():
    store = shop(touchpoints=[("a", "2025-01-01")], orders=[("a", "2025-01-10"), ("a", "2025-01-20")])
    before_first, before_second = date(2025, 1, 9), date(2025, 1, 19)
    assert step(funnel.lifecycle(store, before_first), "Acquire")["converted_open"] == 0
    assert step(funnel.lifecycle(store, before_second, 5), "Acquire")["people"] == 0
    retain = step(funnel.lifecycle(store, before_second, 9), "Retain")
    assert (retain["still_open"], retain["converted_open"]) == (1, 0)
    assert step(funnel.lifecycle(store, date(2025, 1, 20), 9), "Retain")["converted_open"] == 1


def test_nobody_eligible_gives_an_unknown_rate_not_zero():
    store = shop(touchpoints=[("a", "2025-12-30")])
    assert isnan(step(funnel.lifecycle(store, END), "Acquire")["rate"])


def test_a_second_order_on_the_same_day_is_no_return_of_the_customer():
    store = shop(touchpoints=[("a", "2025-01-01")], orders=[("a", "2025-01-02 09:00"), ("a", "2025-01-02 20:00")])
    assert step(funnel.lifecycle(store, END), "Retain")["people"] == 0


def test_a_returned_order_line_is_never_a_purchase():
    store = shop(touchpoints=[("a", "2025-01-01")], orders=[("a", "2025-01-02"), ("a", "2025-02-02", -10)])
    assert list(funnel.lifecycle(store, END)["people"]) == [1, 1, 0]


def test_a_held_out_contact_is_no_touch():
    store = shop(
        touchpoints=[
            ("a", "2025-01-01", "Email", None, "sent", "held out"),
            ("a", "2025-03-01", "Search", None, "visited", "treated"),
            ("b", "2025-01-01", "Email", None, "sent", "held out"),
        ]
    )
    answer = funnel.lifecycle(store, END, breakdown="channel")
    assert answer[answer["step"] == "Reach"][["group", "people"]].values.tolist() == [["Search", 1]]


def test_first_touches_at_one_moment_go_to_the_first_channel_then_campaign_and_blanks_last():
    noon = "2025-01-01 12:00"
    store = shop(
        touchpoints=[
            ("a", noon, None, "A"),
            ("a", noon, "Search", None),
            ("a", noon, "Search", "Z"),
            ("a", noon, "Video", "B"),
            ("a", "2025-01-01 12:01", "Ads", "C"),
        ]
    )
    person = store.rows("select * from people").iloc[0]
    assert (person["first_touch_channel"], person["first_touch_campaign"]) == ("Search", "Z")


def test_a_blank_channel_is_a_group_of_its_own():
    store = shop(touchpoints=[("a", "2025-01-01", None), ("b", "2025-01-01", "Ads")])
    assert set(funnel.lifecycle(store, END, breakdown="channel")["group"]) == {"(unknown)", "Ads"}


def test_a_customer_first_touched_after_the_first_order_is_reached_but_neither_won_nor_lost():
    store = shop(touchpoints=[("a", "2025-02-01")], orders=[("a", "2025-01-01"), ("a", "2025-02-02")])
    answer = funnel.lifecycle(store, END)
    assert list(answer["people"]) == [1, 0, 0]
    assert list(answer["already_customers"]) == [1, 0, 0]
    assert (answer["eligible"] + answer["still_open"]).tolist() == [1, 0, 0]
    assert isnan(step(answer, "Acquire")["rate"])
    assert list(funnel.new_customers(store, END)["customers"]) == [0, 1]


def test_guests_are_in_no_funnel():
    store = shop(orders=[(None, "2025-01-01"), ("a", "2025-01-01")])
    assert funnel.new_customers(store, END)["customers"].sum() == 1


def test_orders_alone_still_tell_how_many_come_back():
    store = shop(orders=[("a", "2025-01-01"), ("a", "2025-02-01"), ("b", "2025-01-05"), ("c", "2025-12-01")])
    answer = funnel.untracked(store, END)
    assert answer[["step", *COUNTS]].values.tolist() == [["Acquire", 3, 3, 0, 0], ["Retain", 1, 2, 1, 0]]
    assert list(answer.columns) == list(funnel.lifecycle(store, END).columns)


def test_a_region_chooses_people_and_an_unlisted_person_has_none():
    store = shop(
        touchpoints=[("a", "2025-01-01"), ("b", "2025-01-01"), ("c", "2025-01-01")],
        customers=[("a", "West"), ("b", "South")],
    )
    assert step(funnel.lifecycle(store, END, region="West"), "Reach")["people"] == 1
    assert set(funnel.lifecycle(store, END, breakdown="region")["group"]) == {"West", "South", "(unknown)"}


@pytest.mark.parametrize("asked", [{"region": "West"}, {"breakdown": "region"}, {"segment": "Buyers"}])
def test_by_what_customers_alone_have_the_first_step_has_no_rate(asked):
    """40 reached, of whom the 20 buyers alone have a region: no 1.00 at Acquire, and Retain as ever."""
    store = shop(
        touchpoints=[(f"p{n}", "2025-01-01") for n in range(40)],
        orders=[(f"p{n}", "2025-01-05") for n in range(20)] + [("p0", "2025-02-05")],
        customers=[(f"p{n}", "West") for n in range(20)],
    )
    members = funnel.leavers(store, [{"table": "orders"}, {"table": "orders"}], within_days=1, place=2, as_of=END)
    saved_segments.save(store, "Buyers", END, "bought", "funnel/leavers", **members)
    answer = funnel.lifecycle(store, END, **asked)
    answer = answer[answer["group"] == "West"] if "group" in answer else answer
    acquire, retain = step(answer, "Acquire"), step(answer, "Retain")
    assert (acquire["people"], acquire["eligible"]) == (20, 0)
    assert acquire[["rate", "low", "high"]].isna().all()
    assert (retain["people"], retain["eligible"], retain["rate"]) == (1, 20, 0.05)
    assert funnel.worst_step(answer) is None
    curves = time_and_cost.ever(store, END, **asked)
    assert set(curves["step"]) == {"Retain"}


def test_a_region_is_compared_at_no_step_of_people():
    groups = funnel.lifecycle(
        shop(
            touchpoints=[(f"p{n}", "2025-01-01") for n in range(80)],
            orders=[(f"p{n}", "2025-01-05") for n in range(40)],
            customers=[(f"p{n}", "West") for n in range(40)],
        ),
        END,
        breakdown="region",
    )
    assert set(funnel.compare(groups, "Acquire")["verdict"]) == {"too few to tell"}


def test_a_group_under_30_is_shown_but_not_ranked():
    groups = pd.DataFrame(
        {
            "step": "Acquire",
            "group": ["small", "big"],
            "people": [29, 30],
            "eligible": [29, 900],
            "rate": [1.0, 1 / 30],
            "low": 0.9,
            "high": 1.0,
            "already_customers": 0,
        }
    )
    verdicts = funnel.compare(groups, "Acquire").set_index("group")
    assert verdicts.loc["small", "verdict"] == "too few to tell"
    assert verdicts.loc["big", "rank"] == 1
    assert isnan(verdicts.loc["small", "rank"])


def test_a_group_that_held_only_customers_is_not_ranked_last():
    customers = [f"c{number}" for number in range(40)]
    others = [f"o{number}" for number in range(40)]
    store = shop(
        touchpoints=[(person, "2025-02-01", "Mail") for person in customers]
        + [(person, "2025-02-01", "Ads") for person in others],
        orders=[(person, "2025-01-01") for person in customers] + [(others[0], "2025-02-02")],
    )
    ranks = funnel.compare(funnel.lifecycle(store, END, breakdown="channel"), "Acquire").set_index("group")["rank"]
    assert ranks["Ads"] == 1
    assert isnan(ranks["Mail"])


def test_steps_that_may_be_equal_by_chance_have_no_worst():
    steps = pd.DataFrame(
        {"step": ["Acquire", "Retain"], "people": [30, 17], "eligible": [60, 30], "rate": [0.5, 17 / 30]}
    )
    assert funnel.worst_step(steps) is None


def test_a_negative_window_or_an_unknown_breakdown_is_refused():
    store = shop()
    with pytest.raises(ValueError, match="window"):
        funnel.lifecycle(store, END, acquire_within_days=-1)
    with pytest.raises(ValueError, match="breakdown"):
        funnel.lifecycle(store, END, breakdown="colour")


# --- against a plain walk ----------------------------------------------------------------------------------

FIRST = datetime(2025, 1, 1)
people = st.sampled_from(["a", "b", "c", "d", "e"])
moments = st.integers(0, 20 * 4).map(lambda quarter: FIRST + timedelta(hours=6 * quarter))
orders = st.lists(st.tuples(st.one_of(people, st.none()), moments, st.sampled_from([10, 0, -10])), max_size=14)
touchpoints = st.lists(
    st.tuples(
        people,
        moments,
        st.sampled_from([None, "Ads", "Mail", "Shop"]),
        st.sampled_from([None, "spring", "autumn"]),
        st.just("sent"),
        st.sampled_from([None, "treated", "held out"]),
    ),
    max_size=14,
)
customers = st.lists(
    st.tuples(people, st.sampled_from([None, "North", "South"])), max_size=5, unique_by=lambda row: row[0]
)
as_ofs = st.integers(0, 24).map(lambda days: (FIRST + timedelta(days=days)).date())
windows = st.integers(0, 12)
periods = st.one_of(st.none(), as_ofs)


def walk(orders, touchpoints, customers, as_of):
    """Each person as plain Python sees them: (first touch day, channel, campaign, purchase days, region)."""
    regions = dict(customers)
    seen = {}
    for person in "abcde":
        touches = [row for row in touchpoints if row[0] == person and row[5] != "held out" and row[1].date() <= as_of]
        touches.sort(key=lambda row: (row[1], row[2] is None, row[2] or "", row[3] is None, row[3] or ""))
        bought = {row[1].date() for row in orders if row[0] == person and row[2] >= 0 and row[1].date() <= as_of}
        if touches or bought:
            first = touches[0] if touches else (None, None, None, None)
            touched_on = first[1].date() if touches else None
            seen[person] = (touched_on, first[2], first[3], sorted(bought), regions.get(person))
    return seen


def walked_funnel(seen, as_of, acquire_days, retain_days, entered_from, entered_to):
    counts = {"Reach": [0, 0, 0, 0], "Acquire": [0, 0, 0, 0], "Retain": [0, 0, 0, 0]}
    for touched_on, _, _, bought, _ in seen.values():
        if touched_on is None or touched_on < (entered_from or touched_on) or touched_on > (entered_to or touched_on):
            continue
        counts["Reach"][0] += 1
        counts["Reach"][1] += 1
        if bought and bought[0] < touched_on:
            continue
        won = bool(bought) and 0 <= (bought[0] - touched_on).days <= acquire_days
        if touched_on + timedelta(days=acquire_days) > as_of:
            counts["Acquire"][2] += 1
            counts["Acquire"][3] += won
            continue
        counts["Acquire"][1] += 1
        if not won:
            continue
        counts["Acquire"][0] += 1
        again = len(bought) > 1 and (bought[1] - bought[0]).days <= retain_days
        if bought[0] + timedelta(days=retain_days) > as_of:
            counts["Retain"][2] += 1
            counts["Retain"][3] += again
        else:
            counts["Retain"][1] += 1
            counts["Retain"][0] += again
    return [counts[name] for name in funnel.STEPS]


@pytest.fixture(scope="module")
def store():
    return shop()


unhurried = settings(examples(everyday=30, full=45), suppress_health_check=[HealthCheck.function_scoped_fixture])


@unhurried
@given(orders, touchpoints, customers, as_ofs, windows, windows, periods, periods)
def test_the_funnel_counts_as_a_plain_walk_from_person_to_person(
    store, orders, touchpoints, customers, as_of, acquire_days, retain_days, entered_from, entered_to
):
    restock(store, orders, touchpoints, customers)
    seen = walk(orders, touchpoints, customers, as_of)
    period = {"entered_from": entered_from, "entered_to": entered_to}
    given_windows = {"acquire_within_days": acquire_days, "retain_within_days": retain_days}
    answer = funnel.lifecycle(store, as_of, **given_windows, **period)
    assert answer[COUNTS].values.tolist() == walked_funnel(
        seen, as_of, acquire_days, retain_days, entered_from, entered_to
    )
    for place, breakdown in ((1, "channel"), (2, "campaign"), (4, "region")):
        by_group = funnel.lifecycle(store, as_of, breakdown=breakdown, **given_windows, **period)
        for name, group in by_group.groupby("group"):
            members = {key: person for key, person in seen.items() if (person[place] or funnel.UNKNOWN) == name}
            walked = walked_funnel(members, as_of, acquire_days, retain_days, entered_from, entered_to)
            if breakdown == "region":
                walked[1][1:3] = [0, 0]  # nobody knows how many of the people reached belong to it
            assert group[COUNTS].values.tolist() == walked
        whole = by_group.groupby("step")[[*COUNTS, "already_customers"]].sum()
        for name in whole.index.difference(["Acquire"] if breakdown == "region" else []):
            assert whole.loc[name].tolist() == step(answer, name)[[*COUNTS, "already_customers"]].tolist()


@unhurried
@given(orders, touchpoints, customers, as_ofs, windows, periods)
def test_tracked_and_untracked_are_all_new_customers(
    store, orders, touchpoints, customers, as_of, retain_days, entered_from
):
    restock(store, orders, touchpoints, customers)
    seen = [person for person in walk(orders, touchpoints, customers, as_of).values() if person[3]]
    new = [person for person in seen if entered_from is None or person[3][0] >= entered_from]
    tracked = [person for person in new if person[0] is not None and person[0] <= person[3][0]]
    answer = funnel.new_customers(store, as_of, retain_days, entered_from)
    assert answer["customers"].tolist() == [len(tracked), len(new) - len(tracked)]
    again = [person for person in new if len(person[3]) > 1 and (person[3][1] - person[3][0]).days <= retain_days]
    assert (answer["retained"] + answer["converted_open"]).sum() == len(again)


@unhurried
@given(orders, touchpoints, customers, as_ofs, windows)
def test_as_of_in_the_past_is_what_a_load_up_to_that_day_gives(store, orders, touchpoints, customers, as_of, window):
    def asked():
        by_channel = funnel.lifecycle(store, as_of, window, window, breakdown="channel")
        return by_channel, funnel.new_customers(store, as_of, window)

    restock(store, orders, touchpoints, customers)
    then = asked()
    known = [[row for row in rows if row[1].date() <= as_of] for rows in (orders, touchpoints)]
    restock(store, *known, customers)
    for found, expected in zip(then, asked(), strict=True):
        pd.testing.assert_frame_equal(found, expected)


@unhurried
@given(orders, touchpoints, as_ofs, windows, windows)
def test_counts_never_rise_and_nobody_disappears(store, orders, touchpoints, as_of, acquire_days, retain_days):
    restock(store, orders, touchpoints)
    reach, acquire, retain = funnel.lifecycle(store, as_of, acquire_days, retain_days).to_dict("records")
    assert reach["people"] >= acquire["people"] >= retain["people"]
    assert acquire["eligible"] + acquire["still_open"] + reach["already_customers"] == reach["people"]
    assert retain["eligible"] + retain["still_open"] == acquire["people"]
    assert acquire["converted_open"] <= acquire["still_open"]
    assert retain["converted_open"] <= retain["still_open"]
    windows_of = {"acquire_within_days": acquire_days, "retain_within_days": retain_days}
    for step_of in (acquire, retain):
        left = drop_offs.left(store, step_of["step"], as_of, limit=None, **windows_of)
        assert left["customer_id"].is_unique
        assert len(left) == step_of["eligible"] - step_of["people"]
