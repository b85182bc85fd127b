"""Terms of the lifecycle funnel and of retention."""

from cx.definitions.definition import Definition
from cx.statistics import intervals

DEFINITIONS = [
    Definition(
        "Reach",
        "Lifecycle funnel",
        "People with a first touchpoint in the entry period, each counted once, on the day of the first touch.",
        formula=(
            "distinct people by day of their first touch; of several touches at one moment the alphabetically first"
            " channel, then campaign"
        ),
        leaves_out=(
            "Held-out contacts, which never took place; and the kinds recommended and unsubscribed (what the customer"
            " did), bounced (what never arrived), asked (an invitation to a survey) and thanked."
        ),
        computed_by="cx.funnel.lifecycle",
    ),
    Definition(
        "Acquire",
        "Lifecycle funnel",
        "Of the people reached, those who placed a first order within W days (90 unless chosen otherwise) of the first"
        " touch.",
        formula=(
            "first order on day 0 … W after the first touch ÷ people reached, not customers before, whose W days have"
            " passed"
        ),
        leaves_out=(
            "People whose window is not over yet, and those who had ordered before the first recorded touchpoint"
            " (“already customers”). By region or saved segment there is no rate: these are known of customers only."
        ),
        computed_by="cx.funnel.lifecycle",
    ),
    Definition(
        "Already customers",
        "Lifecycle funnel",
        "People reached who had ordered before their first recorded touchpoint. They cannot be acquired, so they are"
        " counted apart: reached = eligible + window not over yet + already customers.",
        formula="first order day < day of the first touch",
        leaves_out="They are new customers with no recorded touchpoint, in the period of their first order.",
        computed_by="cx.funnel.lifecycle",
    ),
    Definition(
        "Retain",
        "Lifecycle funnel",
        "Of the acquired, those who placed another order on another day within H days (180 unless chosen otherwise) of"
        " the first order.",
        formula="second order day ≤ first order + H ÷ acquired whose H days have passed",
        leaves_out=(
            "Acquired customers whose window is not over yet; a second order on the same day. An order whose lines"
            " carry two days is one order, on its first day."
        ),
        computed_by="cx.funnel.lifecycle",
    ),
    Definition(
        "Window not over yet",
        "Lifecycle funnel",
        "People whose window for a step has not fully passed at the as-of date. They are shown at that step, apart, and"
        " are not in any rate.",
        computed_by="cx.funnel.lifecycle",
    ),
    Definition(
        "No recorded touchpoint",
        "Lifecycle funnel",
        "New customers with no recorded touchpoint by the day of their first order. With the others they are all new"
        " customers.",
        computed_by="cx.funnel.new_customers",
    ),
    Definition(
        "Best and worst group",
        "Lifecycle funnel",
        "A group is called higher or lower than the rest only if the difference is more than chance among all groups"
        " and steps of the page.",
        formula="Holm over all groups and steps (score test), and Newcombe's interval of the difference excludes 0",
        leaves_out=(
            f"Groups under {intervals.ENOUGH_TO_RANK} people are shown, never ranked; nor is the group “(unknown)”."
        ),
        computed_by="cx.funnel.compare",
    ),
    Definition(
        "Ever ordered",
        "Lifecycle funnel",
        "The share of the people reached who have ordered by each day, without a window: who has not ordered yet is"
        " censored, not lost.",
        formula="Kaplan–Meier: 1 − Π (1 − orders that day ÷ at risk at its start)",
        leaves_out="Already customers. The tail rests on few people: the interval says how few.",
        computed_by="cx.customers.funnel.time_and_cost.ever",
    ),
    Definition(
        "Period before",
        "Lifecycle funnel",
        "The same funnel for the entrants of the period just before, as many days long, both as of the same date.",
        formula=(
            "better or worse if Holm over the steps accepts it, Newcombe's 95% interval of the difference excludes 0"
            " and both have 30 people"
        ),
        leaves_out="People whose window is not over yet, of whom there are more in the later period.",
        computed_by="cx.customers.funnel.time_and_cost.before",
    ),
    Definition(
        "Acquisition cost (CAC)",
        "Lifecycle funnel",
        "What was spent on touchpoints that took place and on marketing that names no product, for each person reached,"
        " acquired or retained. Only the days count whose windows have all run out, for the spend as for the people.",
        formula=(
            "spend to the last closed day ÷ people first touched by then who took the step; a month in part counts by"
            " its days"
        ),
        leaves_out=(
            "Touchpoints of kind “served”, “asked” or “thanked”, which are service; costs of kind development, service"
            " and fixed; marketing that names a product, whose amount is said beside the picture. Spend that names no"
            " channel is in Everybody only. A channel without a recorded cost has no bar; its people are in Everybody,"
            " where they count as free, and their share is said."
        ),
        computed_by="cx.customers.funnel.time_and_cost.costs",
    ),
    Definition(
        "Custom funnel",
        "Lifecycle funnel",
        "Any list of steps over touchpoints and orders. In order: each step is a later event, others may come between."
        " Strictly: the very next event. Any order: all of them, whichever comes first; the rows are a ladder in the"
        " order typed, so who enters by another step and never takes the first is in no row. An optional step may"
        " be skipped; after an exclusion step nothing counts. Days are calendar days; hours and minutes are exact, from"
        " the moment of the first step, and need data with times of day.",
        formula=(
            "a person counts once, with the best of their attempts: window run out, then furthest, then first; rate ="
            " people ÷ people at the required step before"
        ),
        leaves_out=(
            "Survey invitations and thanks, which are no events. Entries whose window is not over yet are not in any"
            " rate. By region, tier, type or segment a rate needs an order among the steps before: these are known of"
            " customers only. At one moment touchpoints come before orders, then as loaded."
        ),
        computed_by="cx.funnel.steps",
    ),
    Definition(
        "Custom funnel by month of entry",
        "Lifecycle funnel",
        "The same steps for the entries of each month apart: the month is that of the entry a person counts with, their"
        " best attempt. A best attempt may be a late one because it was the one that got there, which flatters later"
        " months: so the page counts attempts.",
        formula=(
            "people (or attempts) of the month at the step ÷ those of the month at the required step before, windows"
            " run out"
        ),
        leaves_out="Optional steps. A month in which anybody's window is not over yet is grey and has no rate.",
        computed_by="cx.funnel.trend",
    ),
    Definition(
        "Revenue lost at a step",
        "Lifecycle funnel",
        "What those who dropped off would have spent more in their window, had they spent as much as those who went"
        " on. An estimate: who leaves may not be like who stays.",
        formula="dropped × revenue per person who reached the step − what those who dropped spent anyway",
        leaves_out="Revenue outside the window of the entry.",
        computed_by="cx.funnel.money",
    ),
]
