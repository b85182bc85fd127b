"""Several comparisons at once: Holm by hand, and what follows for groups, steps, channels and types."""

from math import nan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cx.customers import funnel
from cx.customers.funnel import time_and_cost
from cx.customers.segments import breakdown
from cx.products import buyers as stage_buyers
from cx.statistics import verdicts


def test_holm_rejects_as_in_the_example_of_wikipedia_holm_bonferroni_method():
    """p .01 .04 .03 .005 at .05: .005 <= .0125, .01 <= .0167, .03 > .025, so the third and fourth stay."""
    assert verdicts.holm([0.01, 0.04, 0.03, 0.005]) == [True, False, False, True]


def test_too_few_to_compare_is_not_of_the_family():
    assert verdicts.holm([nan, 0.04, nan]) == [False, True, False]
    assert verdicts.holm([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_lies_between_bonferroni_and_no_correction_and_never_skips_a_smaller_p(p_values):
    found = verdicts.holm(p_values)
    for p, rejected in zip(p_values, found, strict=True):
        assert rejected or p > 0.05 / len(p_values)
        assert p <= 0.05 or not rejected
    kept = [p for p, rejected in zip(p_values, found, strict=True) if not rejected]
    assert all(p <= min(kept, default=1) for p, rejected in zip(p_values, found, strict=True) if rejected)


@pytest.mark.parametrize("counts", [(56, 70, 48, 80), (3, 40, 0, 40), (10, 100, 10, 100)])
def test_the_score_test_of_two_shares_is_pearsons_chi_square(counts):
    k, n, other_k, other_n = counts
    theirs = stats.chi2_contingency([[k, n - k], [other_k, other_n - other_k]], correction=False)
    assert verdicts.share_p(*counts) == pytest.approx(theirs.pvalue)


def test_a_difference_that_holds_alone_has_no_verdict_among_twelve():
    alone = (30, 200, 47, 200)  # p = .03
    assert verdicts.of_shares([alone]) == [False]
    assert verdicts.of_shares([alone, *[(40, 200, 40, 200)] * 11]) == [None] * 12


def groups(**counts):
    rows = [
        {"step": step, "group": name, "people": people, "eligible": of, "rate": people / of, "low": 0.0, "high": 1.0}
        for step in ("Acquire", "Retain")
        for name, (people, of) in counts.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_channels_at_all_steps_of_a_page_are_one_family():
    page = groups(a=(30, 200), b=(47, 200))
    one_step = page[page["step"] == "Acquire"]
    assert funnel.compare(one_step, "Acquire")["verdict"].tolist() == ["too few to tell"] * 2  # two, of p = .03
    apart = groups(a=(20, 200), b=(60, 200), c=(40, 200), small=(20, 29))
    words = ["lower", "higher", "too few to tell", "too few to tell"]
    assert funnel.compare(apart, "Retain")["verdict"].tolist() == words
    assert funnel.group_verdicts(apart).tolist() == [False, True, None, None] * 2


def test_the_worst_step_is_below_each_other_one_by_more_than_chance_among_them():
    steps = pd.DataFrame({"step": ["a", "b", "c"], "people": [30, 47, 190], "eligible": 200})
    steps = steps.assign(rate=steps["people"] / steps["eligible"])
    assert funnel.worst_step(steps) == "a"
    near = steps.assign(people=[30, 45, 190], rate=[0.15, 0.225, 0.95])
    assert funnel.worst_step(near) is None


def test_a_region_that_holds_alone_does_not_stand_out_among_eight():
    def mixed(*counts):
        rows = [
            (f"r{place}", tier, n, 200) for place, k in enumerate(counts) for tier, n in (("Gold", k), ("Tin", 200 - k))
        ]
        return pd.DataFrame(rows, columns=["group", "tier", "customers", "n"])

    assert breakdown.standing_out(mixed(54, 40, 40, 40, 40, 40, 40, 40)) is None
    assert breakdown.standing_out(mixed(90, 40, 40, 40, 40, 40, 40, 40))[0] == "r0"


def costs(**channels):
    rows = [("Acquire", name, people, spend, spend / people) for name, (people, spend) in channels.items()]
    return pd.DataFrame(rows, columns=["step", "group", "people", "spend", "cost"])


def test_a_channel_is_cheaper_only_where_its_customers_per_money_are_more_than_chance():
    alike = time_and_cost.cheaper(costs(Ads=(40, 400.0), Mail=(45, 400.0), Fair=(5, 900.0)))
    assert alike.to_dict() == {"Ads": None, "Mail": None}
    apart = time_and_cost.cheaper(costs(Ads=(40, 800.0), Mail=(90, 400.0)))
    assert apart.to_dict() == {"Ads": False, "Mail": True}


def test_the_top_reason_has_to_be_ahead_of_each_other_by_more_than_chance():
    assert verdicts.is_largest([60, 30, 10])
    assert not verdicts.is_largest([35, 30, 10])
    assert not verdicts.is_largest([30, 60])


def bought(*rows):
    """What customers bought in stages: (stage, tier, customers, share of the stage's revenue), 10 each."""
    table = pd.DataFrame(rows, columns=["stage", "tier", "customers", "share"])
    return table.assign(revenue=10.0 * table["customers"], squares=100.0 * table["customers"])


def test_a_stage_in_which_the_best_buy_most_needs_a_verdict_on_the_revenue_that_is_shown():
    sure = bought(
        ("Growth", "Gold", 60, 0.6),
        ("Growth", "Tin", 40, 0.4),
        ("Decline", "Gold", 20, 0.2),
        ("Decline", "Tin", 80, 0.8),
    )
    found = stage_buyers.best_tiers(sure)
    assert stage_buyers.highest_and_lowest(found) == ("Growth", "Decline", True)
    uneven = sure.assign(squares=100.0 * sure["squares"])  # a few customers bought nearly all
    assert not stage_buyers.highest_and_lowest(stage_buyers.best_tiers(uneven))[2]
