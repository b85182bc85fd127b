"""Two pictures on one slide, side by side."""

import json
from typing import Any

from cx.engine.connection import Engine
from cx.errors import CxError
from cx.presenting import decks, frozen_chart
from cx.text.formatting import _


def put_beside(store: Engine, slide_id: int, other_id: int) -> None:
    """Put the picture of another slide of the deck beside a slide's own; the other slide goes, its notes come along.

    Parameters
    ----------
    store, slide_id : the company, and the number of the slide that stays
    other_id : the number of the slide that goes

    Raises
    ------
    CxError
        When one of them has no picture, or already two, or they are not two slides of one deck.
    """
    own, other = decks.slide(store, slide_id), decks.slide(store, other_id)
    alone = [one.kind == "picture" and len(frozen_chart.parts(one.picture)) == 1 for one in (own, other)]
    if not all(alone) or own.deck_id != other.deck_id or slide_id == other_id:
        raise CxError(_("Choose two slides with one picture each."))
    _write(store, slide_id, {**(own.picture or {}), "beside": {**(other.picture or {}), "title": other.title}})
    notes = "\n".join(one for one in (own.notes, other.notes) if one)
    decks.say(store, slide_id, title=own.title, notes=notes)
    decks.remove(store, other_id)


def separate(store: Engine, slide_id: int) -> int:
    """Give the second picture of a slide a slide of its own, right after it.

    Parameters
    ----------
    store, slide_id : the company, and the number of the slide

    Returns
    -------
    The number of the new slide.

    Raises
    ------
    CxError
        When it has only one picture.
    """
    own = decks.slide(store, slide_id)
    picture = dict(own.picture or {})
    beside = picture.pop("beside", None)
    if beside is None:
        raise CxError(_("This slide has only one picture."))
    made = decks.add(store, own.deck_id, beside["title"], picture=beside)
    _write(store, slide_id, picture)
    order = [one.slide_id for one in decks.slides(store, own.deck_id)]
    decks.move(store, made, order.index(slide_id) + 1 - order.index(made))
    return made


def _write(store: Engine, slide_id: int, picture: dict[str, Any]) -> None:
    text = json.dumps(picture, ensure_ascii=False, allow_nan=False)
    with store.notes() as cursor:
        query = "update slides set picture = $text where slide_id = $slide_id"
        cursor.execute(query, {"text": text, "slide_id": slide_id}).fetchall()
