"""Kept tables of events, of the customers matched with them, and of pretended cases matched alike.

One set of tables a data version serves every as-of date: a case counts from the day on which its 180 days are over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cx.engine import statements
from cx.engine.connection import Engine

MOST_CASES = 2000
"""So many cases are examined, drawn by hash; what they lost is scaled up to all."""
MOST_CANDIDATES = 5000
"""So many customers of a region may be matched, drawn by hash."""
MOST_MATCHED = 3
"""At most so many matched customers a case."""
OF_SPEND = ("low", "middle", "high")
"""Thirds of the spend in the 365 days before a case."""


@dataclass(frozen=True)
class Events:
    """Events of one kind, such as complaints, after which customers may order less.

    Attributes
    ----------
    table : kept table, one row an event: case_id, customer_id, day, outcome, is_first (no other in the 365 days before
        it), and what events can be grouped by
    outcomes : their codes, in order
    in_order : groups that have an order of their own, by what is grouped; others come by their number of events
    """

    table: str
    outcomes: Sequence[str]
    in_order: Mapping[str, Sequence[str]] = field(default_factory=dict)


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


def real(store: Engine, events: Events) -> Matched:
    """Examined events with customers who had none: same region, last order within 2 days of the case's, nearest in
    orders, spend and tenure.
    """
    return _matched(store, events, _examined(store, events))


def pretended(store: Engine, events: Events) -> Matched:
    """As many order days of customers who had no event, each plus a lag of the real cases, matched alike."""
    cases = store.keep(
        "pretended_cases",
        statements.text("matching/pretended"),
        profiles=real(store, events).profiles,
        events=events.table,
        lazily=lambda: {"history": _history(store, events)},
    )
    return _matched(store, events, cases)


def _examined(store: Engine, events: Events) -> str:
    text = statements.text("matching/examined")
    return store.keep("matched_cases", text, events=events.table, most=MOST_CASES)


def _history(store: Engine, events: Events) -> str:
    text = statements.text("matching/history")
    return store.keep("matched_history", text, examined=_examined(store, events), most=MOST_CANDIDATES)


def _matched(store: Engine, events: Events, cases: str) -> Matched:
    """Only what follows from the matching is kept for long: the large tables before it are made when it is computed."""
    profiles = store.keep(
        "matched_profiles",
        statements.text("matching/profiles"),
        cases=cases,
        lazily=lambda: {"history": _history(store, events)},
    )
    pairs = store.keep(
        "matched_pairs",
        statements.text("matching/matched"),
        profiles=profiles,
        events=events.table,
        most_matched=MOST_MATCHED,
        lazily=lambda: _candidates(store, events, profiles),
    )
    return Matched(profiles, pairs)


def _candidates(store: Engine, events: Events, profiles: str) -> dict[str, str]:
    history = _history(store, events)
    near = store.keep("matched_near", statements.text("matching/near"), profiles=profiles, history=history)
    return {"near": near, "history": history}
