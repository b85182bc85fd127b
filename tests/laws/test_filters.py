"""Filters as sets: whoever is shown under several of them is shown under each alone, and nobody else."""

from datetime import date, timedelta
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from cx import funnel, segment_rules
from cx.customers.funnel import drop_offs
from tests import memory
from tests.examples import examples
from tests.shops import shop

FIRST = date(2025, 1, 1)
REGIONS, CHANNELS = ("N", "S", None), ("email", "search", None)
FILTERS = st.fixed_dictionaries(
    {
        "region": st.sampled_from(REGIONS),
        "channel": st.sampled_from(CHANNELS),
        "segment": st.sampled_from(["Rule", None]),
    }
)
DAYS = st.sampled_from([FIRST + timedelta(days=days) for days in (40, 200)])


@cache
def store():
    """Sixty people, most of them touched, two in three of them customers, some before they were touched."""
    orders = [(f"c{n}", on(n * 37 % 90), 5 + n % 7) for n in range(60) if n % 3]
    touches = [(f"c{n}", on(n * 53 % 90), CHANNELS[n % 4 % 3]) for n in range(60) if n % 5]
    with memory.outliving_the_test():
        found = shop(orders, touches, [(f"c{n}", REGIONS[n % 3 - n % 2]) for n in range(60)])
    segment_rules.save(found, "Rule", {"all": [{"of": "revenue", "from": 8}]}, FIRST + timedelta(days=200))
    return found


def on(days):
    return (FIRST + timedelta(days=days)).isoformat()


def shown(as_of, **filters):
    """The customers, and the people reached who did not order within 10 days."""
    customers, _count, _profit = segment_rules.customers(
        store(), {"all": [{"of": "recency_days", "from": 0}]}, as_of, limit=None, **filters
    )
    left = drop_offs.left(store(), "Acquire", as_of, acquire_within_days=10, limit=None, **filters)
    return set(customers.customer_id), set(left.customer_id)


@given(filters=FILTERS, as_of=DAYS)
@examples(12, 36)
def test_several_filters_show_who_each_of_them_shows(filters, as_of):
    alone = [shown(as_of, **{name: value}) for name, value in filters.items()]
    assert shown(as_of, **filters) == tuple(set.intersection(*sides) for sides in zip(*alone, strict=True))
    assert shown(as_of, **dict(reversed(filters.items()))) == shown(as_of, **filters)


@given(channel=st.sampled_from(CHANNELS[:2]), as_of=DAYS)
@examples(4, 4)
def test_the_funnel_of_a_channel_is_its_row_of_the_breakdown_without_who_was_a_customer(channel, as_of):
    asked = {"acquire_within_days": 10, "retain_within_days": 20}
    groups = funnel.lifecycle(store(), as_of, breakdown="channel", **asked).set_index("group").loc[channel]
    of_channel = funnel.lifecycle(store(), as_of, channel=channel, **asked).set_index("step")
    of_row = groups.set_index("step")
    reached = of_row.at["Reach", "people"] - of_row.at["Reach", "already_customers"]
    assert of_channel.at["Reach", "people"] == reached
    names = ["people", "eligible", "still_open", "converted_open"]
    assert of_channel.loc["Acquire":, names].equals(of_row.loc["Acquire":, names])
