"""Study: what target groups want and do, what is missing, how to launch it and what to build."""

from cx.market.study.group_against_others import attitudes, habits, times
from cx.market.study.launching import NEVER, PAYS, UNCLEAR, UNKNOWN, launch
from cx.market.study.opportunity import LIMIT, openings
from cx.market.study.period_changes import changes
from cx.market.study.request_ideas import ideas
from cx.market.study.target_group import BY, Group

__all__ = [
    "BY", "LIMIT", "NEVER", "PAYS", "UNCLEAR", "UNKNOWN", "Group", "attitudes", "changes", "habits", "ideas", "launch",
    "openings", "times",
]  # fmt: skip
