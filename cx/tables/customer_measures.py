"""What can be measured of a customer: the axes of the scatter and the rows of a comparison."""

from dataclasses import dataclass

from cx.text.formatting import _

MONEY, COUNT, DAYS, SHARE, SCORE = "money", "count", "days", "share", "score"
MEASURES = {
    "revenue": MONEY,
    "profit": MONEY,
    "contribution": MONEY,
    "cost_to_serve": MONEY,
    "profit_before": MONEY,
    "returned": MONEY,
    "purchases": COUNT,
    "contacts": COUNT,
    "tickets": COUNT,
    "breadth": COUNT,
    "recency_days": DAYS,
    "tenure_days": DAYS,
    "discount_share": SHARE,
    "satisfaction": SHARE,
    "mix_distance": SHARE,
    "value_to_customer": SCORE,
}
"""Columns of `cx.segments.customers` that are numbers, each with its kind."""


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
    return {
        "revenue": _("Revenue"),
        "profit": _("Profit"),
        "contribution": _("Contribution"),
        "cost_to_serve": _("Cost to serve"),
        "profit_before": _("Profit the year before"),
        "returned": _("Returned"),
        "purchases": _("Orders"),
        "contacts": _("Contacts"),
        "tickets": _("Tickets"),
        "breadth": _("Categories bought"),
        "recency_days": _("Days since last order"),
        "tenure_days": _("Days since first order"),
        "discount_share": _("Discount share"),
        "satisfaction": _("Satisfaction"),
        "mix_distance": _("Mix distance"),
        "value_to_customer": _("Value to the customer"),
    }[measure]
