"""Annotating charts over time: add what happened on a day, see what is there, delete it."""

import streamlit as st

from cx.errors import CxError
from cx.presenting import annotations
from cx.text.formatting import _, day
from pages.shared import answers, safe_text, undo_delete, url_state


def names() -> dict[str, str]:
    """What each kind of annotation is called."""
    return {
        "campaign": _("Campaign"),
        "price": _("Price change"),
        "stock": _("Stock-out"),
        "event": _("Other event"),
    }


def draw(key: str) -> None:
    """The form to add an annotation, and those there are, in the tools of the picture with this key."""
    st.markdown(f"**{_('Annotations')}**", help=_("Shown on every chart over time, and on slides made from now on."))
    with st.form(f"annotate-{key}", border=False, clear_on_submit=True):
        with st.container(horizontal=True, gap="small"):
            on = st.date_input(_("Day"), st.session_state.get(url_state.AS_OF), key=f"annotate-on-{key}")
            kind = st.selectbox(_("Kind"), annotations.KINDS, format_func=names().get, key=f"annotate-kind-{key}")
        words = st.text_input(_("What happened"), max_chars=annotations.LONGEST, key=f"annotate-words-{key}")
        if st.form_submit_button(_("Annotate"), icon=":material/flag:"):
            try:
                annotations.add(answers.store(), on, words, kind)
            except CxError as error:
                st.error(safe_text.escaped(str(error)), icon=":material/error:")
            else:
                st.rerun()
    for row in annotations.every(answers.store()).itertuples():
        with st.container(horizontal=True, vertical_alignment="center"):
            said = _("{day} · {kind}: {words}").format(
                day=day(row.happened_on), kind=names()[row.kind], words=safe_text.escaped(row.words)
            )
            st.markdown(said)
            if st.button(
                "",
                icon=":material/delete:",
                key=f"annotated-{key}-{row.annotation_id}",
                type="tertiary",
                help=_("Delete"),
            ):
                if deleted := annotations.remove(answers.store(), row.annotation_id):
                    undo_delete.remember(f"annotations-{key}", deleted, annotations.restore)
                st.rerun()
    undo_delete.offer(f"annotations-{key}")
