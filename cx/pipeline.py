"""What are the steps from the text of a file to the rows of a table?"""

from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta

import duckdb
import pandas as pd

from cx import (
    cells,
    checking,
    choices,
    dates,
    decisions,
    ledger,
    lines,
    noticing,
    plain,
    progress,
    sql,
    values,
)
from cx.cells import Cells
from cx.choices import SAME_ROW
from cx.decisions import Decisions
from cx.errors import LoadError
from cx.kinds import KINDS, TIMES_PRICE
from cx.layout import Layout
from cx.reader import Text
from cx.receipts import Receipt, first_cells
from cx.words import _


@dataclass
class Work:
    """One file on its way. `stage` first, then `fill`, on the same cursor; load and preview both go this way.

    tolerant : do not raise where the order of day and month cannot be decided
    decided : what a person changed, and which rows are not wanted
    again : the rows that are tried again, of which this text was made; see decisions.come_back
    read_as : how that file was read; None = decided from all cells
    """

    kind: str
    text: Text
    layout: Layout
    mapping: dict[str, str]
    day_first: bool | None = None
    decimal: str | None = None
    drop_duplicates: bool = False
    tolerant: bool = False
    decided: Decisions = field(default_factory=Decisions)
    again: pd.DataFrame | None = None
    read_as: values.Readings | None = None
    time_zone: str | None = None
    short_dates: str | None = None
    plain: bool = field(init=False, default=False)
    counted: lines.Lines = field(init=False)
    readings: values.Readings = field(init=False)
    cells: Cells = field(init=False)
    _task: checking.Task = field(init=False, repr=False)

    def stage(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Cut the lines into temporary tables and decide how each column is read; outside of a transaction.

        Only there a row's rowid is its place in the table, which is its line in the file.
        """
        for macro in sql.text("duckdb/values").split(";\n"):
            if macro.strip():
                cursor.execute(macro).fetchall()
        progress.tell(0.15, "cutting lines")
        self.cells = cells.of(self.kind, self.mapping, self.layout, self.text.odd_edges)
        self.plain = self._may_be_plain and self._stage_plainly(cursor)
        if self.plain:
            return
        self.counted = lines.stage(cursor, self.text, self.layout, self.cells, self._like_a_row)
        if self.again is not None:
            uncut = decisions.come_back(cursor, self.cells, self.again)
            self.counted = replace(self.counted, records=self.counted.records + uncut)
        decisions.apply(cursor, self.cells, self.decided)
        with_care = cursor.execute("select count(*) > 0 from other_records").fetchone()[0]
        self.cells = replace(self.cells, with_care=with_care)
        progress.tell(0.35, "looking at values")
        self.readings = self.read_as or values.decide(
            cursor,
            self.kind,
            self.cells,
            self.day_first,
            self.decimal,
            self.time_zone,
            not self.text.ascii,
            *self._dates,
        )
        if not self.tolerant:
            dates.require_decided(self.readings, self.text.name)

    @property
    def _dates(self) -> tuple[str | None, date]:
        return self.short_dates, self.decided.today or ledger.today()

    @property
    def _may_be_plain(self) -> bool:
        """Whether every line may be plain, each value is a cell, and no row is changed, left out or tried again."""
        decided = self.decided
        touched = decided.edits or decided.rules or decided.aside or self.drop_duplicates
        made = self.cells.constants or TIMES_PRICE in self.mapping.values()
        if self.tolerant or touched or made or self.again is not None or self.read_as is not None:
            return False
        return plain.fits(self.kind, self.text, self.layout)

    def _stage_plainly(self, cursor: duckdb.DuckDBPyConnection) -> bool:
        """The quick way of cx.plain: first as if every cell were plain too, then as the cells of each column ask for.

        Returns False, with nothing left behind, where a line turns out not to be plain.
        """
        decisions.apply(cursor, self.cells, self.decided)
        self.readings = values.Readings(folded=not self.text.ascii)
        rows = plain.source(self.text, self.layout, self.cells)
        unsound = plain.stage(cursor, checking.staged(self._as_task(-1), rows, True), self.text, self.layout)
        if unsound:
            progress.tell(0.3, "looking at values")
            everything = replace(self.cells, relation=rows)
            self.readings = values.decide(
                cursor,
                self.kind,
                everything,
                self.day_first,
                self.decimal,
                self.time_zone,
                not self.text.ascii,
                *self._dates,
            )
            dates.require_decided(self.readings, self.text.name)
            unsound = plain.stage(
                cursor, checking.staged(self._as_task(-1), rows, False), self.text, self.layout
            )
        if unsound is None:
            cursor.execute("drop table mended").fetchall()
            return False
        plain.keep_unsound(cursor, rows, self.layout.header_end, unsound)
        self.counted = plain.counted(self.text, self.layout)
        self.cells = plain.unsound_only(self.cells)
        return True

    def _as_task(self, upload_id: int) -> checking.Task:
        today = self.decided.today
        return checking.Task(
            self.kind,
            upload_id,
            self.mapping,
            self.readings,
            self.cells,
            self.text.path,
            self.drop_duplicates or SAME_ROW in self.decided.aside,
            self.decided.aside,
            today + timedelta(days=1) if today else None,
            self.plain,
            self.layout.header_end,
        )

    def fill(self, cursor: duckdb.DuckDBPyConnection, upload_id: int) -> Receipt:
        """Put the sound records into their table and the others into quarantine; every line is accounted for."""
        task = self._task = self._as_task(upload_id)
        if self.again is None:
            for doubt in noticing.doubts(self.text, self.layout, self.kind, self.mapping):
                self.readings.caution(doubt)
        progress.tell(0.45, "checking and writing rows")
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

    def noticed(self, cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
        """After `fill`: the sorts of row that a person may decide about; see cx.choices.noticed."""
        task, aside = self._task, list(self.decided.aside)
        if self.drop_duplicates:
            aside.append(SAME_ROW)
        return choices.noticed(
            cursor, self.kind, task.upload_id, self.cells.records, task.posed, aside, task.tomorrow
        )

    def second(self, cursor: duckdb.DuckDBPyConnection, noticed: pd.DataFrame) -> pd.DataFrame:
        """After `fill`: the rows named in `first_lines` of `noticed`, as text: choice, line, the columns, raw."""
        wanted = noticed[["choice", "first_lines"]].explode("first_lines").dropna()
        wanted = wanted.rename(columns={"first_lines": "line"}).astype({"line": "int64"})
        cursor.register("wanted", wanted)
        cursor.execute("create temp table faulty as select distinct line from wanted").fetchall()
        cursor.execute(sql.text("duckdb/again"), {"path": str(self.text.path)}).fetchall()
        names = ", ".join(f"records.{name}" for name in self.cells.positions)
        found = cursor.execute(
            f"""
            select wanted.choice, wanted.line, {names}, coalesce(other_records.raw, again.text) as raw
            from wanted
            join ({self.cells.records}) records using (line)
            left join again using (line)
            left join other_records using (line)
            order by wanted.line
            """
        ).df()
        for name in ("faulty", "again"):
            cursor.execute(f"drop table {name}").fetchall()
        cursor.unregister("wanted")
        return found

    def shown(self, cursor: duckdb.DuckDBPyConnection, most: int) -> pd.DataFrame:
        """After `fill`: the first rows in quarantine with their cells as text: line, wrong, the columns, raw, misfit.

        The cells of a row that could not be cut are those of the raw text by position, as far as they go.
        """
        names = list(self.cells.positions)
        query = f"""
            select
                aside.line, aside.reason as wrong, {", ".join(f"records.{name}" for name in names)}, aside.raw,
                records.line is null as misfit
            from quarantine aside left join ({self.cells.records}) records using (line)
            where upload_id = $upload_id order by aside.line limit {most}
        """
        found = cursor.execute(query, {"upload_id": self._task.upload_id}).df()
        for row in found.index[found["misfit"]]:
            cut = first_cells(found.at[row, "raw"], self.layout.delimiter)
            for name, place in self.cells.positions.items():
                if 0 < place <= len(cut):
                    found.at[row, name] = cut[place - 1]
        return found

    @property
    def way(self) -> dict[str, object]:
        """How the file was read, for whoever reads its quarantine again: in plain values."""
        return {
            "headers": self.layout.headers,
            "readings": asdict(self.readings) | {"careful": sorted(self.readings.careful)},
            "aside": self.decided.aside,
            "drop_duplicates": self._task.drop_duplicates,
        }

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

    def _like_a_row(self, cells: list[str]) -> bool:
        """Whether the needed cells of a line hold what their columns hold; guards against a stray quote.

        Where only texts are needed almost any line would do: there a quote in it speaks for the end of a long cell.
        """
        columns = KINDS[self.kind]
        wanted = [
            (columns[name], cells[place - 1].strip())
            for name, place in self.cells.positions.items()
            if columns[name].needed and place
        ]
        if all(column.type == "text" for column, _ in wanted) and any('"' in cell for cell in cells):
            return False
        return all(
            cell and (column.type == "text" or any(mark.isdigit() for mark in cell))
            for column, cell in wanted
        )
