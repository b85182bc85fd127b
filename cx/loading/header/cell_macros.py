"""Macros that read the text of a cell, made once for each open store."""

import duckdb

from cx.engine import statements
from cx.tables import currencies

PLACE = "cell_macros.reading"
"""A database in memory beside the file: nothing of it is stored, and every cursor of the store may use it."""


def use(cursor: duckdb.DuckDBPyConnection) -> None:
    """Let the statements of a cursor call the macros of header/values by their bare names; outside of a transaction.

    A temporary macro would be seen by its own cursor alone, and to make all of them takes as long as a small load.
    """
    catalog, schema = PLACE.split(".")
    there = "select count(*) from duckdb_schemas() where database_name = $catalog and schema_name = $schema"
    if not cursor.execute(there, {"catalog": catalog, "schema": schema}).fetchall()[0][0]:
        _make(cursor)
    own = cursor.execute("select current_database()").fetchall()[0][0].replace('"', '""').replace("'", "''")
    cursor.execute(f"set search_path = '\"{own}\".main,{PLACE}'")


def _make(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make all macros or none: a schema that is there is complete."""
    catalog, _ = PLACE.split(".")
    with cursor.cursor() as maker:
        maker.execute(f"attach if not exists ':memory:' as {catalog}")
        maker.execute("begin transaction")
        maker.execute(f"create schema {PLACE}")
        maker.execute(f"use {PLACE}")
        maker.execute(currencies.in_sql(statements.text("header/values")))
        maker.execute("commit")
