"""Warnings about what could have been understood wrongly in a file, as its header and first rows tell."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable

from cx.loading.files.source import Text
from cx.loading.header import matching, value_shapes
from cx.loading.header.layout import Layout
from cx.tables import currencies
from cx.tables.kinds import KINDS, TIMES_PRICE, is_rule
from cx.text.formatting import _, count

MOST_WORDS, MOST_IN_CELL = 20, 3
"""A column of more different cells is none of states, such as paid and cancelled; nor is a cell of more words."""

MOSTLY, LEAST_ORDERS, LEAST_NAMED = 0.95, 5, 2
"""So large a share of the orders of several lines, and so many (where the header says total), show an order's total."""

_SHARE, _PART = re.compile(r"0?\.\d+|[01](?:\.0*)?"), re.compile(r"0?\.\d*[1-9]\d*")
_STEP, _LIKE_MONEY = re.compile(r"0?\.\d[05]?"), re.compile(r"\d*\.\d0")
_DECIMALS = re.compile(r"[.,٫](?:\d{1,2}|\d{4,})$")
_CODE = rf"(?:{currencies.SIGNS}|(?:{currencies.CODES})\b)"
_THOUSANDS = re.compile(
    r"(?i)\b(?:thousands?|tsd|in k|millions?|mio|mn|mln)\b|'?\b000s?\b|\((?:k|mm?)\)|هزار|میلیون"
    rf"|{currencies.SIGNS} ?(?:k|mm?)\b|\b(?:k|t|mm?) ?{_CODE}"
)
_CENTS = re.compile(r"(?i)\b(?:cents?|centimes?|pence|rappen|øre|minor units?)\b")
_PERCENT = re.compile(r"(?i)[%٪]|\b(?:percent|percentage|per cent|pct|rate|pourcent|pourcentage)\b|prozent|satz\b|درصد")
_OF_ORDER = re.compile(
    r"\b(?:order|grand|invoice|basket|cart|receipt|bill|commande)\b|bestell|auftrag|rechnung|سفارش|فاکتور"
)
_OF_LINE = re.compile(r"\b(?:lines?|items?|rows?|position|product|ligne)\b|zeile|artikel|کالا|ردیف")
_UNDONE = re.compile(
    r"\b(?:cancel|cancell?ed|cancell?ation|refund(?:ed|s)?|returned|voided|failed|declined|denied|rejected"
    r"|chargeback|charged"
    r" back|storno|storniert|erstattet|retoure|retourniert|abgebrochen|annulee?|remboursee?|retournee?"
    r"|cancelad[ao]|anulad[ao]|devuelt[ao]|reembolsad[ao]|annullat[ao]|geannuleerd)\b|لغو|کنسل|مرجوع|برگشت|ابطال|ناموفق"
)
_UNDONE_AS_STATE = re.compile(r"returns?|void|avoir|gutschrift|credit (?:note|memo)")
_STATE = re.compile(r"\b(?:status|state|type|kind|action|statut|estado|vorgang|belegart)\b|status\b|وضعیت|نوع")
_UNDONE_HEADER = re.compile(r"\b(?:cancell?ed|cancell?ation|refund(?:ed|s)?|voided|storno|storniert)\b|لغو|مرجوع")
_NOT = re.compile(r"\b(?:not?|non|never|nicht|kein|keine)\b|نشده")
_NO = {"", "false", "f", "no", "n", "nein", "non", "none", "null", "nan", "n a", "nil", "خیر", "نه"}
_AMOUNT = {"orders": "revenue", "costs": "amount"}


def of_file(text: Text, layout: Layout, kind: str, mapping: dict[str, str]) -> list[str]:
    """What the reader of a file could have understood wrongly, and a person would see at a glance."""
    rows = _rows(text, layout) if kind in _AMOUNT else []
    return [
        *_nobody(layout, kind, mapping),
        *_rows_before(text, layout),
        *_in_thousands(layout, kind, mapping),
        *_currencies(layout, kind, mapping),
        *_shares(layout, mapping),
        *_order_totals(rows, layout, kind, mapping),
        *_undone(rows, layout, kind, mapping),
    ]


def _nobody(layout: Layout, kind: str, mapping: dict[str, str]) -> list[str]:
    """Orders of nobody answer little of what is asked here, and the customer may stand under a header nobody knows."""
    left = [header for header in layout.headers if header and header not in mapping.values()]
    if kind != "orders" or "customer_id" in mapping or not left:
        return []
    said = _(
        "No column is matched to the customer, and without one no tiers and no repeat purchases can be computed. If"
        " one of these holds the customer, choose it as Customer ID: {headers}."
    )
    return [said.format(headers=", ".join(left[:MOST_WORDS]))]


def _rows(text: Text, layout: Layout) -> list[list[str]]:
    """The rows at the beginning of a file, and a few all over it, that are as wide as the header."""
    lines = [
        *text.head[layout.header_end :],
        *(line for place, line in text.samples if place >= len(text.head)),
    ]
    return [row for row in _cut(lines, layout.delimiter) if len(row) == len(layout.headers)]


def _cut(lines: Iterable[str], delimiter: str) -> list[list[str]]:
    """The trimmed cells of the lines, as far as they can be cut."""
    found: list[list[str]] = []
    try:
        found += (
            [cell.strip() for cell in row] for row in csv.reader((line + "\n" for line in lines), delimiter=delimiter)
        )
    except csv.Error:
        return found
    return found


def _rows_before(text: Text, layout: Layout) -> list[str]:
    """Lines before the header that look like rows: the header may stand in the middle of the file."""
    cells = _cut(text.head[: max(layout.header_line - 1, 0)], layout.delimiter)
    alike = [
        row for row in cells if len(row) == len(layout.headers) > 1 and 2 * len(list(filter(None, row))) > len(row)
    ]
    rows = [row for row in alike if any(map(value_shapes.is_value, row))]
    if not rows:
        return []
    said = _(
        "{rows} before the header look like rows and are not read. The header was taken from line {line}; choose"
        " another one if that is wrong."
    )
    return [said.format(rows=count(len(rows), _("line"), _("lines")), line=layout.header_line)]


def _in_thousands(layout: Layout, kind: str, mapping: dict[str, str]) -> list[str]:
    """Amounts whose header speaks of thousands or millions, or of cents while none has a decimal mark."""
    many = _("{column}: the header “{header}” says thousands or millions; the amounts were taken as they are written.")
    cents = _(
        "{column}: the header “{header}” says cents; the amounts were taken as they are written, a hundred times"
        " too large if they are cents. Divide them by 100 in the file."
    )
    found = []
    for name, header in mapping.items():
        if KINDS[kind][name].type != "money" or is_rule(header):
            continue
        words = _words(header)
        if _THOUSANDS.search(words):
            found.append(many.format(column=name, header=header))
        elif _CENTS.search(words) and not any(map(_DECIMALS.search, layout.samples.get(header, []))):
            found.append(cents.format(column=name, header=header))
    return found


def _words(header: str) -> str:
    """A header with spaces between its words, and all its signs.

    >>> _words("amount_T€"), _words("amountCents")
    ('amount T€', 'amount Cents')
    """
    return re.sub(r"_|(?<=[a-z])(?=[A-Z][a-z])", " ", header)


def _currencies(layout: Layout, kind: str, mapping: dict[str, str]) -> list[str]:
    """Columns that are not read and name different currencies in the first rows."""
    if not any(KINDS[kind][name].type == "money" for name in mapping):
        return []
    said = _(
        "“{header}” is not read and names several currencies ({names}): amounts in them are added up as if they were of"
        " one. Match it as currency."
    )
    found = []
    for header, values in layout.samples.items():
        names = sorted({value.upper() for value in values if value_shapes.is_currency(value)})
        if len(names) > 1 and header not in mapping.values() and all(map(value_shapes.is_currency, values)):
            found.append(said.format(header=header, names=", ".join(names[:4])))
    return found


def _shares(layout: Layout, mapping: dict[str, str]) -> list[str]:
    """A discount column of percentages by its header, or of shares (0.2 for 20%) by its first values: it is read as an
    amount.
    """
    header = mapping.get("discount", "")
    cells = [cell.replace(",", ".") for cell in layout.samples.get(header, [])]
    if _PERCENT.search(_words(header)) and any(map(_is_above_zero, cells)):
        said = _(
            "discount: the header “{header}” says percentage and its numbers are read as an amount of money. "
            "Choose that the file has no discount, or give it as an amount in the file."
        )
    elif cells and all(map(_SHARE.fullmatch, cells)) and _are_shares(cells, _paid(layout, mapping)):
        said = _(
            "discount: “{header}” holds numbers from 0 to 1, as shares of a price do, and is read as an amount of"
            " money. If it is a share, choose that the file has no discount."
        )
    else:
        return []
    return [said.format(header=header)]


def _paid(layout: Layout, mapping: dict[str, str]) -> list[str]:
    """The first revenues, or the prices that they are made of."""
    header = mapping.get("unit_price" if mapping.get("revenue") == TIMES_PRICE else "revenue", "")
    return layout.samples.get(header, [])


def _are_shares(cells: list[str], paid: list[str]) -> bool:
    """Whether numbers from 0 to 1 are shares rather than small amounts of money.

    They are where most of what was paid is 10 or more: several of them, or one that is not written as money is (0.1,
    not 0.50). Below that only several steps of 5 in a hundred are, none of them written as money is.
    """
    parts = [cell for cell in cells if _PART.fullmatch(cell)]
    several, money = len({float(part) for part in parts}) > 1, any(map(_LIKE_MONEY.fullmatch, cells))
    large = 2 * sum(sum(map(str.isdigit, _DECIMALS.sub("", cell))) > 1 for cell in paid) > len(paid)
    if large:
        return several or (len(parts) > 1 and not money)
    return bool(paid) and several and not money and all(_STEP.fullmatch(part) for part in parts)


def _order_totals(rows: list[list[str]], layout: Layout, kind: str, mapping: dict[str, str]) -> list[str]:
    """A revenue that stands alike on every line of an order, though the lines are not alike."""
    order, revenue, product = (_place(layout, mapping.get(name)) for name in ("order_id", "revenue", "product_id"))
    if kind != "orders" or order is None or revenue is None:
        return []
    lines = defaultdict(list)
    for row in rows:
        if row[order] and _is_above_zero(row[revenue]):
            lines[row[order]].append(row)
    several = [
        found for found in lines.values() if len({tuple(row) if product is None else row[product] for row in found}) > 1
    ]
    alike = [found[0][revenue] for found in several if len({row[revenue] for row in found}) == 1]
    header = matching.normalized(layout.headers[revenue])
    named = bool(_OF_ORDER.search(header) and not _OF_LINE.search(header))
    enough = len(alike) >= (LEAST_NAMED if named else LEAST_ORDERS) and (named or len(set(alike)) > 2)
    if not enough or len(alike) < MOSTLY * len(several):
        return []
    said = _(
        "revenue: “{header}” is the same on every line of an order, as the total of an order is ({orders} of several"
        " lines at the beginning of the file), and is added up once for each line. Choose the column of what each line"
        " came to, or {rule}; where there is none, leave one line of each order in the file."
    )
    orders = count(len(alike), _("order"), _("orders"))
    return [said.format(header=layout.headers[revenue], orders=orders, rule=_(TIMES_PRICE))]


def _undone(rows: list[list[str]], layout: Layout, kind: str, mapping: dict[str, str]) -> list[str]:
    """Columns that are not read and say of rows with an amount above zero that they were cancelled or paid back."""
    if kind not in _AMOUNT:
        return []
    name = "quantity" if mapping.get("revenue") == TIMES_PRICE else _AMOUNT[kind]
    amount = _place(layout, mapping.get(name))
    counted = [row for row in rows if amount is not None and _is_above_zero(row[amount])]
    taken, found = {_place(layout, header) for header in mapping.values()}, []
    for place, header in enumerate(layout.headers):
        words = [] if not header or place in taken else _words_of_undone(header, [row[place] for row in counted])
        if words:
            found.append(_undone_sentence(kind, header, words))
    return found


def _place(layout: Layout, header: str | None) -> int | None:
    return layout.position(header) if header and not is_rule(header) else None


def _undone_sentence(kind: str, header: str, words: list[str]) -> str:
    said = (
        _(
            "“{header}” is not read and says {words}: such rows are counted as sales. Take them out of the file, or"
            " give what was paid back as a negative amount, which counts as a return."
        )
        if kind == "orders"
        else _("“{header}” is not read and says {words}: such rows are counted as costs. Take them out of the file.")
    )
    return said.format(header=header, words=", ".join(f"“{word}”" for word in words[:4]))


def _is_above_zero(cell: str) -> bool:
    return any(mark.isdecimal() and int(mark) for mark in cell) and not any(mark in cell for mark in "-−(")


def _words_of_undone(header: str, cells: list[str]) -> list[str]:
    """What a column says of rows that were undone: words such as refunded, or anything but no under such a header."""
    different, name = sorted({*cells}), matching.normalized(header)
    if _UNDONE_HEADER.search(name):
        return [cell for cell in different if matching.normalized(cell).strip("0 ") not in _NO]
    if len(different) > MOST_WORDS:
        return []
    state = bool(_STATE.search(name))
    return [cell for cell in different if _is_undone(matching.normalized(cell), state)]


def _is_undone(words: str, state: bool) -> bool:
    """Whether the words of a cell say that a row was undone; some of them do so only as the state or sort of a row."""
    if state and _UNDONE_AS_STATE.fullmatch(words):
        return True
    return bool(_UNDONE.search(words) and not _NOT.search(words)) and len(words.split()) <= MOST_IN_CELL
