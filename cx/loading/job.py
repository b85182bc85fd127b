"""Job of one file: an attempt on one path, from text to rows, receipt and notes, inside one transaction."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import TypeVar

import duckdb

from cx.errors import LoadError
from cx.loading.header import matching
from cx.loading.ledger import company_currency as currencies
from cx.loading.ledger import ledger
from cx.loading.ledger.receipts import Receipt
from cx.loading.rows import fast_path, order_customers, promise_dates, recommendations
from cx.loading.rows.careful_path import CarefulPath
from cx.loading.rows.fast_path import FastPath, Trust
from cx.loading.rows.row_path import Filled, PathError, Request, RowPath, Staged
from cx.loading.rows.workspace import Workspace
from cx.loading.warnings import file_warnings, row_warnings
from cx.loading.warnings import notes as warning_notes
from cx.text.formatting import _

Result = TypeVar("Result")
ANSWERS = ("day_first", "short_dates", "decimal", "time_zone")
"""Options that a person says where nothing in the file decides; the ledger keeps them under these names."""


def attempts(request: Request) -> list[RowPath]:
    """The paths that may read a file, the fastest first; the last one reads any file."""
    return [
        *(FastPath(request, trust) for trust in Trust if fast_path.fits(request)),
        CarefulPath(request),
    ]


def first_success(request: Request, attempt: Callable[["Job"], Result]) -> Result:
    """What an attempt gives on the first path that can read the file; nothing of the others may be kept."""
    *others, last = attempts(request)
    met: set[type[PathError]] = set()
    for path in others:
        if met.isdisjoint(path.useless_after):
            try:
                return attempt(Job(request, path))
            except PathError as error:
                met.add(type(error))
    return attempt(Job(request, last))


@dataclass(frozen=True)
class Loaded:
    """A load whose rows are in their table: its receipt, and what it was made of."""

    request: Request
    filled: Filled
    receipt: Receipt

    @property
    def currency(self) -> str:
        """The sign of the currency that the file says its amounts are in; "" where it does not."""
        return _currency(self.request)

    @property
    def reading(self) -> dict[str, object]:
        """How the file was read, in plain values: the ledger keeps it to retry its quarantine."""
        request, task = self.request, self.filled.task
        answers = {name: getattr(request.options, name) for name in ANSWERS}
        return {
            "headers": request.layout.headers,
            "readings": asdict(task.readings) | {"careful": sorted(task.readings.careful)},
            "aside": request.decided.aside,
            "drop_duplicates": task.drop_duplicates,
            "currency": self.currency,
            "answers": {name: said for name, said in answers.items() if said is not None},
        }


class Job:
    """One attempt at one file: `stage` outside of a transaction, then `fill` inside of one, on the same cursor."""

    def __init__(self, request: Request, path: RowPath) -> None:
        self.request, self.path = request, path
        self.staged: Staged | None = None

    def stage(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Do what comes before the first row; temporary tables go with the cursor."""
        self.staged = self.path.stage(Workspace(cursor))

    def fill(self, upload_id: int) -> Loaded:
        """Put the sound records into their table and the others into quarantine; every line is accounted for."""
        assert self.staged is not None
        request, cursor = self.request, self.staged.workspace.cursor
        filled = self.path.fill(self.staged, upload_id)
        _require_sum(request, filled)
        filled.task.readings.notes.extend(recommendations.renamed(cursor, filled.task))
        filled.task.readings.notes.extend(promise_dates.corrected(cursor, filled.task))
        filled.task.readings.notes.extend(order_customers.keep(cursor, filled.task, request.layout.headers))
        if request.retried is None:
            _caution(cursor, request, filled)
        receipt = Receipt(
            upload_id,
            request.kind,
            request.text.name,
            filled.counted.records,
            filled.inserted,
            filled.set_aside,
            filled.counted.lines,
            request.layout.header_line,
            filled.counted.blank,
            request.text.encoding,
            request.layout.delimiter,
            request.mapping,
            False,
            (),
            ledger.problems(cursor, upload_id),
        )
        notes = warning_notes.notes(cursor, filled, receipt, request.text, request.layout.headers)
        return Loaded(request, filled, replace(receipt, notes=notes))


def _currency(request: Request) -> str:
    return currencies.of_file(request.kind, request.mapping, request.layout.samples)


def _caution(cursor: duckdb.DuckDBPyConnection, request: Request, filled: Filled) -> None:
    """Note what a person could see at a glance in the file, in its rows and in its amounts."""
    text, layout, mapping = request.text, request.layout, request.mapping
    today = request.decided.today or request.today
    guessed = matching.unsure(request.kind, mapping, layout.headers, layout.samples) if request.guessed else ""
    for doubt in [
        *file_warnings.of_file(text, layout, request.kind, mapping),
        *row_warnings.of_rows(cursor, filled.task, text, layout, today),
        *currencies.doubt(request.company_currency, _currency(request)),
        guessed,
    ]:
        if doubt:
            filled.task.readings.caution(doubt)


def _require_sum(request: Request, filled: Filled) -> None:
    counted, text = filled.counted, request.text
    if counted.lines != text.lines or counted.records != filled.inserted + filled.set_aside:
        raise LoadError(
            _(
                "{name}: its lines do not add up ({lines:,} in the file, {lines_2:,} read, {records:,} rows, "
                "{loaded:,} valid, {aside:,} excluded). Nothing was written; please report this file."
            ).format(
                name=text.name,
                lines=text.lines,
                lines_2=counted.lines,
                records=counted.records,
                loaded=filled.inserted,
                aside=filled.set_aside,
            )
        )
