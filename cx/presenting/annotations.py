"""Annotations of time: what happened on a day, such as a campaign or a price change, written on every chart over time.

They are notes of the company beside its data: the data version stays when one is added.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from cx.engine.connection import Engine
from cx.errors import CxError
from cx.text.formatting import _

LONGEST = 40
"""Letters of an annotation: it stands beside others on a chart."""
KINDS = ("campaign", "price", "stock", "event")
"""Codes of what can happen: a campaign, a price change, a stock-out, anything else."""


def every(store: Engine) -> pd.DataFrame:
    """The annotations of the company.

    Parameters
    ----------
    store : the company

    Returns
    -------
    One row each, by date, then as they were added: annotation_id, happened_on, kind (of KINDS), words.
    """
    query = "select annotation_id, happened_on, kind, words from annotations order by happened_on, annotation_id"
    return store.once("annotations", lambda: store.rows(query), notes=store.notes_version).copy()


def add(store: Engine, happened_on: date, words: str, kind: str = "event") -> int:
    """Add an annotation.

    Parameters
    ----------
    store : the company
    happened_on : the day
    words : at most LONGEST letters
    kind : of KINDS

    Returns
    -------
    int
        Its number.

    Raises
    ------
    CxError
        For words that are blank or longer than LONGEST, and a kind that is not one of KINDS; nothing was added.

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store(":memory:")
    >>> _ = add(store, datetime.date(2025, 11, 28), "Black Friday", "campaign")
    >>> every(store)[["kind", "words"]].values.tolist()
    [['campaign', 'Black Friday']]
    """
    text = " ".join(words.split())
    if not 0 < len(text) <= LONGEST:
        raise CxError(_("An annotation needs 1 to {most} characters.").format(most=LONGEST))
    if kind not in KINDS:
        raise CxError(_("The kind of an annotation is one of {kinds}, not {kind}.").format(kinds=KINDS, kind=kind))
    with store.notes() as cursor:
        [(number,)] = cursor.execute(
            """
            insert into annotations
            select coalesce(max(annotation_id), 0) + 1, $happened_on, $kind, $words from annotations
            returning annotation_id
            """,
            {"happened_on": happened_on, "kind": kind, "words": text},
        ).fetchall()
    return int(number)


@dataclass(frozen=True)
class Deleted:
    """An annotation that was deleted, for `restore`; its name are its words."""

    name: str
    happened_on: date
    kind: str


def remove(store: Engine, annotation_id: int) -> Deleted | None:
    """Delete an annotation.

    Parameters
    ----------
    store, annotation_id : the company, and the number of the annotation

    Returns
    -------
    What `restore` needs; None, and nothing changes, for a number that is not there.
    """
    query = "delete from annotations where annotation_id = $id returning words, happened_on, kind"
    with store.notes() as cursor:
        found = cursor.execute(query, {"id": annotation_id}).fetchall()
    return Deleted(*found[0]) if found else None


def restore(store: Engine, deleted: Deleted) -> None:
    """Add a deleted annotation again, under a new number.

    Parameters
    ----------
    store : the company
    deleted : the answer of `remove`
    """
    add(store, deleted.happened_on, deleted.name, deleted.kind)
