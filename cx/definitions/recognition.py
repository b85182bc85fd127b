"""Terms of recognition: whom to thank, and what thanks change."""

from cx.definitions.definition import Definition
from cx.statistics import intervals

DEFINITIONS = [
    Definition(
        "Reason for thanks",
        "Recognition",
        "Somebody whom the customer referred ordered for the first time; the customer joined 1 or 5 years ago and"
        " ordered in the last 180 days; a complaint was resolved to the customer's satisfaction; an NPS answer of 9 or"
        " 10; the customer is Platinum and was not a week ago, by the same model. Without a date of joining the first"
        " order counts as joining.",
        leaves_out="Borderline cases of Platinum.",
        computed_by="cx.recognition.due",
    ),
    Definition(
        "Due for thanks",
        "Recognition",
        "Customers with a reason for thanks in the 7 days up to the as-of date. Of several reasons the first in the"
        " list of reasons is shown.",
        leaves_out="Who has an open complaint (of the last 60 days, without an end or closed without help), and who was"
        " thanked or held out in the 60 days before.",
        computed_by="cx.recognition.due",
    ),
    Definition(
        "Thanked in time",
        "Recognition",
        "How many reasons for thanks of 12 months were followed by thanks within 30 days: a touchpoint of kind thanked,"
        " or thanks marked on the page.",
        formula="thanked within 30 days ÷ reasons whose 30 days are over; a customer with two reasons counts twice",
        leaves_out="Customers with an open complaint then, thanked or held out in the 60 days before, or held out for"
        " this reason; those who became Platinum, because tiers of past weeks are not computed.",
        computed_by="cx.recognition.in_time",
    ),
    Definition(
        "Held out",
        "Recognition",
        "Customers who were chosen at random and are not thanked. Only beside them can one see what thanks change.",
        formula="of n marked customers: share × n, as a whole number that is the share on average",
        computed_by="cx.recognition.mark",
    ),
    Definition(
        "Effect of thanks",
        "Recognition",
        "The share of thanked customers with an order in the 60 days after it, less that of those held out; likewise"
        " for the next NPS answer (9 or 10) and the next satisfaction (4 or 5). A verdict needs"
        f" {intervals.ENOUGH_TO_RANK} in each group and an interval without 0; answers are judged only where orders"
        " differ.",
        formula="difference of two shares with Newcombe's 95% interval; margin = difference × thanked × gross margin of"
        " what a customer with an order bought in the 60 days",
        leaves_out="All but a customer's first thanks, orders of the same day, and customers whose 60 days are not"
        " over.",
        computed_by="cx.recognition.effect",
    ),
]
