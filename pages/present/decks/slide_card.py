"""A slide on the deck page: how it looks, what is said with it, and where it stands."""

import streamlit as st

from cx.presenting import decks, frozen_chart, html_slides, pairs
from cx.text.formatting import _
from pages.present.decks import acts, poll_editor, slide_links
from pages.shared import safe_text, slide_updates

STYLE = """<style>
[class*="st-key-slide-"] .thumb{border:1px solid rgba(128,144,160,.28);border-radius:8px;padding:.8rem 1rem;
  min-height:10.5rem;box-sizing:border-box}
[class*="st-key-slide-"] [data-testid=stImage] img{border:1px solid rgba(128,144,160,.28);
  border-radius:8px;padding:.8rem 1rem}
[class*="st-key-slide-"] .thumb.words{font-weight:650;font-size:1.2rem;line-height:1.25;
  display:flex;align-items:center;text-wrap:balance}
[class*="st-key-slide-"] .thumb.words b{font-size:3.6rem;line-height:1;opacity:.25;margin-right:1.2rem}
[class*="st-key-title-"] textarea{font-weight:600;font-size:1.12rem;line-height:1.3;resize:none}
@media (max-width:900px){[class*="st-key-slide-"] [data-testid="stColumn"]{min-width:calc(100% - 1.5rem)}}
</style>"""


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


def _words(slide: decks.Slide) -> None:
    own = slide.slide_id
    title = st.text_area(  # it grows with its text: a long title is seen whole
        _("Title"),
        slide.title,
        key=f"title-{own}",
        max_chars=decks.LONGEST,
        height="content",
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
        acts.do(decks.say, own, title=title, notes=notes, spoken=spoken, again=False)
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
        acts.do(decks.move, own, wanted - place - 1)
    for name, by, icon, off in (
        (_("Up"), -1, ":material/arrow_upward:", place == 0),
        (_("Down"), 1, ":material/arrow_downward:", place == many - 1),
    ):
        if st.button("", icon=icon, help=name, disabled=off, type="tertiary", key=f"move-{own}-{by}"):
            acts.do(decks.move, own, by)
    if st.button("", icon=":material/delete:", help=_("Delete"), type="tertiary", key=f"remove-{own}"):
        acts.do(decks.remove, own, then=acts.offer_undo)


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
                acts.do(decks.say, own, title=slide.title, notes=slide.notes, spoken=wanted, again=False)
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
            acts.do(pairs.separate, own)
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
            acts.do(pairs.put_beside, own, other)
