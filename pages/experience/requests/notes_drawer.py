"""The drawer in which requests are merged, and their work, owner and state are set; with undo."""

import pandas as pd
import streamlit as st

from cx.errors import CxError
from cx.experience import requests
from cx.experience.requests import Note
from cx.text.formatting import _, count
from pages.experience.requests import findings
from pages.shared import answers, list_height, safe_text

EDITED = ["merged_into", "weeks_of_work", "owner", "state", "told_on"]
UNDO = "requests_undo"
"""In the session: what the last edit is called, and what was noted before it."""


def button(chosen) -> None:
    """Opens the drawer; beneath it the undo of the last edit."""
    if st.button(_("Edit"), icon=":material/edit:", key="edit_requests", help=_("Merge topics; work, owner, state")):
        _drawer(chosen)


@st.dialog(_("Requests"), width="large")
def _drawer(chosen) -> None:
    st.caption(_("Merge topics that mean the same. Saved for all users; answers are computed again."))
    table = answers.ask(requests.topics, as_of=chosen.as_of)
    before = table.assign(state=table["state"].map(findings.state))
    edited = st.data_editor(
        before,
        column_config=_columns(table["topic"].tolist()),
        column_order=["topic", "customers", *EDITED],
        disabled=["topic", "customers"],
        hide_index=True,
        height=list_height.whole_rows(len(table)),
        placeholder="–",
        key="requests-editor",
    )
    if st.button(_("Save"), type="primary", key="save_requests", disabled=edited.equals(before)):
        write(_("Requests edited"), changed(before, edited))


def _columns(topics: list[str]) -> dict:
    column = st.column_config
    return {
        "topic": column.TextColumn(_("Topic")),
        "customers": column.NumberColumn(_("Customers, all years"), format="%d"),
        "merged_into": column.SelectboxColumn(_("Merged into"), options=topics),
        "weeks_of_work": column.NumberColumn(_("Weeks of work"), min_value=0.1, max_value=1000.0, step=0.1),
        "owner": column.TextColumn(_("Owner"), max_chars=60),
        "state": column.SelectboxColumn(
            _("State"), options=[findings.state(one) for one in requests.STATES], required=True
        ),
        "told_on": column.DateColumn(_("Told on"), format="YYYY-MM-DD"),
    }


def changed(before: pd.DataFrame, edited: pd.DataFrame) -> list[Note]:
    """The notes of the rows that were edited.

    before, edited : rows of `cx.requests.topics`, the state by its name on screen
    """
    codes = {findings.state(code): code for code in requests.STATES}
    notes = []
    for old, new in zip(before.to_dict("records"), edited.to_dict("records"), strict=True):
        values = {name: None if pd.isna(new[name]) else new[name] for name in EDITED}
        if values == {name: None if pd.isna(old[name]) else old[name] for name in EDITED}:
            continue
        told = None if values["told_on"] is None else pd.Timestamp(values["told_on"]).date()
        notes.append(Note(new["topic"], **{**values, "state": codes[values["state"]], "told_on": told}))
    return notes


def write(words: str, notes: list[Note]) -> None:
    """Write notes, offer the undo under these words, and draw the page again; what cannot be is a sentence."""
    try:
        before = requests.write(answers.store(), notes)
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
        return
    offer_undo(words, before)


def offer_undo(words: str, before: list[Note]) -> None:
    """From now on the last edit can be undone; the page is drawn again."""
    st.session_state[UNDO] = (words, before)
    st.rerun()


def undo() -> None:
    """The last edit and its undo, until it is undone or dismissed."""
    if UNDO not in st.session_state:
        return
    words, before = st.session_state[UNDO]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="undo-bar-requests"):
        said = f"{words} · {count(len(before), _('topic'), _('topics'))}"
        st.markdown(said, width="content")
        if st.button(_("Undo"), icon=":material/undo:", key="undo_requests"):
            del st.session_state[UNDO]
            try:
                requests.write(answers.store(), before)
            except CxError as error:
                st.error(safe_text.escaped(str(error)), icon=":material/error:")
                return
            st.rerun()
        if st.button("", icon=":material/close:", key="keep_requests", type="tertiary", help=_("Dismiss")):
            del st.session_state[UNDO]
            st.rerun()
