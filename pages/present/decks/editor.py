"""The parts of the deck page: choose a deck, order its slides, say what is said with each, take the deck away."""

import threading

import pandas as pd
import streamlit as st

from cx.errors import CxError
from cx.presenting import decks, frozen_chart, html_slides, pairs
from cx.text.formatting import _, count
from pages.present.decks import poll_editor, refreshing, rooms, slide_links, starter_decks
from pages.shared import answers, safe_text, slide_updates, undo_delete, url_state

STYLE = """<style>
[class*="st-key-slide-"] .thumb{border:1px solid rgba(128,144,160,.28);border-radius:8px;padding:.8rem 1rem;
  min-height:10.5rem;box-sizing:border-box}
[class*="st-key-slide-"] [data-testid=stImage] img{border:1px solid rgba(128,144,160,.28);
  border-radius:8px;padding:.8rem 1rem}
[class*="st-key-slide-"] .thumb.words{font-weight:650;font-size:1.2rem;line-height:1.25;
  display:flex;align-items:center;text-wrap:balance}
[class*="st-key-slide-"] .thumb.words b{font-size:3.6rem;line-height:1;opacity:.25;margin-right:1.2rem}
[class*="st-key-title-"] input{font-weight:600;font-size:1.12rem}
</style>"""


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
    """The deck and how long it is."""
    return f"{safe_text.escaped(name)}: {count(len(slides), _('slide'), _('slides'))}"


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
            _act(decks.make, name, then=_show)
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
            _act(decks.rename, deck_id, renamed)
        if st.button(_("Duplicate this deck"), icon=":material/content_copy:", key=f"duplicate-{deck_id}"):
            _act(decks.duplicate, deck_id, then=_show)
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
            _act(decks.delete, deck_id, then=_deleted)
        if st.button(_("Cancel"), key=f"cancel-delete-{deck_id}"):
            del st.session_state[ask]
            st.rerun()


def _deleted(deleted: decks.Deleted) -> None:
    if "decks" in deleted.rows:
        st.session_state.pop("deck_shown", None)
    undo_delete.remember("decks", deleted, decks.restore)


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


# --- slides ------------------------------------------------------------------------------------------------


def card(slide: decks.Slide, slides: list[decks.Slide]) -> None:
    """A slide: how it looks, what is said with it, and where it stands."""
    place, many = slides.index(slide), len(slides)
    if place == 0:
        st.html(STYLE)
    with st.container(border=True, key=f"slide-{slide.slide_id}"):
        look, words = st.columns([2, 3])
        with look:
            if slide.kind == "picture":
                _thumbnail(slide)
            else:
                _words_alone(slide)
        with words:
            _words(slide)
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                _order(slide, place, many)
                if slide.picture:
                    _more(slide, slides)
                if slide.kind == "guess":
                    poll_editor.rounds(slide)


@st.fragment(parallel=True)
def _thumbnail(slide: decks.Slide) -> None:
    """The picture, drawn beside the page: titles and notes do not wait for it."""
    theme = st.context.theme.type or "light"
    parts = frozen_chart.parts(slide.picture)
    size = html_slides.SIZE if len(parts) == 1 else html_slides.HALF
    for column, part in zip(st.columns(len(parts)), parts, strict=True):
        place = column.empty()
        place.skeleton(height=190)
        place.image(frozen_chart.svg_file(part, theme, size), width="stretch")


def _words_alone(slide: decks.Slide) -> None:
    said = safe_text.html(slide.title)
    code = f"<b>?</b>{said}" if slide.kind == "guess" else said
    if slide.subtitle:
        code = f"<span>{said}<br><small>{safe_text.html(slide.subtitle)}</small></span>"
    st.html(f'<div class="thumb words">{code}</div>')


def draw_ahead(slides: list[decks.Slide]) -> None:
    """Draw the slide show while its slides are looked at, so that it opens at once."""
    _drawn_ahead(tuple((one.slide_id, tuple(one.spoken), one.title) for one in slides), slides)


@st.cache_resource(max_entries=50, show_spinner=False)
def _drawn_ahead(key: tuple, _slides: list[decks.Slide]) -> threading.Thread:
    thread = threading.Thread(target=html_slides.draw, args=(_slides,), daemon=True)
    thread.start()
    return thread


def _words(slide: decks.Slide) -> None:
    own = slide.slide_id
    title = st.text_input(
        _("Title"),
        slide.title,
        key=f"title-{own}",
        max_chars=decks.LONGEST,
        label_visibility="collapsed",
    )
    spoken = None
    if slide.kind == "title":
        spoken = [
            st.text_input(
                _("Second line"),
                slide.subtitle,
                key=f"subtitle-{own}",
                max_chars=decks.LONGEST,
                label_visibility="collapsed",
                placeholder=_("Second line"),
            ).strip()
        ]
    notes = st.text_area(
        _("Notes"),
        slide.notes,
        key=f"notes-{own}",
        height=72,
        placeholder=_("What you say with it; only you see this"),
        label_visibility="collapsed",
    )
    if (title, notes) != (slide.title, slide.notes) or (spoken is not None and spoken != [slide.subtitle]):
        _act(decks.say, own, title=title, notes=notes, spoken=spoken, again=False)
    if slide.picture:
        st.caption("  \n".join(safe_text.escaped(one) for one in frozen_chart.every_basis(slide.picture)))
    elif slide.question:
        st.caption(f"{_('Actual')}: **{slide.question['truth_text']}** · {safe_text.escaped(slide.question['of'])}")


def _order(slide: decks.Slide, place: int, many: int) -> None:
    own = slide.slide_id
    wanted = st.selectbox(
        _("Position"),
        range(1, many + 1),
        place,
        key=f"place-{own}-{place}-{many}",
        label_visibility="collapsed",
        width=76,
        help=_("Move the slide to another position"),
    )
    if wanted != place + 1:
        _act(decks.move, own, wanted - place - 1)
    for name, by, icon, off in (
        (_("Up"), -1, ":material/arrow_upward:", place == 0),
        (_("Down"), 1, ":material/arrow_downward:", place == many - 1),
    ):
        if st.button("", icon=icon, help=name, disabled=off, type="tertiary", key=f"move-{own}-{by}"):
            _act(decks.move, own, by)
    if st.button("", icon=":material/delete:", help=_("Delete"), type="tertiary", key=f"remove-{own}"):
        _act(decks.remove, own, then=_deleted)


def _more(slide: decks.Slide, slides: list[decks.Slide]) -> None:
    """Stepping through groups, asking the room, refreshing: each opened only when wanted."""
    own, groups = slide.slide_id, frozen_chart.groups(slide.picture)
    if st.button(
        _("Refresh"),
        icon=":material/refresh:",
        type="tertiary",
        key=f"renew-{own}",
        help=_("Update the picture with the current data"),
    ):
        slide_updates.start(slide.deck_id, slide_updates.of_slide(slide))
    _links(slide)
    if slide.kind == "picture":
        _beside(slide, slides)
    if groups:
        with st.popover(_("Highlight groups step by step"), icon=":material/highlight:", type="tertiary"):
            st.caption(_("Each click highlights one group; the others fade."))
            spoken = st.pills(
                _("Groups"),
                groups,
                selection_mode="multi",
                key=f"spoken-{own}",
                label_visibility="collapsed",
                default=[group for group in slide.spoken if group in groups],
            )
            wanted = [group for group in groups if group in spoken]
            if wanted != slide.spoken:
                _act(decks.say, own, title=slide.title, notes=slide.notes, spoken=wanted, again=False)
    if slide.kind == "picture":
        poll_editor.ask(slide)


def _links(slide: decks.Slide) -> None:
    """The page of the picture as it was frozen, and its customers, each in another tab."""
    for label, address in slide_links.links(slide):
        st.link_button(
            label,
            address,
            icon=":material/open_in_new:",
            type="tertiary",
            help=_("The page with the date, filters and selection of this slide, with the data as they are now"),
        )


def _beside(slide: decks.Slide, slides: list[decks.Slide]) -> None:
    """Two pictures on a slide: another slide's picture comes beside this one, or goes back to a slide of its own."""
    own = slide.slide_id
    if len(frozen_chart.parts(slide.picture)) > 1:
        if st.button(
            _("Separate the two pictures"), icon=":material/splitscreen_right:", type="tertiary", key=f"separate-{own}"
        ):
            _act(pairs.separate, own)
        return
    others = {
        one.slide_id: f"{place}. {one.title}"
        for place, one in enumerate(slides, start=1)
        if one.kind == "picture" and one.slide_id != own and len(frozen_chart.parts(one.picture)) == 1
    }
    if not others:
        return
    with st.popover(_("Two pictures"), icon=":material/splitscreen_right:", type="tertiary"):
        other = st.selectbox(
            _("Put the picture of this slide beside it"), list(others), format_func=others.get, key=f"beside-{own}"
        )
        st.caption(_("That slide and this one become one slide. You can separate them again."))
        if st.button(_("Put side by side"), type="primary", key=f"put-beside-{own}"):
            _act(pairs.put_beside, own, other)


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
            _act(decks.add_title, deck_id, title, subtitle)


def message(deck_id: int) -> None:
    """A slide of one sentence."""
    with (
        st.popover(_("Add a message"), icon=":material/title:", type="tertiary"),
        st.form(f"message-{deck_id}", border=False, clear_on_submit=True),
    ):
        text = st.text_input(_("One sentence for the whole slide"), max_chars=decks.LONGEST)
        if st.form_submit_button(_("Add slide")):
            _act(decks.add, deck_id, text)


def _act(function, *given, again: bool = True, then=None, **named) -> None:
    """Write it down and draw the page anew; a refusal is said where it happened."""
    try:
        made = function(answers.store(), *given, **named)
    except CxError as error:
        st.error(str(error), icon=":material/error:")
        return
    if then:
        then(made)
    if again:
        st.rerun()
