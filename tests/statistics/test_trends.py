"""Trends with AR(1) errors, against numbers computed elsewhere and by hand."""

from math import isnan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.customers.funnel import time_and_cost
from cx.statistics import trends
from tests.examples import examples

NILE = [
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
    1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916,
]  # fmt: skip
"""Annual flow at Aswan from 1871 on, 10^8 cubic metres (Durbin & Koopman 2001)."""


def nile(years, unknown=()):
    return pd.Series([float("nan") if year in unknown else float(flow) for year, flow in enumerate(NILE[:years])])


@pytest.mark.parametrize(
    ("series", "slope", "low"),
    [
        (nile(24), -0.2864303, -11.6191758),
        (nile(36, unknown=(5, 11, 12)), -6.8710169, -15.4723187),
    ],
    ids=["24 years", "36 years, three of them unknown"],
)
def test_the_trend_of_the_nile_is_that_of_statsmodels_0_15_gls_at_the_reml_autocorrelation(series, slope, low):
    """statsmodels GLS with a dense AR(1) matrix, the autocorrelation by maximising the dense REML likelihood."""
    found = trends.trend(series)
    assert found[:2] == pytest.approx((slope, low), abs=1e-3)
    assert found[2] - found[0] == pytest.approx(found[0] - found[1])


def test_under_12_periods_there_is_no_trend():
    assert all(isnan(part) for part in trends.trend(pd.Series(range(11), dtype=float)))
    assert not isnan(trends.trend(pd.Series(range(12), dtype=float))[0])


def test_a_level_series_has_no_trend_and_a_straight_line_is_one():
    assert trends.trend(pd.Series([0.3] * 14)) == (0.0, 0.0, 0.0)
    assert trends.trend(pd.Series([0.1] * 13 + [float("nan")])) == (0.0, 0.0, 0.0)
    assert trends.trend(pd.Series(np.arange(14.0))) == pytest.approx((1, 1, 1))
    assert trends.verdict(trends.trend(pd.Series(-np.arange(14.0)))) is False


@examples(everyday=20, full=40)
@given(st.lists(st.integers(0, 100), min_size=12, max_size=36), st.sampled_from([0.01, 3.0]))
def test_a_trend_turns_round_with_time_and_scales_with_its_unit(values, unit):
    series = pd.Series(values, dtype=float)
    slope, low, high = trends.trend(series)
    assert low <= slope <= high
    assert trends.trend(-series) == pytest.approx((-slope, -high, -low), abs=1e-3)
    assert trends.trend(series * unit) == pytest.approx((slope * unit, low * unit, high * unit), abs=1e-3)


def test_a_rate_of_few_people_counts_as_unknown():
    rates, sizes = pd.Series(np.linspace(0.1, 0.5, 13)), pd.Series([40] * 13)
    assert trends.verdict(trends.of_rates(rates, sizes)) is True
    assert isnan(trends.of_rates(rates, sizes.where(sizes.index > 1, 29))[0])


def test_a_month_that_nobody_entered_keeps_its_place_and_one_still_open_is_not_judged():
    months = pd.date_range("2023-01-01", periods=16, freq="MS")
    rows = pd.DataFrame({"entered": months, "rate": 0.1 + 0.01 * np.arange(16), "eligible": 50, "still_open": 0})
    rows.loc[15, "still_open"] = 3
    found, counted = time_and_cost.month_trend(rows.drop(index=[4, 7]))
    assert (found[0], counted) == (pytest.approx(0.01), 13)
