"""Journey: what customers experience at each touchpoint, who answers for it, and where to invest."""

from cx.experience.journey.employees import beside_gaps
from cx.experience.journey.figures import promises, steps
from cx.experience.journey.figures import touchpoint_figures as map
from cx.experience.journey.investment import invest
from cx.experience.journey.journey_map import COLUMNS, repeated, touchpoints
from cx.experience.journey.map_changes import differences
from cx.experience.journey.map_problems import problems
from cx.experience.journey.map_proposal import proposal, waiting
from cx.experience.journey.map_versions import rows
from cx.experience.journey.new_journeys import loop
from cx.experience.journey.period_changes import changes
from cx.experience.journey.touchpoint_customers import LISTED, MET, NOT_SATISFIED, WHO, people, save_people
from cx.experience.journey.unplaced import elsewhere, teams_elsewhere, unmatched

__all__ = [
    "COLUMNS",
    "LISTED",
    "MET",
    "NOT_SATISFIED",
    "WHO",
    "beside_gaps",
    "changes",
    "differences",
    "elsewhere",
    "invest",
    "loop",
    "map",
    "people",
    "problems",
    "promises",
    "proposal",
    "repeated",
    "rows",
    "save_people",
    "steps",
    "teams_elsewhere",
    "touchpoints",
    "unmatched",
    "waiting",
]
