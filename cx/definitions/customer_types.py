"""Terms of the customer types."""

from cx.customers.type_rules import STANDARD, formula
from cx.definitions.definition import Definition

SUBJECT = "Customer types"
DEFINITIONS = [
    Definition(
        "Loyal",
        SUBJECT,
        "Repeat buyers over a long time, with few gaps, who recommend: loyal to the relationship.",
        formula=formula("Loyal"),
        leaves_out="Who was never asked whether they recommend is judged by what they do; the list says so.",
        computed_by="cx.customer_types.customers",
    ),
    Definition(
        "Social",
        SUBJECT,
        "Buys on advice of staff or friends: loyal to people.",
        formula=formula("Social"),
        leaves_out="Service after the sale (steps use, bond, return, advocate). Needs touchpoints.",
        computed_by="cx.customer_types.customers",
    ),
    Definition(
        "Need-based",
        SUBJECT,
        "Buys few categories, on price: loyal until someone is cheaper.",
        formula=formula("Need-based"),
        leaves_out="Needs products with categories and discounts on order lines.",
        computed_by="cx.customer_types.customers",
    ),
    Definition(
        "Impatient",
        SUBJECT,
        "Decides fast, expects speed, and leaves after a delay.",
        formula=formula("Impatient"),
        leaves_out=(
            "Needs touchpoints and tickets. Speed and delay are recognised by words in a ticket's topic or a"
            " channel's name: "
            f"{STANDARD.speed_words.replace('|', ', ')}; {STANDARD.delay_words.replace('|', ', ')}."
        ),
        computed_by="cx.customer_types.customers",
    ),
    Definition(
        "Thresholds of types",
        SUBJECT,
        "The formulas hold the standard thresholds. Custom thresholds, set on the types page and saved in the store,"
        " replace them on every page that shows a type; what they would change is shown before they are saved.",
        computed_by="cx.customers.type_rules.chosen",
    ),
    Definition(
        "No type",
        SUBJECT,
        "None of the four rules holds: too new, too rare, or simply a customer. Who fits several has the first, in the"
        " order loyal, social, need-based, impatient; the evidence lists all. A type knows neither profit nor tier.",
        computed_by="cx.customer_types.customers",
    ),
]
