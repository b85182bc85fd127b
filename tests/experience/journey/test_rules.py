"""Rules of met_by: which contacts, orders and tickets meet a customer at a touchpoint."""

from datetime import date

import pytest

import cx
from tests.companies import company
from tests.experience.journey.maps import crowd, drawn, touchpoint

YEAR_END = date(2025, 12, 31)


def contact(person, channel=None, campaign=None, kind=None, **more):
    return {
        "person_id": person,
        "occurred_at": "2025-05-01",
        "channel": channel,
        "campaign": campaign,
        "kind": kind,
    } | more


CONTACTS = [
    contact("a", "Store", None, "served"),
    contact("b", "Phone", None, "served"),
    contact("c", "Email", "Newsletter 2025-02", "sent"),
    contact("d", "Email", "Spring offer", "sent"),
    contact("e", None, None, None),
    contact("held out", "Store", None, "served", variant="Held Out"),
    contact("never reached", "Email", "Newsletter 2025-02", "bounced"),
]
ORDERS = [
    {"order_id": "1", "customer_id": "b", "ordered_at": "2025-05-02", "revenue": 9, "channel": "Store"},
    {"order_id": "1", "customer_id": "b", "ordered_at": "2025-05-02", "revenue": 9, "channel": "Store"},
    {"order_id": "2", "customer_id": "c", "ordered_at": "2025-05-02", "revenue": -9, "channel": "Store"},
    {"order_id": "3", "customer_id": "d", "ordered_at": "2025-05-02", "revenue": 9, "channel": "Web"},
    {"order_id": "4", "customer_id": None, "ordered_at": "2025-05-02", "revenue": 9, "channel": "Web"},
]
TICKETS = [
    {"ticket_id": "1", "customer_id": "a", "opened_at": "2025-05-03", "kind": "Complaint", "channel": "Email"},
    {"ticket_id": "2", "customer_id": "b", "opened_at": "2025-05-03", "kind": "call", "channel": "Phone"},
]
RULES = {
    "served": ("ab", 2), "SERVED@store": ("a", 1), "contacts:Email": ("cd", 2), "newsletter*": ("c", 1),
    "contacts:*": ("abcde", 5), "!Email": ("abe", 3), "!served@Store": ("bcde", 4), "*@Email": ("cd", 2),
    "!news*": ("abde", 4), "Phone ; Spring offer;": ("bd", 2), "orders:Store": ("b", 1), "orders:*": ("bd", 3),
    "orders:!web": ("b", 1), "tickets:*": ("a", 1), "tickets:Phone": ("", 0), "tickets:call": ("b", 1),
    "tickets:call@Phone": ("b", 1), "tickets:!complaint": ("", 0), "tickets:complaint;orders:Store": ("ab", 2),
    "mails:sent": ("", 0), "": ("", 0),
}  # fmt: skip


def test_each_rule_meets_those_it_names_and_nobody_held_out_or_never_reached():
    store = company(touchpoints=CONTACTS, orders=ORDERS, tickets=TICKETS)
    rows = drawn(*(touchpoint(str(place), rule, position=place) for place, rule in enumerate(RULES)))
    found = cx.journey.map(store, YEAR_END, rows=rows)
    assert found["people"].tolist() == [len(people) for people, _contacts in RULES.values()]
    assert found["contacts"].tolist() == [contacts for _people, contacts in RULES.values()]
    for place, (people, _contacts) in enumerate(RULES.values()):
        listed = cx.journey.people(store, YEAR_END, str(place), "met", rows=rows)
        assert sorted(listed["customer_id"]) == list(people)


def test_each_touchpoint_counts_once_the_first_row_and_steps_count_people_once():
    store = company(touchpoints=CONTACTS)
    rows = drawn(
        touchpoint("Mail", "Email", step="bond", team="B"),
        touchpoint("Shop", "Store", position=2),
        touchpoint("Phone", "Phone;Store", position=1),
        touchpoint(" shop", "Phone", position=3, team="C"),
        touchpoint("Nowhere", "Store", step="elsewhere"),
    )
    assert cx.journey.touchpoints(rows)["touchpoint"].tolist() == ["Phone", "Shop", "Mail"]
    assert cx.journey.repeated(rows) == ["Shop"]
    assert cx.journey.steps(store, YEAR_END, rows=rows).values.tolist() == [["buy", 2, 2], ["bond", 1, 2]]
    assert cx.journey.map(store, YEAR_END, rows=drawn()).empty
    assert cx.journey.steps(store, YEAR_END, rows=drawn()).empty


def test_what_stands_on_no_touchpoint_is_listed_and_what_matches_nothing_too():
    answers = [
        {"answered_at": "2025-05-01", "measure": "csat", "subject": "Checkout", "score": 4},
        {"answered_at": "2025-05-01", "measure": "employee", "subject": "Sales", "score": 9},
    ]
    tickets = [TICKETS[0] | {"topic": "Late"}, TICKETS[1] | {"topic": "Size"}]
    store = company(touchpoints=CONTACTS, orders=ORDERS, tickets=tickets, surveys=answers)
    rows = drawn(touchpoint("Shop", "Store;orders:Shop", "Shop", "Late;Slow"), touchpoint("Mail", "sent"))
    found = cx.journey.elsewhere(store, YEAR_END, rows=rows)
    assert found[["source", "name", "contacts", "people"]].values.tolist() == [
        ["contacts", "", 1, 1],
        ["contacts", "contacts:served@Phone", 1, 1],
        ["orders", "orders:Web", 2, 1],
        ["orders", "orders:Store", 1, 1],
        ["subjects", "Checkout", 1, 0],
        ["tickets", "tickets:call@Phone", 1, 1],
        ["tickets", "tickets:complaint@Email", 1, 1],
    ]
    assert cx.journey.unmatched(store, YEAR_END, rows=rows).values.tolist() == [
        ["Shop", "met_by", "orders:Shop"],
        ["Shop", "asked_as", "Shop"],
        ["Shop", "topics", "Slow"],
    ]
    assert cx.journey.teams_elsewhere(store, YEAR_END, rows=rows) == ["Sales"]
    assert cx.journey.elsewhere(company(), YEAR_END, rows=drawn()).empty


def test_rare_names_of_no_touchpoint_are_one_row():
    many = [contact(f"p{place}", f"Channel {place:02d}") for place in range(45)]
    found = cx.journey.elsewhere(company(touchpoints=[*many, many[0]]), YEAR_END, rows=drawn())
    assert (len(found), found["name"].iloc[0], found["contacts"].iloc[0]) == (41, "contacts:Channel 00", 2)
    assert found.iloc[-1][["source", "names", "contacts", "people"]].tolist() == ["", 5, 5, 5]


@pytest.mark.parametrize("as_of", [YEAR_END, date(2025, 4, 17)])
@pytest.mark.parametrize("region", [None, "North"])
def test_people_contacts_and_cost_are_those_of_plain_counting(as_of, region):
    tables = crowd()
    rows = drawn(touchpoint("Shop", "served@Store;orders:Store"), touchpoint("Mail", "News*;tickets:question"))
    found = cx.journey.map(company(**tables), as_of, rows=rows, region=region).set_index("touchpoint")
    of_region = {row["customer_id"] for row in tables["customers"] if region in (None, row["region"])}
    first = f"{as_of.year - 1}-{as_of:%m-%d} 24"

    def met(table, moment, who, is_met):
        return [
            row
            for row in tables[table]
            if first < row[moment] <= f"{as_of} 24" and is_met(row) and (region is None or row[who] in of_region)
        ]

    def contacts(is_met):
        reached = [row for row in tables["touchpoints"] if row["variant"] != "held out" and row["kind"] != "bounced"]
        return [row for row in met("touchpoints", "occurred_at", "person_id", is_met) if row in reached]

    served = contacts(lambda row: (row["kind"], row["channel"]) == ("Served", "Store"))
    bought = met("orders", "ordered_at", "customer_id", lambda row: row["channel"] == "Store" and row["revenue"] >= 0)
    mailed = contacts(lambda row: (row["campaign"] or "").startswith("News"))
    asked = met("tickets", "opened_at", "customer_id", lambda row: row["kind"] == "question")
    people = {row["person_id"] for row in served} | {row["customer_id"] for row in bought} - {None}
    assert found.at["Shop", "people"] == len(people)
    assert found.at["Shop", "contacts"] == len(served) + len({row["order_id"] for row in bought})
    assert found.at["Mail", "people"] == len({row.get("person_id", row.get("customer_id")) for row in mailed + asked})
    costs = [row["cost"] for row in mailed + asked if row["cost"] is not None]
    assert found.at["Mail", "cost"] == pytest.approx(sum(costs))
    assert found.at["Mail", "cost_per_contact"] == pytest.approx(sum(costs) / len(costs))
