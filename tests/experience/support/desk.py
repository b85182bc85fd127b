"""A small desk: tickets as short rows become a store."""

import cx
from tests.companies import company

COLUMNS = (
    "opened_at", "kind", "answered_at", "resolved_at", "satisfied", "topic", "channel", "customer_id", "reopened_at",
)  # fmt: skip


def desk(*tickets: tuple, **tables: list[dict]) -> cx.Store:
    """A store with these tickets, of COLUMNS in order as far as they are given, numbered T0, T1 and so on."""
    rows = [
        {"ticket_id": f"T{place}", **dict(zip(COLUMNS, (*ticket, *[None] * (len(COLUMNS) - len(ticket))), strict=True))}
        for place, ticket in enumerate(tickets)
    ]
    return company(tickets=rows, **tables)
