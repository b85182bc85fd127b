"""What stands around every page: page settings, menu, filters, and a sentence where something went wrong."""

from pathlib import Path

import streamlit as st

from cx.errors import CxError
from cx.text.formatting import _, speak
from pages.frame import company, footer, menu_look, renewal, search_box
from pages.shared import (
    address,
    answers,
    assumptions_state,
    empty_states,
    filters,
    menu,
    picture_tools,
    slide_updates,
    url_state,
)

ICON = Path(__file__).parents[2] / "static" / "icon.png"


def run() -> None:
    """One run of the script: the frame, then the page that the address names."""
    st.set_page_config(page_title=tab_title(""), page_icon=str(ICON), layout="wide")  # else the menu asks for an icon
    speak("en")
    address.begin()
    page = st.navigation(menu.pages(), position="top")
    st.set_page_config(page_title=tab_title(menu.name(page)))
    menu_look.draw(menu.name(page))
    try:
        _tell_damage()
        with address.one_step():
            _draw(page)
    except CxError as error:
        company.not_opened(error)


def tab_title(page: str) -> str:
    """What the browser's tab says above a page.

    >>> tab_title("segments")
    'Segments · CX explorer'
    """
    if not page:
        return _("CX explorer")
    return _("{page} · CX explorer").format(page=menu.title(page))


def _draw(page) -> None:
    """The page, with the filters above it and the footer under it.

    The tools of pictures, the filters' boxes and the footer are sent after the page, so that what a click changes
    reaches the browser first.
    """
    name = menu.name(page)
    st.session_state[url_state.PAGE_SHOWN] = name
    slide_updates.prepare()
    renewal.draw(name)
    picture_tools.style()
    search_box.draw()
    filters.style()
    assumptions_state.restore()
    with st.container(horizontal=True, vertical_alignment="center", key="above"):
        company.draw(name)
        place = filters.button(name)
    try:
        with picture_tools.last():
            _run(page)
    finally:
        filters.boxes(place, name)
        if place is not None:
            assumptions_state.hold()
        footer.draw(name)
    slide_updates.missed()


def _run(page) -> None:
    try:
        with answers.store().question():
            page.run()
    except empty_states.Ended:
        pass
    except CxError as error:
        _tell(error)


def _tell(error: CxError) -> None:
    st.error(str(error), icon=":material/error:")


def _tell_damage() -> None:
    for sentence in answers.store().damage:
        st.error(sentence, icon=":material/warning:")
