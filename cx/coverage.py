"""What the store holds: rows and dates of each table, and the date that everything is as of."""

from datetime import date

import pandas as pd


def tables(store) -> pd.DataFrame:
    """One row per table: kind, rows, first_on, last_on (None where the table is empty or has no date).

    >>> import cx
    >>> tables(cx.open_store(":memory:")).rows.sum()
    np.int64(0)
    """
    return store.once("coverage", lambda: store.read("coverage_tables")).copy()


def last_date(store) -> date | None:
    """The last date in the data: of an order, touchpoint, survey answer or ticket; None in an empty store."""
    return store.once(
        "last date", lambda: _bound(tables(store), "last_on", ["orders", "touchpoints", "surveys", "tickets"])
    )


def first_date(store) -> date | None:
    """The first date of an order or touchpoint; None in an empty store."""
    return store.once("first date", lambda: _bound(tables(store), "first_on", ["orders", "touchpoints"]))


def _bound(found: pd.DataFrame, column: str, kinds: list[str]) -> date | None:
    dated = found.set_index("kind")[column].loc[kinds].dropna()
    if dated.empty:
        return None
    return (dated.min() if column == "first_on" else dated.max()).date()


def regions(store) -> list[str]:
    """The regions of the customers, in alphabetical order."""
    return store.read("coverage_regions").region.tolist()
