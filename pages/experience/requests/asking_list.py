"""The list of the requests page: who asked, and whom to tell that it is done."""

import pandas as pd
import streamlit as st

from cx.customers.listing import FIRST
from cx.experience import requests
from cx.tables.tiers_and_stages import TIERS
from cx.text.formatting import _, count, day
from pages.experience.requests import findings, notes_drawer, question
from pages.experience.requests.question import Picked
from pages.shared import answers, customer_list, list_columns, url_state

ASKED, TO_TELL = "Asked", "To tell"
NO_ORDER = "No order in 12 months"


def draw(chosen, picked: Picked) -> None:
    """The customers who asked for what is picked, for anything where nothing is; or those to tell."""
    topics = (picked.topic,) if picked.topic is not None else ()
    with st.container(horizontal=True, vertical_alignment="center", key="requests_list"):
        is_untold, tiers = _view(chosen) == TO_TELL, _tiers()
    given = {**question.asked(chosen), "topics": topics, "tiers": tiers, "is_untold": is_untold}
    first = answers.ask(requests.customers, **given, limit=FIRST)
    customers = int(first["customers"].iloc[0]) if len(first) else 0
    customer_list.show(
        chosen,
        lambda page: _as_shown(answers.ask(requests.customers, **given, limit=page)),
        customers,
        findings.listed(first, chosen.currency),
        [
            _("asked for what is done and not told since") if is_untold else _("asked in the 12 months"),
            *(question.named(topic) for topic in topics),
            *(_(tier or NO_ORDER) for tier in tiers),
        ],
        _columns(chosen.currency),
        "requests",
        save=lambda name, words: requests.save_customers(answers.store(), name, words, **given),
        clear=_clear if topics or tiers else None,
        reason=_reason,
    )
    if is_untold and customers:
        _tell(chosen, topics)


def _view(chosen) -> str:
    """Whether those who asked are listed or those to tell; only one where nobody is to tell."""
    untold = answers.ask(requests.customers, **question.asked(chosen), is_untold=True, limit=FIRST)
    if untold.empty:
        return ASKED
    n = count(untold["customers"].iloc[0], _("customer"), _("customers"))
    names = {ASKED: _("Asked"), TO_TELL: _("To tell: {n}").format(n=n)}
    url_state.restore("requests_view", list(names), ASKED)
    view = st.segmented_control(
        _("List"), list(names), key="requests_view", required=True, label_visibility="collapsed", format_func=names.get
    )
    url_state.hold("requests_view", view, ASKED)
    return view


def _tiers() -> tuple[str, ...]:
    offered = [*TIERS, ""]
    url_state.restore_picks("requests_tiers", offered)
    of = st.pills(
        _("Tiers"), offered, selection_mode="multi", key="requests_tiers", label_visibility="collapsed",
        format_func=lambda tier: _(tier or NO_ORDER),
    )  # fmt: skip
    url_state.hold_picks("requests_tiers", of)
    return tuple(of)


def _tell(chosen, topics: tuple[str, ...]) -> None:
    """Note that all of them were told."""
    noted = answers.ask(requests.topics, as_of=chosen.as_of)
    done = [topic for topic in noted.loc[noted["state"] == "done", "topic"] if not topics or topic in topics]
    label = _("Mark as told up to {day}").format(day=day(chosen.as_of))
    says = _("For everybody who asked up to then, whatever the filters show: {topics}").format(
        topics=", ".join(question.named(topic) for topic in done)
    )
    if st.button(label, icon=":material/mark_email_read:", key="tell_requests", help=says):
        notes_drawer.offer_undo(_("Marked as told"), requests.tell(answers.store(), done, chosen.as_of))


def _clear() -> None:
    question.clear()
    url_state.clear_clicks("requests_tiers")


def _reason(row, _currency: str) -> str:
    return _("Asked for {topic} on {day}.").format(topic=row.topic or _("no topic"), day=day(row.asked_on))


def _as_shown(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(topic=[question.label(topic) for topic in rows["topic"]])


def _columns(currency: str) -> customer_list.Shown:
    return {
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "tier": list_columns.text(_("Tier")),
        "topic": list_columns.text(_("Request")),
        "asked_on": list_columns.day(_("Asked")),
        "times": list_columns.whole(_("Times")),
        "text": list_columns.text(_("In their words"), width="large"),
        "contribution": list_columns.money(_("Contribution"), currency, help=_("Of the last 12 months")),
        "told_on": list_columns.day(_("Told"), width=105),
        "region": list_columns.region(),
    }
