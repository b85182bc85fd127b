"""Team: where employees are unhappy, and whether their customers feel it; nobody's answer can be traced."""

from cx.experience.teams import FEWEST, ROUND_DAYS
from cx.market.team.company_rounds import rounds, without_team
from cx.market.team.team_comments import FEWEST_FOR_COMMENTS, comments
from cx.market.team.team_scores import ROUNDS, enps
from cx.market.team.touchpoint_satisfaction import ENOUGH_TEAMS, LAGS, Together, beside_customers, together

__all__ = [
    "ENOUGH_TEAMS", "FEWEST", "FEWEST_FOR_COMMENTS", "LAGS", "ROUNDS", "ROUND_DAYS", "Together", "beside_customers",
    "comments", "enps", "rounds", "together", "without_team",
]  # fmt: skip
