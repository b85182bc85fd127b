"""Terms of cohorts, of the lifecycle flow and of leaving."""

from cx.definitions.definition import Definition
from cx.statistics import intervals

DEFINITIONS = [
    Definition(
        "Retention of a cohort",
        "Retention",
        "Of the customers whose first order fell in one period, those who bought again k periods later (“on”), or in"
        " that period or later (“on or after”); by money: revenue then relative to revenue in the first period.",
        formula="customers active in period k ÷ customers of the cohort",
        leaves_out=(
            "Periods not over for the whole cohort are blank; so is a cohort whose first period"
            " came to 0 or less. Guests are in no cohort; returns are money, never a purchase."
        ),
        computed_by="cx.retention.cohorts",
    ),
    Definition(
        "Mean retention",
        "Retention",
        "Over the cohorts for which that period is over; every customer counts once, so a large cohort weighs more.",
        formula="sum of active customers ÷ sum of customers, over cohorts that got there",
        leaves_out="Cohorts that have not got there: counting them as 0 would make every curve fall to nothing.",
        computed_by="cx.retention.mean_by_age",
    ),
    Definition(
        "Lifecycle flow",
        "Retention",
        "Active customers of a period are new (first purchase), repeat (active in the period before too; spending more"
        " when at least as much as then, else less) or reactivated (bought before, not in the period before). Who was"
        " active in the period before and not in this one has lapsed.",
        formula="active(t) = new + repeat + reactivated; active(t−1) = repeat(t) + lapsed(t)",
        leaves_out="The running period. In the first periods of the data everybody looks new.",
        computed_by="cx.retention.flow",
    ),
    Definition(
        "Lapse",
        "Retention",
        "The share of the customers active in one period who do not buy in the next. It is not churn: infrequent"
        " buyers lapse often and return. Look at its trend, and at the overdue customers.",
        formula="lapsed(t) ÷ active(t−1)",
        leaves_out="The running period. A trend is judged as under “Trend over periods”.",
        computed_by="cx.retention.churn",
    ),
    Definition(
        "Overdue",
        "Retention",
        "A customer longer without an order than 95% of the gaps between orders of customers with the same usual gap."
        " The usual gap is the mean gap between a customer's orders so far, in bands of up to 7, 14, 30, 45, 60, 90,"
        " 120, 180 days and longer.",
        formula=(
            "days since the last order > 95% quantile of the group's gaps that end (Kaplan–Meier, the running gap"
            " censored), the nearest whole day"
        ),
        leaves_out=(
            "Customers who ordered once: they have no usual gap and are a group of their own. A group with under"
            f" {intervals.ENOUGH_TO_RANK} gaps has no limit, and nobody in it is overdue. Of steady buyers 4 to 6% are"
            " overdue by chance."
        ),
        computed_by="cx.retention.overdue",
    ),
    Definition(
        "Reasons for leaving",
        "Retention",
        "The share of all customers who have left for one reason by a time after their first order. Reasons compete:"
        " who left for one can no longer leave for another, so the shares add up to all who left.",
        formula="Aalen–Johansen: Σ share still here before the day × left for the reason that day ÷ customers at risk",
        leaves_out=(
            "Who left without giving a reason counts as still here until the as-of date, so the true shares are higher."
            " Only the first reason counts."
        ),
        computed_by="cx.retention.reasons",
    ),
]
