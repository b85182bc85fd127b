"""CSV -> checked -> tables: one file becomes rows, a receipt and a quarantine, or nothing changes at all."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import duckdb

from cx import build, cells, known, layout, ledger, matching, pipeline, reader, retrying, sql
from cx.decisions import Decisions
from cx.errors import LoadError
from cx.kinds import CUSTOMER_DAY, KINDS, LINE, ORDER_RULES
from cx.ledger import differences as ledger_differences
from cx.ledger import quarantine, undo
from cx.receipts import PROBLEM_COLUMNS, Preview, Receipt, faults, reason_group
from cx.retrying import retry

if TYPE_CHECKING:
    from cx.store import Store

__all__ = [
    "CUSTOMER_DAY",
    "KINDS",
    "LINE",
    "MOST_SHOWN",
    "ORDER_RULES",
    "Preview",
    "Receipt",
    "ledger_differences",
    "load",
    "preview",
    "quarantine",
    "retry",
    "undo",
]
MOST_SHOWN = 1000


def load(
    store: "Store",
    kind: str,
    source: Any,
    mapping: dict[str, str] | None = None,
    *,
    name: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    day_first: bool | None = None,
    decimal: str | None = None,
    drop_duplicates: bool = False,
    instead: bool = False,
    decisions: Decisions | None = None,
) -> Receipt:
    """Load one CSV into the table of its kind, in one transaction.

    kind : one of KINDS
    source : a path, bytes, or a binary file object
    mapping : {table column: header of the file}; None = by the names of the headers. `mapping["order_id"]` may be
        LINE or CUSTOMER_DAY for a file without an order number
    name : what to call the file; None = its own name
    encoding, delimiter : None = found from the file, told in the receipt
    day_first : whether 03/04/2024 is 3 April; None = decided from all dates of each column
    decimal : "." or ","; None = decided from all numbers of each column
    drop_duplicates : set aside a line that equals an earlier one; otherwise both are kept as real purchases
    instead : take every earlier load back in the same transaction, so that the file stands alone
    decisions : cells that were mended, rows that are not wanted, loads that this one replaces; None = nothing of it
    Returns a Receipt. The same bytes loaded before as the same kind change nothing (`already_loaded`).
    Raises LoadError, in a sentence, when the file cannot be loaded at all; then nothing was written.

    >>> import cx
    >>> store = cx.open_store(":memory:")
    >>> receipt = store.load("orders", b"order_id,ordered_at,revenue\\nA1,2025-01-31,12.50\\nA2,2025-01-31,n/a\\n")
    >>> receipt.rows_read, receipt.rows_loaded, receipt.rows_quarantined
    (2, 1, 1)
    >>> receipt.problems[["line", "reason"]].values.tolist()
    [[3, 'revenue is not a number']]
    """
    _require_kind(kind)
    with reader.opened(source, name, encoding) as text:
        found = layout.found(text, kind, mapping, delimiter)
        chosen = _mapping(kind, mapping, found, text.name)
        decided = decisions or Decisions()
        work = pipeline.Work(kind, text, found, chosen, day_first, decimal, drop_duplicates, decided=decided)
        with store.taking_turns():
            before = None if instead else ledger.earlier(store, kind, text.sha256)
            if before and before.upload_id not in decided.replaces:
                return _told_again(before, chosen)
            receipt = _write(store, work, instead)
            return replace(receipt, notes=(*receipt.notes, *retrying.orphans(store, kind)))


def _write(store: "Store", work: pipeline.Work, instead: bool) -> Receipt:
    with store.transaction(work.stage) as cursor:
        if instead:
            ledger.take_back_all(cursor)
        changed = {work.kind} | ledger.take_back(cursor, work.decided.replaces)
        receipt = work.fill(cursor, ledger.next_id(cursor))
        ledger.write(cursor, receipt, work.text.sha256, work.text.bytes, work.way)
        build.run(cursor, set(KINDS) if instead else changed)
    return receipt


def preview(
    source: Any,
    kind: str | None = None,
    mapping: dict[str, str] | None = None,
    *,
    name: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    day_first: bool | None = None,
    decimal: str | None = None,
    drop_duplicates: bool = False,
    store: "Store | None" = None,
    most: int = MOST_SHOWN,
    decisions: Decisions | None = None,
) -> Preview:
    """What a load would do, by doing it in a store of its own that is thrown away.

    kind : None = guessed from the headers; the other arguments as in `load`, but here an order number that
    is not in the file is made by CUSTOMER_DAY, and a mapping that lacks a needed column is told, not raised
    store : ids that it holds already count as taken
    most : so many problem rows and ready rows at most are brought up

    >>> seen = preview(b"Cust No,Order Date,Total (USD)\\nC1,2025-01-31,12.50\\n")
    >>> seen.kind, seen.mapping["order_id"], seen.rows_ready
    ('orders', 'one order per customer and day', 1)
    """
    with reader.opened(source, name, encoding) as text, duckdb.connect(":memory:") as connection:
        found = layout.found(text, kind, mapping, delimiter, any_header=True)
        scores = matching.kind_scores(found.headers, found.samples)
        kind = kind or next(iter(scores))
        _require_kind(kind)
        chosen = (
            _proposed(kind, found)
            if mapping is None
            else {name: header for name, header in mapping.items() if header}
        )
        cursor = connection.cursor()
        cursor.execute(sql.text("duckdb/schema")).fetchall()
        missing = tuple(matching.missing(kind, chosen))
        if missing:
            return _nothing_ready(text, found, kind, scores, chosen, missing)
        _require_headers(kind, chosen, found, text.name)
        decided = decisions or Decisions()
        known.tell(cursor, kind, chosen, store, decided.replaces)
        work = pipeline.Work(
            kind, text, found, chosen, day_first, decimal, drop_duplicates, tolerant=True, decided=decided
        )
        work.stage(cursor)
        return _shown(cursor, work.fill(cursor, -1), work, scores, most)


def _require_kind(kind: str) -> None:
    if kind not in KINDS:
        raise LoadError(f"There is no kind of table called {kind}. The kinds are {', '.join(KINDS)}.")


def _mapping(kind: str, given: dict[str, str] | None, found: layout.Layout, file: str) -> dict[str, str]:
    mapping = (
        matching.columns(kind, found.headers, found.samples)
        if given is None
        else {k: v for k, v in given.items() if v}
    )
    _require_headers(kind, mapping, found, file)
    missing = matching.missing(kind, mapping)
    if missing:
        raise LoadError(_lacks(kind, missing, found, file))
    return {name: found.headers[place - 1] for name, place in cells.places(kind, mapping, found).items()} | {
        name: header for name, header in mapping.items() if header in ORDER_RULES
    }


def _proposed(kind: str, found: layout.Layout) -> dict[str, str]:
    mapping = matching.columns(kind, found.headers, found.samples)
    if kind == "orders" and "order_id" not in mapping:
        mapping = {"order_id": CUSTOMER_DAY} | mapping
    return mapping


def _require_headers(kind: str, mapping: dict[str, str], found: layout.Layout, file: str) -> None:
    """Raise LoadError for a column or header that is not there, or a header that is there twice."""
    for column, header in mapping.items():
        if column not in KINDS[kind]:
            raise LoadError(f"{kind} has no column {column}. Its columns are {', '.join(KINDS[kind])}.")
        if header in ORDER_RULES:
            if column != "order_id":
                raise LoadError(
                    f"“{header}” is a rule for order_id, not for {column}. Name a header of the file."
                )
            continue
        if found.position(header) is None:
            raise LoadError(
                f"{file} has no column “{header}” for {column}. Its headers are {_list(found.headers)}."
            )
        if found.headers.count(header) > 1:
            places = [str(place) for place, name in enumerate(found.headers, start=1) if name == header]
            raise LoadError(
                f"{file} has {len(places)} columns called “{header}” (columns {' and '.join(places)}), and {column} is to be read "
                "from it. Rename one of them in the file."
            )


def _lacks(kind: str, missing: list[str], found: layout.Layout, file: str) -> str:
    known = {name: "/".join((name, *KINDS[kind][name].synonyms[:2])) for name in missing}
    text = f"{file}: no column for {' and '.join(known.values())} among its headers {_list(found.headers)}."
    likely, score = matching.guess_kind(found.headers, found.samples)
    if likely not in (None, kind) and score > matching.kind_scores(found.headers, found.samples)[kind]:
        text += f" It looks like a file of {likely}: load it as {likely}."
    text += f' Or say which header it is: mapping={{"{missing[0]}": ...}}.'
    if "order_id" in missing:
        text += f" A file without an order number can be read with order_id as “{CUSTOMER_DAY}” or “{LINE}”."
    return text


def _list(headers: tuple[str, ...]) -> str:
    shown = ", ".join(header or "(no name)" for header in headers[:20])
    return shown + (f" and {len(headers) - 20} more" if len(headers) > 20 else "")


def _told_again(before: Receipt, mapping: dict[str, str]) -> Receipt:
    sentence = f"This file was loaded before as load {before.upload_id}; nothing changed."
    if before.mapping != mapping:
        sentence += (
            f" It was read with other columns then: undo load {before.upload_id} first to read it anew."
        )
    return replace(before, notes=(sentence, *before.notes))


def _nothing_ready(text, found, kind, scores, mapping, missing) -> Preview:
    rows = max(text.lines - found.header_end, 0)
    frame = ledger.no_problems()
    return Preview(
        text.name,
        kind,
        scores[kind],
        scores,
        found.headers,
        found.samples,
        mapping,
        missing,
        (),
        (),
        rows,
        0,
        rows,
        text.lines,
        found.header_line,
        text.encoding,
        found.delimiter,
        text.notes,
        frame,
        _grouped(frame),
        frame.iloc[:0, :0],
    )


def _shown(
    cursor,
    receipt: Receipt,
    work: pipeline.Work,
    scores: dict[str, float],
    most: int,
) -> Preview:
    ready = cursor.execute(
        f"select * exclude (upload_id) from {receipt.kind} where upload_id = -1 order by line limit {most}"
    ).df()
    readings, found = work.readings, work.layout
    unsure = tuple(name for name, mark in readings.decimal.items() if mark == "?")
    return Preview(
        receipt.name,
        receipt.kind,
        scores[receipt.kind],
        scores,
        found.headers,
        found.samples,
        receipt.mapping,
        (),
        tuple(readings.undecided),
        unsure,
        receipt.rows_read,
        receipt.rows_loaded,
        receipt.rows_quarantined,
        receipt.lines,
        receipt.header_line,
        receipt.encoding,
        receipt.delimiter,
        receipt.notes,
        receipt.problems.head(most)[PROBLEM_COLUMNS],
        _grouped(receipt.problems),
        ready,
        noticed=work.noticed(cursor),
        faults=faults(receipt.problems),
        shown=work.shown(cursor, most),
    )


def _grouped(problems):
    groups = (
        problems["reason"]
        .map(reason_group)
        .value_counts(sort=False)
        .rename_axis("reason")
        .reset_index(name="rows")
    )
    return groups.sort_values(["rows", "reason"], ascending=[False, True], ignore_index=True)
