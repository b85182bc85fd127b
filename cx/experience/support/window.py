"""The tickets that an answer is about: those opened in a window, with what is known of them at its end."""

from datetime import date

from cx.customers.filters import Scope
from cx.engine import statements
from cx.engine.connection import Engine
from cx.experience.support.opening_hours import CALENDAR, OpeningHours
from cx.statistics import periods

BY = ("kind", "topic", "channel", "team", "severity")
"""What tickets can be broken down by."""
MONTHS = 12


def since(scope: Scope, opened_from: date | None) -> date:
    """The first day of the window: the day asked for, else that of the 12 months up to as_of."""
    return opened_from or periods.first_day(scope.as_of, MONTHS)


def tickets(store: Engine, scope: Scope, opened_from: date | None, clock: OpeningHours = CALENDAR) -> str:
    """Kept table of the tickets of a window, without calls.

    Parameters
    ----------
    store, scope : the company, the last day that counts and whose tickets
    opened_from : the first day on which they were opened; None: 12 months up to the last day
    clock : the hours in which waits run

    Returns
    -------
    Name of the table: ticket_id, customer_id, kind, topic, channel, team, severity, opened_at, is_answered,
    is_resolved, satisfied, is_old, answered_minutes, resolved_minutes.
    """
    given = {"as_of": scope.as_of, "since": since(scope, opened_from), **scope.of_customers}
    return store.keep("support_tickets", statements.text("support/tickets"), **given, **clock.clock)


def breakdown(by: str | None) -> str:
    """A breakdown as a statement takes it.

    Raises
    ------
    ValueError
        For one that tickets do not have.
    """
    if by is not None and by not in BY:
        raise ValueError(f"{by!r} is none of {', '.join(BY)}.")
    return by or ""
