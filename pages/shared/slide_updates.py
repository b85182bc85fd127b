"""Slides made on the pages of their pictures, one page after another: refreshed, or added to a starter deck.

A picture belongs to its page, which alone knows how to draw it: so the pages are opened in turn, each freezes the
picture that is wanted of it, and the last one leads to the deck, which lists what changed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from cx.errors import CxError
from cx.presenting import decks, frozen_chart
from cx.text.formatting import _
from pages.shared import answers, menu, url_state

OPENED = ("funnel_more", "own_steps", "catalogue-parts", "product-parts", "view_tab", "leavers")
"""Keys of parts that a page draws only when they are open: a slide remembers which were."""


@dataclass(frozen=True)
class Wanted:
    """A picture to freeze: of which page, with which address and which parts open; slide_id : None for a new slide.

    beside : the second picture of the slide
    """

    page: str
    chart: str
    query: dict[str, str] = field(default_factory=dict)
    opened: dict[str, Any] = field(default_factory=dict)
    slide_id: int | None = None
    beside: bool = False

    def picture_of(self, slide: decks.Slide) -> dict[str, Any]:
        """That picture as the slide has it, {} where it has none."""
        parts = frozen_chart.parts(slide.picture)
        return parts[self.beside] if len(parts) > self.beside else {}


@dataclass(frozen=True)
class Done:
    """What became of a slide: before and after are None where there was none, or the picture was not found."""

    before: decks.Slide | None
    after: decks.Slide | None
    wanted: Wanted


def of_slide(slide: decks.Slide, **query: str | None) -> list[Wanted]:
    """The pictures of a slide as they are now; query : what their address says otherwise, None for the default."""
    return [
        Wanted(
            page=picture.get("page", ""),
            chart=picture["chart"],
            query={name: value for name, value in {**picture.get("query", {}), **query}.items() if value is not None},
            opened=picture.get("opened", {}),
            slide_id=slide.slide_id,
            beside=place > 0,
        )
        for place, picture in enumerate(frozen_chart.parts(slide.picture))
    ]


def opened() -> dict[str, Any]:
    """The parts of the page that are open, as a slide keeps them."""
    return {name: st.session_state[name] for name in OPENED if st.session_state.get(name)}


def start(deck_id: int, wanted: list[Wanted]) -> None:
    """Freeze these pictures for the slides of a deck, then lead to the deck."""
    st.session_state["renewing_next"] = list(wanted)
    st.session_state["renewing_done"] = []
    _go_on(deck_id)


def _go_on(deck_id: int) -> None:
    state = st.session_state
    state.pop("renewing_other", None)
    while waiting := state.get("renewing_next"):
        one = state["renewing_now"] = waiting.pop(0)
        try:
            page = menu.path(one.page)
        except StopIteration:  # the page is no longer there, or never was
            _note(one, None, None)
            continue
        state["renewing"] = (one.slide_id, one.chart, deck_id)
        url_state.follow_address()
        st.switch_page(page, query_params=one.query)
    state.pop("renewing", None)
    state.pop("renewing_now", None)
    st.switch_page(menu.path("decks"), query_params={"deck": str(deck_id)})


def prepare() -> None:
    """Before anything of a page is drawn: open the parts in which the wanted picture stands, and say what goes on."""
    state = st.session_state
    if "renewing" not in state or "renewing_now" not in state:
        return
    state.update(state["renewing_now"].opened)
    done = len(state.get("renewing_done", []))
    every = done + 1 + len(state.get("renewing_next", []))
    st.toast(_("Slide {n} of {all} is being made…").format(n=done + 1, all=every), icon=":material/hourglass_top:")


def take(key: str, chart: str, freeze: Callable[[], dict[str, Any]]) -> None:
    """Called for each picture of a page: freezes the one that is wanted, and goes on to the next page."""
    slide_id, wanted, deck_id = st.session_state.get("renewing", (None, None, None))
    if chart != wanted:
        return
    own = None if slide_id is None else _now(chart).picture_of(decks.slide(answers.store(), slide_id)).get("key")
    if own in (None, key):
        _take(slide_id, deck_id, freeze())
    else:  # several pictures of a page may be drawn by one chart: another is taken where there is only that
        st.session_state.setdefault("renewing_other", []).append(freeze())


def _take(slide_id: int | None, deck_id: int, picture: dict[str, Any]) -> None:
    store, before = answers.store(), None
    if slide_id is None:
        slide_id = decks.add(store, deck_id, picture["title"], picture=picture)
    else:
        before = decks.slide(store, slide_id)
        decks.renew(store, slide_id, picture, beside=_now(picture["chart"]).beside)
    now = _now(picture["chart"])
    _note(now, before, decks.slide(store, slide_id))
    _go_on(deck_id)


def _now(chart: str) -> Wanted:
    """The picture that is being made."""
    page = st.session_state.get(url_state.PAGE_SHOWN, "")
    wanted: Wanted = st.session_state.get("renewing_now") or Wanted(page, chart)
    return wanted


def missed() -> None:
    """At the end of a page: the picture that was wanted of it was not drawn; the slide stays as it was."""
    state = st.session_state
    if "renewing" not in state:
        return
    slide_id, chart, deck_id = state.pop("renewing")
    now = state.get("renewing_now") or Wanted(state.get(url_state.PAGE_SHOWN, ""), chart, slide_id=slide_id)
    if state.get(url_state.PAGE_SHOWN) != now.page:  # somebody went elsewhere meanwhile
        for name in ("renewing_next", "renewing_now", "renewing_other"):
            state.pop(name, None)
        st.toast(_("Refreshing was stopped: the other slides stay as they were."), icon=":material/info:")
        return
    others = state.pop("renewing_other", [])
    if len(others) == 1:
        _take(slide_id, deck_id, others[0])
    try:
        before = None if slide_id is None else decks.slide(answers.store(), slide_id)
    except CxError:  # deleted meanwhile
        before = None
    _note(now, before, None)
    _go_on(deck_id)


def _note(wanted: Wanted, before: decks.Slide | None, after: decks.Slide | None) -> None:
    st.session_state.setdefault("renewing_done", []).append(Done(before, after, wanted))


def done() -> list[Done]:
    """What became of the slides last refreshed, [] when it was dismissed."""
    found: list[Done] = st.session_state.get("renewing_done", [])
    return found


def dismiss() -> None:
    """The list of what changed was read."""
    st.session_state.pop("renewing_done", None)
