"""Damaged files: a sentence or a right answer, never a traceback and never a value in the wrong row.

bench/fuzz.py tries thousands.
"""

import random

import pytest

from bench import fuzz, fuzz_cases
from tests.examples import cases

KNOWN = fuzz_cases.of_files([])


@pytest.mark.parametrize("case", cases(everyday=10, full=40))
def test_a_damaged_file_is_refused_or_read_right(case):
    chance = random.Random(f"test {case}")
    kind, body = chance.choice(KNOWN)
    with fuzz.tables_only():
        assert not fuzz.outcome(kind, fuzz_cases.damaged(body, chance)).wrong


@pytest.mark.parametrize("case", cases(everyday=10, full=40))
def test_a_file_is_read_the_same_quickly_and_with_care(case):
    with fuzz.tables_only():
        _, _, found = fuzz.compared(case, 7, KNOWN)
    assert not found.differs


def test_the_cases_go_the_quick_way_often_enough_to_compare_anything():
    with fuzz.tables_only():
        ways = (fuzz.compared(case, 7, KNOWN)[2].way for case in range(12))
        assert "quickly to the end" in ways
