"""Terms of the market study."""

from cx.definitions.definition import Definition

SUBJECT = "Study"
DEFINITIONS = [
    Definition(
        "Opportunity score",
        SUBJECT,
        "How much a subject matters and is missing: the share that calls it very important, and how far that is above"
        " the share that is very satisfied with it. Very: one of the two best scores of the scale. Over 10 for sure: an"
        " opening.",
        formula="10 × (important + max(important − satisfied, 0)); 95% interval of 1,000 draws of respondents; Holm",
        leaves_out="People without both answers in 12 months. Under 30 people nothing is an opening.",
        computed_by="cx.study.openings",
    ),
    Definition(
        "Target group",
        SUBJECT,
        "Customers of a tier, a type, a region or a saved segment who ordered in 12 months, beside all others who did.",
        formula="difference of means over people, 95% interval by Welch; verdicts of a picture together (Holm)",
        computed_by="cx.study.attitudes",
    ),
    Definition(
        "Pay-back of a channel",
        SUBJECT,
        "The months of 30 days after which customers won by a channel have contributed what winning one costs:"
        " revenue of their first year less cost of goods and cost per order.",
        leaves_out="Customers won less than a year ago, and mails, tickets and service after the order.",
        computed_by="cx.study.launch",
    ),
]
