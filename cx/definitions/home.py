"""Terms of the overview."""

from cx.customers.funnel import period_changes
from cx.customers.overview_part import KEPT_SHARE
from cx.definitions.definition import Definition
from cx.home import data_freshness

SUBJECT = "Overview"
DEFINITIONS = [
    Definition(
        "Gross profit flow",
        SUBJECT,
        "The gross profit of 12 months, from the channel that a customer was first touched by, through the customer's"
        " tier, to the stage of the product that was bought. Guests have no channel and no tier; order lines without a"
        " product have no stage.",
        formula=(
            "revenue - cost of goods; summed by tier it is that of the profit and loss on Segments, summed by stage the"
            " profit on Stages before the costs of products as a whole"
        ),
        leaves_out=(
            "A channel counts when the first touch is before the first order. Ribbons of 0 or less are not drawn;"
            " the sums next to the bars include them. Stages counts complete months, and a line without a cost at its"
            " product's own margin."
        ),
        computed_by="cx.home.money_flow",
    ),
    Definition(
        "Change of a measure",
        SUBJECT,
        "The 12 months up to as-of beside those before, or up to the date that is compared with. Better or worse only"
        " where the difference is beyond chance; higher or lower where neither is better.",
        formula=("the measures are one family at 5% (Holm), each with at least 30 on both sides"),
        leaves_out=(
            "A measure whose table does not reach back far enough has no earlier data. Of people reached, touchpoints"
            f" begin at least {period_changes.RUN_UP_DAYS} days before the earlier period. People reached are not"
            " counted by region or segment. Where the two years overlap, only revenue, orders and profit have a"
            " verdict."
        ),
        computed_by="cx.home.changes",
    ),
    Definition(
        "Next action",
        SUBJECT,
        "At most one action of each page, most money at stake first, only where its page has data enough: for the"
        " channel a verdict on its cost, for the tier and the products a count or an even chance, without a test.",
        formula=(
            "Funnel: acquisition cost beyond that of the other channels. Playbook:"
            f" {100 * KEPT_SHARE:.0f}% of the contribution of the tier with most of it, an assumption."
            " Stages: profit times the expected fall of sales, of products that reach a later stage within 6 months"
            " with at least an even chance. Journey: that share of the contribution of those not satisfied with the"
            " touchpoint; Voice: of detractors; Promises: of customers whose promise is overdue; Support: of customers"
            " whose ticket is open for over a week. Complaints: what those who wait for help are expected to order"
            " less. Recognition: the gross margin of orders that thanks bring within 60 days, with a verdict on it"
        ),
        leaves_out="Money of 12 months, no forecast; a customer may be in several. Who has an open complaint is asked"
        " for nothing but its answer. With a region, channel or segment there is no cost of channels.",
        computed_by="cx.home.actions",
    ),
    Definition(
        "Late table",
        SUBJECT,
        f"A table whose last row is more than {data_freshness.LATE_DAYS} days before the last row of all.",
        leaves_out="Products and competitors, whose dates are no record of what happened, and tables without dates.",
        computed_by="cx.home.freshness",
    ),
]
