"""Stages of the product lifecycle."""

from cx.products.stages.stage_table import (
    CURRENT,
    GROSS_MARGIN,
    HISTORY,
    MONTHS,
    STAGES,
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
    "CURRENT",
    "GROSS_MARGIN",
    "HISTORY",
    "MONTHS",
    "STAGES",
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
