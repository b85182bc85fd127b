"""Terms of the playbook."""

from cx.customers import open_complaints
from cx.customers.playbook import SAVING
from cx.definitions.definition import Definition
from cx.statistics.intervals import ENOUGH_TO_RANK

SUBJECT = "Playbook"
DEFINITIONS = [
    Definition(
        "Play",
        SUBJECT,
        "What to do with a customer, one each, by tier: partner with Platinum, grow Gold, develop Silver, serve Bronze"
        " cheaper or raise its basket, turn Tin around or let it go to another supplier.",
        formula=(
            "Bronze: serve cheaper if s · cost to serve ≥ -profit, else raise the basket; Tin: turn around if s ·"
            f" cost to serve ≥ -contribution, else let go; s = {SAVING:.0%} unless set"
        ),
        leaves_out=(
            "Who did not order in the 12 months has no tier and so no play. Who has an open complaint is in the list of"
            " no play before it is answered: they are counted beneath it, and listed under “Answer complaint first”."
        ),
        computed_by="cx.playbook.customers",
    ),
    Definition(
        "Open complaint",
        SUBJECT,
        f"A complaint of the last {open_complaints.DAYS} days that is not resolved, was reopened, or was closed without"
        " satisfying the customer. Until it is answered the customer is asked for no order, no referral and no call.",
        leaves_out="Older complaints without an end: Complaints counts them apart. Complaints without a customer.",
        computed_by="cx.customers.open_complaints.table",
    ),
    Definition(
        "At risk",
        SUBJECT,
        "The contribution of Platinum, Gold and Silver that a year like the last one takes: customers who stop ordering"
        " take their contribution with them. Not their profit: their share of fixed cost stays.",
        formula=(
            "Σ over tiers of contribution × customers lost ÷ customers of the tier a year ago; lost: no order in the 12"
            " months up to as-of"
        ),
        leaves_out=(
            "Who leaves is taken for a customer of mean contribution; a fall to a lower tier is no loss. Not known"
            f" where a tier had under {ENOUGH_TO_RANK} customers a year ago, or the data hold no 12 months up to then."
        ),
        computed_by="cx.customers.at_risk.tiers",
    ),
    Definition(
        "Upside",
        SUBJECT,
        "The distance to the next threshold: Gold to where the upper three quarters of Platinum begin, Silver to"
        " those of Gold, Bronze to profit 0, Tin to contribution 0.",
        formula="max(lower quartile of profit of the tier above - profit, 0); Bronze: -profit; Tin: -contribution",
        leaves_out="It is a distance, no forecast: not every customer can reach it.",
        computed_by="cx.playbook.customers",
    ),
    Definition(
        "What if",
        SUBJECT,
        "What three changes would add to a year's customer profit, all else equal. How large each change is, is an"
        " assumption: the page begins with 10%, 10% and 5%, which nothing in the data says.",
        formula="x · Tin's cost to serve + y · Bronze's (revenue - cost of goods) + z · Gold's contribution",
        leaves_out=(
            "What the change itself costs, and customers who answer it by buying less. Fixed cost stays what it is."
        ),
        computed_by="cx.playbook.what_if",
    ),
]
