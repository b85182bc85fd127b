"""The conditions on screen: a row each, in groups of which all or any must hold."""

import streamlit as st

from cx.customers.segment_rules import ALL, ANY, MOST, SUBJECTS, Condition
from cx.customers.segment_rules.subjects import title
from cx.text.formatting import _
from pages.customers.segment_builder import condition_row, draft


def draw() -> str | None:
    """The rows to edit; returns the finished conditions as JSON, None where there is none."""
    if problem := draft.refused():
        st.error(problem, icon=":material/error:")
    built = draft.current()
    _match(built, f"builder-{built['id']}-match", _("Customers meet"))
    for row in list(built["rows"]):
        if "rows" in row:
            _group(row, built["rows"])
        else:
            condition_row.draw(row, lambda number=row["id"]: draft.remove(built["rows"], number))
    with st.container(horizontal=True):
        _adding(built)
    return draft.rule_of(built)


def _adding(built: dict) -> None:
    """The ways to one more condition, one more group, and a new start."""
    is_full = sum(len(row.get("rows", [row])) for row in built["rows"]) >= MOST
    asked = {"type": "tertiary", "disabled": is_full}
    _more(built["rows"], "add-condition", is_full)
    if st.button(_("Add group"), icon=":material/add_box:", key="add-group", help=_("Conditions in brackets"), **asked):
        draft.add(built["rows"], draft.group())
        st.rerun()
    if st.button(_("Clear all"), icon=":material/close:", key="clear-rule", type="tertiary"):
        draft.clear()
        st.rerun()


def _more(rows: list, key: str, is_full: bool = False) -> None:
    """One more condition, by what it asks for."""
    st.selectbox(
        _("Add condition"),
        list(SUBJECTS),
        None,
        key=key,
        format_func=title,
        placeholder=_("Add condition"),
        icon=":material/add:",
        label_visibility="collapsed",
        disabled=is_full,
        on_change=_add,
        args=(rows, key),
        width=240,
    )


def _add(rows: list, key: str) -> None:
    of = st.session_state[key]
    if of is not None:
        draft.add(rows, Condition(of))
        st.session_state[key] = None


def _match(group: dict, key: str, label: str) -> None:
    """Whether all or any of the conditions must hold."""
    names = {ALL: _("all conditions"), ANY: _("any condition")}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(label, width="content")
        group["match"] = st.segmented_control(
            label,
            list(names),
            default=group["match"],
            key=key,
            required=True,
            label_visibility="collapsed",
            format_func=names.get,
        )


def _group(row: dict, outer: list) -> None:
    """Conditions in brackets."""
    number = row["id"]
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            with st.container(width="content"):
                _match(row, f"builder-{number}-match", _("and" if draft.current()["match"] == ALL else "or"))
            if st.button("", icon=":material/delete:", key=f"remove-{number}", type="tertiary", help=_("Remove group")):
                draft.remove(outer, number)
                st.rerun()
        for inner in list(row["rows"]):
            condition_row.draw(inner, lambda inner=inner: draft.remove(row["rows"], inner["id"]))
        _more(row["rows"], f"add-{number}")
