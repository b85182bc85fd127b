"""Stages of the product lifecycle."""

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

__all__ = [
    "HISTORY",
    "MONTHS",
    "as_known_then",
    "current",
    "history",
    "left_out",
    "months",
    "of_customers",
    "portfolio",
    "ranked",
    "stage_months",
]
