"""Terms of the metal tiers."""

from cx.customers import segments
from cx.customers.segments import breakdown, comparison, explanation
from cx.definitions.definition import Definition
from cx.statistics import clusters

DEFINITIONS = [
    Definition(
        "Tin",
        "Metal tiers",
        "Does not cover its own variable cost. Make profitable, or refer to another supplier.",
        formula="contribution < 0",
        computed_by="cx.segments.customers",
    ),
    Definition(
        "Bronze",
        "Metal tiers",
        "Covers its variable cost, not its share of fixed cost. Cheaper service, raise the basket, watch.",
        formula="contribution ≥ 0 > profit",
        computed_by="cx.segments.customers",
    ),
    Definition(
        "Silver",
        "Metal tiers",
        "Profitable, but wants products or services outside our core range. Steady contact, develop patiently.",
        formula=(
            "profit ≥ 0, in a cluster whose category mix is farther from the company's than average (without"
            " categories: the cluster with the lowest mean of profit and value to the customer), or with a lower such"
            " mean than all of these"
        ),
        computed_by="cx.customers.segments.tier_model.name_clusters",
    ),
    Definition(
        "Gold",
        "Metal tiers",
        "Almost as valuable, without what a strategic core needs. Grow toward the alliance.",
        formula="profit ≥ 0, in none of the other clusters",
        computed_by="cx.customers.segments.tier_model.name_clusters",
    ),
    Definition(
        "Platinum",
        "Metal tiers",
        "Gets the most from us and gives the most to us. Strategic alliance.",
        formula="profit ≥ 0, in the cluster with the highest mean of profit and value to the customer",
        leaves_out="Nobody is Platinum without revenue above 0, whatever credits they have.",
        computed_by="cx.customers.segments.tier_model.name_clusters",
    ),
    Definition(
        "Who has a tier",
        "Metal tiers",
        "Customers with an order line in the 12 months up to as-of; where the data is younger, in the months that it"
        " covers.",
        leaves_out="Guests, and customers who did not order in the window: of them nothing is known for these months.",
        computed_by="cx.contribution.window",
    ),
    Definition(
        "Clusters",
        "Metal tiers",
        "K-means of the profitable customers on six measures, each on a suitable scale and equally important: profit,"
        " value to the customer, recency, frequency, mix distance, trend. A measure that the data does not hold takes"
        " no part. Where no number of clusters is more than chance, limits take their place: Platinum in the upper"
        " quarter of profit and the upper half of value to the customer, Silver in the lower quarter and the lower"
        " half, Gold the rest.",
        formula=(
            "asinh(profit ÷ median profit) · mean of signs · excess silence · ln(1 + orders) · mix distance · trend;"
            f" {clusters.USUAL} clusters, or that of the accepted model, unless another number from 3 to 6 has"
            f" stability ≥ {clusters.STABLE} and a silhouette higher by {clusters.CLEARLY}; limits where two halves of"
            f" the customers agree to less than {clusters.USABLE:.2f} (adjusted Rand)"
        ),
        leaves_out=(
            f"Fitted on at most {segments.FIT_ROWS:,} customers, chosen by a hash of their number; everybody is then"
            f" placed at the nearest centre. A cluster of under {clusters.SMALLEST:.0%} of the customers names no tier:"
            f" it has that of the nearest larger one. An outlier weighs no more than {clusters.FARTHEST:.0f} standard"
            " deviations."
        ),
        computed_by="cx.clusters.fit",
    ),
    Definition(
        "Value to the customer",
        "Metal tiers",
        "What the customer gets from us: the mean of the signs that exist, each in standard deviations from the mean of"
        " all.",
        formula=(
            "mean of z(satisfaction), z(ln(1 + categories bought)), z(days since first order), z(discount share), "
            "z(ln(1 + times served))"
        ),
        leaves_out=(
            "A sign that nobody has, or that is the same for everybody. Satisfaction is the mean of NPS ÷ 10 and (CSAT"
            " − 1) ÷ 4."
        ),
        computed_by="cx.segments.customers",
    ),
    Definition(
        "Mix distance",
        "Metal tiers",
        "How far the categories a customer buys are from the company's: 0 the same, 1 nothing in common.",
        formula=(
            "√ Jensen–Shannon divergence (base 2) of shares of lines by category, the customer's blended with "
            f"{segments.PRIOR_LINES:.0f} lines of the company's mix"
        ),
        leaves_out="Products without a category. The blend keeps two purchases from looking like an unusual taste.",
        computed_by="cx.segments.customers",
    ),
    Definition(
        "Excess silence",
        "Metal tiers",
        "How far the days since the last order exceed the customer's usual gap, in gaps: a customer within the usual"
        " gap has 0, so that regular customers keep their tier.",
        formula=(
            "min(days since the last order ÷ usual gap, 3) − 1, at least 0; usual gap = (last − first order day) ÷"
            " (order days − 1)"
        ),
        leaves_out="With fewer than two gaps, the usual gap of all customers together is used.",
        computed_by="cx.segments.customers",
    ),
    Definition(
        "Trend",
        "Metal tiers",
        "This window's profit against the 12 months before, relative to its own noise: a change that orders coming by"
        " chance would make is none.",
        formula=(
            "z = (profit − profit before) ÷ (mean contribution per order × √orders of both years); trend = what z"
            " exceeds 1 by, at most 2, with its sign"
        ),
        leaves_out="Not known, and not used for the clusters, where the data does not reach back 24 months.",
        computed_by="cx.segments.customers",
    ),
    Definition(
        "Model",
        "Metal tiers",
        "Scales, centres and names of the clusters. An accepted one places later dates too, so that a move between"
        " tiers is a real move. The first fit of a store is accepted by the app; from then on a person accepts a new"
        " fit, with a table of who would move. It begins at the accepted centres, keeps their number unless another is"
        " clearly better, and takes each name from the accepted centre nearest to it. Without an accepted model each"
        " date is fitted alone.",
        leaves_out=(
            "A model is never used for a date before its own, nor under other assumptions, nor when an earlier version"
            " of the app fitted it on other scales: then the page says so and offers a new fit."
        ),
        computed_by="cx.segments.model",
    ),
    Definition(
        "Silhouette, stability, borderline",
        "Metal tiers",
        "How clear and how repeatable the clusters are, and how many customers are borderline between two tiers."
        " Silhouette by Kaufman & Rousseeuw (1990): above 0.70 strong, above 0.50 reasonable, above 0.25 weak and"
        " possibly artificial, else no substantial structure. With a weak structure the tiers divide what has no gaps:"
        " they rank customers, and are no natural groups.",
        formula=(
            "silhouette: −1..1, on 2,000 customers · stability: adjusted Rand of two halves fitted apart, 1 = they"
            " agree on everyone · borderline: distance to the own centre ≥ 0.9 × that to the nearest of another tier"
        ),
        computed_by="cx.clusters.fit",
    ),
    Definition(
        "One tier up",
        "Metal tiers",
        "What a customer would need to reach the next tier, one measure at a time, all else equal: the"
        " least effort first. More profit also raises the trend.",
        formula=(
            "Tin: contribution 0 · Bronze: profit 0 · the others: the point on the line of that measure where a centre"
            " of a higher tier becomes the nearest"
        ),
        leaves_out=(
            f"Ways in which a customer gets worse to move up, ways of more than {explanation.FARTHEST:.0f} standard"
            " deviations, and everybody for whom no single measure is enough."
        ),
        computed_by="cx.why.lifts",
    ),
    Definition(
        "Rules of a cluster",
        "Metal tiers",
        "A short list of rules that approximates the clusters, with its accuracy.",
        formula=(
            f"decision tree of depth {explanation.DEPTH} on the measures themselves; fidelity: fitted to half of the"
            " customers, checked on the other half"
        ),
        leaves_out="It explains, it does not place: tiers come from the nearest centre.",
        computed_by="cx.why.rules",
    ),
    Definition(
        "Tier mix",
        "Metal tiers",
        "Share of each tier in the customers of a region, channel or any attribute, with Wilson's interval and n. A"
        " group is called out only if its share of Platinum and Gold differs from all the others' by more than chance"
        " among all groups (Holm).",
        leaves_out=(
            f"The ranking excludes groups under 30 and customers without a value. More than {breakdown.GROUPS} groups"
            " are put together; many different numbers fall into bands, which stand in their order. Customers who came"
            " within the 12 months have a tier of less than a year: their first year is shown, and compared with none."
        ),
        computed_by="cx.customers.segments.breakdown.tiers",
    ),
    Definition(
        "Comparison",
        "Metal tiers",
        "Two groups of customers on every measure. A verdict needs 30 in both, an interval of the difference that"
        " excludes 0, and Holm's procedure over all measures; else it is too few to tell.",
        formula=(
            f"means: bootstrap-t of {comparison.RESAMPLES:,} resamples, above {comparison.MANY:,} customers ± 1.96"
            " standard errors; their difference: Welch · shares: Wilson, Newcombe · drawn in standard deviations of"
            " both groups"
        ),
        leaves_out=(
            "Customers without the measure; each row shows its n. Customers in both groups count in both, and their"
            " number is shown."
        ),
        computed_by="cx.customers.segments.comparison.compare",
    ),
    Definition(
        "Sensitivity",
        "Metal tiers",
        "How profit and customers change if an assumption rises by 10%, and how many customers' tier depends on the"
        " allocation of fixed cost.",
        formula="customers who switch between profit and loss · customers whose tier differs between the three keys",
        leaves_out="Clusters are refitted for each key, not for the 10%.",
        computed_by="cx.sensitivity.effects",
    ),
    Definition(
        "Custom thresholds",
        "Metal tiers",
        "The second way to tier: bands of one measure, in place of the clusters. They are used only when they neither"
        " overlap nor leave a gap, so that every customer, now and later, has exactly one tier.",
        formula="from ≤ measure < up to, on profit, contribution, revenue, orders or days since the last order",
        leaves_out=(
            "Clusters, rules and one tier up, which belong to the clusters. An empty tier is reported, not refused."
        ),
        computed_by="cx.customers.segments.manual_limits.check",
    ),
    Definition(
        "Tier card",
        "Metal tiers",
        "One measure, the profit of 12 months: the tier's money and its share of all tiers' profit, the change against"
        " the tier of the same months a year before, and the profit of each month.",
        formula=(
            "change = profit of the tier at as-of − profit of the tier at the same day a year before, who was in it"
            " then · month: contribution of the tier's customers less its fixed cost, spread evenly over the days;"
            " months are counted back from as-of"
        ),
        leaves_out=(
            "The change is not known where the data does not hold the 12 months up to a year before. Where the data"
            " begins within the window, the first month holds only the days that it knows."
        ),
        computed_by="cx.segments.tier_months",
    ),
    Definition(
        "Coverage rate",
        "Metal tiers",
        "Share of customers who cover fixed and variable cost. The source's rule of thumb: two thirds to three"
        " quarters.",
        formula="customers with profit ≥ 0 ÷ customers with a tier",
        computed_by="cx.segments.tiers",
    ),
    Definition(
        "Whale curve",
        "Metal tiers",
        "Cumulative profit, customers from best to worst. It peaks at the break-even customer; the fall after it is"
        " the loss on unprofitable customers.",
        formula="running profit ÷ profit of all customers with a tier",
        leaves_out="Guests. At a total loss the curve is drawn in money: there is no 100%.",
        computed_by="cx.segments.whale_curve",
    ),
]
