"""Fast path: a large file of plain lines, read by the engine's own reader in one pass, and what keeps that honest.

Every line is looked at (`cx.loading.rows.split_file`). Rows of the plainest cells go straight into the table as they
are read; the others, found as the lines that are missing there, are kept as text and checked as on the careful path.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial

import duckdb

from cx import progress
from cx.loading.rows import checks, edits, fast_rows, plain_cells, row_choices, split_file
from cx.loading.rows.fast_rows import NotPlain, Source
from cx.loading.rows.row_path import Filled, PathError, Request, Staged
from cx.loading.rows.split_file import Partitions
from cx.loading.rows.workspace import Workspace
from cx.loading.values import dates
from cx.loading.values.column_formats import Readings
from cx.tables.kinds import KINDS, TIMES_PRICE, UNIQUE

LEAST_LINES = 50_000
"""A smaller file is read on the careful path in no time."""

MOST_OTHERS = 0.05
"""With a larger share of rows that are not of the plainest cells in the first lines, all cells are looked at first."""


class NotProven(PathError):
    """A cell that its first and last letters told to be a number is none."""


class Undecided(PathError):
    """Cells are of a form that has to be decided from all rows, before any row is read."""


class Trust(Enum):
    """What is taken of the cells before they are looked at, and the errors after which that is no use."""

    PROOFS = (NotPlain, Undecided, NotProven)
    """What the bytes of a column prove (cx.loading.rows.plain_cells) is taken without a look at its cells."""

    PLAIN_CELLS = (NotPlain, Undecided)
    """Cells of the plainest form are taken, and how the others are read is decided from them alone."""

    NOTHING = (NotPlain,)
    """All cells are looked at before any row is read."""


def fits(request: Request) -> bool:
    """Whether a file may be read on the fast path, as far as can be told before its lines are cut.

    Each value is a cell of an order, and no row is changed, tried again, or unwanted for another's sake; whether the
    rows are in one currency only all of them say.
    """
    decided, text, layout = request.decided, request.text, request.layout
    others = any(not row_choices.CHOICES[name].by_itself for name in decided.aside)
    changed = bool(decided.edits or decided.rules or others or request.options.drop_duplicates)
    made = bool(request.cells.constants) or TIMES_PRICE in request.mapping.values() or "currency" in request.mapping
    if request.tolerant or changed or made or request.retried is not None or request.readings is not None:
        return False
    simple = not (text.quotes or text.spoiled or request.kind in UNIQUE or request.cells.further)
    return simple and text.lines >= LEAST_LINES and len(layout.headers) > 1 and layout.delimiter.isascii()


def cut(request: Request, trusting: bool) -> Partitions | None:
    """The lines after the header in partitions; None where too many of them are not plain.

    trusting : whether columns are to be proven (cx.loading.rows.plain_cells), for which a few lines may be taken out
    """
    text, layout, cells = request.text, request.layout, request.cells
    columns = [KINDS[request.kind][name] for name in cells.positions] if trusting and not cells.odd_edges else []
    to_prove = plain_cells.provable(columns, cells.positions, text.odd_ids)
    found = split_file.cut(text.path, text.folder, layout.header_end, layout.delimiter, len(layout.headers), to_prove)
    return found if found and found.parts and found.lines == text.lines - layout.header_end else None


@dataclass(frozen=True)
class FastPath:
    """Reads a file that `fits`, with more or less trust in its cells."""

    request: Request
    trust: Trust

    @property
    def useless_after(self) -> Collection[type[PathError]]:
        """The errors that it would meet too."""
        found: tuple[type[PathError], ...] = self.trust.value
        return found

    def stage(self, workspace: Workspace) -> Staged:
        """Cut the file into partitions; where nothing is trusted, decide how each column is read.

        Raises
        ------
        NotPlain : too many lines are not plain.
        Undecided : cells are to be trusted, and too many in the first lines are not of the plainest form.
        """
        request = self.request
        progress.tell(0.15, "cutting lines")
        readings = Readings(folded=not request.text.ascii)
        strict = self.trust is not Trust.NOTHING
        if strict and self._share_of_others(workspace, readings) > MOST_OTHERS:
            raise Undecided("Many cells of the first lines are not of the plainest form.")
        found = cut(request, self.trust is Trust.PROOFS)
        if found is None:
            raise NotPlain("Too many lines are not plain.")
        edits.apply(workspace, request.cells, request.decided)
        if not strict:
            progress.tell(0.25, "looking at values")
            texts = fast_rows.rows(Source(found, request.layout, request.cells))
            readings = request.decide(workspace, replace(request.cells, relation=texts))
            dates.require_decided(readings, request.text.name)
        return Staged(workspace, request.cells, readings, partitions=found)

    def fill(self, staged: Staged, upload_id: int) -> Filled:
        """Insert the sound rows while they are read, then those sound after a closer look; set the others aside.

        Raises
        ------
        NotProven, Undecided, NotPlain : nothing of what was read may be kept.
        """
        assert staged.partitions is not None
        request, workspace, found = self.request, staged.workspace, staged.partitions
        strict, readings = self.trust is not Trust.NOTHING, staged.readings
        source = Source(found, request.layout, staged.cells)
        task = replace(self._task(staged, upload_id), proven=found.proven)
        inserted = self._insert(workspace, task, source, strict)
        self._require_order(workspace, task, strict)
        counted = fast_rows.keep_others(workspace, source, task)
        cells = fast_rows.others_only(staged.cells)
        if strict and inserted != counted.records:
            readings = request.decide(workspace, cells)
            if not readings.is_plain:
                raise Undecided("Some cells are of a form that has to be decided from all rows.")
            inserted += checks.fill(
                workspace.cursor, self._task(replace(staged, cells=cells, readings=readings), upload_id)
            )
        task = self._task(replace(staged, cells=cells, readings=readings), upload_id)
        aside = checks.set_aside(workspace, task) if inserted != counted.records else 0
        progress.tell(0.7, "looking for lines that come twice")
        repeated = fast_rows.repeated(workspace.cursor, request, task, counted.blank > 0)
        return Filled(task, counted, inserted, aside, repeated)

    def _task(self, staged: Staged, upload_id: int) -> checks.Task:
        task = self.request.task(upload_id, staged.readings, staged.cells)
        return replace(task, read_at_once=True, odd_ids=self.request.text.odd_ids)

    def _share_of_others(self, workspace: Workspace, readings: Readings) -> float:
        """The share of the first rows that are not of the plainest cells."""
        task = self.request.task(-1, readings, self.request.cells)
        with workspace.frame("first_rows", fast_rows.first_rows(self.request)):
            firsts = fast_rows.trimmed("first_rows", self.request.cells)
            return fast_rows.unsound_share(workspace.cursor, task, firsts)

    def _insert(self, workspace: Workspace, task: checks.Task, source: Source, strict: bool) -> int:
        progress.tell(0.3, "reading, checking and writing rows")
        texts = fast_rows.rows(source, partial(checks.valued, task, strict), numbers=task.proven_numbers)
        try:
            return fast_rows.insert(workspace.cursor, task, texts)
        except duckdb.ConversionException as error:
            if not task.proven:
                raise
            raise NotProven("A cell is no number, though it looks like one.") from error

    def _require_order(self, workspace: Workspace, task: checks.Task, strict: bool) -> None:
        """Every line number rests on the order in which the engine read the lines: look at some all over the file."""
        with workspace.frame("line_samples", fast_rows.samples(self.request)):
            alone = fast_rows.trimmed("line_samples", self.request.cells)
            mixed = fast_rows.mixed_up(workspace.cursor, replace(task, proven=frozenset()), alone, strict)
        if mixed:
            raise NotPlain("Lines were mixed up while reading.")
