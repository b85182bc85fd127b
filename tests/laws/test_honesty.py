"""Small seeded samples of bench.honesty: intervals hold, like groups stay alike, steady buyers are not chased."""

import pytest

from bench import honesty


@pytest.mark.parametrize(("sigma", "n"), honesty.COVERED)
def test_the_interval_of_a_skewed_mean_holds_as_often_as_asked(sigma, n):
    assert honesty.coverage(sigma, n, 1000) >= honesty.COVERED[sigma, n] - 0.015


@pytest.mark.parametrize("channels", [6, 12])
def test_at_most_one_page_of_like_channels_in_twenty_shows_a_verdict(channels):
    assert honesty.false_pages(channels, 250) <= 0.08


def test_two_like_groups_differ_on_some_of_twenty_measures_in_at_most_one_comparison_of_twenty():
    assert honesty.false_comparisons(250) <= 0.08


@pytest.mark.parametrize("periods", [12, 24, 36])
def test_a_level_series_with_autocorrelation_is_seldom_called_a_trend(periods):
    assert honesty.false_trends(periods, 500) <= 0.1


@pytest.mark.parametrize("rate", honesty.RATES)
def test_of_steady_buyers_about_one_in_twenty_is_overdue(rate):
    assert 0.03 <= honesty.overdue(rate, 1000) <= 0.07
