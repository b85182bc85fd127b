"""Marking customers as thanked, with a control group drawn at random, and its undo."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine import statements
from cx.engine.connection import Engine
from cx.errors import CxError
from cx.experience.recognition.due_list import due
from cx.text.formatting import _

SHARES = (0.0, 0.1, 0.2, 0.5)
"""Shares of the marked that the page offers to hold out."""


@dataclass(frozen=True)
class Marked:
    """What one press of the button did.

    Attributes
    ----------
    press_id : for `undo` and `pressed`
    thanked, held_out : customer_ids, in the order of the list
    """

    press_id: int
    thanked: tuple[str, ...]
    held_out: tuple[str, ...]


@scoped
def mark(
    store: Engine,
    scope: Scope,
    customer_ids: Sequence[str] | None = None,
    *,
    held_out: float = 0.0,
    seed: int | None = None,
    **selection: Any,
) -> Marked:
    """Mark customers of the list as thanked on as_of, some of them as held out: chosen at random and not to be thanked.

    Parameters
    ----------
    store, as_of : the company, and the day of the thanks
    customer_ids : of these customers those on the list; None: all of the list
    held_out : share that is held out, from 0 to below 1. On average exactly that share is, also of single customers
    seed : of the draw; None: another one each time
    region, channel, segment, selection : the list, as of `cx.recognition.due`

    Returns
    -------
    Who was marked, and the number for the undo.

    Raises
    ------
    CxError
        When none of them is on the list any more, or the share is out of range; nothing was written.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-03-01,90\\n")
    >>> _ = store.load("surveys", b"answered_at,customer_id,measure,score\\n2025-03-05,A,nps,10\\n")
    >>> mark(store, date(2025, 3, 7), ["A"])
    Marked(press_id=1, thanked=('A',), held_out=())
    >>> len(due(store, date(2025, 3, 7))), undo(store, 1), len(due(store, date(2025, 3, 7)))
    (0, 1, 1)
    """
    if not 0 <= held_out < 1:
        raise CxError(_("The share that is held out lies between 0% and 100%; somebody has to be thanked."))
    with store.taking_turns():  # two people who press at once do not thank anybody twice
        rows = due(store, scope, **selection, limit=None)
        if customer_ids is not None:
            rows = rows[rows["customer_id"].isin(list(customer_ids))]
        if rows.empty:
            raise CxError(_("None of these customers is on the list any more: nothing was marked."))
        drawn = _drawn(len(rows), held_out, np.random.default_rng(seed))
        press_id = _write(store, scope, rows, drawn)
    ids = rows["customer_id"].to_numpy()
    return Marked(press_id, tuple(ids[~drawn].tolist()), tuple(ids[drawn].tolist()))


def _drawn(n: int, share: float, rng: np.random.Generator) -> np.ndarray:
    """Who of n is held out: the whole number below or above the share, so that it is the share on average."""
    drawn = np.zeros(n, dtype=bool)
    drawn[rng.permutation(n)[: int(n * share + rng.random())]] = True
    return drawn


def _write(store: Engine, scope: Scope, rows: pd.DataFrame, drawn: np.ndarray) -> int:
    given = {
        "thanked_on": scope.as_of,
        "ids": rows["customer_id"].tolist(),
        "reasons": rows["reason"].tolist(),
        "variants": ["held out" if one else "treated" for one in drawn],
        "words": rows["fitting"].tolist(),
    }
    with store.transaction() as cursor:
        cursor.execute(statements.text("recognition/mark"), given).fetchall()
        [(press_id,)] = cursor.execute("select max(press_id) from noted_thanks").fetchall()
    return int(press_id)


def undo(store: Engine, press_id: int) -> int:
    """Take back what one press marked.

    Parameters
    ----------
    store, press_id : the company, and the number of the press

    Returns
    -------
    How many customers are on no list of thanks any more; 0, and nothing changes, for a number that is not there.
    """
    if not store.value("select count(*) from noted_thanks where press_id = $id", id=press_id):
        return 0
    with store.transaction() as cursor:
        query = "delete from noted_thanks where press_id = $id returning customer_id"
        return len(cursor.execute(query, {"id": press_id}).fetchall())


def presses(store: Engine, limit: int | None = 10) -> pd.DataFrame:
    """What was marked in the app, the latest first.

    Parameters
    ----------
    store : the company
    limit : so many presses; None: all

    Returns
    -------
    One row a press: press_id, thanked_on, noted_at, thanked, held_out (customers).

    Examples
    --------
    >>> import cx
    >>> presses(cx.open_store()).empty
    True
    """
    return store.read("recognition/presses", limit=limit)


def pressed(store: Engine, press_id: int) -> pd.DataFrame:
    """The customers that one press marked.

    Parameters
    ----------
    store, press_id : the company, and the number of the press

    Returns
    -------
    One row a customer, those to thank first, then by customer_id: customer_id, name, region, reason, fitting, variant
    ("treated" or "held out").

    Examples
    --------
    >>> import cx
    >>> pressed(cx.open_store(), 1).empty
    True
    """
    return store.read("recognition/pressed", press_id=press_id)
