"""Editing the topics of comments: names, joins and splits, for all users; with undo."""

import pandas as pd
import streamlit as st

from cx.errors import CxError
from cx.experience import voice
from cx.text.formatting import _
from pages.shared import answers, fragments, safe_text

UNDO = "topics_undo"
"""In the session: what the last edit was, and the change that takes it back."""
TOPICS = "edited_topics"
LONGEST = 40


def asked(given: dict) -> dict:
    """What the topics are asked with: the edits too, which stand beside the data."""
    return {**given, "edits": voice.topic_edits(answers.store())}


@fragments.alone
def draw(given: dict, rows: pd.DataFrame) -> None:
    """The button that opens the form, and the undo of the last edit.

    given : what the page is asked with; rows : the answer of cx.voice.topics
    """
    with st.container(horizontal=True, vertical_alignment="center", key="topic_tools"):
        with st.popover(_("Edit topics"), icon=":material/edit:", key="edit_topics"):
            _form(given, rows)
        _undo()


def _form(given: dict, rows: pd.DataFrame) -> None:
    st.caption(_("Rename a topic; give several one name to join them; split one by a word. Saved for all users."))
    names = {row.topic: _called(row) for row in rows.itertuples()}
    st.session_state[TOPICS] = [topic for topic in st.session_state.get(TOPICS, []) if topic in names]
    topics = st.multiselect(
        _("Topics"),
        list(names),
        format_func=lambda topic: names.get(topic, topic),
        key=TOPICS,
        placeholder=_("Choose topics"),
    )
    times = st.session_state.get("topics_edited", 0)  # another key: the boxes are empty again
    name = st.text_input(_("Name"), max_chars=LONGEST, key=f"topic_name_{times}")
    word = st.text_input(
        _("Only comments with this word"), max_chars=LONGEST, key=f"topic_word_{times}", disabled=len(topics) != 1,
        help=_("Splits one topic: the comments with the word become a topic of their own."),
    )  # fmt: skip
    asked, is_named = {"as_of": given["as_of"]}, rows.set_index("topic")["is_named"].reindex(topics)
    with st.container(horizontal=True):
        label = _("Split") if word else _("Join") if len(topics) > 1 else _("Rename")
        if st.button(label, type="primary", key="save_topics", disabled=not topics):
            if word:
                _write(_("Topic split"), voice.split_topic, topic=topics[0], word=word, name=name, **asked)
            else:
                said = _("Topics joined") if len(topics) > 1 else _("Topic renamed")
                _write(said, voice.rename_topics, topics=tuple(topics), name=name, **asked)
        if st.button(_("Reset"), key="reset_topics", disabled=not is_named.any(), help=_("As the topics were found")):
            _write(_("Topics reset"), voice.reset_topics, topics=tuple(topics), **asked)


def _called(row) -> str:
    return f"{row.words} ({row.terms})" if row.is_named else row.words


def _write(said: str, edit, **given) -> None:
    """Keep the edit, offer its undo and draw the page again; what cannot be is a sentence."""
    try:
        change = edit(answers.store(), **given)
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
        return
    st.session_state[UNDO] = (said, change.undone)
    st.session_state["topics_edited"] = st.session_state.get("topics_edited", 0) + 1
    st.rerun()


def _undo() -> None:
    """The last edit with its undo, until it is undone or dismissed."""
    if UNDO not in st.session_state:
        return
    said, back = st.session_state[UNDO]
    st.markdown(said, width="content")
    if st.button(_("Undo"), icon=":material/undo:", key="undo_topics"):
        del st.session_state[UNDO]
        voice.write_topic_edits(answers.store(), back)
        st.rerun()
    if st.button("", icon=":material/close:", key="keep_topics", type="tertiary", help=_("Dismiss")):
        del st.session_state[UNDO]
        st.rerun()
