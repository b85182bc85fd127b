"""Answers that outlive the process: tables in the company's file, beside the data they were computed from.

A table's name holds a hash of the data's version, of the question and of the code that answers it: when one of them
changes, nobody asks for it any more.
"""

import hashlib
from collections.abc import Collection
from functools import cache
from pathlib import Path

import duckdb


@cache
def code() -> str:
    """A hash of this package's sources: an answer of an earlier version is computed anew."""
    found = hashlib.sha256()
    home = Path(__file__).parents[1]
    for file in sorted([*home.rglob("*.py"), *home.rglob("*.sql")]):
        found.update(file.read_bytes())
    return found.hexdigest()


def names(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The tables that are laid by."""
    query = (
        "select table_name from duckdb_tables() where schema_name = 'laid_by' and database_name = current_database()"
    )
    return {name for (name,) in connection.execute(query).fetchall()}


def write(cursor: duckdb.DuckDBPyConnection, wanted: Collection[str], there: Collection[str]) -> None:
    """Lay by what is wanted of the tables in `kept`, and drop the others of those that are there."""
    cursor.execute("create schema if not exists laid_by").fetchall()
    for table in sorted(set(there) - set(wanted)):
        cursor.execute(f"drop table if exists laid_by.{table}").fetchall()
    for table in sorted(set(wanted) - set(there)):
        cursor.execute(f"create table laid_by.{table} as from kept.main.{table}").fetchall()
