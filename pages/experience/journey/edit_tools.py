"""Tools of the map: undo and redo, versions, CSV in and out, one touchpoint more or less.

Each acts as a callback: a run of the page that the grid's next change cuts short has not lost the click.
"""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from cx.errors import CxError
from cx.experience.journey import map_draft, map_versions
from cx.experience.journey.journey_map import COLUMNS
from cx.tables.columns import PS, STEPS
from cx.text.formatting import _, count, day
from pages.experience.journey import edit_findings, edit_grid
from pages.shared import answers, downloads, safe_text, undo_delete

SAID = "journey-said"
"""Session key of sentences to say once, after the page was drawn anew."""
FILES = "journey-files"
"""Session key of how many files were loaded here."""


def say() -> None:
    """What was done last, or could not be, said once."""
    if said := st.session_state.pop(SAID, []):
        st.warning(
            "\n".join(f"- {sentence}" for sentence in said) if len(said) > 1 else said[0], icon=":material/info:"
        )


def steps() -> None:
    """Undo and redo."""
    store = answers.store()
    can_undo, can_redo = map_draft.steps(store)
    st.button(
        _("Undo"),
        icon=":material/undo:",
        key="undo-map",
        disabled=not can_undo,
        on_click=_do,
        args=(map_draft.undo, store),
    )
    st.button(
        _("Redo"),
        icon=":material/redo:",
        key="redo-map",
        disabled=not can_redo,
        on_click=_do,
        args=(map_draft.redo, store),
    )


# --- versions ----------------------------------------------------------------------------------------------


def save() -> None:
    """Save the map as a version."""
    with st.popover(_("Save version"), icon=":material/bookmark_add:"), st.form("save-map", border=False):
        st.text_input(_("Name of the version"), max_chars=map_versions.LONGEST_NAME, key="version-name")
        st.form_submit_button(_("Save"), type="primary", on_click=_do, args=(_save,))


def _save() -> None:
    map_versions.save(answers.store(), st.session_state["version-name"])


def versions() -> None:
    """The versions, to use one again or delete it."""
    listed = map_versions.versions(answers.store())
    with st.popover(_("Versions"), icon=":material/history:", disabled=listed.empty, width="content"):
        for row in listed.iloc[::-1].itertuples():
            _version(row)
    undo_delete.offer("journey")


def _version(row: Any) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", width=460):
        size = count(row.touchpoints, _("touchpoint"), _("touchpoints"))
        date = "" if pd.isna(row.saved_at) else f" · {day(row.saved_at)}"
        st.markdown(f"**{safe_text.escaped(row.name)}** · {size}{date}", width="stretch")
        asked: dict[str, Any] = {"type": "tertiary", "on_click": _do}
        says = _("Makes it the map; can be undone")
        st.button(_("Use"), key=f"use-{row.version}", help=says, args=(_use, row.version), **asked)
        if row.version.startswith("saved"):
            given = {"icon": ":material/delete:", "help": _("Delete"), "args": (_delete, row.version), **asked}
            st.button("", key=f"delete-{row.version}", **given)


def _use(version: str) -> None:
    store = answers.store()
    map_draft.replace(store, map_versions.rows_of(store, version))


def _delete(version: str) -> None:
    if deleted := map_versions.remove(answers.store(), version):
        undo_delete.remember("journey", deleted, map_versions.restore)


# --- CSV ---------------------------------------------------------------------------------------------------


def csv(rows: pd.DataFrame) -> None:
    """The map as a file, and a file as the map."""
    with st.popover("CSV", icon=":material/csv:"):
        downloads.csv(_("Download the map"), lambda: as_file(rows), "journey.csv")
        key = f"journey-file-{st.session_state.setdefault(FILES, 0)}"
        st.file_uploader(_("Load a map"), type="csv", key=key, on_change=_do, args=(_load, key))
        st.caption(_("The file replaces the map; the map of before stays as a version."))


def _load(key: str) -> None:
    given = st.session_state[key]
    if given is not None:
        st.session_state[FILES] += 1  # another chooser, which holds no file
        load(given.getvalue(), given.name)


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
        st.text_input(_("Touchpoint"), key="new-touchpoint", max_chars=60)
        st.selectbox(_("Step"), STEPS, key="new-step", format_func=lambda step: _(step.capitalize()))
        st.selectbox("P", PS, key="new-p", format_func=lambda p: _(p.capitalize()))
        st.text_input(_("Team that answers for it"), key="new-team", max_chars=60)
        st.form_submit_button(_("Add"), type="primary", on_click=_do, args=(_add,))


def _add() -> None:
    cells = {column: st.session_state[f"new-{column}"] for column in map_draft.REQUIRED}
    map_draft.add(answers.store(), cells)


def remove(rows: pd.DataFrame) -> None:
    """One touchpoint less."""
    names = dict(zip(rows["row"], rows["touchpoint"], strict=True))
    with st.popover(_("Remove a touchpoint"), icon=":material/delete:", disabled=rows.empty):
        row = st.selectbox(_("Touchpoint"), list(names), None, key="old-touchpoint", format_func=names.get)
        given = (map_draft.remove, answers.store(), row)
        st.button(_("Remove"), key="remove-touchpoint", disabled=row is None, on_click=_do, args=given)


def _do(act: Callable[..., Any], *given: Any) -> None:
    """Do it after what was typed before; what it refuses is said once the page is drawn."""
    said = edit_grid.take()
    try:
        act(*given)
    except CxError as error:
        said = [*said, str(error)]
    if said:
        st.session_state[SAID] = [*said, *st.session_state.get(SAID, [])]
