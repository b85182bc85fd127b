"""Open complaints: customers who wait for help with one, and so are asked for nothing else."""

from datetime import date

from cx.engine import statements
from cx.engine.connection import Engine

DAYS = 60
"""Complaints of so many days count as open; older ones without an end count apart."""


def table(store: Engine, as_of: date) -> str:
    """Kept table of the customers whose complaint of the last 60 days is open, or was closed without help.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts: what is resolved later is open

    Returns
    -------
    Name of the table, one row a customer, by the oldest such complaint: customer_id, ticket_id, topic, channel,
    opened_at, state ("never answered", "answered", "reopened" or "closed, not satisfied"), complaints (how many there
    are).

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"T1,2025-01-03,A,complaint,\\nT2,2025-01-03,B,complaint,2025-01-09\\n"
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind,resolved_at\\n" + lines)
    >>> held = table(store, date(2025, 1, 5))
    >>> store.rows("select customer_id, state from query_table($held) order by 1", held=held).values.tolist()
    [['A', 'never answered'], ['B', 'never answered']]
    """
    return store.keep("open_complaints", statements.text("customers/open_complaints"), until=as_of, days=DAYS)
