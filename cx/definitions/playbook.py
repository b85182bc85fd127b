"""Terms of the playbook."""

from cx.customers.playbook import SAVING
from cx.definitions.definition import Definition

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
        leaves_out="Who did not order in the 12 months has no tier and so no play.",
        computed_by="cx.playbook.customers",
    ),
    Definition(
        "At risk",
        SUBJECT,
        "Contribution of a year that is lost if the customer leaves: that of Platinum, Gold and Silver. Not the"
        " profit: their share of fixed cost would stay.",
        formula="contribution",
        computed_by="cx.playbook.customers",
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
        "What three changes would add to a year's profit, all else equal.",
        formula="x · Tin's cost to serve + y · Bronze's (revenue - cost of goods) + z · Gold's contribution",
        leaves_out=(
            "What the change itself costs, and customers who answer it by buying less. Fixed cost stays what it is."
        ),
        computed_by="cx.playbook.what_if",
    ),
]
