"""Terms of what customers say."""

from cx.definitions.definition import Definition
from cx.statistics import intervals

SUBJECT = "Voice"
DEFINITIONS = [
    Definition(
        "NPS",
        SUBJECT,
        "Net Promoter Score of 12 months: the share of promoters (9 and 10 of 10) less that of detractors (0 to 6). One"
        " vote a person, weighted; the figure of every answer stands beside it.",
        formula="100 · (promoters - detractors) ÷ votes",
        leaves_out="Who did not order in the 12 months: counted apart. Weights cannot make up for who never answers.",
        computed_by="cx.voice.score",
    ),
    Definition(
        "Satisfied",
        SUBJECT,
        "CSAT of 12 months: the share of votes of 4 and 5 of 5. A person has one vote on each subject, the latest"
        " answer; weighted as NPS.",
        formula="votes of 4 and 5 ÷ votes; Wilson on the effective number of votes",
        computed_by="cx.voice.score",
    ),
    Definition(
        "Made it easy",
        SUBJECT,
        "Customer effort (CES) of 12 months: the share of votes of 5 to 7 of 7, where 7 is easy. One vote a person, the"
        " latest answer; weighted as NPS.",
        formula="votes of 5 to 7 ÷ votes; Wilson on the effective number of votes",
        computed_by="cx.voice.score",
    ),
    Definition(
        "Weighted score",
        SUBJECT,
        "Customers with many orders answer more often. So active customers are divided into five groups by their orders"
        " of 12 months, and each counts by its share of customers, not of answers. Neighbouring groups are joined until"
        f" {intervals.ENOUGH_TO_RANK} of each answered; where fewer than two are left, every vote counts alike.",
        formula="weight = share of active customers ÷ share of customers who answered; cut at the quintiles of orders",
        leaves_out="Tiers as groups: satisfaction is one of their signs.",
        computed_by="cx.voice.score",
    ),
    Definition(
        "Customers heard",
        SUBJECT,
        "The share of the customers who ordered in 12 months that gave an answer in them.",
        formula="active customers who answered ÷ active customers",
        computed_by="cx.voice.score",
    ),
    Definition(
        "Answered when asked",
        SUBJECT,
        "The share of the people invited to a survey who answered one within 30 days of an invitation.",
        formula="people who answered within 30 days ÷ people invited",
        leaves_out="Invitations of the last 30 days: their time is not over. Unknown where no invitations are loaded.",
        computed_by="cx.voice.score",
    ),
    Definition(
        "Trend of a score",
        SUBJECT,
        "The change of a score in a year, over whole quarters. It is called a trend only if the interval of the votes"
        " and that of the quarterly scores both leave out 0.",
        formula="weighted least squares of votes on time, errors clustered by person, and “Trend over periods”",
        leaves_out=f"The running quarter, and quarters of under {intervals.ENOUGH_TO_RANK} votes.",
        computed_by="cx.voice.slope",
    ),
    Definition(
        "Drivers of NPS",
        SUBJECT,
        "How much of the differences in NPS between people goes with their experience of each touchpoint. It shows what"
        " goes together, not what causes it.",
        formula="parts of R² averaged over all orders of touchpoints (LMG) ÷ R²; interval of 300 resamples",
        leaves_out=(
            "Who did not answer about every touchpoint within 30 days and give the NPS within 60. Shares are shown from"
            " 50 + 10 · touchpoints people on."
        ),
        computed_by="cx.voice.drivers",
    ),
    Definition(
        "Comments",
        SUBJECT,
        "What customers wrote with an answer in 12 months. Whether it is pleased or not is the score given with it,"
        " never guessed from the words. Mail addresses, links and long numbers are masked.",
        computed_by="cx.voice.comments",
    ),
    Definition(
        "Topics of comments",
        SUBJECT,
        "What many comments are about, found in the words that occur together, in each script by itself. A comment is"
        " of the topic that it fits best, or of none. Topics can be renamed, joined and split by a word; an edit holds"
        " for the topic that shares most of its terms, at least half.",
        formula=(
            "TF-IDF of words and pairs, then non-negative matrix factorisation; 4 to 12 topics, the number at which two"
            " halves of the comments place them most alike"
        ),
        leaves_out=(
            "English and Persian words that say nothing. Under 200 comments of a script its words are counted alone;"
            " over 5,000 a sample finds the topics, and all are placed."
        ),
        computed_by="cx.voice.topics",
    ),
]
