"""Rules of segments on a shop of five customers: whom each condition holds, in words, saved, and as a filter."""

from datetime import date

import pytest

import cx
from cx import segment_rules
from cx.customers import saved_segments, segments
from cx.customers.segment_rules import RuleError
from cx.errors import StoreError
from tests.companies import company

AS_OF = date(2025, 12, 31)
ORDERS = [
    ("1", "ann", "2025-12-01", "tea", 300),
    ("2", "ann", "2025-06-01", "mug", 200),
    ("3", "bob", "2025-11-01", "tea", 60),
    ("4", "cem", "2025-05-01", "mug", 24),
    ("5", "dan", "2024-03-01", "tea", 90),  # before the 12 months: in no tier
    ("6", "eve", "2026-01-05", "tea", 90),  # after the date: not a customer yet
    ("7", "bob", "2025-12-20", "mug", -60),  # a return is no purchase
]
CUSTOMERS = [
    {"customer_id": "ann", "region": "Iran", "attributes": '{"plan": "pro", "age": "41"}'},
    {"customer_id": "bob", "region": "Oman", "attributes": '{"plan": "free", "age": "not said"}'},
    {"customer_id": "cem", "region": "Iran", "attributes": '{"plan": "", "age": "29"}'},
    {"customer_id": "zoe", "region": "Iran", "attributes": '{"plan": "pro", "age": "50"}'},  # never ordered
]
TICKET_FIELDS = ("ticket_id", "customer_id", "kind", "opened_at", "resolved_at")
TICKETS = [
    ("1", "ann", "complaint", "2025-12-01", None),
    ("2", "bob", "complaint", "2025-12-01", "2025-12-09"),
    ("3", "cem", "question", "2025-12-30", "2026-01-04"),
    ("4", "dan", "call", "2025-12-30", None),
]
SURVEYS = [
    {"answered_at": "2025-01-01", "customer_id": "ann", "measure": "nps", "score": "9"},
    {"answered_at": "2025-07-01", "customer_id": "ann", "measure": "nps", "score": "3"},
    {"answered_at": "2025-06-01", "customer_id": "bob", "measure": "nps", "score": "10"},
]


@pytest.fixture(scope="module")
def store():
    fields = ("order_id", "customer_id", "ordered_at", "product_id", "revenue")
    made = company(
        orders=[dict(zip(fields, row, strict=True)) for row in ORDERS],
        customers=CUSTOMERS,
        tickets=[dict(zip(TICKET_FIELDS, row, strict=True)) for row in TICKETS],
        surveys=SURVEYS,
        products=[
            {"product_id": "tea", "name": "Green tea", "category": "Drinks"},
            {"product_id": "mug", "name": "Mug", "category": "Table"},
        ],
    )
    yield made
    made.close()


def held(store, *conditions, match="all", as_of=AS_OF):
    rows, customers, _profit = segment_rules.customers(store, {match: list(conditions)}, as_of, limit=None)
    assert customers == len(rows)
    return "".join(sorted(name[0] for name in rows.customer_id))


@pytest.mark.parametrize(
    ("condition", "whom"),
    [
        ({"of": "revenue", "from": 24}, "ac"),
        ({"of": "revenue", "to": 24}, "bc"),  # bob's was returned; dan's is not of the 12 months
        ({"of": "recency_days", "from": 60}, "bcd"),
        ({"of": "recency_days", "from": 30, "to": 60}, "ab"),
        ({"of": "region", "is": ["Iran"]}, "ac"),
        ({"of": "region", "is": [""]}, "d"),
        ({"of": "region", "is_not": ["Iran", "Oman"]}, "d"),
        ({"of": "tier", "is": [""]}, "d"),
        ({"of": "type", "is_not": ["Loyal"]}, "abcd"),
        ({"of": "attribute", "name": "plan", "is": ["pro"]}, "a"),
        ({"of": "attribute", "name": "plan", "is": [""]}, "cd"),
        ({"of": "attribute", "name": "age", "from": 30}, "a"),
        ({"of": "product", "is": ["tea"]}, "abd"),
        ({"of": "product", "is": ["tea"], "within_days": 60}, "ab"),
        ({"of": "product", "is_not": ["tea"], "within_days": 59}, "bcd"),
        ({"of": "category", "is": ["Table"]}, "ac"),
        ({"of": "survey", "name": "nps", "to": 6}, "a"),
        ({"of": "survey", "name": "nps", "from": 9}, "b"),
        ({"of": "open_ticket", "is": ["yes"]}, "ac"),
        ({"of": "open_ticket", "is_not": ["yes"]}, "bd"),
    ],
    ids=str,
)
def test_a_condition_holds_whom_it_says(store, condition, whom):
    assert held(store, condition) == whom


def test_the_past_does_not_know_what_came_later(store):
    early = date(2025, 6, 15)
    assert held(store, {"of": "survey", "name": "nps", "from": 9}, as_of=early) == "a"
    assert held(store, {"of": "open_ticket", "is": ["yes"]}, as_of=early) == ""
    assert held(store, {"of": "product", "is": ["tea"]}, as_of=early) == "d"


def test_all_any_and_brackets(store):
    iran, rich, old = {"of": "region", "is": ["Iran"]}, {"of": "revenue", "from": 100}, {"of": "tier", "is": [""]}
    assert held(store, iran, rich) == "a"
    assert held(store, iran, old, match="any") == "acd"
    assert held(store, old, {"all": [iran, rich]}, match="any") == "ad"
    assert held(store, iran, {"any": [old, rich]}) == "a"
    found = segment_rules.count(store, {"any": [iran, old]}, AS_OF)
    assert (found["customers"], found["active"]) == (3, 2)
    assert found["profit"] == pytest.approx(
        segments.customers(store, AS_OF).set_index("customer_id").profit[["ann", "cem"]].sum()
    )
    assert segment_rules.count(store, {"any": [iran, old]}, AS_OF, region="Iran")["customers"] == 2


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("nonsense", "cannot be read"),
        ([], "not a rule"),
        ({"version": 2, "all": []}, "another version"),
        ({"all": []}, "at least one condition"),
        ({"some": [{"of": "tier", "is": ["Gold"]}]}, "“all” or “any”"),
        ({"all": [{"any": [{"all": [{"of": "tier", "is": ["Tin"]}]}]}]}, "cannot hold another group"),
        ({"all": [{"of": "profitt", "from": 1}]}, "no measure “profitt”"),
        ({"all": [{"is": ["Gold"]}]}, "no measure"),
        ({"all": [{"of": "profit"}]}, "lower or an upper limit"),
        ({"all": [{"of": "profit", "from": "much"}]}, "Profit needs a number, not “much”"),
        ({"all": [{"of": "profit", "from": float("nan")}]}, "needs a number"),
        ({"all": [{"of": "profit", "from": 5, "to": 3}]}, "lower limit is above"),
        ({"all": [{"of": "profit", "is": ["5"]}]}, "needs limits, not values"),
        ({"all": [{"of": "tier", "from": 5}]}, "needs values, not limits"),
        ({"all": [{"of": "tier", "is": []}]}, "at least one value"),
        ({"all": [{"of": "tier", "is": ["Goldd"]}]}, "no value “Goldd”"),
        ({"all": [{"of": "region", "is": [3]}]}, "needs a text"),
        ({"all": [{"of": "region", "is": ["a"], "is_not": ["b"]}]}, "not both"),
        ({"all": [{"of": "region", "is": ["a"], "within_days": 3}]}, "no number of days"),
        ({"all": [{"of": "product", "is": ["a"], "within_days": 0}]}, "whole number of days"),
        ({"all": [{"of": "attribute", "is": ["a"]}]}, "needs a name"),
        ({"all": [{"of": "tier", "is": ["Gold"], "drop table": 1}]}, "not part of a condition"),
        ({"all": [{"of": "tier", "is": ["Gold"]}] * 21}, "at most 20"),
    ],
    ids=str,
)
def test_a_rule_that_cannot_be_read_is_refused_in_a_sentence(rule, sentence):
    with pytest.raises(RuleError, match=sentence):
        segment_rules.parse(rule)


def test_values_are_parameters_and_never_part_of_a_statement(store):
    for text in ("' or 1=1 --", '$c1_wanted"', "Iran'); drop table orders; --"):
        assert held(store, {"of": "region", "is": [text]}) == ""
        assert held(store, {"of": "attribute", "name": text, "is": [text]}) == ""
        assert held(store, {"of": "survey", "name": text, "from": 0}) == ""
    assert store.value("select count(*) from orders") == len(ORDERS)


def test_what_the_data_does_not_hold_is_said(store):
    rule = {
        "any": [
            {"of": "region", "is": ["Mars", "Iran"]},
            {"of": "product", "is": ["tea"]},
            {"of": "attribute", "name": "hobby", "is": ["chess"]},
        ]
    }
    assert segment_rules.absent(store, rule) == ["Region: “Mars” is not in the data.", "hobby is not in the data."]


def test_a_rule_in_words(store):
    store.set("currency", "$")
    rule = {
        "all": [
            {"of": "profit", "from": 1200, "to": 3400},
            {"of": "discount_share", "to": 0.25},
            {"any": [{"of": "product", "is_not": ["tea"], "within_days": 1}, {"of": "open_ticket", "is": ["no"]}]},
            {"of": "survey", "name": "nps", "to": 6},
        ]
    }
    assert segment_rules.said(store, rule) == (
        "Profit $1.2k to $3.4k and discount share at most 25% and (did not buy Green tea within 1 day or has no open"
        " ticket) and NPS answer at most 6"
    )
    assert segment_rules.parse(segment_rules.to_json(rule)) == segment_rules.parse(rule)


def test_a_saved_rule_is_computed_at_each_date_and_a_frozen_one_is_its_rule_at_its_date():
    fields = ("order_id", "customer_id", "ordered_at", "revenue")
    store = company(orders=[dict(zip(fields, (*row[:3], row[4]), strict=True)) for row in ORDERS])
    rule = {"all": [{"of": "recency_days", "from": 60}]}
    assert segment_rules.save(store, " quiet  ones", rule, AS_OF) == 3
    assert segment_rules.freeze(store, "quiet then", rule, AS_OF) == 3
    row = saved_segments.saved(store).set_index("name").loc["quiet ones"]
    assert (row.words, segment_rules.parse(row.rule)) == (
        "Days since last order at least 60",
        segment_rules.parse(rule),
    )
    assert saved_segments.members(store, "quiet ones", AS_OF).equals(saved_segments.members(store, "quiet then"))
    later = date(2026, 2, 10)
    assert saved_segments.members(store, "quiet ones", later).customer_id.tolist() == ["ann", "bob", "cem", "dan"]
    tiers = {name: segments.tiers(store, later, segment=name).customers.sum() for name in ("quiet ones", "quiet then")}
    assert tiers == {"quiet ones": 3, "quiet then": 2}  # dan ordered before the 12 months, ann is quiet only later
    flow = cx.retention.flow(store, later, segment="quiet ones")
    assert not flow.equals(cx.retention.flow(store, later, segment="quiet then"))
    assert cx.funnel.lifecycle(store, later, segment="quiet ones") is not None
    deleted = saved_segments.remove(store, "quiet ones")
    assert saved_segments.rule(store, "quiet ones") is None
    saved_segments.restore(store, deleted)
    assert saved_segments.members(store, "quiet ones", later).customer_id.tolist() == ["ann", "bob", "cem", "dan"]
    with pytest.raises(StoreError, match="needs a name"):
        segment_rules.save(store, " ", rule)
    with pytest.raises(StoreError, match="nothing was saved"):
        segment_rules.freeze(store, "nobody", {"all": [{"of": "revenue", "from": 1e9}]}, AS_OF)


def test_a_rule_that_cannot_be_counted_is_not_saved():
    store = company(customers=CUSTOMERS)
    with pytest.raises(ValueError, match="no orders"):
        segment_rules.save(store, "all", {"all": [{"of": "revenue", "from": 0}]})
    assert saved_segments.names(store) == []
