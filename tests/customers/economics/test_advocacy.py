"""Referred customers, channels that pay back, and who tells others: by hand."""

from datetime import date
from math import isnan

import pytest

from cx.customers import economics
from cx.customers.assumptions import Assumptions
from tests.companies import company

END = date(2025, 12, 31)
BARE = Assumptions(gross_margin=0.5, cost_per_order=1, cost_per_contact=0, cost_per_ticket=0)


def order(customer, day, revenue):
    return {"order_id": f"{customer}-{day}", "customer_id": customer, "ordered_at": day, "revenue": revenue}


def touch(person, day, channel="Ads", **more):
    return {"person_id": person, "occurred_at": day, "channel": channel, **more}


def test_the_first_year_of_a_customer_is_their_own_365_days_less_what_served_them():
    store = company(
        orders=[
            order("a", "2024-12-31", 100),  # the last whose 365 days ran out
            order("a", "2025-12-30", 40),
            order("a", "2025-12-31", 900),  # day 365
            order("late", "2025-01-01", 900),
        ],
        touchpoints=[
            touch("a", "2024-12-30", cost=9),
            touch("a", "2024-12-31", cost=9),  # up to the day of the first order: cost to win
            touch("a", "2025-01-02", cost=3, kind="sent"),
            touch("a", "2025-01-02", cost=50, variant="held out"),
        ],
        tickets=[{"ticket_id": "1", "opened_at": "2025-02-01", "customer_id": "a", "kind": "question", "cost": 5}],
    )
    ads = economics.advocacy(store, END, BARE).set_index("channel").loc["Ads"]
    assert (ads["n"], ads["contribution"]) == (1, 140 / 2 - 2 - 3 - 5)
    assert isnan(ads["low"]) and ads["pays_back"] is None


def test_referred_customers_are_beside_all_others_and_a_chain_needs_less_than_one_each():
    """40 referred and 40 others a year; the referred leave 45 to 55, the others 5 to 15; a click costs 30."""
    orders, touches = [], []
    for n in range(40):
        for year in (2024, 2025):
            orders += [
                order(f"r{year}{n}", f"{year}-05-01", 92 + n % 2 * 20),
                order(f"o{year}{n}", f"{year}-05-01", 22),
            ]
            touches += [touch(f"r{year}{n}", f"{year}-04-01", "Friends", kind="referred")]
            touches += [touch(f"o{year}{n}", f"{year}-04-01", cost=30)]
    costs = [{"month": "2025-01-01", "amount": 40, "kind": "marketing", "channel": "Friends"}]
    orders += [order(f"o2024{n}", "2025-03-01", 10 + n % 3) for n in range(40)]
    store = company(orders=orders, touchpoints=touches, costs=costs)
    row = economics.referrals(store, END, BARE).iloc[0]
    assert (row["won"], row["active"], row["n"], row["n_others"]) == (40, 120, 40, 40)
    assert (row["rate"], row["chain"]) == (pytest.approx(1 / 3), pytest.approx(1.5))
    assert row["difference"] == pytest.approx(50 - 14.4875) and row["verdict"] is True
    channels = economics.advocacy(store, END, BARE).set_index("channel")
    assert channels["cost"].to_dict() == {"Friends": 1.0, "Ads": 30.0}
    assert channels["pays_back"].to_dict() == {"Friends": True, "Ads": False}
    assert channels["spend"].sum() == pytest.approx(economics.keep_and_win(store, END).at[0, "spend"])


def test_who_told_others_counts_once_by_the_latest_answer_whose_180_days_ran_out():
    answers = [("a", "2025-01-01", 3), ("a", "2025-03-01", 9), ("a", "2025-10-01", 0), ("b", "2025-03-01", 10)]
    surveys = [
        {"customer_id": who, "answered_at": day, "measure": "nps", "score": score} for who, day, score in answers
    ]
    told = [("a", "2025-08-28"), ("b", "2025-08-29"), ("b", "2025-02-28")]  # day 180; day 181; before the answer
    store = company(surveys=surveys, touchpoints=[touch(who, day, kind="recommended") for who, day in told])
    assert economics.told_others(store, END)[["answer", "n", "told", "share"]].values.tolist() == [
        ["promoter", 2, 1, 0.5]
    ]


def test_orders_alone_know_no_channel_and_nobody_who_was_referred():
    store = company(orders=[order("a", "2024-05-01", 90)])
    assert economics.advocacy(store, END)[["channel", "n"]].values.tolist() == [[economics.NO_CHANNEL, 1]]
    row = economics.referrals(store, END).iloc[0]
    assert row["won"] == 0 and isnan(row["rate"]) and isnan(row["difference"]) and row["verdict"] is None
