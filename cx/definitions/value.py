"""Terms of customer value."""

from cx.customers.value.back_testing import LEAST, MOST
from cx.customers.value.value_tables import DISCOUNT_RATE, HORIZONS
from cx.definitions.definition import Definition

SUBJECT = "Value"
DEFINITIONS = [
    Definition(
        "Customer value",
        SUBJECT,
        "The contribution that a customer is expected to bring over a stated horizon, discounted to today. The horizon"
        " is part of its name; nothing is counted beyond it.",
        formula=(
            "Σ over months of (expected purchases of the month) · contribution of a purchase ÷ (1 + i)^((month - ½) ÷"
            f" 12); i = {DISCOUNT_RATE:.0%} unless set; months: {', '.join(map(str, HORIZONS))}"
        ),
        leaves_out="Customers not won yet, guests, and fixed cost.",
        computed_by="cx.value.customers",
    ),
    Definition(
        "Expected purchases",
        SUBJECT,
        "Days with an order over the horizon by BG/NBD: each customer buys at a steady rate and may leave after any"
        " purchase. Fitted to how often, how lately and since when everybody buys, in whole weeks.",
        formula="Fader, Hardie and Lee (2005), equation 10",
        leaves_out=(
            "Seasons and campaigns. Nobody leaves before a second purchase, so that one-time buyers look too good."
        ),
        computed_by="cx.value.customers",
    ),
    Definition(
        "Contribution of a purchase",
        SUBJECT,
        "The customer's own mean contribution of a day with an order, drawn towards the mean of all: the more, the"
        " fewer purchases there are. Returns, contacts and tickets since the first order are inside.",
        formula="mean + n ÷ (n + k) · (own mean - mean); k = variance within customers ÷ variance between them",
        leaves_out="Not known while nobody has ordered twice. Contacts before the first order.",
        computed_by="cx.value.credibility",
    ),
    Definition(
        "Back-test",
        SUBJECT,
        f"A forecast from an earlier day, beside what came: up to {MOST} days, three months apart, each a whole horizon"
        " ago with 12 months of data before it. Their errors make the range of a total.",
        formula="range = total ÷ exp(mean ± t · sd · √(1 + 1 ÷ k)) of the k logarithms of expected ÷ actual",
        leaves_out=f"Under {LEAST} back-tests a total has no range, and no title. Neighbours share months.",
        computed_by="cx.value.back_tests",
    ),
    Definition(
        "Last year again",
        SUBJECT,
        "The plain rule beside every forecast: each customer brings what the last 12 months brought, as much again each"
        " year.",
        computed_by="cx.value.back_tests",
    ),
    Definition(
        "Going quiet",
        SUBJECT,
        "Customers who are longer without an order than usual for the rhythm of their orders, by the money at risk.",
        formula="contribution of the 12 months · chance that the customer is gone",
        leaves_out="Customers with one order, a contribution below 0, or an open complaint.",
        computed_by="cx.value.going_quiet",
    ),
]
