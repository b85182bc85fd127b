"""One customer: known from any table, beside the others, what they buy, what happened to them."""

from datetime import date

import pandas as pd
import pytest

from cx.charts.customers.customer import timeline_frame
from cx.customers import attributes, profile
from tests.customers.test_saved_segments import BY_HAND

AS_OF = date(2025, 12, 31)
FILES = {
    "orders": "order_id,customer_id,ordered_at,product_id,revenue\n"
    "1,a,2025-01-05,P1,60\n2,a,2025-06-05,P2,40\n3,b,2025-06-05,P1,20\n4,c,2025-12-30,P1,10\n5,d,2023-01-02,P1,9\n6,r,2023-01-02,P1,-9\n",
    "products": "product_id,name,category\nP1,Pot,Kitchen\nP2,Pan,\n",
    "customers": "customer_id,name,region,E-Mail,note\na,Ann,North,ann@example.com,\nz,Zed,South,,\n",
    "tickets": "ticket_id,opened_at,kind,customer_id\n1,2025-05-01,complaint,t\n",
    "promises": "promise_id,made_on,kind,customer_id,kept\n1,2025-06-06,delivery,a,no\n2,2025-06-07,refund,a,yes\n",
    "touchpoints": "person_id,occurred_at,kind,channel\na,2025-07-01,thanked,Phone\na,2024-12-01,visited,Search\n",
    "churn_reasons": "customer_id,left_on,reason\na,2025-12-01,Price\n",
}


@pytest.fixture
def shop(store):
    for kind, body in FILES.items():
        store.load(kind, body.encode())
    return store


def test_a_customer_is_known_from_whatever_table(shop):
    ann = profile.known(shop, AS_OF, "a")
    assert (ann["name"], ann["region"], ann["channel"], ann["purchases"], ann["revenue"]) == (
        "Ann",
        "North",
        "Search",
        2,
        100.0,
    )
    assert profile.known(shop, date(2025, 2, 1), "a")["revenue"] == 60
    assert [profile.known(shop, AS_OF, one)["customer_id"] for one in ("z", "t", "d", "r")] == list("ztdr")
    assert profile.known(shop, AS_OF, "z")["revenue"] == 0
    assert profile.known(shop, AS_OF, "nobody") is None
    assert attributes.of_customer(shop, "a").to_numpy().tolist() == [["E-Mail", "ann@example.com"]]


def test_the_day_of_a_return_is_not_the_day_of_an_order(shop):
    shop.load(
        "orders", b"order_id,customer_id,ordered_at,product_id,revenue\n2,a,2025-06-20,P2,-15\n7,r2,2025-06-20,P2,-15\n"
    )
    ann, returned = (profile.known(shop, AS_OF, one) for one in ("a", "r2"))
    assert (ann["last_on"].date(), ann["revenue"]) == (date(2025, 6, 5), 85.0)
    assert pd.isna(returned["first_on"]) and pd.isna(returned["last_on"]) and returned["revenue"] == -15


def test_a_measure_is_compared_with_everybody_and_with_the_typical_customer_of_each_tier(shop):
    found = profile.standing(shop, AS_OF, "b", BY_HAND).set_index("measure")
    assert found.at["revenue", "value"] == 20
    assert found.at["revenue", "better"] == pytest.approx(1 / 3)
    assert found.at["revenue", "Everybody"] == 20
    assert found.at["recency_days", "better"] == pytest.approx(1 / 3), "c ordered later, a on the same day"
    tier = profile.measures(shop, AS_OF, "b", BY_HAND).tier
    assert found.at["revenue", tier] > 0
    assert profile.standing(shop, AS_OF, "d", BY_HAND).empty, "no order in the window"


def test_the_mix_is_of_categories_and_of_products_without_one_and_adds_up(shop):
    mix = profile.mix(shop, AS_OF, "a").set_index("label")
    assert mix["revenue"].to_dict() == {"Kitchen": 60, "Pan": 40}
    assert mix["share"].to_dict() == {"Kitchen": 0.6, "Pan": 0.4}
    assert mix["company_share"].to_dict() == pytest.approx({"Kitchen": 90 / 130, "Pan": 40 / 130})


def test_promises_thanks_and_the_goodbye_are_part_of_the_history(shop):
    events = profile.events(shop, AS_OF, "a")
    assert events["event"].tolist() == ["goodbye", "thanks", "promise", "promise", "order", "order", "touchpoint"]
    assert events["bad"].tolist() == [True, False, False, True, False, False, False]


PROMISED = (
    "promise_id,made_on,kind,customer_id,due_on,asked_on,kept_on,kept\n"
    "early,2025-06-01,delivery,p,2025-06-10,,2025-06-09,\n"
    "after,2025-06-02,delivery,p,2025-06-10,,2025-06-12,\n"
    "never,2025-06-03,delivery,p,2025-06-10,,,\n"
    "ahead,2025-06-04,delivery,p,2025-06-30,,,\n"
    "undated,2025-06-05,other,p,,,,\n"
    "claimed,2025-04-01,guarantee,p,,2025-05-01,,\n"
)
HELPED = (
    "ticket_id,opened_at,kind,customer_id,answered_at,resolved_at,satisfied,reopened_at\n"
    "1,2025-06-01 08:00,complaint,t,,,,\n"
    "2,2025-06-02 08:00,complaint,t,2025-06-03,,,\n"
    "3,2025-06-03 08:00,complaint,t,2025-06-04,2025-06-05,yes,\n"
    "4,2025-06-04 08:00,question,t,2025-06-04,2025-06-05,no,\n"
    "5,2025-06-05 08:00,request,t,2025-06-05,2025-06-06,yes,2025-06-07\n"
    "6,2025-06-06 08:00,question,t,2025-06-06,2025-07-06,yes,\n"
    "7,2025-06-07 08:00,call,t,,,,\n"
    "8,2025-06-08 08:00,question,t,2025-06-08,2025-06-09,,\n"
)


def test_a_promise_is_kept_late_or_open_on_the_day_of_the_answer(store):
    with store.transaction() as cursor:
        noted = "('n', '2025-06-06', 'p', null, 'price', 'As before', '2025-06-08', 9, now())"
        cursor.execute(f"insert into noted_promises values {noted}")
        cursor.execute("insert into promise_marks values ('n', null, '2025-06-08', now())")
    store.load("promises", PROMISED.encode())
    events = profile.events(store, date(2025, 6, 15), "p")
    assert events["state"].tolist() == ["kept", "open", "open", "late", "late", "kept", "late"]
    assert events["bad"].tolist() == [state == "late" for state in events["state"]]
    assert events.iloc[0][["what", "amount"]].tolist() == ["Price · As before", 9]
    early = profile.events(store, date(2025, 6, 7), "p")
    assert early["state"].tolist() == ["open"] * 6 + ["late"], "what is kept or due later is open"


def test_a_ticket_is_open_answered_or_resolved_and_an_open_complaint_is_bad(store):
    store.load("tickets", HELPED.encode())
    events = profile.events(store, date(2025, 6, 15), "t")
    assert events["state"].tolist() == [
        "resolved", "unanswered", "answered", "reopened", "not satisfied", "satisfied", "answered", "open"
    ]  # fmt: skip
    assert events["bad"].tolist() == [False, True, False, False, True, False, True, True]
    assert profile.open_complaint(store, date(2025, 6, 15), "t")["ticket_id"] == "1"


def test_an_event_that_says_nothing_more_is_drawn_all_the_same(store):
    store.load("orders", b"order_id,customer_id,ordered_at,revenue\n1,A,2025-03-01,90\n")
    store.load("tickets", b"ticket_id,opened_at,kind,customer_id\n1,2025-05-01,call,A\n")
    events = profile.events(store, AS_OF, "A")
    assert events["what"].tolist() == ["", ""]
    assert timeline_frame(events)["what"].tolist() == ["Call · not answered", "Order · 90.00"]


def test_invitations_say_whether_they_were_answered_and_thanks_of_the_app_are_there(store):
    asked = "person_id,occurred_at,kind,channel\ni,2025-05-01,asked,Email\ni,2025-06-20,asked,Email\n"
    store.load("touchpoints", asked.encode())
    store.load("surveys", b"answered_at,customer_id,measure,score\n2025-05-20,i,nps,9\n")
    with store.transaction() as cursor:
        for variant in ("treated", "held out"):
            values = f"(1, 'i', '2025-06-01', 'referral', '{variant}', 'A card', now())"
            cursor.execute(f"insert into noted_thanks values {values}")
    events = profile.events(store, AS_OF, "i")
    found = [tuple(row) for row in events[["event", "state"]].astype(object).where(events.notna(), None).values]
    assert found == [("invitation", "not responded"), ("thanks", None), ("survey", None), ("invitation", "responded")]
    assert profile.known(store, AS_OF, "i") is not None
