"""Whether the journey page edits its map: the address says so."""

import streamlit as st

from cx.text.formatting import _
from pages.shared import url_state

EDIT = "edit"


def is_open() -> bool:
    """Whether the map is edited."""
    return url_state.asked(EDIT) is not None


def under_title(heading, basis: str) -> None:
    """Under the title: what it stands on, and the button that opens the map to edit."""
    with heading.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(basis, width="content")
        button(_("Edit the map"))


def button(label: str) -> None:
    """The button that opens the map to edit; as a callback, since a rerun would forget what the address should hold."""
    st.button(label, icon=":material/edit:", key="edit-map", on_click=url_state.hold, args=(EDIT, "1"))


def back() -> None:
    """Back to the picture."""
    st.button(
        _("Back to the picture"),
        icon=":material/arrow_back:",
        key="close-map",
        on_click=url_state.drop,
        args=(EDIT,),
    )
