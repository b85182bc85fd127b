"""Terms of the programme of managing experience."""

from cx.definitions.definition import Definition
from cx.experience.programme.proposal_effects import WINDOW_DAYS
from cx.statistics.intervals import ENOUGH_TO_RANK

SUBJECT = "Programme"
DEFINITIONS = [
    Definition(
        "Five stages",
        SUBJECT,
        "What customers need, what the strategy offers, what it feels like, what they meet, and what they do after it:"
        " each stage has measures that say whether it holds. A measure is live when the company records what it needs;"
        " “What is missing” names the CSV.",
        computed_by="cx.programme.stages",
    ),
    Definition(
        "Falls short, met",
        SUBJECT,
        "A need, a part of the strategy or a feeling falls short where customers experience at least half a point less"
        " than was promised, on a scale of 1 to 7, and less for certain. It is met where they certainly do not"
        " experience half a point less.",
        formula="mean of each person's experienced less promised; 95 % interval by Student's t, verdicts by Holm",
        leaves_out=(
            "Answers older than 12 months, and who gave only one of the two. On a scale of 1 to 5 or 10 half a point is"
            f" a twelfth of its range. Under {ENOUGH_TO_RANK} people there is no verdict."
        ),
        computed_by="cx.programme.stages",
    ),
    Definition(
        "Direct and indirect contacts satisfied",
        SUBJECT,
        "How satisfied people are with the touchpoints of the map that are the company's own, and with those that are"
        " others' word, such as reviews. Each person counts once, not weighted to the active customers as on the Voice"
        " page.",
        formula="mean over people of their votes of 4 and 5 ÷ their votes, the latest on each touchpoint in 12 months",
        computed_by="cx.programme.stages",
    ),
    Definition(
        "Brought by a customer",
        SUBJECT,
        "The share of the people first reached in 12 months whose first contact was that a customer brought them.",
        formula="people first touched by a contact of kind referred ÷ people first touched",
        computed_by="cx.programme.stages",
    ),
    Definition(
        "Advocates",
        SUBJECT,
        "The share of the customers who ordered in 12 months that brought somebody or told others in them.",
        formula="customers with a contact of kind recommended, or named as referrer ÷ customers who ordered",
        computed_by="cx.programme.stages",
    ),
    Definition(
        "Digital use",
        SUBJECT,
        "The share of the people active in a month who used a digital channel of the company. Active is who ordered,"
        " visited, clicked, was served, or opened a ticket. Which channels are digital is guessed by their names, and"
        " can be changed on the page.",
        formula="active people with a digital channel ÷ active people, by month",
        computed_by="cx.programme.trends",
    ),
    Definition(
        "Mean satisfaction, mean ease",
        SUBJECT,
        "The mean score of a month: satisfaction from 1 to 5, ease from 1 to 7. One vote a person, for satisfaction on"
        " each touchpoint, the latest answer; not weighted to the active customers as on the Voice page.",
        formula="mean of the votes; 95 % interval by Student's t",
        computed_by="cx.programme.trends",
    ),
    Definition(
        "Customers heard in a month",
        SUBJECT,
        "The customers who answered any survey in a month.",
        computed_by="cx.programme.trends",
    ),
    Definition(
        "Proposal",
        SUBJECT,
        "An improvement that a team proposes, on the page or by phone: new, tried, adopted or declined. Proposals are"
        " listed whatever the as-of date.",
        computed_by="cx.programme.proposals",
    ),
    Definition(
        "Effect of a proposal",
        SUBJECT,
        f"How satisfaction with its touchpoint changed, from the {WINDOW_DAYS} days before it was adopted to the"
        f" {WINDOW_DAYS} days from then on. Whatever else changed at that time is part of it.",
        formula=(
            "share of votes of 4 and 5 after less before, one vote a person on each side; Newcombe's interval, verdicts"
            " by Holm"
        ),
        leaves_out=f"Proposals whose {WINDOW_DAYS} days are not over at the as-of date: “too early”.",
        computed_by="cx.programme.effects",
    ),
]
