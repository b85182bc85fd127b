"""Kano's table and what is made of its counts."""

from collections import Counter
from itertools import product
from math import comb

import pytest
from scipy.stats import binomtest

from cx.statistics import kano


def test_the_25_pairs_fall_as_in_kano_et_al_1984():
    counts = Counter(kano.answered(*pair) for pair in product(range(1, 6), repeat=2))
    assert counts == {"A": 3, "O": 1, "M": 3, "I": 9, "R": 7, "Q": 2}
    assert set(counts) == set(kano.NAMES)


def test_a_pair_turned_round_is_the_request_turned_round():
    turned = {"A": "R", "O": "R", "M": "R", "Q": "Q", "I": "I"}
    for there, missing in product(range(1, 6), repeat=2):
        letter = kano.answered(there, missing)
        if letter in "AOM":
            assert kano.answered(missing, there) == turned[letter]


@pytest.mark.parametrize("pair", [(0, 3), (3, 6), (2.5, 1), (None, 1)])
def test_a_score_that_is_none_is_an_error(pair):
    with pytest.raises(ValueError):
        kano.answered(*pair)


def test_a_class_is_named_only_where_the_first_beats_the_second():
    def two_sided(first, second):
        n = first + second
        return min(1.0, 2 * sum(comb(n, k) for k in range(first, n + 1)) / 2**n)

    for first in range(16, 31):
        named = kano.kind({"M": first, "A": 16, "R": 20})
        assert (named == "M") == (two_sided(first, 16) < 0.05)
    assert kano.kind({"M": 12, "R": 40}) == "M"
    assert kano.kind({"M": 29, "Q": 40}) is None
    assert kano.kind({"R": 100}) is None
    assert kano.kind({}) is None


def test_better_and_worse_of_nobody_and_of_r_and_q_alone_are_not_known():
    assert kano.better_and_worse({}) == (None, None)
    assert kano.better_and_worse({"R": 5, "Q": 2}) == (None, None)
    assert kano.better_and_worse({"M": 4}) == (0.0, -1.0)


@pytest.mark.parametrize("first, second", [(21, 9), (22, 8), (20, 20), (40, 21), (40, 25), (60, 39), (60, 42)])
def test_a_class_is_named_where_the_two_sided_binomial_test_of_scipy_tells_the_first_from_the_second(first, second):
    named = kano.kind({"M": first, "I": second}) is not None
    assert named == (binomtest(first, first + second).pvalue < kano.ALPHA)
