"""Terms of why experience pays: cost to win and to keep, levers, growth of kept customers, referrals."""

from cx.customers.economics import DISCOUNT, PAPER, TOLD_WITHIN_DAYS
from cx.definitions.definition import Definition

DEFINITIONS = [
    Definition(
        "Cost to win",
        "Why it pays",
        "What was spent in 12 months on people up to the day of their first order, for each customer who first ordered"
        " in these months. People who never ordered cost too.",
        formula=(
            "(marketing costs that name no product + touchpoints up to the first order) ÷ new customers · low, high:"
            " spend ÷ (n ± 1.96 √n), the counting error of people alone"
        ),
        leaves_out=(
            "Marketing that names a product; service, invitations to surveys and thanks, which keep; held-out contacts;"
            " touchpoints without a recorded cost. Not known without marketing costs. The acquisition cost (CAC) of the"
            " funnel follows the people reached and counts those who order within its window."
        ),
        computed_by="cx.economics.keep_and_win",
    ),
    Definition(
        "Cost to keep",
        "Why it pays",
        "What was spent in 12 months on customers after their first order, for each customer with a later order than"
        " the first in these months.",
        formula=(
            "(touchpoints after the first order + service, invitations and thanks + tickets + costs of kind service) ÷"
            " customers who ordered again"
        ),
        leaves_out=(
            "Marketing costs, product marketing among them; what an order costs to pick and ship; touchpoints and"
            " tickets without a recorded cost."
        ),
        computed_by="cx.economics.keep_and_win",
    ),
    Definition(
        "Product marketing",
        "Why it pays",
        "Marketing costs that name a product. They sell to old and new customers alike, so they are on neither side;"
        " the page says up to which share of them on the keeping side its order of both costs holds.",
        formula=(
            "break-even share = (win ÷ W − keep ÷ K + P ÷ W) ÷ (P ÷ K + P ÷ W), of W won and K kept · by revenue: the"
            " share of later orders in the revenue of known customers"
        ),
        computed_by="cx.economics.comparison",
    ),
    Definition(
        "Value of a lever",
        "Why it pays",
        "What 1% more retention, 1% more margin or 1% lower cost to win adds to the value of a new customer, for a"
        " constant margin and retention. Beside it the published figures of Gupta, Lehmann and Stuart (2004):"
        f" {PAPER['retention']:.0%}, {PAPER['margin']:.0%} and {PAPER['acquisition']:.1%}.",
        formula=(
            "V = m r ÷ (1 + i − r); retention (1 + i) ÷ (1 + i − r) %, margin 1%, cost to win ÷ V % · r: customers of"
            " the year before who ordered again; m: contribution of a customer who ordered in 12 months; i:"
            f" {DISCOUNT:.0%} a year, an assumption · what-if: extra kept × m + margin of all customers + saving × won"
        ),
        leaves_out="What the change costs. Later years of a customer who is kept are in V, not in the what-if.",
        computed_by="cx.economics.levers",
    ),
    Definition(
        "Growth of kept customers",
        "Why it pays",
        "The change of net revenue of the customers who ordered in both the last 12 months and the 12 months before,"
        " in parts that add up to the cent.",
        formula=(
            "p: mean price of a product in the year before, Q pieces, V pieces at p, R revenue · items (Q2old − Q1) V1"
            " ÷ Q1 · dearer items V2old − Q2old V1 ÷ Q1 · new categories V2new · price and discount (R2 − V2) − (R1 −"
            " V1)"
        ),
        leaves_out=(
            "New and lost customers, and guests. A line without a quantity counts as one piece; a product that was not"
            " sold in the year before has the price of this one."
        ),
        computed_by="cx.economics.growth",
    ),
    Definition(
        "Upsell",
        "Why it pays",
        "Of the growth of kept customers, dearer items and new categories: what was bought in categories that the"
        " customer had never bought before. The rate is of customers with a category left to try.",
        formula="customers who tried one ÷ kept customers who had not bought every category before, Wilson interval",
        leaves_out="Products without a category, which are of none that is new.",
        computed_by="cx.economics.upsell",
    ),
    Definition(
        "First-year contribution",
        "Why it pays",
        "Contribution of a customer in the first 365 days from the first order on, the mean of those for whom these"
        " days ran out in the last 12 months, with Student's interval.",
        formula="net revenue − cost of goods − cost to serve, of the 365 days",
        leaves_out="Contacts up to the day of the first order: they are cost to win.",
        computed_by="cx.economics.advocacy",
    ),
    Definition(
        "Referred customers",
        "Why it pays",
        "Customers whom others brought: with a touchpoint of kind “referred” up to the day of the first order. A"
        " verdict needs 30 first years on both sides and an interval (Welch) without 0.",
        formula="k = referred new customers ÷ customers who ordered, of 12 months; with those they bring: 1 ÷ (1 − k)",
        leaves_out="Customers who were told by others of whom nobody knows.",
        computed_by="cx.economics.referrals",
    ),
    Definition(
        "Told others",
        "Why it pays",
        f"Customers who recommended the company within {TOLD_WITHIN_DAYS} days of their answer to the NPS question, by"
        " what they answered.",
        formula="customers with a touchpoint of kind “recommended” by then ÷ customers who answered; the last answer",
        leaves_out=f"Answers whose {TOLD_WITHIN_DAYS} days are not over.",
        computed_by="cx.economics.told_others",
    ),
]
