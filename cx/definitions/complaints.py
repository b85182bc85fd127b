"""Terms of complaints and of what follows from their outcome."""

from cx.definitions.definition import Definition
from cx.statistics import intervals

DEFINITIONS = [
    Definition(
        "Complaints per 100 orders",
        "Complaints",
        "Tickets of kind complaint, counted per 100 orders of the same time. Few complaints can also mean that"
        " customers leave without one.",
        formula="100 × complaints ÷ orders",
        leaves_out="With a region, channel or segment: complaints without a customer number. Returns are no orders.",
        computed_by="cx.complaints.rate",
    ),
    Definition(
        "Resolved complaint",
        "Complaints",
        "A complaint that 30 days after it was opened was resolved to the customer's satisfaction. Not resolved: the"
        " customer was not satisfied, or it was open on that day, or opened again by then.",
        formula="resolved ÷ (resolved + not resolved)",
        leaves_out="Complaints opened less than 30 days ago, and those whose customers were not asked.",
        computed_by="cx.complaints.outcomes",
    ),
    Definition(
        "First answer",
        "Complaints",
        "The hours by which half of the complaints of 12 months have a first answer.",
        formula="median of the Kaplan–Meier curve; complaints without an answer still wait",
        leaves_out="Opening hours: the clock runs day and night.",
        computed_by="cx.complaints.first_answer",
    ),
    Definition(
        "Matched customers",
        "Complaints",
        "Up to 3 customers for each complaint: of the same region (unknown counts as one), without a complaint in the"
        " 365 days before, whose last order day is within 2 days of the complainer's, with orders of 180 days within 1"
        " or 20% and a tenure within 0.75 standard deviations.",
        formula="nearest by √Σ(difference ÷ standard deviation)² of orders of 180 days, ln(1 + spend of 365 days),"
        " tenure; ties by hash",
        leaves_out=(
            "Complaints without such a customer are counted apart. Of a large company 2,000 complaints and 5,000"
            " customers a region are drawn by hash."
        ),
        computed_by="cx.complaints.balance",
    ),
    Definition(
        "Recovery effect",
        "Complaints",
        "Orders in the 180 days after a customer's first complaint in 365 days, as a share of those of matched"
        f" customers. “As before” and “less” need {intervals.ENOUGH_TO_RANK} complaints, an interval clear of the"
        " check's, and a check that holds 100%; of several groups also Holm.",
        formula="Σ orders ÷ Σ mean orders of the matched; interval from 2,000 resamples of complaining customers with"
        " their matched sets",
        leaves_out=(
            "Complaints whose 180 days are not over. What sets complainers apart beyond region, orders, spend, tenure"
            " and last order: a difference under 5% is never called an effect. Where over 10% of the matched were"
            " matched before, the interval is rough."
        ),
        computed_by="cx.complaints.recovery",
    ),
    Definition(
        "Effect of resolving",
        "Complaints",
        "How many more orders follow a resolved complaint than one that was not resolved, each beside its own matched"
        " customers.",
        formula="recovery effect of resolved ÷ recovery effect of not resolved",
        leaves_out="What sets customers whose complaints are resolved apart from the others.",
        computed_by="cx.complaints.help",
    ),
    Definition(
        "Check of the comparison",
        "Complaints",
        "The same comparison for as many orders of customers who did not complain, each on its day plus the days that"
        " a real complaint came after an order. It has to come out at 100%; if its interval leaves that out, no verdict"
        " is given.",
        formula="as the recovery effect, of pretended complaints",
        computed_by="cx.complaints.check",
    ),
    Definition(
        "Lost orders",
        "Complaints",
        "Orders that matched customers placed and complainers did not, in the 180 days after complaints that were not"
        " resolved; money at the gross margin of what an order of the matched brought.",
        formula="(Σ mean orders of the matched − Σ orders) × first complaints ÷ complaints compared",
        leaves_out="What is lost after 180 days, and on further complaints within 365 days.",
        computed_by="cx.complaints.recovery",
    ),
    Definition(
        "Waiting for help",
        "Complaints",
        "Customers with a complaint of the last 60 days that is open, or was closed without satisfying them.",
        formula="at risk = contribution of 12 months × (1 − recovery effect of not resolved) × 180 ÷ 365",
        leaves_out="Older open complaints, which are counted apart. At risk is blank without a verdict.",
        computed_by="cx.complaints.waiting",
    ),
]
