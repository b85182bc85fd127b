"""Ideas borrowed from competitors: what they do well, how far we are with it, and what it should move."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

import pandas as pd

from cx.engine.connection import Engine
from cx.errors import CxError
from cx.text.formatting import _

STATES = ("idea", "trying", "done", "dropped")
LONGEST = 120
"""Letters of an idea, of a company and of an attribute."""
MEASURES = ("csat", "ces", "nps", "perception")
"""Questions of surveys that an idea can be measured by."""


@dataclass(frozen=True)
class Idea:
    """One idea.

    Attributes
    ----------
    idea : in a few words, by which it is known
    company : whose it is; attribute : what it is for
    state : of STATES
    measure : the question that it should move, as of `measures`: "csat: Checkout", "nps"
    decided_on : the day from which it counts
    """

    idea: str
    company: str | None = None
    attribute: str | None = None
    state: str = STATES[0]
    measure: str | None = None
    decided_on: date | None = None


def ideas(store: Engine) -> list[Idea]:
    """Every idea: what is being tried first, then done, ideas and dropped, each by its latest day and its words.

    Examples
    --------
    >>> import cx
    >>> ideas(cx.open_store())
    []
    """
    query = """
        select idea, company, attribute, state, measure, decided_on
        from ideas
        order by list_position($order, state), decided_on desc nulls last, idea
    """
    with store.cursor() as cursor:
        order = {"order": ["trying", "done", "idea", "dropped"]}
        return [Idea(*row) for row in cursor.execute(query, order).fetchall()]


def write(store: Engine, changes: Mapping[str, Idea | None]) -> dict[str, Idea | None]:
    """Write ideas down, change or remove them.

    Parameters
    ----------
    store : the company
    changes : by the words of the idea, what it is from now on; None: it is removed. An idea under other words than its
        own is renamed

    Returns
    -------
    What was there before, by the same words: to write it undoes this.

    Raises
    ------
    CxError
        For an idea without words, too long ones, words of another idea, a state that is none of STATES, and a measure
        that is no question of MEASURES; nothing was written.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> before = write(store, {"Gift cards": Idea("Gift cards", "They", state="trying")})
    >>> before, ideas(store)[0].state
    ({'Gift cards': None}, 'trying')
    >>> _ = write(store, before)
    >>> ideas(store)
    []
    """
    there = {one.idea: one for one in ideas(store)}
    made = [_checked(one) for one in changes.values() if one is not None]
    taken = set(there) - set(changes)
    for one in made:
        if one.idea in taken or sum(other.idea == one.idea for other in made) > 1:
            raise CxError(_("There is an idea “{idea}” already.").format(idea=one.idea))
    touched = list(dict.fromkeys([*changes, *(one.idea for one in made)]))
    with store.notes() as cursor:
        cursor.execute("delete from ideas where list_contains($names, idea)", {"names": touched}).fetchall()
        if made:
            cursor.register("written", pd.DataFrame([asdict(one) for one in made], dtype=object))
            cursor.execute("insert into ideas by name select * from written").fetchall()
            cursor.unregister("written")
    return {name: there.get(name) for name in touched}


def measures(store: Engine) -> list[str]:
    """The questions of the surveys that an idea can be measured by, such as "csat: Checkout".

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> rows = b"2025-01-02,csat,Checkout,4\\n2025-01-02,nps,,9\\n"
    >>> _ = store.load("surveys", b"answered_at,measure,subject,score\\n" + rows)
    >>> measures(store)
    ['csat: Checkout', 'nps']
    """
    return list(store.read("competitors/idea_measures", measures=list(MEASURES))["measure"])


def _checked(one: Idea) -> Idea:
    """The idea with its texts trimmed and blanks as None.

    Raises
    ------
    CxError
        For what cannot be.
    """
    texts = {name: " ".join((getattr(one, name) or "").split()) for name in ("idea", "company", "attribute", "measure")}
    if not texts["idea"]:
        raise CxError(_("An idea needs words."))
    if max(map(len, texts.values())) > LONGEST:
        raise CxError(_("A text of an idea has at most {most} characters.").format(most=LONGEST))
    if one.state not in STATES:
        said = {"idea": texts["idea"], "states": ", ".join(STATES)}
        raise CxError(_("The state of “{idea}” is one of {states}.").format(**said))
    if texts["measure"] and texts["measure"].partition(":")[0] not in MEASURES:
        said = {"idea": texts["idea"], "measures": ", ".join(MEASURES)}
        raise CxError(_("The measure of “{idea}” is one of {measures}, with its subject.").format(**said))
    return replace(
        one,
        idea=texts["idea"],
        company=texts["company"] or None,
        attribute=texts["attribute"] or None,
        measure=texts["measure"] or None,
    )
