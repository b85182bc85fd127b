"""What a preview has to know of the store: the ids that are taken, and those that a row may point to."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import duckdb

from cx import choices
from cx.kinds import KINDS, ORDER_RULES, UNIQUE

if TYPE_CHECKING:
    from cx.store import Store

_FILLED = {
    "tickets": "timestamp '1970-01-01' as opened_at, '' as kind",
    "orders": "timestamp '1970-01-01' as ordered_at, 0 as revenue",
}
"""What stands in the columns that may not be null; nobody reads it."""


def tell(
    cursor: duckdb.DuckDBPyConnection,
    kind: str,
    mapping: dict[str, str],
    store: "Store | None",
    replaced: Iterable[int] = (),
) -> None:
    """Copy the ids of the store into the empty tables of a preview's own store; nothing without a store.

    replaced : loads that would be taken back first; their ids count as free
    """
    if store is None:
        return
    columns = [name for name, header in mapping.items() if header and header not in ORDER_RULES]
    wanted = {choice.parent for choice in choices.of(kind, columns, mapping)} - {""}
    wanted |= {kind} if kind in UNIQUE else set()
    for table in (name for name in KINDS if name in wanted):
        ids = {"orders": "order_id"} | UNIQUE
        place = "upload_id, line" if table == kind and kind in UNIQUE else "0 as upload_id, 0 as line"
        query = f"""
            select distinct {ids[table]}, {place} from {table}
            where not list_contains(cast($replaced as integer[]), upload_id)
        """
        filled = f", {_FILLED[table]}" if table in _FILLED else ""
        with store.cursor() as asked:
            cursor.register("found", asked.sql(query, params={"replaced": list(replaced)}).to_arrow_reader())
            cursor.execute(f"insert into {table} by name select *{filled} from found").fetchall()
            cursor.unregister("found")
