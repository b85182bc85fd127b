"""Terms of the comparison with competitors."""

from cx.definitions.definition import Definition

SUBJECT = "Competitors"
DEFINITIONS = [
    Definition(
        "Gap to a rival",
        SUBJECT,
        "Our mean score on an attribute less that of a rival, by the respondents who scored both; where respondents are"
        " not named, by all of each side. A single judgement has no interval.",
        formula="mean of (our score − theirs), 95% interval by Student's t; verdicts of all gaps together (Holm)",
        leaves_out="Scores older than 12 months. Gaps of fewer than 30 respondents have no verdict.",
        computed_by="cx.competitors.gaps",
    ),
    Definition(
        "Standing among rivals",
        SUBJECT,
        "The mean score of a company over all attributes on which every company was scored, weighted by importance.",
        formula="sum of (score × importance) ÷ sum of importance",
        computed_by="cx.competitors.standing",
    ),
    Definition(
        "Lost to a rival",
        SUBJECT,
        "Customers whose last reason for leaving names a competitor, by that word or by the name of a company that was"
        " scored, of all who said in 12 months why they left.",
        leaves_out="Customers who left without saying why.",
        computed_by="cx.competitors.left_for",
    ),
    Definition(
        "Chance against rivals",
        SUBJECT,
        "An attribute on which every rival scores below the mean of all scores, and which matters more than the mean"
        " attribute or is asked for more: who cares for it is a target group to win.",
        computed_by="cx.competitors.chances",
    ),
    Definition(
        "Effect of an idea",
        SUBJECT,
        "The mean score of the idea's measure since the day it was decided, less that of as long a time before. A"
        " person counts once in each. It is no proof: other things changed too.",
        formula="mean since − mean before, 95% interval by Welch",
        computed_by="cx.competitors.effects",
    ),
]
