"""List of what the data name and no touchpoint has, each with the touchpoint to put it on."""

from typing import Any

import pandas as pd
import streamlit as st

from cx import definitions
from cx.experience import journey
from cx.experience.journey import map_draft
from cx.text.formatting import _, number
from pages.experience.journey import edit_findings
from pages.shared import answers, list_height

AT_A_GLANCE = 6
COLUMN_OF = {"topics": "topics", "subjects": "asked_as"}
"""Where a name of a source goes; any other is a rule of met_by."""


def draw(asked: dict, rows: pd.DataFrame) -> None:
    """The names on no touchpoint, those of most people first."""
    found = answers.ask(journey.elsewhere, **asked)
    rest = found[found["source"] == ""]
    named = found[found["source"] != ""].sort_values("people", ascending=False, kind="stable", ignore_index=True)
    title = edit_findings.elsewhere_title(int(found["names"].sum()))
    st.header(title, help=definitions.of("On no touchpoint").says)
    for row in named.head(AT_A_GLANCE).itertuples():
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(edit_findings.elsewhere_row(row), width="stretch")
            if row.name:
                _choice(row, rows)
    further = named.iloc[AT_A_GLANCE:]
    if len(further):
        with st.expander(_("{n} more").format(n=number(len(further)))):
            _table(further)
    if len(rest):
        said = _("Besides {names} rarer names together.")
        st.caption(said.format(names=number(rest["names"].sum())))
    st.caption(_("What has no touchpoint is counted here, 12 months."))


def _choice(row: Any, rows: pd.DataFrame) -> None:
    names = dict(zip(rows["row"], rows["touchpoint"], strict=True))
    key = f"put-{row.source}-{row.name}"
    st.selectbox(
        _("Put {name} on").format(name=row.name),
        list(names),
        None,
        key=key,
        format_func=names.get,
        placeholder=_("Put on…"),
        label_visibility="collapsed",
        width=170,
        on_change=_put,
        args=(row.source, row.name, key),
    )


def _put(source: str, name: str, key: str) -> None:
    """The name joins the entries that the touchpoint has."""
    number_of_row = st.session_state[key]
    if number_of_row is None:
        return
    store = answers.store()
    column = COLUMN_OF.get(source, "met_by")
    with store.taking_turns():
        found = journey.rows(store).set_index("row")
        if number_of_row in found.index:
            map_draft.change(store, {number_of_row: {column: joined(found.at[number_of_row, column], name)}})


def joined(entries: str | None, name: str) -> str:
    """The entries of a cell with one more.

    >>> joined("orders:Web", "orders:App"), joined(None, "Delivery")
    ('orders:Web;orders:App', 'Delivery')
    """
    return f"{entries};{name}" if entries else name


def _table(further: pd.DataFrame) -> None:
    table = further.assign(name=[edit_findings.shown_name(row) for row in further.itertuples()])
    st.dataframe(
        table[["source", "name", "people", "contacts"]],
        hide_index=True,
        height=list_height.whole_rows(len(table)),
        column_config={
            "source": _("In"),
            "name": _("Name"),
            "people": st.column_config.NumberColumn(_("People"), format="%,.0f"),
            "contacts": st.column_config.NumberColumn(_("Rows"), format="%,.0f"),
        },
    )
