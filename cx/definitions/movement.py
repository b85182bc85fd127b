"""Terms of the movement between tiers."""

from cx.customers import movement
from cx.definitions.definition import Definition

SUBJECT = "Movement between tiers"
DEFINITIONS = [
    Definition(
        "Move between tiers",
        SUBJECT,
        "A customer's tier at an earlier date against that at the as-of date, each as on the Segments page of that"
        " date, by the model accepted by then. Each date uses its own 12 months.",
        formula=(
            "change = profit at as-of - profit at the earlier date; summed over everybody it is the difference of the "
            "tiers' profits"
        ),
        leaves_out=(
            "Guests, and who did not order in either window. Where the data reaches back less than 12 months before the"
            " earlier date, that profit is of fewer months, and the page says so. The value to the customer is"
            " relative to the other customers of the same date."
        ),
        computed_by="cx.movement.customers",
    ),
    Definition(
        "Up a tier",
        SUBJECT,
        "In a better tier than at the earlier date, Platinum being the best and Tin the last, and not borderline.",
        computed_by="cx.movement.directions",
    ),
    Definition(
        "Down a tier",
        SUBJECT,
        "In a worse tier than at the earlier date, but still ordering, and not borderline.",
        computed_by="cx.movement.directions",
    ),
    Definition(
        "Same tier",
        SUBJECT,
        "In the same tier at both dates, with more profit, with less or with the same.",
        computed_by="cx.movement.directions",
    ),
    Definition(
        "Borderline",
        SUBJECT,
        "In another tier than at the earlier date, without a clear move: almost as close to another tier at the"
        " as-of date, or reclassified: the model of the as-of date alone, placing both dates, shows no such move.",
        formula=(
            f"doubt ≥ {movement.BORDERLINE} (1: halfway to another tier), or no move of the same sign by the"
            " later model alone"
        ),
        computed_by="cx.movement.directions",
    ),
    Definition(
        "New",
        SUBJECT,
        "Has a tier now and ordered first after the earlier date.",
        computed_by="cx.movement.directions",
    ),
    Definition(
        "Reactivated",
        SUBJECT,
        "Has a tier now, had ordered before, but not in the 12 months up to the earlier date.",
        computed_by="cx.movement.directions",
    ),
    Definition(
        "Lost",
        SUBJECT,
        "Had a tier at the earlier date and did not order in the 12 months up to as-of. A quarter apart, two windows"
        " share nine months: then only customers are lost whose last order is in the first three months of the"
        " earlier window.",
        formula="their change = - their profit at the earlier date: an unprofitable customer who is lost adds profit",
        computed_by="cx.movement.directions",
    ),
]
