"""Small companies to check by hand: rows of any table as dicts become a store in memory."""

import random
from datetime import date, timedelta

import pandas as pd

import cx
from cx.engine import derived_tables
from tests import memory


def company(**tables: list[dict]) -> cx.Store:
    """A store with these rows; what a row does not name is null. Dates are texts like "2025-01-31"."""
    store = memory.empty()
    with store.transaction() as cursor:
        for table, rows in tables.items():
            if rows:
                cursor.register(
                    "given",
                    pd.DataFrame(rows, dtype=object).assign(upload_id=1, line=range(2, len(rows) + 2)),
                )
                cursor.execute(f"insert into {table} by name select * from given").fetchall()
                cursor.unregister("given")
        derived_tables.run(cursor, set(tables))
    return store


def edge_companies() -> dict[str, dict[str, bytes]]:
    """Companies at the edge of what a page can show: the CSV of each table, by the company's name."""
    columns = "order_id,customer_id,ordered_at,revenue,cost"
    chance = random.Random(1997)
    first_days = [date(1997, 1, 1) + timedelta(days=chance.randrange(90)) for _customer in range(200)]
    return {
        "two lines below cost": {"orders": _csv(columns, ["1,A,2025-01-02,90,100", "2,B,2025-01-05,20,30"])},
        "loss-making": {
            "orders": _csv(
                columns,
                [
                    f"{n},c{n % 40},2025-{1 + n // 40:02d}-{1 + n % 28:02d},{10 + n % 7},{20 + n % 7}"
                    for n in range(480)
                ],
            )
        },
        "one customer": {"orders": _csv(columns, ["1,A,2025-01-02,90,60", "2,A,2025-03-02,40,20"])},
        "80 alike customers": {
            "orders": _csv(
                columns,
                [f"{n}-{month},c{n},2025-{month:02d}-11,50,30" for n in range(80) for month in (3, 6, 9)],
            )
        },
        "returns only": {"orders": _csv(columns, [f"{n},c{n % 3},2025-0{1 + n}-11,-{10 + n},-5" for n in range(6)])},
        "guests only": {
            "orders": _csv(columns, [f"{n},,2025-{1 + n // 30:02d}-11,{10 + n % 7},5" for n in range(360)])
        },
        "orders alone": {
            "orders": _csv(
                "order_id,customer_id,ordered_at,revenue",
                [
                    f"{n}-{again},{n},{day + timedelta(days=chance.randrange(1, 360) * bool(again))},"
                    f"{chance.lognormvariate(3.4, 0.8):.2f}"
                    for n, day in enumerate(first_days)
                    for again in range(1 + int(chance.expovariate(0.6)))
                ],
            )
        },
    }


def _csv(header: str, rows: list[str]) -> bytes:
    return "\n".join([header, *rows, ""]).encode()
