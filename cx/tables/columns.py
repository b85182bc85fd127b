"""What are the columns of each table?"""

from dataclasses import dataclass, replace

from cx.tables import header_names
from cx.tables.survey_scales import SCALES

STEPS = ("aware", "consider", "evaluate", "buy", "use", "bond", "return", "advocate")
"""The steps of the journey, in their order."""

PS = ("product", "price", "promotion", "place", "people")
"""The Ps of the marketing mix that a touchpoint is of."""

KINDS_OF_CONTACT = (
    "exposed", "sent", "opened", "clicked", "visited", "served", "referred",
    "recommended", "unsubscribed", "bounced", "asked", "thanked",
)  # fmt: skip
"""What a row of touchpoints can be. referred: somebody brought this person; recommended: this customer told others;
bounced: a message that never arrived; asked: an invitation to a survey; thanked: thanks to a customer.
"""

Words = tuple[tuple[str, str], ...]
"""(word in lower case, what it stands for)."""


def _words(**meant: str) -> Words:
    """What stands for itself, and for the words after it, which commas part."""
    found = []
    for name, others in meant.items():
        own = name.replace("_", " ")
        found += [(word, own) for word in (own, *filter(None, others.split(",")))]
    return tuple(found)


_STEP_WORDS = _words(
    aware="awareness",
    consider="consideration,considering",
    evaluate="evaluation,evaluating",
    buy="purchase,purchasing,buying",
    use="usage,using",
    bond="bonding",
    **{"return": "returning,repurchase"},
    advocate="advocacy",
)
"""Retention and loyalty are left out: both may be bond or return."""

_TICKET_WORDS = _words(
    complaint="",
    question="",
    request="",
    call="phone call,telephone call,anruf,تماس,تماس تلفنی,appel,appel téléphonique,llamada,llamada telefónica",
)
_SEVERITY_WORDS = tuple(
    (word, level)
    for level, words in {
        "1": "low mild minor",
        "2": "medium moderate normal",
        "3": "high severe major critical urgent",
    }.items()
    for word in words.split()
)
"""Numbers of priority (P1, P2) are left out: some count from the top and some from the bottom."""

_P_WORDS = _words(
    product="products,produkt,محصول",
    price="prices,pricing,preis,قیمت",
    promotion="promo,promos,promotions",
    place="places,placement",
    people="person,persons,personnel,staff,employees,افراد",
)
_PROMISE_WORDS = _words(
    delivery="deliveries,lieferung,zustellung,livraison,entrega,تحویل,ارسال",
    call_back="callback,calling back,rückruf,rappel,تماس مجدد",
    refund="refunds,money back,erstattung,rückerstattung,remboursement,reembolso,بازپرداخت,استرداد",
    guarantee="guarantees,warranty,garantie,gewährleistung,garantía,ضمانت,گارانتی",
    price="prices,pricing,price match,preis,preisgarantie,prix,precio,قیمت",
    other="others,sonstiges,andere,anderes,autre,otro,سایر",
)
_SOURCE_WORDS = _words(
    customers="customer", staff="employee,employees", mystery="mystery shopper,mystery shoppers,mystery shopping"
)


@dataclass(frozen=True)
class Column:
    """One column of a table.

    type : text, date, timestamp, money, number, flag or currency
    synonyms : what else headers call it, in the form that `cx.loading.header.matching.normalized` gives
    allowed : the only values it may hold; empty when any text will do
    helper : read to derive another column from, and not kept itself
    words : what some words stand for, whatever their case; other texts are read as in a column without
    lacking : the code of the reason (cx.tables.reasons) when the cell is empty; "" where it may be: not needed
    unreadable : the code of the reason when the cell cannot be read, "" = as its type says
    """

    name: str
    type: str = "text"
    needed: bool = False
    synonyms: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    words: Words = ()
    lacking: str = ""
    unreadable: str = ""
    first_of_month: bool = False
    helper: bool = False


_TABLES = {
    "orders": [
        Column("order_id", lacking="no_order_number"),
        Column("customer_id"),
        Column("ordered_at", "timestamp", lacking="no_order_date"),
        Column("product_id"),
        Column("quantity", "number"),
        Column("unit_price", "money", helper=True),
        Column("revenue", "money", lacking="no_revenue"),
        Column("cost", "money"),
        Column("discount", "money"),
        Column("channel"),
        Column("currency", "currency", helper=True),
    ],
    "customers": [
        Column("customer_id", lacking="no_customer_number"),
        Column("name"),
        Column("joined_on", "date"),
        Column("region"),
    ],
    "products": [
        Column("product_id", lacking="no_product_number"),
        Column("name"),
        Column("category"),
        Column("launched_on", "date"),
        Column("retired_on", "date"),
    ],
    "touchpoints": [
        Column("person_id", lacking="no_person_number"),
        Column("occurred_at", "timestamp", lacking="no_date_of_contact"),
        Column("step", words=_STEP_WORDS),
        Column("channel"),
        Column("campaign"),
        Column("kind", allowed=KINDS_OF_CONTACT),
        Column("cost", "money"),
        Column("variant", allowed=("treated", "held out")),
        Column("referrer_id"),
        Column("currency", "currency", helper=True),
    ],
    "costs": [
        Column("month", "date", lacking="no_month", first_of_month=True),
        Column("amount", "money", lacking="no_amount"),
        Column("kind", allowed=("development", "marketing", "service", "fixed"), lacking="no_kind_of_cost"),
        Column("product_id"),
        Column("channel"),
        Column("currency", "currency", helper=True),
    ],
    "surveys": [
        Column("answered_at", "timestamp", lacking="no_date_of_answer"),
        Column("customer_id"),
        Column(
            "measure",
            allowed=tuple(SCALES),
            lacking="no_measure",
        ),
        Column("subject"),
        Column("score", "number", lacking="no_score"),
        Column("comment"),
    ],
    "tickets": [
        Column("ticket_id", lacking="no_ticket_number"),
        Column("opened_at", "timestamp", lacking="no_opening_date"),
        Column("customer_id"),
        Column("kind", words=_TICKET_WORDS, lacking="no_kind_of_ticket"),
        Column("topic"),
        Column("channel"),
        Column("answered_at", "timestamp"),
        Column("resolved_at", "timestamp"),
        Column("satisfied", "flag"),
        Column("cost", "money"),
        Column("text"),
        Column("team"),
        Column("severity", "number", words=_SEVERITY_WORDS, unreadable="no_severity"),
        Column("reopened_at", "timestamp"),
        Column("currency", "currency", helper=True),
    ],
    "churn_reasons": [
        Column("customer_id", lacking="no_customer_number"),
        Column("left_on", "date", lacking="no_leaving_date"),
        Column("reason", lacking="no_reason"),
    ],
    "competitors": [
        Column("company", lacking="no_company"),
        Column("attribute", lacking="no_attribute"),
        Column("score", "number", lacking="no_score"),
        Column("importance", "number"),
        Column("name_status"),
        Column("scored_on", "date"),
        Column("scored_by"),
        Column("source", words=_SOURCE_WORDS),
    ],
    "promises": [
        Column("promise_id", lacking="no_promise_number"),
        Column("made_on", "date", lacking="no_date_of_promise"),
        Column("customer_id"),
        Column("touchpoint"),
        Column(
            "kind",
            allowed=("delivery", "call back", "refund", "guarantee", "price", "other"),
            words=_PROMISE_WORDS,
            lacking="no_kind_of_promise",
        ),
        Column("words"),
        Column("due_on", "date"),
        Column("asked_on", "date"),
        Column("answered_on", "date"),
        Column("kept_on", "date"),
        Column("kept", "flag"),
        Column("amount", "money"),
        Column("currency", "currency", helper=True),
    ],
    "journey": [
        Column("touchpoint", lacking="no_touchpoint"),
        Column("step", allowed=STEPS, words=_STEP_WORDS, lacking="no_step"),
        Column("position", "number"),
        Column("p", allowed=PS, words=_P_WORDS, lacking="no_p"),
        Column("team", lacking="no_team"),
        Column("owner"),
        Column("promise_text"),
        Column("direct", "flag"),
        Column("met_by"),
        Column("asked_as"),
        Column("topics"),
    ],
}
EVERY = {
    kind: [
        replace(column, needed=bool(column.lacking), synonyms=header_names.of(kind, column.name)) for column in columns
    ]
    for kind, columns in _TABLES.items()
}
"""Kind of table -> its columns, in the order of the table."""
