"""Voice: what customers say, who is not heard, and what moves it."""

from cx.experience.voice.measures import MEASURES
from cx.experience.voice.nps_drivers import asked_first, drivers, first, needed, to_ask
from cx.experience.voice.score_trend import Slope, slope, trend
from cx.experience.voice.scores import score

__all__ = ["MEASURES", "Slope", "asked_first", "drivers", "first", "needed", "score", "slope", "to_ask", "trend"]
