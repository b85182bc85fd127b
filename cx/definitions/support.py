"""Terms of tickets, calls and staffing."""

from cx.definitions.definition import Definition
from cx.statistics import intervals

SUBJECT = "Support"
DEFINITIONS = [
    Definition(
        "Wait of a ticket",
        SUBJECT,
        "The time from opening a ticket to its first answer, or to its resolution. Tickets that still wait at the as-of"
        " date count as waiting so far; a mean of the closed ones alone would leave out the longest waits. A resolution"
        " is an answer too; a ticket reopened after its resolution is open.",
        formula=(
            "Kaplan–Meier: Π (1 − ended then ÷ still waiting then), in whole minutes, 95% interval on the log(−log)"
            " scale; median and 90% read off the curve, interval of the median by Brookmeyer and Crowley (1982)"
        ),
        leaves_out="Calls, which have figures of their own. What the curve does not reach yet is not known.",
        computed_by="cx.support.waits",
    ),
    Definition(
        "Never answered",
        SUBJECT,
        "Of the tickets older than 7 days, those without an answer.",
        formula="open tickets older than 7 days without an answer ÷ all tickets older than 7 days",
        leaves_out="Younger tickets: they may still be answered.",
        computed_by="cx.support.summary",
    ),
    Definition(
        "Share helped",
        SUBJECT,
        "Of the resolved tickets whose customer said whether it helped, those that did. A topic is above or below"
        " average where it differs from all other topics together.",
        formula=(
            "satisfied = yes ÷ satisfied known; topic against the others: Newcombe's interval, score test, Holm over"
            " the topics"
        ),
        leaves_out=(
            "Unresolved tickets and those without an answer to the question. Topics with under"
            f" {intervals.ENOUGH_TO_RANK} answers get no verdict."
        ),
        computed_by="cx.support.topics",
    ),
    Definition(
        "Opening hours",
        SUBJECT,
        "The weekdays and hours in which somebody answers. The clock of a wait runs in them only; without a choice it"
        " always runs. The company's hours are kept for everybody; others can be tried in a view. “Outside” is before,"
        " after and on closed days.",
        computed_by="cx.support.OpeningHours",
    ),
    Definition(
        "Unanswered calls",
        SUBJECT,
        "Calls that ended without having been answered: tickets of kind call, which count in the call figures only.",
        formula="ended and never answered ÷ (answered + ended and never answered)",
        leaves_out="Calls outside the opening hours where these are set; calls without an answer and without an end.",
        computed_by="cx.support.calls",
    ),
    Definition(
        "Patience",
        SUBJECT,
        "How long callers are prepared to wait before they hang up, in the mean. Those who were answered waited too, so"
        " it is longer than the wait of those who hung up. Patience is taken to be exponentially distributed.",
        formula="mean wait of all calls ÷ share who hung up",
        computed_by="cx.support.calls",
    ),
    Definition(
        "Staffing",
        SUBJECT,
        "What callers meet with so many people on the phone, in an hour with so many calls of such a length.",
        formula=(
            "Erlang A (M/M/n+M): callers hang up when their patience ends; dashed Erlang C (M/M/n): nobody hangs up, so"
            " waits are longer. People are rounded up once, at the end"
        ),
        leaves_out=(
            "Breaks, absence and other work; calls that come in waves; callers who try again. Erlang C has no steady"
            " state where the calls fill all of the time."
        ),
        computed_by="cx.support.staff",
    ),
]
