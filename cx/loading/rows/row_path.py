"""Row paths: the protocol of the ways from the text of a file to the rows of its table."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Protocol

import pandas as pd

from cx.errors import CxError
from cx.loading.files.source import Text
from cx.loading.header import column_cells
from cx.loading.header.column_cells import Cells
from cx.loading.header.layout import Layout
from cx.loading.options import ReadOptions
from cx.loading.rows.checks import Task
from cx.loading.rows.edits import Decisions
from cx.loading.rows.records import Lines
from cx.loading.rows.row_choices import SAME_ROW
from cx.loading.rows.split_file import Partitions
from cx.loading.rows.workspace import Workspace
from cx.loading.values import reading
from cx.loading.values.column_formats import Readings


@dataclass(frozen=True)
class Request:
    """One file that is to become rows.

    today : the day of the load
    decided : what a person changed, and which rows are not wanted
    tolerant : do not raise where the order of day and month cannot be decided, as for a preview
    retried : the rows of a quarantine of which this text was made (`edits.restore_origins`); None for a whole file
    readings : how the file of these rows was read; None = decided from all cells
    company_currency : the sign of the currency of what is loaded already; "" where none is known
    guessed : whether nobody said which header is which column
    """

    kind: str
    text: Text
    layout: Layout
    mapping: dict[str, str]
    options: ReadOptions
    today: date
    decided: Decisions = field(default_factory=Decisions)
    tolerant: bool = False
    retried: pd.DataFrame | None = None
    readings: Readings | None = None
    company_currency: str = ""
    guessed: bool = False

    @cached_property
    def cells(self) -> Cells:
        """Where the columns stand in a line."""
        return column_cells.of(self.kind, self.mapping, self.layout, self.text.odd_edges)

    @property
    def drop_duplicates(self) -> bool:
        """Whether a line that equals an earlier one is set aside."""
        return self.options.drop_duplicates or SAME_ROW in self.decided.aside

    def task(self, upload_id: int, readings: Readings, cells: Cells) -> Task:
        """What the statements of a load depend on, once it is decided how cells are read."""
        last = self.decided.today
        return Task(
            self.kind,
            upload_id,
            self.mapping,
            readings,
            cells,
            self.text.path,
            self.drop_duplicates,
            self.decided.aside,
            last + timedelta(days=1) if last else None,
        )

    def decide(self, workspace: Workspace, cells: Cells) -> Readings:
        """How each column is read, decided from all these cells."""
        foreign = not self.text.ascii
        return reading.decide(
            workspace.cursor, self.kind, cells, self.options, foreign, self.decided.today or self.today
        )


@dataclass(frozen=True)
class Staged:
    """A file of which no row is in its table yet.

    counted : its lines by what they are; None where they are counted as they are read
    partitions : the file in parts that the engine reads by itself; None where its lines are in the workspace
    """

    workspace: Workspace
    cells: Cells
    readings: Readings
    counted: Lines | None = None
    partitions: Partitions | None = None


@dataclass(frozen=True)
class Filled:
    """A file whose sound records are rows of their table, and whose others are in quarantine.

    inserted, set_aside : how many records are rows, and how many are in quarantine
    repeated : how many rows equal an earlier one in every cell; None where that is to be asked of the records
    """

    task: Task
    counted: Lines
    inserted: int
    set_aside: int
    repeated: int | None = None


class PathError(CxError):
    """A path cannot read a file, or not so; nothing of what it read is kept, and another one begins anew."""


class RowPath(Protocol):
    """A way to read a file: `stage` outside of a transaction, then `fill` inside of one, on the same workspace.

    useless_after : the errors of other paths after which this one would fail as they did
    """

    @property
    def useless_after(self) -> Collection[type[PathError]]: ...

    def stage(self, workspace: Workspace) -> Staged: ...

    def fill(self, staged: Staged, upload_id: int) -> Filled: ...
