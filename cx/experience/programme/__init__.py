"""Programme: five stages of managing experience, three trends, and what the teams propose."""

from cx.experience.programme.catalogue import STAGES
from cx.experience.programme.five_stages import MET, NOT_SURE, SHORT, TOO_FEW, stage_counts, stages, worst
from cx.experience.programme.monthly_trends import DIGITAL, SERIES, Slope, channels, slopes, trends
from cx.experience.programme.named import owners, teams, touchpoints
from cx.experience.programme.period_changes import changes
from cx.experience.programme.proposal_book import (
    LONGEST,
    LONGEST_NAME,
    STATES,
    Proposal,
    answer,
    find,
    proposals,
    propose,
    remove,
    restore,
    today,
)
from cx.experience.programme.proposal_effects import (
    NO_TOUCHPOINT,
    TOO_EARLY,
    WINDOW_DAYS,
    adopted,
    effects,
    known_on,
)
from cx.experience.programme.proposal_rooms import Room, close, current, send, start
from cx.experience.programme.proposal_rooms import find as room

__all__ = [
    "DIGITAL", "LONGEST", "LONGEST_NAME", "MET", "NOT_SURE", "NO_TOUCHPOINT", "SERIES", "SHORT", "STAGES", "STATES",
    "TOO_EARLY", "TOO_FEW", "WINDOW_DAYS", "Proposal", "Room", "Slope", "adopted", "answer", "changes", "channels",
    "close", "current", "effects", "find", "known_on", "owners", "proposals", "propose", "remove", "restore", "room",
    "send", "slopes", "stage_counts", "stages", "start", "teams", "today", "touchpoints", "trends", "worst",
]  # fmt: skip
