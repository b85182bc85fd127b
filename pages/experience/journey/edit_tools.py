"""Tools of the map: undo and redo, versions, CSV in and out, one touchpoint more or less."""

from typing import Any

import pandas as pd
import streamlit as st

from cx.errors import CxError
from cx.experience.journey import map_draft, map_versions
from cx.experience.journey.journey_map import COLUMNS
from cx.tables.columns import PS, STEPS
from cx.text.formatting import _, count, day
from pages.experience.journey import edit_findings
from pages.shared import answers, downloads, safe_text, undo_delete

SAID = "journey-said"
"""Session key of a sentence to say once, after the page was drawn anew."""


def say() -> None:
    """What was done last, or could not be, said once."""
    for sentence in st.session_state.pop(SAID, []):
        st.warning(sentence, icon=":material/info:")


def steps() -> None:
    """Undo and redo."""
    store = answers.store()
    can_undo, can_redo = map_draft.steps(store)
    if st.button(_("Undo"), icon=":material/undo:", key="undo-map", disabled=not can_undo):
        map_draft.undo(store)
        st.rerun()
    if st.button(_("Redo"), icon=":material/redo:", key="redo-map", disabled=not can_redo):
        map_draft.redo(store)
        st.rerun()


# --- versions ----------------------------------------------------------------------------------------------


def save() -> None:
    """Save the map as a version."""
    with st.popover(_("Save version"), icon=":material/bookmark_add:"), st.form("save-map", border=False):
        name = st.text_input(_("Name of the version"), max_chars=map_versions.LONGEST_NAME, key="version-name")
        if st.form_submit_button(_("Save"), type="primary"):
            _try(lambda: map_versions.save(answers.store(), name))


def versions() -> None:
    """The versions, to use one again or delete it."""
    listed = map_versions.versions(answers.store())
    with st.popover(_("Versions"), icon=":material/history:", disabled=listed.empty, width="content"):
        for row in listed.iloc[::-1].itertuples():
            _version(row)
    undo_delete.offer("journey")


def _version(row: Any) -> None:
    store = answers.store()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", width=460):
        size = count(row.touchpoints, _("touchpoint"), _("touchpoints"))
        date = "" if pd.isna(row.saved_at) else f" · {day(row.saved_at)}"
        st.markdown(f"**{safe_text.escaped(row.name)}** · {size}{date}", width="stretch")
        if st.button(_("Use"), key=f"use-{row.version}", type="tertiary", help=_("Makes it the map; can be undone")):
            _try(lambda: map_draft.replace(store, map_versions.rows_of(store, row.version)))
        if row.version.startswith("saved") and st.button(
            "", icon=":material/delete:", key=f"delete-{row.version}", type="tertiary", help=_("Delete")
        ):
            if deleted := map_versions.remove(store, row.version):
                undo_delete.remember("journey", deleted, map_versions.restore)
            st.rerun()


# --- CSV ---------------------------------------------------------------------------------------------------


def csv(rows: pd.DataFrame) -> None:
    """The map as a file, and a file as the map."""
    with st.popover("CSV", icon=":material/csv:"):
        downloads.csv(_("Download the map"), lambda: as_file(rows), "journey.csv")
        number = st.session_state.setdefault("journey-files", 0)
        given = st.file_uploader(_("Load a map"), type="csv", key=f"journey-file-{number}")
        st.caption(_("The file replaces the map; the map of before stays as a version."))
        if given is not None:
            st.session_state["journey-files"] = number + 1
            _try(lambda: load(given.getvalue(), given.name))


def as_file(rows: pd.DataFrame) -> pd.DataFrame:
    """The map as a journey file has it."""
    direct = rows["direct"].map({True: "yes", False: "no"})
    return rows[list(COLUMNS)].assign(direct=direct)


def load(file: bytes, name: str) -> None:
    """Make a file the map; what is not right with it is said. One that was loaded before counts again, as an edit."""
    store = answers.store()
    receipt = store.load("journey", file, name=name)
    if receipt.already_loaded:
        map_draft.replace(store, map_versions.rows_of(store, f"file-{receipt.upload_id}"))
    st.session_state[SAID] = edit_findings.received(receipt)


# --- touchpoints -------------------------------------------------------------------------------------------


def add() -> None:
    """One more touchpoint."""
    with (
        st.popover(_("Add a touchpoint"), icon=":material/add:"),
        st.form("add-touchpoint", border=False, clear_on_submit=True),
    ):
        given = {
            "touchpoint": st.text_input(_("Touchpoint"), key="new-touchpoint", max_chars=60),
            "step": st.selectbox(_("Step"), STEPS, key="new-step", format_func=lambda step: _(step.capitalize())),
            "p": st.selectbox("P", PS, key="new-p", format_func=lambda p: _(p.capitalize())),
            "team": st.text_input(_("Team that answers for it"), key="new-team", max_chars=60),
        }
        if st.form_submit_button(_("Add"), type="primary"):
            _try(lambda: map_draft.add(answers.store(), given))


def remove(rows: pd.DataFrame) -> None:
    """One touchpoint less."""
    names = dict(zip(rows["row"], rows["touchpoint"], strict=True))
    with st.popover(_("Remove a touchpoint"), icon=":material/delete:", disabled=rows.empty):
        row = st.selectbox(_("Touchpoint"), list(names), None, key="old-touchpoint", format_func=names.get)
        if st.button(_("Remove"), key="remove-touchpoint", disabled=row is None):
            map_draft.remove(answers.store(), row)
            st.rerun()


def _try(act: Any) -> None:
    """Do it and draw the page anew; what it refuses is said there."""
    try:
        act()
    except CxError as error:
        st.session_state[SAID] = [str(error)]
    st.rerun()
