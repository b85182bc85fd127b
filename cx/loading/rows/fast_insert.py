"""Rows that go into their table while they are read (cx.loading.rows.fast_path): no copy of them is made on the way."""

import duckdb

from cx.loading.rows import checks as row_checks


def fill(cursor: duckdb.DuckDBPyConnection, task: row_checks.Task, rows: str) -> int:
    """Insert every sound row of the quick way (cx.loading.rows.fast_path) while it is read; returns how many.

    rows : the select of line, and the text and the value of each column
    The pieces are read side by side, each by one thread from its first line to its last, so that a row's number in it is
    its line; only the order of the pieces in the table is left open, and no answer rests on that. The setting holds for
    questions that are asked meanwhile too: none of them rests on the order of a table. What stands in an order is sorted by
    its statement, which the engine keeps to (so are the events that funnel/events numbers), and the other numbers
    that are given to rows are names and nothing more.
    """
    chosen = [f"value_{column.name} as {column.name}" for column in task.columns if not column.helper]
    statement = f"""
        insert into {task.kind} by name
        select {", ".join(chosen + row_checks.order_number(task))}, cast($upload_id as integer) as upload_id, line
        from ({rows})
        where {row_checks.sound(task)}
    """
    with cursor.cursor() as settings:  # one of its own: after an error this one takes no more statements
        settings.execute("set preserve_insertion_order = false")
        try:
            return cursor.execute(statement, task.given(statement)).fetchall()[0][0]
        finally:
            settings.execute("reset preserve_insertion_order")


def unsound_share(cursor: duckdb.DuckDBPyConnection, task: row_checks.Task, relation: str) -> float:
    """Which share of some rows has a cell that is not of the plainest form; 0 where there is no row."""
    found = row_checks.valued(task, True, relation)
    query = f"select count(*), count(case when {row_checks.sound(task)} then 1 end) from ({found})"
    ((total, fine),) = cursor.execute(query, task.given(query)).fetchall()
    return 1 - fine / total if total else 0.0


def mixed_up(cursor: duckdb.DuckDBPyConnection, task: row_checks.Task, relation: str, strict: bool) -> int:
    """How many of some rows stand in the table with other values than they have when read alone."""
    there = [column.name for column in task.columns if not column.helper]
    differ = " or ".join(f"held.{name} is distinct from alone.value_{name}" for name in there)
    found = row_checks.valued(task, strict, relation)
    query = f"""
        select count(*)
        from ({found}) alone join {task.kind} held on held.line = alone.line
        where held.upload_id = $upload_id and ({differ})
    """
    return cursor.execute(query, {"upload_id": task.upload_id}).fetchall()[0][0]
