"""New journeys: people whom customers sent, and the customers who told others."""

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.statistics import periods


@scoped
def loop(store: Engine, scope: Scope) -> pd.DataFrame:
    """Advocacy that leads back to awareness, in the 12 months up to a day.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row: reached (people whose first contact lies in the 12 months), sent_by_customers (those of them with a contact
    of kind referred), advocates (people with one of kind recommended, or named by referrer_id of one referred, in the
    12 months).

    Examples
    --------
    >>> from datetime import date
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"A,2025-03-01,visited\\nB,2025-03-02,referred\\nC,2025-03-02,recommended\\n"
    >>> _ = store.load("touchpoints", b"person_id,occurred_at,kind\\n" + lines)
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,C,2025-01-01,90\\n")
    >>> loop(store, date(2025, 3, 31)).values.tolist()
    [[2, 1, 1]]
    """
    since = periods.first_day(scope.as_of, 12)
    return store.read("journey/loop", since=since, as_of=scope.as_of, **scope.of_customers)
