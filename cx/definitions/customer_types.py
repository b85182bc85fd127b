"""Terms of the customer types."""

from cx.definitions.definition import Definition
from cx.type_rules import TypeRules

SUBJECT = "Customer types"
_RULES = TypeRules()
DEFINITIONS = [
    Definition(
        "Loyal",
        SUBJECT,
        "Comes back, for long, with few gaps, and recommends: the relation itself keeps them.",
        formula=f"order days ≥ {_RULES.loyal_orders}; first order ≥ {_RULES.loyal_days} days ago; an order in ≥ "
        f"{_RULES.loyal_quarters:.0%} of the 91-day quarters since; and, if asked, mean NPS answer ≥ {_RULES.promoter:.0f} or a "
        "friend sent by them",
        leaves_out="Who was never asked whether they recommend is judged by what they do; the list says so.",
        computed_by="cx.customer_types.customers",
    ),
    Definition(
        "Social",
        SUBJECT,
        "Buys what staff or friends point at: the people keep them.",
        formula=f"orders of 12 months ≥ {_RULES.social_orders}, of which ≥ {_RULES.social_share:.0%} had a contact 'served' on the "
        f"day or {_RULES.assist_days} day before, or 'referred' within {_RULES.referral_days} days before",
        leaves_out="Service after the sale (steps use, bond, return, advocate). Needs touchpoints.",
        computed_by="cx.customer_types.customers",
    ),
    Definition(
        "Need-based",
        SUBJECT,
        "Buys few kinds of things, and for the price: the need keeps them, until somebody is cheaper.",
        formula=f"orders of 12 months ≥ {_RULES.need_orders}; categories ≤ {_RULES.need_categories}; discount share ≥ "
        f"{_RULES.need_discount} × the company's",
        leaves_out="Needs products with categories and discounts on order lines.",
        computed_by="cx.customer_types.customers",
    ),
    Definition(
        "Impatient",
        SUBJECT,
        "Decides fast, wants it fast, and leaves after a delay: speed keeps them.",
        formula=f"first order ≤ {_RULES.impatient_days} days after the first touch; and asked or paid for speed, or no order for "
        f"{_RULES.left_days} days after a late delivery, an answer later than {_RULES.delay_hours} hours, or a churn reason of "
        "delay",
        leaves_out="Needs touchpoints and tickets. Speed and delay are told by words in a ticket's topic or a channel's name: "
        f"{_RULES.speed_words.replace('|', ', ')}; {_RULES.delay_words.replace('|', ', ')}.",
        computed_by="cx.customer_types.customers",
    ),
    Definition(
        "No type",
        SUBJECT,
        "None of the four rules holds: too new, too rare, or simply a customer. Who fits several has the first, in the order "
        "loyal, social, need-based, impatient; the evidence says all. A type knows neither profit nor tier.",
        computed_by="cx.customer_types.customers",
    ),
]
