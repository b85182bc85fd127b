"""The demo company's map of the journey: its touchpoints, what each promises, and who answers for it.

Nobody asks customers about the packaging, and the marketplace stands on no touchpoint: gaps that the
pages must show.
"""

import pyarrow as pa

from data import archetypes, columns

NEVER_ASKED = "Packaging"
OWN_ORDERS = "orders:Website;orders:App;orders:Store"
DELIVERED = "orders:Website;orders:App"
# touchpoint, step, p, team, owner, promise in words, direct, met by, asked as, topics of tickets
TOUCHPOINTS = (
    ("Advertising", "aware", "promotion", "marketing", "Nima Rastegar", "Things for the home that last",
     "no", "contacts:Display ads;contacts:Search;contacts:Social", "Advertising", ""),
    ("Word of mouth", "aware", "promotion", "marketing", "", "Friends tell you what we are like",
     "no", "contacts:referred@Referral", "", ""),
    ("Website", "consider", "place", "e-commerce and IT", "Zoë Lefèvre", "Find it in three clicks",
     "yes", "contacts:visited@Website", "Website", ""),
    ("Store", "evaluate", "place", "stores", "Ali Tehrani", "Try it before you buy it",
     "yes", "contacts:visited@Store;orders:Store", "Store", "Gift wrapping"),
    ("Price", "evaluate", "price", "finance and sales", "Leila Sadeghi", "The best price for real copper",
     "yes", OWN_ORDERS, "Price", "Billing;Invoice;Pay in instalments"),
    ("Checkout", "buy", "product", "e-commerce and IT", "Emre Aydın", "Paid in two minutes",
     "yes", DELIVERED, "Checkout", ""),
    ("Staff", "buy", "people", "people and management", "", "Somebody who knows the goods",
     "yes", "contacts:served@Store", "staff", ""),
    ("Delivery", "use", "place", "fulfilment and logistics", "Babak Noori", "At your door in two days",
     "yes", DELIVERED, "Delivery", "Late delivery;Wrong item;Where is my order;Express delivery;Same-day delivery;"
     "Change of address"),
    (NEVER_ASKED, "use", "product", "product and design", "", "Nothing breaks on the way",
     "yes", DELIVERED, "", "Damaged on arrival"),
    ("Product quality", "use", "product", "product and design", "Sara Farhadi", "Lasts ten years",
     "yes", OWN_ORDERS, "Product quality", "Quality;How to use;Care and cleaning;More colours"),
    ("Support", "use", "product", "support", "Maryam Karimi", "An answer within the hour",
     "yes", "tickets:complaint;tickets:question;tickets:request;contacts:served@Phone", "Support",
     "Spare parts;Repair service"),
    ("Phone line", "use", "product", "support", "Maryam Karimi", "We pick up within a minute",
     "yes", "tickets:call", "", ""),
    ("Newsletter", "bond", "promotion", "marketing", "Inês Peña", "Four times a year and never more",
     "yes", "contacts:Newsletter*", "", ""),
    ("Thanks", "bond", "people", "people and management", "", "We notice who is loyal",
     "yes", "contacts:thanked", "", ""),
    ("Offer", "return", "price", "finance and sales", "Oğuz Koç", "Better prices for those who return",
     "yes", f"contacts:{archetypes.OFFER};contacts:Spring offer*;contacts:Summer sale*", "incentives", ""),
    ("App", "return", "place", "e-commerce and IT", "Zoë Lefèvre", "Order again with one tap",
     "yes", "orders:App", "technology", ""),
    ("Recommendation", "advocate", "people", "people and management", "", "A gift for every friend you bring",
     "no", "contacts:recommended", "", ""),
)  # fmt: skip
FIELDS = ("touchpoint", "step", "p", "team", "owner", "promise_text", "direct", "met_by", "asked_as", "topics")


def table() -> pa.Table:
    """The journey table: a row per touchpoint, in order of position."""
    cells = dict(zip(FIELDS, zip(*TOUCHPOINTS, strict=True), strict=True))
    texts = {name: columns.texts([cell or None for cell in values]) for name, values in cells.items()}
    return columns.table("journey", position=columns.whole(range(1, len(TOUCHPOINTS) + 1)), **texts)


def truth() -> list[tuple[str, float, str]]:
    """What is planted in the map: name, value, page."""
    return [
        ("journey: touchpoints", len(TOUCHPOINTS), "experience/journey"),
        ("journey: touchpoints that nobody asks about", sum(not row[8] for row in TOUCHPOINTS), "experience/journey"),
        (f"journey: survey answers about {NEVER_ASKED}", 0, "experience/journey"),
        ("journey: rules for orders of the marketplace", 0, "experience/journey"),
    ]
