"""Lists of candidate names that people keep: what was typed, the rivals it is compared with, and the languages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cx.engine.connection import Engine
from cx.errors import CxError
from cx.market.competitors import our_company
from cx.market.names.name_check import cleaned
from cx.market.names.sayability import rules
from cx.text.formatting import _

LONGEST_TITLE = 60
VERSION = 1
"""Of what is stored; it is read by name."""


@dataclass(frozen=True)
class NameList:
    """Names to be checked together.

    Attributes
    ----------
    names : as typed
    rivals : company -> the state of its name; None: the companies of the competitors' scores
    languages : codes of `cx.names.LANGUAGES`; None: all
    """

    names: tuple[str, ...]
    rivals: Mapping[str, str | None] | None = field(default=None)
    languages: tuple[str, ...] | None = None


def rivals(store: Engine) -> dict[str, str | None]:
    """The companies of the competitors' scores but our own (`cx.competitors.ours`), each with the state of its name.

    Parameters
    ----------
    store : the company

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> file = b"company,attribute,score,name_status\\nNordlys Living,Price,4,registered\\n"
    >>> _ = store.load("competitors", file)
    >>> rivals(store)
    {'Nordlys Living': 'registered'}
    """
    found = store.read("names/rivals")
    states = [state if isinstance(state, str) else None for state in found["name_status"]]
    known = dict(zip(found["company"], states, strict=True))
    own = our_company.ours(store)
    return {company: state for company, state in known.items() if company != own}


def lists(store: Engine) -> dict[str, NameList]:
    """The lists that were saved, by their titles, in order of these.

    Parameters
    ----------
    store : the company
    """
    query = "select title, content from name_lists order by lower(title), title"
    found = store.once("name lists", lambda: store.rows(query), notes=store.notes_version)
    return {row.title: _read(row.content) for row in found.itertuples(index=False)}


def write(store: Engine, title: str, content: NameList | None) -> NameList | None:
    """Save a list under a title, in place of what was saved there before.

    Parameters
    ----------
    store : the company
    title : at most LONGEST_TITLE letters
    content : the list; None deletes it

    Returns
    -------
    What was saved there before, None where nothing was: to write it undoes this.

    Raises
    ------
    CxError
        For a title that is blank or too long, a list without a name, and what `cx.names.check` refuses.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> before = write(store, "Spring line", NameList(("Tamino",)))
    >>> list(lists(store)), before
    (['Spring line'], None)
    >>> _ = write(store, "Spring line", before)
    >>> lists(store)
    {}
    """
    title = " ".join(title.split())
    if not 0 < len(title) <= LONGEST_TITLE:
        raise CxError(_("A list has a title of 1 to {most} characters.").format(most=LONGEST_TITLE))
    text = None if content is None else _text(content)
    before = lists(store).get(title)
    with store.notes() as cursor:
        cursor.execute("delete from name_lists where title = $title", {"title": title}).fetchall()
        if text is not None:
            row = {"title": title, "saved_at": datetime.now(UTC).replace(tzinfo=None), "content": text}
            cursor.execute("insert into name_lists values ($title, $saved_at, $content)", row).fetchall()
    return before


def _text(content: NameList) -> str:
    names = cleaned(content.names)
    if not names:
        raise CxError(_("A list holds one name at least."))
    kept = {"version": VERSION, "names": names, "rivals": content.rivals, "languages": content.languages}
    return json.dumps(kept, ensure_ascii=False)


def _read(text: str) -> NameList:
    found = json.loads(text)
    languages = found.get("languages")
    known = None if languages is None else tuple(code for code in languages if code in rules())
    return NameList(tuple(found["names"]), found.get("rivals"), known)
