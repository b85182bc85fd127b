"""The undo of what was last written on the competitors page: which company is ours, or ideas."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from cx.errors import CxError
from cx.market import competitors
from cx.text.formatting import _
from pages.shared import answers, safe_text

UNDO = "competitors_undo"
"""In the session: what was written in words, by which function, and what was there before."""
WRITES: dict[str, Callable] = {"ours": competitors.set_ours, "ideas": competitors.write}


def write(words: str, how: str, value: Any) -> bool:
    """Write it and offer the undo under these words; whether it was written: what cannot be is a sentence.

    how : of WRITES
    """
    before = _written(how, value)
    if before is not None:
        st.session_state[UNDO] = (words, how, before[0])
    return before is not None


def _written(how: str, value: Any) -> tuple[Any] | None:
    """What was there before; None where it could not be written, which was said."""
    try:
        return (WRITES[how](answers.store(), value),)
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
        return None


def draw() -> None:
    """What was last written and its undo, until it is undone or dismissed."""
    if UNDO not in st.session_state:
        return
    words, how, before = st.session_state[UNDO]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="undo-bar-competitors"):
        st.markdown(words, width="content")
        if st.button(_("Undo"), icon=":material/undo:", key="undo_competitors") and _written(how, before) is not None:
            del st.session_state[UNDO]
            st.rerun()
        if st.button("", icon=":material/close:", key="keep_competitors", type="tertiary", help=_("Dismiss")):
            del st.session_state[UNDO]
            st.rerun()
