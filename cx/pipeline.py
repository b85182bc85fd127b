"""What are the steps from the text of a file to the rows of a table?"""

from dataclasses import dataclass, field, replace

import duckdb

from cx import cells, checking, ledger, lines, noticing, sql, values
from cx.cells import Cells
from cx.errors import LoadError
from cx.kinds import KINDS
from cx.layout import Layout
from cx.reader import Text
from cx.receipts import Receipt


@dataclass
class Work:
    """One file on its way. `stage` first, then `fill`, on the same cursor; load and preview both go this way.

    tolerant : do not raise where the order of day and month cannot be decided
    """

    kind: str
    text: Text
    layout: Layout
    mapping: dict[str, str]
    day_first: bool | None = None
    decimal: str | None = None
    drop_duplicates: bool = False
    tolerant: bool = False
    counted: lines.Lines = field(init=False)
    readings: values.Readings = field(init=False)
    cells: Cells = field(init=False)

    def stage(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Cut the lines into temporary tables and decide how each column is read; outside of a transaction.

        Only there a row's rowid is its place in the table, which is its line in the file.
        """
        for macro in sql.text("duckdb/values").split(";\n"):
            if macro.strip():
                cursor.execute(macro).fetchall()
        self.cells = cells.of(self.kind, self.mapping, self.layout, self.text.odd_edges)
        self.counted = lines.stage(cursor, self.text, self.layout, self.cells, self._like_a_row)
        with_care = cursor.execute("select count(*) > 0 from other_records").fetchone()[0]
        self.cells = replace(self.cells, with_care=with_care)
        self.readings = values.decide(cursor, self.kind, self.cells, self.day_first, self.decimal)
        if not self.tolerant:
            values.require_decided(self.readings, self.text.name)

    def fill(self, cursor: duckdb.DuckDBPyConnection, upload_id: int) -> Receipt:
        """Put the sound records into their table and the others into quarantine; every line is accounted for."""
        task = checking.Task(
            self.kind,
            upload_id,
            self.mapping,
            self.readings,
            self.cells,
            self.text.path,
            self.drop_duplicates,
        )
        loaded = checking.fill(cursor, task)
        aside = checking.set_aside(cursor, task) if loaded != self.counted.records else 0
        self._require_sum(loaded, aside)
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
        return replace(
            receipt, notes=noticing.notes(cursor, task, receipt, self.text, self.layout.headers, self.counted)
        )

    def _require_sum(self, loaded: int, aside: int) -> None:
        if self.counted.lines != self.text.lines or self.counted.records != loaded + aside:
            raise LoadError(
                f"{self.text.name}: its lines do not add up ({self.text.lines:,} in the file, {self.counted.lines:,} read, "
                f"{self.counted.records:,} rows, {loaded:,} sound, {aside:,} set aside). Nothing was written; please report this file."
            )

    def _like_a_row(self, cells: list[str]) -> bool:
        """Whether the needed cells of a line hold what their columns hold; guards against a stray quote."""
        columns = KINDS[self.kind]
        wanted = [
            (columns[name], cells[place - 1].strip())
            for name, place in self.cells.positions.items()
            if columns[name].needed
        ]
        return all(
            cell and (column.type == "text" or any(mark.isdigit() for mark in cell))
            for column, cell in wanted
        )
