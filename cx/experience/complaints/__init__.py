"""Complaints: how many, how they end, what the outcome does to later orders, and who waits now."""

from cx.experience.complaints.comparison import balance, path, reuse
from cx.experience.complaints.complaint_events import OUTCOMES
from cx.experience.complaints.rates import first_answer, last_year, outcomes, rate
from cx.experience.complaints.recovery_effect import BY, check, help, recovery, verdict_from
from cx.experience.complaints.waiting_customers import at_risk_share, older_open, save_waiting, waiting
from cx.experience.matching import ALIKE, AS_BEFORE, LESS, NOT_OVER, OTHERS

__all__ = [
    "ALIKE", "AS_BEFORE", "BY", "LESS", "NOT_OVER", "OTHERS", "OUTCOMES", "at_risk_share", "balance", "check",
    "first_answer", "help", "last_year", "older_open", "outcomes", "path", "rate", "recovery", "reuse", "save_waiting",
    "verdict_from", "waiting",
]  # fmt: skip
