"""What is worth saying about a load that went well?"""

import csv
import re
from datetime import date, timedelta

import duckdb

from cx import choices, matching
from cx.checking import Task
from cx.kinds import KINDS, ORDER_RULES, UNIQUE, is_rule
from cx.layout import Layout
from cx.lines import Lines
from cx.reader import Text
from cx.receipts import Receipt
from cx.words import _, count

_SHOWN = 60
_SHARE, _PART = re.compile(r"0?\.\d+|[01](?:\.0*)?"), re.compile(r"0?\.\d*[1-9]\d*")
_THOUSANDS = re.compile(
    r"(?i)\b(?:thousands?|tsd|in k|millions?|mio|mn|mln)\b|'?\b000s?\b|\bk ?[$€£]|[$€£] ?k\b|\bk(?:eur|usd|gbp)\b|هزار|میلیون"
)


def notes(
    cursor: duckdb.DuckDBPyConnection,
    task: Task,
    receipt: Receipt,
    text: Text,
    headers: tuple[str, ...],
    counted: Lines,
    again: int | None = None,
) -> tuple[str, ...]:
    """Sentences, the most telling first.

    again : how many sound rows equal an earlier one, where that is known
    """
    found = _mended(cursor) + _derived(task) + (_orders(cursor, task) if task.kind == "orders" else [])
    if task.kind not in UNIQUE and not task.drop_duplicates:
        found += _duplicates(cursor, task, receipt.rows_quarantined > 0, again)
    found += _left_out(task, headers) + list(task.readings.notes) + list(text.notes)
    if counted.long_records:
        found.append(_("Spanning several lines: {rows}.").format(rows=_rows(counted.long_records)))
    if receipt.header_line > 1:
        found.append(_skipped(text, receipt.header_line))
    if counted.blank:
        found.append(_("Blank: {lines}.").format(lines=_lines(counted.blank)))
    if not receipt.rows_read:
        found.append(_("The file holds a header and no rows."))
    return tuple(found)


def _skipped(text: Text, header_line: int) -> str:
    """What stands before the header, with its first words."""
    first = next((line.strip(" ,;\t|") for line in text.head if line.strip(" ,;\t|")), "")
    first = first if len(first) <= _SHOWN else f"{first[:_SHOWN]}…"
    said = _("The header is on line {line}; what stands before it was skipped (“{first}”).")
    return said.format(line=header_line, first=first)


def doubts(text: Text, layout: Layout, kind: str, mapping: dict[str, str]) -> list[str]:
    """What the reader of a file could have understood wrongly, and a person would see at a glance."""
    return [
        *_rows_before(text, layout),
        *_in_thousands(kind, mapping),
        *_currencies(layout, kind, mapping),
        *_shares(layout, mapping),
    ]


def odd_dates(cursor: duckdb.DuckDBPyConnection, task: Task, today: date) -> list[str]:
    """Rows that came in with a date after today, or with one that systems write for none: figures would run there."""
    told = {
        "future": _("{column}: {rows} dated after today, up to {last}; every figure runs up to that day."),
        "placeholder": _(
            "{column}: {rows} with a date that stands for none ({first}); your history begins there."
        ),
    }
    found = []
    for choice in choices.of(task.kind, task.cells.positions, task.mapping):
        if choice.name not in told:
            continue
        column = choice.kinds[task.kind]
        query = f"""
            select count(*), min(cast({column} as date)), max(cast({column} as date)) from {task.kind}
            where upload_id = $upload_id and {choices.condition(choice, column, True)}
        """
        given = {"upload_id": task.upload_id, "tomorrow": today + timedelta(days=1)}
        given = {name: value for name, value in given.items() if f"${name}" in query}
        ((rows, first, last),) = cursor.execute(query, given).fetchall()
        if rows:
            found.append(told[choice.name].format(column=column, rows=_rows(rows), first=first, last=last))
    return found


def _rows_before(text: Text, layout: Layout) -> list[str]:
    """Lines before the header that look like rows: the header may stand in the middle of the file."""
    lines = csv.reader(text.head[: max(layout.header_line - 1, 0)], delimiter=layout.delimiter)
    try:
        cells = [[cell.strip() for cell in row] for row in lines]
    except csv.Error:
        return []
    alike = [
        row
        for row in cells
        if len(row) == len(layout.headers) > 1 and 2 * len(list(filter(None, row))) > len(row)
    ]
    rows = [row for row in alike if any(map(matching.is_value, row))]
    if not rows:
        return []
    said = _(
        "{rows} before the header look like rows and are not read. The header was taken from line {line}; choose another one if that is wrong."
    )
    return [said.format(rows=_lines(len(rows)), line=layout.header_line)]


def _in_thousands(kind: str, mapping: dict[str, str]) -> list[str]:
    """Amounts whose header speaks of thousands or millions."""
    said = _(
        "{column}: the header “{header}” speaks of thousands or millions; the amounts were taken as they are written."
    )
    return [
        said.format(column=name, header=header)
        for name, header in mapping.items()
        if KINDS[kind][name].type == "money" and not is_rule(header) and _THOUSANDS.search(header)
    ]


def _currencies(layout: Layout, kind: str, mapping: dict[str, str]) -> list[str]:
    """Columns that are not read and name different currencies in the first rows."""
    if not any(KINDS[kind][name].type == "money" for name in mapping):
        return []
    said = _(
        "“{header}” is not read and names several currencies ({names}): amounts in them are added up as if they were of one. "
        "Match it as currency."
    )
    found = []
    for header, values in layout.samples.items():
        names = sorted({value.upper() for value in values if matching.is_currency(value)})
        if len(names) > 1 and header not in mapping.values() and all(map(matching.is_currency, values)):
            found.append(said.format(header=header, names=", ".join(names[:4])))
    return found


def _shares(layout: Layout, mapping: dict[str, str]) -> list[str]:
    """A discount column whose first values are shares (0.2 for 20%) beside larger revenues: it is read as an amount."""
    discounts = layout.samples.get(mapping.get("discount", ""), [])
    revenues = layout.samples.get(mapping.get("revenue", ""), [])
    parts = {cell for cell in discounts if _PART.fullmatch(cell)}
    large = sum(len(cell.partition(".")[0].strip("-")) > 1 for cell in revenues)
    if len(parts) < 2 or not all(map(_SHARE.fullmatch, discounts)) or 2 * large <= len(revenues):
        return []
    said = _(
        "discount: “{header}” holds numbers from 0 to 1, as shares of a price do, and is read as an amount of money. "
        "If it is a share, choose that the file has no discount."
    )
    return [said.format(header=mapping["discount"])]


def _mended(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """How many rows were changed by hand, and what each rule did."""
    rows = cursor.execute("select count(distinct line) from mended").fetchall()[0][0]
    found = [_("Mended by hand: {rows}.").format(rows=_rows(rows))] if rows else []
    rules = cursor.execute('select "column", was, becomes, rows from mended where line is null').fetchall()
    for column, was, becomes, changed in rules:
        text = _("{column}: “{was}” was read as “{becomes}” in {rows}.")
        found.append(text.format(column=column, was=was or "", becomes=becomes or "", rows=_rows(changed)))
    return found


def _derived(task: Task) -> list[str]:
    """Which columns follow a rule that is no header."""
    same = [f"{name} = {text}" for name, text in task.cells.constants.items()]
    found = [_("The same in every row: {columns}.").format(columns=", ".join(same))] if same else []
    return [_("Revenue is quantity × unit price."), *found] if task.times_price else found


def _orders(cursor: duckdb.DuckDBPyConnection, task: Task) -> list[str]:
    given = {"upload_id": task.upload_id}
    returns, free, guests = cursor.execute(
        """
        select
            count(case when revenue < 0 then 1 end), count(case when revenue = 0 then 1 end),
            count(*) - count(customer_id)
        from orders where upload_id = $upload_id
        """,
        given,
    ).fetchone()
    found, rule = [], task.mapping.get("order_id")
    if rule in ORDER_RULES:
        query = "select count(distinct order_id) from orders where upload_id = $upload_id"
        made = count(cursor.execute(query, given).fetchall()[0][0], _("order"), _("orders"))
        found.append(_("The file has no order number: {rule} ({orders}).").format(rule=_(rule), orders=made))
    if returns:
        found.append(_("Negative revenue: {lines}, counted as returns.").format(lines=_lines(returns)))
    if free:
        found.append(_("Zero revenue: {lines}, counted as purchases.").format(lines=_lines(free)))
    if guests and "customer_id" in task.cells.positions:
        found.append(
            _("No customer number: {lines} of guests, kept in revenue.").format(lines=_lines(guests))
        )
    elif guests:
        found.append(_("The file has no customer number: no tiers or repeat buying can be told from it."))
    return found


def _lines(number: int) -> str:
    return count(number, _("line"), _("lines"))


def _rows(number: int) -> str:
    return count(number, _("row"), _("rows"))


def _duplicates(
    cursor: duckdb.DuckDBPyConnection, task: Task, some_aside: bool, again: int | None
) -> list[str]:
    if again is None:
        again = _equal_lines(cursor, task, some_aside)
    if not again:
        return []
    text = (
        _("Exact duplicates of earlier lines: {lines}, kept as real purchases.")
        if task.kind == "orders"
        else _("Exact duplicates of earlier lines: {lines}, kept as rows of their own.")
    )
    return [text.format(lines=_lines(again))]


def _equal_lines(cursor: duckdb.DuckDBPyConnection, task: Task, some_aside: bool) -> int:
    return cursor.execute(
        f"""
        select count(*) - count(distinct mark) from ({task.cells.records})
        where not $some_aside or line not in (select line from quarantine where upload_id = $upload_id)
        """,
        {"upload_id": task.upload_id, "some_aside": some_aside},
    ).fetchall()[0][0]


def _left_out(task: Task, headers: tuple[str, ...]) -> list[str]:
    taken = set(task.cells.positions.values())
    others = [header for place, header in enumerate(headers, start=1) if header and place not in taken]
    if not others:
        return []
    shown = ", ".join(others[:12]) + ("…" if len(others) > 12 else "")
    if task.kind == "customers":
        return [_("Kept as attributes: {columns}.").format(columns=shown)]
    return [_("Columns of the file that were left out: {columns}.").format(columns=shown)]
