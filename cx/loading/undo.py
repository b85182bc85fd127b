"""Undo of a load, so that nothing of it stays."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import duckdb

from cx.engine import derived_tables
from cx.errors import LoadError
from cx.loading.ledger import company_currency, ledger
from cx.loading.ledger.receipts import Receipt
from cx.text.formatting import _

if TYPE_CHECKING:
    from cx.engine.connection import Engine

_OF_ONE_COMPANY = (
    "models", "saved_segments", "saved_segment_members", "saved_segment_rules", "journey_maps", "noted_promises",
    "promise_marks", "noted_thanks", "thanks_reasons", "request_notes", "voice_topic_edits", "proposals",
)  # fmt: skip
"""Tables of the app that mean nothing to another company."""


def undo(store: "Engine", upload_id: int) -> Receipt:
    """Take back exactly one load: its rows and its quarantine; what was derived is made anew.

    Parameters
    ----------
    store, upload_id : the company, and the number of the load

    Returns
    -------
    The receipt of what was taken back.

    Raises
    ------
    LoadError
        For an unknown number, or a load undone before.
    """
    with store.transaction() as cursor:
        taken = ledger.receipt(cursor, upload_id)
        company_currency.leave(cursor, [upload_id])
        _take_back(cursor, taken)
        derived_tables.run(cursor, {taken.kind})
    return taken


def take_back_all(cursor: duckdb.DuckDBPyConnection) -> int:
    """Take back every load, what people made of them or noted beside them, and whose company they were, inside the
    caller's transaction.
    """
    found = cursor.execute("select upload_id from uploads where undone_at is null order by upload_id").fetchall()
    for (number,) in found:
        _take_back(cursor, ledger.receipt(cursor, number))
    for table in _OF_ONE_COMPANY:
        cursor.execute(f"delete from {table}").fetchall()
    cursor.execute("delete from settings where name in ('company', 'currency')").fetchall()
    return len(found)


def take_back(cursor: duckdb.DuckDBPyConnection, uploads: Iterable[int]) -> set[str]:
    """Take back some loads inside the caller's transaction.

    Parameters
    ----------
    cursor : of the transaction
    uploads : numbers of loads

    Returns
    -------
    Their kinds.

    Raises
    ------
    LoadError
        For an unknown number, or a load undone before.
    """
    taken = [ledger.receipt(cursor, number) for number in uploads]
    if taken:
        company_currency.leave(cursor, [one.upload_id for one in taken])
    for one in taken:
        _take_back(cursor, one)
    return {one.kind for one in taken}


def _take_back(cursor: duckdb.DuckDBPyConnection, taken: Receipt) -> None:
    given = {"upload_id": taken.upload_id}
    undone = cursor.execute("select undone_at from uploads where upload_id = $upload_id", given).fetchall()[0][0]
    if undone is not None:
        raise LoadError(
            _("Load {upload_id} ({name}) was already undone on {undone:%Y-%m-%d}; nothing changed.").format(
                upload_id=taken.upload_id, name=taken.name, undone=undone
            )
        )
    cursor.execute(f"delete from {taken.kind} where upload_id = $upload_id", given).fetchall()
    for table in ("quarantine", "mends", "customers_in_orders"):
        cursor.execute(f"delete from {table} where upload_id = $upload_id", given).fetchall()
    cursor.execute(
        "update uploads set undone_at = $now where upload_id = $upload_id", {**given, "now": ledger.now()}
    ).fetchall()
