"""Terms of the product stages."""

from cx.definitions.definition import Definition

DEFINITIONS = [
    Definition("Development", "Product stages", "Not sold yet: cost only."),
    Definition("Introduction", "Product stages", "Low sales and no profit yet: launch costs eat it."),
    Definition(
        "Growth", "Product stages", "Sales rise because the market accepts the product, and profit rises."
    ),
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
        formula="net sales and profit by month, seasons removed → features → k-means of product-months, named by sales and profit → "
        "most probable forward path",
        leaves_out="A first or last month that is not complete. Seasons need 24 complete months. Nothing after the as-of date is used.",
        computed_by="cx.stages.history",
    ),
    Definition(
        "Profit of a product",
        "Product stages",
        "Net sales less cost of goods and the product's own costs of the month.",
        formula="revenue − cost − costs rows of that product; a line without cost takes the product's own margin, else the company's, else the assumed one",
        leaves_out="Costs of the costs table without a product, cost to serve.",
        computed_by="cx.stages.months",
    ),
    Definition(
        "Probability of a stage",
        "Product stages",
        "How sure the stage of the last month is, from all paths that the product's history allows.",
        computed_by="cx.stages.current",
    ),
    Definition(
        "Polli & Cook",
        "Product stages",
        "A second opinion: sales against the same months a year before, on the scale of all products' changes.",
        formula="growth above, decline below half a standard deviation of yearly % change around 0, with a guard against noise",
        leaves_out="Products with less than 15 months of sales. The bare rule calls 30.85% of pure noise growth.",
        computed_by="cx.stages.current",
    ),
    Definition(
        "Bass",
        "Product stages",
        "A third opinion where it converges: the diffusion curve of Bass (1969) that fits best, with its peak.",
        formula="sales(t) = p·m + (q − p)·Y(t) − (q/m)·Y(t)², Y = sales so far",
        leaves_out="Products whose peak cannot be placed within 24 months, or with less than 8 months of sales: “does not converge”.",
        computed_by="cx.bass.fit",
    ),
    Definition(
        "Agreement",
        "Product stages",
        "Whether the opinions name the same stage. “Methods disagree” and “too early to tell” are answers.",
        computed_by="cx.stages.current",
    ),
]
