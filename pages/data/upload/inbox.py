"""The inbox at the upload desk: files that wait in the watched folder, taken by the app, each with what came of it."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from cx import progress
from cx.loading import inbox
from cx.text.formatting import _, count
from pages.data.upload import matching
from pages.shared import answers, safe_text

NAMED = 4


def waiting() -> None:
    """One line on what waits, with the button that takes it; nothing where the inbox is empty. Then what was taken
    last.
    """
    files = inbox.waiting(inbox.FOLDER)
    if files:
        with st.container(border=True, key="inbox"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(_text(files), width="stretch")
                pressed = st.button(
                    _("Import all") if len(files) > 1 else _("Import"),
                    icon=":material/move_to_inbox:",
                    type="primary",
                    key="take",
                )
            if answers.store().setting("company") == "demo":
                matching.demo_choice()
            if pressed:
                _take(len(files))
                st.rerun()
    _told()


def _text(files: list) -> str:
    names = ", ".join(safe_text.escaped(file.name) for file in files[:NAMED]) + ("…" if files[NAMED:] else "")
    wait = count(len(files), _("file in the inbox"), _("files in the inbox"))
    return f":material/inbox: **{wait}**  \n:small[{names}]"


def _take(files: int) -> None:
    """Load each file as `python -m cx inbox` does, under a bar that tells how far it is."""
    bar, done = st.progress(0.0), []

    @contextmanager
    def drawn(name: str) -> Iterator[None]:
        def draw(share: float, step: str) -> None:
            bar.progress((len(done) + share) / max(files, len(done) + 1), f"{safe_text.escaped(name)}: {_(step)}")

        with progress.watched(draw):
            yield

    store, clean = answers.store(), matching.starts_clean()
    for one in inbox.taken(store, inbox.FOLDER, progress=drawn, instead=clean):
        done.append(one)
    st.session_state["taken"] = done


def _told() -> None:
    """What came of each file that was taken, until the page is left."""
    taken = st.session_state.get("taken")
    if not taken:
        return
    with st.container(border=True, key="taken"):
        loaded = [one for one in taken if one.receipt]
        st.header(
            _("{loaded} of {files} imported from the inbox").format(
                loaded=len(loaded), files=count(len(taken), _("file"), _("files"))
            )
        )
        for one in taken:
            st.markdown(_line(one))
        if len(loaded) < len(taken):
            folder = inbox.FOLDER / inbox.REFUSED
            st.caption(
                _("Files not imported are in {folder}, each with its error; you can also choose them above.").format(
                    folder=safe_text.escaped(str(folder))
                )
            )


def _line(one: inbox.Taken) -> str:
    name = safe_text.escaped(one.name)
    if one.receipt is None:
        return f":red[:material/error:] **{name}** · {safe_text.escaped(one.sentence)}"
    receipt = one.receipt
    if receipt.already_loaded:
        return f":material/history: **{name}** · {_('was already imported; nothing changed')}"
    parts = [_(receipt.kind.replace("_", " ")), count(receipt.rows_loaded, _("row"), _("rows"))]
    if receipt.rows_quarantined:
        parts.append(count(receipt.rows_quarantined, _("excluded"), _("excluded")))
    return f":green[:material/check_circle:] **{name}** · {' · '.join(parts)}"
