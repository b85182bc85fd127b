"""How far each table reaches, and how much of what was loaded is excluded."""

from datetime import timedelta

import pandas as pd

from cx.engine import coverage
from cx.engine.connection import Engine
from cx.quality import report
from cx.tables.kinds import RECORDS

LATE_DAYS = 45
"""A table that records what happens is late when its last row lies more than so many days before the last of all."""


def freshness(store: Engine) -> pd.DataFrame:
    """How far each table reaches, and how much of what was loaded is excluded.

    Parameters
    ----------
    store : the company

    Returns
    -------
    One row a table with a row in use or excluded, in the order of the tables.

    kind, rows : rows in use
    last_on : NaT without dates
    rows_aside : excluded rows
    share_aside : 0..1 of the rows read; 0 where no load is known
    is_late : whether its last row lies more than LATE_DAYS before the last of all; never where the table is no record
        of what happened, as products

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,ordered_at,revenue\\nA1,2025-01-31,n/a\\nA2,2025-01-31,2\\n")
    >>> freshness(store)[["kind", "rows", "rows_aside", "share_aside", "is_late"]].values.tolist()
    [['orders', 1, 1, 0.5, False]]
    """
    held = coverage.tables(store).set_index("kind").reindex(list(RECORDS))[["rows", "last_on"]]
    loaded = report.tables(store).set_index("kind")
    aside = loaded["rows_aside"].reindex(held.index).fillna(0).astype(int)
    table = held.assign(
        rows=held["rows"].fillna(0).astype(int),
        last_on=pd.to_datetime(held["last_on"]),
        rows_aside=aside,
        share_aside=(aside / loaded["rows_read"].reindex(held.index)).fillna(0.0),
    )
    last = coverage.last_date(store)
    has_history = [RECORDS[kind].has_history for kind in table.index]
    too_old = table["last_on"] < pd.Timestamp(last - timedelta(days=LATE_DAYS)) if last else False
    table["is_late"] = too_old & pd.Series(has_history, index=table.index) & (table["rows"] > 0)
    return table[(table["rows"] > 0) | (table["rows_aside"] > 0)].rename_axis("kind").reset_index()
