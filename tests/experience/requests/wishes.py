"""A small company whose customers ask for something."""

import cx
from tests.companies import company

YEAR = [f"2025-{month:02d}-11" for month in (2, 5, 8, 11)]


def shop(*requests: tuple, **tables: list[dict]) -> cx.Store:
    """A store with these requests: customer, topic, opened_at, text as far as they are given.

    Customer A orders most, then B and so on to E; F never ordered.
    """
    names = ("customer_id", "topic", "opened_at", "text")
    default = (None, None, "2025-06-01", None)
    tickets = [
        {"ticket_id": f"R{place}", "kind": "Request"}
        | dict(zip(names, (*request, *default[len(request) :]), strict=True))
        for place, request in enumerate(requests)
    ]
    orders = [
        {"order_id": f"{who}{place}", "customer_id": who, "ordered_at": day, "revenue": 200 - 30 * rank, "cost": 50}
        for rank, who in enumerate("ABCDE")
        for place, day in enumerate(YEAR)
    ]
    return company(tickets=tickets, orders=orders, **tables)
