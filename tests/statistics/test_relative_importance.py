"""Shares of R-squared: the published ones of R's swiss data, and a plain walk through every order."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.statistics.relative_importance import MOST, lmg
from tests.examples import examples

# Agriculture, Examination, Education, Catholic, Infant.Mortality, Fertility of 47 provinces: R's datasets::swiss
SWISS = """
17 15 12 9.96 22.2 80.2/45.1 6 9 84.84 22.2 83.1/39.7 5 5 93.4 20.2 92.5/36.5 12 7 33.77 20.3 85.8/43.5 17 15 5.16
20.6 76.9/35.3 9 7 90.57 26.6 76.1/70.2 16 7 92.85 23.6 83.8/67.8 14 8 97.16 24.9 92.4/53.3 12 7 97.67 21 82.4/45.2 16
13 91.38 24.4 82.9/64.5 14 6 98.61 24.5 87.1/62 21 12 8.52 16.5 64.1/67.5 14 7 2.27 19.1 66.9/60.7 19 12 4.43 22.7
68.9/69.3 22 5 2.82 18.7 61.7/72.6 18 2 24.2 21.2 68.3/34 17 8 3.3 20 71.7/19.4 26 28 12.11 20.2 55.7/15.2 31 20 2.15
10.8 54.3/73 19 9 2.84 20 65.1/59.8 22 10 5.23 18 65.5/55.1 14 3 4.52 22.4 65/50.9 22 12 15.14 16.7 56.6/54.1 20 6 4.2
15.3 57.4/71.2 12 1 2.4 21 72.5/58.1 14 8 5.23 23.8 74.2/63.5 6 3 2.56 18 72/60.8 16 10 7.72 16.3 60.5/26.8 25 19
18.46 20.9 58.3/49.5 15 8 6.1 22.5 65.4/85.9 3 2 99.71 15.1 75.5/84.9 7 6 99.68 19.8 69.3/89.7 5 2 100 18.3 77.3/78.2
12 6 98.96 19.4 70.5/64.9 7 3 98.22 20.2 79.4/75.9 9 9 99.06 17.8 65/84.6 3 3 99.46 16.3 92.2/63.1 13 13 96.83 18.1
79.3/38.4 26 12 5.62 20.3 70.4/7.7 29 11 13.79 20.5 65.7/16.7 22 13 11.22 18.9 72.7/17.6 35 32 16.92 23 64.4/37.6 15 7
4.97 20 77.6/18.7 25 7 8.65 19.5 67.6/1.2 37 53 42.34 18 35/46.6 16 29 50.43 18.2 44.7/27.7 22 29 58.33 19.3 42.8
"""


def test_the_shares_of_fertility_in_swiss_are_those_of_relaimpo_groemping_2006():
    rows = np.array([row.split() for row in SWISS.split("/")], dtype=float)
    parts = lmg(np.cov(rows.T))
    assert parts == pytest.approx([0.0571, 0.1712, 0.2601, 0.1056, 0.1128], abs=5e-5)
    assert parts.sum() == pytest.approx(0.7067, abs=5e-5)
    assert lmg(np.corrcoef(rows.T)) == pytest.approx(parts)


def explained(covariance: np.ndarray, chosen: list[int]) -> float:
    """R-squared of the chosen measures by least squares."""
    if not chosen:
        return 0.0
    to = covariance[chosen, -1]
    return float(to @ np.linalg.pinv(covariance[np.ix_(chosen, chosen)]) @ to / covariance[-1, -1])


@examples(everyday=15, full=60)
@given(st.integers(0, 10_000), st.integers(1, 4), st.booleans())
def test_the_parts_are_the_mean_of_what_each_adds_in_every_order(seed, measures, mixed):
    draw = np.random.default_rng(seed)
    rows = draw.normal(size=(30, measures + 1)) @ draw.normal(size=(measures + 1, measures + 1))
    if mixed and measures > 1:
        rows[:, 0] = rows[:, 1:-1].sum(axis=1)  # a measure that is the sum of the others
    covariance = np.cov(rows.T)
    orders = list(permutations(range(measures)))
    plain = np.zeros(measures)
    for order in orders:
        for place, measure in enumerate(order):
            plain[measure] += explained(covariance, list(order[: place + 1])) - explained(
                covariance, list(order[:place])
            )
    stack = lmg(np.stack([covariance, covariance]))
    assert stack[0] == pytest.approx(plain / len(orders), abs=1e-6)
    assert stack[1].sum() == pytest.approx(explained(covariance, list(range(measures))), abs=1e-6)


def test_what_does_not_vary_explains_nothing_and_is_not_explained():
    flat = np.array([[1.0, 0.0, 0.5], [0.0, 0.0, 0.0], [0.5, 0.0, 1.0]])
    assert lmg(flat) == pytest.approx([0.25, 0.0])
    assert np.isnan(lmg(np.array([[1.0, 0.0], [0.0, 0.0]]))).all()


def test_no_measure_or_too_many_is_an_error():
    for size in (1, MOST + 2):
        with pytest.raises(ValueError):
            lmg(np.eye(size))
