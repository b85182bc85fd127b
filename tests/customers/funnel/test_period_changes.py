"""The funnel of two periods, for everybody and by channel, on touches and orders to count by hand."""

from datetime import date, timedelta

import pytest

from cx import funnel
from tests.companies import company

FIRST = date(2025, 1, 1)
NOW_FROM, AS_OF = FIRST + timedelta(days=400), FIRST + timedelta(days=499)
BEFORE = (FIRST + timedelta(days=300), FIRST + timedelta(days=399))
WINDOWS = {"acquire_within_days": 30, "retain_within_days": 30}


def touch(person: str, after: int, channel: str) -> dict:
    return {
        "person_id": person,
        "occurred_at": str(FIRST + timedelta(days=after)),
        "kind": "visited",
        "channel": channel,
    }


@pytest.fixture(scope="module")
def shop():
    """100 people reached by Ads and 50 by Mail in each of two periods of 100 days; of Ads 40 then 10 buy, of Mail 5."""
    touches, orders = [touch("early", 0, "Web")], []
    for start, won in ((300, 10), (400, 40)):
        for channel, people, buy in (("Ads", 100, won), ("Mail", 50, 5)):
            touches += [touch(f"{channel}{start}-{n}", start + n % 20, channel) for n in range(people)]
            orders += [
                {
                    "order_id": f"{channel}{start}-{n}",
                    "customer_id": f"{channel}{start}-{n}",
                    "ordered_at": str(FIRST + timedelta(days=start + n % 20 + 1)),
                    "revenue": 10,
                }
                for n in range(buy)
            ]
    return company(touchpoints=touches, orders=orders)


def test_by_channel_each_step_stands_beside_that_of_the_other_period(shop):
    found = funnel.changes(shop, AS_OF, NOW_FROM, BEFORE, "channel", **WINDOWS).set_index(["group", "measure"])
    assert found.index.get_level_values("group").unique().tolist() == ["All", "Ads", "Mail"]
    assert found.loc[("Ads", "Acquire"), ["before", "now"]].tolist() == [0.1, 0.4]
    assert found.at[("Ads", "Acquire"), "verdict"] == "better"
    assert found.at[("Mail", "Acquire"), "verdict"] == "no clear change"
    assert found.loc[("All", "Reach"), ["before", "now", "change"]].tolist() == [150, 150, 0]
    whole = funnel.lifecycle(shop, AS_OF, entered_from=NOW_FROM, **WINDOWS).set_index("step")
    assert found.at[("All", "Acquire"), "now"] == whole.at["Acquire", "rate"]


def test_of_a_region_nobody_counts_the_people_reached_and_overlapping_periods_have_no_verdict(shop):
    assert funnel.changes(shop, AS_OF, NOW_FROM, BEFORE, region="North").empty
    later = (BEFORE[0], NOW_FROM + timedelta(days=10))
    found = funnel.changes(shop, AS_OF, NOW_FROM, later, **WINDOWS)
    assert set(found["verdict"]) <= {"periods overlap", "no earlier data"}


def test_people_reached_are_not_compared_where_touchpoints_begin_too_late(shop):
    early = (FIRST, FIRST + timedelta(days=99))
    found = funnel.changes(shop, AS_OF, NOW_FROM, early, **WINDOWS).set_index("measure")
    assert found.at["Reach", "verdict"] == "no earlier data"
