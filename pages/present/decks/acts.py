"""Acts on decks: done, refused in a sentence where they were asked for, undone."""

import streamlit as st

from cx.errors import CxError
from cx.presenting import decks
from pages.shared import answers, undo_delete


def do(function, *given, again: bool = True, then=None, **named) -> None:
    """Write it down and draw the page anew; a refusal is said where it happened."""
    try:
        made = function(answers.store(), *given, **named)
    except CxError as error:
        st.error(str(error), icon=":material/error:")
        return
    if then:
        then(made)
    if again:
        st.rerun()


def offer_undo(deleted: decks.Deleted) -> None:
    """Offer to undo it."""
    undo_delete.remember("decks", deleted, decks.restore)
