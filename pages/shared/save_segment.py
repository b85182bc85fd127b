"""What every list of customers can do: keep them as a segment under a name, and forget a segment that is no longer
needed.
"""

from collections.abc import Callable

import streamlit as st

from cx.customers import saved_segments
from cx.errors import CxError
from cx.text.formatting import _, count
from pages.shared import answers, fragments, safe_text, undo_delete

Save = Callable[[str, str], int]
"""Keeps the listed customers under (name, what was chosen in words); returns how many they are."""


def button(save: Save, said: list[str], key: str) -> None:
    """A button that opens the form; said : what was chosen, in the words over the list."""
    with st.container(width="content"):
        _button(save, said, key)


@fragments.alone
def _button(save: Save, said: list[str], key: str) -> None:
    form = st.popover(_("Save"), icon=":material/bookmark_add:", key=f"open-save-{key}", on_change="rerun")
    if form.open:
        with form:
            _form(save, said, key)
            _kept()
    _told()


def _form(save: Save, said: list[str], key: str) -> None:
    with st.form(f"save-{key}", border=False, clear_on_submit=True):
        name = st.text_input(_("Name of the segment"), max_chars=saved_segments.LONGEST_NAME)
        st.caption(
            _(
                "The list of customers is fixed. Use it as a filter on every page. A segment with the same name is"
                " replaced."
            )
        )
        if not st.form_submit_button(_("Save"), type="primary", key=f"do-save-{key}"):
            return
    chosen = safe_text.words(", ".join(said)) or _("all customers")
    try:
        people = save(name, chosen)
    except CxError as error:
        st.error(str(error), icon=":material/error:")
        return
    st.session_state["just_saved"] = (name, people)
    st.rerun()


def _kept() -> None:
    """The segments there are, each with a button that forgets it."""
    for row in answers.ask(saved_segments.saved).itertuples():
        with st.container(horizontal=True, vertical_alignment="center"):
            people = count(row.customers, _("customer"), _("customers"))
            st.markdown(f"**{safe_text.escaped(row.name)}** · {people}", help=safe_text.escaped(row.words))
            if st.button("", icon=":material/delete:", key=f"forget-{row.name}", type="tertiary", help=_("Delete")):
                if deleted := saved_segments.remove(answers.store(), row.name):
                    undo_delete.remember("segments", deleted, saved_segments.restore)
                st.rerun()
    undo_delete.offer("segments")


def _told() -> None:
    if "just_saved" not in st.session_state:
        return
    name, people = st.session_state.pop("just_saved")
    people = count(people, _("customer"), _("customers"))
    st.toast(_("{name}: {people} saved").format(name=safe_text.escaped(name), people=people))
