"""One customer: who they are, their measures beside those of the others, months, products, history."""

from datetime import date

import pandas as pd

from cx.customers import contribution, open_complaints, segments
from cx.customers.assumptions import Assumptions
from cx.engine import statements
from cx.engine.connection import Engine


def known(store: Engine, as_of: date, customer_id: str) -> pd.Series | None:
    """One customer of whatever table.

    Parameters
    ----------
    store, as_of, customer_id : the company, the last day that counts, and the customer

    Returns
    -------
    Row with customer_id, name, region, joined_on, channel (of the first touch); first_on, last_on, purchases and
    revenue of all time up to as_of, blank or 0 without an order. None where no table has them.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-03-01,90\\n")
    >>> float(known(store, date(2025, 12, 31), "A")["revenue"]), known(store, date(2025, 12, 31), "B")
    (90.0, None)
    """
    found = store.read("customers/known", as_of=as_of, customer_id=customer_id)
    return None if found.empty else found.iloc[0]


def measures(store: Engine, as_of: date, customer_id: str, assumptions: Assumptions | None = None) -> pd.Series | None:
    """One customer's measures, with their rank by profit.

    Parameters
    ----------
    store, as_of, customer_id : the company, the last day of the 12 months, and the customer
    assumptions : None: the company default

    Returns
    -------
    Row with the columns of `cx.segments.placed`, and rank (1: the most profit of the 12 months; ties by customer_id) of
    everybody, the number of customers. None for who is not in the window.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> found = measures(store, date(2025, 1, 31), "B")
    >>> f"{found['tier']}, {found['rank']} of {found['everybody']}"
    'Tin, 2 of 2'
    """
    found = store.read("customers/profile", placed=segments.placed(store, as_of, assumptions), customer_id=customer_id)
    return None if found.empty else found.iloc[0]


def standing(store: Engine, as_of: date, customer_id: str, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """One customer beside the others of the window, measure by measure.

    Parameters
    ----------
    store, as_of, customer_id : the company, the last day of the 12 months, and the customer
    assumptions : None: the company default

    Returns
    -------
    One row a measure that is known of the customer, empty if they are not in the window: measure (profit, revenue,
    purchases, recency_days, breadth, satisfaction, cost_to_serve), value, better (share of the customers with a value
    who do better, 0..1: more of it, but fewer days since the last order and less cost), and the median of all customers
    and of each tier: Everybody, Platinum, Gold, Silver, Bronze, Tin; NaN where nobody has a value.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> found = standing(store, date(2025, 1, 31), "B")
    >>> found.loc[found.measure == "revenue", ["value", "better", "Everybody", "Gold"]].values.tolist()
    [[2.0, 0.5, 46.0, 90.0]]
    """
    placed = segments.placed(store, as_of, assumptions)
    typical = store.keep("typical", statements.text("customers/typical"), placed=placed)
    return store.read("customers/standing", placed=placed, typical=typical, customer_id=customer_id)


def months(store: Engine, as_of: date, customer_id: str, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """One customer's months of the window.

    Parameters
    ----------
    store, as_of, customer_id : the company, the last day of the 12 months, and the customer
    assumptions : None: the company default

    Returns
    -------
    One row a month of the calendar, also one without an order: month (its first day), revenue (net of returns),
    contribution (of the orders: without contacts and tickets), purchases.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n")
    >>> months(store, date(2025, 1, 31), "A")
           month  revenue  contribution  purchases
    0 2025-01-01     90.0          26.1          1
    """
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


def mix(store: Engine, as_of: date, customer_id: str) -> pd.DataFrame:
    """What one customer bought in the window, beside what everybody bought.

    Parameters
    ----------
    store, as_of, customer_id : the company, the last day of the 12 months, and the customer

    Returns
    -------
    One row a category, most revenue first; a product without a category is one of its own: label, revenue (net of
    returns), share of the customer's revenue, company_share of that of all orders. Lines without a product are left
    out.

    Raises
    ------
    ValueError
        In a store without orders.
    """
    span = contribution.window(store, as_of)
    return store.read("customers/profile_mix", customer_id=customer_id, since=span.since, until=span.until)


def events(store: Engine, as_of: date, customer_id: str, limit: int = 100) -> pd.DataFrame:
    """One customer's history.

    Parameters
    ----------
    store, as_of, customer_id : the company, the last day that counts, and the customer
    limit : so many events, the latest

    Returns
    -------
    One row an event up to as_of, latest first, ties by event and what.

    - moment, event (order, return, touchpoint, invitation, survey, ticket, call, promise, thanks, goodbye), what
      ("" where nothing is said), amount (money; blank where there is none)
    - state, as known on the day as_of, blank where there is none: of a ticket "open", "answered", "reopened",
      "resolved", "satisfied" or "not satisfied"; of a call "unanswered"; of a promise "kept", "late" (not kept by the
      day on which it counts, or marked as not kept) or "open"; of an invitation to a survey "responded" (any answer
      within 30 days) or "not responded"
    - bad: a return, an NPS answer up to 6, a CSAT answer up to 2, a complaint without an end, a ticket that was
      resolved without satisfaction, an unanswered call, a promise that is late, or a goodbye

    Notes
    -----
    Promises and thanks that were written down in the app are among them; who was held out of a thanks was not thanked.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,A,2025-01-09,-90\\n")
    >>> events(store, date(2025, 1, 31), "A")[["event", "amount", "bad"]].values.tolist()
    [['return', -90.0, True], ['order', 90.0, False]]
    """
    return store.read("customers/profile_events", customer_id=customer_id, as_of=as_of, limit=limit)


def open_complaint(store: Engine, as_of: date, customer_id: str) -> pd.Series | None:
    """The open complaint of one customer, who is asked for nothing before it is answered.

    Parameters
    ----------
    store, as_of, customer_id : the company, the last day that counts, and the customer

    Returns
    -------
    Row of `cx.customers.open_complaints.table`; None where they have none.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> open_complaint(store, date(2025, 1, 5), "A")["state"], open_complaint(store, date(2025, 1, 5), "B")
    ('never answered', None)
    """
    found = store.rows(
        "select * from query_table($complaints) where customer_id = $customer_id",
        complaints=open_complaints.table(store, as_of),
        customer_id=customer_id,
    )
    return None if found.empty else found.iloc[0]
