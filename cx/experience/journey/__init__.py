"""Journey: what customers experience at each touchpoint, who answers for it, and where to invest."""

from cx.experience.journey.journey_map import COLUMNS, repeated, touchpoints
from cx.experience.journey.map_versions import rows

__all__ = ["COLUMNS", "repeated", "rows", "touchpoints"]
