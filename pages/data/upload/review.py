"""The review at the upload desk: rows that need a look, rows that are ready, and the import."""

from functools import partial

import pandas as pd
import streamlit as st

from cx.errors import CxError
from cx.loading import load as ingest
from cx.loading.preview import MOST_SHOWN
from cx.text.formatting import _, count, day, number
from pages.data.upload import loads as desk_loads
from pages.data.upload import matching, mending
from pages.data.upload import reading as desk_reading
from pages.shared import answers, downloads, list_height, load_words, safe_text

VIEWS = ("Errors", "Ready", "Warnings")

ADD = 0
"""Stands for no upload that is replaced: a choice of None is drawn as if nothing were chosen."""


def rows(file, seen: ingest.Preview) -> None:
    """The tabs: what is wrong with which line, the rows as they will be, and those worth a second look."""
    counts = (seen.rows_quarantined, seen.rows_ready, mending.summary(seen))
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
            mending.unusual(file, seen)
        if seen.notes:
            with st.expander(f"{_('Import notes')} · {count_notes(seen)}", icon=":material/info:", type="compact"):
                notes = [safe_text.escaped(desk_reading.named(note, seen.mapping)) for note in seen.notes]
                st.caption("  \n".join(notes))


def count_notes(seen: ingest.Preview) -> str:
    """How many things were noticed while reading."""
    return count(len(seen.notes), _("note"), _("notes"))


def _turned(file, key: str, labels: list[str]) -> None:
    """The tab stays open when the counts in its name change."""
    st.session_state[f"view-{file.file_id}"] = labels.index(st.session_state[key])


def _problems(file, seen: ingest.Preview) -> None:
    mending.done(file)
    if not seen.rows_quarantined:
        st.caption(_("All rows of the file can be imported."))
        return
    counts = dict(zip(seen.reasons["reason"], seen.reasons["rows"], strict=True))
    picked = st.pills(
        _("Error"),
        list(counts),
        selection_mode="multi",
        format_func=lambda reason: f"{load_words.reason(reason)} · {number(counts[reason])}",
        key="reasons",
        label_visibility="collapsed",
    )
    mending.grid(file, seen, picked)
    state = mending.state_of(file)
    mending.one_for_many(
        f"{file.file_id}-{state['turn']}",
        seen.kind,
        seen.faults,
        seen.shown.columns,
        picked,
        partial(mending.add_rule, state),
    )
    text = _(
        "Change a cell to fix its row; it moves to Ready once it is valid. Rows left here are kept in quarantine with"
        " their error."
    )
    every = len(seen.shown) == seen.rows_quarantined
    st.caption(text if every else f"{_first(len(seen.shown))} {text}")


def _ready(seen: ingest.Preview) -> None:
    if len(seen.ready) < min(seen.rows_ready, MOST_SHOWN):
        st.caption(_("Answers of employees are imported, but never shown one by one."))
    elif seen.ready.empty:
        st.caption(_("No row is ready. See the tab Errors."))
    if seen.ready.empty:
        return
    matched = seen.ready.dropna(axis="columns", how="all")
    matched.insert(0, "line", matched.pop("line"))
    st.dataframe(
        matched.rename(columns={name: load_words.label(name) for name in matched.columns}),
        column_config={load_words.label(name): _shown_as(matched[name]) for name in matched.columns},
        hide_index=True,
        height=list_height.whole_rows(len(matched)),
        alt=_("Rows as they will be imported"),
    )
    if len(seen.ready) == MOST_SHOWN < seen.rows_ready:
        st.caption(_first(len(seen.ready)))


def _shown_as(values: pd.Series):
    """How a column of ready rows is shown: a day without a time where no row has one, every amount with its cents."""
    if values.name == "line":
        return st.column_config.NumberColumn(width=70, format="%d")
    there = values.dropna()
    if pd.api.types.is_datetime64_any_dtype(values) and (there == there.dt.normalize()).all():
        return st.column_config.DateColumn()
    if pd.api.types.is_float_dtype(values) and (there % 1 != 0).any():
        cents = (there * 100 - (there * 100).round()).abs().max() < 1e-4
        return st.column_config.NumberColumn(format="%.2f" if cents else "%.4f")
    return st.column_config.Column()


def _first(shown: int) -> str:
    return _("The first {n} are shown.").format(n=number(shown))


def buttons(file, reading: matching.Reading, seen: ingest.Preview) -> None:
    """What happens to what is there, the rows with problems as a file, and the import."""
    if answers.store().setting("company") == "demo":
        matching.demo_choice()
    if not reading.clean:
        _add_or_replace(file, seen)
    with st.container(horizontal=True, horizontal_alignment="right", key="import_buttons"):
        if seen.rows_quarantined:
            downloads.csv(
                _("Export rows with errors"),
                lambda: matching.seen(file, reading, most=seen.rows_read).problems,
                "problem_rows.csv",
            )
        if st.button(
            _("Import {rows}").format(rows=load_words.size(seen.rows_ready)),
            type="primary",
            icon=":material/check:",
            disabled=seen.rows_ready == 0 or seen.loaded_as is not None,
        ):
            _import(file, reading, seen)


def _add_or_replace(file, seen: ingest.Preview) -> None:
    """Whether the rows join those of the same table or take the place of an earlier file."""
    loads = answers.store().uploads()
    there = loads[loads["undone_at"].isna() & (loads["kind"] == seen.kind)].set_index("upload_id")
    replaces = mending.state_of(file)["replaces"]
    replaces[seen.kind] = [number for number in replaces.get(seen.kind, ()) if number in there.index]
    if there.empty:
        return
    rows = load_words.size(int(there["rows_loaded"].sum()))
    key = f"replaces-{file.file_id}-{seen.kind}"
    st.session_state[key] = next(iter(replaces[seen.kind]), ADD)  # also after it was away for a while
    st.selectbox(
        _("{rows} of {table} are already loaded").format(rows=rows, table=_(seen.kind.replace("_", " "))),
        [ADD, *there.index],
        format_func=lambda number: _add_to(number, there),
        key=key,
        on_change=_replace,
        args=(file, seen.kind, key),
        width=460,
    )


def _add_to(upload_id: int, there: pd.DataFrame) -> str:
    if upload_id == ADD:
        return _("Add these rows")
    load = there.loc[upload_id]
    return _("Replace {file} ({rows}, {day})").format(
        file=load["name"], rows=load_words.size(int(load["rows_loaded"])), day=day(load["loaded_at"])
    )


def _replace(file, kind: str, key: str) -> None:
    chosen = st.session_state[key]
    mending.state_of(file)["replaces"][kind] = [] if chosen == ADD else [int(chosen)]


def _import(file, reading: matching.Reading, seen: ingest.Preview) -> None:
    store = answers.store()
    try:
        with st.spinner(_("Importing…")):
            as_seen = {
                "header_line": seen.header_line,
                "header_rows": seen.header_rows,
                "delimiter": seen.delimiter,
            }
            given = reading.given | as_seen  # or a mapping of few names could find another header than was shown
            receipt = store.load(reading.kind, file, reading.mapping, name=file.name, instead=reading.clean, **given)
            if reading.clean:
                st.toast(_("The demo files were removed."))
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
        return
    desk_loads.remember(file, receipt)
    st.rerun()
