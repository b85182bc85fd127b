"""The formulas beside lifelines and statsmodels: the same numbers on seeded and on arbitrary data."""

import warnings
from math import log
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from scipy.optimize import minimize_scalar
from scipy.special import stdtrit
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight
from statsmodels.regression.linear_model import GLS
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest
from statsmodels.stats.rates import test_poisson_2indep as score_test_of_two_rates
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from cx.statistics import intervals, survival, trends, verdicts
from tests.examples import examples

Z = NormalDist().inv_cdf(0.975)
CAUSES = {0: None, 1: "price", 2: "moved"}
groups = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
lists_of_p_values = st.lists(st.floats(0, 1), min_size=1, max_size=15)


def counted(days: list[int], kinds: list[int]) -> pd.DataFrame:
    """The frame that `incidence` takes, of one person each."""
    return pd.DataFrame({"day": days, "cause": [CAUSES[kind] for kind in kinds], "people": 1}).astype({"cause": object})


@examples(everyday=20, full=40)
@given(st.lists(st.tuples(st.integers(1, 30), st.sampled_from([0, 1])), min_size=2, max_size=40))
def test_one_cause_is_one_minus_the_kaplan_meier_curve_of_lifelines_with_its_interval_and_median(waits):
    days, kinds = (list(part) for part in zip(*waits, strict=True))
    curve = survival.incidence(counted(days, kinds))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # lifelines divides by 0 where the curve reaches its end
        theirs = KaplanMeierFitter().fit(days, kinds)
    staying = theirs.survival_function_["KM_estimate"].loc[curve["day"]].to_numpy()
    assert 1 - curve["share"].to_numpy(dtype=float) == pytest.approx(staying, abs=1e-12)
    known = curve["low"].notna().to_numpy()
    bounds = theirs.confidence_interval_.loc[curve["day"]].to_numpy()[known]
    assert 1 - curve.loc[known, ["high", "low"]].to_numpy(dtype=float) == pytest.approx(bounds, abs=1e-9)
    if not np.isclose(staying, 0.5).any():  # a curve of exactly one half is a hair above it in lifelines
        median = survival.median_day(curve)
        assert (np.inf if np.isnan(median) else median) == theirs.median_survival_time_


@examples(everyday=20, full=40)
@given(st.lists(st.tuples(st.integers(1, 30), st.sampled_from([0, 1])), min_size=5, max_size=40))
def test_the_interval_of_a_median_wait_is_that_of_statsmodels(waits):
    days, kinds = (list(part) for part in zip(*waits, strict=True))
    curve = survival.incidence(counted(days, kinds))
    if curve.empty:
        return
    theirs = SurvfuncRight(np.array(days), np.array(kinds)).quantile_ci(0.5, method="cloglog")
    theirs = np.array(theirs, dtype=float)
    if np.isclose(curve["share"].iloc[-1], 1):
        theirs[theirs == curve["day"].iloc[-1]] = np.inf  # all answered: no error there, and R knows no bound
    theirs[np.isinf(theirs)] = np.nan
    assert survival.median_interval(curve) == pytest.approx(theirs, nan_ok=True)


@examples(everyday=20, full=40)
@given(st.lists(st.sampled_from([0, 1, 2]), min_size=2, max_size=30), st.randoms(use_true_random=False))
def test_two_causes_are_the_aalen_johansen_curves_of_lifelines_with_their_variance(kinds, chance):
    days = chance.sample(range(1, 61), len(kinds))  # no two of one day: lifelines would shift them at random
    curves = survival.incidence(counted(days, kinds))
    for kind in set(kinds) - {0}:
        curve = curves[curves["cause"] == CAUSES[kind]]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = AalenJohansenFitter().fit(days, kinds, event_of_interest=kind)
        shares = theirs.cumulative_density_[f"CIF_{kind}"].loc[curve["day"]].to_numpy()
        assert curve["share"].to_numpy() == pytest.approx(shares, abs=1e-12)
        for row in curve[curve["low"].notna()].itertuples():
            stay = 1 - row.share
            error = log(log(1 - row.high) / log(stay)) * stay * -log(stay) / Z
            assert error**2 == pytest.approx(theirs.variance_.loc[row.day], rel=1e-6, abs=1e-12)


@examples(everyday=20, full=40)
@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from([0, 1, 2])), min_size=3, max_size=60))
def test_two_causes_with_many_on_one_day_are_the_cumulative_incidence_of_statsmodels(waits):
    days, kinds = (list(part) for part in zip((1, 1), (1, 2), *waits, strict=True))
    curves = survival.incidence(counted(days, kinds))
    theirs = CumIncidenceRight(np.array(days), np.array(kinds))
    for place, kind in enumerate((1, 2)):
        curve = curves[curves["cause"] == CAUSES[kind]]
        shares = pd.Series(theirs.cinc[place], index=theirs.times).loc[curve["day"]].to_numpy()
        assert curve["share"].to_numpy() == pytest.approx(shares, abs=1e-9)


@examples(everyday=50, full=100)
@given(groups)
def test_a_proportion_has_the_wilson_interval_of_statsmodels(group):
    assert intervals.wilson(*group)[1:] == pytest.approx(proportion_confint(*group, method="wilson"), abs=1e-12)


@examples(everyday=50, full=100)
@given(groups, groups)
def test_a_difference_of_proportions_has_the_newcombe_interval_of_statsmodels(group, other):
    theirs = confint_proportions_2indep(*group, *other, method="newcomb")
    assert intervals.difference(*group, *other)[1:] == pytest.approx(theirs, abs=1e-9)


@examples(everyday=50, full=100)
@given(groups, groups)
def test_the_p_value_of_two_proportions_is_that_of_statsmodels(group, other):
    (successes, n), (other_successes, other_n) = group, other
    if 0 < successes + other_successes < n + other_n:
        _z, theirs = proportions_ztest([successes, other_successes], [n, other_n])
        assert verdicts.share_p(*group, *other) == pytest.approx(theirs, abs=1e-12)


@examples(everyday=50, full=100)
@given(st.integers(1, 300), st.floats(1, 1e4), st.integers(0, 300), st.floats(1, 1e4))
def test_the_p_value_of_two_rates_is_that_of_statsmodels(events, exposure, other_events, other_exposure):
    theirs = score_test_of_two_rates(events, exposure, other_events, other_exposure, method="score").pvalue
    assert verdicts.rate_p(events, exposure, other_events, other_exposure) == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_the_difference_of_means_is_the_welch_interval_of_statsmodels(seed):
    draw = np.random.default_rng(seed)
    one, other = draw.lognormal(3, 1, 40 + seed), draw.lognormal(3.3, 0.6, 25)
    theirs = CompareMeans(DescrStatsW(one), DescrStatsW(other))
    moments = [part for side in (one, other) for part in (side.mean(), side.std(ddof=1), len(side))]
    assert intervals.mean_difference(*moments)[1:] == pytest.approx(theirs.tconfint_diff(usevar="unequal"))
    assert verdicts.mean_p(*moments) == pytest.approx(theirs.ttest_ind(usevar="unequal")[1])


@examples(everyday=10, full=50)
@given(lists_of_p_values)
def test_several_comparisons_are_rejected_as_by_holm_in_statsmodels(p_values):
    assert verdicts.holm(p_values) == multipletests(p_values, alpha=0.05, method="holm")[0].tolist()


@pytest.mark.parametrize("seed", range(8))
def test_a_trend_is_the_gls_line_of_statsmodels_at_the_autocorrelation_of_highest_reml(seed):
    draw = np.random.default_rng(seed)
    periods = np.arange(14 + 3 * seed)
    noise = np.zeros(len(periods))
    for period in periods[1:]:
        noise[period] = 0.1 * seed * noise[period - 1] + draw.normal()
    values = 5 + 0.1 * periods + noise
    design = np.column_stack([np.ones(len(periods)), periods])

    def fit(carried: float) -> tuple[float, GLS]:
        matrix = carried ** np.abs(np.subtract.outer(periods, periods)) / (1 - carried**2)
        found = GLS(values, design, sigma=matrix).fit()
        information = design.T @ np.linalg.solve(matrix, design)
        free = len(periods) - 2
        rest = np.linalg.slogdet(matrix)[1] + np.linalg.slogdet(information)[1]
        return (free * np.log(found.scale) + rest) / 2, found

    best = minimize_scalar(lambda carried: fit(carried)[0], bounds=(-0.99, 0.99), method="bounded")
    theirs = fit(best.x)[1]
    slope, low, _high = trends.trend(pd.Series(values))
    student = stdtrit(len(periods) / 3 - 1, 0.975)
    assert slope == pytest.approx(theirs.params[1], abs=1e-4)
    assert (slope - low) / student == pytest.approx(theirs.bse[1], rel=1e-3)
