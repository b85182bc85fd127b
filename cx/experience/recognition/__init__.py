"""Recognition: whom to thank this week and why, who was thanked in time, and what thanks change."""

from cx.experience.recognition.control_effect import effect, effect_from, worth
from cx.experience.recognition.due_list import due, save_due, week
from cx.experience.recognition.kept_tables import REST_DAYS, WEEK_DAYS
from cx.experience.recognition.marking import SHARES, Marked, mark, pressed, presses, undo
from cx.experience.recognition.period_changes import changes
from cx.experience.recognition.reason_settings import CODES, Reason, reasons, save_reasons
from cx.experience.recognition.timeliness import IN_TIME_DAYS, by_month, in_time

__all__ = [
    "CODES", "IN_TIME_DAYS", "REST_DAYS", "SHARES", "WEEK_DAYS", "Marked", "Reason", "by_month", "changes", "due",
    "effect", "effect_from", "in_time", "mark", "pressed", "presses", "reasons", "save_due", "save_reasons", "undo",
    "week", "worth",
]  # fmt: skip
