"""Promises as they stand on a day: given, open, kept, late, broken or overdue."""

from datetime import date

from cx.engine import statements
from cx.engine.connection import Engine
from cx.statistics import periods

KINDS = ("delivery", "call back", "refund", "guarantee", "price", "other")
STATES = ("given", "open", "kept", "late", "broken", "overdue")
"""Not to be judged; not due yet; kept in time; kept too late; recorded as not kept; due and not kept yet."""
DUE = ("kept", "late", "broken", "overdue")
MISSED = ("late", "broken", "overdue")
CLAIM_DAYS = 30
"""A claim is due so many days after it was made; the derived table `known_promises` has it too."""


def on(store: Engine, as_of: date) -> str:
    """Kept table of the promises made by a day, with what is known of them on it.

    Returns
    -------
    Name of the table, one row a promise: promise_id, customer_id, region, kind, touchpoint, words, made_on, due_on,
    amount, is_noted, asked_on, answered_on, kept_on, is_impossible, judged_on (the day on which it counts), state (one
    of STATES).
    """
    return store.keep("promise_states", statements.text("promises/states"), as_of=as_of)


def first_day(as_of: date, since: date | None) -> date:
    """The first day of the window: the day asked for, else that of the 12 months up to as_of."""
    return since or periods.first_day(as_of, 12)


def known_kind(kind: str) -> str:
    """A kind of promise.

    Raises
    ------
    ValueError
        For another one.

    Examples
    --------
    >>> known_kind("refund")
    'refund'
    """
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}.")
    return kind
