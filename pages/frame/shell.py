"""What stands before the app's modules are imported: page settings, the menu, and grey places with words.

Light: the first page of a fresh process shows its frame while the server still opens the company's file.
"""

import time
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from cx.text.formatting import _, speak
from pages.frame import menu_look
from pages.shared import address, menu

ICON = Path(__file__).parents[2] / "static" / "icon.png"
CONTRAST = f"""<style>
[data-testid=stCaptionContainer] {{ color: light-dark(#5B6570, #A9B4C0); opacity: 1; }}
:is([data-selected=true], [data-testid=stSliderThumbValue]) p {{ color: {menu_look.INK}; }}
</style>"""
"""Captions and picked choices at 4.5 to 1, also when the device turns dark while the page stands."""
LOOK_AGAIN = 0.25
"""Seconds between two looks: a click in the menu takes effect at the next one."""


def draw():
    """Page settings and menu; returns the page that the address names."""
    st.set_page_config(page_title=tab_title(""), page_icon=str(ICON), layout="wide")  # else the menu asks for an icon
    speak("en")
    address.begin()
    page = st.navigation(menu.pages(), position="top")
    st.set_page_config(page_title=tab_title(menu.name(page)))
    menu_look.draw(menu.name(page))
    st.html(CONTRAST)
    return page


def wait(ready: Callable[[float], bool], words: str) -> None:
    """Hold the page back until it is ready, with grey places and words in its stead; nothing where it is.

    ready : whether it is, after at most so many seconds; words : what is being done, without the seconds it takes
    """
    place = st.empty()
    if ready(0):
        return
    began = time.monotonic()
    with place.container():
        said = st.empty()
        for height in (48, 120, 380):
            st.skeleton(height)
    while not ready(LOOK_AGAIN):
        said.markdown(f":material/hourglass_top: {words} :gray[{time.monotonic() - began:.0f} s]")
    place.empty()


def tab_title(page: str) -> str:
    """What the browser's tab says above a page.

    >>> tab_title("segments")
    'Segments · CX explorer'
    """
    if not page:
        return _("CX explorer")
    return _("{page} · CX explorer").format(page=menu.title(page))
