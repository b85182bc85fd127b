"""Terms of promises: what is said beside what is done, what is kept, and what a broken promise costs."""

from cx.definitions.definition import Definition
from cx.statistics import intervals

SUBJECT = "Promises"
DEFINITIONS = [
    Definition(
        "Promise gap",
        SUBJECT,
        "How far what customers experience lies above or below what they say was promised, in points of the study."
        " Short of the promise: a gap of a twelfth of the scale or more (half a point of 1 to 7) that is below 0 for"
        f" certain, of at least {intervals.ENOUGH_TO_RANK} customers; touchpoints are judged together (Holm).",
        formula="mean of each customer's own (experienced − promised), latest scores of 12 months; Student's interval",
        leaves_out="Customers who gave only one of the two scores, and answers without a customer.",
        computed_by="cx.promises.gaps",
    ),
    Definition(
        "Study scale",
        SUBJECT,
        "From which score to which the study asks: 1 to 5, to 7 or to 10. It is the smallest that holds all scores of"
        " the 12 months, unless it is set on the page. Studies on different scales are not compared.",
        computed_by="cx.promises.scale",
    ),
    Definition(
        "Promises kept",
        SUBJECT,
        "Of the promises that fell due in the 12 months, the share that was kept by the day it was due. Late counts as"
        " not kept. Whether it was kept is read off the date of fulfilment; the recorded yes or no counts only where"
        " there is none.",
        formula="kept by the due date ÷ due; 95% interval of Wilson",
        leaves_out="Promises that are not due yet, and those without a due date or with dates before they were made:"
        " these are counted as made only.",
        computed_by="cx.promises.kept",
    ),
    Definition(
        "Guarantee claims honoured",
        SUBJECT,
        "Of the claims on guarantees that are 30 days old, the share that was fulfilled within these 30 days.",
        formula="honoured ÷ claims that fell due in the 12 months; 95% interval of Wilson",
        leaves_out="Claims of the last 30 days. How long the guarantee itself runs has no part in it.",
        computed_by="cx.promises.guarantees",
    ),
    Definition(
        "Effect of a broken promise",
        SUBJECT,
        "Orders in the 180 days after a promise was due (a claim: after it was made), as a share of those of matched"
        " customers who had no such promise in the 365 days before. Kept and broken promises each have their own"
        " share; verdicts are given as in the recovery effect.",
        formula="Σ orders ÷ Σ mean orders of the matched, of a customer's first promise of the kind in 365 days",
        leaves_out="Promises whose 180 days are not over, and those without a customer. A customer's type is that of"
        " the last end of a half-year before the promise was due.",
        computed_by="cx.promises.effect",
    ),
    Definition(
        "Overdue promises",
        SUBJECT,
        "Promises that are due, not kept yet and not recorded as broken. A claim that was answered with no is not among"
        " them, one without any answer is.",
        leaves_out="Promises that were recorded as not kept: there is nothing left to keep.",
        computed_by="cx.promises.due",
    ),
]
