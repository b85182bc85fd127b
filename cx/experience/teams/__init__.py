"""Answers of employees by team and round, and the one rule of what is hidden; read by the journey and the team page."""

from cx.experience.teams.answer_rounds import ROUND_DAYS, ROUNDS, latest, rounds
from cx.experience.teams.hiding import ENOUGH_TEAMS, FEWEST, FEWEST_FOR_COMMENTS, is_hidden, is_total_shown

__all__ = [
    "ENOUGH_TEAMS", "FEWEST", "FEWEST_FOR_COMMENTS", "ROUNDS", "ROUND_DAYS", "is_hidden", "is_total_shown", "latest",
    "rounds",
]  # fmt: skip
