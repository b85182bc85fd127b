"""Mending at the upload desk: a grid whose cells can be changed, and one rule that fixes many rows."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from cx.loading import load as ingest
from cx.loading.rows import row_choices
from cx.loading.rows.edits import Decisions, Rule
from cx.tables.kinds import KINDS
from cx.text.formatting import _, number
from pages.shared import list_height, load_words, safe_text

FIXED = ("line", "wrong", "group", "code", "raw", "misfit")
TAKEN = ("same_line", "same_id", "id_in_store")
"""Codes of rows that no other text of a cell makes good: they are there already."""

MOST_FAULTS = 40


def state_of(file) -> dict[str, Any]:
    """What was decided about a file so far: edits, rules, aside, replaces (by kind); `turn` counts the changes."""
    fresh = {"edits": {}, "rules": [], "aside": list(row_choices.UNWANTED), "replaces": {}, "turn": 0}
    return st.session_state.setdefault(f"decided-{file.file_id}", fresh)


def decisions(file, kind: str, mapping: dict[str, str] | None) -> Decisions:
    """What was decided, without the mends of columns that the file no longer fills; without a mapping no mends at
    all.
    """
    today, state = datetime.now().astimezone().date(), state_of(file)
    if mapping is None:
        return Decisions(aside=tuple(sorted(state["aside"])), today=today)
    there = set(mapping)
    edits = {
        line: {name: text for name, text in edit.items() if name in there} for line, edit in state["edits"].items()
    }
    return Decisions(
        {line: edit for line, edit in edits.items() if edit},
        tuple(rule for rule in state["rules"] if rule.column in there),
        tuple(sorted(state["aside"])),
        today,
        tuple(state["replaces"].get(kind, ())),
    )


def grid(file, seen: ingest.Preview, picked: list[str]) -> None:
    """The rows that need a look, their cells open to change; a row that is mended moves to the ready ones."""
    shown = seen.shown
    if picked:
        shown = shown[shown["group"].isin(picked)]
    shown = shown.reset_index(drop=True)
    key = f"grid-{file.file_id}-{state_of(file)['turn']}-{'|'.join(picked)}"
    told = shown.assign(wrong=[load_words.reason(text) for text in shown["wrong"]])
    names = [name for name in shown.columns if name not in FIXED]
    st.data_editor(
        told[["line", "wrong", *names, *(["raw"] if shown["misfit"].any() else [])]].fillna(""),
        column_config={
            "line": st.column_config.NumberColumn(_("Line"), format="%d", width=70),
            "wrong": st.column_config.TextColumn(_("Error"), width=290),
            "raw": st.column_config.TextColumn(_("Original line"), width=340),
        }
        | {name: st.column_config.TextColumn(load_words.label(name)) for name in names},
        disabled=["line", "wrong", "raw"],
        hide_index=True,
        height=list_height.whole_rows(len(shown)),
        key=key,
        on_change=_edited,
        args=(file, shown, key),
        alt=_("Rows with errors; change a cell to fix its row"),
    )


def _edited(file, shown: pd.DataFrame, key: str) -> None:
    take(state_of(file), shown, st.session_state[key]["edited_rows"])


def take(state: dict[str, Any], shown: pd.DataFrame, edited: dict[int, dict[str, str | None]]) -> None:
    """Keep the changes of the grid by line; a line with a wrong number of cells is kept with all its cells.

    shown : the rows of the grid in their order; edited : row -> {column: text}
    """
    for row, cells in edited.items():
        at = shown.iloc[int(row)]
        whole = {name: text_of(at[name]) for name in shown.columns if name not in FIXED}
        edit = state["edits"].setdefault(int(at["line"]), {})
        edit |= (whole if at["misfit"] else {}) | {name: text_of(text) for name, text in cells.items()}
    state["turn"] += 1


def text_of(value: Any) -> str | None:
    """The text of a cell; None when it is empty."""
    return value if isinstance(value, str) and value.strip() else None


def one_for_many(
    key: str, kind: str, faults: pd.DataFrame, columns: Collection[str], picked: list[str], add: Callable
) -> None:
    """One rule for all cells that hold the same wrong text.

    key : changes with every rule, so that each begins anew; faults : as cx.loading.ledger.receipts.faults; columns :
        that can be mended
    picked : reasons to look at, all when empty; add : called with the Rule
    """
    found = _mendable(kind, faults, columns, picked)
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="one-rule"):
        chosen = st.selectbox(
            _("Fix all rows with"),
            range(len(found)),
            format_func=lambda at: _fault(*found[at]),
            key=f"fault-{key}-{'|'.join(picked)}",
            width=380,
        )
        column, value, rows = found[chosen]
        becomes = f"becomes-{key}-{column}-{value}"
        allowed = KINDS[kind][column].allowed
        if allowed:
            st.selectbox(_("New value"), ["", *allowed], key=becomes, format_func=_missing, width=230)
        else:
            st.text_input(_("New value"), key=becomes, placeholder=_("empty: treat as missing"), width=230)
        st.button(
            _("Apply to {rows}").format(rows=load_words.size(rows)),
            icon=":material/auto_fix_high:",
            on_click=lambda: add(Rule(column, value, text_of(st.session_state.get(becomes)))),
            key=f"apply-{key}",
        )


def _missing(text: str) -> str:
    return text or _("empty: treat as missing")


def _mendable(
    kind: str, faults: pd.DataFrame, columns: Collection[str], picked: list[str]
) -> list[tuple[str, str | None, int]]:
    """(column, value, rows) of the cells at fault that a rule can mend; none for ids that are taken or rows not
    wanted.
    """
    unwanted = {choice.code for choice in row_choices.of(kind, KINDS[kind], {})}
    found: dict[tuple[str, str | None], int] = {}
    for fault in faults.itertuples():
        if fault.code in TAKEN or fault.code in unwanted or fault.column not in columns:
            continue
        if not picked or fault.reason in picked:
            cell = (fault.column, text_of(fault.value))
            found[cell] = found.get(cell, 0) + fault.rows
    return [(*cell, rows) for cell, rows in list(found.items())[:MOST_FAULTS]]


def _fault(column: str, value: str | None, rows: int) -> str:
    text = f"“{value if len(value) < 30 else value[:30] + '…'}”" if value else _("empty")
    return f"{load_words.label(column)}: {text} · {load_words.size(rows)}"


def add_rule(state: dict[str, Any], rule: Rule) -> None:
    """Keep a rule after those that were made before it."""
    state["rules"].append(rule)
    state["turn"] += 1


def rule_words(rule: Rule) -> str:
    """What a rule does, for a button."""
    was, becomes = rule.was or _("empty"), rule.becomes or _("empty")
    return f"{load_words.label(rule.column)}: {safe_text.escaped(was)} → {safe_text.escaped(becomes)}"


def done(file) -> None:
    """What was mended so far, each part with its way back."""
    state = state_of(file)
    if not state["edits"] and not state["rules"]:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="mended"):
        st.caption(_("Fixed:"), width="content")
        if state["edits"]:
            text = f"{load_words.size(len(state['edits']))} {_('fixed manually')}"
            st.button(text, icon=":material/close:", type="tertiary", on_click=_forget, args=(file,), key="no-edits")
        for place, rule in enumerate(state["rules"]):
            st.button(
                rule_words(rule),
                icon=":material/close:",
                type="tertiary",
                on_click=_forget,
                args=(file, place),
                key=f"no-rule-{place}",
            )


def _forget(file, rule: int | None = None) -> None:
    state = state_of(file)
    if rule is None:
        state["edits"].clear()
    else:
        state["rules"].pop(rule)
    state["turn"] += 1


def unusual(file, seen: ingest.Preview) -> None:
    """Rows that are sound and yet worth a decision: each sort with its count, a choice, and its first rows."""
    if seen.noticed.empty:
        st.caption(_("No returns, guests, zero amounts, identical rows, unknown IDs or future dates in this file."))
        return
    for row in seen.noticed.itertuples():
        choice = row_choices.CHOICES[row.choice]
        with st.container(gap="xsmall", key=f"choice-row-{choice.name}"):
            with st.container(horizontal=True, vertical_alignment="center"):
                text = f"**{_(choice.title)}** · {load_words.size(row.rows)}"
                st.markdown(f"{text}  \n:small[{_(MEANING[choice.name])}]", width="stretch")
                _keep_or_not(file, choice)
            with st.expander(_sample(row), type="compact"):
                _looked_at(seen, row)


def _keep_or_not(file, choice: row_choices.Choice) -> None:
    key = f"choice-{file.file_id}-{choice.name}"
    st.session_state[key] = ASIDE if choice.name in state_of(file)["aside"] else KEEP
    st.segmented_control(
        _(choice.title),
        [KEEP, ASIDE],
        format_func=_,
        key=key,
        on_change=_decide,
        args=(file, choice.name, key),
        label_visibility="collapsed",
        required=True,
        width="content",
    )


def _looked_at(seen: ingest.Preview, row) -> None:
    """The first rows of a choice: their cells and the line as it is in the file."""
    rows = seen.second[seen.second["choice"] == row.choice].drop(columns="choice")
    names = [name for name in rows.columns if name not in FIXED]
    st.dataframe(
        rows[["line", *names, "raw"]].fillna(""),
        column_config={
            "line": st.column_config.NumberColumn(_("Line"), format="%d", width=70),
            "raw": st.column_config.TextColumn(_("Original line"), width=340),
        }
        | {name: load_words.label(name) for name in names},
        hide_index=True,
        height=list_height.whole_rows(len(rows)),
        alt=_(row_choices.CHOICES[row.choice].title),
    )


def _sample(row) -> str:
    lines = _("Line {lines}") if row.rows == 1 else _("Lines {lines}")
    return lines.format(lines=row.lines + ("…" if row.rows > row_choices.SAMPLED else ""))


def _decide(file, name: str, key: str) -> None:
    state = state_of(file)
    state["aside"] = [other for other in state["aside"] if other != name]
    if st.session_state[key] == ASIDE:
        state["aside"].append(name)
    state["turn"] += 1


def summary(seen: ingest.Preview) -> str:
    """How many rows are unusual, for the name of their tab."""
    return number(int(seen.noticed["rows"].sum())) if len(seen.noticed) else "0"


KEEP, ASIDE = "Import", "Exclude"
MEANING = {
    "same row": "Identical lines are often two real purchases; exclude them if your export repeats lines.",
    "same order": "Another upload holds lines of these orders; if imported, both count.",
    "returns": "If imported, they are netted against purchases.",
    "zero": "If imported, they count as purchases without revenue.",
    "guests": "If imported, they count in revenue but in no customer figure.",
    "future": (
        "After today, often a typing error in the year. Import only real dates: all figures run up to the last date."
    ),
    "placeholder": (
        "Placeholders such as 1900-01-01 or 1970-01-01 for unknown dates; if imported, your history starts there."
    ),
    "unknown customers": "If excluded, they are imported automatically once a customer file contains them.",
    "unknown products": "If excluded, they are imported automatically once a product file contains them.",
}
