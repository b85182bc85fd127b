"""Promises: what is said against what is done, kept or missed, what a broken one costs, what is due now."""

from cx.experience.matching import ALIKE, LESS, NOT_OVER
from cx.experience.promises.broken_effect import (
    BY,
    effect,
    effect_balance,
    effect_check,
    kinds_with_effect,
    verdict_from,
)
from cx.experience.promises.keeping import changes, doubtful, guarantees, kept
from cx.experience.promises.noting import LONGEST, Promise, Removed, mark, note, noted, remove, restore, touchpoints
from cx.experience.promises.promise_list import SOON, due, of_customer, save_due
from cx.experience.promises.promise_states import DUE, KINDS, MISSED, STATES
from cx.experience.promises.study_gaps import gap_people, gaps, save_gap_people
from cx.experience.study import TOPS, scale, set_scale

__all__ = [
    "ALIKE", "BY", "DUE", "KINDS", "LESS", "LONGEST", "MISSED", "NOT_OVER", "SOON", "STATES", "TOPS", "Promise",
    "Removed", "changes", "doubtful", "due", "effect", "effect_balance", "effect_check", "gap_people", "gaps",
    "guarantees", "kept", "kinds_with_effect", "mark", "note", "noted", "of_customer", "remove", "restore",
    "save_due", "save_gap_people", "scale", "set_scale", "touchpoints", "verdict_from",
]  # fmt: skip
