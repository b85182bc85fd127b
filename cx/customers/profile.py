"""One customer: measures, months, history."""

from datetime import date

import pandas as pd

from cx.customers import contribution, segments
from cx.customers.assumptions import Assumptions
from cx.engine.connection import Engine


def measures(store: Engine, as_of: date, customer_id: str, assumptions: Assumptions | None = None) -> pd.Series | None:
    """One customer's measures, as a row of `customers`, with their rank by profit; None if not in the window."""
    found = store.read("customers/profile", placed=segments.placed(store, as_of, assumptions), customer_id=customer_id)
    return None if found.empty else found.iloc[0]


def months(store: Engine, as_of: date, customer_id: str, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """One customer's months of the window: month, revenue, contribution of the orders, purchases."""
    span = contribution.window(store, as_of)
    resolved = contribution.resolve(store, as_of, assumptions)
    return store.read(
        "customers/profile_months",
        customer_id=customer_id,
        since=span.since,
        until=span.until,
        gross_margin=resolved.gross_margin,
        cost_per_order=resolved.cost_per_order,
    )


def events(store: Engine, as_of: date, customer_id: str, limit: int = 100) -> pd.DataFrame:
    """One customer's history, latest first: moment, event (order, return, touchpoint, survey, ticket, call), what,
    amount, bad.

    bad : a return, an NPS answer up to 6, a CSAT answer up to 2, or a ticket that was not resolved to satisfaction
    """
    return store.read("customers/profile_events", customer_id=customer_id, as_of=as_of, limit=limit)
