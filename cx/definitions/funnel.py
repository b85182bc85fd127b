"""Terms of the lifecycle funnel and of retention."""

from cx import intervals
from cx.definitions.definition import Definition

DEFINITIONS = [
    Definition(
        "Reach",
        "Lifecycle funnel",
        "People with a first touchpoint in the entry period, each counted once, on the day of the first touch.",
        formula="distinct people by day of their first touch; of several touches at one moment the alphabetically first channel, then campaign",
        leaves_out="Held-out contacts, which never took place.",
        computed_by="cx.funnel.lifecycle",
    ),
    Definition(
        "Acquire",
        "Lifecycle funnel",
        "Of the people reached, those who placed a first order within W days (90 unless chosen otherwise) of the first touch.",
        formula="first order on day 0 … W after the first touch ÷ people reached, not customers before, whose W days have passed",
        leaves_out="People whose window is still open, and those who had ordered before the first recorded touch (“customers already”).",
        computed_by="cx.funnel.lifecycle",
    ),
    Definition(
        "Customers already",
        "Lifecycle funnel",
        "People reached who had ordered before their first recorded touch. They can be neither won nor lost, so they are counted "
        "apart: reached = eligible + still open + customers already.",
        formula="first order day < day of the first touch",
        leaves_out="They are new customers who came untracked, in the period of their first order.",
        computed_by="cx.funnel.lifecycle",
    ),
    Definition(
        "Retain",
        "Lifecycle funnel",
        "Of the acquired, those who ordered again on another day within H days (180 unless chosen otherwise) of the first order.",
        formula="second order day ≤ first order + H ÷ acquired whose H days have passed",
        leaves_out="Acquired customers whose window is still open; a second order on the same day.",
        computed_by="cx.funnel.lifecycle",
    ),
    Definition(
        "Still open",
        "Lifecycle funnel",
        "People whose window has not fully passed at the as-of date. They are drawn apart and are in no rate: not yet known is not lost.",
        computed_by="cx.funnel.lifecycle",
    ),
    Definition(
        "Came untracked",
        "Lifecycle funnel",
        "New customers whom no touchpoint shows by the day of their first order. Tracked and untracked together are all new customers.",
        computed_by="cx.funnel.new_customers",
    ),
    Definition(
        "Best and worst group",
        "Lifecycle funnel",
        "A group is called higher or lower than the rest only if the interval of the difference leaves out 0.",
        formula="Newcombe's hybrid score interval of the difference of two shares",
        leaves_out=f"Groups under {intervals.ENOUGH_TO_RANK} people are shown, never ranked; nor is the group “(unknown)”.",
        computed_by="cx.funnel.compare",
    ),
]
