"""Support: how long tickets and calls wait, how they end, when they come, and how many people answer them."""

from cx.experience.support.arrivals import hours, outside
from cx.experience.support.opening_hours import CALENDAR, WEEKDAYS, OpeningHours, company_hours, keep_hours
from cx.experience.support.outcomes import OTHERS, helped, topics
from cx.experience.support.period_changes import changes
from cx.experience.support.phone import busiest, calls
from cx.experience.support.staffing import around, needed, staff
from cx.experience.support.unresolved import LISTED, save_unresolved, unresolved
from cx.experience.support.waiting import EVENTS, STILL_OPEN_HOURS, summary, waits
from cx.experience.support.window import BY

__all__ = [
    "BY",
    "CALENDAR",
    "EVENTS",
    "LISTED",
    "OTHERS",
    "STILL_OPEN_HOURS",
    "WEEKDAYS",
    "OpeningHours",
    "around",
    "busiest",
    "calls",
    "changes",
    "company_hours",
    "helped",
    "hours",
    "keep_hours",
    "needed",
    "outside",
    "save_unresolved",
    "staff",
    "summary",
    "topics",
    "unresolved",
    "waits",
]
