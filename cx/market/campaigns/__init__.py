"""Campaigns: what mails changed beside those held out, whether the test can be trusted, and how many to hold out."""

from cx.market.campaigns.control_difference import NO_CONTROL, NOT_OVER, TOO_FEW, response, uplift
from cx.market.campaigns.differences import held_out_needed
from cx.market.campaigns.mailed_arms import BEFORE_DAYS, BY, DAYS
from cx.market.campaigns.planned_shares import planned_share, planned_shares, state_share
from cx.market.campaigns.trust_checks import CHECKS, false_alarms, trust

__all__ = [
    "BEFORE_DAYS", "BY", "CHECKS", "DAYS", "NOT_OVER", "NO_CONTROL", "TOO_FEW", "false_alarms", "held_out_needed",
    "planned_share", "planned_shares", "response", "state_share", "trust", "uplift",
]  # fmt: skip
