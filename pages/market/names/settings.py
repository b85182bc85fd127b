"""What is checked: names as typed, languages and rivals, from a saved list or new ones; saving, with undo."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from cx.errors import CxError
from cx.market import names
from cx.market.names import NameList
from cx.text.formatting import _
from pages.shared import answers, list_height, safe_text, undo_delete, url_state

PLACE = "names"
NEW = "+"
"""What is open where no list is."""
LIST, TEXT, CODES = "name_list", "names_text", "names_languages"
"""Keys: the list that is open, what is typed, the languages."""
DRAWN, TO_OPEN = "names_drawn", "names_to_open"
"""In the session: for which list both boxes were filled in, and the list that is opened next."""


@dataclass(frozen=True)
class Written:
    """A list before it was written over, for undo; name : its title."""

    name: str
    content: NameList | None


def asked() -> NameList:
    """What is to be checked; draws the boxes."""
    saved = names.lists(answers.store())
    title = _opened(saved)
    typed = st.text_area(
        _("Names, one a line"), key=TEXT, height=132, placeholder=_("Names, one a line, in any script"),
        label_visibility="collapsed",
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(_("Check"), type="primary", icon=":material/check:", key="check_names")
        codes = _languages()
        rivals = _rivals(title, saved.get(title))
        content = NameList(tuple(typed.splitlines()), rivals, codes)
        _save_box(title, content)
        if title != NEW and st.button(_("Delete list"), icon=":material/delete:", key="delete_names", type="tertiary"):
            _write(title, None)
    undo_delete.offer(PLACE)
    return content


def _opened(saved: dict[str, NameList]) -> str:
    """The list that is chosen; its names and languages are filled in when it is opened."""
    offered = [*saved, NEW]
    if TO_OPEN in st.session_state:
        st.session_state[LIST] = st.session_state.pop(TO_OPEN)
    url_state.restore(LIST, offered, offered[0])
    title: str = st.session_state[LIST]
    if saved:
        title = st.selectbox(
            _("List"), offered, key=LIST, label_visibility="collapsed", width=300,
            format_func=lambda one: _("New list") if one == NEW else one,
        )  # fmt: skip
    url_state.hold(LIST, title, offered[0])
    if st.session_state.get(DRAWN) != title or not {TEXT, CODES} <= set(st.session_state):
        opened = saved.get(title, NameList(()))
        st.session_state[TEXT] = "\n".join(opened.names)
        st.session_state[CODES] = list(opened.languages or names.LANGUAGES)
        st.session_state[DRAWN] = title
    return title


def _languages() -> tuple[str, ...]:
    label = _("{n} languages").format(n=len(st.session_state[CODES]))
    with st.popover(label, icon=":material/language:"):
        st.pills(
            _("Sayable in"), list(names.LANGUAGES), selection_mode="multi", key=CODES,
            format_func=lambda code: _(names.LANGUAGES[code]),
        )  # fmt: skip
        st.caption(_("Bad meanings are looked for in {n} languages, always.").format(n=len(names.LISTED_LANGUAGES)))
    return tuple(code for code in names.LANGUAGES if code in st.session_state[CODES])


def _rivals(title: str, opened: NameList | None) -> dict[str, str | None]:
    """The companies that a name is compared with, as they are edited."""
    given = opened.rivals if opened is not None else None
    known = names.rivals(answers.store()) if given is None else given
    rows = pd.DataFrame({"company": list(known), "name_status": list(known.values())}, dtype=object)
    with st.popover(_("Rivals"), icon=":material/storefront:"):
        st.caption(_("From the competitors' scores; add, change or remove companies, your own too."))
        edited = st.data_editor(
            rows, num_rows="dynamic", hide_index=True, height=list_height.whole_rows(len(rows) + 1),
            key=f"rivals-{title}-{hash(tuple(known.items()))}",  # what was saved is not added once more
            column_config={
                "company": st.column_config.TextColumn(_("Company"), required=True, max_chars=names.LONGEST),
                "name_status": st.column_config.TextColumn(_("State of its name"), max_chars=names.LONGEST),
            },
        )  # fmt: skip
    there = edited.dropna(subset="company")
    return {
        str(row.company): None if pd.isna(row.name_status) else str(row.name_status)
        for row in there.itertuples()
        if str(row.company).strip()
    }


def _save_box(title: str, content: NameList) -> None:
    with st.popover(_("Save"), icon=":material/save:"), st.form("names_form", border=False):
        name = st.text_input(
            _("Name of the list"), "" if title == NEW else title, max_chars=60, key=f"names_title-{title}"
        )
        if st.form_submit_button(_("Save")):
            _write(name, content)


def _write(title: str, content: NameList | None) -> None:
    """Save or delete a list, open what is there then, and offer the undo; what cannot be is a sentence."""
    title = " ".join(title.split())
    try:
        before = names.write(answers.store(), title, content)
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
        return
    said = _("Deleted “{name}”") if content is None else _("Saved “{name}”")
    undo_delete.remember(PLACE, Written(title, before), _restore, said)
    if content is not None:
        st.session_state[TO_OPEN] = title
    st.session_state.pop(DRAWN, None)
    st.rerun()


def _restore(store, written: Written) -> None:
    names.write(store, written.name, written.content)
    st.session_state.pop(DRAWN, None)
