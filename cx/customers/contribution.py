"""What each customer leaves over: windows, assumptions filled from the data, contribution and profit."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from cx.customers.assumption_sets import given_or_default
from cx.customers.assumptions import GROSS_MARGIN, Assumptions
from cx.engine import coverage, statements
from cx.engine.connection import Engine
from cx.statistics import periods

WINDOW_MONTHS = 12
COST_PER_ORDER_SHARE = 0.06
FIXED_COST_SHARE = 0.12


@dataclass(frozen=True)
class Window:
    """The days from `since` to `until`, both included.

    Attributes
    ----------
    share : how much of a year's costs falls into it (0..1)
    """

    since: date
    until: date
    share: float

    def cost_months(self) -> dict[str, list[Any]]:
        """Parameters of a statement that sums monthly costs: the months, and how much of each counts."""
        shares = periods.month_shares(self.since, self.until)
        return {"months": list(shares), "shares": list(shares.values())}


@dataclass(frozen=True)
class Resolved:
    """The money assumptions with every value known: as typed, as the data has it, or assumed.

    Fields as of `cx.Assumptions`. What the data has is a fact and is never refused: a margin below 0 (sold below cost)
    or above 1 (credits on cost), a net credit in the costs, contacts and tickets that earn money.
    """

    gross_margin: float
    cost_per_order: float
    cost_per_contact: float
    cost_per_ticket: float
    fixed_cost_a_year: float
    fixed_cost_key: str


def window(store: Engine, as_of: date) -> Window:
    """The 12 months up to as_of; where the data is younger, the part of them that it covers.

    Parameters
    ----------
    store, as_of : the company, and the last day

    Returns
    -------
    A `Window`; its share is below 1 where the data is younger.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2024-01-02,90\\n")
    >>> window(store, date(2025, 1, 31))
    Window(since=datetime.date(2024, 2, 1), until=datetime.date(2025, 1, 31), share=1.0)
    """
    periods.checked(as_of=as_of)
    first = coverage.first_date(store)
    if first is None:
        raise ValueError("there are no orders yet")
    whole = periods.first_day(as_of, WINDOW_MONTHS)
    since = max(whole, min(first, as_of))
    return Window(since, as_of, ((as_of - since).days + 1) / ((as_of - whole).days + 1))


def window_before(store: Engine, as_of: date) -> Window | None:
    """The 12 months before the window of `window`.

    Parameters
    ----------
    store, as_of : the company, and the last day of the later window

    Returns
    -------
    A `Window`; None where the data does not reach back that far: not known, not zero.
    """
    until = periods.day_before(as_of, WINDOW_MONTHS)
    since = periods.first_day(until, WINDOW_MONTHS)
    first = coverage.first_date(store)
    return Window(since, until, 1.0) if first is not None and first <= since else None


def window_sums(store: Engine, span: Window) -> str:
    """Kept table with the sums of a span that money is computed from.

    Parameters
    ----------
    store : the company
    span : as of `window`

    Returns
    -------
    Name of the table: one row per customer who ordered in the span, one for guests (who = "guest"), one for all who did
    not order (who = "no order"): customer_id, who, last_on, revenue, known_cost, revenue_without_cost, discount,
    returned, purchases, lines, contacts, contact_cost, contacts_without_cost, tickets, ticket_cost,
    tickets_without_cost, times_served.

    Notes
    -----
    Of touchpoints, the kinds recommended, unsubscribed, bounced, asked and thanked are no contacts: not counted, and
    not priced at the assumed cost; nor is a call (ticket of kind call) a ticket. A cost that they carry counts.
    """
    text = statements.text("customers/contribution_window")
    return store.keep("window", text, since=span.since, until=span.until)


def resolve(store: Engine, as_of: date, assumptions: Assumptions | None) -> Resolved:
    """The assumptions with every None of them filled from the data of the window.

    Parameters
    ----------
    store : the company
    as_of : last day of the window
    assumptions : None: the company default

    Returns
    -------
    A `Resolved`, with the values of `assumed`.

    Raises
    ------
    ValueError
        In a store without orders.
    """
    assumptions = given_or_default(store, assumptions)
    given = {"as_of": as_of, "assumptions": assumptions}

    def compute() -> str:
        filled = assumed(store, as_of, assumptions)
        return json.dumps(dict(zip(filled.name, map(float, filled.value), strict=True)))

    filled = store.once("assumed", lambda: json.loads(store.keep_text("assumed", compute, **given)), **given)
    return Resolved(**filled, fixed_cost_key=assumptions.fixed_cost_key)


def assumed(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """The money assumptions, and where each value comes from.

    Parameters
    ----------
    store : the company
    as_of : last day of the window
    assumptions : None: the company default

    Returns
    -------
    One row per money assumption: name, value (money in the company's currency, the margin 0..1), source ("given",
    "data" or "assumed"), basis: the share of lines, contacts or tickets that say the value themselves (0..1), or for an
    assumed value the share it is of the mean order or of net revenue; nan when given, or where the value is of neither.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue,cost\\n1,A,2025-01-02,90,54\\n")
    >>> assumed(store, date(2025, 1, 31)).head(2)[["name", "value", "source"]].values.tolist()
    [['gross_margin', 0.4, 'data'], ['cost_per_order', 5.3999999999999995, 'assumed']]
    """
    assumptions = given_or_default(store, assumptions)
    span = window(store, as_of)
    seen = store.read(
        "customers/assumption_basis",
        window=window_sums(store, span),
        since=span.since,
        until=span.until,
        **span.cost_months(),
    ).iloc[0]
    mean_order = seen.revenue / seen.purchases if seen.purchases else 0.0
    order_cost = COST_PER_ORDER_SHARE * max(mean_order, 0.0)
    found = {
        "gross_margin": _first((seen.margin, "data", seen.costed_share), (GROSS_MARGIN, "assumed", float("nan"))),
        "cost_per_order": (order_cost, "assumed", COST_PER_ORDER_SHARE),
        "cost_per_contact": _first((seen.contact_cost, "data", seen.costed_contacts), (0.0, "assumed", float("nan"))),
        "cost_per_ticket": _first(
            (seen.ticket_cost, "data", seen.costed_tickets), (order_cost, "assumed", float("nan"))
        ),
        "fixed_cost_a_year": _first(
            (seen.fixed_cost / span.share, "data", 1.0),
            (FIXED_COST_SHARE * max(seen.revenue, 0.0) / span.share, "assumed", FIXED_COST_SHARE),
        ),
    }
    return pd.DataFrame(
        [
            (
                name,
                *((given, "given", float("nan")) if (given := getattr(assumptions, name)) is not None else row),
            )
            for name, row in found.items()
        ],
        columns=["name", "value", "source", "basis"],
    )


def _first(known: tuple[Any, str, float], otherwise: tuple[Any, str, float]) -> tuple[Any, str, float]:
    return otherwise if pd.isna(known[0]) else known


def money(store: Engine, span: Window, resolved: Resolved) -> str:
    """Kept table with contribution and profit of each row of `window_sums`.

    Parameters
    ----------
    store : the company
    span : as of `window`
    resolved : as of `resolve`

    Returns
    -------
    Name of the table: customer_id, who, last_on, revenue, discount, returned, purchases, lines, contacts, tickets,
    times_served, cost_of_goods, cost_to_serve, fixed_cost_share, contribution, profit; in the company's currency.

    Notes
    -----
    contribution = net revenue - cost of goods - cost to serve; profit = contribution - share of fixed cost. The shares
    add up to the fixed cost of the span, the profits to the company's: where nobody has a share, as in a year of
    returns alone, a further row bears it all (who = 'unallocated').
    """
    return store.keep(
        "money",
        statements.text("customers/contribution"),
        window=window_sums(store, span),
        gross_margin=resolved.gross_margin,
        cost_per_order=resolved.cost_per_order,
        cost_per_contact=resolved.cost_per_contact,
        cost_per_ticket=resolved.cost_per_ticket,
        fixed_cost=resolved.fixed_cost_a_year * span.share,
        fixed_cost_key=resolved.fixed_cost_key,
    )


def customer_money(store: Engine, span: Window, assumptions: Assumptions | None) -> str:
    """Kept table: `money` of a span, each assumption filled from the data of that span's own end.

    Parameters
    ----------
    store : the company
    span : as of `window`
    assumptions : None: the company default

    Raises
    ------
    ValueError
        In a store without orders.
    """
    return money(store, span, resolve(store, span.until, assumptions))
