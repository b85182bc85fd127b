"""Effects on later orders: cases beside matched customers, their check, and how alike they were before."""

from cx.experience.matching.comparison import ALIKE, balance, path, reuse
from cx.experience.matching.effect_of_events import (
    ALL,
    NOT_OVER,
    OTHERS,
    Group,
    check,
    compared,
    effect,
    quotient,
    verdict_from,
)
from cx.experience.matching.effect_verdicts import AS_BEFORE, LESS, SMALLEST
from cx.experience.matching.matched_cases import Events, Matched, pretended, real

__all__ = [
    "ALIKE", "ALL", "AS_BEFORE", "LESS", "NOT_OVER", "OTHERS", "SMALLEST", "Events", "Group", "Matched", "balance",
    "check", "compared", "effect", "path", "pretended", "quotient", "real", "reuse", "verdict_from",
]  # fmt: skip
