"""Terms of what customers ask for."""

from cx.definitions.definition import Definition
from cx.statistics import kano

SUBJECT = "Requests"
DEFINITIONS = [
    Definition(
        "Requests",
        SUBJECT,
        "What customers asked for in 12 months: tickets of kind request, by topic. A customer has one vote a topic,"
        " however often they ask; merged topics are one.",
        leaves_out=(
            "Tickets without a customer, which have no vote, and those without a topic. Who never asks is not heard."
        ),
        computed_by="cx.requests.ranking",
    ),
    Definition(
        "Rank of a request",
        SUBJECT,
        "The place by the number of customers who asked, by what they contribute in 12 months, or by the customers of"
        " one tier alone. Contribution below 0 votes with 0. Ties share the better rank. First for certain: first in"
        " 97.5% of the resamples.",
        formula="2,000 resamples of the customers who asked; 95% interval of each rank by itself, not of all together",
        leaves_out="Beyond 40 topics, those with fewest customers.",
        computed_by="cx.requests.ranking",
    ),
    Definition(
        "Customers per week of work",
        SUBJECT,
        "The customers who asked for something, for each week that it would take. The weeks are your estimate.",
        formula="customers ÷ weeks of work",
        leaves_out="Requests without an estimate. It says nothing of what the work earns.",
        computed_by="cx.requests.ranking",
    ),
    Definition(
        "Kano class",
        SUBJECT,
        "What a request is to customers, by how they feel if it were there and if it were not. Attractive: pleases when"
        " there, not missed. One-dimensional: the more the better. Must-be: taken for granted, displeases when missing."
        " Indifferent: neither.",
        formula=(
            "pleased = (A + O) ÷ (A + O + M + I); displeased = (O + M) ÷ (A + O + M + I); a class is named where it is"
            " ahead of the next by a two-sided binomial test at 5%"
        ),
        leaves_out=(
            "Answers further than 7 days apart, and contradictory ones (Q). Under"
            f" {kano.LEAST} people a request is not placed."
        ),
        computed_by="cx.requests.kano",
    ),
    Definition(
        "To tell",
        SUBJECT,
        "Customers who asked, at any time, for something that is done, and were not told since.",
        formula="asked after the day up to which those who asked were told",
        computed_by="cx.requests.customers",
    ),
]
