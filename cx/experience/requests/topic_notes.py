"""What people note of requests: what is one with another, how much work it is, whose it is, how far it is.

The notes are of a topic by its name: they hold for the tickets there are and for those that come.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.errors import CxError
from cx.text.formatting import _

STATES = ("new", "studied", "planned", "declined", "done")
LONGEST = 60
"""Letters of an owner's name."""
MOST_WEEKS = 1_000


@dataclass(frozen=True)
class Note:
    """What is noted of a topic; a note of nothing but its topic is none.

    Attributes
    ----------
    topic : as tickets name it
    merged_into : the topic that it counts for
    weeks_of_work : an estimate
    owner : who answers for it
    state : of STATES
    told_on : the day up to which those who asked were told what came of it
    """

    topic: str
    merged_into: str | None = None
    weeks_of_work: float | None = None
    owner: str | None = None
    state: str = STATES[0]
    told_on: date | None = None


@scoped
def topics(store: Engine, scope: Scope) -> pd.DataFrame:
    """Every topic of requests by its own name, with what is noted of it.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts

    Returns
    -------
    One row a topic of the whole past, most customers first: topic, tickets, customers, merged_into, weeks_of_work,
    owner, state, told_on.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind,topic\\n1,2025-01-03,A,request,Lids\\n")
    >>> topics(store, date(2025, 1, 31))[["topic", "customers", "state"]].values.tolist()
    [['Lids', 1, 'new']]
    """
    return store.read("requests/topics", as_of=scope.as_of)


def write(store: Engine, notes: Sequence[Note]) -> list[Note]:
    """Note something of topics, in place of what was noted of them before.

    Parameters
    ----------
    store : the company
    notes : one each topic

    Returns
    -------
    What was noted of these topics before: to write it undoes this.

    Raises
    ------
    CxError
        For a state that is none of STATES, weeks that are not above 0 and up to MOST_WEEKS, an owner's name that is too
        long, and topics merged into themselves, also by way of others; nothing was written.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> before = write(store, [Note("Lids", weeks_of_work=2, state="planned")])
    >>> before
    [Note(topic='Lids', merged_into=None, weeks_of_work=None, owner=None, state='new', told_on=None)]
    >>> _ = write(store, before)
    """
    kept = _kept(store)
    changed = kept | {note.topic: _checked(note) for note in notes}
    _check_merges(changed)
    table = pd.DataFrame([vars(changed[note.topic]) for note in notes if changed[note.topic] != Note(note.topic)])
    with store.transaction() as cursor:
        names = [note.topic for note in notes]
        cursor.execute("delete from request_notes where list_contains($names, topic)", {"names": names}).fetchall()
        if len(table):
            cursor.register("noted", table.astype(object))
            cursor.execute("insert into request_notes by name select * from noted").fetchall()
            cursor.unregister("noted")
    return [kept.get(note.topic, Note(note.topic)) for note in notes]


def tell(store: Engine, topics: Sequence[str], told_on: date) -> list[Note]:
    """Note that those who asked for these topics up to a day were told; what was noted before, as of `write`.

    Parameters
    ----------
    store : the company
    topics : as of `ranking`
    told_on : the last day of the requests that were answered so

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = tell(store, ["Lids"], date(2025, 1, 31))
    """
    kept = _kept(store)
    return write(store, [replace(kept.get(topic, Note(topic)), told_on=told_on) for topic in topics])


def _kept(store: Engine) -> dict[str, Note]:
    query = "select topic, merged_into, weeks_of_work, owner, state, told_on from request_notes"
    with store.cursor() as cursor:
        return {row[0]: Note(*row) for row in cursor.execute(query).fetchall()}


def _checked(note: Note) -> Note:
    """The note with its texts trimmed and blanks as None.

    Raises
    ------
    CxError
        For what cannot be.
    """
    name = {"topic": note.topic}
    if note.state not in STATES:
        raise CxError(_("The state of “{topic}” is one of {states}.").format(**name, states=", ".join(STATES)))
    weeks = note.weeks_of_work
    if weeks is not None and not 0 < weeks <= MOST_WEEKS:
        raise CxError(
            _("Weeks of work for “{topic}” are more than 0 and at most {most}.").format(**name, most=MOST_WEEKS)
        )
    owner = " ".join((note.owner or "").split())
    if len(owner) > LONGEST:
        raise CxError(_("The owner of “{topic}” has at most {most} characters.").format(**name, most=LONGEST))
    return replace(note, merged_into=note.merged_into or None, owner=owner or None)


def _check_merges(notes: dict[str, Note]) -> None:
    """Every chain of merges ends.

    Raises
    ------
    CxError
        Where one leads back to where it began.
    """
    for topic in notes:
        passed, at = [topic], notes[topic].merged_into
        while at is not None and at not in passed:
            passed.append(at)
            at = notes[at].merged_into if at in notes else None
        if at is not None:
            raise CxError(_("“{topic}” cannot be merged into itself.").format(topic=at))
