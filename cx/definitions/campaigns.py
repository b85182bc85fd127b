"""Terms of campaigns: what a mail changed, and whether its test can be trusted."""

from cx.definitions.definition import Definition

DEFINITIONS = [
    Definition(
        "Uplift",
        "Campaigns",
        "The share of people who were sent a mail and ordered from that day to 30 days later, less that of the people"
        " held out. Without a held-out group it is not known: the response alone is no effect.",
        formula="difference of two shares with Newcombe's 95% interval; orders and margin of a person by Welch, also"
        " less what the 180 days before explain (CUPED)",
        leaves_out="Campaigns whose days are not over.",
        computed_by="cx.campaigns.uplift",
    ),
    Definition(
        "Trust checks",
        "Campaigns",
        "Random split as planned (exact binomial test, fails under .001); groups comparable before (standardised"
        " difference under 0.1); window over; false alarms of the same test on 4,000 random halves of the held-out"
        " (at most 6%); not just earlier purchases (orders of the days after the window).",
        computed_by="cx.campaigns.trust",
    ),
]
