"""Voice: what customers say, who is not heard, and what moves it."""

from cx.experience.voice.comment_list import comments, save_comments
from cx.experience.voice.comment_rows import MOODS, comment_counts
from cx.experience.voice.comment_topics import topics
from cx.experience.voice.measures import MEASURES
from cx.experience.voice.nps_drivers import asked_first, drivers, first, needed, to_ask
from cx.experience.voice.period_changes import changed, changes
from cx.experience.voice.scale_doubts import scale_doubts
from cx.experience.voice.score_trend import Slope, slope, trend
from cx.experience.voice.scores import score

__all__ = [
    "MEASURES",
    "MOODS",
    "Slope",
    "asked_first",
    "changed",
    "changes",
    "comment_counts",
    "comments",
    "drivers",
    "first",
    "needed",
    "save_comments",
    "scale_doubts",
    "score",
    "slope",
    "to_ask",
    "topics",
    "trend",
]
