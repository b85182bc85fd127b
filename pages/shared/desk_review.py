"""The review at the upload desk: rows that need a look, rows that are ready, and the import."""

import streamlit as st

from cx import ingest
from cx.errors import CxError
from cx.receipts import reason_group, spread
from cx.words import _, number
from pages.shared import answers, desk, desk_loads, exports

HEIGHT = 330


def rows(seen: ingest.Preview) -> None:
    """The two tabs: what is wrong with which line, and the rows as they will be in the table."""
    with st.container(border=True):
        if seen.notes:
            st.caption("  \n".join(f":material/info: {exports.plain(note)}" for note in seen.notes))
        wrong = f"{_('Needs a look')} ({number(seen.rows_quarantined)})"
        fine = f"{_('Ready')} ({number(seen.rows_ready)})"
        needs, ready = st.tabs([wrong, fine], default=wrong if seen.rows_quarantined else fine)
        with needs:
            _problems(seen)
        with ready:
            _ready(seen)


def _problems(seen: ingest.Preview) -> None:
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
    problems = seen.problems
    if picked:
        problems = problems[problems["reason"].map(reason_group).isin(picked)]
    shown = spread(problems, seen.headers, seen.delimiter)
    shown["reason"] = [desk.reason(text) for text in shown["reason"]]
    st.dataframe(
        shown,
        column_config={
            "line": st.column_config.NumberColumn(_("Line"), format="%d", width=70),
            "reason": st.column_config.TextColumn(_("What is wrong"), width=280),
        },
        hide_index=True,
        height=HEIGHT if len(shown) > 8 else "auto",
        alt=_("Rows of the file that need a look, with what is wrong"),
    )
    text = _(
        "Rows left here are kept in quarantine with their reason, not lost: mend them in the file and load it again."
    )
    st.caption(
        text if len(seen.problems) == seen.rows_quarantined else f"{_first(len(seen.problems))} {text}"
    )


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
