"""The list of the support page: tickets without an end, the oldest first."""

import pandas as pd
import streamlit as st

from cx.customers.listing import FIRST
from cx.engine import coverage
from cx.experience import support
from cx.text.durations import duration
from cx.text.formatting import _
from pages.experience.support import findings, topics
from pages.shared import (
    answers,
    assumptions_drawer,
    customer_list,
    fragments,
    list_columns,
    list_height,
    safe_text,
    url_state,
)


@fragments.alone
def draw(chosen, asked: dict, by_kind: pd.DataFrame, topic: topics.Topic | None) -> None:
    """Tickets without an end, of the topic that was clicked or of the kinds that are picked, the oldest first."""
    there = by_kind.loc[by_kind["n_open"] > 0, "group"].tolist()
    if not there or not answers.ask(coverage.ordered, as_of=chosen.as_of)["orders"]:
        return
    kinds = _kinds(there) if topic is None else (topic[0],)
    given = {
        **asked,
        "kinds": kinds,
        "topic": topic[1] if topic else None,
        "assumptions": assumptions_drawer.chosen(),
    }
    first = answers.ask(support.unresolved, **given, limit=FIRST)
    found = first.iloc[0] if len(first) else {"tickets": 0, "customers": 0}
    if found["tickets"] and not found["customers"]:
        _of_nobody(first)
        return
    words = [findings.kinds(kind) for kind in kinds]
    customer_list.show(
        chosen,
        lambda page: _as_shown(answers.ask(support.unresolved, **given, limit=page)),
        int(found["customers"]),
        findings.unresolved_figures(int(found["tickets"])),
        [*words, *([safe_text.escaped(topic[1]) or _("no topic")] if topic else [])],
        _columns(chosen.currency),
        "unresolved",
        save=lambda name, words: support.save_unresolved(answers.store(), name, words, **given),
        clear=_clear if kinds else None,
    )


def _of_nobody(rows: pd.DataFrame) -> None:
    """Tickets without a known customer are no list of customers."""
    st.markdown(" · ".join(findings.unresolved_figures(int(rows["tickets"].iloc[0]))))
    st.caption(_("None of them names its customer."))
    shown = ["ticket_id", "kind", "topic", "channel", "opened_at", "first_answer", "open_days"]
    st.dataframe(
        _as_shown(rows)[shown],
        column_config=_columns(""),
        hide_index=True,
        height=list_height.whole_rows(len(rows)),
        key="of_nobody",
    )


def _kinds(there: list[str]) -> tuple[str, ...]:
    url_state.restore_picks("kinds", there)
    of = st.pills(
        _("Kinds"),
        there,
        selection_mode="multi",
        key="kinds",
        label_visibility="collapsed",
        format_func=lambda kind: findings.kinds(kind).capitalize(),
    )
    url_state.hold_picks("kinds", of)
    return tuple(of)


def _clear() -> None:
    topics.clear()
    url_state.clear_clicks("kinds")


def _as_shown(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        first_answer=[duration(hours) if pd.notna(hours) else _("never") for hours in rows["answer_hours"]]
    )


def _columns(currency: str) -> customer_list.Shown:
    return {
        "ticket_id": list_columns.text(_("Ticket")),
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "tier": list_columns.text(_("Tier")),
        "kind": list_columns.text(_("Kind")),
        "topic": list_columns.text(_("About")),
        "channel": list_columns.text(_("Channel")),
        "opened_at": list_columns.day(_("Opened")),
        "first_answer": list_columns.text(_("First answer")),
        "open_days": list_columns.whole(_("Open for (days)")),
        "contribution": list_columns.money(_("Contribution"), currency, help=_("Of the last 12 months")),
        "team": list_columns.text(_("Team")),
        "region": list_columns.region(),
    }
