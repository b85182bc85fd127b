"""Complaints: how many, how they end, what the outcome does to later orders, and who waits now."""

from cx.experience.complaints.comparison import balance, path, reuse
from cx.experience.complaints.complaining_customers import Complaints, complainers, save_complainers
from cx.experience.complaints.complaint_events import OUTCOMES
from cx.experience.complaints.period_changes import changes
from cx.experience.complaints.rates import first_answer, last_year, outcomes, rate
from cx.experience.complaints.recovery_effect import BY, check, help, recovery, verdict_from
from cx.experience.complaints.waiting_customers import at_risk_share, older_open, save_waiting, waiting
from cx.experience.matching import ALIKE, AS_BEFORE, LESS, NOT_OVER, OTHERS

__all__ = [
    "ALIKE", "AS_BEFORE", "BY", "LESS", "NOT_OVER", "OTHERS", "OUTCOMES", "Complaints", "at_risk_share", "balance",
    "changes", "check", "complainers", "first_answer", "help", "last_year", "older_open", "outcomes", "path", "rate",
    "recovery", "reuse", "save_complainers", "save_waiting", "verdict_from", "waiting",
]  # fmt: skip
