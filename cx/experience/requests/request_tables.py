"""Kept tables of requests: what was asked for in a window, by whom, and what it counts for."""

from datetime import date

from cx.customers import segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope
from cx.engine import statements
from cx.engine.connection import Engine
from cx.statistics import periods

MONTHS = 12
MOST = 40
OTHERS = "(other topics)"
EVERY = 2**31 - 1
"""As many topics as there are."""


def first_day(scope: Scope) -> date:
    """The first of the 12 months up to as_of."""
    return periods.first_day(scope.as_of, MONTHS)


def merged(store: Engine) -> str:
    """Kept table of the topics that were merged into others: topic, target."""
    return store.keep("request_merges", statements.text("requests/merged"))


def asked(store: Engine, scope: Scope, since: date | None = None, most: int = MOST) -> str:
    """Kept table of requests: customer_id, topic, opened_at, ticket_id, text.

    since : the first day that counts, None: of the 12 months; most : so many topics keep their name
    """
    return store.keep(
        "requests_asked",
        statements.text("requests/asked"),
        merged=merged(store),
        since=since or first_day(scope),
        as_of=scope.as_of,
        most=most,
        others=OTHERS,
        **scope.of_customers,
    )


def askers(store: Engine, scope: Scope, assumptions: Assumptions | None) -> str:
    """Kept table of the customers who asked in the 12 months: customer_id, topic, tier, worth.

    Raises
    ------
    ValueError
        In a store without orders.
    """
    return store.keep(
        "requests_askers",
        statements.text("requests/askers"),
        asked=asked(store, scope),
        placed=segments.placed(store, scope.as_of, assumptions),
    )
