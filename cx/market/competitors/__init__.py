"""Competitors: where we are stronger and weaker, whom customers leave for, what to borrow and what it moved."""

from cx.market.competitors.idea_book import MEASURES, STATES, Idea, ideas, measures, write
from cx.market.competitors.idea_effects import effects
from cx.market.competitors.lost_customers import leavers, left_for
from cx.market.competitors.market_chances import chances
from cx.market.competitors.our_company import companies, ours, respondents, set_ours, sources
from cx.market.competitors.period_changes import changes
from cx.market.competitors.rival_gaps import AHEAD, BEHIND, best_rivals, gaps, important, losses, scores
from cx.market.competitors.standings import standing

__all__ = [
    "AHEAD", "BEHIND", "MEASURES", "STATES", "Idea", "best_rivals", "chances", "changes", "companies", "effects",
    "gaps", "ideas", "important", "leavers", "left_for", "losses", "measures", "ours", "respondents", "scores",
    "set_ours", "sources", "standing", "write",
]  # fmt: skip
