"""What the store holds: rows and dates of each table, and the date that everything is as of."""

from datetime import date

import pandas as pd

from cx.engine.connection import Engine
from cx.tables import kinds


def tables(store: Engine) -> pd.DataFrame:
    """Rows and dates of each table.

    Parameters
    ----------
    store : the company

    Returns
    -------
    One row a table: kind, rows, first_on, last_on (None where the table is empty or has no
    date).

    Examples
    --------
    >>> import cx
    >>> tables(cx.open_store(":memory:")).rows.sum()
    np.int64(0)
    """
    return store.once("coverage", lambda: store.read("engine/coverage_tables", counted=kinds.union(_counted))).copy()


def last_date(store: Engine) -> date | None:
    """The last date in the data, which everything is as of where no day is asked for.

    Parameters
    ----------
    store : the company

    Returns
    -------
    The last day of an order, touchpoint, survey answer or ticket; None in an empty store.
    """
    return store.once(
        "last date",
        lambda: _bound(tables(store), "last_on", [kind for kind, record in kinds.RECORDS.items() if record.ends]),
    )


def first_date(store: Engine) -> date | None:
    """The first date in the data.

    Parameters
    ----------
    store : the company

    Returns
    -------
    The first day of an order or touchpoint; None where there is neither.
    """
    return store.once(
        "first date",
        lambda: _bound(tables(store), "first_on", [kind for kind, record in kinds.RECORDS.items() if record.begins]),
    )


def _counted(kind: str, record: kinds.Kind) -> list[str]:
    """Rows and dates of a table."""
    dates = f"min({record.dated}), max({record.dated})" if record.dated else "null, null"
    first, last = dates.split(", ")
    return [f"select '{kind}' as kind, count(*) as rows, {first} as first_on, {last} as last_on from {kind}"]


def _bound(found: pd.DataFrame, column: str, wanted: list[str]) -> date | None:
    dated = found.set_index("kind")[column].loc[wanted].dropna()
    if dated.empty:
        return None
    bound: date = (dated.min() if column == "first_on" else dated.max()).date()
    return bound


def ordered(store: Engine, as_of: date, since: date | None = None) -> dict[str, int]:
    """What is known of orders, where a page finds no customer to show.

    Parameters
    ----------
    store : the company
    since, as_of : first and last day, both included; None = from the start

    Returns
    -------
    orders, guest_orders : order numbers with a purchase, and those of them without a customer number
    customers : with a purchase
    returns : order lines below zero

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store(":memory:")
    >>> _ = store.load("orders", b"order_id,ordered_at,revenue\\n1,2025-01-02,90\\n2,2025-01-05,-80\\n")
    >>> ordered(store, date(2025, 1, 31))
    {'orders': 1, 'guest_orders': 1, 'customers': 0, 'returns': 1}
    """
    counts = store.read("engine/orders_known", as_of=as_of, since=since).iloc[0]
    return {str(name): int(count) for name, count in counts.items()}


def regions(store: Engine) -> list[str]:
    """The regions of the customers, in alphabetical order."""
    return list(store.read("engine/coverage_regions").region)


def channels(store: Engine) -> list[str]:
    """The channels by which customers first came, not after their first order, in alphabetical order."""
    return list(store.read("engine/coverage_channels").channel)
