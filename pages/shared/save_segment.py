"""What every list of customers can do: keep them as a segment under a name, and forget a segment that is no longer
needed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from cx.customers import saved_segments, segment_rules
from cx.errors import CxError
from cx.text.formatting import _, count
from pages.shared import answers, fragments, menu, safe_text, undo_delete, url_state

Keep = Callable[[str, str], int]
"""Keeps the listed customers under (name, what was chosen in words); returns how many they are."""
RULE, LIST = "Rule", "Fixed list"


@dataclass(frozen=True)
class Saving:
    """How a list can be kept: its customers as a fixed list, and the rule (JSON) that they are the customers of."""

    keep: Keep
    rule: str


Save = Keep | Saving


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
            _edit(save)
            _kept()
    _told()


def _form(save: Save, said: list[str], key: str) -> None:
    """The form; a name that is taken is asked about before its segment is replaced."""
    asked, times = f"ask-{key}", st.session_state.get(f"saved-{key}", 0)
    with st.form(f"save-{key}", border=False):
        name = st.text_input(
            _("Name of the segment"), max_chars=saved_segments.LONGEST_NAME, key=f"save-name-{key}-{times}"
        )
        by_rule = _by_rule(key) if isinstance(save, Saving) else False
        if not isinstance(save, Saving):
            st.caption(_("The list of customers is fixed. Use it as a filter on every page."))
        taken = st.session_state.get(asked)
        if taken is not None:
            st.warning(_("There is a segment “{name}”. Replace it?").format(name=safe_text.escaped(taken)))
        label = _("Replace") if taken is not None else _("Save")
        if not st.form_submit_button(label, type="primary", key=f"do-save-{key}"):
            return
    try:
        title = saved_segments.title_of(name)
        if title in saved_segments.names(answers.store()) and title != taken:
            st.session_state[asked] = title
            st.rerun()
        people = _save(save, by_rule, title, said)
    except CxError as error:
        st.error(str(error), icon=":material/error:")
        return
    st.session_state.pop(asked, None)
    st.session_state[f"saved-{key}"] = times + 1  # another key: the box is empty again
    st.session_state["just_saved"] = (title, people)
    st.rerun()


def _edit(save: Save) -> None:
    """A link to the segment builder, where the list is that of a rule."""
    if isinstance(save, Saving) and st.session_state.get(url_state.PAGE_SHOWN) != "segment_builder":
        path, label = menu.path("segment_builder"), _("Edit as a rule")
        st.page_link(path, label=label, icon=":material/edit:", query_params={"rule": save.rule})


def _by_rule(key: str) -> bool:
    says = [_("Recomputed at each date."), _("These customers, whatever changes later.")]
    kind = st.radio(_("Save as"), [RULE, LIST], key=f"save-as-{key}", format_func=_, captions=says)
    return kind == RULE


def _save(save: Save, by_rule: bool, title: str, said: list[str]) -> int:
    if by_rule and isinstance(save, Saving):
        return segment_rules.save(answers.store(), title, save.rule)
    chosen = safe_text.words(", ".join(said)) or _("all customers")
    return (save.keep if isinstance(save, Saving) else save)(title, chosen)


def kind_of(row: Any) -> str:
    """Whether a row of `cx.saved.saved` is a rule, or how many customers its list holds."""
    if isinstance(row.rule, str):
        return _("rule")
    return count(row.customers, _("customer"), _("customers"))


def _kept() -> None:
    """The segments there are, each with a button that forgets it."""
    for row in answers.ask(saved_segments.saved).itertuples():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{safe_text.escaped(row.name)}** · {kind_of(row)}", help=safe_text.escaped(row.words))
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
