"""Words for columns, reasons and numbers of rows, as the upload and the quality page say them."""

from cx.text.formatting import _, number


def label(column: str) -> str:
    """A column's name as a person reads it.

    >>> label("customer_id"), label("ordered_at"), label("revenue")
    ('Customer ID', 'Ordered at', 'Revenue')
    """
    words = _(column.replace("_", " ").capitalize())
    return f"{words[:-3]} ID" if words.endswith(" id") else words


def reason(text: str) -> str:
    """A reason with the name of its column as a person reads it.

    >>> reason("ordered_at is an impossible date"), reason("no revenue")
    ('Ordered at is an impossible date', 'No revenue')
    """
    first, _space, rest = text.partition(" ")
    if rest.startswith(("is ", "has ")):
        return f"{label(first)} {_(rest)}"
    told = _(text)
    return told[:1].upper() + told[1:]


def size(rows: int) -> str:
    """A count of rows for a button."""
    return f"{number(rows)} {_('row') if rows == 1 else _('rows')}"
