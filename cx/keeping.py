"""Answers that are computed once on the same data: kept in memory, and some of them laid by in the file."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from typing import Any

import duckdb

from cx import laid_by

KEPT_TABLES = 48
KEPT_CELLS = 400_000_000
"""Rows times columns of all kept tables, about 2.5 GB; only the tables used last may be more than that."""
USED_LAST = 24
"""So many tables a question may need at once: these stay, however large they are."""
KEPT_ANSWERS = 8

_CELLS = "select estimated_size * column_count from duckdb_tables() where database_name = 'kept' and table_name = $table"


class Keeping:
    """The memory of a store (`cx.store.Store`), which gives it its questions and its writers' turns."""

    def __init__(self) -> None:
        self._keeping = threading.RLock()
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._cells: dict[str, int] = {}
        self._known: dict[str, OrderedDict[str, Any]] = {}
        self._laid_by: set[str] = set()

    def _begin_keeping(self, connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("attach if not exists ':memory:' as kept")
        self._kept.clear()
        self._cells.clear()
        self._laid_by = laid_by.names(connection)

    def _distrust_laid_by(self) -> None:
        """Rows were changed by others than this program: what was computed before is no answer to them."""
        self._laid_by = set()

    def keep(
        self, subject: str, query: str, more: Sequence[tuple[str, dict[str, Any]]] = (), **given: Any
    ) -> str:
        """Leave a large answer with the data, under the returned name, for `query_table($name)`.

        more : statements, with their parameters, whose rows are added one after the other; each of them may read
        what is there so far as `query_table($so_far)`
        The same statement with the same parameters on the same data is computed once. The least recently used
        of the kept tables goes when there are more than KEPT_TABLES, or more than USED_LAST with over KEPT_CELLS in
        all. They live in memory beside the file, so that a question never writes to it.
        """

        def fill(name: str) -> None:
            self._execute(f"create or replace table {name} as {query}", given)
            for text, parameters in more:
                self._execute(f"insert into {name} {text}", {**parameters, "so_far": name})

        return self._keep(subject, (query, more, sorted(given.items())), fill)

    def keep_text(self, subject: str, compute: Callable[[], str], **given: Any) -> str:
        """What compute() returns, kept as `keep` keeps tables: for a small answer in Python that is to be laid by."""

        def fill(name: str) -> None:
            self._execute(f"create or replace table {name} as select $text as text", {"text": compute()})

        return self.value("from query_table($name)", name=self._keep(subject, (sorted(given.items()),), fill))

    def _keep(self, subject: str, asked: tuple, fill: Callable[[str], None]) -> str:
        version = self.data_version
        key = repr((version, laid_by.code(), subject, *asked))
        table = f"{subject}_{hashlib.sha256(key.encode()).hexdigest()[:16]}"
        name = f"kept.main.{table}"
        with self._keeping:
            if table not in self._kept:
                if not self._was_laid_by(table):
                    fill(name)
                self._cells[table] = int(self.value(_CELLS, table=table) or 0)
            self._kept[table] = version
            self._kept.move_to_end(table)
            while self._too_much:
                gone, _version = self._kept.popitem(last=False)
                del self._cells[gone]
                self._execute(f"drop table if exists kept.main.{gone}", {})
        return name

    @property
    def _too_much(self) -> bool:
        many = len(self._kept)
        return many > KEPT_TABLES or (many > USED_LAST and sum(self._cells.values()) > KEPT_CELLS)

    def _was_laid_by(self, table: str) -> bool:
        """Whether the table could be taken from the file."""
        if table not in self._laid_by:
            return False
        try:
            self._execute(f"create or replace table kept.main.{table} as from laid_by.{table}", {})
        except duckdb.CatalogException:
            return False  # another thread lets it go at this moment
        return True

    def lay_by(self, subjects: Collection[str]) -> None:
        """Write the kept answers to the data as they are into the file: the next process reads what this one computed.

        subjects : of `keep` and `keep_text`. Other answers that were laid by go. Nothing is written where all are there,
        or into a store without a file. Raises StoreError when the disk is full.
        """
        with self.taking_turns():
            version = self.data_version
            with self._keeping:
                kept = {table for table, of in self._kept.items() if of == version}
            now = {table for table in kept if table.rpartition("_")[0] in subjects}
            if self.path == ":memory:" or now <= self._laid_by:
                return
            try:
                with self.notes() as cursor:
                    laid_by.write(cursor, now, self._laid_by)
            except duckdb.CatalogException:
                return  # one of them was let go meanwhile
            self._laid_by = now
            with suppress(duckdb.Error):  # the log holds them as well
                self._execute("checkpoint", {})

    def once(self, subject: str, compute: Callable[[], Any], **given: Any) -> Any:
        """What compute() returns, computed once for the same given values on the same data: for small answers in Python."""
        key = repr((self.data_version, sorted(given.items())))
        with self._keeping:
            known = self._known.setdefault(subject, OrderedDict())
            if key not in known:
                known[key] = compute()
            known.move_to_end(key)
            while len(known) > KEPT_ANSWERS:
                known.popitem(last=False)
            return known[key]
