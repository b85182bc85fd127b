"""Complaints as events: each with its outcome, what it can be grouped by, and whether it is the customer's first."""

from cx.engine import statements
from cx.engine.connection import Engine
from cx.experience import matching

OUTCOMES = ["helped", "not helped", "not asked"]
IN_ORDER = {"severity": ["1", "2", "3"], "answer": ["within 4 h", "4 to 12 h", "after 12 h", "never"]}


def every(store: Engine) -> str:
    """Kept table of all complaints.

    Returns
    -------
    Name of the table, one row a complaint: case_id, customer_id, day, topic, channel, outcome ("helped", "not helped"
    or "not asked", as known 30 days after opening), severity (1..3), answer (how soon the first answer came), is_first
    (the customer's first in 365 days).
    """
    return store.keep("complaints", statements.text("complaints/complaints"))


def events(store: Engine) -> matching.Events:
    """Complaints, for the comparison with matched customers."""
    return matching.Events(every(store), OUTCOMES, IN_ORDER)
