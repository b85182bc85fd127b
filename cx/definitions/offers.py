"""Terms of next offers and mailing lists."""

from cx.definitions.definition import Definition
from cx.statistics import intervals

DEFINITIONS = [
    Definition(
        "Next offer",
        "Campaigns",
        "Three products for each customer that they did not buy yet and that are still sold: with a purchase in the"
        " last 90 days, not retired, at most the 20 of each category that sell most. The rule that chooses them is the"
        " one with the highest hit rate of those that are better than “what sells most” for sure.",
        formula="what sells most: purchases of 90 days; own mix: (purchases in the category + 2 × its share) ÷"
        " (purchases + 2) × the product's share inside the category; bought together: sum of the cosines of customers"
        " who bought both, × c ÷ (c + 20) where c customers did, of the five closest to each product",
        computed_by="cx.offers.next_offers",
    ),
    Definition(
        "Hit rate of offers",
        "Campaigns",
        "How many of the customers who bought something that was new to them in the last six months bought one of the"
        " three products that a rule would have offered on the day before. Chance: as many products drawn from those"
        " that could have been offered.",
        formula="customers who bought an offered product ÷ customers who bought a new one that was sold on that day;"
        " a rule is better where the difference to “what sells most” in the same customers lies above 0 (Holm over two"
        f" rules), of {intervals.ENOUGH_TO_RANK} customers or more",
        leaves_out="Products that came later. At most 40,000 customers are tested, chosen by a hash.",
        computed_by="cx.offers.rules",
    ),
    Definition(
        "Mailing list",
        "Campaigns",
        "All customers but those with a reason not to be mailed, in this order: no consent (where an attribute that"
        " says it is chosen); unsubscribed, or a mail bounced; an open complaint; an order in the last 14 days; overdue"
        " by their own rhythm; held out of a mail of the last 30 days; of a tier in which a mail did not lead to more"
        f" orders ({intervals.ENOUGH_TO_RANK} or more mailed and held out, interval reaches 0); five mails or more in"
        " 12 months, none opened or clicked.",
        formula="customers left out for each reason, the first that holds, + customers listed = all customers",
        computed_by="cx.offers.exclusions",
    ),
    Definition(
        "Control group of a mailing list",
        "Campaigns",
        "The share of a mailing list that is chosen at random and must not be mailed. Only beside it can one see what"
        " the mail changed. Who is of it follows from a hash of campaign and customer: the same customer is always on"
        " the same side of a campaign.",
        computed_by="cx.offers.mailing_list",
    ),
    Definition(
        "Smallest effect to be seen",
        "Campaigns",
        "The smallest difference between those mailed and the control group that a test finds in 4 of 5 tries, by the"
        " share of the listed who order within 30 days without a mail (mean of the last 12 such windows).",
        formula="two-sided test at 5%, power 80%, of two independent shares",
        computed_by="cx.offers.control_group",
    ),
]
