"""Terms of contacts, tickets, promises and the journey: what their rows mean and what they count in."""

from cx.definitions.definition import Definition

SUBJECT = "Contacts and promises"
DEFINITIONS = [
    Definition(
        "Recommended",
        SUBJECT,
        "A customer recommended the company to others. “Referred” is the other side: this person was referred by"
        " someone, and referrer_id may say who. In a file, “referred” with step “advocate” is read as “recommended”;"
        " the receipt says how often.",
        leaves_out="It is no first touch and has no assumed cost; a cost that the row has, such as a reward, counts.",
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Unsubscribed and bounced",
        SUBJECT,
        "Unsubscribed: the person wants no more messages. Bounced: the message never arrived.",
        leaves_out="Neither is a first touch, nor has an assumed cost. Both are events of a custom funnel.",
    ),
    Definition(
        "Asked and thanked",
        SUBJECT,
        "Asked: an invitation to a survey. Thanked: thanks to a customer; with variant “held out” the person was chosen"
        " at random and not thanked.",
        leaves_out=(
            "Neither is a first touch, an event of a funnel or a time of service, nor has an assumed cost; a cost that"
            " the row has counts."
        ),
    ),
    Definition(
        "Call",
        SUBJECT,
        "A ticket of kind “call”: opened_at is when it came in, resolved_at when it ended. Without answered_at the"
        " caller gave up.",
        leaves_out=(
            "A call is no ticket: it is in no count of tickets, no waiting time, no type of customer and no service"
            " received, and has no assumed cost. A cost that the row has counts in the cost to serve."
        ),
    ),
    Definition(
        "Moment before the opening",
        SUBJECT,
        "A ticket that was answered, resolved or reopened before it was opened is excluded. A day without an hour may"
        " be any hour of that day.",
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Severity",
        SUBJECT,
        "How bad a complaint is: 1 mild, 2 in between, 3 severe. Other values are excluded.",
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Kano answers",
        SUBJECT,
        "Two answers to one request: if it were there (kano_with), if it were not (kano_without): 1 like, 2 expect,"
        " 3 neutral, 4 can live with, 5 dislike.",
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Promise",
        SUBJECT,
        "What was promised to one customer, when, until when, and whether it was kept: delivery, call back, refund,"
        " guarantee, price or other. One row a promise.",
        formula="kept = kept_on on or before due_on; the column kept counts only where one of the dates is missing",
    ),
    Definition(
        "Journey",
        SUBJECT,
        "The touchpoints between customer and company, one row each: the step (aware, consider, evaluate, buy, use,"
        " bond, return, advocate), one of the five Ps (product, price, promotion, place, people) and the team that"
        " answers for it.",
    ),
    Definition(
        "Source of a score",
        SUBJECT,
        "Who scored a company: customers, staff or mystery shoppers. Several rows of one company and attribute are"
        " several people; one row is one judgement.",
    ),
]
