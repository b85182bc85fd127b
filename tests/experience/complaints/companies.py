"""Made companies whose customers complain."""

import random
from datetime import date, timedelta
from functools import cache
from typing import Any

FIRST = date(2023, 1, 1)
REGIONS = ["North", "South", None]
Rows = dict[str, list[dict[str, Any]]]


def on(days: float) -> str:
    """A moment so many days after the first one."""
    return (FIRST + timedelta(days=days)).isoformat()


def order(customer: str, days: int, revenue: float = 10) -> dict[str, Any]:
    """An order, or a return below 0."""
    return {
        "order_id": f"{customer}-{days}-{revenue}", "customer_id": customer, "ordered_at": on(days), "revenue": revenue
    }  # fmt: skip


def complaint(customer: str, days: int, satisfied: bool | None = None, resolved: int | None = None, **more) -> dict:
    """A complaint at noon, resolved so many days later."""
    ticket = {
        "ticket_id": f"T{customer}-{days}", "customer_id": customer, "kind": "complaint", "satisfied": satisfied,
        "opened_at": f"{on(days)} 12:00", "resolved_at": None if resolved is None else f"{on(days + resolved)} 13:00",
    }  # fmt: skip
    return ticket | more


@cache
def crowd(customers: int = 160, seed: int = 5) -> Rows:
    """Customers of three regions who order at a pace of their own for 800 days; every fifteenth order is complained
    about, and who is not helped buys half as often for 180 days.
    """
    draw, orders, tickets = random.Random(seed), [], []
    for number in range(customers):
        name, day, hurt_until = f"c{number}", draw.randrange(120), 0
        pace = draw.choice([15, 25, 40])
        while day < 800:
            orders.append(order(name, day, draw.choice([10, 20, 50, 90])))
            if draw.random() < 0.05:
                orders.append(order(name, day + 1, -10))
            if draw.random() < 1 / 15:
                helped = draw.random() < 0.5
                lag = draw.randrange(12)
                tickets.append(complaint(name, day + lag, helped, draw.choice([1, 8, 45])))
                hurt_until = hurt_until if helped else day + lag + 180
            day += 1 + int(draw.expovariate(1 / pace) * (2 if day < hurt_until else 1))
    regions = [{"customer_id": f"c{number}", "region": draw.choice(REGIONS)} for number in range(customers)]
    unique = {row["ticket_id"]: row for row in tickets}
    return {"orders": orders, "customers": regions, "tickets": list(unique.values())}
