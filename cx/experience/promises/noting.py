"""Promises that are written down in the app, and marks that a promise was claimed or kept; each can be undone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from cx.engine import derived_tables
from cx.engine.connection import Engine
from cx.errors import CxError
from cx.experience.journey import map_versions
from cx.experience.promises.promise_states import KINDS
from cx.text.formatting import _, count

LONGEST = 200
"""Letters of a promise."""
PREFIX = "app-"
"""Numbers of promises of the app begin with it."""


@dataclass(frozen=True)
class Promise:
    """A promise to write down.

    Attributes
    ----------
    words : what was promised, at most LONGEST letters
    made_on : the day
    kind : one of KINDS
    customer_id, touchpoint : whom and where; None: nobody, nowhere in particular
    due_on : until when; of a guarantee how long it runs; None: no day was named
    amount : what it is about, in money
    """

    words: str
    made_on: date
    kind: str = "other"
    customer_id: str | None = None
    touchpoint: str | None = None
    due_on: date | None = None
    amount: float | None = None


@dataclass(frozen=True)
class Removed:
    """Rows that were removed, for `restore`; name : what they were about."""

    name: str
    promises: tuple[tuple[Any, ...], ...] = ()
    marks: tuple[tuple[Any, ...], ...] = ()


def note(store: Engine, promise: Promise) -> str:
    """Write a promise down.

    Parameters
    ----------
    store, promise : the company, and what was promised

    Returns
    -------
    The number of the promise.

    Raises
    ------
    CxError
        For words that are blank or too long, an unknown kind or customer, a due date before the promise and an amount
        below 0; nothing was written.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store(":memory:")
    >>> number = note(store, Promise("If it breaks within two months I pay it back", date(2025, 3, 1), "guarantee"))
    >>> noted(store)[["promise_id", "kind"]].values.tolist()
    [['app-1', 'guarantee']]
    """
    words = " ".join(promise.words.split())
    _check(store, promise, words)
    row = {
        "made_on": promise.made_on, "customer_id": promise.customer_id, "touchpoint": promise.touchpoint,
        "kind": promise.kind, "words": words, "due_on": promise.due_on, "amount": promise.amount, "prefix": PREFIX,
    }  # fmt: skip
    with store.transaction() as cursor:
        [(number,)] = cursor.execute(
            """
            insert into noted_promises
            select
                $prefix || (coalesce(max(cast(substr(promise_id, length($prefix) + 1) as integer)), 0) + 1), $made_on,
                $customer_id, $touchpoint, $kind, $words, $due_on, $amount, current_localtimestamp()
            from noted_promises
            returning promise_id
            """,
            row,
        ).fetchall()
        _derive(cursor)
    return str(number)


def _check(store: Engine, promise: Promise, words: str) -> None:
    if not 0 < len(words) <= LONGEST:
        raise CxError(_("A promise needs 1 to {most} characters.").format(most=LONGEST))
    if promise.kind not in KINDS:
        raise CxError(_("A promise is one of {kinds}, not {kind}.").format(kinds=", ".join(KINDS), kind=promise.kind))
    if promise.due_on is not None and promise.due_on < promise.made_on:
        raise CxError(_("A promise cannot be due before it was made."))
    if promise.amount is not None and promise.amount < 0:
        raise CxError(_("The amount of a promise cannot be below 0."))
    known = "select 1 from people where person_id = $id union all select 1 from known_customers where customer_id = $id"
    if promise.customer_id is not None and store.rows(known, id=promise.customer_id).empty:
        raise CxError(_("No customer has the ID {id}.").format(id=promise.customer_id))


def noted(store: Engine) -> pd.DataFrame:
    """The promises that were written down in the app.

    Parameters
    ----------
    store : the company

    Returns
    -------
    One row a promise, the last one written first: promise_id, made_on, customer_id, name, touchpoint, kind, words,
    due_on, asked_on, kept_on, amount.

    Examples
    --------
    >>> import cx
    >>> noted(cx.open_store(":memory:")).empty
    True
    """
    return store.read("promises/noted")


def touchpoints(store: Engine) -> list[str]:
    """The touchpoints that the journey and promises name, by name.

    Parameters
    ----------
    store : the company

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store(":memory:")
    >>> _number = note(store, Promise("Home in two days", date(2025, 3, 1), "delivery", touchpoint="Delivery"))
    >>> touchpoints(store)
    ['Delivery']
    """
    return [str(name) for name in store.read("promises/touchpoints", map=map_versions.table(store))["touchpoint"]]


def remove(store: Engine, promise_id: str) -> Removed | None:
    """Remove a promise that was written down, with its marks.

    Parameters
    ----------
    store, promise_id : the company, and the number of the promise

    Returns
    -------
    What `restore` needs; None, and nothing changes, for a number that was not written down here.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store(":memory:")
    >>> removed = remove(store, note(store, Promise("We call back", date(2025, 3, 1), "call back")))
    >>> removed.name, len(noted(store)), restore(store, removed), len(noted(store))
    ('We call back', 0, None, 1)
    """
    with store.transaction() as cursor:
        query = "delete from noted_promises where promise_id = $id returning *"
        rows = cursor.execute(query, {"id": promise_id}).fetchall()
        marks = _unmark(cursor, [promise_id]) if rows else []
        _derive(cursor)
    return Removed(rows[0][5], tuple(rows), tuple(marks)) if rows else None


def mark(
    store: Engine, promise_ids: Sequence[str], *, kept_on: date | None = None, asked_on: date | None = None
) -> Removed:
    """Mark promises, of files or of the app, as kept or as claimed on a day.

    Parameters
    ----------
    store, promise_ids : the company, and the numbers of the promises
    kept_on, asked_on : the day; None: that mark stays as it is

    Returns
    -------
    The marks that were there before, for `restore`.

    Raises
    ------
    CxError
        For a number that no promise has, and for a day before a promise was made; nothing was marked.

    Notes
    -----
    A day that a file says goes before a mark.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store(":memory:")
    >>> number = note(store, Promise("We call back", date(2025, 3, 1), "call back", due_on=date(2025, 3, 2)))
    >>> before = mark(store, [number], kept_on=date(2025, 3, 2))
    >>> noted(store)["kept_on"].notna().tolist(), restore(store, before), noted(store)["kept_on"].notna().tolist()
    ([True], None, [False])
    """
    ids = list(dict.fromkeys(promise_ids))
    made = store.rows("select made_on from known_promises where list_contains($ids, promise_id)", ids=ids)["made_on"]
    if len(made) < len(ids):
        raise CxError(_("There is no such promise any more."))
    if any(pd.Timestamp(day) < made.max() for day in (kept_on, asked_on) if day and len(made)):
        raise CxError(_("A promise cannot be claimed or kept before it was made."))
    with store.transaction() as cursor:
        before = _unmark(cursor, ids)
        known = {row[0]: row for row in before}
        for one in ids:
            _id, asked_before, kept_before, *_at = known.get(one, (one, None, None))
            row = {"id": one, "asked_on": asked_on or asked_before, "kept_on": kept_on or kept_before}
            cursor.execute("insert into promise_marks values ($id, $asked_on, $kept_on, current_localtimestamp())", row)
        _derive(cursor)
    unmarked = [(one, None, None, None) for one in ids if one not in known]
    return Removed(count(len(ids), _("promise"), _("promises")), marks=(*before, *unmarked))


def restore(store: Engine, removed: Removed) -> None:
    """Put back what `remove` or `mark` has taken away.

    Parameters
    ----------
    store : the company
    removed : their answer
    """
    with store.transaction() as cursor:
        _insert(cursor, "noted_promises", removed.promises)
        _unmark(cursor, [row[0] for row in removed.marks])
        _insert(cursor, "promise_marks", [row for row in removed.marks if row[3] is not None])
        _derive(cursor)


def _unmark(cursor: duckdb.DuckDBPyConnection, ids: list[str]) -> list[tuple[Any, ...]]:
    query = "delete from promise_marks where list_contains($ids, promise_id) returning *"
    return cursor.execute(query, {"ids": ids}).fetchall()


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    for row in rows:
        cursor.execute(f"insert into {table} values ({', '.join('?' * len(row))})", list(row))


def _derive(cursor: duckdb.DuckDBPyConnection) -> None:
    derived_tables.run(cursor, {"noted_promises", "promise_marks"})
