"""The page of one customer through app.py: why this tier in plain words, contacts, history; and who is not there."""

import pandas as pd
import pytest

from pages.customers.customer import findings
from tests.apps import app_on, texts

ORDERS = "order_id,customer_id,ordered_at,product_id,revenue\n" + "".join(
    f"{customer}-{month},c{customer:02d},2025-{month:02d}-11,P{customer % 3},{10 + customer * customer}\n"
    for customer in range(40)
    for month in range(1, 13, 1 + customer % 4)
)
CUSTOMERS = "customer_id,name,E-Mail\nc36,Ann *Star*,ann@example.com\nc38,Bob,\n"
TICKETS = "ticket_id,opened_at,kind,customer_id\n1,2025-05-01,complaint,only-ticket\n"


@pytest.fixture
def opened(filled, tmp_path):
    files = {"orders": ORDERS, "customers": CUSTOMERS, "tickets": TICKETS}
    return lambda **query: app_on(filled(tmp_path / "own.duckdb", **files), "customer", **query)


def test_the_page_says_why_in_words_without_clusters(opened):
    app = opened(id="c36")
    assert not app.exception
    said = texts(app)
    assert app.title[0].value == "Ann \\*Star\\*"
    assert "of 40 customers by profit" in said
    assert "ann@example.com" in said.replace("\\", "")
    assert "cluster" not in said
    assert "distance" not in said
    assert [metric.label for metric in app.metric][:2] == ["Profit", "Revenue"]
    assert "Why" in " ".join(one.value for one in app.header)
    assert app.query_params["id"] in ("c36", ["c36"])


def test_who_has_no_orders_has_no_tier_and_still_a_history(opened):
    app = opened(id="only-ticket")
    assert not app.exception
    assert "No orders by" in texts(app)
    assert "No tier" in texts(app)
    assert "Complaint" in texts(app)


@pytest.mark.parametrize(
    ("query", "title"), [({"id": "<b>"}, "no customer with the id"), ({}, "No customer is chosen")]
)
def test_an_id_that_nobody_has_is_a_sentence(opened, query, title):
    app = opened(**query)
    assert not app.exception
    assert title in app.title[0].value
    assert "press /" in texts(app)


def test_a_place_among_all_is_never_above_100_percent_or_0():
    places = [findings.place_among_all("profit", better) for better in (0.0, 0.49, 0.5, 1.0)]
    assert places == ["top 1%", "top 49%", "lower 50%", "lower 1%"]


def test_the_dearest_customer_is_highest_by_cost_not_lower():
    assert [findings.place_among_all("cost_to_serve", better) for better in (0.0, 1.0)] == ["lowest 1%", "highest 1%"]


def test_two_categories_with_the_same_share_are_both_named():
    mix = pd.DataFrame({"label": ["Tea", "Pots", "Cups"], "revenue": [25.2, 25.1, 9.7], "share": [0.252, 0.251, 0.097]})
    assert findings.mix_title(mix) == "Tea and Pots are 25% each of what they buy"
    assert findings.mix_title(mix.drop(1)) == "Tea is 25% of what they buy"
