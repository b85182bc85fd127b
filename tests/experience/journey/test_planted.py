"""The demo company's map: what is planted in it is found, and its figures are those of plain counting."""

import shutil
from datetime import date
from fnmatch import fnmatchcase

import pytest

import cx
from data import journey as planted

AS_OF, SINCE = date(2025, 12, 31), "2025-01-01"


@pytest.fixture(scope="module")
def store(demo_store, tmp_path_factory):
    opened = cx.open_store(shutil.copy(demo_store, tmp_path_factory.mktemp("journey") / "demo.duckdb"))
    yield opened
    opened.close()


def test_what_nobody_asks_about_and_what_stands_on_no_touchpoint_is_told(store):
    truth = {name: value for name, value, _page in planted.truth()}
    found = cx.journey.map(store, AS_OF).set_index("touchpoint")
    assert len(found) == truth["journey: touchpoints"]
    never = found[(found["study_n"] == 0) & (found["csat_n"] == 0)]
    assert len(never) == truth["journey: touchpoints that nobody asks about"]
    assert planted.NEVER_ASKED in never.index
    names = cx.journey.elsewhere(store, AS_OF)["name"].tolist()
    assert truth["journey: rules for orders of the marketplace"] == 0 and "orders:Marketplace" in names
    assert cx.journey.unmatched(store, AS_OF).empty and cx.journey.repeated(cx.journey.rows(store)) == []


def test_people_and_contacts_are_those_of_a_slow_reading_of_the_rules(store):
    rows = {
        "contacts": store.rows(
            "select person_id as person, channel, campaign, kind, null as unit from touchpoints "
            "where occurred_at >= $since and coalesce(variant, '') <> 'held out' and coalesce(kind, '') <> 'bounced'",
            since=SINCE,
        ),
        "orders": store.rows(
            "select customer_id as person, channel, '' as campaign, '' as kind, order_id as unit from orders "
            "where ordered_at >= $since and revenue >= 0",
            since=SINCE,
        ),
        "tickets": store.rows(
            "select customer_id as person, channel, '' as campaign, kind, null as unit from tickets "
            "where opened_at >= $since",
            since=SINCE,
        ),
    }
    found = cx.journey.map(store, AS_OF).set_index("touchpoint")
    for touchpoint in ("Offer", "Store", "Support"):
        people, contacts = set(), 0
        for rule in cx.journey.rows(store).set_index("touchpoint").at[touchpoint, "met_by"].split(";"):
            source, _colon, name = rule.partition(":")
            kind, _at, channel = name.lower().partition("@")
            met = rows[source].fillna("")
            cells = met[["kind"] if channel else ["kind", "channel", "campaign"]]
            is_met = cells.map(lambda cell, kind=kind: fnmatchcase(cell.lower(), kind)).any(axis=1)
            met = met[is_met & (met["channel"].str.lower() == channel if channel else True)]
            people |= set(met["person"]) - {""}
            contacts += met["unit"].nunique() if source == "orders" else len(met)
        assert (found.at[touchpoint, "people"], found.at[touchpoint, "contacts"]) == (len(people), contacts)
