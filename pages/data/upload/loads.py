"""The loads at the upload desk: the receipt of the last, and the history with undo."""

from collections.abc import Callable

import streamlit as st

from cx.errors import CxError
from cx.loading import load as ingest
from cx.text.formatting import _, count, day
from pages.data.upload import matching, quarantine, reading
from pages.shared import answers, load_words, menu, safe_text, url_state

ONWARD = ("segments", "funnel", "stages")
MOST = 12


def remember(file, receipt: ingest.Receipt) -> None:
    """Keep the receipt for as long as its file stays chosen."""
    st.session_state.setdefault("receipts", {})[file.file_id] = receipt


def receipt_of(file) -> ingest.Receipt | None:
    """The receipt of this file, unless the load was undone since."""
    receipt = st.session_state.get("receipts", {}).get(file.file_id)
    if receipt is None:
        return None
    loads = answers.store().uploads()
    standing = loads["upload_id"][loads["undone_at"].isna()]
    return receipt if receipt.upload_id in set(standing) else None


def show_receipt(heading, receipt: ingest.Receipt, following=None, turn_to: Callable | None = None) -> None:
    """What the import did, and where to look next.

    following : the next file that waits; turn_to : called with it when the person goes on
    """
    rows = count(receipt.rows_loaded, _("row was imported"), _("rows were imported"))
    heading.title(_("This file was already imported; nothing changed") if receipt.already_loaded else rows)
    matching.steps(heading, matching.DONE)
    with st.container(border=True):
        st.header(f"{safe_text.escaped(receipt.name)} · {_(receipt.kind.replace('_', ' '))}")
        parts = [rows, count(receipt.rows_quarantined, _("row excluded"), _("rows excluded"))]
        st.caption(" · ".join([*parts, count(receipt.lines, _("line"), _("lines")), receipt.encoding]))
        for note in receipt.notes:
            st.markdown(f":material/info: {safe_text.escaped(reading.named(note, receipt.mapping))}")
        with st.container(horizontal=True, vertical_alignment="center"):
            for name in ONWARD:
                st.page_link(menu.path(name), label=_(name.capitalize()), icon=menu.PAGES[name])
            if following is not None:
                text = _("Next: {file}").format(file=safe_text.escaped(following.name))
                st.button(text, icon=":material/arrow_forward:", type="primary", on_click=turn_to, args=(following,))
            elif st.button(_("Upload another file"), icon=":material/add:", type="tertiary"):
                st.session_state[url_state.FILES_LOADED] = st.session_state.get(url_state.FILES_LOADED, 0) + 1
                st.rerun()


def history() -> None:
    """Every load that stands, newest first, each with its rows set aside and its undo."""
    loads = answers.store().uploads()
    standing = loads[loads["undone_at"].isna()]
    if url_state.UNDO_FAILED in st.session_state:
        st.error(safe_text.escaped(st.session_state.pop(url_state.UNDO_FAILED)), icon=":material/error:")
    quarantine.tell()
    if standing.empty:
        return
    with st.container(border=True):
        st.header(count(len(standing), _("file is loaded"), _("files are loaded")))
        for load in standing.head(MOST).itertuples():
            _load(load)
        if len(standing) > MOST:
            older = standing.iloc[MOST:]
            with st.expander(_("{n} earlier loads").format(n=len(older)), type="compact"):
                for load in older.itertuples():
                    _load(load)


def _load(load) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"load-{load.upload_id}"):
        kind = _(load.kind.replace("_", " "))
        text = f"**{safe_text.escaped(load.name)}** · {kind} · {load_words.size(load.rows_loaded)}"
        st.markdown(f"{text} :gray[:small[{day(load.loaded_at)}]]", width="stretch")
        if load.rows_quarantined and st.button(
            _("Fix {rows}").format(rows=load_words.size(load.rows_quarantined)),
            icon=":material/build:",
            type="tertiary",
            key=f"mend-{load.upload_id}",
        ):
            quarantine.mend(load)
        if st.button(_("Undo"), icon=":material/undo:", type="tertiary", key=f"undo-{load.upload_id}"):
            _confirm(load)


@st.dialog(_("Undo this load?"))
def _confirm(load) -> None:
    st.markdown(
        _("{rows} of **{name}** are removed, and all figures that include them change.").format(
            rows=load_words.size(load.rows_loaded), name=safe_text.escaped(load.name)
        )
    )
    yes = _("Undo this load")
    if st.button(yes, type="primary", icon=":material/undo:", key="undo-sure", on_click=_undo, args=(load.upload_id,)):
        st.rerun()


def _undo(upload_id: int) -> None:
    """Runs before the page is drawn again, so that the page already shows the store without the load."""
    try:
        answers.store().undo(int(upload_id))
    except CxError as error:
        st.session_state[url_state.UNDO_FAILED] = str(error)
