"""The models of customer value: published numbers, credibility by hand, plain computations of the same."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import hyp2f1
from scipy.stats import nbinom

from cx.customers import value
from cx.customers.value import paper_checks, purchase_model
from cx.customers.value.purchase_model import Fit

CDNOW = pd.read_csv(paper_checks.FILE)
FIT = Fit({"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}, -9582.4)


def test_every_published_number_is_found_fader_hardie_lee_2005_batislam_2007_fader_hardie_2007_and_2013():
    found = value.papers().set_index("check")
    assert found.passes.all() and len(found) == 7
    assert found.here["BG/NBD, CDNOW: log-likelihood"] == "-9,582.43"


def test_fit_of_cells_equals_fit_of_the_customers_in_them():
    twice = pd.concat([CDNOW, CDNOW])
    of_cells = CDNOW.groupby(["x", "t_x", "T"]).size().mul(2).reset_index(name="customers")
    one = value.fit_bg_nbd(twice.x, twice.t_x, twice["T"])
    other = value.fit_bg_nbd(of_cells.x, of_cells.t_x, of_cells["T"], of_cells.customers)
    assert list(one.params.values()) == pytest.approx(list(other.params.values()), rel=1e-3)
    assert one.log_likelihood == pytest.approx(other.log_likelihood, abs=1e-3)


def test_whole_weeks_of_cdnow_are_682_cells_and_forecast_within_one_percent_of_the_exact():
    weeks = CDNOW.round({"t_x": 0, "T": 0}).groupby(["x", "t_x", "T"]).size().reset_index(name="customers")
    fit = value.fit_bg_nbd(weeks.x, weeks.t_x, weeks["T"], weeks.customers)
    of = purchase_model.cells(weeks.x, weeks.t_x, weeks["T"], weeks.customers)
    assert len(weeks) == 682
    assert purchase_model.expected(fit, of, [39])[:, 0] @ of.customers == pytest.approx(1653, rel=0.01)


@pytest.mark.parametrize("weeks", [4.0, 52.0, 156.0])
def test_expected_purchases_equal_the_closed_form_of_fader_hardie_lee_2005(weeks):
    of = purchase_model.cells([0, 1, 7, 60], [0, 3, 30, 38], [38, 39, 39, 39])
    r, alpha, a, b = FIT.params.values()
    x, last, age = of.repeats, of.last, of.age
    grown = 1 - ((alpha + age) / (alpha + age + weeks)) ** (r + x) * hyp2f1(
        r + x, b + x, a + b + x - 1, weeks / (alpha + age + weeks)
    )
    left = np.where(x > 0, a / np.where(x > 0, b + x - 1, 1) * ((alpha + age) / (alpha + last)) ** (r + x), 0)
    closed = (a + b + x - 1) / (a - 1) * grown / (1 + left)
    assert purchase_model.expected(FIT, of, [weeks])[:, 0] == pytest.approx(closed, rel=1e-9)


def test_variance_of_who_never_leaves_is_that_of_a_negative_binomial():
    stay = Fit({"r": 0.5, "alpha": 5.0, "a": np.exp(-7), "b": np.exp(9)}, 0.0)
    of = purchase_model.cells([0], [0], [10])
    mean = purchase_model.expected(stay, of, [20])[:, 0]
    counted = nbinom(0.5, 15 / 35)
    assert mean[0] == pytest.approx(counted.mean(), rel=1e-4)
    assert purchase_model.variance(stay, of, 20, mean)[0] == pytest.approx(counted.var(), rel=1e-3)


def test_after_one_purchase_nobody_knows_whether_a_customer_still_buys():
    of = purchase_model.cells([0, 2, 2], [0, 10, 38], [38, 38, 38])
    unknown, silent, recent = purchase_model.p_alive(FIT, of)
    assert np.isnan(unknown) and silent < recent < 1


def test_steady_buyers_of_whom_nobody_leaves_end_at_the_bound_and_it_is_said():
    chance = np.random.default_rng(1)
    bought = [np.sort(chance.uniform(0, 100, chance.poisson(20))) for _customer in range(300)]
    times = [each - each[0] for each in bought]
    fit = value.fit_bg_nbd([len(t) - 1 for t in times], [t[-1] for t in times], [100 - t[0] for t in bought])
    assert fit.nobody_leaves


def test_bad_values_are_refused_in_a_sentence():
    with pytest.raises(ValueError, match="no customer"):
        value.fit_bg_nbd([], [], [])
    with pytest.raises(ValueError, match="between 0 and the age"):
        value.fit_bg_nbd([1], [5], [3])
    with pytest.raises(ValueError, match="above 0"):
        value.fit_gamma_gamma([1], [-3.0])


def test_credibility_by_hand():
    # A bought at 10 and 14 (mean 12), B at 30, 34 and 38 (mean 34), C once at 20
    found = value.credibility([2, 3, 1], [24, 102, 20], [8, 32, 0])
    mu, within = 146 / 6, 40 / 3
    between = (2 * (12 - mu) ** 2 + 3 * (34 - mu) ** 2 + (20 - mu) ** 2 - 2 * within) / (6 - 14 / 6)
    assert (found.mean, found.within) == pytest.approx((mu, within))
    assert found.between == pytest.approx(between) and found.k == pytest.approx(within / between)


def test_customers_who_do_not_differ_all_get_the_mean_and_nobody_twice_is_not_known():
    assert value.credibility([2, 2], [20, 20], [50, 50]).k == np.inf
    once = value.credibility([1, 1], [20, 40], [0, 0])
    assert once.mean == 30 and not once.is_known
