"""Gaps between promise and experience: own differences, intervals, verdicts, studies and scales."""

from datetime import date
from math import isnan, sqrt
from statistics import mean, stdev

import pytest
from scipy.stats import t, ttest_ind

from cx import promises
from cx.errors import CxError
from tests.companies import company

AS_OF = date(2025, 12, 31)


def answer(who: str, measure: str, score: float, subject: str = "Price", day: str = "2025-06-01") -> dict:
    return {"customer_id": who, "answered_at": day, "measure": measure, "subject": subject, "score": score}


def study(gaps: list[float], subject: str = "Price", day: str = "2025-06-01", promised: float = 6) -> list[dict]:
    """Each person was promised `promised` and experienced so much more."""
    return [
        row
        for number, gap in enumerate(gaps)
        for row in (
            answer(f"{day}{number}", "promise", promised, subject, day),
            answer(f"{day}{number}", "perception", promised + gap, subject, day),
        )
    ]


def gaps(*answers, **asked):
    return promises.gaps(company(surveys=[row for part in answers for row in part]), AS_OF, **asked)


def test_a_gap_is_the_mean_of_each_persons_own_difference_with_the_latest_scores():
    found = gaps(
        [
            answer("A", "promise", 2, day="2025-03-01"), answer("A", "promise", 6), answer("A", "perception", 4),
            answer("B", "promise", 5), answer("B", "perception", 7), answer("B", "importance", 3),
            answer("C", "promise", 7), answer("D", "perception", 1), answer("E", "expectation", 4),
            answer("A", "perception", 1, day="2026-01-01"), answer("B", "promise", 1, day="2024-12-31"),
        ]
    ).iloc[0]  # fmt: skip
    assert found[["gap", "gap_n", "promise", "experienced"]].tolist() == [0, 2, 6, 5.5]
    assert found[["expectation", "importance"]].tolist() == [4, 3]
    assert isnan(found["expectation_gap"])


def test_intervals_are_students_and_of_a_change_welchs():
    now, before = [-2, -1, 0, -1, -3, 1], [0, 1, -1, 0]
    found = gaps(study(now), study(before, day="2024-06-01")).iloc[0]
    reach = t.ppf(0.975, 5) * stdev(now) / sqrt(6)
    assert found[["gap_low", "gap_high"]].tolist() == pytest.approx([mean(now) - reach, mean(now) + reach])
    low, high = ttest_ind(now, before, equal_var=False).confidence_interval(0.95)
    assert found[["change", "change_low", "change_high"]].tolist() == pytest.approx([-0.75 - 0.25 - 0.0, low, high])
    assert found["change_n"] == 4
    assert found["verdict"] is None


def test_short_needs_a_twelfth_of_the_scale_and_thirty_people():
    found = gaps(
        study([-2, -1] * 15, "Delivery"),
        study([-0.6, -0.2] * 30, "Support"),
        study([-2, -1] * 14, "Store"),
        study([0.4, 0.2] * 20, "Price"),
        study([-2, 2] * 20, "Website"),
    ).set_index("subject")
    assert found["verdict"].to_dict() == {
        "Delivery": "short", "Store": None, "Support": None, "Website": None, "Price": "ahead"
    }  # fmt: skip
    assert found.index.tolist()[:2] == ["Delivery", "Store"]


def test_a_change_is_better_or_worse_only_against_a_study_on_the_same_scale():
    now, before = study([-1, 0] * 30), study([-3, -2] * 30, day="2024-06-01")
    found = gaps(now, before).iloc[0]
    assert (found["change"], found["change_verdict"]) == (2, "better")
    other = gaps(now, study([-3, -2] * 30, day="2024-06-01", promised=10)).iloc[0]
    assert isnan(other["change"])
    assert other["change_verdict"] is None


def test_everybody_the_same_answer_is_a_gap_without_an_interval_and_without_a_verdict():
    found = gaps(study([-1] * 40)).iloc[0]
    assert found[["gap", "gap_n"]].tolist() == [-1, 40]
    assert found[["gap_low", "gap_high"]].isna().all() and found["verdict"] is None
    assert gaps(study([-1])).iloc[0][["gap", "gap_n"]].tolist() == [-1, 1]


def test_touchpoints_are_those_that_satisfaction_or_the_journey_names():
    found = promises.gaps(
        company(
            surveys=[*study([-1], "Price"), *study([-1], "joy"), *study([-1], "Delivery")],
            journey=[{"touchpoint": "Delivery", "step": "use", "p": "place", "team": "x", "asked_as": "price "}],
        ),
        AS_OF,
    ).set_index("subject")
    assert found["is_touchpoint"].to_dict() == {"Delivery": True, "Price": True, "joy": False}
    assert gaps(study([-1], "joy"))["is_touchpoint"].tolist() == [True]


def test_the_scale_is_the_smallest_that_holds_all_scores_unless_it_was_set():
    store = company(surveys=study([0, 1]))
    assert (promises.scale(store, AS_OF).top, promises.scale(store, AS_OF).step) == (7, 0.5)
    promises.set_scale(store, 10)
    assert (promises.scale(store, AS_OF).top, promises.scale(store, AS_OF).step) == (10, 0.75)
    with pytest.raises(CxError, match="There are scores up to 7: the scale cannot end at 5"):
        promises.set_scale(store, 5)
    with pytest.raises(CxError, match="1 to 5, 7 or 10, not 6"):
        promises.set_scale(store, 6)
    promises.set_scale(store, None)
    assert not promises.scale(store, AS_OF).is_set
    assert promises.scale(company(surveys=study([-1, -2])), AS_OF).top == 7
    assert promises.scale(company(surveys=study([0], promised=5)), AS_OF).top == 5


def test_the_list_of_a_subject_begins_with_the_largest_shortfall():
    answers = [*study([-1, -4, 2], "Price"), answer("X", "promise", 3)]
    orders = [{"order_id": "1", "customer_id": "X", "ordered_at": "2025-06-01", "revenue": 10}]
    store = company(surveys=answers, orders=orders)
    found = promises.gap_people(store, AS_OF, "Price")
    assert found["gap"].tolist() == [-4, -1, 2]
    assert found.loc[0, ["customers", "fell_short"]].tolist() == [3, 2]
    assert promises.gap_people(store, AS_OF, "Nothing").empty
