"""Terms of the product stages."""

from cx.definitions.definition import Definition

DEFINITIONS = [
    Definition(
        "Development",
        "Product stages",
        "Not sold yet, and worked on: it has a cost, or a future launch.",
        leaves_out="What is listed and was never sold, without a cost or a launch ahead: its stage is not yet known.",
    ),
    Definition("Introduction", "Product stages", "Low sales and no profit yet because of launch costs."),
    Definition("Growth", "Product stages", "Sales rise because the market accepts the product, and profit rises."),
    Definition(
        "Saturation",
        "Product stages",
        "Sales level or slowly falling as competitors come; profit high, then falling.",
    ),
    Definition(
        "Decline",
        "Product stages",
        "Sales and profit fall; also a product without a sale for 12 months.",
    ),
    Definition(
        "Stage of a product",
        "Product stages",
        "Each complete month of each product gets a stage; the path through them moves forward, going back costs.",
        formula=(
            "net sales and profit by month, seasons removed → features → k-means of product-months, named by sales and"
            " profit → most probable forward path"
        ),
        leaves_out=(
            "A first or last month that is not complete; months out of stock or withdrawn. Seasons need 24 complete"
            " months. Nothing after the as-of date is used. A product that sells too rarely to prove that it is new"
            " counts as older than its first sale; a stage in which the data begin reads “since before the data”. Under"
            " 1 order line a month in the best year: “not enough data yet”."
        ),
        computed_by="cx.stages.history",
    ),
    Definition(
        "Product profit",
        "Product stages",
        "Net sales less cost of goods and the product's own costs, by month; of several products, the sum. It is larger"
        " than customer profit and operating profit, which also bear what no product does.",
        formula=(
            "revenue − cost − costs rows of that product; a line without cost takes the product's own margin, else the"
            " company's, else the assumed one"
        ),
        leaves_out="Cost to serve, and costs of the costs table without a product; see “Operating profit”.",
        computed_by="cx.stages.months",
    ),
    Definition(
        "Probability of a stage",
        "Product stages",
        "How likely the stage is, over all curves and paths that the product's history allows; above 95% it is shown as"
        " >95%.",
        formula=(
            "chances of the four stages, each to the power of 1/1.2 (1/2.5 under 24 months of data, when seasons are"
            " not known), made to add up to 1; on simulated lives as often right as it says, within 5 points"
        ),
        computed_by="cx.stages.current",
    ),
    Definition(
        "Polli & Cook",
        "Product stages",
        "A second opinion: sales against the same months a year before, on the scale of all products' changes.",
        formula=(
            "growth above, decline below half a standard deviation of yearly % change around 0, with a guard against"
            " noise"
        ),
        leaves_out="Products with less than 15 months of sales. The bare rule calls 30.85% of pure noise growth.",
        computed_by="cx.stages.current",
    ),
    Definition(
        "Bass",
        "Product stages",
        "A third opinion where it converges: the diffusion curve of Bass (1969) that fits best, with its peak.",
        formula="sales(t) = p·m + (q − p)·Y(t) − (q/m)·Y(t)², Y = sales so far",
        leaves_out=(
            "Products whose peak cannot be placed within 24 months, or with less than 8 months of sales: “does not"
            " converge”."
        ),
        computed_by="cx.products.stages.bass.fit",
    ),
    Definition(
        "p, q and m of Bass",
        "Product stages",
        "How many try a product by themselves (p) and after others (q), and the market in all (m), with the month of"
        " the peak.",
        formula="nonlinear least squares on monthly sales since the launch; interval of the peak by the delta method",
        leaves_out="Products launched before the data, younger than 8 months, or without a bend: “does not converge”.",
        computed_by="cx.products.product.opinions",
    ),
    Definition(
        "Chance to leave the stage",
        "Product stages",
        "The chance that a product is in a later stage in six months.",
        formula="weights of the lifecycle curves that fit its sales so far, each read six months ahead",
        leaves_out="Products in Decline, not sold yet or no longer on sale.",
        computed_by="cx.stages.current",
    ),
    Definition(
        "Lifecycle shape",
        "Product stages",
        "Classic: up, level, down. Plateau: level for a year, and a lasting level explains it better than a peak. Fad:"
        " at most six months between the bends of its curve. Recycle: it rose again after a deep fall, against a price."
        " Withdrawn before its shape was clear.",
        leaves_out="Products with less than 8 months of sales: “not clear yet”. A recycle needs 24 months.",
        computed_by="cx.products.stages.outlook.of_products",
    ),
    Definition(
        "Not on sale",
        "Product stages",
        "A product that was withdrawn or stopped abruptly: the months after it say nothing about demand, and it stays"
        " in the stage it was in.",
        formula=(
            "from retired_on on, or from a silence on that lasts to the end, is longer than any before and follows"
            " sales of at least 30% of the best three months, with 5 lines a month or a sale in each of 12 months"
        ),
        leaves_out=(
            "A sell-out after retired_on. What sells at that level again, after an empty month or more than three"
            " months after retired_on, is on sale again."
        ),
        computed_by="cx.products.withdrawals.withdrawn",
    ),
    Definition(
        "Out of stock",
        "Product stages",
        "Up to four months without a sale between months of at least 5 order lines: chance leaves such a month empty"
        " once in 150.",
        leaves_out="Thin sellers, and gaps that have not ended (see “Not on sale”).",
        computed_by="cx.products.out_of_stock.out_of_stock",
    ),
    Definition(
        "Outlook for three years",
        "Product stages",
        "The share of today's profit on products that will be in Decline in 36 months if each follows its curve and"
        " no product is launched.",
        leaves_out="Products no longer on sale; no forecast for fewer than 30 products.",
        computed_by="cx.products.years_ahead.profit_by_stage",
    ),
    Definition(
        "Typical lifecycle",
        "Product stages",
        "How long this company's own products stayed in each stage, and what the next one sold against the end of it.",
        leaves_out="Stages that began before the data, and next stages younger than three months.",
        computed_by="cx.products.stages.outlook.precedents",
    ),
    Definition(
        "Buyers of a stage",
        "Product stages",
        "Revenue by the stage the product was in when it was bought and the tier the customer is in now.",
        formula=(
            "Platinum and Gold ÷ revenue of the stage; stages differ if Holm over all pairs accepts it (ratio of sums"
            " over customers) and both have 30 customers"
        ),
        computed_by="cx.products.buyers.tiers",
    ),
    Definition(
        "Acceptance of a product",
        "Product stages",
        "The share of its buyers who bought it again within 90 days.",
        formula=(
            "customers who bought it again on another day within 90 days / customers who first bought it at least 90"
            " days ago"
        ),
        leaves_out="Guests, and who first bought it less than 90 days ago.",
        computed_by="cx.products.advice.figures",
    ),
    Definition(
        "Payback of a product",
        "Product stages",
        "The first month from which the cumulative profit, after the product's own costs, stays at or above 0.",
        leaves_out="Costs before the data; costs of the costs table without a product.",
        computed_by="cx.products.product.payback",
    ),
    Definition(
        "Agreement",
        "Product stages",
        "Whether the opinions name the same stage. “Methods disagree” and “too early to tell” are answers: the second"
        " under 8 months of sales, with too few order lines, without a second opinion, or where the stage is less"
        " likely than not.",
        computed_by="cx.stages.current",
    ),
]
