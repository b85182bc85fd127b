"""Which tables can be loaded, and what may stand in place of a column of a file?"""

from collections.abc import Callable
from dataclasses import dataclass, field

from cx.tables.columns import EVERY


@dataclass(frozen=True)
class Kind:
    """What is known of a kind of table beside its columns.

    Attributes
    ----------
    one_row : what one row is
    rows : what its rows are called where they are counted, "" where the name of the table says it
    unique : the column that may hold each value once only, "" where there is none
    dated : the column that says when, "" where there is none
    lies_ahead : whether its dates may be to come without being a slip, as those of a plan are
    begins, ends : whether its first day begins the time that the data cover, and its last day ends it
    pieces : the column that counts pieces, "" where there is none
    has_history : whether its months are a record of what happened, so that an empty one is a gap
    parents : column -> the kind of table whose unique column it points to
    """

    one_row: str
    rows: str = ""
    unique: str = ""
    dated: str = ""
    lies_ahead: bool = False
    begins: bool = False
    ends: bool = False
    pieces: str = ""
    has_history: bool = True
    parents: dict[str, str] = field(default_factory=dict)


_CUSTOMER, _PRODUCT = {"customer_id": "customers"}, {"product_id": "products"}
RECORDS = {
    "orders": Kind(
        "An order line",
        rows="order lines",
        dated="ordered_at",
        begins=True,
        ends=True,
        pieces="quantity",
        parents=_CUSTOMER | _PRODUCT,
    ),
    "customers": Kind("A customer", unique="customer_id", dated="joined_on"),
    "products": Kind("A product", unique="product_id", dated="launched_on", lies_ahead=True, has_history=False),
    "touchpoints": Kind("A contact with a person", dated="occurred_at", begins=True, ends=True),
    "costs": Kind("A cost of a month", rows="cost entries", dated="month", lies_ahead=True, parents=_PRODUCT),
    "surveys": Kind("An answer to a survey", rows="survey answers", dated="answered_at", ends=True, parents=_CUSTOMER),
    "tickets": Kind(
        "A complaint, question or request", unique="ticket_id", dated="opened_at", ends=True, parents=_CUSTOMER
    ),
    "churn_reasons": Kind(
        "A customer who left, and why", rows="reasons for leaving", dated="left_on", parents=_CUSTOMER
    ),
    "competitors": Kind("A score of a company", rows="company scores", dated="scored_on", has_history=False),
    "promises": Kind("A promise to a customer", unique="promise_id", dated="made_on", parents=_CUSTOMER),
    "journey": Kind("A touchpoint of the journey", rows="journey touchpoints"),
}
"""One record for each kind of table, in the order in which they are shown."""

KINDS = {kind: {column.name: column for column in columns} for kind, columns in EVERY.items()}
"""Each table with its columns by name, in the order of the table."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAMING = _words(
    "id ids no nr num number numbers code key ref reference email mail name names sku ean upc guid uuid handle nummer"
    " numero کد شماره شناسه نام ایمیل"
)
"""One of these words in a header says that its cells name something: an order's number, not its status."""

_OF_MONEY = _words(
    "tax taxes vat mwst tva iva gst duty shipping freight delivery postage handling fee fees commission refund refunded"
    " refunds due balance running weight rep budget planned forecast target tip deposit id no nr number code points"
    " rate percent quantity qty count date kdv ндс доставка مالیات ارسال حمل کارمزد مانده"
)
_OF_DATES = _words(
    "ship shipped shipping due birth birthday modified updated update last expiry expiration expected estimated"
    " promised delivery delivered closed resolved start end cancelled canceled refunded returned payment invite invited"
    " lieferung geburt livraison naissance entrega nacimiento teslimat dogum рождения доставки تولد ارسال"
)
_OF_NUMBERS = _words("refunded returned cancelled canceled id code")
OF_OTHER_THINGS = {"money": _OF_MONEY, "number": _OF_NUMBERS, "date": _OF_DATES, "timestamp": _OF_DATES}
"""Type -> words that make an amount, a count or a date one of something else: a tax, a birth."""

UNIQUE = {kind: record.unique for kind, record in RECORDS.items() if record.unique}
"""The column that may hold each value once only, where there is one."""

LINE = "each line is an order"
CUSTOMER_DAY = "one order per customer and day"
ORDER_RULES = (LINE, CUSTOMER_DAY)
"""What `mapping["order_id"]` may say instead of a header, for files without an order number."""

TIMES_PRICE = "quantity × unit price"
"""What `mapping["revenue"]` may say instead of a header, for files that hold the price of one piece."""

RULES = {"order_id": ORDER_RULES, "revenue": (TIMES_PRICE,)}
SAME_FOR_ALL = "= "
"""A mapping that begins so gives every row what follows: `mapping["channel"] = "= Web"`."""


def is_rule(header: str) -> bool:
    """Whether a mapping says a rule or a constant instead of a header.

    Examples
    --------
    >>> is_rule("= Web"), is_rule("quantity × unit price"), is_rule("Total")
    (True, True, False)
    """
    return header.startswith(SAME_FOR_ALL) or any(header in rules for rules in RULES.values())


def needed(kind: str) -> tuple[str, ...]:
    """Names of the columns that every row of the kind must fill.

    Examples
    --------
    >>> needed("orders")
    ('order_id', 'ordered_at', 'revenue')
    """
    return tuple(name for name, column in KINDS[kind].items() if column.needed)


def counted(kind: str) -> str:
    """What the rows of a kind are called where they are counted.

    Examples
    --------
    >>> counted("orders"), counted("customers")
    ('order lines', 'customers')
    """
    return RECORDS[kind].rows or kind.replace("_", " ")


def in_order_of_load() -> list[str]:
    """The kinds, those first to which others point, so that their ids are known.

    Examples
    --------
    >>> in_order_of_load()[:3]
    ['customers', 'products', 'orders']
    """
    parents = {parent for record in RECORDS.values() for parent in record.parents.values()}
    return sorted(RECORDS, key=lambda kind: kind not in parents)


def kept(kind: str) -> list[str]:
    """Names of the columns of a kind that its table keeps."""
    return [name for name, column in KINDS[kind].items() if not column.helper]


def union(selects: Callable[[str, Kind], list[str]]) -> str:
    """The selects of every kind as one query, for `query($...)` in a statement."""
    return " union all ".join(one for kind, record in RECORDS.items() for one in selects(kind, record))
