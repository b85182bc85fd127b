"""Terms of the journey: touchpoints, what is at stake, where to invest."""

from cx.definitions.definition import Definition

SUBJECT = "Journey"
DEFINITIONS = [
    Definition(
        "Touchpoint",
        SUBJECT,
        "Where a customer meets the company. The map says by which contacts, orders and tickets (met by), as which"
        " subject surveys ask about it, which topics of tickets are about it, and which team answers for it.",
        formula="people = distinct persons with a row that its rules name, in 12 months; of a step: at any of its own",
        leaves_out=(
            "Held-out contacts and messages that bounced; returns. A call counts only where a rule names it. One row"
            " can meet several touchpoints, so they do not add up."
        ),
        computed_by="cx.journey.map",
    ),
    Definition(
        "Satisfied with a touchpoint",
        SUBJECT,
        "Of the people who scored their satisfaction with the touchpoint in 12 months, those whose last score is 4 or 5"
        " of 5. One vote a person; not weighted.",
        formula="last score 4 or 5 ÷ everybody with a score, 95% Wilson interval",
        computed_by="cx.journey.map",
    ),
    Definition(
        "At stake",
        SUBJECT,
        "Contribution of 12 months of the customers who are not satisfied with a touchpoint.",
        formula="Σ max(contribution, 0) of customers whose last score is 3 of 5 or less",
        leaves_out=(
            "Customers who were not asked: nothing is scaled up. A customer may be dissatisfied with several"
            " touchpoints: sums overlap."
        ),
        computed_by="cx.journey.map",
    ),
    Definition(
        "Where to invest",
        SUBJECT,
        "Touchpoints that are important and fall short come first.",
        formula=(
            "importance × max(−gap, 0), adding up to 1; interval of the rank: 2.5% to 97.5% of 2,000 resamples of"
            " people"
        ),
        leaves_out=(
            "Touchpoints whose gap is not below 0 for certain have no rank. Each interval holds on its own, not all of"
            " them together (Mogstad et al. 2024). What an improvement costs is not known here."
        ),
        computed_by="cx.journey.invest",
    ),
    Definition(
        "Team eNPS",
        SUBJECT,
        "Would employees recommend working here: the score of the team that answers for a touchpoint, in the latest"
        " round.",
        formula="share of 9 and 10 − share of 0 to 6, × 100; a round is of one closed quarter, at most 30 days long",
        leaves_out=(
            "Teams under 5 answers; and the smallest other team where a total would tell a hidden one. Filters of"
            " customers do not act."
        ),
        computed_by="cx.journey.map",
    ),
    Definition(
        "New journeys",
        SUBJECT,
        "People reached for the first time in 12 months whom a customer sent: advocacy leads back to awareness.",
        formula="people with a first contact in 12 months; of those, with a contact of kind referred",
        computed_by="cx.journey.loop",
    ),
]
