"""The setting of the competitors page: which of the companies that were scored is ours."""

import streamlit as st

from cx.market import competitors
from cx.text.formatting import _
from pages.market.competitors import undo_bar
from pages.shared import answers, safe_text

BOX = "our_company"


def choose(own: str | None) -> None:
    """The companies to choose ours from; own : the one that is chosen."""
    st.session_state[BOX] = own
    st.selectbox(
        _("Our company"),
        answers.ask(competitors.companies),
        index=None,
        key=BOX,
        placeholder=_("Choose your company"),
        width=300,
        on_change=_chosen,
    )


def _chosen() -> None:
    picked = st.session_state[BOX]
    if picked is not None:
        undo_bar.write(_("Our company: {name}").format(name=safe_text.escaped(picked)), "ours", picked)


def popover(own: str) -> None:
    """The setting behind a button that says it."""
    with st.popover(_("We are {name}").format(name=safe_text.escaped(own)), icon=":material/storefront:"):
        st.caption(_("Which of the companies is yours. Saved for all users."))
        choose(own)
