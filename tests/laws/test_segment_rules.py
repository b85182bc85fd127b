"""Rules of segments as sets: AND is the intersection, OR the union, a frozen rule is its rule at its date."""

from datetime import date, timedelta
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from cx import segment_rules
from cx.customers import saved_segments
from tests import memory
from tests.examples import examples
from tests.shops import shop

FIRST = date(2025, 1, 1)
LIMITS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)
CONDITIONS = st.one_of(
    st.builds(
        lambda of, ends: {"of": of, "from": ends[0], "to": ends[1]},
        st.sampled_from(["revenue", "purchases", "recency_days", "profit"]),
        LIMITS,
    ),
    st.builds(
        lambda way, tiers: {"of": "tier", way: tiers},
        st.sampled_from(["is", "is_not"]),
        st.lists(st.sampled_from(["Platinum", "Gold", "Silver", "Bronze", "Tin", ""]), min_size=1, unique=True),
    ),
    st.builds(
        lambda way, of: {"of": "region", way: [of]}, st.sampled_from(["is", "is_not"]), st.sampled_from(["N", "S", ""])
    ),
)
DAYS = st.sampled_from([FIRST + timedelta(days=days) for days in (60, 420)])  # each date has tiers of its own to fit


@cache
def store():
    """Forty customers with up to five orders each in two years, in two regions or none."""
    orders = [
        (f"c{n}", (FIRST + timedelta(days=(n * 37 + m * 91) % 540)).isoformat(), (n * 13 + m * 29) % 61)
        for n in range(40)
        for m in range(1 + n % 5)
    ]
    with memory.outliving_the_test():
        return shop(orders=orders, customers=[(f"c{n}", ("N", "S", None)[n % 3]) for n in range(40)])


def held(rule, as_of):
    rows, _customers, _profit = segment_rules.customers(store(), rule, as_of, limit=None)
    return set(rows.customer_id)


@given(one=CONDITIONS, other=CONDITIONS, third=CONDITIONS, as_of=DAYS)
@examples(8, 200)
def test_and_is_the_intersection_or_the_union_and_not_the_rest(one, other, third, as_of):
    first, second, last = (held({"all": [part]}, as_of) for part in (one, other, third))
    assert held({"all": [one, other]}, as_of) == first & second
    assert held({"any": [one, other]}, as_of) == first | second
    assert held({"all": [one, {"any": [other, third]}]}, as_of) == first & (second | last)
    assert held({"any": [one, {"all": [other, third]}]}, as_of) == first | (second & last)
    if "is" in one:
        everybody = held({"all": [{"of": "recency_days", "from": 0}]}, as_of)
        assert held({"all": [{"of": one["of"], "is_not": one["is"]}]}, as_of) == everybody - first


@given(one=CONDITIONS, other=CONDITIONS, as_of=DAYS, later=DAYS)
@examples(2, 40)
def test_a_frozen_rule_is_its_rule_at_its_date_and_a_saved_one_its_rule_at_each(one, other, as_of, later):
    rule = {"any": [one, other]}
    there = held(rule, as_of)
    segment_rules.save(store(), "rule", rule, as_of)
    if there:
        segment_rules.freeze(store(), "list", rule, as_of)
        assert set(saved_segments.members(store(), "list").customer_id) == there
    assert set(saved_segments.members(store(), "rule", later).customer_id) == held(rule, later)
