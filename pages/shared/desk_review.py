"""The review at the upload desk: rows that need a look, rows that are ready, and the import."""

import streamlit as st

from cx import ingest
from cx.errors import CxError
from cx.words import _, count, number
from pages.shared import answers, desk, desk_loads, desk_mend, exports

HEIGHT = 352
VIEWS = ("Needs a look", "Ready", "Worth a second look")


def rows(file, seen: ingest.Preview) -> None:
    """The tabs: what is wrong with which line, the rows as they will be, and those worth a second look."""
    counts = (seen.rows_quarantined, seen.rows_ready, desk_mend.summary(seen))
    names = [_(name) for name in VIEWS]
    labels = [
        f"{name} ({count if isinstance(count, str) else number(count)})"
        for name, count in zip(names, counts, strict=True)
    ]
    view = st.session_state.get(f"view-{file.file_id}", 0 if seen.rows_quarantined else 1)
    key = f"tabs-{file.file_id}-{'-'.join(labels)}"
    with st.container(border=True):
        needs, ready, unusual = st.tabs(
            labels, default=labels[view], key=key, on_change=_turned, args=(file, key, labels)
        )
        with needs:
            _problems(file, seen)
        with ready:
            _ready(seen)
        with unusual:
            desk_mend.unusual(file, seen)
        if seen.notes:
            with st.expander(
                f"{_('How it was read')} · {count_notes(seen)}", icon=":material/info:", type="compact"
            ):
                st.caption("  \n".join(exports.plain(note) for note in seen.notes))


def count_notes(seen: ingest.Preview) -> str:
    """How many things were noticed while reading."""
    return count(len(seen.notes), _("remark"), _("remarks"))


def _turned(file, key: str, labels: list[str]) -> None:
    """The tab stays open when the counts in its name change."""
    st.session_state[f"view-{file.file_id}"] = labels.index(st.session_state[key])


def _problems(file, seen: ingest.Preview) -> None:
    desk_mend.done(file)
    if not seen.rows_quarantined:
        st.caption(_("Every row of the file can be imported."))
        return
    counts = dict(zip(seen.reasons["reason"], seen.reasons["rows"], strict=True))
    picked = st.pills(
        _("What is wrong"),
        list(counts),
        selection_mode="multi",
        format_func=lambda reason: f"{desk.reason(reason)} · {number(counts[reason])}",
        key="reasons",
        label_visibility="collapsed",
    )
    desk_mend.grid(file, seen, picked)
    desk_mend.one_for_many(file, seen, picked)
    text = _(
        "Change a cell to mend its row; it moves to Ready once it passes. Rows left here are kept in quarantine with their reason, not lost."
    )
    every = len(seen.shown) == seen.rows_quarantined
    st.caption(text if every else f"{_first(len(seen.shown))} {text}")


def _ready(seen: ingest.Preview) -> None:
    if seen.ready.empty:
        st.caption(_("No row is ready. The other tab says what is wrong."))
        return
    matched = seen.ready.dropna(axis="columns", how="all")
    st.dataframe(
        matched.rename(columns={name: desk.label(name) for name in matched.columns}),
        hide_index=True,
        height=HEIGHT,
        alt=_("Rows as they will be imported"),
    )
    if len(seen.ready) < seen.rows_ready:
        st.caption(_first(len(seen.ready)))


def _first(shown: int) -> str:
    return _("The first {n} are shown.").format(n=number(shown))


def buttons(file, reading: desk.Reading, seen: ingest.Preview) -> None:
    """What happens to the demo, the rows with problems as a file, and the import."""
    if answers.store().setting("company") == "demo":
        st.radio(
            _("The store holds the demo company"),
            [desk.CLEAN, desk.ADD],
            format_func=_,
            captions=[_("The demo's rows leave, yours stand alone."), _("Yours join the demo's rows.")],
            horizontal=True,
            key="demo",
        )
    with st.container(horizontal=True, horizontal_alignment="right", key="import_buttons"):
        if seen.rows_quarantined:
            exports.csv(
                _("Download problem rows"),
                lambda: desk.seen(file, reading, most=seen.rows_read).problems,
                "problem_rows.csv",
            )
        if st.button(
            _("Import {rows}").format(rows=desk.size(seen.rows_ready)),
            type="primary",
            icon=":material/check:",
            disabled=seen.rows_ready == 0,
        ):
            _import(file, reading, seen)


def _import(file, reading: desk.Reading, seen: ingest.Preview) -> None:
    store = answers.store()
    try:
        with st.spinner(_("Importing…")):
            receipt = store.load(
                reading.kind, file, reading.mapping, name=file.name, instead=reading.clean, **reading.given
            )
            if reading.clean:
                store.set("currency", desk.currency(seen))
                st.toast(_("The demo's files were taken out."))
    except CxError as error:
        st.error(exports.plain(str(error)), icon=":material/error:")
        return
    desk_loads.remember(file, receipt)
    st.rerun()
