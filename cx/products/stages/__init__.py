"""Stages of the product lifecycle."""

from cx.customers.assumptions import GROSS_MARGIN
from cx.products.stages.stage_changes import EVERYBODY, changes
from cx.products.stages.stage_table import (
    HISTORY,
    MONTHS,
    as_known_then,
    current,
    history,
    left_out,
    months,
    of_customers,
    portfolio,
    ranked,
    stage_months,
)
from cx.products.stages.standing import CURRENT, STAGES

__all__ = [
    "CURRENT",
    "EVERYBODY",
    "GROSS_MARGIN",
    "HISTORY",
    "MONTHS",
    "STAGES",
    "as_known_then",
    "changes",
    "current",
    "history",
    "left_out",
    "months",
    "of_customers",
    "portfolio",
    "ranked",
    "stage_months",
]
