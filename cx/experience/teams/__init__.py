"""Answers of employees by team and round, and the one rule of what is hidden; read by the journey and the team page."""

from cx.experience.teams.answer_rounds import FEWEST, ROUND_DAYS, latest, rounds
from cx.experience.teams.hiding import is_hidden, is_total_shown

__all__ = ["FEWEST", "ROUND_DAYS", "is_hidden", "is_total_shown", "latest", "rounds"]
