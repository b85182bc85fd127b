"""One vote a person, weights and rates of answering, by hand."""

from datetime import date
from math import sqrt

import pytest

import cx
from cx.experience.voice import weights
from tests.companies import company

AS_OF = date(2025, 12, 31)


def order(customer: str, day: str, number: int = 0) -> dict:
    return {"order_id": f"{customer}-{day}-{number}", "customer_id": customer, "ordered_at": day, "revenue": 10}


def answer(customer: str | None, day: str, score: float, measure: str = "nps", subject: str | None = None) -> dict:
    return {"customer_id": customer, "answered_at": day, "measure": measure, "score": score, "subject": subject}


def one(store: cx.Store, measure: str = "nps", **asked):
    return cx.voice.score(store, AS_OF, measure, **asked).iloc[0]


def test_the_latest_answer_of_a_person_is_the_vote_and_every_answer_is_beside_it():
    answers = [
        answer("A", "2025-03-01", 0), answer("A", "2025-06-01", 2), answer("A", "2025-09-01", 10),
        answer("B", "2025-05-01", 8),
        answer("A", "2026-01-01", 0), answer("B", "2024-12-31", 0),  # after the day, before the 12 months
    ]  # fmt: skip
    found = one(company(surveys=answers))
    assert found[["n", "people", "answers", "value", "raw"]].tolist() == [2, 2, 4, 50.0, -25.0]
    assert not found["is_weighted"]


def test_an_answer_without_a_customer_is_a_vote_of_its_own_where_nothing_is_filtered():
    store = company(
        surveys=[answer(None, "2025-03-01", 10), answer(None, "2025-03-01", 0), answer("A", "2025-03-01", 10)],
        customers=[{"customer_id": "A", "region": "North"}],
    )
    assert one(store)[["n", "people", "value"]].tolist() == [3, 3, pytest.approx(100 / 3)]
    assert one(store, region="North")[["n", "value", "answers"]].tolist() == [1, 100.0, 1]


def test_ten_answers_have_the_published_interval():
    answers = [answer(f"C{n}", "2025-03-01", score) for n, score in enumerate([9] * 5 + [7] * 3 + [0] * 2)]
    found = one(company(surveys=answers))
    assert found[["value", "low", "high"]].round(1).tolist() == [30.0, -19.1, 65.2]


def once_and_often() -> dict[str, list[dict]]:
    """100 people who ordered once, 100 who ordered five times; 40 of the first and 80 of the others answered."""
    once, often = [f"O{n:03}" for n in range(100)], [f"R{n:03}" for n in range(100)]
    orders = [order(who, "2025-05-01") for who in once]
    orders += [order(who, f"2025-0{month}-01") for who in often for month in range(1, 6)]
    answers = [answer(who, "2025-07-01", 10 if n < 10 else 0) for n, who in enumerate(once[:40])]
    answers += [answer(who, "2025-07-01", 10 if n < 60 else 7) for n, who in enumerate(often[:80])]
    return {"orders": orders, "surveys": [*answers, answer("gone", "2025-07-01", 10)]}


def test_a_vote_weighs_what_its_cell_has_of_the_active_by_what_it_has_of_the_answers():
    found = one(company(**once_and_often()))
    assert found["is_weighted"] and found["n"] == 120
    assert found["value"] == pytest.approx((0.5 * (10 - 30) / 40 + 0.5 * 60 / 80) * 100)
    spread = 0.25 * (1 - 0.5**2) / 39 + 0.25 * (0.75 - 0.75**2) / 79
    assert found["high"] - found["value"] == pytest.approx(100 * 1.959964 * sqrt(spread))
    assert found["raw"] == pytest.approx(100 * (71 - 30) / 121)
    assert found[["active", "not_active", "answers"]].tolist() == [200, 1, 121]
    assert found["rate_answered"] == pytest.approx(0.6)


def test_a_share_has_wilsons_interval_on_the_effective_number_of_votes():
    tables = once_and_often()
    for row in tables["surveys"]:
        row |= {"measure": "ces", "score": 6 if row["score"] == 10 else 2}
    found = one(company(**tables), "ces")
    light, heavy = 0.5 / (80 / 120), 0.5 / (40 / 120)
    assert found["value"] == pytest.approx((10 * heavy + 60 * light) / 120) == 0.5
    votes = 120**2 / (40 * heavy**2 + 80 * light**2)
    z = 1.959964
    assert found["high"] - 0.5 == pytest.approx(z * sqrt(0.25 / votes + z**2 / (4 * votes**2)) / (1 + z**2 / votes))


def test_satisfaction_has_a_vote_on_each_subject_and_a_persons_votes_go_together():
    answers = [
        answer(f"C{n}", f"2025-03-0{again}", 5 if n < 20 else 1, "csat", subject)
        for n in range(40)
        for again, subject in enumerate(["Price", "Price", "Store"], 1)
    ]
    store = company(surveys=answers)
    found = one(store, "csat")
    assert found[["n", "people", "answers", "value"]].tolist() == [80, 40, 120, 0.5]
    alike = cx.intervals.wilson(20, 40)  # who likes one likes the other: 40 votes, not 80
    assert found[["low", "high"]].tolist() == pytest.approx(alike[1:])
    by_subject = cx.voice.score(store, AS_OF, "csat", "subject")
    assert by_subject[["group", "n"]].values.tolist() == [["Price", 40], ["Store", 40]]
    assert by_subject["rate_asked"].isna().all()


def test_neighbours_are_merged_until_thirty_of_each_answered():
    assert weights.merged([30, 30, 30]) == [0, 1, 2]
    assert weights.merged([29, 1, 40, 29]) == [0, 0, 1, 1]
    assert weights.merged([0, 0, 31, 5, 3]) == [0, 0, 0, 0, 0]
    assert weights.merged([]) == []


def test_too_few_answers_to_weigh_count_alike_whoever_gave_them():
    tables = once_and_often()
    tables["surveys"] = [row for row in tables["surveys"] if not row["customer_id"].startswith("O")]
    found = one(company(**tables))
    assert not found["is_weighted"]
    assert found[["n", "not_active"]].tolist() == [81, 0]
    assert found["value"] == found["raw"] == pytest.approx(100 * 61 / 81)


def test_everybody_of_one_opinion_is_not_certain():
    tables = once_and_often()
    for row in tables["surveys"]:
        row["score"] = 10
    found = one(company(**tables))
    assert found["is_weighted"] and found["value"] == 100
    assert 90 < found["low"] < found["high"] == 100


def test_an_invitation_is_answered_within_thirty_days_and_counts_once_these_are_over():
    def invited(who: str, day: str, **more: str) -> dict:
        return {"person_id": who, "occurred_at": day, "kind": "asked", **more}

    store = company(
        touchpoints=[
            invited("A", "2025-03-01"), invited("A", "2025-04-01"), invited("B", "2025-03-01"),
            invited("C", "2025-12-15"), invited("D", "2025-03-01", variant="held out"),
        ],
        surveys=[answer("A", "2025-03-31", 9), answer("B", "2025-04-02", 9), answer("D", "2025-03-02", 9)],
        orders=[order(who, "2025-02-01") for who in "ABCD"],
    )  # fmt: skip
    assert one(store)[["asked", "rate_asked"]].tolist() == [2, 0.5]
    assert one(company(surveys=[answer("A", "2025-03-31", 9)]))[["asked"]].isna().sum() == 0


def test_by_region_the_unknown_stand_last_and_by_tier_is_in_order_of_the_tiers():
    tables = once_and_often()
    tables["customers"] = [{"customer_id": f"O{n:03}", "region": "North" if n < 15 else "South"} for n in range(100)]
    store = company(**tables)
    found = cx.voice.score(store, AS_OF, by="region")
    assert found["group"].tolist() == ["South", "North", "(unknown)"]
    assert found["n"].tolist() == [25, 15, 81]
    tiers = cx.voice.score(store, AS_OF, by="tier")["group"].tolist()
    assert tiers == [tier for tier in cx.segments.TIERS if tier in tiers]


def test_an_unknown_measure_or_group_is_refused_in_a_sentence(store):
    with pytest.raises(ValueError, match="measure is one of nps, csat, ces, not 'happiness'"):
        cx.voice.score(store, AS_OF, "happiness")
    with pytest.raises(ValueError, match=r"by is one of .*, not 'height'"):
        cx.voice.score(store, AS_OF, by="height")
    with pytest.raises(ValueError, match="every is one of quarter, month, not 'week'"):
        cx.voice.trend(store, AS_OF, every="week")


def test_without_any_answer_there_is_no_row_and_no_trend(store):
    assert cx.voice.score(store, AS_OF).empty
    assert cx.voice.trend(store, AS_OF).empty
    assert cx.voice.slope(store, AS_OF).verdict is None
    assert cx.voice.drivers(store, AS_OF).empty


def test_two_years_are_compared_and_periods_that_overlap_have_no_verdict():
    tables = once_and_often()
    tables["surveys"] += [answer(f"R{n:03}", "2024-07-01", 0) for n in range(40)]
    tables["orders"] += [order(f"R{n:03}", "2024-05-01") for n in range(50)]
    store = company(**tables)
    found = cx.voice.changes(store, AS_OF, date(2025, 1, 1), (date(2024, 1, 1), date(2024, 12, 31)))
    assert found["measure"].tolist() == ["nps", "heard"]
    assert found["verdict"].tolist() == ["better", "worse"]
    assert found["before"].tolist() == [-100.0, 0.8] and found["now"].tolist() == [pytest.approx(12.5), 0.6]
    overlapping = cx.voice.changes(store, AS_OF, date(2025, 1, 1), (date(2024, 7, 1), date(2025, 6, 30)))
    assert set(overlapping["verdict"]) == {"periods overlap"}
