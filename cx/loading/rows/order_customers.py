"""What an orders file says of its customers, kept for those of whom no file of customers says it."""

from collections.abc import Sequence

import duckdb

from cx.engine import statements
from cx.loading.header.customer_cells import OWN
from cx.loading.rows.checks import Task
from cx.text.formatting import _, count


def keep(cursor: duckdb.DuckDBPyConnection, task: Task, headers: Sequence[str]) -> list[str]:
    """Keep the cells of the orders in their table that say something of the customer.

    Parameters
    ----------
    cursor, task : of the transaction, and the load
    headers : of the file

    Returns
    -------
    Sentences: for how many customers, and how many of them have several values in one column, or other values in other
    files; empty for a file that says nothing of its customers.
    """
    if task.kind != "orders" or not task.cells.further:
        return []
    given = {"upload_id": task.upload_id}
    rows = statements.text("rows/customers_in_orders")
    cursor.execute(
        f"insert into customers_in_orders by name {rows}", {**given, "records": task.cells.records}
    ).fetchall()
    counts = cursor.execute(statements.text("rows/customers_in_orders_counted"), given).fetchall()[0]
    columns = ", ".join(
        f"{_(name)} ({headers[place - 1]})" if name in OWN else name for name, place in task.cells.further.items()
    )
    return _sentences(columns, *counts)


def _sentences(columns: str, kept: int, several: int, in_customers: int, in_orders: int) -> list[str]:
    texts = [
        (kept, _("Imported for {customers}: {columns}.")),
        (several, _("Several values in one of these columns: {customers}; the value of the last order is used.")),
        (in_customers, _("Other values in a customers file: {customers}; the customers file is used.")),
        (in_orders, _("Other values in another orders file: {customers}; the value of the last order is used.")),
    ]
    return [
        text.format(customers=count(many, _("customer"), _("customers")), columns=columns)
        for many, text in texts
        if many
    ]
