"""Requests: what many customers ask for, what they are worth, and what having it would change."""

from cx.experience.requests.asking_customers import customers, save_customers
from cx.experience.requests.kano_classes import kano
from cx.experience.requests.period_changes import changes
from cx.experience.requests.ranked_topics import VOTES, first, ranking, totals
from cx.experience.requests.request_tables import MOST, OTHERS
from cx.experience.requests.topic_notes import STATES, Note, tell, topics, write

__all__ = [
    "MOST", "OTHERS", "STATES", "VOTES", "Note", "changes", "customers", "first", "kano", "ranking", "save_customers",
    "tell", "topics", "totals", "write",
]  # fmt: skip
