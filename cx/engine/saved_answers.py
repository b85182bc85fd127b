"""Saved answers: tables in the company's file, beside the data they were computed from.

A table's name holds a hash of the data's version, of the question and of the code that answers it: when one of them
changes, nobody asks for it any more.
"""

import hashlib
from collections.abc import Collection
from functools import cache
from pathlib import Path

import duckdb

SCHEMA = "saved_answers"


@cache
def code() -> str:
    """A hash of this package's sources: an answer of an earlier version is computed anew."""
    found = hashlib.sha256()
    home = Path(__file__).parents[1]
    for file in sorted([*home.rglob("*.py"), *home.rglob("*.sql"), *home.rglob("*.csv")]):
        found.update(file.read_bytes())
    return found.hexdigest()


def names(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The tables that were saved."""
    query = f"""
        select table_name from duckdb_tables()
        where schema_name = '{SCHEMA}' and database_name = current_database()
    """
    return {name for (name,) in connection.execute(query).fetchall()}


def write(cursor: duckdb.DuckDBPyConnection, wanted: Collection[str], there: Collection[str]) -> None:
    """Save what is wanted of the tables in `kept`, and drop the others of those that are there."""
    cursor.execute(f"create schema if not exists {SCHEMA}").fetchall()
    for table in sorted(set(there) - set(wanted)):
        cursor.execute(f"drop table if exists {SCHEMA}.{table}").fetchall()
    for table in sorted(set(wanted) - set(there)):
        cursor.execute(f"create table {SCHEMA}.{table} as from kept.main.{table}").fetchall()
