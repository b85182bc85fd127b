"""Rooms in which proposals are collected by phone: a code opens a form, nobody's name is asked for."""

from dataclasses import dataclass

from cx.engine import statements
from cx.engine.connection import Engine
from cx.errors import CxError
from cx.experience.programme import proposal_book
from cx.text import room_codes
from cx.text.formatting import _, number

MOST_OF_A_DEVICE, MOST_OF_A_ROOM = 20, 500
"""Proposals that one phone, and that all phones of a room may send."""
SECONDS_APART = 3
"""A phone sends its next proposal so long after the one before."""
HOURS = 12
"""A room that nobody closes is closed so long after it was opened."""


@dataclass(frozen=True)
class Room:
    """A room for proposals.

    Attributes
    ----------
    code : the end of its link
    is_open : whether proposals are taken
    sent : how many were
    """

    code: str
    is_open: bool
    sent: int


def start(store: Engine) -> str:
    """Open a room; another one that is open closes.

    Parameters
    ----------
    store : the company

    Returns
    -------
    Its code, five letters or digits.
    """
    code = room_codes.new()
    with store.notes() as cursor:
        cursor.execute("update proposal_rooms set closed_at = localtimestamp where closed_at is null").fetchall()
        cursor.execute("insert into proposal_rooms select $code, localtimestamp, null", {"code": code}).fetchall()
    return code


def close(store: Engine) -> None:
    """Close the room that is open: its code takes no proposal after this.

    Parameters
    ----------
    store : the company
    """
    with store.notes() as cursor:
        cursor.execute("update proposal_rooms set closed_at = localtimestamp where closed_at is null").fetchall()


def current(store: Engine) -> Room | None:
    """The room that is open, None where none is.

    Parameters
    ----------
    store : the company
    """
    code = store.value("select code from proposal_rooms where closed_at is null order by opened_at desc limit 1")
    found = find(store, code) if code else None
    return found if found and found.is_open else None


def find(store: Engine, code: str) -> Room:
    """The room with a code.

    Parameters
    ----------
    store, code : the company, and the code of the room

    Raises
    ------
    CxError
        When there is none.
    """
    rows = store.read("programme/room", code=code, hours=HOURS)
    if rows.empty:
        raise CxError(_("No room at this address. Check the link on the screen."))
    return Room(code, bool(rows["is_open"].iloc[0]), int(rows["sent"].iloc[0]))


def send(store: Engine, code: str, device: str, words: str, team: str = "", touchpoint: str = "") -> int:
    """Take a proposal from a phone.

    Parameters
    ----------
    store, code : the company, and the code of the room
    device : what tells devices apart
    words, team, touchpoint : as of `propose`

    Returns
    -------
    int
        The number of the proposal.

    Raises
    ------
    CxError
        When there is no such room, it is closed or full, the phone has sent too many or too fast, and as of `propose`.
    """
    given = proposal_book.checked(words, team, touchpoint)
    if not find(store, code).is_open:
        raise CxError(_("This room is closed: no more proposals are taken."))
    who = {"code": code, "device": device}
    with store.notes() as cursor:  # what a phone sends several times at once is counted one after the other
        [(of_room, of_device, seconds_ago)] = cursor.execute(statements.text("programme/sent"), who).fetchall()
        _check_rate(of_room, of_device, seconds_ago)
        cursor.execute("insert into proposals_sent select $code, $device, localtimestamp", who).fetchall()
        return proposal_book.insert(cursor, given)


def _check_rate(of_room: int, of_device: int, seconds_ago: float | None) -> None:
    if of_room >= MOST_OF_A_ROOM:
        raise CxError(_("The room is full: {n} proposals were sent.").format(n=number(MOST_OF_A_ROOM)))
    if of_device >= MOST_OF_A_DEVICE:
        raise CxError(_("This phone has sent {n} proposals, the most it can.").format(n=number(MOST_OF_A_DEVICE)))
    if seconds_ago is not None and seconds_ago < SECONDS_APART:
        raise CxError(_("Wait {n} seconds between two proposals.").format(n=number(SECONDS_APART)))
