from math import isnan

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from cx.statistics import intervals, verdicts
from tests.examples import examples

counts = st.integers(0, 400)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_is_as_published_by_newcombe_1998_two_sided_table_1(successes, n, low, high):
    _, found_low, found_high = intervals.wilson(successes, n)
    assert (round(found_low, 4), round(found_high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_a_difference_is_as_published_by_newcombe_1998_method_10(first, second, low, high):
    _, found_low, found_high = intervals.difference(*first, *second)
    assert (round(found_low, 4), round(found_high, 4)) == (low, high)


def test_nps_of_5_3_2_is_30_from_minus_19_1_to_65_2_as_published():
    assert [round(part, 1) for part in intervals.nps(5, 3, 2)] == [30.0, -19.1, 65.2]


@given(n=counts, share=st.floats(0, 1))
def test_a_wilson_interval_holds_its_estimate_and_stays_within_0_and_1(n, share):
    estimate, low, high = intervals.wilson(round(n * share), n)
    assert (n == 0 and isnan(estimate)) or 0 <= low <= estimate <= high <= 1


@given(a=counts, more_a=counts, b=counts, more_b=counts)
def test_a_verdict_turns_round_with_its_groups(a, more_a, b, more_b):
    one_way = intervals.differs(a, a + more_a, b, b + more_b)
    other_way = intervals.differs(b, b + more_b, a, a + more_a)
    assert other_way is (None if one_way is None else not one_way)


@given(promoters=counts, passives=counts, detractors=counts)
@example(promoters=0, passives=0, detractors=1)
@example(promoters=2, passives=0, detractors=0)
def test_an_nps_interval_holds_its_score(promoters, passives, detractors):
    score, low, high = intervals.nps(promoters, passives, detractors)
    assert (promoters + passives + detractors == 0 and isnan(score)) or -100 <= low <= score <= high <= 100


def test_nobody_gives_an_unknown_not_a_zero():
    unknown = [
        *intervals.wilson(0, 0),
        *intervals.difference(0, 0, 1, 2),
        *intervals.nps(0, 0, 0),
        *intervals.mean([]),
    ]
    assert all(isnan(part) for part in unknown)


def test_under_30_people_there_is_no_verdict():
    assert intervals.differs(29, 29, 0, 1000) is None
    assert intervals.differs(30, 30, 0, 1000) is True


def test_a_bootstrap_mean_does_not_depend_on_the_order_of_customers():
    assert intervals.mean([1.0, 5.0, 9.0, 200.0]) == intervals.mean([200.0, 9.0, 1.0, 5.0])


def test_a_mean_of_like_values_has_no_width_and_one_value_no_interval():
    assert intervals.mean([5.0] * 40) == (5.0, 5.0, 5.0)
    assert intervals.mean([0.1] * 3) == pytest.approx((0.1, 0.1, 0.1))
    estimate, low, high = intervals.mean([3.0])
    assert (estimate, isnan(low), isnan(high)) == (3.0, True, True)


def test_two_values_have_the_interval_of_students_t():
    """By hand: mean 1.5, standard error 0.5, t(1) at 97.5 % 12.7062."""
    assert intervals.mean([1.0, 2.0]) == pytest.approx((1.5, 1.5 - 6.3531, 1.5 + 6.3531), abs=1e-4)


def test_one_large_value_among_noughts_has_a_finite_interval():
    estimate, low, high = intervals.mean([0.0] * 29 + [100.0])
    assert low < estimate < high < 100


@examples(everyday=20, full=40)
@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=60), st.floats(0.1, 1000))
def test_a_mean_lies_in_its_interval_and_does_not_depend_on_the_currency(values, unit):
    estimate, low, high = intervals.mean(values, resamples=200)
    assert low <= estimate <= high
    scaled = intervals.mean([value * unit for value in values], resamples=200)
    size = max(abs(low), abs(high), 1e-6)
    assert scaled == pytest.approx([part * unit for part in (estimate, low, high)], abs=1e-6 * size * unit)


def test_columns_together_have_the_intervals_they_have_alone():
    table = np.array([[1.0, 5.0], [4.0, np.nan], [9.0, 7.0], [30.0, 1.0], [2.0, 2.0]] * 4)
    alone = [intervals.mean(table[~np.isnan(table[:, place]), place]) for place in (0, 1)]
    assert intervals.means(table) == alone


def test_the_difference_of_means_is_the_interval_of_scipys_welch_test():
    one, other = [1.0, 4.0, 9.0, 30.0, 2.0], [5.0, 7.0, 1.0, 2.0, 2.5, 3.0]
    theirs = stats.ttest_ind(one, other, equal_var=False)
    moments = [(np.mean(side), np.std(side, ddof=1), len(side)) for side in (one, other)]
    _, low, high = intervals.mean_difference(*moments[0], *moments[1])
    assert (low, high) == pytest.approx(tuple(theirs.confidence_interval()))
    assert verdicts.mean_p(*moments[0], *moments[1]) == pytest.approx(theirs.pvalue)


def test_many_values_have_the_interval_the_bootstrap_comes_to():
    values = [float(number % 97) for number in range(intervals.MANY)]
    by_bootstrap = intervals.mean(values, resamples=400)
    by_formula = intervals.mean([*values, 48.0])
    assert by_formula == pytest.approx(by_bootstrap, abs=0.05)


@pytest.mark.parametrize("wrong", [(-1, 5), (6, 5), (1, 0)])
def test_an_impossible_proportion_is_refused(wrong):
    with pytest.raises(ValueError, match="not a proportion"):
        intervals.wilson(*wrong)


def test_a_missing_value_is_refused_not_skipped():
    with pytest.raises(ValueError, match="missing"):
        intervals.mean([1.0, float("nan")])


def test_a_negative_count_of_answers_is_refused():
    with pytest.raises(ValueError, match="negative"):
        intervals.nps(1, -1, 0)


@pytest.mark.parametrize("n", [1, 5, 100, 30_000])
def test_an_impossible_confidence_is_refused_however_many_values_there_are(n):
    with pytest.raises(ValueError, match="not between 0 and 1"):
        intervals.mean([1.0] * n, confidence=95)
