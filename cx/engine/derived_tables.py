"""Tables -> derived tables: the selects of cx/engine/sql/derived, in the order of their file names."""

import hashlib
from functools import cache
from pathlib import Path

import duckdb

DERIVED = Path(__file__).parent / "sql" / "derived"


@cache
def statements() -> list[tuple[str, frozenset[str], str]]:
    """(name, tables it reads, text) of each build statement, in order.

    `020_people.sql` makes the derived table `people`; its second line, `-- reads: orders, touchpoints`, names
    the tables whose change makes it stale.
    """
    found = []
    for path in sorted(DERIVED.glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        reads = text.splitlines()[1].removeprefix("-- reads:").split(",")
        found.append((path.stem.split("_", 1)[1], frozenset(name.strip() for name in reads), text))
    return found


def run(cursor: duckdb.DuckDBPyConnection, changed: set[str]) -> None:
    """Remake every derived table that reads one of the changed tables, inside the caller's transaction.

    A derived table counts as changed in its turn, so what reads it is remade after it.
    """
    stale = set(changed)
    for name, reads, text in statements():
        if stale & reads:
            cursor.execute(f"create or replace table {name} as {text}").fetchall()
            cursor.execute(f"comment on table {name} is '{_mark(text)}'")
            stale.add(name)


def outdated(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Whether a derived table is not there, or was made by another statement: a new store, or one of an older
    version.
    """
    there = dict(cursor.execute("select table_name, comment from duckdb_tables()").fetchall())
    return any(there.get(name) != _mark(text) for name, _, text in statements())


def _mark(text: str) -> str:
    """What a derived table says of the statement that made it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
