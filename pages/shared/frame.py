"""What stands around every page: page settings, menu, filters, and a sentence where something went wrong."""

from pathlib import Path

import streamlit as st

from cx.errors import CxError
from cx.words import _, speak
from pages.shared import answers, filters, footer, menu

ICON = Path(__file__).parents[2] / "static" / "icon.png"


def run() -> None:
    """One run of the script: the frame, then the page that the address names."""
    st.set_page_config(page_title=_("CX explorer"), page_icon=str(ICON), layout="wide")
    speak("en")
    page = st.navigation(menu.pages(), position="top")
    try:
        _tell_damage()
        footer.draw(page.url_path)
        filters.draw(page.url_path)
        page.run()
    except CxError as error:
        st.error(str(error), icon=":material/error:")


def _tell_damage() -> None:
    for sentence in answers.store().damage:
        st.error(sentence, icon=":material/warning:")
