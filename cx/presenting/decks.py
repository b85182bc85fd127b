"""What do we tell the room? Decks of slides, kept in the store, each slide with its numbers frozen.

A slide holds its picture whole: the finished chart in light and dark, the rows it draws, the table behind it, filters,
as-of date and definitions. Nothing that is loaded later, and no later version of a chart, changes it;
`renew` does, by an act.
"""

import json
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cx.engine.connection import Engine
from cx.errors import CxError
from cx.text.formatting import _

KINDS = ("picture", "message", "guess")
LONGEST = 300
"""Letters of a name or a title."""


@dataclass(frozen=True)
class Slide:
    """One message to a room.

    Attributes
    ----------
    kind : "picture", "message" (a title alone) or "guess" (a question to the room)
    spoken : groups of the picture that are stepped through, each with the others pale
    picture : what `cx.drawings.freeze` made, None where there is none
    question : see `cx.workshops.question`
    """

    slide_id: int
    deck_id: int
    kind: str
    title: str
    notes: str = ""
    spoken: list[str] = field(default_factory=list)
    picture: dict[str, Any] | None = None
    question: dict[str, Any] | None = None


# --- decks -------------------------------------------------------------------------------------------------


def every(store: Engine) -> pd.DataFrame:
    """deck_id, name, made_at, slides: one row a deck, in the order they were made."""
    return store.read("presenting/decks")


def make(store: Engine, name: str) -> int:
    """A new empty deck; returns its number. Raises CxError when the name is empty or taken.

    >>> import cx
    >>> store = cx.open_store()
    >>> make(store, "Board, March")
    1
    """
    name = _named(store, name)
    with store.notes() as cursor:
        [(deck_id,)] = cursor.execute(
            "insert into decks select nextval('deck_number'), $name, localtimestamp returning deck_id",
            {"name": name},
        ).fetchall()
    return int(deck_id)


def free_name(store: Engine, name: str = "") -> str:
    """A name that no deck has: the name itself, else with the next number.

    >>> import cx
    >>> store = cx.open_store()
    >>> made = make(store, "Board")
    >>> free_name(store, "Board"), free_name(store, "Team")
    ('Board 2', 'Team')
    """
    name, known = name.strip() or _("My first deck"), set(every(store)["name"])
    return (
        name
        if name not in known
        else next(
            other for other in (f"{name[: LONGEST - 6]} {n}" for n in range(2, len(known) + 3)) if other not in known
        )
    )


def rename(store: Engine, deck_id: int, name: str) -> None:
    """Give a deck another name. Raises CxError when the name is empty or another deck's."""
    name = _named(store, name, deck_id)
    _write(store, "update decks set name = $name where deck_id = $deck_id", name=name, deck_id=deck_id)


def delete(store: Engine, deck_id: int) -> None:
    """Throw a deck away with its slides, its rounds and their guesses."""
    for slide in slides(store, deck_id):
        remove(store, slide.slide_id)
    _write(store, "delete from decks where deck_id = $deck_id", deck_id=deck_id)


def _named(store: Engine, name: str, deck_id: int | None = None) -> str:
    name = _short(name, _("Give the deck a name."))
    known = every(store)
    if ((known["name"] == name) & (known["deck_id"] != deck_id)).any():
        raise CxError(_("There is a deck “{name}” already. Take another name.").format(name=name))
    return name


# --- slides ------------------------------------------------------------------------------------------------


def slides(store: Engine, deck_id: int) -> list[Slide]:
    """The slides of a deck, in the order they are shown."""
    return [_slide(row) for row in store.read("presenting/slides", deck_id=deck_id).to_dict("records")]


def slide(store: Engine, slide_id: int) -> Slide:
    """One slide. Raises CxError when it is no longer there."""
    found = store.read("presenting/slide", slide_id=slide_id).to_dict("records")
    if not found:
        raise CxError(_("This slide is no longer there. Reload the page."))
    return _slide(found[0])


def _slide(row: dict[str, Any]) -> Slide:
    return Slide(
        slide_id=int(row["slide_id"]),
        deck_id=int(row["deck_id"]),
        kind=row["kind"],
        title=row["title"],
        notes=row["notes"],
        spoken=json.loads(row["spoken"]),
        picture=json.loads(row["picture"]) if isinstance(row["picture"], str) else None,
        question=json.loads(row["question"]) if isinstance(row["question"], str) else None,
    )


def add(
    store: Engine,
    deck_id: int,
    title: str,
    *,
    picture: dict[str, Any] | None = None,
    question: dict[str, Any] | None = None,
) -> int:
    """Put a slide at the end of a deck; returns its number.

    Parameters
    ----------
    picture : from `cx.drawings.freeze`
    question : from `cx.workshops.question`; neither: a message

    Raises
    ------
    CxError
        When the title is empty.
    """
    kind = "guess" if question else "picture" if picture else "message"
    given = {
        "deck_id": deck_id,
        "kind": kind,
        "title": _short(title, _("Give the slide a title.")),
        "picture": _json(picture),
        "question": _json(question),
    }
    with store.notes() as cursor:
        [(slide_id,)] = cursor.execute(
            """
            insert into slides select
                nextval('deck_number'), $deck_id,
                (select coalesce(max(place), 0) + 1 from slides where deck_id = $deck_id),
                $kind, $title, '', '[]', $picture, $question
            returning slide_id
            """,
            given,
        ).fetchall()
    return int(slide_id)


def say(store: Engine, slide_id: int, *, title: str, notes: str, spoken: list[str] | None = None) -> None:
    """Change what is said with a slide: its title, its notes, the groups that are stepped through."""
    _write(
        store,
        """
        update slides set title = $title, notes = $notes, spoken = coalesce($spoken, spoken)
        where slide_id = $slide_id
        """,
        slide_id=slide_id,
        title=_short(title, _("Give the slide a title.")),
        notes=notes.strip(),
        spoken=_json(spoken),
    )


def move(store: Engine, slide_id: int, by: int) -> None:
    """Move a slide up (by = -1) or down (by = 1) in its deck; at the end it stays."""
    order = [one.slide_id for one in slides(store, slide(store, slide_id).deck_id)]
    here = order.index(slide_id)
    order.insert(min(max(here + by, 0), len(order) - 1), order.pop(here))
    with store.notes() as cursor:
        for place, number in enumerate(order):
            cursor.execute(
                "update slides set place = $place where slide_id = $number",
                {"place": place, "number": number},
            ).fetchall()


def place_before(store: Engine, slide_id: int, other_id: int) -> None:
    """Move a slide to the place right before another of its deck."""
    order = [one.slide_id for one in slides(store, slide(store, slide_id).deck_id)]
    move(store, slide_id, order.index(other_id) - order.index(slide_id))


def remove(store: Engine, slide_id: int) -> None:
    """Throw a slide away, with its rounds and their guesses."""
    with store.notes() as cursor:
        for query in (
            "delete from guesses where code in (select code from rounds where slide_id = $slide_id)",
            "delete from rounds where slide_id = $slide_id",
            "delete from slides where slide_id = $slide_id",
        ):
            cursor.execute(query, {"slide_id": slide_id}).fetchall()


def renew(store: Engine, slide_id: int, picture: dict[str, Any]) -> None:
    """Replace the frozen picture of a slide; its title follows where it was the picture's own."""
    before = slide(store, slide_id)
    untouched = before.picture is not None and before.title == before.picture["title"]
    _write(
        store,
        "update slides set picture = $picture, title = $title where slide_id = $slide_id",
        slide_id=slide_id,
        picture=_json(picture),
        title=picture["title"] if untouched else before.title,
    )


def _write(store: Engine, query: str, **given: Any) -> None:
    with store.notes() as cursor:
        cursor.execute(query, given).fetchall()


def _short(text: str, otherwise: str) -> str:
    if not text.strip():
        raise CxError(otherwise)
    return " ".join(text.split())[:LONGEST]


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, allow_nan=False)
