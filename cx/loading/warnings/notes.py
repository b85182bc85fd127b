"""Notes worth reading about a load that went well."""

import duckdb

from cx.loading.files.source import Text
from cx.loading.ledger.receipts import Receipt
from cx.loading.rows.checks import Task
from cx.loading.rows.row_path import Filled
from cx.loading.warnings import journey_notes
from cx.tables.columns import STEPS
from cx.tables.kinds import LINE, ORDER_RULES, UNIQUE
from cx.text.formatting import _, count

_SHOWN, _NAMED = 60, 3


def notes(
    cursor: duckdb.DuckDBPyConnection, filled: Filled, receipt: Receipt, text: Text, headers: tuple[str, ...]
) -> tuple[str, ...]:
    """Sentences, the most telling first."""
    task = filled.task
    found = _edited(cursor) + _derived(task) + (_orders(cursor, task) if task.kind == "orders" else [])
    found += _unknown_steps(cursor, task) if task.kind == "touchpoints" else []
    found += journey_notes.notes(cursor, task)
    if task.kind not in UNIQUE and not task.drop_duplicates:
        found += _duplicates(cursor, filled)
    found += _left_out(task, headers) + list(task.readings.notes) + list(text.notes)
    if filled.counted.long_records:
        found.append(_("Spanning several lines: {rows}.").format(rows=_rows(filled.counted.long_records)))
    if receipt.header_line > 1:
        found.append(_skipped(text, receipt.header_line))
    if filled.counted.blank:
        found.append(_("Blank: {lines}.").format(lines=_lines(filled.counted.blank)))
    if not receipt.rows_read:
        found.append(_("The file holds a header and no rows."))
    return tuple(found)


def _skipped(text: Text, header_line: int) -> str:
    """What stands before the header, with its first words."""
    first = next((line.strip(" ,;\t|") for line in text.head if line.strip(" ,;\t|")), "")
    first = first if len(first) <= _SHOWN else f"{first[:_SHOWN]}…"
    said = _("The header is on line {line}; the lines before it were skipped (“{first}”).")
    return said.format(line=header_line, first=first)


def _edited(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """How many rows were changed by hand, and what each rule did."""
    rows = cursor.execute("select count(distinct line) from edited_cells").fetchall()[0][0]
    found = [_("Fixed manually: {rows}.").format(rows=_rows(rows))] if rows else []
    rules = cursor.execute('select "column", was, becomes, rows from edited_cells where line is null').fetchall()
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
    ).fetchall()[0]
    found, rule = [], task.mapping.get("order_id")
    if rule in ORDER_RULES:
        query = "select count(distinct order_id) from orders where upload_id = $upload_id"
        made = count(cursor.execute(query, given).fetchall()[0][0], _("order"), _("orders"))
        kept = rule if "customer_id" in task.cells.positions else LINE  # as checking.order_number does
        found.append(_("The file has no order number: {rule} ({orders}).").format(rule=_(kept), orders=made))
    if returns:
        found.append(_("Negative revenue: {lines}, counted as returns.").format(lines=_lines(returns)))
    if free:
        found.append(_("Zero revenue: {lines}, counted as purchases.").format(lines=_lines(free)))
    if guests and "customer_id" in task.cells.positions:
        found.append(_("No customer number: {lines} of guests, kept in revenue.").format(lines=_lines(guests)))
    elif guests:
        found.append(_("The file has no customer number: no tiers and no repeat purchases can be computed."))
    return found


def _unknown_steps(cursor: duckdb.DuckDBPyConnection, task: Task) -> list[str]:
    """Steps of contacts that are none of the journey: they are kept, and no answer counts them to a step."""
    query = """
        select count(*), array_to_string(min(distinct step, $most), ', ') from touchpoints
        where upload_id = $upload_id and not list_contains($steps, step)
    """
    given = {"upload_id": task.upload_id, "steps": list(STEPS), "most": _NAMED}
    ((rows, first),) = cursor.execute(query, given).fetchall() if "step" in task.cells.positions else [(0, "")]
    said = _("step: {rows} with an unknown step ({first}), kept as written. The steps are {steps}.")
    return [said.format(rows=_rows(rows), first=first, steps=", ".join(STEPS))] if rows else []


def _lines(number: int) -> str:
    return count(number, _("line"), _("lines"))


def _rows(number: int) -> str:
    return count(number, _("row"), _("rows"))


def _duplicates(cursor: duckdb.DuckDBPyConnection, filled: Filled) -> list[str]:
    task, repeated = filled.task, filled.repeated
    if repeated is None:
        repeated = _equal_lines(cursor, task, filled.set_aside > 0)
    if not repeated:
        return []
    text = (
        _("Exact duplicates of earlier lines: {lines}, kept as real purchases.")
        if task.kind == "orders"
        else _("Exact duplicates of earlier lines: {lines}, kept as rows of their own.")
    )
    return [text.format(lines=_lines(repeated))]


def _equal_lines(cursor: duckdb.DuckDBPyConnection, task: Task, some_aside: bool) -> int:
    found = cursor.execute(
        f"""
        select count(*) - count(distinct mark) from ({task.cells.records})
        where not $some_aside or line not in (select line from quarantine where upload_id = $upload_id)
        """,
        {"upload_id": task.upload_id, "some_aside": some_aside},
    )
    return int(found.fetchall()[0][0])


def _left_out(task: Task, headers: tuple[str, ...]) -> list[str]:
    taken = {*task.cells.positions.values(), *(task.cells.further.values() if task.kind == "orders" else ())}
    others = [header for place, header in enumerate(headers, start=1) if header and place not in taken]
    if not others:
        return []
    shown = ", ".join(others[:12]) + ("…" if len(others) > 12 else "")
    if task.kind == "customers":
        return [_("Imported as attributes: {columns}.").format(columns=shown)]
    return [_("Columns not imported: {columns}.").format(columns=shown)]
