"""Retention of the cohorts of two periods, on customers to count by hand."""

from datetime import date

import pytest

from cx import retention
from tests.shops import shop

SINCE, AS_OF = date(2025, 1, 1), date(2025, 6, 30)
BEFORE = (date(2024, 7, 1), date(2024, 12, 31))


@pytest.fixture(scope="module")
def cohorts():
    """40 begin in October 2024, of whom 10 are back in November; 40 in February 2025, of whom 30 are back in March."""
    orders = []
    for first, second, back in (("2024-10", "2024-11", 10), ("2025-02", "2025-03", 30)):
        orders += [(f"{first}-{n}", f"{first}-05") for n in range(40)]
        orders += [(f"{first}-{n}", f"{second}-05") for n in range(back)]
    return shop(orders=orders)


def test_each_age_counts_the_cohorts_of_which_its_period_is_over(cohorts):
    found = retention.changes(cohorts, AS_OF, SINCE, BEFORE).set_index("group")
    assert found.index.tolist() == ["1", "2", "3"]
    assert found.loc["1", ["before", "now", "n_before", "n"]].tolist() == [0.25, 0.75, 40, 40]
    assert found.at["1", "verdict"] == "better"
    assert found.loc["2", ["before", "now"]].tolist() == [0, 0]


def test_a_cohort_of_both_periods_counts_in_the_later_one(cohorts):
    found = retention.changes(cohorts, AS_OF, SINCE, (date(2025, 1, 1), date(2025, 3, 31))).set_index("group")
    assert found.at["1", "n_before"] == 0
    assert found.at["1", "verdict"] == "no earlier data"
