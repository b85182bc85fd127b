"""Gaps, standing, chances and customers lost, in a shop that can be checked by hand; the demo's planted rivals."""

from datetime import date

import pytest

import cx
from cx import competitors
from cx.errors import CxError
from tests.companies import company

DAY = date(2025, 12, 31)
CHEAP, SLOW = (8, 9, 9, 10), (6, 7, 8, 7)


def scored(**more: list[dict]) -> cx.Store:
    """Four people score Price of both companies; Range of both is one judgement each, without anybody's name."""
    people = [
        {
            "company": name, "attribute": "Price", "score": score, "importance": 9, "scored_by": f"K{place}",
            "scored_on": "2025-03-01", "source": "customers" if place else "staff",
        }
        for name, scores in (("They", CHEAP), ("We", SLOW))
        for place, score in enumerate(scores)
    ]  # fmt: skip
    judged = [
        {"company": name, "attribute": "Range", "score": score, "importance": 3}
        for name, score in (("We", 8), ("They", 2))
    ]
    return company(competitors=people + judged, **more)


def test_gaps_are_of_the_people_who_scored_both_and_a_judgement_has_no_interval():
    store = scored()
    price, rng = (row for row in competitors.gaps(store, DAY, "We").itertuples())
    # pairs 6-8, 7-9, 8-9, 7-10: mean -2, standard deviation 0.8165; t of 3 degrees of freedom 3.1824
    assert (price.ours, price.theirs, price.gap, price.n, price.is_paired) == (7, 9, -2, 4, True)
    assert (price.low, price.high) == pytest.approx((-2 - 1.2992, -2 + 1.2992), abs=1e-4)
    assert price.verdict is None  # under 30 respondents
    assert (rng.gap, rng.n, rng.is_paired, rng.verdict) == (6, 1, False, None)
    assert rng.low != rng.low  # a single judgement
    standing = competitors.standing(store, DAY, "We").set_index("company")
    assert standing["score"].to_dict() == {"We": (9 * 7 + 3 * 8) / 12, "They": (9 * 9 + 3 * 2) / 12}
    assert standing["gap"].isna().all()  # nobody scored both attributes under a name
    of_staff = competitors.gaps(store, DAY, "We", source="staff")
    assert of_staff[["attribute", "gap", "n"]].values.tolist() == [["Price", -2, 1]]
    assert competitors.gaps(store, date(2027, 1, 1), "We")["attribute"].tolist() == ["Range"]  # dated ones are too old
    assert competitors.gaps(store, DAY).empty and competitors.gaps(store, DAY, "Nobody").empty


def test_which_company_is_ours_is_a_setting_that_can_be_undone():
    store = scored()
    assert competitors.set_ours(store, "We") is None and competitors.ours(store) == "We"
    assert competitors.gaps(store, DAY)["company"].unique().tolist() == ["They"]
    assert competitors.set_ours(store, None) == "We" and competitors.ours(store) is None
    with pytest.raises(CxError, match="none of the companies"):
        competitors.set_ours(store, "Nobody")


def test_respondents_of_both_sides_without_names_are_two_groups():
    rows = [
        {"company": name, "attribute": "Price", "score": score}
        for name, scores in (("We", range(40)), ("They", range(20, 60)))
        for score in scores
    ]
    [row] = competitors.gaps(company(competitors=rows), DAY, "We").itertuples()
    assert (row.gap, row.n, row.is_paired, row.verdict) == (-20, 40, False, "behind")
    # Welch: spread 11.6905 each, error 2.6141, t of 78 degrees of freedom 1.9908
    assert (row.low, row.high) == pytest.approx((-25.2043, -14.7957), abs=1e-3)


def test_the_latest_score_of_a_person_counts_and_the_last_reason_of_a_customer():
    again = {"company": "We", "attribute": "Price", "scored_by": "A"}
    scores = [{**again, "score": 1, "scored_on": "2025-02-01"}, {**again, "score": 9, "scored_on": "2025-03-01"}]
    scores.append({"company": "They & Co", "attribute": "Price", "score": 5})
    reasons = [
        ("A", "2025-01-02", "Competitor: They & Co"), ("A", "2025-02-02", "Price"), ("B", "2025-02-02", "they & co"),
        ("C", "2025-02-02", "A competitor"), ("D", "2024-02-02", "Competitor"), ("E", "2025-02-02", "We are moving"),
    ]  # fmt: skip
    left = [dict(zip(("customer_id", "left_on", "reason"), row, strict=True)) for row in reasons]
    store = company(competitors=scores, churn_reasons=left)
    assert competitors.gaps(store, DAY, "We")["gap"].tolist() == [4]
    found = competitors.left_for(store, DAY, "We")
    assert found[["company", "customers", "n"]].values.tolist() == [["", 1, 4], ["They & Co", 1, 4]]
    assert competitors.leavers(store, DAY) == 4
    changed = competitors.changes(store, DAY, date(2024, 12, 31), "We")
    assert changed[["measure", "group", "before", "now"]].values.tolist()[0] == ["left_for", "", 1.0, 0.5]
    assert changed["measure"].tolist() == ["left_for", "our_score"]


def test_a_chance_is_where_all_rivals_are_weak_and_customers_want_it():
    rows = [
        {"company": name, "attribute": attribute, "score": score, "importance": weight}
        for attribute, weight, of_company in (
            ("Price", 9, (5, 3, 4)),
            ("Delivery", 2, (5, 4, 2)),
            ("Range", 2, (9, 9, 9)),
        )
        for name, score in zip(("We", "They", "Others"), of_company, strict=True)
    ]
    tickets = [
        {"ticket_id": n, "opened_at": "2025-06-01", "customer_id": n, "kind": "request", "topic": "Same-day delivery"}
        for n in "AB"
    ]
    found = competitors.chances(company(competitors=rows, tickets=tickets), DAY, "We")
    columns = ["attribute", "company", "best", "asked", "is_important", "is_clear"]
    assert found[columns].values.tolist() == [
        ["Price", "Others", 4, 0, True, False],
        ["Delivery", "They", 4, 2, False, False],
    ]
    assert competitors.chances(company(competitors=rows), DAY, "We")["attribute"].tolist() == ["Price"]


def test_a_single_row_and_no_row_answer_without_error(store):
    for shop in (store, company(competitors=[{"company": "We", "attribute": "Price", "score": 5}])):
        assert competitors.gaps(shop, DAY, "We").empty
        assert competitors.chances(shop, DAY, "We").empty
        assert competitors.losses(competitors.gaps(shop, DAY, "We")).empty
        assert len(competitors.standing(shop, DAY, "We")) == len(competitors.companies(shop))
