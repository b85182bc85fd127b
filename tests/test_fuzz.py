"""Damaged files: a sentence or a right answer, never a traceback and never a value in the wrong row (thousands: bench/fuzz.py)."""

import random

import pytest

from bench import fuzz


@pytest.mark.parametrize("case", range(40))
def test_a_damaged_file_is_refused_or_read_right(case):
    chance = random.Random(f"test {case}")
    kind, body = chance.choice(fuzz.bases([]))
    assert not fuzz.outcome(kind, fuzz.damaged(body, chance)).wrong
