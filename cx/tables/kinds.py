"""Which tables can be loaded, and what may stand in place of a column of a file?"""

from cx.tables.columns import EVERY

KINDS = {kind: {column.name: column for column in columns} for kind, columns in EVERY.items()}
"""Each table with its columns by name, in the order of the table."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAMING = _words(
    "id ids no nr num number numbers code key ref reference email mail name names sku ean upc guid uuid handle nummer numero "
    "کد شماره شناسه نام ایمیل"
)
"""One of these words in a header says that its cells name something: an order's number, not its status."""

_OF_MONEY = _words(
    "tax taxes vat mwst tva iva gst duty shipping freight delivery postage handling fee fees commission refund refunded "
    "refunds due balance running weight rep budget planned forecast target tip deposit id no nr number code points rate "
    "percent quantity qty count date kdv ндс доставка مالیات ارسال حمل کارمزد مانده"
)
_OF_DATES = _words(
    "ship shipped shipping due birth birthday modified updated update last expiry expiration expected estimated promised "
    "delivery delivered closed resolved start end cancelled canceled refunded returned payment invite invited lieferung "
    "geburt livraison naissance entrega nacimiento teslimat dogum рождения доставки تولد ارسال"
)
_OF_NUMBERS = _words("refunded returned cancelled canceled id code")
OF_OTHER_THINGS = {"money": _OF_MONEY, "number": _OF_NUMBERS, "date": _OF_DATES, "timestamp": _OF_DATES}
"""Type -> words that make an amount, a count or a date one of something else: a tax, a birth."""

UNIQUE = {"customers": "customer_id", "products": "product_id", "tickets": "ticket_id"}
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

    >>> is_rule("= Web"), is_rule("quantity × unit price"), is_rule("Total")
    (True, True, False)
    """
    return header.startswith(SAME_FOR_ALL) or any(header in rules for rules in RULES.values())


def needed(kind: str) -> tuple[str, ...]:
    """Names of the columns that every row of the kind must fill.

    >>> needed("orders")
    ('order_id', 'ordered_at', 'revenue')
    """
    return tuple(name for name, column in KINDS[kind].items() if column.needed)
