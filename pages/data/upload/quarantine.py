"""Rows that earlier loads set aside, at the upload desk: looked at, mended and tried again."""

from collections.abc import Collection
from functools import partial

import pandas as pd
import streamlit as st

from cx.errors import CxError
from cx.loading import retry as retrying
from cx.loading.ledger import ledger
from cx.loading.ledger.receipts import Receipt
from cx.loading.rows import row_choices
from cx.loading.rows.edits import Decisions
from cx.text.formatting import _, count, number
from pages.data.upload import mending
from pages.shared import answers, downloads, list_height, load_words, safe_text, url_state

SHOWN = 500


@st.dialog(_("Excluded rows"), width="large")
def mend(load) -> None:
    """The rows of one load that wait: change cells, take rows in after all, try again."""
    try:
        rows = retrying.waiting(answers.store(), int(load.upload_id), SHOWN)
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
        return
    state = st.session_state.setdefault(f"rules-{load.upload_id}", {"edits": {}, "rules": [], "turn": 0})
    edits = {line: edit for line, edit in state["edits"].items() if line in set(rows["line"])}
    retrying.mend(rows, Decisions(edits))
    counts = rows["group"].value_counts()
    picked = st.pills(
        _("Error"),
        list(counts.index),
        selection_mode="multi",
        format_func=lambda reason: f"{load_words.reason(reason)} · {number(counts[reason])}",
        key=f"waiting-{load.upload_id}",
        label_visibility="collapsed",
    )
    shown = rows[rows["group"].isin(picked)] if picked else rows
    _grid(load, state, shown.reset_index(drop=True), picked)
    _rules(load, state, rows.columns, picked)
    wanted = _wanted(load, rows)
    with st.container(horizontal=True, horizontal_alignment="right"):
        downloads.csv(_("Export"), lambda: _of(load), f"set_aside_{load.upload_id}.csv")
        decided = Decisions(edits, tuple(state["rules"]))
        if st.button(
            _("Retry"),
            type="primary",
            icon=":material/refresh:",
            key="try-again",
            on_click=_try,
            args=(load, decided, wanted),
        ):
            st.rerun()


def _grid(load, state: dict, shown: pd.DataFrame, picked: list[str]) -> None:
    """The rows, their cells open to change; what was changed stays when other rows are looked at."""
    key = f"waiting-grid-{load.upload_id}-{state['turn']}-{'|'.join(picked)}"
    names = [name for name in shown.columns if name not in mending.FIXED]
    told = shown.assign(wrong=[load_words.reason(text) for text in shown["wrong"]])
    st.data_editor(
        told[["line", "wrong", *names, "raw"]].fillna(""),
        column_config={
            "line": st.column_config.NumberColumn(_("Line"), format="%d", width=70),
            "wrong": st.column_config.TextColumn(_("Error"), width=230),
            "raw": st.column_config.TextColumn(_("Original line"), width=260),
        }
        | {name: st.column_config.TextColumn(load_words.label(name)) for name in names},
        disabled=["line", "wrong", "raw"],
        hide_index=True,
        height=list_height.whole_rows(len(shown)),
        key=key,
        on_change=_edited,
        args=(state, shown, key),
        alt=_("Excluded rows; change a cell to fix its row"),
    )
    st.caption(
        _(
            "Change cells, then retry: valid rows are imported. Rows with an unknown customer or product"
            " are imported automatically once a file contains it."
        )
    )


def _edited(state: dict, shown: pd.DataFrame, key: str) -> None:
    mending.take(state, shown, st.session_state[key]["edited_rows"])


def _rules(load, state: dict, columns: Collection[str], picked: list[str]) -> None:
    """One rule fixes many, here as in the review; each can be taken back until it is tried, and so can the cells."""
    faults = ledger.faults(answers.store(), int(load.upload_id))
    mending.one_for_many(
        f"waiting-{load.upload_id}-{state['turn']}",
        load.kind,
        faults,
        columns,
        picked,
        partial(mending.add_rule, state),
    )
    if state["edits"]:
        st.button(
            f"{load_words.size(len(state['edits']))} {_('fixed manually')}",
            icon=":material/close:",
            type="tertiary",
            on_click=state["edits"].clear,
            key=f"no-waiting-edits-{load.upload_id}",
        )
    for place, rule in enumerate(state["rules"]):
        st.button(
            mending.rule_words(rule),
            icon=":material/close:",
            type="tertiary",
            on_click=state["rules"].pop,
            args=(place,),
            key=f"no-waiting-rule-{load.upload_id}-{place}",
        )


def _wanted(load, rows: pd.DataFrame) -> list[str]:
    """Sorts of row that were set aside by choice and are wanted after all."""
    codes = set(rows["code"])
    offered = [
        choice.name for choice in row_choices.CHOICES.values() if choice.column(load.kind) and choice.code in codes
    ]
    if not offered:
        return []
    return st.pills(
        _("Import after all"),
        offered,
        selection_mode="multi",
        format_func=lambda name: _(row_choices.CHOICES[name].title),
        key=f"wanted-{load.upload_id}",
    )


def _of(load) -> pd.DataFrame:
    rows = answers.store().quarantine(load.kind)
    return rows[rows["upload_id"] == load.upload_id]


def _try(load, decisions: Decisions, wanted: list[str]) -> None:
    """Runs before the page is drawn again, so that the page already shows what came of it."""
    st.session_state.pop(f"rules-{load.upload_id}", None)
    try:
        after = answers.store().retry(int(load.upload_id), decisions=decisions, take=tuple(wanted))
        st.session_state["tried"] = said(after, int(load.rows_loaded))
    except CxError as error:
        st.session_state[url_state.UNDO_FAILED] = str(error)


def said(after: Receipt, before: int) -> str:
    """What came of it."""
    gained = after.rows_loaded - before
    if not gained:
        return _("{file}: no row is valid yet; nothing changed.").format(file=after.name)
    came = count(gained, _("row imported"), _("rows imported"))
    left = count(after.rows_quarantined, _("still needs fixing"), _("still need fixing"))
    return f"{after.name}: {came}, {left}."


def tell() -> None:
    """What came of the last try, once."""
    if "tried" in st.session_state:
        st.success(safe_text.escaped(st.session_state.pop("tried")), icon=":material/check:")
