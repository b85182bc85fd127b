"""Figures of the touchpoints: satisfaction, gaps, waits, complaints, what is at stake, the teams' eNPS."""

from collections import defaultdict
from datetime import date
from math import isnan

import numpy as np
import pytest
from scipy import stats

import cx
from cx.errors import CxError
from tests.companies import company
from tests.experience.journey.maps import answer, crowd, drawn, touchpoint

YEAR_END = date(2025, 12, 31)
SHOP = touchpoint("Shop", "orders:Store", "Shop", "Late")


def of_shop(store, **given):
    return cx.journey.map(store, YEAR_END, rows=drawn(SHOP), **given).iloc[0]


def test_the_last_vote_of_a_person_counts_and_an_answer_of_nobody_is_one():
    surveys = [
        answer("a", "csat", "Shop", 2, "2025-01-01"),
        answer("a", "csat", " shop ", 5, "2025-02-01"),
        answer("b", "csat", "Shop", 5, "2024-12-31"),
        answer("c", "csat", "Shop", 3),
        answer(None, "csat", "Shop", 4),
        answer("d", "csat", "Mail", 1),
    ]
    orders = [
        {"order_id": name, "customer_id": name, "ordered_at": "2025-03-01", "revenue": 90, "cost": 50} for name in "ac"
    ]
    store = company(surveys=surveys, orders=orders)
    found = of_shop(store)
    assert (found.csat_n, found.not_satisfied, found.csat) == (3, 1, pytest.approx(2 / 3))
    assert (found.csat_low, found.csat_high) == cx.intervals.wilson(2, 3)[1:]
    placed = cx.segments.customers(store, YEAR_END).set_index("customer_id")
    assert found.at_stake == pytest.approx(placed.at["c", "contribution"])
    listed = cx.journey.people(store, YEAR_END, "SHOP", rows=drawn(SHOP))
    assert listed[["customer_id", "score", "customers"]].values.tolist() == [["c", 3, 1]]
    assert listed["contribution_of_all"].iloc[0] == pytest.approx(found.at_stake)
    assert cx.journey.save_people(store, "Unhappy", "all", YEAR_END, "Shop", rows=drawn(SHOP)) == 1
    assert isnan(of_shop(company(surveys=surveys)).at_stake)  # nobody ordered: contribution is not known
    with pytest.raises(CxError, match="not on the map"):
        cx.journey.people(store, YEAR_END, "Bill", rows=drawn(SHOP))
    with pytest.raises(ValueError, match="none of"):
        cx.journey.people(store, YEAR_END, "Shop", "happy", rows=drawn(SHOP))


def test_gaps_are_means_of_each_persons_own_difference():
    scores = {"a": (6, 5, 4, 7), "b": (7, 5, 4, 6), "c": (5, None, 5, 5), "d": (None, None, 1, None)}
    measures = ("promise", "expectation", "perception", "importance")
    surveys = [
        answer(name, measure, "Shop", score)
        for name, given in scores.items()
        for measure, score in zip(measures, given, strict=True)
        if score is not None
    ]
    surveys.append(answer("a", "perception", "Shop", 1, "2025-05-01"))  # an earlier one
    found = of_shop(company(surveys=surveys))
    assert found[["promise", "expectation", "experienced", "importance"]].tolist() == [6, 5, pytest.approx(13 / 3), 6]
    assert (found.study_n, found.gap_n, found.gap, found.expectation_gap) == (3, 3, pytest.approx(-5 / 3), -1)
    low, high = stats.t.interval(0.95, 2, -5 / 3, stats.sem([-2, -3, 0]))
    assert (found.gap_low, found.gap_high) == (pytest.approx(low), pytest.approx(high))
    assert isnan(found.expectation_low)  # everybody the same: no interval of width 0
    assert found.verdict is None


def test_where_nobody_said_what_was_promised_everybody_who_experienced_it_counts():
    found = of_shop(company(surveys=[answer("a", "perception", "Shop", 4), answer(None, "perception", "Shop", 5)]))
    assert (found.experienced, found.study_n, found.gap_n) == (4.5, 2, 0)
    assert isnan(found.promise) and isnan(found.gap)


def test_a_gap_has_a_verdict_only_of_thirty_and_after_holm():
    def answers(subject, gaps):
        return [
            answer(f"{subject}{place}", measure, subject, score)
            for place, gap in enumerate(gaps)
            for measure, score in (("promise", 5), ("perception", 5 + gap))
        ]

    names = ["Short", "Better", "Level", "Few", "Same"]
    gaps = [[-1, -2] * 20, [1, 0] * 20, [1, -1] * 20, [-2, -3] * 14, [-1] * 40]
    surveys = [row for name, each in zip(names, gaps, strict=True) for row in answers(name, each)]
    rows = drawn(*(touchpoint(name, asked_as=name) for name in names))
    found = cx.journey.map(company(surveys=surveys), YEAR_END, rows=rows)
    assert found["verdict"].tolist() == [False, True, None, None, None]
    assert found["gap_n"].tolist() == [40, 40, 40, 28, 40]
    assert found["is_short"].tolist() == [True, False, False, False, False]
    wide = [*surveys, answer("x", "importance", "Few", 10)]  # 1 to 10: short from .75 on
    assert cx.journey.map(company(surveys=wide), YEAR_END, rows=rows)["is_short"].sum() == 1


def test_waits_and_complaints_are_of_the_tickets_it_names_and_of_its_topics():
    orders = [
        {"order_id": n, "customer_id": f"c{n}", "ordered_at": "2025-03-01", "revenue": 9, "channel": "Store"}
        for n in range(4)
    ]
    tickets = [
        {"opened_at": "2025-06-02 09:00", "answered_at": "2025-06-02 11:00", "kind": "complaint", "topic": "late"},
        {"opened_at": "2025-06-02 09:00", "answered_at": "2025-06-02 13:00", "kind": "question", "topic": "Late"},
        {"opened_at": "2025-06-02 09:00", "answered_at": None, "kind": "complaint", "topic": "Late "},
        {"opened_at": "2025-06-02 09:00", "answered_at": "2025-06-02 09:01", "kind": "question", "topic": "Size"},
        {"opened_at": "2025-06-02 09:00", "answered_at": "2025-06-02 09:01", "kind": "call", "topic": "Late"},
    ]
    store = company(orders=orders, tickets=[row | {"ticket_id": str(n)} for n, row in enumerate(tickets)])
    found = of_shop(store)
    assert (found.complaints_per_100, found.wait_hours) == (50, 4)  # who still waits counts as waiting
    rows = drawn(touchpoint("Support", "tickets:question"), touchpoint("Size", topics="Size"))
    support, size = cx.journey.map(store, YEAR_END, rows=rows).itertuples()
    assert (support.contacts, support.people, support.wait_hours) == (2, 0, pytest.approx(1 / 60))
    assert isnan(support.complaints_per_100) and isnan(size.complaints_per_100)  # no topic; nobody met it


def test_a_team_is_shown_from_five_answers_on_and_never_told_apart_by_a_total():
    def of_team(team, scores, on="2025-05-10"):
        return [answer(None, "employee", team, score, on) for score in scores]

    rows = drawn(*(touchpoint(name, team=team) for name, team in (("S", "Sales"), ("O", "ops"), ("F", "Few"))))
    small = [*of_team("sales", [9] * 6), *of_team("Ops ", [0] * 5), *of_team("Few", [9] * 4)]

    def shown(surveys, as_of=YEAR_END):
        return cx.journey.map(company(surveys=surveys), as_of, rows=rows).set_index("touchpoint")["enps"].to_dict()

    def known(found):
        return {name: value for name, value in found.items() if not isnan(value)}

    assert known(shown(small)) == {"S": 100}  # one hidden team alone: the smallest shown one is hidden too
    assert known(shown([*small, *of_team("Other", [1])])) == {"S": 100, "O": -100}  # two, with five answers together
    assert known(shown([*of_team("sales", [9] * 6), *of_team("ops", [0] * 5)])) == {"S": 100, "O": -100}
    later = [*of_team("sales", [9] * 6), *of_team("sales", [0] * 6, "2025-08-10")]
    assert known(shown(later)) == {"S": -100}  # the latest round
    assert known(shown(later, date(2025, 9, 29))) == {"S": 100}  # a round counts once its quarter is over
    assert known(shown(later, date(2025, 9, 30))) == {"S": -100}
    spread = [*of_team("sales", [9] * 5, "2025-07-02"), *of_team("sales", [0] * 5, "2025-09-10")]
    assert known(shown(spread)) == {"S": -100}  # more than thirty days apart


@pytest.mark.parametrize("region", [None, "South"])
def test_satisfaction_and_gaps_are_those_of_plain_counting(region):
    tables = crowd()
    rows = drawn(touchpoint("Shop", asked_as="SHOP"), touchpoint("Mail", asked_as="Mail"))
    found = cx.journey.map(company(**tables), YEAR_END, rows=rows, region=region).set_index("touchpoint")
    of_region = {row["customer_id"] for row in tables["customers"] if region in (None, row["region"])}
    latest = defaultdict(dict)
    for line, row in enumerate(tables["surveys"]):
        if row["answered_at"] >= "2025" and (region is None or row["customer_id"] in of_region):
            voter, place = row["customer_id"] or line, (row["subject"].lower(), row["measure"])
            latest[place][voter] = max(latest[place].get(voter, ("", 0, 0)), (row["answered_at"], line, row["score"]))
    for name in ("shop", "mail"):
        row = found.loc[name.capitalize()]
        votes = [vote[2] for vote in latest[name, "csat"].values()]
        assert (row.csat_n, row.csat) == (len(votes), pytest.approx(np.mean([vote >= 4 for vote in votes])))
        promised, experienced = latest[name, "promise"], latest[name, "perception"]
        gaps = [experienced[who][2] - promised[who][2] for who in promised.keys() & experienced.keys()]
        assert (row.gap_n, row.gap) == (len(gaps), pytest.approx(np.mean(gaps)))
        beside = [vote[2] for who, vote in experienced.items() if who in promised]
        assert row.experienced == pytest.approx(np.mean(beside))
