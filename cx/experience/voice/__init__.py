"""Voice: what customers say, who is not heard, and what moves it."""

from cx.experience.voice.comment_list import comments, save_comments
from cx.experience.voice.comment_rows import MOODS, comment_counts
from cx.experience.voice.comment_topics import topics
from cx.experience.voice.edited_topics import Change, Edit
from cx.experience.voice.edited_topics import kept as topic_edits
from cx.experience.voice.edited_topics import write as write_topic_edits
from cx.experience.voice.measures import MEASURES
from cx.experience.voice.nps_drivers import asked_first, drivers, first, needed, to_ask
from cx.experience.voice.period_changes import changed, changes
from cx.experience.voice.scale_doubts import scale_doubts
from cx.experience.voice.score_trend import Slope, slope, trend
from cx.experience.voice.scores import score
from cx.experience.voice.topic_editing import rename_topics, reset_topics, split_topic

__all__ = [
    "MEASURES",
    "MOODS",
    "Change",
    "Edit",
    "Slope",
    "asked_first",
    "changed",
    "changes",
    "comment_counts",
    "comments",
    "drivers",
    "first",
    "needed",
    "rename_topics",
    "reset_topics",
    "save_comments",
    "scale_doubts",
    "score",
    "slope",
    "split_topic",
    "to_ask",
    "topic_edits",
    "topics",
    "trend",
    "write_topic_edits",
]
