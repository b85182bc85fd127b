"""Answers that are computed once on the same data: kept in memory, and some of them laid by in the file."""

import hashlib
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from weakref import WeakValueDictionary

import duckdb

from cx.engine import stored_answers

KEPT_TABLES = 48
KEPT_CELLS = 400_000_000
"""Rows times columns of all kept tables, about 2.5 GB; only those that questions need at the moment may be more."""
USED_LAST = 24
"""So many tables one question may need at once: the last ones used stay, however large they are."""
KEPT_ANSWERS = 8

_CELLS = (
    "select estimated_size * column_count from duckdb_tables() where database_name = 'kept' and table_name = $table"
)


class Keeping:
    """The memory of a store (`cx.engine.connection.Engine`), which gives it its questions and its writers' turns.

    Threads that ask for the same answer wait for one of them to compute it; those that ask for another do not.
    """

    def __init__(self) -> None:
        self._keeping = threading.RLock()
        self._computing: WeakValueDictionary[str, threading.RLock] = WeakValueDictionary()
        self._asking = threading.local()
        self._needed: Counter[str] = Counter()
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._cells: dict[str, int] = {}
        self._known: dict[str, OrderedDict[str, Any]] = {}
        self._laid_by: set[str] = set()

    def _begin_keeping(self, connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("attach if not exists ':memory:' as kept")
        with self._keeping:
            self._kept.clear()
            self._cells.clear()
        self._laid_by = stored_answers.names(connection)

    def _distrust_laid_by(self) -> None:
        """Rows were changed by others than this program: what was computed before is no answer to them."""
        self._laid_by = set()

    @contextmanager
    def question(self) -> Iterator[None]:
        """What this thread keeps or finds kept stays until the end of the block, however much other threads ask.

        Only who asks from several threads at once needs it. A block within a block changes nothing.
        """
        if hasattr(self._asking, "needs"):
            yield
            return
        self._asking.needs = set()
        try:
            yield
        finally:
            with self._keeping:
                self._needed.subtract(self._asking.needs)
                self._needed += Counter()  # without those that nobody needs
            del self._asking.needs

    def keep(self, subject: str, query: str, more: Sequence[tuple[str, dict[str, Any]]] = (), **given: Any) -> str:
        """Leave a large answer with the data, under the returned name, for `query_table($name)`.

        more : statements, with their parameters, whose rows are added one after the other; each of them may read
        what is there so far as `query_table($so_far)`
        The same statement with the same parameters on the same data is computed once. The tables that were not used
        for the longest time go when there are more than KEPT_TABLES, or over KEPT_CELLS in all; not the USED_LAST, and
        none that a `question` needs. They live in memory beside the file, so that a question never writes to it.
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
        key = repr((version, stored_answers.code(), subject, *asked))
        table = f"{subject}_{hashlib.sha256(key.encode()).hexdigest()[:16]}"
        name = f"kept.main.{table}"
        with self._turn_of(table):
            if self._taken(table):
                return name
            if not self._was_laid_by(table):
                fill(name)
            cells = int(self.value(_CELLS, table=table) or 0)
            with self._keeping:
                self._kept[table], self._cells[table] = version, cells
                self._taken(table)
                self._let_go()
        return name

    def _taken(self, table: str) -> bool:
        """Whether a table is kept; if so it counts as used just now, and stays until this thread's question is answered."""
        with self._keeping:
            needs = getattr(self._asking, "needs", {table})
            if table in self._kept and table not in needs:
                needs.add(table)
                self._needed[table] += 1
            return self._remembered(self._kept, table) is not None

    def _let_go(self) -> None:
        """Drop what was not used for the longest time, until what is left is not too much."""
        many = max(len(self._kept) - USED_LAST, 0)
        for table in list(self._kept)[:many]:
            if len(self._kept) <= KEPT_TABLES and sum(self._cells.values()) <= KEPT_CELLS:
                return
            if not self._needed[table]:
                del self._kept[table], self._cells[table]
                self._execute(f"drop table if exists kept.main.{table}", {})

    def _turn_of(self, answer: str) -> threading.RLock:
        """Held by the thread that computes an answer; what it computes on the way has turns of its own."""
        with self._keeping:
            return self._computing.setdefault(answer, threading.RLock())

    def _remembered(self, known: OrderedDict[str, Any], key: str) -> Any:
        """What is remembered under a key, which counts as used just now; None where nothing is."""
        with self._keeping:
            if key in known:
                known.move_to_end(key)
            return known.get(key)

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

        subjects : of `keep` and `keep_text`; within a `question` only what it needed of them, and texts, which `once`
        may remember for it. Other answers that were laid by go. Nothing is written where all are there, or into a store
        without a file. Raises StoreError when the disk is full.
        """
        with self.taking_turns():
            version = self.data_version
            with self._keeping:
                kept = {table for table, of in self._kept.items() if of == version}
                needs = getattr(self._asking, "needs", kept) | {table for table in kept if self._cells[table] == 1}
            now = {table for table in kept & needs if table.rpartition("_")[0] in subjects}
            if self.path == ":memory:" or now <= self._laid_by:
                return
            try:
                with self.notes() as cursor:
                    stored_answers.write(cursor, now, self._laid_by)
            except duckdb.CatalogException:
                return  # one of them was let go meanwhile
            self._laid_by = now
            with suppress(duckdb.Error):  # the log holds them as well
                self._execute("checkpoint", {})

    def once(self, subject: str, compute: Callable[[], Any], **given: Any) -> Any:
        """What compute() returns, computed once for the same given values on the same data: for small answers in Python."""
        key = repr((self.data_version, sorted(given.items())))
        with self._turn_of(subject + key):
            known = self._known.setdefault(subject, OrderedDict())
            found = self._remembered(known, key)
            if found is None:
                found = compute()
                with self._keeping:
                    known[key] = found
                    while len(known) > KEPT_ANSWERS:
                        known.popitem(last=False)
            return found
