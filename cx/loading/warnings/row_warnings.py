"""Warnings about rows that came in: dates to come, minus signs, totals, another table below the first."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

import duckdb

from cx.loading.files.source import Text
from cx.loading.header import matching, value_shapes
from cx.loading.header.layout import Layout
from cx.loading.ledger.receipts import first_cells
from cx.loading.rows import row_choices
from cx.loading.rows.checks import Task
from cx.loading.warnings import amount_warnings, score_warnings
from cx.tables.kinds import RECORDS
from cx.text.formatting import _, count

LAST, TAIL = 5, 1 << 14
"""Totals are looked for in so many last rows, which stand in so many last bytes."""

MOST_ASIDE = 1000
"""A second header is looked for among so many rows that were set aside."""

_TOTAL = re.compile(
    r"(?:(?:grand|sub|sous) ?)?totals?|total"
    r" g[eé]n[eé]ral|totale|totaal|sum|suma|somme|(?:end|zwischen|gesamt)?summe|gesamt"
    r"|جمع(?: کل)?|مجموع"
)


def of_rows(cursor: duckdb.DuckDBPyConnection, task: Task, text: Text, layout: Layout, today: date) -> list[str]:
    """What is worth a second look in the rows of a load, once they and those set aside are where they belong."""
    return [
        *_dates(cursor, task, today),
        *_signs(cursor, task),
        *amount_warnings.doubts(cursor, task),
        *score_warnings.doubts(cursor, task),
        *_totals(cursor, task, text, layout),
        *_other_table(cursor, task, layout),
    ]


def _dates(cursor: duckdb.DuckDBPyConnection, task: Task, today: date) -> list[str]:
    """Rows that came in with a date after today, or with one that systems write for none: figures would run there."""
    record = RECORDS[task.kind]
    sentences = {
        "future": (
            _("{column}: {rows} dated after today, up to {last}; every figure runs up to that day.")
            if record.ends
            else _("{column}: {rows} dated after today, up to {last}.")
        ),
        "placeholder": (
            _("{column}: {rows} with a placeholder date ({first}); your history begins there.")
            if record.begins
            else _("{column}: {rows} with a placeholder date ({first}).")
        ),
    }
    found: list[str] = []
    for choice in row_choices.of(task.kind, task.cells.positions, task.mapping):
        if choice.name not in sentences:
            continue
        column = choice.column(task.kind)
        query = f"""
            select count(*), min(cast({column} as date)), max(cast({column} as date)) from {task.kind}
            where upload_id = $upload_id and {row_choices.condition(choice, column, True)}
        """
        given = {"upload_id": task.upload_id, "tomorrow": today + timedelta(days=1)}
        given = {name: value for name, value in given.items() if f"${name}" in query}
        ((rows, first, last),) = cursor.execute(query, given).fetchall()
        if rows:
            found.append(sentences[choice.name].format(column=column, rows=_rows(rows), first=first, last=last))
    return found


def _signs(cursor: duckdb.DuckDBPyConnection, task: Task) -> list[str]:
    """Amounts below zero where they are none by themselves, and dates that stand the wrong way round."""
    there = [odd for odd in _odd(task.kind) if {*odd[0]} <= {*task.cells.positions}]
    if not there:
        return []
    counts = ", ".join(f"count(case when {condition} then 1 end)" for _columns, condition, _said in there)
    query = f"select {counts} from {task.kind} where upload_id = $upload_id"
    found = cursor.execute(query, {"upload_id": task.upload_id}).fetchall()[0]
    return [
        said.format(column=columns[0], rows=_rows(rows))
        for (columns, _condition, said), rows in zip(there, found, strict=True)
        if rows
    ]


def _odd(kind: str) -> list[tuple[tuple[str, ...], str, str]]:
    """(columns, condition, sentence) of what hardly any row of a kind should be."""
    cost = _(
        "{column}: {rows} below zero, as ledgers write costs; they make the profit larger. Give costs without a minus"
        " in the file."
    )
    discount = _(
        "{column}: {rows} below zero with revenue above zero; a discount is read as a reduction of the price. Give"
        " discounts without a minus in the file, or choose that the file has none."
    )
    quantity = _(
        "{column}: {rows} below zero with revenue above zero, counted as purchases. If they are returns, give their"
        " revenue with a minus in the file."
    )
    amount = _(
        "{column}: {rows} below zero; they make the costs smaller. If they are no credit notes, give them without a"
        " minus in the file."
    )
    product = _("{column}: {rows} dated before the product was launched. Check whether the columns are swapped.")
    made = _("{column}: {rows} dated before the promise was made. Check whether the columns are swapped.")
    asked = _("{column}: {rows} dated before it was asked for. Check whether the columns are swapped.")
    promised = _("{column}: {rows} below zero. Give what was promised without a minus in the file.")
    unclear = _("{column}: no in {rows}, with a fulfilment date and no due date. Check whether they were kept.")
    scored = _("{column}: {rows} below zero. Check whether the columns are swapped.")
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {
        "orders": [
            (("cost",), "cost < 0 and revenue > 0", cost),
            (("discount",), "discount < 0 and revenue > 0", discount),
            (("quantity",), "quantity < 0 and revenue > 0", quantity),
        ],
        "costs": [(("amount",), "amount < 0", amount)],
        "touchpoints": [(("cost",), "cost < 0", cost)],
        "tickets": [(("cost",), "cost < 0", cost)],
        "promises": [
            (("due_on", "made_on"), "due_on < made_on", made),
            (("kept_on", "made_on"), "kept_on < made_on", made),
            (("answered_on", "asked_on"), "answered_on < asked_on", asked),
            (("amount",), "amount < 0", promised),
            (("kept", "kept_on"), "not kept and kept_on is not null and due_on is null", unclear),
        ],
        "competitors": [(("score",), "score < 0", scored), (("importance",), "importance < 0", scored)],
        "products": [(("retired_on", "launched_on"), "retired_on < launched_on", product)],
    }
    return found.get(kind, [])


def _totals(cursor: duckdb.DuckDBPyConnection, task: Task, text: Text, layout: Layout) -> list[str]:
    """Rows at the end of the file that say total in a cell and became rows of the table."""
    named: dict[int, tuple[str, str]] = {}
    for line, cells in _last_rows(text, layout):
        for header, cell in zip(layout.headers, cells, strict=True):
            if _TOTAL.fullmatch(matching.normalized(cell)):
                named.setdefault(line, (header, cell))
    if not named:
        return []
    query = f"select line from {task.kind} where upload_id = $upload_id and line >= $first order by line"
    lines = cursor.execute(query, {"upload_id": task.upload_id, "first": min(named)}).fetchall()
    said = _(
        "Line {line} says “{cell}” under “{header}” and was read as a row like the others. If it is their total, take"
        " it out of the file."
    )
    return [said.format(line=line, cell=named[line][1], header=named[line][0]) for (line,) in lines if line in named]


def _last_rows(text: Text, layout: Layout) -> list[tuple[int, list[str]]]:
    """(line, cells) of the last LAST rows that are as wide as the header."""
    with text.path.open("rb") as file:
        whole = text.path.stat().st_size <= TAIL
        file.seek(0 if whole else -TAIL, 0 if whole else 2)
        lines = file.read().decode("utf-8", errors="replace").removesuffix("\n").split("\n")
    found: list[tuple[int, list[str]]] = []
    for back, line in enumerate(reversed(lines if whole else lines[1:])):
        cells = [cell.strip() for cell in first_cells(line, layout.delimiter)]
        if len(found) == LAST or text.lines - back <= layout.header_end:
            break
        if any(cells):
            found.append((text.lines - back, cells))
    return [(line, cells) for line, cells in found if len(cells) == len(layout.headers)]


def _other_table(cursor: duckdb.DuckDBPyConnection, task: Task, layout: Layout) -> list[str]:
    """A line that was set aside and is made of names, as a header is, with rows before and after it."""
    query = f"""
        select line, raw from quarantine where upload_id = $upload_id order by line limit {MOST_ASIDE}
    """
    own = [matching.normalized(header) for header in layout.headers]
    for line, raw in cursor.execute(query, {"upload_id": task.upload_id}).fetchall():
        cells = [cell.strip() for cell in first_cells(raw, layout.delimiter)]
        if not _is_header(cells, layout) or [matching.normalized(cell) for cell in cells] == own:
            continue
        around = (
            f"select count(case when line < $line then 1 end), count(*) from {task.kind} where upload_id = $upload_id"
        )
        ((before, rows),) = cursor.execute(around, {"upload_id": task.upload_id, "line": line}).fetchall()
        if 0 < before < rows:
            said = _(
                "Line {line} looks like another header (“{header}”); the {rows} after it may be another table and"
                " were imported into this one. Put each table into a file of its own."
            )
            shown = ", ".join(filter(None, cells))
            return [said.format(line=line, header=shown[:60] + "…" * (len(shown) > 60), rows=_rows(rows - before))]
    return []


def _is_header(cells: Sequence[str], layout: Layout) -> bool:
    """Whether a row is made of different names without a digit, also where the columns hold values."""
    names = [cell for cell in cells if cell]
    if len(names) < 2 or len(cells) != len(layout.headers) or len({*names}) < len(names):
        return False
    if not all(cells[: len(names)]) or any(mark.isdigit() for name in names for mark in name):
        return False
    return any(
        cell and 2 * sum(map(value_shapes.is_value, values)) > len(values)
        for cell, values in zip(cells, (layout.samples.get(header, []) for header in layout.headers), strict=True)
    )


def _rows(number: int) -> str:
    return count(number, _("row"), _("rows"))
