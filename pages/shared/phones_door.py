"""Opening a room to phones, with its link in large letters and as a code while it is open; closing it again."""

import streamlit as st

from cx.errors import CxError
from cx.text.formatting import _
from pages.shared import guest_links, phones, safe_text


def draw(path: str, key: str) -> None:
    """The door for phones to one address beside the pages, such as "/g/abcde"; key : of its buttons"""
    address = guest_links.for_phones()
    if address is None:
        if st.button(
            _("Open to phones on this network"),
            icon=":material/wifi:",
            key=f"open-door-{key}",
            help=_(
                "Phones in the same network then reach the polls of your decks and the form for proposals, and nothing"
                " else of the app."
            ),
        ):
            _act(phones.open_door)
        return
    link = f"{address}{path}"
    with st.popover(_("Open to phones"), icon=":material/wifi:", type="primary"):
        if trouble := guest_links.out_of_reach(address):
            st.warning(trouble)
        else:
            st.image(guest_links.qr_image(link), width=240)
            st.markdown(f"#### {safe_text.escaped(link.partition('//')[2])}")
        if phones.port():
            st.caption(_closing())
    if phones.port() and st.button(
        _("Close to phones"), icon=":material/wifi_off:", type="tertiary", key=f"close-door-{key}"
    ):
        _act(phones.close_door)


def _closing() -> str:
    said = _(
        "Phones in this network reach the polls of your decks and the form for proposals, and nothing else of the app."
        " It closes {minutes} minutes after the slide show or the room is closed, and after {hours} hours in any case."
    )
    return said.format(minutes=phones.IDLE_MINUTES, hours=phones.MOST_HOURS)


def _act(function) -> None:
    try:
        function()
    except CxError as error:
        st.error(str(error), icon=":material/error:")
        return
    st.rerun()
