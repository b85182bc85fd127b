"""Rank intervals, against a plain loop over resamples and against the exact chance of two counts."""

import random
from math import comb

import numpy as np
import pytest

from cx.statistics import rankings


def plainly(votes: list[list[float]], resamples: int) -> tuple[list[tuple[int, int]], list[float]]:
    """Rank intervals and shares of first places by hand: one resample after the other."""
    chance, things = random.Random(7), range(len(votes[0]))
    ranks = []
    for _resample in range(resamples):
        drawn = chance.choices(votes, k=len(votes))
        sums = [round(sum(row[thing] for row in drawn), 6) for thing in things]
        ranks.append([1 + sum(other > sums[thing] for other in sums) for thing in things])
    spans, firsts = [], []
    for thing in things:
        found = sorted(row[thing] for row in ranks)
        spans.append((found[int(0.025 * resamples)], found[int(0.975 * resamples)]))
        firsts.append(found.count(1) / resamples)
    return spans, firsts


def test_the_intervals_are_those_of_a_plain_loop():
    chance = random.Random(3)
    votes = [[chance.random() * (chance.random() < share) for share in (0.5, 0.4, 0.15, 0.02)] for _person in range(90)]
    found = rankings.by_votes(np.array(votes))
    spans, firsts = plainly(votes, 2_000)
    assert list(zip(found.low.tolist(), found.high.tolist(), strict=True)) == spans
    assert found.first_share.tolist() == pytest.approx(firsts, abs=0.04)


def test_the_share_of_first_places_is_the_exact_chance_that_one_count_is_no_less():
    found = rankings.by_votes(np.repeat(np.eye(2), (22, 18), axis=0), resamples=20_000)
    exact = sum(comb(40, k) * 0.55**k * 0.45 ** (40 - k) for k in range(20, 41))
    assert found.first_share[0] == pytest.approx(exact, abs=0.01)


def test_of_many_people_the_normal_limit_gives_what_drawing_them_gives(monkeypatch):
    rng = np.random.default_rng(5)
    votes = rng.exponential(1.0, (900, 1)) * (rng.random((900, 4)) < [0.4, 0.36, 0.2, 0.19])
    drawn = rankings.by_votes(votes)
    monkeypatch.setattr(rankings, "DRAWN_ONE_BY_ONE", 100)
    limit = rankings.by_votes(votes)
    assert limit.rank.tolist() == drawn.rank.tolist()
    assert (limit.low.tolist(), limit.high.tolist()) == (drawn.low.tolist(), drawn.high.tolist())
    assert limit.first_share == pytest.approx(drawn.first_share, abs=0.04)


def test_of_many_people_things_with_the_same_voters_tie_in_each_resample():
    votes = np.random.default_rng(5).random((3_000, 3)) < [0.4, 0.4, 0.1]
    found = rankings.by_votes(np.column_stack([votes, votes[:, 0]]).astype(float)[:, [0, 3, 2]])
    assert (found.rank.tolist(), found.high.tolist()) == ([1, 1, 3], [1, 1, 3])
    assert found.first_share.tolist() == [1, 1, 0]


def test_ties_share_the_better_rank_and_nothing_has_none():
    found = rankings.by_votes(np.array([[1, 1, 0]] * 40))
    assert found.rank.tolist() == [1, 1, 3]
    assert found.first_share.tolist() == [1, 1, 0]
    one = rankings.by_votes(np.array([[1.0], [2.0]]))
    assert (one.rank.tolist(), one.low.tolist(), one.high.tolist()) == ([1], [1], [1])
    assert rankings.by_votes(np.zeros((0, 3))).rank.size == rankings.by_votes(np.zeros((3, 0))).rank.size == 0
