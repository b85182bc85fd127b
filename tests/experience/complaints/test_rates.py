"""Complaints per 100 orders, their outcomes, waits for an answer and who waits now, checked by hand."""

from datetime import date, timedelta
from math import isnan

import pytest

from cx.customers.listing import Page
from cx.experience import complaints
from tests.companies import company
from tests.experience.complaints.companies import FIRST, complaint, on, order

AS_OF = FIRST + timedelta(days=400)


def shop(*tickets, orders=(), customers=()):
    return company(orders=[*orders, order("Z", 400, 50)], tickets=list(tickets), customers=list(customers))


def test_complaints_per_100_orders_with_the_interval_of_a_count():
    orders = [order(f"c{number}", number % 80) for number in range(200)] + [order("", 10) | {"customer_id": None}]
    tickets = [complaint(f"c{number}", 20, number < 6, 2) for number in range(10)] + [complaint("c0", 395, True, 1)]
    first, *_between, last = complaints.rate(shop(*tickets, orders=orders), AS_OF).itertuples()
    assert (first.orders, first.complaints, first.helped, first.due) == (201, 10, 0.6, 10)
    # 10 events: 4.795 to 18.390 by Garwood
    assert (first.per_100, first.low, first.high) == pytest.approx((1000 / 201, 479.5 / 201, 1839.0 / 201), abs=1e-3)
    assert (last.complaints, last.due) == (1, 0)
    assert isnan(last.helped)


def test_months_without_a_complaint_and_complaints_without_an_order():
    store = shop(complaint("A", 100), orders=[order("A", 0)])
    found = complaints.rate(store, AS_OF, "month", since=FIRST + timedelta(days=1)).set_index("period")
    assert found["complaints"].tolist() == [1, 0]
    assert isnan(found["per_100"].iloc[0])
    assert found["per_100"].iloc[1] == found["low"].iloc[1] == 0
    assert found["high"].iloc[1] == pytest.approx(368.9, abs=0.1)
    with pytest.raises(ValueError, match="none of month"):
        complaints.rate(store, AS_OF, "week")


def test_this_year_beside_the_year_before():
    store = shop(complaint("A", 30), complaint("A", 390, True, 2), complaint("B", 350, True, 2), orders=[order("A", 5)])
    now, before = complaints.last_year(store, AS_OF).itertuples()
    assert (now.complaints, now.orders, now.helped, now.due) == (2, 1, 1, 1)
    assert (before.complaints, before.orders, before.per_100) == (1, 1, 100)


def test_an_answer_filtered_by_region_leaves_out_complaints_of_others():
    customers = [{"customer_id": "A", "region": "North"}]
    store = shop(complaint("A", 20), complaint("B", 20), orders=[order("A", 1), order("B", 1)], customers=customers)
    assert complaints.rate(store, AS_OF, "year", region="North")[["orders", "complaints"]].values.tolist() == [[1, 1]]
    assert complaints.outcomes(store, AS_OF, region="North")["complaints"].tolist() == [1]


def test_shares_helped_by_topic_with_a_verdict_only_for_certain():
    slow = [complaint(f"s{number}", 10, number < 10, 1, topic="Slow") for number in range(60)]
    rude = [complaint(f"r{number}", 10, number < 40, 1, topic="Rude") for number in range(50)]
    few = [complaint(f"f{number}", 10, True, 1) for number in range(5)]
    young = complaint("y", 390, True, 1, topic="Slow")
    asked = complaint("a", 10, None, 1, topic="Rude")
    found = complaints.outcomes(shop(*slow, *rude, *few, young, asked), AS_OF)
    assert found["group"].fillna("").tolist() == ["Slow", "Rude", ""]
    assert found[["complaints", "due", "helped"]].values.tolist() == [[60, 60, 10], [51, 50, 40], [5, 5, 5]]
    assert found["verdict"].tolist() == ["lower", "higher", None]
    with pytest.raises(ValueError, match="none of topic"):
        complaints.outcomes(shop(), AS_OF, "spend")


def test_waits_for_an_answer_count_those_who_still_wait():
    opened = FIRST + timedelta(days=399)
    answered = [complaint(f"c{hours}", 399, answered_at=f"{opened} {12 + hours}:00") for hours in (1, 2, 3)]
    waiting = [complaint("w1", 399), complaint("w2", 400), complaint("old", 5)]
    found = complaints.first_answer(shop(*answered, *waiting), AS_OF).iloc[0]
    assert (found["n"], found["answered"], found["median"]) == (5, 3, 3)
    assert isnan(found["p90"])
    assert isnan(complaints.first_answer(shop(), AS_OF)["median"].iloc[0])


def test_who_waits_is_listed_by_contribution_with_the_oldest_complaint():
    orders = [order("A", 300, 20), order("B", 300, 90), order("C", 300, 50), order("D", 300, 70)]
    tickets = [
        complaint("A", 350, answered_at=f"{on(351)} 09:00"), complaint("A", 390),
        complaint("B", 360, False, 3), complaint("C", 365, True, 3),
        complaint("D", 341), complaint("D", 340),
        complaint("E", 399, True, 3), complaint("F", 398, True, 1, reopened_at=f"{on(400)} 08:00"),
    ]  # fmt: skip
    store = shop(*tickets, orders=orders, customers=[{"customer_id": "B", "name": "Ann", "region": "North"}])
    found = complaints.waiting(store, AS_OF)
    assert found["customer_id"].tolist() == ["B", "D", "A", "E", "F"]
    states = ["closed, not satisfied", "never answered", "answered", "never answered", "reopened"]
    assert found["state"].tolist() == states
    assert found["open_days"].tolist() == [40, 59, 50, 1, 2]
    assert found["complaints"].tolist() == [1, 1, 2, 1, 1]
    assert found["at_risk"].isna().all()
    assert found["customers"].tolist() == [5] * 5
    assert complaints.older_open(store, AS_OF) == 1
    assert complaints.waiting(store, AS_OF, region="North")["customer_id"].tolist() == ["B"]
    assert complaints.waiting(store, AS_OF, limit=Page(search="ann"))["found"].tolist() == [1]
    assert complaints.save_waiting(store, "Waiting", "by complaint", AS_OF) == 5


def test_the_day_decides_who_waits():
    store = shop(complaint("A", 100, True, 10, answered_at=f"{on(105)} 10:00"), orders=[order("A", 3)])
    assert complaints.waiting(store, FIRST + timedelta(days=103))["state"].tolist() == ["never answered"]
    assert complaints.waiting(store, FIRST + timedelta(days=106))["state"].tolist() == ["answered"]
    assert complaints.waiting(store, FIRST + timedelta(days=110)).empty
    assert date(2023, 4, 21) == FIRST + timedelta(days=110)
