"""Terms of recency, frequency and money."""

from cx.customers.rfm.rules import STANDARD
from cx.definitions.definition import Definition

SUBJECT = "Recency, frequency, money"
DEFINITIONS = [
    Definition(
        "Recency",
        SUBJECT,
        "Days from the customer's last order to the as-of date. The fewer, the higher the score.",
        leaves_out="Returns are no orders. A customer with nothing but returns is not scored.",
        computed_by="cx.rfm.customers",
    ),
    Definition(
        "Frequency",
        SUBJECT,
        "The customer's orders up to as-of, over their whole past.",
        computed_by="cx.rfm.customers",
    ),
    Definition(
        "Money",
        SUBJECT,
        "The customer's net revenue up to as-of, over their whole past, returns netted.",
        leaves_out="Goods and service: the profit of the last 12 months is shown next to it.",
        computed_by="cx.rfm.customers",
    ),
    Definition(
        "Score of 1 to 5",
        SUBJECT,
        "The rank of a value among all customers, over everybody and before any filter. Equal values share the score"
        " of the middle of the ranks they take, so scores that a large tie covers are empty; the worst value, such as a"
        " single order, scores 1, a value that everybody has 3. Or by custom thresholds.",
        formula=(
            "score = 1 + 5 · (customers with a worse value + half of the others with the same value) ÷ customers,"
            " rounded down"
        ),
        computed_by="cx.rfm.scale",
    ),
    Definition(
        "RFM group",
        SUBJECT,
        "A named range of scores; the first match in the table applies. Names and ranges can be edited; a check"
        " reports gaps, overlaps and empty groups. Where quintiles are of fewer than five customers, or of customers"
        " with the same recency, frequency and money, no customer is in a group: too few or too similar.",
        formula="; ".join(
            f"{group.name}: R{group.recency_from}-{group.recency_to} F{group.frequency_from}-{group.frequency_to}"
            for group in STANDARD
        ),
        computed_by="cx.rfm_rules.check",
    ),
]
