"""Terms that stand on every page."""

from cx.definitions.definition import Definition

DEFINITIONS = [
    Definition(
        "As of",
        "On every page",
        "The date that every figure is as of. Its default is the last date of an order, touchpoint, survey answer or "
        "ticket in the data, never today.",
        leaves_out="Everything later: a date in the past gives what a load up to that date would have given.",
        computed_by="cx.coverage.last_date",
    ),
    Definition(
        "Period",
        "On every page",
        "Which part of the past the funnel and retention show: people who entered in it, cohorts that began in it, periods that "
        "are drawn. The other pages have a fixed window: the 12 months up to the as-of date, or the whole past for recency, "
        "frequency and money and for stages.",
        leaves_out="It changes no tier, type, group or stage.",
    ),
    Definition(
        "Region",
        "On every page",
        "The customer's region from the customers table.",
        leaves_out="Guests and people who are no customers yet have none, so a chosen region leaves them out.",
    ),
    Definition(
        "Saved segment",
        "On every page",
        "Customers who were chosen once and kept under a name. The members stay the same whatever comes later; the name, the "
        "day and the choice in words say who they were.",
        leaves_out="Guests. A saved segment only chooses who is shown; tiers and clusters are computed over everybody first.",
        computed_by="cx.saved.saved",
    ),
    Definition(
        "Order",
        "On every page",
        "An order number with at least one line that is no return. A line of zero value counts as bought.",
        formula="return = line with revenue < 0: netted in money, never an order",
    ),
    Definition(
        "Guest",
        "On every page",
        "An order line without a customer number. It stays in revenue, in the profit and loss and in product sales.",
        leaves_out="A guest has no tier, no funnel and no cohort.",
    ),
    Definition(
        "95% interval of a share",
        "On every page",
        "Wilson's score interval. Of a hundred such intervals about 95 hold the true share.",
        formula="(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.96",
        leaves_out="Without anybody to count the share is n/a, not 0. Groups under 30 are shown, not ranked.",
        computed_by="cx.intervals.wilson",
    ),
]
