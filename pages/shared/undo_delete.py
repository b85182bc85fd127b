"""Undo for what was just done: “Deleted … · Undo”, for decks, slides, saved segments and promises."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from cx.errors import CxError
from cx.text.formatting import _
from pages.shared import answers, safe_text


def remember(place: str, deleted: Any, restore: Callable[[Any, Any], Any], said: str = "") -> None:
    """Offer to undo this deletion where `offer(place)` stands; an earlier one there is final.

    deleted : what `restore(store, deleted)` takes, with its name
    said : what was done to {name}, in words, where it was not deleted
    """
    st.session_state[_key(place)] = (deleted, restore, said or _("Deleted “{name}”"))


def offer(place: str) -> None:
    """The last deletion and its undo, until it is undone or dismissed."""
    if _key(place) not in st.session_state:
        return
    deleted, restore, said = st.session_state[_key(place)]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"undo-bar-{place}"):
        st.markdown(said.format(name=safe_text.escaped(deleted.name)), width="content")
        if st.button(_("Undo"), icon=":material/undo:", key=f"undo-{place}"):
            _undo(place, deleted, restore)
        if st.button("", icon=":material/close:", key=f"keep-deleted-{place}", type="tertiary", help=_("Dismiss")):
            del st.session_state[_key(place)]
            st.rerun()


def _undo(place: str, deleted: Any, restore: Callable[[Any, Any], Any]) -> None:
    del st.session_state[_key(place)]
    try:
        restore(answers.store(), deleted)
    except CxError as error:
        st.error(str(error), icon=":material/error:")
        return
    st.rerun()


def _key(place: str) -> str:
    return f"deleted-{place}"
