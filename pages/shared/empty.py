"""What a page says when it cannot answer: why, and the way out."""

from typing import NoReturn

import streamlit as st

from cx.words import _
from pages.shared import menu


class Ended(Exception):
    """The page has no more to say; the frame around it is still drawn, which stopping the script would prevent."""


def end() -> NoReturn:
    """Nothing after this is drawn on the page."""
    raise Ended


def no_data() -> None:
    """Nothing was uploaded at all."""
    st.title(_("Bring your orders and see who your customers are to you"))
    st.caption(
        _("One CSV of order lines is enough to start: tiers, repeat buying and sales curves appear at once.")
    )
    with st.container(border=True):
        st.markdown(
            _(
                "**No orders yet.** Needed columns: order number, date and revenue; with a customer number you get everything."
            )
        )
        st.page_link(menu.path("upload"), label=_("Upload a CSV"), icon=":material/upload_file:")


def needs(kind: str, why: str) -> None:
    """A part of the page that needs a table which is empty.

    why : what that table would let the person know, as a sentence
    """
    with st.container(border=True):
        st.markdown(f":material/lock_open: {why}")
        st.page_link(
            menu.path("upload"),
            label=_("Upload {kind}").format(kind=kind.replace("_", " ")),
            icon=":material/upload_file:",
        )


def more(lacking: dict[str, str]) -> None:
    """What this page cannot know yet: each empty table with what it would tell; nothing when none is lacking."""
    if not lacking:
        return
    with st.container(border=True):
        st.subheader(_("What more data would tell"))
        for kind, tells in lacking.items():
            st.markdown(f":material/lock_open: **{_(kind.replace('_', ' ').capitalize())}**: {tells}")
        st.page_link(menu.path("upload"), label=_("Upload a CSV"), icon=":material/upload_file:")


def nothing(sentence: str) -> None:
    """Nothing matches what is chosen; the sentence says what to change."""
    with st.container(border=True):
        st.markdown(f":material/search_off: {sentence}")
