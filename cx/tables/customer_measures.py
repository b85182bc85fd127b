"""What can be measured of a customer: the axes of the scatter and the rows of a comparison."""

from dataclasses import dataclass

from cx.text.formatting import _

MONEY, COUNT, DAYS, SHARE, SCORE = "money", "count", "days", "share", "score"


def _entries() -> dict[str, tuple[str, str]]:
    """Measure -> its kind, and its name in the language of the thread. A further measure is a row here."""
    return {
        "revenue": (MONEY, _("Revenue")),
        "profit": (MONEY, _("Profit")),
        "contribution": (MONEY, _("Contribution")),
        "cost_to_serve": (MONEY, _("Cost to serve")),
        "profit_before": (MONEY, _("Profit the year before")),
        "returned": (MONEY, _("Returned")),
        "purchases": (COUNT, _("Orders")),
        "contacts": (COUNT, _("Contacts")),
        "tickets": (COUNT, _("Tickets")),
        "breadth": (COUNT, _("Categories bought")),
        "recency_days": (DAYS, _("Days since last order")),
        "tenure_days": (DAYS, _("Days since first order")),
        "discount_share": (SHARE, _("Discount share")),
        "satisfaction": (SHARE, _("Satisfaction")),
        "mix_distance": (SHARE, _("Mix distance")),
        "value_to_customer": (SCORE, _("Value to the customer")),
    }


MEASURES = {measure: kind for measure, (kind, _title) in _entries().items()}
"""Columns of `cx.segments.customers` that are numbers, each with its kind."""


def select(placed: str) -> str:
    """The select of customer_id and every measure as a double, one row a customer; `query($measured)` in statements.

    Parameters
    ----------
    placed : name of a table with the columns of `cx.customers.segments.customers`

    Examples
    --------
    >>> select("placed")[:57]
    'select customer_id, cast(revenue as double) as revenue, c'
    """
    casts = ", ".join(f"cast({measure} as double) as {measure}" for measure in MEASURES)
    return f"select customer_id, {casts} from {placed}"


@dataclass(frozen=True)
class Axis:
    """How a measure is laid out: customers fall into dots at unit * sinh(step * whole number).

    unit : below it the axis runs straight, above it as a logarithm, on both sides of 0
    log : whether the axis bends within the data; lowest, highest : the dots at its ends
    """

    measure: str
    unit: float
    step: float
    log: bool
    lowest: float
    highest: float


def title(measure: str) -> str:
    """The name of a measure, as an axis or a row says it."""
    return _entries()[measure][1]
