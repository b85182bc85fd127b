"""Cumulative incidence against published numbers, by hand, and against a plain walk."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.statistics import survival
from tests.examples import examples


def waited(*rows):
    return pd.DataFrame(rows, columns=["day", "cause", "people"])


def test_breast_cancer_deaths_are_those_of_british_journal_of_cancer_91_1229_table_2():
    """Nine of 305 patients in the table; the 296 others are followed for longer. It prints the step at each death."""
    counts = waited(
        (7, None, 1),
        (10, "cancer", 1),
        (14, None, 1),
        (16, "cancer", 1),
        (18, "other", 1),
        (23, "cancer", 1),
        (24, None, 1),
        (26, "other", 1),
        (27, "cancer", 1),
        (60, None, 296),
    )
    curve = survival.incidence(counts)
    cancer = curve[curve["cause"] == "cancer"].set_index("day")
    assert cancer["at_risk"].loc[[10, 16, 18, 23, 26, 27]].tolist() == [304, 302, 301, 300, 298, 297]
    steps = np.diff([0, *cancer["share"].loc[[10, 16, 23, 27]]])
    assert (100 * steps).round(1).tolist() == [0.3, 0.3, 0.3, 0.3]
    alive = 1 - curve.groupby("day")["share"].sum()
    assert (100 * alive).round(1).tolist() == [99.7, 99.3, 99.0, 98.7, 98.3, 98.0]


def test_remission_times_of_gehan_1965_have_the_published_kaplan_meier_curve():
    """6-MP group: S(6) .857, S(7) .807, S(10) .753, S(13) .690, S(16) .627, S(22) .538, S(23) .448."""
    times = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    counts = waited(*[(day, "relapse", 1) for day in times], *[(day, None, 1) for day in censored])
    curve = survival.incidence(counts)
    assert (1 - curve["share"]).round(3).tolist() == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert survival.median_day(curve) == 23
    assert survival.at(curve, 21) == pytest.approx(1 - 0.627, abs=0.001)


def test_the_interval_of_one_cause_is_greenwoods_on_the_log_log_scale():
    counts = waited((1, "left", 3), (2, None, 2), (4, "left", 5), (9, "left", 1), (10, None, 9))
    curve = survival.incidence(counts)
    stay = np.cumprod(1 - curve["people"] / curve["at_risk"])
    greenwood = np.cumsum(curve["people"] / (curve["at_risk"] * (curve["at_risk"] - curve["people"]).astype(float)))
    reach = 1.959964 * np.sqrt(greenwood) / -np.log(stay)
    assert curve["low"].tolist() == pytest.approx((1 - stay ** np.exp(-reach)).tolist(), abs=1e-6)
    assert curve["high"].tolist() == pytest.approx((1 - stay ** np.exp(reach)).tolist(), abs=1e-6)


def test_one_minus_kaplan_meier_by_reason_would_say_too_much():
    counts = waited((1, "price", 40), (2, "moved", 40), (3, "price", 20))
    curve = survival.incidence(counts)
    price = curve[curve["cause"] == "price"]
    assert survival.at(price, 3) == pytest.approx(0.6)
    alone = survival.incidence(counts.assign(cause=counts["cause"].where(counts["cause"] == "price")))
    assert survival.at(alone, 3) == 1


def test_nobody_to_whom_anything_happened_is_an_empty_answer():
    assert survival.incidence(waited((3, None, 5))).empty
    assert np.isnan(survival.median_day(survival.incidence(waited((3, None, 5)))))


logs = st.lists(st.tuples(st.integers(0, 12), st.sampled_from(["a", "b", None])), min_size=1, max_size=25)


@examples(everyday=75, full=150)
@given(logs)
def test_incidence_is_that_of_a_walk_from_person_to_person(log):
    curve = survival.incidence(waited(*[(day, cause, 1) for day, cause in log]))
    expected, staying = {"a": 0.0, "b": 0.0}, 1.0
    for day in sorted({day for day, cause in log if cause}):
        waiting = [cause for when, cause in log if when >= day]
        today = [cause for when, cause in log if when == day and cause]
        for cause in expected:
            expected[cause] += staying * today.count(cause) / len(waiting)
        staying *= 1 - len(today) / len(waiting)
        for cause in set(curve["cause"]):
            row = curve[(curve["cause"] == cause) & (curve["day"] == day)].iloc[0]
            assert row["share"] == pytest.approx(expected[cause])
            assert row["at_risk"] == len(waiting)
            assert np.isnan(row["low"]) or row["low"] <= row["share"] <= row["high"]
    for _cause, rows in curve.groupby("cause"):
        assert all(later >= earlier for earlier, later in pairwise(rows["share"]))
