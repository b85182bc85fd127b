"""Customer value: purchases to come, what they leave, how right earlier forecasts were."""

from cx.customers.value.back_testing import LEAST as LEAST_TESTS
from cx.customers.value.back_testing import back_test, back_tests, error, origins
from cx.customers.value.customer_values import (
    LISTED,
    WITHOUT_TIER,
    by_tier,
    customers,
    going_quiet,
    listed,
    save,
    save_going_quiet,
    total,
)
from cx.customers.value.paper_checks import margin_multiple, papers
from cx.customers.value.period_changes import changes
from cx.customers.value.purchase_model import fit_bg_nbd, fit_mbg_nbd
from cx.customers.value.spend_model import credibility, fit_gamma_gamma
from cx.customers.value.value_tables import DISCOUNT_RATE, HORIZONS, Model, model

__all__ = [
    "DISCOUNT_RATE",
    "HORIZONS",
    "LEAST_TESTS",
    "LISTED",
    "WITHOUT_TIER",
    "Model",
    "back_test",
    "back_tests",
    "by_tier",
    "changes",
    "credibility",
    "customers",
    "error",
    "fit_bg_nbd",
    "fit_gamma_gamma",
    "fit_mbg_nbd",
    "going_quiet",
    "listed",
    "margin_multiple",
    "model",
    "origins",
    "papers",
    "save",
    "save_going_quiet",
    "total",
]
