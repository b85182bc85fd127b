"""The only door to the DuckDB file: one connection a process, one cursor a question."""

import threading
import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any

import duckdb
import pandas as pd

from cx.engine import derived_tables, file_errors, integrity, migrations, statements
from cx.engine.answer_cache import Answer, AnswerCache
from cx.errors import StoreBusyError, StoreError
from cx.tables import schema
from cx.tables.kinds import KINDS
from cx.text.formatting import _

MOST_MEMORY = "5GB"


class Engine:
    """The DuckDB file of a company: questions, writes, settings. `cx.Store` adds the loads.

    Every question runs on a cursor of its own and is drained, so threads never meet; writers take turns.
    Readers see committed data only.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._answers = AnswerCache(self)
        self._writing = threading.RLock()
        self._settings: dict[str, dict[str, str]] = {}
        self.when_changed: Callable[[], None] | None = None
        """Called after each committed change of the data, in the thread that made it: to warm up anew, say."""
        self.notes_version = 0
        """Rises with each committed `notes`: give it to `once` where an answer stands on notes."""
        self._connect()

    def _connect(self) -> None:
        try:
            self._connection = duckdb.connect(self.path)
        except (duckdb.IOException, duckdb.ConnectionException) as error:
            busy = "lock" in str(error).lower()
            raise (StoreBusyError if busy else StoreError)(file_errors.not_opened(self.path, error)) from error
        try:
            done = migrations.known_number(self._connection, self.path)
            self._connection.execute(schema.TEXT)
            migrations.migrate(self._connection, done)
        except BaseException:
            self._connection.close()
            raise
        self._leave_room()
        self._answers.connect(self._connection)
        self._forget_settings()
        if derived_tables.outdated(self._connection):
            self._derive()
        self.damage = [] if done is None else integrity.differences(self)
        """Sentences, one for each load whose rows in the tables differ from the ledger; empty when sound."""
        if self.damage:
            self._answers.distrust_saved()

    def _leave_room(self) -> None:
        """The engine may take 80 % of a machine's memory; a tool beside others takes less, and writes what is more to
        disk.
        """
        asked = "select parse_formatted_bytes(current_setting('memory_limit')) > parse_formatted_bytes($most)"
        if self._connection.execute(asked, {"most": MOST_MEMORY}).fetchall()[0][0]:
            self._connection.execute(f"set memory_limit = '{MOST_MEMORY}'")

    def _derive(self) -> None:
        cursor = self._connection.cursor()
        cursor.execute("begin transaction")
        derived_tables.run(cursor, set(KINDS))
        cursor.execute("commit")
        cursor.close()

    def close(self) -> None:
        """Close the file. Questions asked after this raise duckdb's ConnectionException."""
        self._connection.close()

    # --- reading -------------------------------------------------------------------------------------------

    def rows(self, query: str, **given: Any) -> pd.DataFrame:
        """A small answer: the rows of one select, every `$name` in it given by keyword."""
        cursor = self._connection.cursor()
        try:
            return cursor.execute(query, given).df()
        except duckdb.FatalException as error:
            raise self._reopened(error) from error
        finally:
            cursor.close()

    def read(self, name: str, **given: Any) -> pd.DataFrame:
        """The answer of the named statement, such as "funnel/lifecycle"."""
        return self.rows(statements.text(name), **given)

    def value(self, query: str, **given: Any) -> Any:
        """The one value of a select of one row and one column."""
        frame = self.rows(query, **given)
        found = frame.iat[0, 0] if len(frame) else None
        return None if pd.isna(found) else found

    def execute(self, query: str, given: dict[str, Any]) -> None:
        """Run a statement whose rows nobody wants."""
        cursor = self._connection.cursor()
        try:
            cursor.execute(query, given).fetchall()
        finally:
            cursor.close()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for several questions in a row, closed at the end."""
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    # --- answers that are kept -----------------------------------------------------------------------------

    def question(self) -> AbstractContextManager[None]:
        """What this thread keeps or finds kept stays until the end of the block, however much other threads ask.

        Only who asks from several threads at once needs it. A block within a block changes nothing.
        """
        return self._answers.question()

    def keep(
        self,
        subject: str,
        query: str,
        more: Sequence[tuple[str, dict[str, Any]]] = (),
        lazily: Callable[[], dict[str, Any]] = dict,
        **given: Any,
    ) -> str:
        """Leave a large answer with the data, under the returned name, for `query_table($name)`.

        The same statement with the same parameters on the same data is computed once. The tables that were not used
        for the longest time go when there are more than KEPT_TABLES, or over KEPT_CELLS in all; not the USED_LAST, and
        none that a `question` needs. They live in memory beside the file, so that a question never writes to it.

        Parameters
        ----------
        subject : what it answers; the name of the table begins with it
        query : the select of its rows
        more : statements, with their parameters, whose rows are added one after the other; each of them may read
            what is there so far as `query_table($so_far)`
        lazily : further parameters, asked for only when the answer has to be computed: tables that only this answer
            needs, which follow from what is given
        **given : the parameters of the query
        """
        return self._answers.keep(subject, query, more, lazily, **given)

    def keep_text(self, subject: str, compute: Callable[[], str], **given: Any) -> str:
        """What compute() returns, kept as `keep` keeps tables: for a small answer in Python that is to be saved."""
        return self._answers.keep_text(subject, compute, **given)

    def once(self, subject: str, compute: Callable[[], Answer], **given: Any) -> Answer:
        """What compute() returns, computed once for the same given values on the same data: for small answers."""
        return self._answers.once(subject, compute, **given)

    def save_answers(self, subjects: Collection[str]) -> None:
        """Write the kept answers to the data as they are into the file: the next process reads what this one computed.

        Answers that were saved before and are not among them go. Nothing is written where all are there, or into a
        store without a file.

        Parameters
        ----------
        subjects : of `keep` and `keep_text`; within a `question` only what it needed of them, and texts, which `once`
            may remember for it

        Raises
        ------
        StoreError : when the disk is full
        """
        self._answers.save(subjects)

    # --- writing -------------------------------------------------------------------------------------------

    @contextmanager
    def taking_turns(self) -> Iterator[None]:
        """Hold back the other writers of this process, from a first look at the data to the write that follows."""
        with self._writing:
            yield

    @contextmanager
    def transaction(
        self, prepare: Callable[[duckdb.DuckDBPyConnection], None] | None = None, tidy: bool = True
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor whose writes are all kept or all forgotten; one writer at a time in this process.

        prepare : called with the cursor before the transaction begins, to fill temporary tables
        tidy : whether groups of rows that are not full are joined; for a load of millions of new rows that is as much
        work as to write them
        Raises StoreError when the ledger and the tables differ (`damage`) or when the disk is full; in both
        cases the file is as it was before. What was written is moved from the log (`.wal`) into the file at once,
        so that a lost log loses nothing that was acknowledged; but not while the engine answers a question: then the
        log alone holds it until the next write, `save_answers` or `close`.
        """
        if self.damage:
            raise StoreError(" ".join([_("Nothing was written."), *self.damage]))
        with self._writing:
            cursor, version = self._connection.cursor(), uuid.uuid4().hex[:12]
            try:
                if prepare:
                    prepare(cursor)
                cursor.execute("begin transaction")
                yield cursor
                self._set(cursor, "data_version", version)
                with _vacuum(cursor, tidy):
                    cursor.execute("commit")
                    with suppress(duckdb.TransactionException):  # a question is being answered
                        cursor.execute("checkpoint")
            except (duckdb.FatalException, duckdb.IOException, duckdb.OutOfMemoryException) as error:
                self._recover(cursor, error, version)
            except BaseException:
                _roll_back(cursor)
                raise
            finally:
                self._forget_settings()
                cursor.close()
        if self.when_changed:
            self.when_changed()

    @contextmanager
    def notes(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A transaction for what people note beside the data, such as decks: the data version and its answers stay.

        Raises StoreError when the disk is full; nothing was kept then.
        """
        with self._writing, self._connection.cursor() as cursor:
            try:
                cursor.execute("begin transaction")
                yield cursor
                cursor.execute("commit")
                self.notes_version += 1
            except (duckdb.FatalException, duckdb.IOException, duckdb.OutOfMemoryException) as error:
                self._recover(cursor, error, "")
            except BaseException:
                _roll_back(cursor)
                raise

    def _recover(self, cursor: duckdb.DuckDBPyConnection, error: duckdb.Error, version: str) -> None:
        """After a failed write: back to a store that answers. Raises unless the write was kept after all.

        A full disk can fail the checkpoint after the commit was kept in the log; then nothing is lost.
        """
        if isinstance(error, duckdb.FatalException):
            reopened = self._reopened(error)
        else:
            _roll_back(cursor)
            reopened = StoreError(file_errors.not_written(error))
        self._forget_settings()
        if self.data_version != version:
            raise reopened from error

    def _reopened(self, error: duckdb.Error) -> StoreError:
        """DuckDB shuts every connection of the process after a failed write; open the file anew and say so."""
        with self._writing:
            self._connection.close()
            self._connect()
        return StoreError(file_errors.not_written(error))

    @staticmethod
    def _set(cursor: duckdb.DuckDBPyConnection, name: str, value: str) -> None:
        cursor.execute("insert or replace into settings values ($name, $value)", {"name": name, "value": value})

    def set(self, name: str, value: str) -> None:
        """Store a setting of the company, such as its currency."""
        with self.transaction() as cursor:
            self._set(cursor, name, value)

    def note(self, name: str, value: str) -> None:
        """Store a setting that no answer rests on by itself: the data version and its answers stay."""
        with self.notes() as cursor:
            self._set(cursor, name, value)
        self._forget_settings()

    def setting(self, name: str, otherwise: str = "") -> str:
        """A setting of the company, or `otherwise` where none was stored."""
        known = self._settings  # forgotten by putting an empty one in its place: what was read before goes with the old
        if "all" not in known:  # asked many times a click
            table = self.rows("select name, value from settings")
            known["all"] = dict(zip(table["name"], table["value"], strict=True))
        return known["all"].get(name, otherwise)

    def _forget_settings(self) -> None:
        self._settings = {}

    @property
    def data_version(self) -> str:
        """Changes with every `transaction` that is kept, not with `notes` and `save_answers`: two equal versions mean
        equal data.
        """
        return self.setting("data_version", "empty")


@contextmanager
def _vacuum(cursor: duckdb.DuckDBPyConnection, wanted: bool) -> Iterator[None]:
    """The checkpoints inside the block join groups of rows that are not full, or leave them as they are."""
    if wanted:
        yield
        return
    with cursor.cursor() as settings:  # one of its own: after an error the other takes no more statements
        settings.execute("set max_vacuum_tasks = 0")
        try:
            yield
        finally:
            settings.execute("reset max_vacuum_tasks")


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.execute("rollback")
    except duckdb.Error:
        return  # the engine rolled back by itself; there is nothing left to undo
