"""What are the steps from the text of a file to the rows of a table?"""

from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from functools import partial

import duckdb
import pandas as pd

from cx import progress
from cx.errors import LoadError
from cx.loading.files.source import Text
from cx.loading.header import cell_macros, matching
from cx.loading.header import column_cells as cells
from cx.loading.header.column_cells import Cells
from cx.loading.header.layout import Layout
from cx.loading.ledger import company_currency as currencies
from cx.loading.ledger import ledger
from cx.loading.ledger.receipts import Receipt
from cx.loading.options import ReadOptions
from cx.loading.rows import checks as row_checks
from cx.loading.rows import edits as decisions
from cx.loading.rows import fast_insert, row_choices
from cx.loading.rows import fast_path as plain
from cx.loading.rows import records as lines
from cx.loading.rows.edits import Decisions
from cx.loading.rows.row_choices import SAME_ROW
from cx.loading.rows.split_file import Pieces
from cx.loading.values import dates
from cx.loading.values import reading as value_reading
from cx.loading.warnings import file_warnings, row_warnings
from cx.loading.warnings import notes as warning_notes
from cx.tables.kinds import TIMES_PRICE
from cx.text.formatting import _

ANSWERS = ("day_first", "short_dates", "decimal", "time_zone")
"""Options that a person says where nothing in the file decides; the ledger keeps them under these names."""


@dataclass
class Work:
    """One file on its way. `stage` first, then `fill`, on the same cursor; load and preview both go this way.

    tolerant : do not raise where the order of day and month cannot be decided
    decided : what a person changed, and which rows are not wanted
    again : the rows that are tried again, of which this text was made; see decisions.come_back
    quick : whether the quick way of cx.plain may be tried; strict : whether cells may be taken for the plainest first;
    trusting : whether what cx.proofs tells of them may be
    read_as : how that file was read; None = decided from all cells
    guessed : whether nobody said which header is which column
    """

    kind: str
    text: Text
    layout: Layout
    mapping: dict[str, str]
    options: ReadOptions = field(default_factory=ReadOptions)
    tolerant: bool = False
    decided: Decisions = field(default_factory=Decisions)
    again: pd.DataFrame | None = None
    read_as: value_reading.Readings | None = None
    quick: bool = True
    strict: bool = True
    trusting: bool = True
    company_currency: str = ""
    guessed: bool = False
    plain: bool = field(init=False, default=False)
    counted: lines.Lines = field(init=False)
    readings: value_reading.Readings = field(init=False)
    cells: Cells = field(init=False)
    _task: row_checks.Task = field(init=False, repr=False)
    _pieces: Pieces | None = field(init=False, repr=False, default=None)
    _strict: bool = field(init=False, default=True)

    def stage(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Cut the lines into temporary tables and decide how each column is read; outside of a transaction.

        Only there a row's rowid is its place in the table, which is its line in the file.
        """
        cell_macros.use(cursor)
        progress.tell(0.15, "cutting lines")
        self.cells = cells.of(self.kind, self.mapping, self.layout, self.text.odd_edges)
        self.plain = self._may_be_plain and self._stage_plainly(cursor)
        if self.plain:
            return  # the rows are read by `fill`
        self.counted = lines.stage(
            cursor, self.text, self.layout, self.cells, partial(cells.like_a_row, self.kind, self.cells)
        )
        if self.again is not None:
            uncut = decisions.come_back(cursor, self.cells, self.again)
            self.counted = replace(self.counted, records=self.counted.records + uncut)
        decisions.apply(cursor, self.cells, self.decided)
        with_care = cursor.execute("select count(*) > 0 from other_records").fetchall()[0][0]
        self.cells = replace(self.cells, with_care=with_care)
        progress.tell(0.35, "looking at values")
        self.readings = self.read_as or self._decided(cursor, self.cells)
        if not self.tolerant:
            dates.require_decided(self.readings, self.text.name)

    @property
    def currency(self) -> str:
        """The sign of the currency that the file says its amounts are in; "" where it does not."""
        return currencies.of_file(self.kind, self.mapping, self.layout.samples)

    @property
    def _unsure(self) -> str:
        if not self.guessed:
            return ""
        return matching.unsure(self.kind, self.mapping, self.layout.headers, self.layout.samples)

    @property
    def _today(self) -> date:
        return self.decided.today or ledger.today()

    @property
    def _may_be_plain(self) -> bool:
        """Whether the lines may be plain, each value is a cell, and no row is changed, tried again, or unwanted for another's sake.

        Whether the rows are in one currency can only be told from all of them.
        """
        decided = self.decided
        others = any(not row_choices.CHOICES[name].by_itself for name in decided.aside)
        touched = decided.edits or decided.rules or others or self.options.drop_duplicates
        made = self.cells.constants or TIMES_PRICE in self.mapping.values() or "currency" in self.mapping
        if self.tolerant or touched or made or self.again is not None or self.read_as is not None:
            return False
        return self.quick and plain.fits(self.kind, self.text, self.layout)

    def _stage_plainly(self, cursor: duckdb.DuckDBPyConnection) -> bool:
        """The quick way of cx.plain: as if every cell were of the plainest form, unless the first lines say otherwise.

        Returns False, with nothing left behind, where too many lines are not plain.
        """
        self.readings = value_reading.Readings(folded=not self.text.ascii)
        cursor.register("first_rows", plain.first_rows(self.layout, self.cells))
        firsts = plain.trimmed("first_rows", self.cells)
        share = fast_insert.unsound_share(cursor, self._as_task(-1), firsts)
        cursor.unregister("first_rows")
        self._strict = self.strict and share <= plain.MOST_OTHERS
        trusting = self._strict and self.trusting
        self._pieces = plain.cut(self.kind, self.text, self.layout, self.cells, trusting)
        if self._pieces is None:
            return False
        decisions.apply(cursor, self.cells, self.decided)
        if not self._strict:
            progress.tell(0.25, "looking at values")
            records = replace(self.cells, relation=plain.rows(self._pieces, self.layout, self.cells))
            self.readings = self._decided(cursor, records)
            dates.require_decided(self.readings, self.text.name)
        return True

    def _decided(self, cursor: duckdb.DuckDBPyConnection, records: Cells) -> value_reading.Readings:
        return value_reading.decide(cursor, self.kind, records, self.options, not self.text.ascii, self._today)

    def _fill_plainly(self, cursor: duckdb.DuckDBPyConnection, upload_id: int) -> int:
        """Read the sound rows into their table and keep the others; then those that are sound after a closer look."""
        task = replace(self._as_task(upload_id), proven=self._pieces.proven)
        rows = partial(plain.rows, self._pieces, self.layout, self.cells)
        progress.tell(0.3, "reading, checking and writing rows")
        texts = rows(partial(row_checks.valued, task, self._strict), numbers=task.proven_numbers)
        try:
            loaded = fast_insert.fill(cursor, task, texts)
        except duckdb.ConversionException as error:
            if not task.proven:
                raise
            raise plain.NotProven("A cell is no number, though it looks like one.") from error
        self._require_order(cursor, upload_id)
        self.counted = plain.keep_others(cursor, self.kind, upload_id, self._pieces, self.layout, self.cells)
        self.cells = plain.others_only(self.cells)
        if self._strict and loaded != self.counted.records:
            self.readings = self._decided(cursor, self.cells)
            if not self.readings.plain:
                raise plain.LookCloser("Some cells are of a form that has to be decided from all rows.")
            loaded += row_checks.fill(cursor, self._as_task(upload_id))
        return loaded

    def _require_order(self, cursor: duckdb.DuckDBPyConnection, upload_id: int) -> None:
        """Every line number rests on the order in which the engine read the lines: look at some all over the file."""
        cursor.register("line_samples", plain.samples(self.text, self.layout, self.cells))
        rows = plain.trimmed("line_samples", self.cells)
        mixed = fast_insert.mixed_up(cursor, self._as_task(upload_id), rows, self._strict)
        cursor.unregister("line_samples")
        if mixed:
            raise plain.NotPlain("Lines were mixed up while reading.")

    def _as_task(self, upload_id: int) -> row_checks.Task:
        today = self.decided.today
        return row_checks.Task(
            self.kind,
            upload_id,
            self.mapping,
            self.readings,
            self.cells,
            self.text.path,
            self.options.drop_duplicates or SAME_ROW in self.decided.aside,
            self.decided.aside,
            today + timedelta(days=1) if today else None,
            self.plain,
            self.text.odd_ids or not self.plain,
        )

    def fill(self, cursor: duckdb.DuckDBPyConnection, upload_id: int) -> Receipt:
        """Put the sound records into their table and the others into quarantine; every line is accounted for."""
        if self.plain:
            loaded = self._fill_plainly(cursor, upload_id)
        else:
            progress.tell(0.45, "checking and writing rows")
            loaded = row_checks.fill(cursor, self._as_task(upload_id))
        task = self._task = self._as_task(upload_id)
        aside = row_checks.set_aside(cursor, task) if loaded != self.counted.records else 0
        self._require_sum(loaded, aside)
        if self.again is None:
            self._doubt(cursor, task)
        receipt = Receipt(
            upload_id,
            self.kind,
            self.text.name,
            self.counted.records,
            loaded,
            aside,
            self.counted.lines,
            self.layout.header_line,
            self.counted.blank,
            self.text.encoding,
            self.layout.delimiter,
            self.mapping,
            False,
            (),
            ledger.problems(cursor, upload_id),
        )
        again = self._again(cursor, upload_id) if self.plain else None
        notes = warning_notes.notes(cursor, task, receipt, self.text, self.layout.headers, self.counted, again)
        return replace(receipt, notes=notes)

    def _doubt(self, cursor: duckdb.DuckDBPyConnection, task: row_checks.Task) -> None:
        """Note what a person could see at a glance in the file, in its rows and in its amounts."""
        for doubt in [
            *file_warnings.of_file(self.text, self.layout, self.kind, self.mapping),
            *row_warnings.told(cursor, task, self.text, self.layout, self._today),
            *currencies.doubt(self.company_currency, self.currency),
            self._unsure,
        ]:
            if doubt:
                self.readings.caution(doubt)

    def _again(self, cursor: duckdb.DuckDBPyConnection, upload_id: int) -> int:
        progress.tell(0.7, "looking for lines that come twice")
        blank = self.counted.blank > 0
        return plain.repeated(cursor, self.kind, upload_id, self.text, self.layout, self.cells, blank)

    def noticed(self, cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
        """After `fill`: the sorts of row that a person may decide about; see cx.loading.rows.row_choices.noticed."""
        task, aside = self._task, list(self.decided.aside)
        if self.options.drop_duplicates:
            aside.append(SAME_ROW)
        return row_choices.noticed(
            cursor, self.kind, task.upload_id, self.cells.records, task.posed, aside, task.tomorrow
        )

    @property
    def way(self) -> dict[str, object]:
        """How the file was read, for whoever reads its quarantine again: in plain values."""
        return {
            "headers": self.layout.headers,
            "readings": asdict(self.readings) | {"careful": sorted(self.readings.careful)},
            "aside": self.decided.aside,
            "drop_duplicates": self._task.drop_duplicates,
            "currency": self.currency,
            "answers": {name: said for name, said in self._answers.items() if said is not None},
        }

    @property
    def _answers(self) -> dict[str, object]:
        return {name: getattr(self.options, name) for name in ANSWERS}

    def _require_sum(self, loaded: int, aside: int) -> None:
        if self.counted.lines != self.text.lines or self.counted.records != loaded + aside:
            raise LoadError(
                _(
                    "{name}: its lines do not add up ({lines:,} in the file, {lines_2:,} read, {records:,} rows, "
                    "{loaded:,} sound, {aside:,} set aside). Nothing was written; please report this file."
                ).format(
                    name=self.text.name,
                    lines=self.text.lines,
                    lines_2=self.counted.lines,
                    records=self.counted.records,
                    loaded=loaded,
                    aside=aside,
                )
            )
