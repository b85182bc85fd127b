"""Of a company in which nothing differs the pages of Experience claim nothing; bench/planted.py asks twenty."""

import pytest

from bench import alike, false_alarms
from tests import memory

SEED, CUSTOMERS = 2, 500


@pytest.fixture(scope="module")
def store():
    with memory.outliving_the_test():
        return alike.company(SEED, CUSTOMERS)


def test_nothing_is_claimed_where_nothing_differs(store):
    found = false_alarms.claimed(store)
    assert set(found["page"]) == set(false_alarms.PAGES)
    assert not found["is_made"].any(), found[found["is_made"]]


def test_the_comparison_of_customers_without_an_event_holds_one(store):
    """Of pretended cases drawn once a customer it came out near 0.93, with 1 outside in most companies."""
    found = false_alarms.checks(store)
    assert ((found["low"] <= 1) & (found["high"] >= 1)).all()
    assert found["ratio"].between(0.9, 1.1).all()
