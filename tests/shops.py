"""Small shops to check by hand: lists of orders, touchpoints and customers become a store."""

from datetime import datetime

import pandas as pd

import cx
from cx.engine import derived_tables
from tests import memory

ORDERS = ["customer_id", "ordered_at", "revenue"]
TOUCHPOINTS = ["person_id", "occurred_at", "channel", "campaign", "kind", "variant", "step"]
CUSTOMERS = ["customer_id", "region"]


def shop(orders=(), touchpoints=(), customers=()) -> cx.Store:
    """A store in memory.

    orders : (customer, moment, revenue = 10); touchpoints : (person, moment, channel, campaign, kind, variant,
    step), all but two may be left out; customers : (customer, region). A moment is a text like "2025-01-31".
    """
    store = memory.empty()
    restock(store, orders, touchpoints, customers)
    return store


def restock(store: cx.Store, orders=(), touchpoints=(), customers=()) -> None:
    """Throw out what the store holds and put these rows in."""
    with store.transaction() as cursor:
        for table in ("orders", "touchpoints", "customers"):
            cursor.execute(f"delete from {table}").fetchall()
        _insert(cursor, "orders", ORDERS, [(*row, 10)[:3] for row in orders], order_id="text")
        _insert(cursor, "touchpoints", TOUCHPOINTS, touchpoints)
        _insert(cursor, "customers", CUSTOMERS, customers)
        derived_tables.run(cursor, {"orders", "touchpoints", "customers"})


def _insert(cursor, table: str, columns: list[str], rows, **numbered: str) -> None:
    padded = [(*row, *[None] * (len(columns) - len(row))) for row in rows]
    if not padded:
        return
    frame = pd.DataFrame(padded, columns=columns, dtype=object)
    for moment in set(columns) & {"ordered_at", "occurred_at"}:
        frame[moment] = [value if isinstance(value, datetime) else pd.Timestamp(value) for value in frame[moment]]
    frame = frame.assign(upload_id=1, line=range(2, len(frame) + 2))
    for column in numbered:
        frame[column] = [f"{table}-{line}" for line in frame["line"]]
    cursor.register("incoming_rows", frame)
    cursor.execute(f"insert into {table} by name select * from incoming_rows").fetchall()
    cursor.unregister("incoming_rows")
