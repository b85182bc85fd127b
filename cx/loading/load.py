"""Loads: one file becomes rows, a receipt and a quarantine in one transaction, or nothing changes at all."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cx import progress
from cx.engine import derived_tables
from cx.errors import LoadError
from cx.loading import job
from cx.loading import retry as retrying
from cx.loading import undo as undoing
from cx.loading.files import source as file_source
from cx.loading.header import column_cells, layout, mapping_errors, matching
from cx.loading.ledger import company_currency as currencies
from cx.loading.ledger import ledger
from cx.loading.ledger.ledger import quarantine
from cx.loading.ledger.receipts import Preview, Receipt
from cx.loading.options import ReadOptions
from cx.loading.preview import MOST_SHOWN, preview
from cx.loading.retry import retry
from cx.loading.rows.edits import Decisions
from cx.loading.rows.row_path import Request
from cx.loading.undo import undo
from cx.tables.kinds import CUSTOMER_DAY, KINDS, LINE, ORDER_RULES, is_rule
from cx.text.formatting import _

if TYPE_CHECKING:
    from cx.engine.connection import Engine

__all__ = [
    "CUSTOMER_DAY",
    "KINDS",
    "LINE",
    "MOST_SHOWN",
    "ORDER_RULES",
    "Preview",
    "Receipt",
    "load",
    "preview",
    "quarantine",
    "retry",
    "undo",
]
BULKY = 500_000
"""Lines of a load after which the engine need not join groups of rows: it would write all of them a second time."""


def load(
    store: "Engine",
    kind: str,
    source: Any,
    mapping: dict[str, str] | None = None,
    *,
    instead: bool = False,
    decisions: Decisions | None = None,
    **options: Any,
) -> Receipt:
    """Load one file into the table of its kind, in one transaction: text, gzip or zip of it, Parquet or Excel.

    Parameters
    ----------
    store : the company
    kind : one of KINDS
    source : a path, bytes, or a binary file object
    mapping : {table column: header of the file}; None = by the names of the headers. `mapping["order_id"]` may be
        LINE or CUSTOMER_DAY for a file without an order number
    instead : take every earlier load back in the same transaction, so that the file stands alone
    decisions : cells that were mended, rows that are not wanted, loads that this one replaces; None = nothing of it
    **options : how the file is read, found from the file where nothing is said: name, part, encoding, delimiter,
        header_line, header_rows, day_first, short_dates, decimal, time_zone, drop_duplicates, order_rule; see
        `cx.loading.options.ReadOptions`

    Returns
    -------
    A Receipt, in which rows_read = rows_loaded + rows_quarantined. The same bytes loaded before as the same kind change
    nothing (`already_loaded`).

    Raises
    ------
    LoadError
        In a sentence, when the file cannot be loaded at all; then nothing was written.
    StoreError
        When the store is damaged or the disk is full; then the store is as it was before.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store(":memory:")
    >>> receipt = store.load("orders", b"order_id,ordered_at,revenue\\nA1,2025-01-31,12.50\\nA2,2025-01-31,n/a\\n")
    >>> receipt.rows_read, receipt.rows_loaded, receipt.rows_quarantined
    (2, 1, 1)
    >>> receipt.problems[["line", "reason"]].values.tolist()
    [[3, 'revenue is not a number']]
    """
    mapping_errors.require_kind(kind)
    reading = ReadOptions(**options)
    with file_source.opened(source, reading) as text:
        found = layout.found(text, kind, mapping, reading)
        chosen = _mapping(kind, mapping, found, text.name, reading.order_rule)
        decided = decisions or Decisions()
        request = Request(
            kind,
            text,
            found,
            chosen,
            reading,
            ledger.today(),
            decided=decided,
            guessed=mapping is None,
        )
        with store.taking_turns():
            before = None if instead else ledger.earlier(store, kind, text.sha256)
            if before and before.upload_id not in decided.replaces:
                return _loaded_before(before, chosen)
            company = "" if instead else currencies.of_company(store, decided.replaces)
            request = replace(request, company_currency=company)
            receipt = job.first_success(request, lambda attempt: _write(store, attempt, instead))
            return replace(receipt, notes=(*receipt.notes, *retrying.orphans(store, kind)))


def _write(store: "Engine", attempt: job.Job, instead: bool) -> Receipt:
    request = attempt.request
    replaced = () if instead else request.decided.replaces
    bulky = request.text.lines > BULKY and not instead and not request.decided.replaces
    with store.transaction(attempt.stage, tidy=not bulky) as cursor:
        if instead:
            undoing.take_back_all(cursor)
        changed = {request.kind} | undoing.take_back(cursor, set(replaced))
        loaded = attempt.fill(ledger.next_id(cursor))
        ledger.write(cursor, loaded.receipt, request.text.sha256, request.text.bytes, loaded.reading)
        currencies.settle(cursor, request.company_currency, loaded.currency)
        progress.tell(0.8, "updating tables")
        derived_tables.run(cursor, set(KINDS) if instead else changed)
        progress.tell(0.95, "closing the file")
    return loaded.receipt


def _mapping(
    kind: str, given: dict[str, str] | None, found: layout.Layout, file: str, order_rule: str | None
) -> dict[str, str]:
    mapping = (
        matching.columns(kind, found.headers, found.samples) if given is None else {k: v for k, v in given.items() if v}
    )
    if order_rule and kind == "orders":
        mapping = {"order_id": order_rule} | mapping
    mapping_errors.require_headers(kind, mapping, found, file)
    missing = matching.missing(kind, mapping)
    if missing:
        raise LoadError(mapping_errors.lacks(kind, missing, found, file))
    return {
        name: found.headers[place - 1] for name, place in column_cells.places(kind, mapping, found).items() if place
    } | {name: header for name, header in mapping.items() if is_rule(header)}


def _loaded_before(before: Receipt, mapping: dict[str, str]) -> Receipt:
    said = [_("This file was loaded before as load {number}; nothing changed.")]
    if before.mapping != mapping:
        said.append(_("It was read with other columns then: undo load {number} first to read it again."))
    sentence = " ".join(said).format(number=before.upload_id)
    return replace(before, notes=(sentence, *before.notes))
