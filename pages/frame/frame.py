"""What stands around every page: page settings, menu, filters, and a sentence where something went wrong."""

from pathlib import Path

import streamlit as st

from cx.errors import CxError
from cx.text.formatting import _, speak
from pages.frame import footer, renewal
from pages.shared import answers, empty_states, filters, menu, picture_tools, slide_updates, url_state

ICON = Path(__file__).parents[2] / "static" / "icon.png"


def run() -> None:
    """One run of the script: the frame, then the page that the address names."""
    st.set_page_config(page_title=_("CX explorer"), page_icon=str(ICON), layout="wide")
    speak("en")
    page = st.navigation(menu.pages(), position="top")
    try:
        _tell_damage()
        _draw(page)
    except CxError as error:
        st.title(_("The company's file cannot be read"))
        _tell(error)


def _draw(page) -> None:
    """The page, with the filters above it and the footer under it.

    The tools of pictures, the filters' boxes and the footer are sent after the page, so that what a click changes
    reaches the browser first.
    """
    st.session_state[url_state.PAGE_SHOWN] = page.url_path
    slide_updates.prepare()
    renewal.draw(page.url_path)
    picture_tools.style()
    place = filters.button(page.url_path)
    try:
        with picture_tools.last():
            _run(page)
    finally:
        filters.boxes(place, page.url_path)
        footer.draw(page.url_path)
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
