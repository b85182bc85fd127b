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

KINDS = ("picture", "message", "guess", "title")
LONGEST = 300
"""Letters of a name or a title."""


@dataclass(frozen=True)
class Slide:
    """One message to a room.

    Attributes
    ----------
    kind : "picture", "message" (a title alone), "guess" (a question to the room) or "title" (the first slide of a
        deck, with a second line)
    spoken : groups of the picture that are stepped through, each with the others pale; of a title slide its second
        line
    picture : what `frozen_chart.freeze` made, with a second one under `beside` where two share the slide; None where
        there is none
    question : see `polls.question`
    """

    slide_id: int
    deck_id: int
    kind: str
    title: str
    notes: str = ""
    spoken: list[str] = field(default_factory=list)
    picture: dict[str, Any] | None = None
    question: dict[str, Any] | None = None

    @property
    def subtitle(self) -> str:
        """The second line of a title slide, "" on any other."""
        return self.spoken[0] if self.kind == "title" and self.spoken else ""


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


def duplicate(store: Engine, deck_id: int) -> int:
    """Copy a deck with its slides, notes and order, under the next free name; returns the copy's number.

    Rounds of guesses belong to the room that guessed: the copy begins without any.
    """
    names = every(store).set_index("deck_id")["name"]
    if deck_id not in names.index:
        raise CxError(_("This deck is no longer there. Reload the page."))
    made = make(store, free_name(store, _("{deck} (copy)").format(deck=names[deck_id])[:LONGEST]))
    _write(
        store,
        """
        insert into slides
        select nextval('deck_number'), $made, place, kind, title, notes, spoken, picture, question
        from slides where deck_id = $deck_id order by place, slide_id
        """,
        made=made,
        deck_id=deck_id,
    )
    return made


@dataclass(frozen=True)
class Deleted:
    """What a deletion took away, for `restore`.

    Attributes
    ----------
    name : of the deck, or the title of the slide
    deck_id : of the deck, or of the slide's deck
    order : the slides of the deck before the deletion
    rows : of each table, what was deleted
    """

    name: str
    deck_id: int
    order: list[int]
    rows: dict[str, list[tuple[Any, ...]]]


def delete(store: Engine, deck_id: int) -> Deleted:
    """Delete a deck with its slides, its rounds and their guesses; `restore` brings them back."""
    order = [one.slide_id for one in slides(store, deck_id)]
    with store.notes() as cursor:
        rows = _take_slides(cursor, order)
        rows["decks"] = _take(cursor, "decks", "deck_id = $deck_id", deck_id=deck_id)
    name = rows["decks"][0][1] if rows["decks"] else ""
    return Deleted(name, deck_id, order, rows)


def _take_slides(cursor: Any, slide_ids: list[int]) -> dict[str, list[tuple[Any, ...]]]:
    given = {"slide_ids": slide_ids}
    of_rounds = "code in (select code from rounds where list_contains($slide_ids, slide_id))"
    return {
        "guesses": _take(cursor, "guesses", of_rounds, **given),
        "rounds": _take(cursor, "rounds", "list_contains($slide_ids, slide_id)", **given),
        "slides": _take(cursor, "slides", "list_contains($slide_ids, slide_id)", **given),
    }


def _take(cursor: Any, table: str, which: str, **given: Any) -> list[tuple[Any, ...]]:
    taken: list[tuple[Any, ...]] = cursor.execute(f"delete from {table} where {which} returning *", given).fetchall()
    return taken


def restore(store: Engine, deleted: Deleted) -> None:
    """Bring back what was deleted: same numbers, order, notes, rounds and guesses.

    A slide returns behind the slide that it followed. A deck whose name was taken since gets the next free name.

    Raises
    ------
    CxError
        When the slide's deck is no longer there.
    """
    rows = dict(deleted.rows)
    decks_back = rows.pop("decks", [])
    if not decks_back and deleted.deck_id not in set(every(store)["deck_id"]):
        raise CxError(_("The deck of this slide is no longer there. Restore the deck first."))
    now = [one.slide_id for one in slides(store, deleted.deck_id)]
    for slide_id in deleted.order:
        if slide_id not in now:
            before = [other for other in deleted.order[: deleted.order.index(slide_id)] if other in now]
            now.insert(now.index(before[-1]) + 1 if before else 0, slide_id)
    with store.notes() as cursor:
        for deck_id, name, made_at in decks_back:
            row = [deck_id, free_name(store, name), made_at]
            cursor.execute("insert or ignore into decks values (?, ?, ?)", row).fetchall()
        for table, lines in rows.items():
            for line in lines:
                marks = ", ".join("?" * len(line))
                cursor.execute(f"insert or ignore into {table} values ({marks})", list(line)).fetchall()
        _number(cursor, now)


def _named(store: Engine, name: str, deck_id: int | None = None) -> str:
    name = _short(name, _("Give the deck a name."))
    known = every(store)
    if ((known["name"] == name) & (known["deck_id"] != deck_id)).any():
        raise CxError(_("A deck “{name}” exists already. Choose another name.").format(name=name))
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
    picture : from `frozen_chart.freeze`; without frames it is a page's title, a message that leads to its page
    question : from `polls.question`; neither: a message

    Raises
    ------
    CxError
        When the title is empty.
    """
    kind = "guess" if question else "picture" if picture and picture["frames"] else "message"
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


def add_title(store: Engine, deck_id: int, title: str, subtitle: str = "") -> int:
    """Put a title slide at the beginning of a deck; returns its number. Raises CxError when the title is empty."""
    made = add(store, deck_id, title)
    line = _json([" ".join(subtitle.split())[:LONGEST]])
    query = "update slides set kind = 'title', spoken = $line where slide_id = $made"
    _write(store, query, line=line, made=made)
    move(store, made, -len(slides(store, deck_id)))
    return made


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
        _number(cursor, order)


def _number(cursor: Any, order: list[int]) -> None:
    for place, number in enumerate(order):
        cursor.execute(
            "update slides set place = $place where slide_id = $number",
            {"place": place, "number": number},
        ).fetchall()


def place_before(store: Engine, slide_id: int, other_id: int) -> None:
    """Move a slide to the place right before another of its deck."""
    order = [one.slide_id for one in slides(store, slide(store, slide_id).deck_id)]
    move(store, slide_id, order.index(other_id) - order.index(slide_id))


def remove(store: Engine, slide_id: int) -> Deleted:
    """Delete a slide with its rounds and their guesses; `restore` brings it back."""
    gone = slide(store, slide_id)
    order = [one.slide_id for one in slides(store, gone.deck_id)]
    with store.notes() as cursor:
        rows = _take_slides(cursor, [slide_id])
    return Deleted(gone.title, gone.deck_id, order, rows)


def renew(store: Engine, slide_id: int, picture: dict[str, Any], *, beside: bool = False) -> None:
    """Replace the frozen picture of a slide, or the one beside it; its title follows where it was the picture's own."""
    before = slide(store, slide_id)
    now = before.picture or {}
    untouched = not beside and before.picture is not None and before.title == now["title"]
    title = picture["title"] if untouched else before.title
    if beside:
        picture = {**now, "beside": picture}
    elif "beside" in now:
        picture = {**picture, "beside": now["beside"]}
    _write(
        store,
        "update slides set picture = $picture, title = $title where slide_id = $slide_id",
        slide_id=slide_id,
        picture=_json(picture),
        title=title,
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
