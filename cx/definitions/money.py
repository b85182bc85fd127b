"""Terms of contribution and profit."""

from cx.customers import contribution, sensitivity
from cx.customers.assumptions import GROSS_MARGIN
from cx.definitions.definition import Definition

DEFINITIONS = [
    Definition(
        "Net revenue",
        "Money",
        "Order lines with their returns netted, kept to a ten-thousandth of the currency unit.",
        formula="Σ revenue of lines, returns negative",
    ),
    Definition(
        "Cost of goods",
        "Money",
        "The cost on the order line; a line without one is valued with the gross margin.",
        formula="cost, or (1 − gross margin) × revenue",
        computed_by="cx.contribution.money",
    ),
    Definition(
        "Cost to serve",
        "Money",
        "What orders, contacts and tickets of the customer cost in the window.",
        formula=(
            "orders × cost per order + Σ cost of contacts + Σ cost of tickets (the assumed cost where a row has none)"
        ),
        leaves_out=(
            "Held-out contacts, which never took place. Calls, recommendations, unsubscribes, bounced messages, survey"
            " invitations and thanks have no assumed cost; a cost that the row has counts. Contacts and tickets of"
            " people without an order in the window are in the profit and loss as “Did not order”."
        ),
        computed_by="cx.contribution.money",
    ),
    Definition(
        "Contribution",
        "Money",
        "Revenue of a customer less the variable cost they cause, over the 12 months up to as-of.",
        formula="net revenue − cost of goods − cost to serve",
        computed_by="cx.contribution.money",
    ),
    Definition(
        "Customer profit",
        "Money",
        "Contribution less the customer's share of fixed cost, over the 12 months up to as-of; of several customers,"
        " the sum. It differs from operating profit by guests and by people without orders, and from product profit,"
        " which bears neither cost to serve nor the fixed cost of no product.",
        formula="contribution − fixed cost × own orders (or 1, or revenue) ÷ everybody's",
        leaves_out=(
            "Fixed cost is every row of the costs table in the window's months, whatever its kind; the as-of month"
            " counts by its share of days, the same month a year before by the rest of that share, so that 12 months of"
            " trade carry 12 months of cost on every day. Spread by customer, guests carry none; spread by revenue, a"
            " customer with negative revenue carries none; what nobody has a share of is a line of its own in the"
            " profit and loss."
        ),
        computed_by="cx.contribution.money",
    ),
    Definition(
        "Operating profit",
        "Money",
        "The last line of the profit and loss: what the company keeps after all cost in the data, before interest and"
        " tax. The three profits reconcile: it is customer profit plus that of guests and of people without orders, and"
        " product profit less the costs that no product bears.",
        formula=(
            "net revenue − cost of goods − cost to serve − fixed cost = customer profit + profit of guests and of who"
            " did not order = product profit − cost to serve − costs rows without a product"
        ),
        leaves_out=(
            "Interest and tax. Product profit counts complete months, and a line without a cost at its product's own"
            " margin: where the months are not the same or costs are lacking, the last sum is off by that."
        ),
        computed_by="cx.segments.profit_and_loss",
    ),
    Definition(
        "Assumptions",
        "Money",
        "What the data does not say. Each takes its value from the data where it can and is shown and editable on the"
        " Segments page. What the data says is a fact, however odd: a margin below 0 (sold below cost) or above 1"
        " (credits), a net credit in costs, a ticket that earns money. Only what a person types is checked. A title"
        f" that rests on an assumed margin is followed by what it would be at margins of {sensitivity.LOW_MARGIN:.0%}"
        f" and {sensitivity.HIGH_MARGIN:.0%}.",
        formula=(
            f"gross margin: of the lines with a cost, else {GROSS_MARGIN:.0%} · cost per order:"
            f" {contribution.COST_PER_ORDER_SHARE:.0%} of the mean order · cost per contact: mean of those known, else"
            " 0 · cost per ticket: mean of those known, else the cost of an order · fixed cost: the costs table, else"
            f" {contribution.FIXED_COST_SHARE:.0%} of net revenue"
        ),
        computed_by="cx.contribution.assumed",
    ),
]
