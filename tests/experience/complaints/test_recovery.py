"""The recovery effect on shops small enough to check by hand, and its verdicts."""

from datetime import date, timedelta
from math import isnan, nan

import numpy as np
import pandas as pd
import pytest

from cx.experience import complaints, matching
from cx.experience.complaints.complaint_events import events, every
from cx.experience.matching import effect_verdicts, resampling
from tests.companies import company
from tests.experience.complaints.companies import FIRST, complaint, order

LAST = FIRST + timedelta(days=400)


def shop(*tickets, customers=(), more=()):
    """A, B and C order on the same days; A nothing after day 100, B once and C three times, the last on day 400."""
    orders = [order(name, day) for name in "ABC" for day in (0, 50, 98)]
    orders += [order("B", 150), *(order("C", day) for day in (120, 200, 270)), order("Z", 400)]
    return company(orders=[*orders, *more], tickets=list(tickets), customers=list(customers))


def only(store, outcome="all", **asked):
    return complaints.recovery(store, LAST, **asked).set_index("outcome").loc[outcome]


def test_orders_of_180_days_beside_the_mean_of_the_matched():
    found = only(shop(complaint("A", 100, False, 2)), "not helped")
    assert (found["n"], found["unmatched"], found["orders"], found["expected"]) == (1, 0, 0, (1 + 3) / 2)
    assert (found["ratio"], found["lost_orders"]) == (0, 2)
    assert found["lost_margin"] == pytest.approx(2 * 10 * 0.35)
    assert found["verdict"] is None


def test_an_order_on_the_last_of_180_days_counts_and_one_on_the_day_itself_was_before():
    more = [order("A", 280), order("A", 281)]
    assert only(shop(complaint("A", 100), more=more))["orders"] == 1
    same_day = only(shop(complaint("A", 100), more=[order(name, 100) for name in "ABC"]))
    assert (same_day["orders"], same_day["expected"]) == (0, 2)


def test_an_unknown_region_is_a_region_and_another_region_does_not_match():
    north = [{"customer_id": "B", "region": "North"}]
    assert only(shop(complaint("A", 100), customers=north))["expected"] == 3
    both = [{"customer_id": name, "region": "North"} for name in "BC"]
    found = only(shop(complaint("A", 100), customers=both))
    assert (found["n"], found["unmatched"]) == (0, 1)
    assert isnan(found["ratio"])
    assert isnan(found["lost_orders"])


def test_who_complained_in_the_365_days_before_does_not_match_and_who_does_later_does():
    found = only(shop(complaint("A", 100), complaint("B", 90)))
    of_a, of_b = 3, (1 + 4) / 2  # C alone, as B complained before; A, who complains later, and C
    assert (found["n"], found["unmatched"], found["expected"]) == (2, 0, of_a + of_b)


def test_a_second_complaint_within_365_days_is_no_case():
    store = shop(complaint("A", 20), complaint("A", 100))
    assert only(store)["n"] + only(store)["unmatched"] == 1
    assert store.rows(f"select case_id from {matching.real(store, events(store)).profiles}")["case_id"].tolist() == [
        "TA-20"
    ]


@pytest.mark.parametrize(
    ("outcome", "satisfied", "resolved", "more"),
    [
        ("helped", True, 30, {}),
        ("not helped", True, 31, {}),
        ("not helped", False, 3, {}),
        ("not helped", None, None, {}),
        ("not asked", None, 30, {}),
        ("not helped", None, 31, {}),
        ("not asked", True, None, {}),
        ("not helped", True, 3, {"reopened_at": "2023-04-20 09:00"}),
        ("helped", True, 3, {"reopened_at": "2023-07-20 09:00"}),
    ],
)
def test_the_outcome_is_that_of_30_days_after_opening(outcome, satisfied, resolved, more):
    store = shop(complaint("A", 100, satisfied, resolved, **more))
    assert store.rows(f"select outcome from {every(store)}")["outcome"].tolist() == [outcome]


def test_severity_that_is_not_recorded_is_a_third_of_the_last_orders_value():
    orders = [order(name, 0, value) for name, value in zip("ABCDEF", (5, 6, 50, 60, 500, 600), strict=True)]
    tickets = [complaint(name, 3) for name in "ABCDEF"] + [complaint("G", 3), complaint("A", 9, severity=2.0)]
    store = company(orders=[*orders, order("A", 8, 1)], tickets=tickets)
    found = store.rows(f"select case_id, severity from {every(store)}").set_index("case_id")["severity"]
    assert found[[f"T{name}-3" for name in "ABCDEF"]].tolist() == [1, 1, 2, 2, 3, 3]
    assert pd.isna(found["TG-3"])
    assert found["TA-9"] == 2


def test_a_case_waits_until_180_days_are_over_and_in_the_data():
    store = shop(complaint("A", 100))
    on_time, early = FIRST + timedelta(days=280), FIRST + timedelta(days=279)
    found = complaints.recovery(store, early)
    assert (found["outcome"].tolist(), found["n"].tolist()) == ([complaints.NOT_OVER], [1])
    assert complaints.recovery(store, on_time)["outcome"].tolist() == ["not helped", "all", complaints.NOT_OVER]
    late = shop(complaint("A", 230))
    assert complaints.recovery(late, date(2030, 1, 1))["outcome"].tolist() == [complaints.NOT_OVER]


def test_nobody_complained():
    store = shop()
    assert complaints.recovery(store, LAST)["n"].tolist() == [0]
    assert complaints.check(store, LAST)[["n", "holds"]].values.tolist() == [[0, True]]
    assert isnan(complaints.help(store, LAST)["ratio"].iloc[0])
    assert complaints.path(store, LAST).empty
    assert complaints.balance(store, LAST).empty
    assert isnan(complaints.reuse(store, LAST)["share"].iloc[0])


def test_only_customers_of_the_region_are_cases():
    customers = [{"customer_id": name, "region": "North" if name in "AB" else "South"} for name in "ABC"]
    store = shop(complaint("A", 100), complaint("C", 100), customers=customers)
    assert only(store, region="North")[["n", "expected"]].tolist() == [1, 1]
    assert only(store, region="South")[["n", "unmatched"]].tolist() == [0, 1]
    with pytest.raises(ValueError, match="none of spend"):
        complaints.recovery(store, LAST, "tier")


@pytest.mark.parametrize(
    ("verdict", "n", "ratio", "check"),
    [
        ("as before", 100, (0.98, 0.94, 1.02), (1.0, 0.95, 1.05)),
        ("less", 100, (0.60, 0.55, 0.65), (1.0, 0.95, 1.05)),
        (None, 29, (0.60, 0.55, 0.65), (1.0, 0.95, 1.05)),
        (None, 100, (0.60, 0.55, 0.65), (1.06, 1.01, 1.11)),
        (None, 100, (0.90, 0.85, 0.96), (1.0, 0.95, 1.05)),
        (None, 100, (0.98, 0.89, 1.07), (1.0, 0.95, 1.05)),
        (None, 100, (1.06, 1.03, 1.09), (1.0, 0.95, 1.05)),
        ("as before", 100, (0.96, 0.95, 0.97), (1.03, 0.99, 1.07)),
        ("less", 100, (0.60, 0.55, 0.65), (nan, nan, nan)),
    ],
)
def test_a_verdict_needs_30_cases_a_check_that_holds_and_intervals_apart(verdict, n, ratio, check):
    row = {"outcome": "helped", "n": n, "p_value": 0.001}
    row |= dict(zip(("ratio", "low", "high"), ratio, strict=True))
    row |= dict(zip(("check", "check_low", "check_high"), check, strict=True))
    assert effect_verdicts.judged(pd.DataFrame([row])) == [verdict]


def test_many_groups_share_the_error():
    row = {"outcome": "helped", "n": 50, "ratio": 0.8, "low": 0.66, "high": 0.94, "check": 1.0, "check_low": 0.95}
    rows = pd.DataFrame([row | {"check_high": 1.05, "p_value": p_value} for p_value in (0.02, 0.03, 0.5)])
    assert effect_verdicts.judged(rows) == [None, None, None]
    assert effect_verdicts.judged(rows.head(1)) == ["less"]


def test_the_interval_of_a_ratio_of_no_effect_holds_1_in_93_to_97_of_100_draws(monkeypatch):
    monkeypatch.setattr(resampling, "RESAMPLES", 400)
    draw, held = np.random.default_rng(3), 0
    for _again in range(400):
        pace = draw.gamma(4, 1, 150)
        orders, expected = draw.poisson(pace), draw.poisson(pace[:, None], (150, 3)).mean(axis=1)
        sums = np.column_stack([orders, expected]).astype(float)
        (_ratio, low, high), _p = resampling.judged(orders.sum() / expected.sum(), resampling.ratios(sums)[:, 0])
        held += low <= 1 <= high
    assert 0.92 <= held / 400 <= 0.98  # 93 to 97 %, and what 400 draws leave open
