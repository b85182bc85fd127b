"""Ids of the store that a preview has to know: those that are taken, and those that a row may point to."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import duckdb

from cx.loading.rows import row_choices
from cx.tables.kinds import KINDS, RECORDS, UNIQUE, is_rule, needed

if TYPE_CHECKING:
    from cx.engine.connection import Engine

SAMPLED, FEWEST = 100, 5
"""Of so many ids some are looked up; fewer than FEWEST tell nothing."""

_EMPTY = {"timestamp": "timestamp '1970-01-01'", "date": "date '1970-01-01'", "text": "''", "flag": "false"}
"""What stands in a column that may not be null, by its type, else 0; nobody reads it."""


def copy(
    cursor: duckdb.DuckDBPyConnection,
    kind: str,
    mapping: dict[str, str],
    store: "Engine | None",
    replaced: Iterable[int] = (),
) -> None:
    """Copy the ids of the store into the empty tables of a preview's own store; nothing without a store.

    replaced : loads that would be taken back first; their ids count as free
    """
    if store is None:
        return
    columns = [name for name, header in mapping.items() if header and not is_rule(header)]
    wanted = {choice.parent for choice in row_choices.of(kind, columns, mapping)} - {""}
    wanted |= {kind} if kind in {*UNIQUE, "journey"} else set()
    for table in (name for name in KINDS if name in wanted):
        ids = {"orders": "order_id", "journey": "touchpoint"} | UNIQUE
        place = "upload_id, line" if table == kind and kind in UNIQUE else "0 as upload_id, 0 as line"
        query = f"""
            select distinct {ids[table]}, {place} from {table}
            where not list_contains(cast($replaced as integer[]), upload_id)
        """
        filled = "".join(
            f", {_EMPTY.get(KINDS[table][name].type, '0')} as {name}" for name in needed(table) if name != ids[table]
        )
        with store.cursor() as asked:
            cursor.register("found", asked.sql(query, params={"replaced": list(replaced)}).to_arrow_reader())
            cursor.execute(f"insert into {table} by name select *{filled} from found").fetchall()
            cursor.unregister("found")


def share(store: "Engine | None", kind: str, column: str, values: list[str]) -> float:
    """The part of the values that the store holds as ids of this column: in its parent table, or in its own; 0 without
    a store.
    """
    ids = sorted(set(values))[:SAMPLED]
    table = RECORDS[kind].parents.get(column, kind)
    if store is None or len(ids) < FEWEST or kind == table:
        return 0.0
    ordered = "or id in (select customer_id from orders)" if column == "customer_id" else ""
    query = f"""
        select count(*) from (select unnest(cast($ids as varchar[])) as id)
        where id in (select {column} from {table}) {ordered}
    """
    return float(store.value(query, ids=ids) / len(ids))
