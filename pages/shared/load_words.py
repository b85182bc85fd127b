"""Words for columns, reasons and numbers of rows, as the upload and the quality page say them."""

from cx.tables.kinds import UNIQUE
from cx.text.formatting import _, number


def label(column: str) -> str:
    """A column's name as a person reads it.

    >>> label("customer_id"), label("ordered_at"), label("revenue")
    ('Customer ID', 'Order date', 'Revenue')
    """
    words = _named().get(column) or _(column.replace("_", " ").capitalize())
    return f"{words[:-3]} ID" if words.endswith(" id") else words


def _named() -> dict[str, str]:
    """The columns whose names in the files are no words of a person: dates are verbs there, the mix is a letter."""
    return {
        "ordered_at": _("Order date"),
        "joined_on": _("Customer since"),
        "launched_on": _("Launch date"),
        "retired_on": _("End of sale"),
        "occurred_at": _("Contact date"),
        "answered_at": _("Answer date"),
        "answered_on": _("Answer date"),
        "opened_at": _("Opening date"),
        "resolved_at": _("Resolution date"),
        "reopened_at": _("Reopening date"),
        "left_on": _("Leaving date"),
        "scored_on": _("Score date"),
        "made_on": _("Promise date"),
        "due_on": _("Due date"),
        "asked_on": _("Request date"),
        "kept_on": _("Fulfilment date"),
        "p": _("Marketing mix (P)"),
    }


def reason(text: str) -> str:
    """A reason with the name of its column as a person reads it.

    >>> reason("ordered_at does not exist in the calendar"), reason("same customer_id as an earlier line")
    ('Order date does not exist in the calendar', 'Same customer ID as an earlier line')
    """
    first, _space, rest = text.partition(" ")
    if rest.startswith(("is ", "has ", "may ", "does ")):
        return f"{label(first)} {_(rest)}"
    told = " ".join(_in_a_sentence(word) for word in _(text).split(" "))
    return told[:1].upper() + told[1:]


def _in_a_sentence(word: str) -> str:
    """A column within a sentence as a person reads it; any other word as it is."""
    name = label(word)
    return f"{name[:1].lower()}{name[1:]}" if word in UNIQUE.values() else word


def size(rows: int) -> str:
    """A count of rows for a button."""
    return f"{number(rows)} {_('row') if rows == 1 else _('rows')}"
