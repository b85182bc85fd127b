"""Mailing lists that were made: their files for mail tools, and their undo."""

from functools import partial

import pandas as pd
import streamlit as st

from cx.market import offers
from cx.text.formatting import _, count
from pages.market.campaigns import mail_tools, offer_findings
from pages.shared import answers

MADE = "mailing_list_made"
"""In the session: the number of the list that was made last."""


def remember(list_id: int) -> None:
    """Show this list until it is undone or dismissed."""
    st.session_state[MADE] = list_id


def last() -> None:
    """The list that was made just now, with its files."""
    lists = offers.saved_lists(answers.store(), limit=None).set_index("list_id")
    list_id = st.session_state.get(MADE)
    if list_id not in lists.index:
        return
    with st.container(border=True, key="mailing_list_last"):
        _list(int(list_id), lists.loc[list_id], "last")
        st.caption(
            _(
                "Files for mail tools leave out who is held out: these must not be mailed. Results are loaded as"
                " touchpoints under the name of the campaign."
            )
        )


def history() -> None:
    """The last lists, each with its files and its undo; nothing before the first."""
    lists = offers.saved_lists(answers.store())
    if lists.empty:
        return
    with st.popover(_("Mailing lists"), icon=":material/history:"):
        for row in lists.to_dict("records"):
            _list(int(row["list_id"]), pd.Series(row), "history")


def _list(list_id: int, row: pd.Series, place: str) -> None:
    """One list in words, its files and its undo."""
    st.markdown(offer_findings.made(row["campaign"], row["treated"], row["held_out"], row["made_at"].date()))
    with st.container(horizontal=True):
        for tool in mail_tools.TOOLS:
            st.download_button(
                _(tool.name),
                partial(_file, list_id, tool),
                f"mailing_list_{list_id}_{tool.key}.csv",
                "text/csv",
                icon=":material/download:",
                key=f"mailing_{tool.key}_{place}_{list_id}",
                on_click="ignore",
            )
        if st.button(_("Undo"), icon=":material/undo:", key=f"mailing_undo_{place}_{list_id}"):
            undone = offers.undo(answers.store(), list_id)
            st.toast(_("List of {customers} undone").format(customers=count(undone, _("customer"), _("customers"))))
            st.rerun()


def _file(list_id: int, tool: mail_tools.Tool) -> bytes:
    return mail_tools.csv(offers.saved_list(answers.store(), list_id), tool)
