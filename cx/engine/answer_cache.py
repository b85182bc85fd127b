"""Cache of answers to the data as it is: large ones as tables in memory, small ones in Python, some saved in the
file.
"""

import hashlib
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any, Protocol, TypeVar
from weakref import WeakValueDictionary

import duckdb
from cachetools import LRUCache

from cx.engine import saved_answers

Answer = TypeVar("Answer")

KEPT_TABLES = 48
KEPT_CELLS = 400_000_000
"""Rows times columns of all kept tables, about 2.5 GB; only those that questions need at the moment may be more."""
USED_LAST = 24
"""So many tables one question may need at once: the last ones used stay, however large they are."""
KEPT_ANSWERS = 8

_CELLS = (
    "select estimated_size * column_count from duckdb_tables() where database_name = 'kept' and table_name = $table"
)
_MISSING = object()
"""What a cache returns where nothing is remembered: None is an answer too."""


class Questions(Protocol):
    """What the cache asks of the engine that holds it."""

    path: str

    @property
    def data_version(self) -> str: ...

    def execute(self, query: str, given: dict[str, Any]) -> None: ...

    def value(self, query: str, **given: Any) -> Any: ...

    def taking_turns(self) -> AbstractContextManager[None]: ...

    def notes(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]: ...


class AnswerCache:
    """Answers of one `cx.engine.connection.Engine`, each computed once for the same parameters on the same data.

    Threads that ask for the same answer wait for one of them to compute it; those that ask for another do not.
    """

    def __init__(self, engine: Questions) -> None:
        self._engine = engine
        self._lock = threading.RLock()
        self._computing: WeakValueDictionary[str, threading.RLock] = WeakValueDictionary()
        self._asking = threading.local()
        self._needed: Counter[str] = Counter()
        self.tables: OrderedDict[str, str] = OrderedDict()
        """Kept tables, the last used at the end, each with the version of the data that it answers."""
        self._cells: dict[str, int] = {}
        self._answers: dict[str, LRUCache[str, Any]] = {}
        self._saved: set[str] = set()

    def connect(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Begin empty beside a file that was opened, with what was saved in it."""
        connection.execute("attach if not exists ':memory:' as kept")
        with self._lock:
            self.tables.clear()
            self._cells.clear()
        self._saved = saved_answers.names(connection)

    def distrust_saved(self) -> None:
        """Use no saved answer: rows were changed by others than this program."""
        self._saved = set()

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
            with self._lock:
                self._needed.subtract(self._asking.needs)
                self._needed += Counter()  # without those that nobody needs
            del self._asking.needs

    def keep(
        self,
        subject: str,
        query: str,
        more: Sequence[tuple[str, dict[str, Any]]] = (),
        lazily: Callable[[], dict[str, Any]] = dict,
        **given: Any,
    ) -> str:
        """Keep a large answer as a table; see `Engine.keep`."""

        def fill(name: str) -> None:
            self._engine.execute(f"create or replace table {name} as {query}", {**given, **lazily()})
            for text, parameters in more:
                self._engine.execute(f"insert into {name} {text}", {**parameters, "so_far": name})

        return self._keep(subject, (query, more, sorted(given.items())), fill)

    def keep_text(self, subject: str, compute: Callable[[], str], **given: Any) -> str:
        """Keep a text as `keep` keeps tables, so that it can be saved; see `Engine.keep_text`."""

        def fill(name: str) -> None:
            self._engine.execute(f"create or replace table {name} as select $text as text", {"text": compute()})

        name = self._keep(subject, (sorted(given.items()),), fill)
        return str(self._engine.value("from query_table($name)", name=name))

    def once(self, subject: str, compute: Callable[[], Answer], **given: Any) -> Answer:
        """Remember what `compute` returns; see `Engine.once`."""
        key = repr((self._engine.data_version, sorted(given.items())))
        with self._turn_of(subject + key):
            with self._lock:
                answers = self._answers.setdefault(subject, LRUCache(KEPT_ANSWERS))
                found: Any = answers.get(key, _MISSING)
            if found is _MISSING:
                found = compute()
                with self._lock:
                    answers[key] = found
            answer: Answer = found
            return answer

    def save(self, subjects: Collection[str]) -> None:
        """Write kept answers into the file; see `Engine.save_answers`."""
        with self._engine.taking_turns():
            version = self._engine.data_version
            with self._lock:
                kept = {table for table, of in self.tables.items() if of == version}
                texts = {table for table in kept if self._cells[table] == 1}
                needs = getattr(self._asking, "needs", kept) | texts
            wanted = {table for table in kept & needs if table.rpartition("_")[0] in subjects}
            if self._engine.path == ":memory:" or wanted <= self._saved:
                return
            try:
                with self._engine.notes() as cursor:
                    saved_answers.write(cursor, wanted, self._saved)
            except duckdb.CatalogException:
                return  # one of them was evicted meanwhile
            self._saved = wanted
            with suppress(duckdb.Error):  # the log holds them as well
                self._engine.execute("checkpoint", {})

    def _keep(self, subject: str, asked: tuple[Any, ...], fill: Callable[[str], None]) -> str:
        version = self._engine.data_version
        key = repr((version, saved_answers.code(), subject, *asked))
        table = f"{subject}_{hashlib.sha256(key.encode()).hexdigest()[:16]}"
        name = f"kept.main.{table}"
        with self._turn_of(table):
            if self._use(table):
                return name
            if not self._read_saved(table):
                fill(name)
            cells = int(self._engine.value(_CELLS, table=table) or 0)
            with self._lock:
                self.tables[table], self._cells[table] = version, cells
                self._use(table)
                self._evict()
        return name

    def _use(self, table: str) -> bool:
        """Whether a table is kept; if so it counts as used just now, and stays until this thread's question ends."""
        with self._lock:
            if table not in self.tables:
                return False
            self.tables.move_to_end(table)
            needs = getattr(self._asking, "needs", {table})
            if table not in needs:
                needs.add(table)
                self._needed[table] += 1
            return True

    def _evict(self) -> None:
        """Drop the tables that were not used for the longest time, until what is left is not too much."""
        many = max(len(self.tables) - USED_LAST, 0)
        for table in list(self.tables)[:many]:
            if len(self.tables) <= KEPT_TABLES and sum(self._cells.values()) <= KEPT_CELLS:
                return
            if not self._needed[table]:
                del self.tables[table], self._cells[table]
                self._engine.execute(f"drop table if exists kept.main.{table}", {})

    def _turn_of(self, answer: str) -> threading.RLock:
        """The lock of the thread that computes an answer; what it computes on the way has locks of its own."""
        with self._lock:
            return self._computing.setdefault(answer, threading.RLock())

    def _read_saved(self, table: str) -> bool:
        """Whether the table could be taken from the file."""
        if table not in self._saved:
            return False
        try:
            query = f"create or replace table kept.main.{table} as from {saved_answers.SCHEMA}.{table}"
            self._engine.execute(query, {})
        except duckdb.CatalogException:
            return False  # another thread replaces it at this moment
        return True
