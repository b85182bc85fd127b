"""Search: who and what a typed text finds."""

from datetime import date

import pytest

from cx import search
from cx.customers import segment_rules
from cx.customers.segments import selection
from cx.search.hits import LIMIT, OF_A_KIND

CUSTOMERS = """customer_id,name,region,E-Mail,Phone
7,Zoë Müller,Europe,zoe@example.com,+49 170 5550
8,Anna Kowalska,Europe,anna.k@example.com,
9,Anna Nowak,Asia,,
10,پریسا شیرازی,Iran,,
"""
ORDERS = """order_id,customer_id,ordered_at,product_id,revenue
1,7,2025-03-01,P1,90
2,Hanna,2025-03-02,P2,20
"""
PRODUCTS = "product_id,name,category\nP1,Teapot Anna,Kitchen\n"


@pytest.fixture
def shop(store):
    for kind, body in {"customers": CUSTOMERS, "orders": ORDERS, "products": PRODUCTS}.items():
        store.load(kind, body.encode())
    return store


def found(store, text, **given):
    return list(search.find(store, text, **given)[["kind", "id"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("text", ["zoe muller", "ZOË", "muller zoe", "zoe@example", "170 5550", "müll"])
def test_case_accents_order_and_attributes_lead_to_the_same_customer(shop, text):
    assert found(shop, text) == [("customer", "7")]


@pytest.mark.parametrize("text", ["kowalsak", "kowlska", "kowaalska", "kowalzka", "anan kowalska"])
def test_one_typo_a_word_is_forgiven(shop, text):
    hits = search.find(shop, text)
    assert hits["id"].tolist() == ["8"]
    assert hits["score"].tolist() == [0.3]


def test_two_typos_and_typos_in_numbers_are_not(shop):
    assert found(shop, "kowzzska") == []
    assert found(shop, "1705") == []


def test_better_matches_come_first_and_every_kind_is_found(shop):
    hits = search.find(shop, "anna")
    assert hits["id"].tolist() == ["9", "8", "P1", "Hanna"]
    assert hits["score"].tolist() == [0.9, 0.9, 0.8, 0.5]
    assert found(shop, "teapot") == [("product", "P1")]
    assert found(shop, "p2") == [("product", "P2")]
    assert ("term", "Platinum") in found(shop, "platinum")
    assert found(shop, "overv", further=[("page", "home", "Overview", "")]) == [("page", "home")]
    assert found(shop, "شیرازی") == [("customer", "10")]


def test_a_term_is_found_by_its_explanation_where_nothing_is_called_so(shop):
    hits = search.find(shop, "churn")
    assert ("term", "Lapse", 0.4) in hits[["kind", "id", "score"]].itertuples(index=False, name=None)
    assert set(search.find(shop, "gold")["score"]) == {1.0}


def test_a_saved_segment_is_found_with_its_size(shop):
    scope = {"as_of": date(2025, 12, 31)}
    selection.save(shop, "Best friends", "all", **scope)
    hits = search.find(shop, "friends")
    assert hits[["kind", "id", "detail"]].values.tolist() == [["segment", "Best friends", "2 customers"]]
    segment_rules.save(shop, "Best of Iran", '{"all":[{"of":"region","is":["Iran"]}]}')
    assert search.find(shop, "best of iran")["detail"].tolist() == ["rule"]


def test_a_customers_detail_has_the_tier_of_the_day(shop):
    assert search.find(shop, "zoe", as_of=date(2025, 12, 31))["detail"].tolist()[0].startswith("Gold · #7")
    assert search.find(shop, "zoe")["detail"].tolist() == ["#7 · Europe"]


@pytest.mark.parametrize("text", ["", " ", "a", "%", "''", "_", "xyzxyz", "\\", "*" * 200])
def test_what_is_nobodys_name_finds_nothing(shop, text):
    assert search.find(shop, text).empty


def test_of_many_of_one_kind_only_some_are_shown(store):
    rows = "".join(f"{number},Smith {number}\n" for number in range(60))
    store.load("customers", f"customer_id,name\n{rows}".encode())
    assert len(search.find(store, "smith")) == OF_A_KIND < LIMIT
