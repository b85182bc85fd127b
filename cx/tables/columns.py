"""What are the columns of each table?"""

from dataclasses import dataclass, replace

from cx.tables import header_names


@dataclass(frozen=True)
class Column:
    """One column of a table.

    type : text, date, timestamp, money, number, flag or currency
    synonyms : what else headers call it, in the form that `cx.loading.header.matching.normalized` gives
    allowed : the only values it may hold; empty when any text will do
    helper : read to derive another column from, and not kept itself
    lacking : the code of the reason (cx.tables.reasons) when the cell is empty; "" where it may be: not needed
    """

    name: str
    type: str = "text"
    needed: bool = False
    synonyms: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    lacking: str = ""
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
        Column("step"),
        Column("channel"),
        Column("campaign"),
        Column("kind", allowed=("exposed", "sent", "opened", "clicked", "visited", "served", "referred")),
        Column("cost", "money"),
        Column("variant", allowed=("treated", "held out")),
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
            allowed=("nps", "csat", "ces", "expectation", "promise", "perception", "importance", "employee"),
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
        Column("kind", lacking="no_kind_of_ticket"),
        Column("topic"),
        Column("channel"),
        Column("answered_at", "timestamp"),
        Column("resolved_at", "timestamp"),
        Column("satisfied", "flag"),
        Column("cost", "money"),
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
    ],
}
EVERY = {
    kind: [
        replace(column, needed=bool(column.lacking), synonyms=header_names.of(kind, column.name)) for column in columns
    ]
    for kind, columns in _TABLES.items()
}
"""Kind of table -> its columns, in the order of the table."""
