"""Terms that stand on every page."""

from cx.definitions.definition import Definition
from cx.statistics import intervals, trends

DEFINITIONS = [
    Definition(
        "As of",
        "On every page",
        "The date that every figure is as of. Its default is the last date of an order, touchpoint, survey answer or "
        "ticket in the data, never today.",
        leaves_out="Everything later: a date in the past gives what a load up to that date would have given.",
        computed_by="cx.coverage.last_date",
    ),
    Definition(
        "Period",
        "On every page",
        "Which part of the past the funnel and retention show: people who entered in it, cohorts that began in it,"
        " periods that are drawn. The other pages have a fixed window: the 12 months up to the as-of date, or the whole"
        " past for recency, frequency and money and for stages.",
        leaves_out="It changes no tier, type, group or stage.",
    ),
    Definition(
        "Compare with",
        "On every page",
        "What the figures of the period stand beside: the period just before, as long; the same days a year before; or"
        " as long, up to a date. Segments, Stages and the overview compare 12 months.",
        formula=(
            "better, worse, higher or lower only where the 95% interval of the change excludes 0 and Holm over the"
            " figures of the picture accepts it, with at least 30 on both sides; otherwise no clear change, or too few"
            " to tell"
        ),
        leaves_out="With all time there is nothing to compare. Where the same people are in both periods there is no"
        " verdict on shares and counts.",
        computed_by="cx.changes.judged",
    ),
    Definition(
        "Region",
        "On every page",
        "The customer's region from a customers file; without one, from the last order that names it.",
        leaves_out="Guests and people who are not customers yet have none, so a chosen region excludes them.",
    ),
    Definition(
        "Channel",
        "On every page",
        "The channel of the customer's first touch, where that is not after the first order.",
        leaves_out="Guests, and customers who ordered before any recorded touchpoint: a chosen channel excludes them.",
    ),
    Definition(
        "Saved segment",
        "On every page",
        "Customers saved under a name: by a rule, recomputed at each date, or as a fixed list,"
        " whose members stay the same whatever comes later. Its words say what was chosen.",
        leaves_out=(
            "Guests. A saved segment only chooses who is shown; tiers and clusters are computed over everybody first."
        ),
        computed_by="cx.saved.saved",
    ),
    Definition(
        "Segment rule",
        "On every page",
        "Conditions on customers who ordered up to the as-of date; all or any of them must hold. Days since the first"
        " and the last order, region and channel are of the whole past, other measures of the 12 months up to the date."
        " Tier, type and RFM group are those over everybody, by the default assumptions.",
        leaves_out="People who never ordered. A measure that is not known meets no limit.",
        computed_by="cx.segment_rules.count",
    ),
    Definition(
        "Order",
        "On every page",
        "An order number of one customer with at least one line that is no return. It counts once, on the first day of"
        " these lines; the money of a line stays in the day of the line. A line of zero value counts as bought.",
        formula="return = line with revenue < 0: netted in money, never an order",
    ),
    Definition(
        "Guest",
        "On every page",
        "An order line without a customer number. It stays in revenue, in the profit and loss and in product sales.",
        leaves_out="A guest has no tier, no funnel and no cohort.",
    ),
    Definition(
        "95% interval of a share",
        "On every page",
        "Wilson's score interval. Of a hundred such intervals about 95 hold the true share.",
        formula="(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.96",
        leaves_out="Without anybody to count the share is n/a, not 0. Groups under 30 are shown, not ranked.",
        computed_by="cx.intervals.wilson",
    ),
    Definition(
        "95% interval of a mean",
        "On every page",
        "The bootstrap-t interval, which holds best for skewed money. A mean of money over fewer than "
        f"{intervals.ROUGH_UNDER} values is marked “rough”: its interval holds the true mean less often than 95%.",
        formula=f"mean − t* × standard error, t* from resamples; Student's t under {intervals.FEW} values",
        computed_by="cx.intervals.mean",
    ),
    Definition(
        "Several comparisons",
        "On every page",
        "Where a page compares several groups or measures, they share the chance of a false verdict: at most 5% of such"
        " pages show one. The interval drawn is the plain 95% interval; a hollow mark has no verdict, even where its"
        " interval excludes 0.",
        formula="Holm: the k-th smallest p of m against 0.05 ÷ (m − k + 1); score test for shares, Welch for means",
        leaves_out=f"Groups under {intervals.ENOUGH_TO_RANK}: shown, without a verdict.",
        computed_by="cx.verdicts.holm",
    ),
    Definition(
        "Trend over periods",
        "On every page",
        "The change per period, where what happens in one period carries over to the next. It is called rising or"
        " falling only if the 95% interval excludes 0.",
        formula="regression on time with AR(1) errors (REML), t with periods ÷ 3 − 1 degrees of freedom",
        leaves_out=(
            f"Under {trends.LONG_ENOUGH} periods there is no verdict; a period under {intervals.ENOUGH_TO_RANK} people"
            f" counts as unknown. At most the last {trends.MOST} periods."
        ),
        computed_by="cx.trends.trend",
    ),
]
