"""Small companies to check by hand: rows of any table as dicts become a store in memory."""

import pandas as pd

import cx
from cx import build


def company(**tables: list[dict]) -> cx.Store:
    """A store with these rows; what a row does not name is null. Dates are texts like "2025-01-31"."""
    store = cx.open_store(":memory:")
    with store.transaction() as cursor:
        for table, rows in tables.items():
            if rows:
                cursor.register(
                    "given",
                    pd.DataFrame(rows, dtype=object).assign(upload_id=1, line=range(2, len(rows) + 2)),
                )
                cursor.execute(f"insert into {table} by name select * from given").fetchall()
                cursor.unregister("given")
        build.run(cursor, set(tables))
    return store
