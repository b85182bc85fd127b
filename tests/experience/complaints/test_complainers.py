"""Customers behind a picture of complaints: the same complaints that the picture counts."""

from datetime import date

import pytest

from cx.experience import complaints
from cx.experience.complaints import Complaints
from tests.companies import company
from tests.experience.complaints.companies import crowd


@pytest.fixture(scope="module")
def shop():
    return company(**crowd())


AS_OF = date(2024, 12, 31)


def test_those_of_an_outcome_and_of_a_group_are_as_many_as_are_compared(shop):
    whole = complaints.recovery(shop, AS_OF).set_index("outcome")
    for outcome in ("helped", "not helped"):
        rows = complaints.complainers(shop, AS_OF, of=Complaints(outcome=outcome, is_compared=True), limit=None)
        assert rows["complaints"].sum() == whole.at[outcome, "n"]
        assert rows["complaints_of_all"].iloc[0] == whole.at[outcome, "n"]
        shortfall = rows["expected"] - rows["orders"]
        assert shortfall.is_monotonic_decreasing
    groups = complaints.recovery(shop, AS_OF, "severity")
    for row in groups[groups["outcome"] == "helped"].itertuples():
        of = Complaints(outcome="helped", by="severity", group=row.group, is_compared=True)
        assert complaints.complainers(shop, AS_OF, of=of, limit=None)["complaints"].sum() == row.n


def test_those_of_a_quarter_are_its_complaints_of_known_customers(shop):
    quarters = complaints.rate(shop, AS_OF).set_index("period")["complaints"]
    first = quarters.index[1].date()
    of = Complaints(since=first, until=quarters.index[2].date())
    rows = complaints.complainers(shop, AS_OF, of=of, limit=None)
    assert 0 < rows["complaints"].sum() <= quarters.iloc[1] + quarters.iloc[2]
    assert rows["opened_on"].dt.date.between(of.since, of.until).all()


def test_an_unknown_group_or_outcome_is_said(shop):
    with pytest.raises(ValueError, match="'spend' is none of topic"):
        Complaints(by="spend")
    with pytest.raises(ValueError, match="none of helped"):
        Complaints(outcome="lost")


def test_they_are_saved_as_a_segment(shop):
    of = Complaints(outcome="not helped", is_compared=True)
    rows = complaints.complainers(shop, AS_OF, of=of, limit=None)
    assert complaints.save_complainers(shop, "behind", "", as_of=AS_OF, of=of) == len(rows)
