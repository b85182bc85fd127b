"""Empty stores in memory, lent to a test and emptied after it: to make one takes as long as to load a small file."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

import cx
from cx.engine.answer_cache import AnswerCache

MOST_LENT = 4
"""So many stores a test may have of these at once; a law that makes hundreds makes its own."""
_free: list[cx.Store] = []
_lent: list[cx.Store] | None = None
"""Those of the test that runs; None while what outlives a test is made."""


def empty() -> cx.Store:
    """A store without a row, as `cx.open_store()` gives it. Nobody need close it."""
    if _lent is None or len(_lent) == MOST_LENT:
        return cx.open_store()
    store = _free.pop() if _free else cx.open_store()
    _lent.append(store)
    return store


@contextmanager
def outliving_the_test() -> Iterator[None]:
    """Stores of the block are kept by the module whose test asked first."""
    global _lent
    lent, _lent = _lent, None
    yield
    _lent = lent


def begin() -> None:
    """From now on stores are lent, until the test ends."""
    global _lent
    _lent = []


def end() -> None:
    """Take back what was lent."""
    global _lent
    for store in list(_lent or ()):
        give_back(store)
    _lent = None


def give_back(store: cx.Store) -> None:
    """Take one back before the test ends. What cannot be made as new is closed, as one that was not lent."""
    if _lent is None or store not in _lent:
        store.close()
        return
    _lent.remove(store)
    try:
        _make_new(store)
    except duckdb.Error:  # closed by the test, or broken by it on purpose
        store.close()
    else:
        _free.append(store)


def _make_new(store: cx.Store) -> None:
    connection = store._connection
    found = "select database_name, table_name from duckdb_tables() where database_name = 'kept' or estimated_size > 0"
    for database, table in connection.execute(found).fetchall():
        if database == "kept":
            connection.execute(f"drop table kept.main.{table}")
        else:
            connection.execute(f"delete from main.{table}" + (" where name <> 'schema'" if table == "settings" else ""))
    for sequence in ("upload_number", "deck_number", "journey_map_number"):
        connection.execute(f"create or replace sequence main.{sequence}")
    store._answers = AnswerCache(store)
    store._forget_settings()
    store.when_changed = None
