"""Proposals of the teams: what could be better, at which touchpoint, and what became of it.

They are notes of the company beside its data: the data version stays when one is added or answered, and they are listed
whatever the as-of date.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
from duckdb import DuckDBPyConnection

from cx.engine.connection import Engine
from cx.errors import CxError
from cx.experience.programme.typed_text import tidy
from cx.text.formatting import _, day

STATES = ("new", "tried", "adopted", "declined")
"""What can become of a proposal; all but the first are an answer to it."""
LONGEST, LONGEST_NAME = 200, 60
"""Characters of a proposal and of what was seen; of a team and of a touchpoint."""


@dataclass(frozen=True)
class Proposal:
    """A proposal as it is kept.

    Attributes
    ----------
    proposal_id : its number
    words : what is proposed
    proposed_on : the day
    team, touchpoint : who proposes it and where it would act; None: not said
    state : of STATES; answered_on : the day of the answer, None for a new one
    seen : what was seen since, in words; None: nothing was noted
    """

    proposal_id: int
    words: str
    proposed_on: date
    team: str | None = None
    touchpoint: str | None = None
    state: str = "new"
    answered_on: date | None = None
    seen: str | None = None

    @property
    def name(self) -> str:
        """What it is called where it is deleted or undone."""
        return self.words


def today() -> date:
    """The day on the clock of this machine."""
    return datetime.now(UTC).astimezone().date()


def proposals(store: Engine) -> pd.DataFrame:
    """The proposals of the company.

    Parameters
    ----------
    store : the company

    Returns
    -------
    One row each, the latest first: proposal_id, proposed_on, team, touchpoint, words, state, answered_on, seen (None
    where it is not known), days_to_answer (NaN for a new one).
    """
    return store.read("programme/proposals")


def find(store: Engine, proposal_id: int) -> Proposal:
    """One proposal.

    Parameters
    ----------
    store, proposal_id : the company, and the number of the proposal

    Raises
    ------
    CxError
        When it is not there.
    """
    found = proposals(store)
    rows = found[found["proposal_id"] == proposal_id].to_dict("records")
    if not rows:
        raise CxError(_("This proposal is no longer there."))
    return _proposal(rows[0])


def propose(
    store: Engine,
    words: str,
    team: str = "",
    touchpoint: str = "",
    proposed_on: date | None = None,
) -> int:
    """Add a proposal.

    Parameters
    ----------
    store : the company
    words : what is proposed, at most LONGEST characters
    team, touchpoint : who proposes it and where it would act, at most LONGEST_NAME characters; "": not said
    proposed_on : the day; None: today

    Returns
    -------
    int
        Its number.

    Raises
    ------
    CxError
        For a text that is blank or too long, and a day that has not come yet; nothing was added.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store(":memory:")
    >>> _ = propose(store, "Name the day once the parcel left", "fulfilment", "Delivery")
    >>> proposals(store)[["words", "state"]].values.tolist()
    [['Name the day once the parcel left', 'new']]
    """
    given = checked(words, team, touchpoint, proposed_on)
    with store.notes() as cursor:
        return insert(cursor, given)


def checked(words: str, team: str, touchpoint: str, proposed_on: date | None = None) -> dict[str, Any]:
    """A new proposal as it is kept, for `insert`; parameters and what it raises as of `propose`."""
    if proposed_on is not None and proposed_on > today():
        raise CxError(_("A proposal is made today or earlier."))
    return {
        "words": tidy(words, _("A proposal"), LONGEST, is_needed=True),
        "team": tidy(team, _("A team"), LONGEST_NAME),
        "touchpoint": tidy(touchpoint, _("A touchpoint"), LONGEST_NAME),
        "proposed_on": proposed_on or today(),
    }


def insert(cursor: DuckDBPyConnection, given: dict[str, Any]) -> int:
    """Add a proposal that was checked, within a transaction; its number."""
    [(number,)] = cursor.execute(
        """
        insert into proposals
        select coalesce(max(proposal_id), 0) + 1, $proposed_on, $team, $touchpoint, $words, 'new', null, null
        from proposals
        returning proposal_id
        """,
        given,
    ).fetchall()
    return int(number)


def answer(store: Engine, proposal_id: int, state: str, answered_on: date | None = None, seen: str = "") -> Proposal:
    """Note what became of a proposal.

    Parameters
    ----------
    store, proposal_id : the company, and the number of the proposal
    state : of STATES; "new" takes an answer back
    answered_on : the day of the answer; None: today
    seen : what was seen since, at most LONGEST characters

    Returns
    -------
    The proposal as it was, for `restore`.

    Raises
    ------
    CxError
        When it is not there, for another state, an answer before the proposal and a text that is too long; nothing was
        changed.
    """
    before = find(store, proposal_id)
    if state not in STATES:
        raise CxError(_("The state of a proposal is one of {states}, not {state}.").format(states=STATES, state=state))
    on = None if state == "new" else answered_on or today()
    if on is not None and on < before.proposed_on:
        raise CxError(_("It was proposed on {day}: the answer cannot be earlier.").format(day=day(before.proposed_on)))
    text = tidy(seen, _("What was seen"), LONGEST)
    restore(store, replace(before, state=state, answered_on=on, seen=text))
    return before


def remove(store: Engine, proposal_id: int) -> Proposal:
    """Delete a proposal.

    Parameters
    ----------
    store, proposal_id : the company, and the number of the proposal

    Returns
    -------
    The proposal, for `restore`.

    Raises
    ------
    CxError
        When it is not there.
    """
    before = find(store, proposal_id)
    with store.notes() as cursor:
        cursor.execute("delete from proposals where proposal_id = $id", {"id": proposal_id}).fetchall()
    return before


def restore(store: Engine, before: Proposal) -> None:
    """Put a proposal back as it was, after `answer` or `remove`.

    Parameters
    ----------
    store : the company
    before : what they returned
    """
    with store.notes() as cursor:
        cursor.execute(
            """
            insert or replace into proposals by name
            select
                $proposal_id as proposal_id, $proposed_on as proposed_on, $team as team, $touchpoint as touchpoint,
                $words as words, $state as state, $answered_on as answered_on, $seen as seen
            """,
            dict(vars(before)),
        ).fetchall()


def _proposal(row: dict[str, Any]) -> Proposal:
    """A row of `proposals` in Python's own types."""
    days = {
        name: None if pd.isna(row[name]) else pd.Timestamp(row[name]).date() for name in ("proposed_on", "answered_on")
    }
    texts = {name: None if pd.isna(row[name]) else str(row[name]) for name in ("team", "touchpoint", "seen")}
    return Proposal(int(row["proposal_id"]), row["words"], state=row["state"], **days, **texts)  # type: ignore[arg-type]
