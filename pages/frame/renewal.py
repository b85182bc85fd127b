"""Above every page: that the demo company is of an earlier version, and the button that renews it."""

import streamlit as st

from cx.errors import CxError
from cx.text.formatting import _, count
from pages.frame import server
from pages.shared import answers, safe_text

ASKED, RENEWED = "demo_renewal_asked", "demo_renewed"


def draw(page: str) -> None:
    """One line with a button; nothing for a company's own data or a demo of today."""
    _tell_renewed(page)
    store = answers.store()
    if store.setting("company") != "demo":
        return
    from data import renewal

    if not renewal.is_outdated(store):
        return
    own = renewal.own_imports(store)
    with st.container(horizontal=True, vertical_alignment="center", key="renewal"):
        if own and st.session_state.get(ASKED):
            _ask_once_more(own, page)
        else:
            _offer(own, page)


def _offer(own: int, page: str) -> None:
    st.markdown(
        ":material/update: "
        + _("This demo company is of an earlier version. Renew it; the old file is kept.")
        + "  \n:small["
        + _("Decks, saved segments, accepted tier models and settings stay in the old file.")
        + "]",
        width="stretch",
    )
    if st.button(_("Renew"), key="renew_demo"):
        if own:
            st.session_state[ASKED] = True
            st.rerun()
        _renew(page)


def _ask_once_more(own: int, page: str) -> None:
    files = count(own, _("imported file"), _("imported files"))
    st.markdown(
        ":material/update: "
        + _(
            "This demo also holds {files}. What you imported stays in the old file; the new demo does not include it."
        ).format(files=files),
        width="stretch",
    )
    if st.button(_("Renew anyway"), key="renew_demo_anyway"):
        st.session_state.pop(ASKED)
        _renew(page)
    if st.button(_("Cancel"), key="renew_demo_not"):
        st.session_state.pop(ASKED)
        st.rerun()


def _renew(page: str) -> None:
    """Renew and draw the page anew; what was chosen for the old company is forgotten."""
    try:
        with st.spinner(_("Making the demo company…")):
            kept = answers.renew_demo()
    except CxError as error:
        st.error(str(error), icon=":material/error:")
        return
    server.warm_again()
    st.session_state.clear()
    if kept:
        st.session_state[RENEWED] = page, kept.name
    st.rerun()


def _tell_renewed(page: str) -> None:
    """Where the old file lies, until the page is left."""
    told, name = st.session_state.get(RENEWED, (page, ""))
    if told != page:
        del st.session_state[RENEWED]
    elif name:
        said = _("The demo company is renewed. The old file is kept as **{name}**, with all that was saved in it.")
        st.markdown(":green[:material/check_circle:] " + said.format(name=safe_text.escaped(name)))
