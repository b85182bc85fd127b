"""Team: where employees are unhappy, and whether their customers feel it; nobody's answer can be traced."""

from cx.experience.teams import ENOUGH_TEAMS, FEWEST, FEWEST_FOR_COMMENTS, ROUND_DAYS, ROUNDS
from cx.market.team.company_rounds import answers, rounds
from cx.market.team.round_changes import changes
from cx.market.team.team_comments import comments
from cx.market.team.team_scores import enps
from cx.market.team.touchpoint_satisfaction import LAGS, Together, beside_customers, together

__all__ = [
    "ENOUGH_TEAMS", "FEWEST", "FEWEST_FOR_COMMENTS", "LAGS", "ROUNDS", "ROUND_DAYS", "Together", "answers",
    "beside_customers", "changes", "comments", "enps", "rounds", "together",
]  # fmt: skip
