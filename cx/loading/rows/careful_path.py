"""Careful path: every line is cut into the workspace, all cells are looked at, and then the records are checked."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial

from cx import progress
from cx.loading.header import column_cells
from cx.loading.rows import checks, edits, records
from cx.loading.rows.row_path import Filled, PathError, Request, Staged
from cx.loading.rows.workspace import Workspace
from cx.loading.values import dates


@dataclass(frozen=True)
class CarefulPath:
    """Reads any file, and the rows of a quarantine that are tried again."""

    request: Request
    useless_after: Collection[type[PathError]] = ()

    def stage(self, workspace: Workspace) -> Staged:
        """Cut the lines, change the cells that a person changed, and decide how each column is read."""
        progress.tell(0.15, "cutting lines")
        request, cells = self.request, self.request.cells
        like_a_row = partial(column_cells.like_a_row, request.kind, cells)
        counted = records.stage(workspace, request.text, request.layout, cells, like_a_row)
        if request.retried is not None:
            uncut = edits.restore_origins(workspace, cells, request.retried)
            counted = replace(counted, records=counted.records + uncut)
        edits.apply(workspace, cells, request.decided)
        others = workspace.cursor.execute("select count(*) > 0 from other_records").fetchall()[0][0]
        cells = replace(cells, with_care=others)
        progress.tell(0.35, "looking at values")
        readings = request.readings or request.decide(workspace, cells)
        if not request.tolerant:
            dates.require_decided(readings, request.text.name)
        return Staged(workspace, cells, readings, counted)

    def fill(self, staged: Staged, upload_id: int) -> Filled:
        """Insert the sound records and set the others aside."""
        assert staged.counted is not None
        progress.tell(0.45, "checking and writing rows")
        workspace, counted = staged.workspace, staged.counted
        task = self.request.task(upload_id, staged.readings, staged.cells)
        inserted = checks.fill(workspace.cursor, task)
        aside = checks.set_aside(workspace, task) if inserted != counted.records else 0
        return Filled(task, counted, inserted, aside)
