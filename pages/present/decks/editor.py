"""The parts of the deck page around its slides: choose a deck, add slides, take the deck away."""

import threading

import pandas as pd
import streamlit as st

from cx.presenting import decks, html_slides
from cx.text.formatting import _, count
from pages.present.decks import acts, refreshing, rooms, starter_decks
from pages.shared import safe_text, url_state

# --- which deck --------------------------------------------------------------------------------------------


def chosen(known: pd.DataFrame) -> int:
    """The deck of the address, else the newest."""
    names = known.set_index("deck_id")["name"].to_dict()
    asked = url_state.asked("deck") or ""
    if (made := st.session_state.pop("deck_made", None)) in names:
        st.session_state["deck_shown"] = made
    if "deck_shown" not in st.session_state or st.session_state["deck_shown"] not in names:
        st.session_state["deck_shown"] = int(asked) if asked.isdecimal() and int(asked) in names else max(names)
    deck_id = st.selectbox(
        _("Deck"),
        list(names),
        format_func=names.get,
        key="deck_shown",
        label_visibility="collapsed",
        width=280,
    )
    url_state.hold("deck", str(deck_id))
    return deck_id


def title(name: str, slides: list[decks.Slide]) -> str:
    """The deck and how long it is, unless its name says so."""
    length = count(len(slides), _("slide"), _("slides"))
    return safe_text.escaped(name) if name.endswith(length) else f"{safe_text.escaped(name)}: {length}"


def caption(slides: list[decks.Slide]) -> str:
    """As of when its numbers are frozen."""
    days = list(dict.fromkeys(one.picture["as_of"] for one in slides if one.picture and one.picture["as_of"]))
    if not days:
        return _("Slides keep their numbers from when they were added.")
    words = days[0] if len(days) == 1 else _("{n} different dates: {days}").format(n=len(days), days=", ".join(days))
    return _("Numbers frozen as of {day}. A later upload changes no slide until you refresh it.").format(day=words)


def new() -> None:
    """A new deck by name."""
    with st.form("new-deck", border=False, clear_on_submit=True):
        name = st.text_input(_("New deck"), placeholder=_("e.g. Board, first quarter"), max_chars=decks.LONGEST)
        if st.form_submit_button(_("Create deck"), icon=":material/add:"):
            acts.do(decks.make, name, then=_show)
    starter_decks.buttons()


def actions(deck_id: int, slides: list[decks.Slide], known: pd.DataFrame) -> None:
    """Present, take away, rename, delete."""
    name = known.set_index("deck_id")["name"][deck_id]
    if slides:
        st.link_button(_("Present"), f"/present?deck={deck_id}", icon=":material/slideshow:", type="primary")
        with st.popover(_("Export"), icon=":material/download:"):
            _files(deck_id, name)
        refreshing.button(deck_id, slides)
    with st.popover("", icon=":material/more_vert:", type="tertiary", help=_("Rename, duplicate, delete, new deck")):
        renamed = st.text_input(_("Name"), name, key=f"name-{deck_id}", max_chars=decks.LONGEST)
        if renamed != name:
            acts.do(decks.rename, deck_id, renamed)
        if st.button(_("Duplicate this deck"), icon=":material/content_copy:", key=f"duplicate-{deck_id}"):
            acts.do(decks.duplicate, deck_id, then=_show)
        new()
        _delete(deck_id, name, len(slides))


def _show(deck_id: int) -> None:
    """Show a deck from the next run on: the box that holds the choice is on the page already."""
    st.session_state["deck_made"] = deck_id


def _delete(deck_id: int, name: str, many: int) -> None:
    """Delete the deck, after a question; then its undo is offered."""
    ask = f"ask-delete-{deck_id}"
    if st.button(_("Delete this deck"), icon=":material/delete:", key=f"delete-deck-{deck_id}"):
        st.session_state[ask] = True
    if not st.session_state.get(ask):
        return
    holds = count(many, _("slide"), _("slides"))
    st.markdown(_("Delete “{name}” with {slides}?").format(name=safe_text.escaped(name), slides=holds))
    with st.container(horizontal=True):
        if st.button(_("Delete"), type="primary", key=f"confirm-delete-{deck_id}"):
            del st.session_state[ask]
            acts.do(decks.delete, deck_id, then=_deleted)
        if st.button(_("Cancel"), key=f"cancel-delete-{deck_id}"):
            del st.session_state[ask]
            st.rerun()


def _deleted(deleted: decks.Deleted) -> None:
    st.session_state.pop("deck_shown", None)
    acts.offer_undo(deleted)


def _files(deck_id: int, name: str) -> None:
    file = "".join(mark if mark.isalnum() else "-" for mark in name).strip("-") or "deck"
    st.download_button(
        _("Slide show (HTML)"),
        lambda: rooms.show(deck_id).encode(),
        f"{file}.html",
        "text/html",
        icon=":material/html:",
        on_click="ignore",
        help=_("Opens anywhere, without a network."),
    )
    _powerpoint(deck_id, file)
    st.download_button(
        _("PDF"),
        lambda: rooms.pdf(deck_id),
        f"{file}.pdf",
        "application/pdf",
        icon=":material/picture_as_pdf:",
        on_click="ignore",
        help=_("One slide a page; notes are comments. The answer of a poll is in it once you have revealed it."),
    )


def _powerpoint(deck_id: int, file: str) -> None:
    """Made on a click, as it takes some seconds; then it can be downloaded."""
    editable = _("Every bar, line and number is a shape you can edit.")
    if not st.button(_("PowerPoint"), icon=":material/co_present:", key=f"powerpoint-{deck_id}", help=editable):
        return
    with st.spinner(_("Making the PowerPoint file…")):
        made = rooms.powerpoint(deck_id)
    st.download_button(
        _("Download {file}").format(file=f"{file}.pptx"),
        made,
        f"{file}.pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        icon=":material/download:",
        on_click="ignore",
        type="primary",
    )


def draw_ahead(slides: list[decks.Slide]) -> None:
    """Draw the slide show while its slides are looked at, so that it opens at once."""
    _drawn_ahead(tuple((one.slide_id, tuple(one.spoken), one.title) for one in slides), slides)


@st.cache_resource(max_entries=50, show_spinner=False)
def _drawn_ahead(key: tuple, _slides: list[decks.Slide]) -> threading.Thread:
    thread = threading.Thread(target=html_slides.draw, args=(_slides,), daemon=True)
    thread.start()
    return thread


def title_slide(deck_id: int, name: str, slides: list[decks.Slide]) -> None:
    """A slide at the beginning: the deck's title and a second line."""
    if any(one.kind == "title" for one in slides):
        return
    with (
        st.popover(_("Add a title slide"), icon=":material/first_page:", type="tertiary"),
        st.form(f"title-slide-{deck_id}", border=False, clear_on_submit=True),
    ):
        title = st.text_input(_("Title"), name, max_chars=decks.LONGEST)
        subtitle = st.text_input(_("Second line"), placeholder=_("e.g. Board, 12 March"), max_chars=decks.LONGEST)
        if st.form_submit_button(_("Add title slide")):
            acts.do(decks.add_title, deck_id, title, subtitle)


def message(deck_id: int) -> None:
    """A slide of one sentence."""
    with (
        st.popover(_("Add a message"), icon=":material/title:", type="tertiary"),
        st.form(f"message-{deck_id}", border=False, clear_on_submit=True),
    ):
        text = st.text_input(_("One sentence for the whole slide"), max_chars=decks.LONGEST)
        if st.form_submit_button(_("Add slide")):
            acts.do(decks.add, deck_id, text)
