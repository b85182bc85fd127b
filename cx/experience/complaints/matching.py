"""Kept tables of complaints, of the customers matched with them, and of pretended cases matched alike.

One set of tables a data version serves every as-of date: a case counts from the day on which its 180 days are over.
"""

from dataclasses import dataclass

from cx.engine import statements
from cx.engine.connection import Engine

MOST_CASES = 2000
"""So many cases are examined, drawn by hash; what they lost is scaled up to all."""
MOST_CANDIDATES = 5000
"""So many customers of a region may be matched, drawn by hash."""
MOST_MATCHED = 3
"""At most so many matched customers a case."""


@dataclass(frozen=True)
class Matched:
    """Cases with those matched with them, as names of kept tables.

    Attributes
    ----------
    profiles : one row a case: case_id, customer_id, region, day, last_on, the covariates orders_before (180 days),
        spend_before (365 days, net), spend_logged (ln of 1 + spend), tenure and recency (days), and what followed in
        180 days: orders, revenue
    pairs : one row a case and matched customer: case_id, customer_id, day, the same covariates, orders, revenue
    """

    profiles: str
    pairs: str


def every(store: Engine) -> str:
    """Kept table of all complaints.

    Returns
    -------
    Name of the table, one row a complaint: case_id, customer_id, day, topic, channel, outcome ("helped", "not helped"
    or "not asked", as known 30 days after opening), severity (1..3), answer (how soon the first answer came), is_first
    (the customer's first in 365 days).
    """
    return store.keep("complaints", statements.text("complaints/complaints"))


def real(store: Engine) -> Matched:
    """Examined complaints with customers who did not complain: same region, last order within 2 days of the case's,
    nearest in orders, spend and tenure.
    """
    return _matched(store, _examined(store))


def pretended(store: Engine) -> Matched:
    """As many customers who did not complain, each on an order day plus a lag of the real cases, matched alike."""
    profiles = real(store).profiles
    text = statements.text("complaints/pretended")
    cases = store.keep("pretended_cases", text, profiles=profiles, complaints=every(store), history=_history(store))
    return _matched(store, cases)


def _examined(store: Engine) -> str:
    text = statements.text("complaints/examined")
    return store.keep("complaint_cases", text, complaints=every(store), most=MOST_CASES)


def _history(store: Engine) -> str:
    text = statements.text("complaints/history")
    return store.keep("complaint_history", text, examined=_examined(store), most=MOST_CANDIDATES)


def _matched(store: Engine, cases: str) -> Matched:
    history = _history(store)
    profiles = store.keep("complaint_profiles", statements.text("complaints/profiles"), cases=cases, history=history)
    near = store.keep("complaint_near", statements.text("complaints/near"), profiles=profiles, history=history)
    pairs = store.keep(
        "complaint_pairs",
        statements.text("complaints/matched"),
        profiles=profiles,
        near=near,
        history=history,
        complaints=every(store),
        most_matched=MOST_MATCHED,
    )
    return Matched(profiles, pairs)
