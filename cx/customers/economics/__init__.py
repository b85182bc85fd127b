"""Why experience pays: cost to keep and to win, what each lever is worth, growth of kept customers, referrals."""

from cx.customers.economics.cost_sides import (
    CHEAPER,
    DEARER,
    DEPENDS,
    KEEP,
    NEITHER,
    REVENUE,
    TOO_FEW,
    UNKNOWN,
    WIN,
    Comparison,
    comparison,
    keep_and_win,
)
from cx.customers.economics.lever_effects import DISCOUNT, PAPER, Levers, customer_value, levers, what_if
from cx.customers.economics.referred_customers import (
    NO_CHANNEL,
    TOLD_WITHIN_DAYS,
    advocacy,
    referrals,
    told_others,
)
from cx.customers.economics.revenue_growth import PARTS, UPSELL, growth, rounded, shown_unit, split, upsell

__all__ = [
    "CHEAPER",
    "DEARER",
    "DEPENDS",
    "DISCOUNT",
    "KEEP",
    "NEITHER",
    "NO_CHANNEL",
    "PAPER",
    "PARTS",
    "REVENUE",
    "TOLD_WITHIN_DAYS",
    "TOO_FEW",
    "UNKNOWN",
    "UPSELL",
    "WIN",
    "Comparison",
    "Levers",
    "advocacy",
    "comparison",
    "customer_value",
    "growth",
    "keep_and_win",
    "levers",
    "referrals",
    "rounded",
    "shown_unit",
    "split",
    "told_others",
    "upsell",
    "what_if",
]
