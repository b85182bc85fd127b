"""Saved segments: customers kept under a name, as a fixed list or by a rule, and used as a filter on every page."""

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

import duckdb
import pandas as pd

from cx.engine import coverage, statements
from cx.engine.connection import Engine
from cx.errors import StoreError
from cx.text.formatting import _

LONGEST_NAME = 60
_RULES = "cx.customers.segment_rules"
"""Computes rules. It reads tiers, which read segments as a filter: so it is imported when a rule is asked for."""
_FORMER_NAMES = {"selection": "segments/selection", "funnel_leavers": "funnel/leavers"}
"""Statements that notebooks may still name as they were called before each lay beside its package."""


def save(store: Engine, name: str, as_of: date, words: str, members: str, **given: Any) -> int:
    """Save customers under a name; a segment of that name is replaced.

    Parameters
    ----------
    store, name : the company, and the name of the segment
    as_of, words : when and by what they were chosen, in words; the members stay these, whatever comes later
    members : the name of a statement with a column customer_id, such as "segments/selection". Blank customer ids
        (guests) are left out, and nobody is in twice
    given : the parameters of the statement

    Returns
    -------
    How many customers the segment has.

    Raises
    ------
    StoreError
        For a blank or too long name, and when nobody is chosen: an empty segment would answer nothing.
    """
    members = _FORMER_NAMES.get(members, members)
    title = title_of(name)
    about = {"segment_name": title, "segment_as_of": as_of, "segment_words": words}
    with store.transaction() as cursor:
        _remove(cursor, title)
        cursor.execute(
            "insert into saved_segment_members "
            f"select distinct $segment_name, customer_id from ({statements.text(members)}) "
            "where customer_id is not null",
            {"segment_name": title, **given},
        ).fetchall()
        [(kept,)] = cursor.execute(
            "select count(*) from saved_segment_members where name = $name", {"name": title}
        ).fetchall()
        if kept == 0:
            raise StoreError(_("No customers in this selection: nothing was saved."))
        cursor.execute(
            "insert into saved_segments values ($segment_name, $segment_as_of, now()::timestamp, $segment_words)",
            about,
        ).fetchall()
    return int(kept)


def save_rule(store: Engine, name: str, as_of: date, words: str, rule: str) -> None:
    """Save a rule under a name; its customers are computed at each date. A segment of that name is replaced.

    Parameters
    ----------
    store, name : the company, and the name of the segment
    as_of, words : when it was saved, and what it says
    rule : JSON of `cx.segment_rules`, whose `save` checks it and calls this

    Raises
    ------
    StoreError
        For a blank or too long name.
    """
    title = title_of(name)
    with store.transaction() as cursor:
        _remove(cursor, title)
        cursor.execute("insert into saved_segment_rules values (?, ?)", [title, rule]).fetchall()
        cursor.execute(
            "insert into saved_segments values (?, ?, now()::timestamp, ?)", [title, as_of, words]
        ).fetchall()


def title_of(name: str) -> str:
    """The name under which a segment is kept: without spaces at its ends, or two in a row.

    Raises
    ------
    StoreError
        For a blank or too long name.

    Examples
    --------
    >>> title_of("  best   customers ")
    'best customers'
    """
    title = " ".join(name.split())
    if not 0 < len(title) <= LONGEST_NAME:
        raise StoreError(_("A segment needs a name of 1 to {most} characters.").format(most=LONGEST_NAME))
    return title


@dataclass(frozen=True)
class Deleted:
    """A saved segment that was deleted, for `restore`: its name, its row, its members, its rule (None: a list)."""

    name: str
    row: tuple[Any, ...]
    members: pd.DataFrame
    rule: str | None = None


def remove(store: Engine, name: str) -> Deleted | None:
    """Delete a saved segment; its customers stay where they are.

    Parameters
    ----------
    store, name : the company, and the segment

    Returns
    -------
    What `restore` needs; None for a name that is not there, which changes nothing.
    """
    found = saved(store)
    if name not in set(found["name"]):
        return None
    kept, by_rule = _listed(store, name), rule(store, name)
    with store.transaction() as cursor:
        query = "select name, as_of, made_at, words from saved_segments where name = $name"
        [row] = cursor.execute(query, {"name": name}).fetchall()
        _remove(cursor, name)
    return Deleted(name, row, kept, by_rule)


def restore(store: Engine, deleted: Deleted) -> None:
    """Save a deleted segment again, with the same members, date and words.

    Parameters
    ----------
    store : the company
    deleted : the answer of `remove`

    Raises
    ------
    StoreError
        When a segment of that name was saved since.
    """
    if deleted.name in names(store):
        raise StoreError(_("A segment “{name}” exists already: nothing was restored.").format(name=deleted.name))
    with store.transaction() as cursor:
        cursor.register("members_back", deleted.members)
        query = "insert into saved_segment_members select $name, customer_id from members_back"
        cursor.execute(query, {"name": deleted.name}).fetchall()
        cursor.unregister("members_back")
        cursor.execute("insert into saved_segments values (?, ?, ?, ?)", list(deleted.row)).fetchall()
        if deleted.rule is not None:
            query = "insert into saved_segment_rules values (?, ?)"
            cursor.execute(query, [deleted.name, deleted.rule]).fetchall()


def _remove(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    cursor.execute("delete from saved_segment_members where name = $name", {"name": name}).fetchall()
    cursor.execute("delete from saved_segment_rules where name = $name", {"name": name}).fetchall()
    cursor.execute("delete from saved_segments where name = $name", {"name": name}).fetchall()


def names(store: Engine) -> list[str]:
    """The names of the saved segments, in alphabetical order."""
    return list(saved(store).name)


def saved(store: Engine) -> pd.DataFrame:
    """The saved segments.

    Returns
    -------
    One row per saved segment, by name: name, as_of, made_at, words (what was chosen), customers (nan for a rule, which
    has others at each date), rule (JSON of `cx.segment_rules`, None for a fixed list).
    """
    return store.once("saved segments", lambda: store.read("customers/saved_segments")).copy()


def rule(store: Engine, name: str) -> str | None:
    """The rule of a segment.

    Parameters
    ----------
    store, name : the company, and the segment

    Returns
    -------
    JSON of `cx.segment_rules`; None for a fixed list, and for a name that is not there.
    """
    found: str | None = store.value("select rule from saved_segment_rules where name = $name", name=name)
    return found


def members(store: Engine, name: str, as_of: date | None = None) -> pd.DataFrame:
    """Members of a segment.

    Parameters
    ----------
    store, name : the company, and the segment
    as_of : the day as of which a rule is computed; None: the last one in the data

    Returns
    -------
    One row per customer, in order: customer_id; none for a name that is not there.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> cx.segment_rules.save(store, "Large", {"all": [{"of": "revenue", "from": 50}]})
    1
    >>> members(store, "Large").customer_id.tolist()
    ['A']
    """
    at = as_of or coverage.last_date(store) or date.min
    return store.rows("select * from query_table($members) order by customer_id", members=table(store, name, at))


def table(store: Engine, name: str, as_of: date) -> str:
    """Kept table with the customer_id of everybody in the segment at a date, for `query_table($segment)` in statements.

    Parameters
    ----------
    store, name : the company, and the segment
    as_of : the day as of which a rule is computed
    """
    by_rule = store.once("rule of a segment", lambda: rule(store, name), name=name)
    if by_rule is not None:
        found: str = import_module(_RULES).members(store, by_rule, as_of)
        return found
    return store.keep("members", statements.text("customers/saved_members"), segment=name)


def _listed(store: Engine, name: str) -> pd.DataFrame:
    return store.read("customers/saved_members", segment=name)
