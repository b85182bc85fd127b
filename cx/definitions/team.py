"""Terms of the employees' survey beside the customers."""

from cx.definitions.definition import Definition
from cx.experience import teams

SUBJECT = "Team"
DEFINITIONS = [
    Definition(
        "Round of employees",
        SUBJECT,
        "The answers of employees in one calendar quarter that is over: the as-of date chooses whole rounds, filters of"
        f" customers do not act. Answers of a round lie at most {teams.ROUND_DAYS} days before the last of them.",
        leaves_out="Answers that name no team, and the quarter that is not over.",
        computed_by="cx.team.rounds",
    ),
    Definition(
        "Hidden team",
        SUBJECT,
        f"A team under {teams.FEWEST} answers in a round is hidden. Where it is the only one, or those hidden have"
        " fewer answers together, the smallest of the others is hidden too: the company's total less the teams shown is"
        f" never one team. Comments are shown from {teams.FEWEST_FOR_COMMENTS} answers on, without date, score or"
        " order, with mail addresses, links and long numbers masked, and in no file, deck, list or time line.",
        computed_by="cx.team.comments",
    ),
    Definition(
        "Unhappy team",
        SUBJECT,
        "A team whose eNPS is below 0 for certain. One round of a small team is nearly all chance: from 30 answers and"
        f" three rounds on, the mean of up to {teams.ROUNDS} rounds decides, else the round itself.",
        formula="Student's t of the rounds' scores, or the exact sign test of one round's promoters; Holm over teams",
        leaves_out="Who answered is not known: the same people answer in several rounds.",
        computed_by="cx.team.enps",
    ),
    Definition(
        "Satisfied with a team's touchpoints",
        SUBJECT,
        "Of the customers' scores of the touchpoints that a team answers for on the map of the journey, those of 4 and"
        " 5 of 5: the last one of each person and touchpoint in 12 months. Beside the team's eNPS it is a reason to"
        f" ask, not a proof; a verdict on the pair needs {teams.ENOUGH_TEAMS} teams.",
        formula="satisfied ÷ answers, Wilson interval; Spearman's rank correlation, interval by Fieller (1957)",
        computed_by="cx.team.beside_customers",
    ),
]
