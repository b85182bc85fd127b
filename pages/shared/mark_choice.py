"""A box that lists the marks of a picture: choosing one does what a click in the picture does, with the keyboard."""

import streamlit as st

from cx.text.formatting import _
from pages.shared import url_state


def box(name: str, marks: dict[str, url_state.Clicked], picked: url_state.Clicked | None, *pictures: str) -> None:
    """The marks in words, of which the picked one is shown; to clear the box is to pick nothing.

    Parameters
    ----------
    name
        Of the parameter in the address, as in `url_state.clicked`.
    marks
        What a click on each mark picks, by the words it is offered with.
    picked
        What is picked now.
    pictures
        Those that show the marks; they forget a click of their own.
    """
    key = f"mark-{name}"
    st.session_state[key] = next((words for words, mark in marks.items() if mark == picked), None)
    st.selectbox(
        _("Select in the picture"),
        list(marks),
        index=None,
        key=key,
        placeholder=_("Select in the picture"),
        label_visibility="collapsed",
        width=300,
        on_change=lambda: url_state.click(name, marks.get(st.session_state[key]), *pictures),
    )
