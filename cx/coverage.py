"""What the store holds: rows and dates of each table, and the date that everything is as of."""

import pandas as pd


def tables(store) -> pd.DataFrame:
    """One row per table: kind, rows, first_on, last_on (None where the table is empty or has no date).

    >>> import cx
    >>> tables(cx.open_store(":memory:")).rows.sum()
    np.int64(0)
    """
    return store.read("coverage_tables")


def last_date(store):
    """The last date in the data: of an order, touchpoint, survey answer or ticket; None in an empty store."""
    dated = (
        tables(store).set_index("kind").last_on.loc[["orders", "touchpoints", "surveys", "tickets"]].dropna()
    )
    return None if dated.empty else dated.max().date()


def first_date(store):
    """The first date of an order or touchpoint; None in an empty store."""
    dated = tables(store).set_index("kind").first_on.loc[["orders", "touchpoints"]].dropna()
    return None if dated.empty else dated.min().date()


def regions(store) -> list[str]:
    """The regions of the customers, in alphabetical order."""
    return store.read("coverage_regions").region.tolist()
