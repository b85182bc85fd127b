"""One customer: known from any table, beside the others, what they buy, what happened to them."""

from datetime import date

import pytest

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
