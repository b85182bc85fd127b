"""Checks of records: which become rows of the table, and why the others do not."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from cx.engine import statements
from cx.loading.header.column_cells import Cells
from cx.loading.rows import row_choices
from cx.loading.rows.workspace import Workspace
from cx.loading.values import error_reasons
from cx.loading.values import numbers as value_numbers
from cx.loading.values import reading as value_reading
from cx.loading.values.column_formats import Readings
from cx.tables import reasons
from cx.tables.columns import Column
from cx.tables.kinds import KINDS, LINE, ORDER_RULES, TIMES_PRICE, UNIQUE
from cx.tables.survey_scales import SCALES, WHOLE_SCALES

TIMES = "try_cast(cast(value_quantity as decimal(19, 4)) * cast(value_unit_price as decimal(19, 4)) as decimal(18, 4))"
"""Quantity times unit price, rounded half away from zero to a hundredth of a cent; null where it is too large."""

AFTER_OPENING = ("answered_at", "resolved_at", "reopened_at")
_ODD_TICKET = {
    name: (
        f"coalesce(value_{name} < case when value_{name} = date_trunc('day', value_{name})"
        f" then date_trunc('day', value_opened_at) when value_{name} = date_trunc('minute', value_{name})"
        " then date_trunc('minute', value_opened_at) else value_opened_at end, false)",
        "before_opening",
    )
    for name in AFTER_OPENING
} | {"severity": ("coalesce(value_severity not in (1, 2, 3), false)", "no_severity")}
"""Column of a ticket -> the condition under which its value cannot be, and the code of the reason."""

Fault = tuple[str, str, str, str | None]
"""Condition, column, code of cx.tables.reasons, detail."""


@dataclass(frozen=True)
class Task:
    """What is to be loaded where: everything that the statements below depend on.

    read_at_once : the sound rows went into the table while they were read (cx.loading.rows.fast_path); the records are
        the others
    odd_ids : whether an id may be an error or a number cut short by a spreadsheet
    proven : the columns of which every cell is known to be empty or of the plainest form (cx.loading.rows.plain_cells)
    """

    kind: str
    upload_id: int
    mapping: dict[str, str]
    readings: Readings
    cells: Cells
    path: Path
    drop_duplicates: bool = False
    aside: tuple[str, ...] = ()
    tomorrow: date | None = None

    read_at_once: bool = False
    odd_ids: bool = True
    proven: frozenset[str] = frozenset()

    @property
    def columns(self) -> list[Column]:
        """The mapped columns, in the order of the table; what revenue is made of is needed."""
        mapped = [column for name, column in KINDS[self.kind].items() if name in self.cells.positions]
        if not self.times_price:
            return mapped
        return [replace(column, **FACTORS.get(column.name, {})) for column in mapped]

    @property
    def proven_numbers(self) -> set[str]:
        """Those of `proven` that hold numbers, and share their cells with no column of another type."""
        places, numbers = self.cells.positions, {c.name for c in self.columns if c.type in value_reading.NUMBERS}
        others = {place for name, place in places.items() if name not in numbers}
        return {name for name in numbers & self.proven if places[name] not in others}

    @property
    def times_price(self) -> bool:
        """Whether revenue is the quantity times the price of one piece."""
        return self.mapping.get("revenue") == TIMES_PRICE

    @property
    def posed(self) -> list[row_choices.Choice]:
        """What a person may decide about the rows of this load."""
        return row_choices.of(self.kind, self.cells.positions, self.mapping)

    def given(self, statement: str) -> dict[str, object]:
        """The parameters that a statement asks for."""
        given = {"upload_id": self.upload_id, "tomorrow": self.tomorrow}
        return {name: value for name, value in given.items() if f"${name}" in statement}


FACTORS: dict[str, dict[str, Any]] = {
    "quantity": {"needed": True, "lacking": "no_quantity"},
    "unit_price": {"needed": True, "lacking": "no_unit_price"},
}


def fill(cursor: duckdb.DuckDBPyConnection, task: Task) -> int:
    """Insert every sound record into its table.

    Parameters
    ----------
    cursor, task : of the transaction, and the load

    Returns
    -------
    How many.

    Notes
    -----
    The records are materialized, or the engine would cut and read each cell again for each condition.
    """
    names = [column.name for column in task.columns if not column.helper]
    chosen = [f"value_{name} as {name}" for name in names] + order_number(task)
    chosen += [f"{TIMES} as revenue"] if task.times_price else []
    chosen += ["attributes"] if task.cells.further and task.kind == "customers" else []
    statement = f"""
        insert into {task.kind} by name
        with records as materialized ({valued(task)})
        select {", ".join(chosen)}, cast($upload_id as integer) as upload_id, line
        from records
        where {sound(task)}
        {_first_only(task)}
    """
    return int(cursor.execute(statement, task.given(statement)).fetchall()[0][0])


def read_faulty_texts(workspace: Workspace, path: Path) -> None:
    """Read the lines that `faulty` names from the file once more."""
    workspace.make_faulty_texts(statements.text("rows/faulty_texts"), {"path": str(path)})


def set_aside(workspace: Workspace, task: Task) -> int:
    """Put every record that is not in the table into quarantine, with its first problem.

    Parameters
    ----------
    workspace, task : of the load

    Returns
    -------
    How many.
    """
    cursor, problems = workspace.cursor, _problems(task)
    codes = [(place, *found) for place, (_, *found) in enumerate(problems)]
    cursor.register("problem_codes", pd.DataFrame(codes, columns=["problem", "name", "code", "detail"]))
    _find_faults(workspace, task, problems)
    if task.read_at_once:  # the text of every other row is kept
        workspace.make_no_faulty_texts()
    else:
        read_faulty_texts(workspace, task.path)
    given = {"upload_id": task.upload_id, "kind": task.kind}
    added = int(cursor.execute(statements.text("rows/quarantine"), given).fetchall()[0][0])
    if task.kind in UNIQUE:
        _name_holders(cursor, task)
    elif task.drop_duplicates:
        _name_first_lines(cursor, task)
    workspace.drop("faulty", "faulty_texts")
    cursor.unregister("problem_codes")
    return added


def _find_faults(workspace: Workspace, task: Task, problems: list[Fault]) -> None:
    """Make the table `faulty`; its problem is a place in the list."""
    marks = " ".join(f"when {condition} then {place}" for place, (condition, *_) in enumerate(problems))
    cells = " ".join(f"when {place} then {name}" for place, (_, name, *_) in enumerate(problems) if name != "line")
    there = f"select line from {task.kind} where upload_id = $upload_id"
    if task.read_at_once:  # or all the rows that went in at once would stand in a hash table
        there += " and line in (select line from other_records)"
    statement = f"""
        with
        found as (
            select *, case {marks} end as problem
            from ({valued(task)})
            where line not in ({there})
        )
        select line, problem, case problem {cells} end as value
        from found
    """
    workspace.make_faulty(statement, task.given(statement))


def _name_holders(cursor: duckdb.DuckDBPyConnection, task: Task) -> None:
    """Say which line or load holds the id that a row wanted."""
    holders = f"select {UNIQUE[task.kind]} as value, upload_id, line from {task.kind}"
    cursor.execute(f"create temp view holders as {holders}").fetchall()
    cursor.execute(statements.text("rows/quarantine_retried"), {"upload_id": task.upload_id}).fetchall()
    cursor.execute("drop view holders").fetchall()


def _name_first_lines(cursor: duckdb.DuckDBPyConnection, task: Task) -> None:
    """Say which line a duplicate equals."""
    statement = f"""
        with
        records as ({task.cells.records}),
        firsts as (select mark, min(line) as first_line from records group by mark),
        again as (select line, first_line from records join firsts using (mark))
        update quarantine
        set detail = first_line
        from again
        where upload_id = $upload_id and quarantine.line = again.line and code = 'same_line' and detail is null
    """
    cursor.execute(statement, {"upload_id": task.upload_id}).fetchall()


def valued(task: Task, strict: bool = False, relation: str | None = None) -> str:
    """The relation line, mark, <column> (text) and value_<column>.

    strict : only the plainest cells have a value; relation : the texts, None = those of all records
    """
    valued = ", ".join(
        f"{value_reading.typed(column, task.readings, strict, task.odd_ids, column.name in task.proven)} as"
        f" value_{column.name}"
        for column in task.columns
    )
    return f"select *, {valued} from ({relation or task.cells.records})"


def order_number(task: Task) -> list[str]:
    """The order number of a file without one, as an expression; none where the file has it."""
    rule = task.mapping.get("order_id") if task.kind == "orders" else None
    if rule not in ORDER_RULES:
        return []
    return [f"{_made_number(task)} as order_id"]


def _made_number(task: Task) -> str:
    line = "cast($upload_id as varchar) || '-' || line"
    if task.mapping.get("order_id") == LINE or "customer_id" not in task.cells.positions:
        return f"({line})"
    return f"coalesce(value_customer_id || ' ' || strftime(value_ordered_at, '%Y-%m-%d'), {line})"


def sound(task: Task) -> str:
    """The condition that a record becomes a row of the table, over the columns of `valued`.

    It asks for the text of every column with a value: of one that it did not ask for the engine would leave the cast to
    its reader of CSV, which ends with an error at the first cell that cannot be cast.
    """
    fit = [
        (
            f"{column.name} is not null and value_{column.name} is not null"
            if column.needed
            else f"({value_reading.says_nothing(column, task.readings)} or value_{column.name} is not null)"
        )
        for column in task.columns
        if column.needed
        or column.type != "text"
        or column.allowed
        or (value_reading.is_id(column) and column.name not in task.proven)
    ]
    others = [f"not ({condition})" for condition, *_ in _unlike(task)]
    fit += [f"{TIMES} is not null"] if task.times_price else []
    return " and ".join([*fit, *others]) or "true"


def _unlike(task: Task) -> list[Fault]:
    """(condition, column, code, detail) of rows whose cells can be read and that are set aside all the same."""
    foreign = value_numbers.unlike(task.readings) if "currency" in task.cells.positions else []
    return [*foreign, *_off_scale(task), *_odd_tickets(task), *_unwanted(task)]


def _off_scale(task: Task) -> list[Fault]:
    """(condition, column, code, detail) of scores that the scale of their measure does not hold."""
    if task.kind != "surveys" or not {"measure", "score"} <= set(task.cells.positions):
        return []
    found: list[Fault] = [
        (
            f"value_measure = '{measure}' and value_score not between {lowest} and {highest}",
            "score",
            "off_scale",
            reasons.detail(measure, lowest, highest),
        )
        for measure, (lowest, highest) in SCALES.items()
    ]
    uneven = "value_measure in {} and value_score <> floor(value_score)"
    return found + [(uneven.format(named), "score", "not_whole", " and ".join(named)) for named in WHOLE_SCALES]


def _odd_tickets(task: Task) -> list[Fault]:
    """(condition, column, code, detail) of tickets with a moment before they were opened, or an unknown severity.

    A moment without a time of day is the whole day, one without seconds the whole minute: it is before only on an
    earlier day, in an earlier minute.
    """
    if task.kind != "tickets":
        return []
    there = [name for name in (*AFTER_OPENING, "severity") if name in task.cells.positions]
    return [(condition, name, code, None) for name in there for condition, code in [_ODD_TICKET[name]]]


def _unwanted(task: Task) -> list[Fault]:
    """(condition, column, code, detail) of the sound rows that the person does not want."""
    found: list[Fault] = []
    for choice in task.posed:
        name = choice.column(task.kind)
        made = TIMES if name == "revenue" else _made_number(task)
        value = f"value_{name}" if name in task.cells.positions else made
        unwanted = row_choices.condition(choice, value, task.tomorrow is not None)
        if choice.name in task.aside and unwanted:
            column = name if name in task.cells.positions else "line"
            found.append((unwanted, column, choice.code, None))
    return found


def _first_only(task: Task) -> str:
    unique = UNIQUE.get(task.kind)
    if unique:
        return (
            f"and value_{unique} not in (select {unique} from {task.kind}) "
            f"qualify row_number() over (partition by value_{unique} order by line) = 1"
        )
    return "qualify row_number() over (partition by mark order by line) = 1" if task.drop_duplicates else ""


def _problems(task: Task) -> list[Fault]:
    """(condition, column, code, detail) in the order in which they are told; the last one holds for every other row."""
    found: list[Fault] = []
    for column in task.columns:
        if column.needed:
            found.append((f"{column.name} is null", column.name, column.lacking, None))
    for column in task.columns:
        unread = f"not ({value_reading.says_nothing(column, task.readings)}) and value_{column.name} is null"
        found += [
            (f"{unread} and ({condition})", column.name, code, detail)
            for condition, code, detail in error_reasons.of(column, task.readings)
        ]
    if task.times_price:
        found.append((f"{TIMES} is null", "unit_price", "product_too_large", None))
    found += _unlike(task)
    unique = UNIQUE.get(task.kind)
    return [*found, ("true", unique or "line", "same_id" if unique else "same_line", None)]
