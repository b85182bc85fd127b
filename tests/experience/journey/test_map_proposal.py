"""A first map from a company's own names, and what is not right on a map: nothing of it is lost."""

import pandas as pd
import pytest

from cx.experience.journey import map_draft, map_problems, map_proposal, map_versions
from tests.companies import company


def contact(kind: str, channel: str, campaign: str | None = None, step: str | None = None) -> dict:
    given = {"person_id": "A", "occurred_at": "2025-06-01", "kind": kind, "channel": channel}
    return {**given, "campaign": campaign, "step": step}


def ticket(number: int, kind: str, topic: str | None = None) -> dict:
    return {"ticket_id": f"T{number}", "opened_at": "2025-06-02", "customer_id": "A", "kind": kind, "topic": topic}


def answer(measure: str, subject: str, score: int = 4) -> dict:
    return {"answered_at": "2025-06-03", "customer_id": "A", "measure": measure, "subject": subject, "score": score}


CONTACTS = [
    contact("exposed", "Radio"), contact("clicked", "Search"), contact("visited", "Flagship store"),
    contact("visited", "Website"), contact("served", "Flagship store"), contact("served", "Chat"),
    contact("referred", "Friend"), contact("recommended", "Friend"), contact("asked", "Mail"),
    contact("sent", "Mail", "News 2025-01", "bond"), contact("clicked", "Mail", "News 2025-02", "bond"),
    contact("sent", "Mail", "Sale 2025", "return"), contact("unsubscribed", "Mail", "Sale 2025", "return"),
]  # fmt: skip
ORDERS = [
    {"order_id": "1", "customer_id": "A", "ordered_at": "2025-06-04", "revenue": 9, "channel": "Flagship store"},
    {"order_id": "2", "customer_id": "A", "ordered_at": "2025-06-05", "revenue": 9, "channel": "Website"},
]
TICKETS = [ticket(1, "complaint", "Late delivery"), ticket(2, "question", "Zebra"), ticket(3, "call", "Zebra")]
ANSWERS = [
    answer("csat", "Delivery"), answer("csat", "Rental"), answer("ces", "Help"), answer("perception", "emotional"),
    answer("perception", "delivery speed"), answer("employee", "shops and stores"), answer("employee", "logistics"),
]  # fmt: skip


@pytest.fixture
def shop():
    return company(touchpoints=CONTACTS, orders=ORDERS, tickets=TICKETS, surveys=ANSWERS)


def test_a_first_map_places_channels_subjects_and_topics_by_kind_and_word(shop):
    found = map_proposal.proposal(shop).set_index("touchpoint")
    assert {name: (row.step, row.p, row.met_by) for name, row in found.iterrows()} == {
        "Advertising": ("aware", "promotion", "contacts:Radio;contacts:Search"),
        "Word of mouth": ("aware", "promotion", "contacts:referred"),
        "Flagship store": ("consider", "place", "contacts:visited@Flagship store"),
        "Website": ("consider", "place", "contacts:visited@Website"),
        "Checkout": ("buy", "product", "orders:*"),
        "Staff": ("buy", "people", "contacts:served@Flagship store"),
        "Support": ("use", "product", "tickets:complaint;tickets:question;contacts:served@Chat"),
        "Phone line": ("use", "product", "tickets:call"),
        "Delivery": ("use", "place", "orders:Website"),
        "Rental": ("use", "product", "orders:*"),
        "News": ("bond", "promotion", "contacts:News*"),
        "Sale": ("return", "price", "contacts:Sale*"),
        "Recommendation": ("advocate", "people", "contacts:recommended"),
    }
    assert found.asked_as.dropna().to_dict() == {"Delivery": "Delivery", "Rental": "Rental", "Support": "Help"}
    assert found.topics.dropna().to_dict() == {"Delivery": "Late delivery", "Support": "Zebra"}
    assert found.team["Flagship store"] == "shops and stores" and found.team["Delivery"] == "logistics"
    assert map_proposal.waiting(shop) == 7 + 2  # channels, one of them of orders too, and topics
    assert map_problems.problems(shop, rows=map_proposal.proposal(shop)).empty


def test_accepted_it_is_the_map_and_undone_there_is_none(shop):
    map_draft.replace(shop, map_proposal.proposal(shop))
    assert len(map_versions.rows(shop)) == 13 and map_versions.rows(shop).position.tolist() == list(range(1, 14))
    assert map_draft.undo(shop) and map_versions.rows(shop).empty


def test_a_company_without_names_has_nothing_to_place(store):
    assert map_proposal.proposal(store).empty and map_proposal.waiting(store) == 0
    guests = company(orders=[{**ORDERS[0], "channel": None}])
    assert map_proposal.proposal(guests).empty


def test_what_no_data_have_and_what_is_said_twice_is_listed(shop):
    rows = [
        ("Shop", "buy", "stores", "orders:Shop; contacts:visited@Website", None, None),
        ("shop", "buy", "sales", "orders:*", None, None),
        ("Shop ", "use", "Stores", "orders:*", None, None),
        ("Kiosk", "use", "stores", "contacts:Kiosk", "Kiosk; Delivery", "Zebra; Lion"),
        ("Air", "bond", "nobody", None, None, None),
    ]
    cells = ["touchpoint", "step", "team", "met_by", "asked_as", "topics"]
    given = pd.DataFrame(rows, columns=cells).assign(p="place", row=range(len(rows)), position=None)
    for name in ("owner", "promise_text", "direct"):
        given[name] = None
    map_draft.replace(shop, given)
    assert len(map_versions.rows(shop)) == 5
    assert map_problems.problems(shop).values.tolist() == [
        ["Shop", "no_row_for", "orders:Shop"],
        ["shop", "two_teams", "stores; sales"],
        ["Shop ", "repeated", ""],
        ["Kiosk", "no_rows", "contacts:Kiosk"],
        ["Kiosk", "no_answers", "Kiosk"],
        ["Kiosk", "no_tickets", "Lion"],
        ["Air", "no_rule", ""],
    ]
