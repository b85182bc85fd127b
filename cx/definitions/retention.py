"""Terms of cohorts, of the lifecycle flow and of leaving."""

from cx import intervals
from cx.definitions.definition import Definition

DEFINITIONS = [
    Definition(
        "Retention of a cohort",
        "Retention",
        "Of the customers whose first order fell in one period, those who bought again k periods later (“on”), or then or later "
        "(“on or after”); by money: what they brought then against what they brought at first.",
        formula="customers active in period k ÷ customers of the cohort",
        leaves_out="Periods that have not wholly gone by for the whole cohort are blank. Guests are in no cohort; returns are money, never a purchase.",
        computed_by="cx.retention.cohorts",
    ),
    Definition(
        "Mean retention",
        "Retention",
        "Over the cohorts for which that whole period has gone by; every customer counts once, so a large cohort weighs more.",
        formula="sum of active customers ÷ sum of customers, over cohorts that got there",
        leaves_out="Cohorts that have not got there: counting them as 0 would make every curve fall to nothing.",
        computed_by="cx.retention.mean_by_age",
    ),
    Definition(
        "Lifecycle flow",
        "Retention",
        "Active customers of a period are new (first purchase), returning (active in the period before too; up when they bring at least "
        "as much money as then, else down) or resurrected (bought before, not in the period before). Who was active in the period before "
        "and not in this one went dormant.",
        formula="active(t) = new + returning + resurrected; active(t−1) = returning(t) + dormant(t)",
        leaves_out="The running period. In the first periods of the data everybody looks new.",
        computed_by="cx.retention.flow",
    ),
    Definition(
        "Churn",
        "Retention",
        "The share of the customers active in one period who do not buy in the next. Where people buy seldom it is high by nature: "
        "look at its trend, and at who is silent by their own rhythm.",
        formula="dormant(t) ÷ active(t−1)",
        leaves_out="The running period. A trend gets a verdict only if the 95 % interval of its slope over the periods leaves out 0.",
        computed_by="cx.retention.churn",
    ),
    Definition(
        "Silent",
        "Retention",
        "A customer longer without an order than 95 % of the gaps between order days of customers of the same rhythm. The rhythm is the mean "
        "gap between a customer's order days (up to 7, 14, 30, 60, 120 days, longer); customers with one or two order days are held "
        "against everybody's first or second gap.",
        formula="days since the last order > 95 % quantile of the group's gaps",
        leaves_out=f"Only gaps that are over count. A group with under {intervals.ENOUGH_TO_RANK} gaps has no limit, and nobody in it is called silent.",
        computed_by="cx.retention.silent",
    ),
    Definition(
        "Reasons for leaving",
        "Retention",
        "The share of all customers who have left for one reason by a time after their first order. Reasons compete: who left for one can no "
        "longer leave for another, so the shares add up to all who left.",
        formula="Aalen–Johansen: Σ share still here before the day × left for the reason that day ÷ customers at risk",
        leaves_out="Who went without a word counts as still here until the as-of date, so these are least shares. The first goodbye counts.",
        computed_by="cx.retention.reasons",
    ),
]
