"""The list of customers who wait for help with a complaint."""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.customers.listing import FIRST, Page
from cx.experience import complaints
from cx.text.formatting import _, count
from pages.experience.complaints import findings
from pages.shared import answers, assumptions_drawer, customer_list, list_columns, page_links
from pages.shared.page_links import Link


def asked(chosen, page: Page | None = FIRST) -> pd.DataFrame:
    """The customers of a page who wait, None: all; those of the first page say how many there are."""
    return answers.ask(complaints.waiting, as_of=chosen.scope, assumptions=assumptions_drawer.chosen(), limit=page)


def draw(chosen, listed: pd.DataFrame) -> None:
    """Who waits for help now, the most valuable first."""
    assumptions = assumptions_drawer.chosen()
    customer_list.show(
        chosen,
        lambda page: _as_shown(asked(chosen, page)),
        findings.waiting(listed),
        [],
        [_("complaints of the last 60 days, open or closed without help")],
        _columns(chosen.currency),
        "complaints_waiting",
        save=lambda name, words: complaints.save_waiting(
            answers.store(), name, words, as_of=chosen.scope, assumptions=assumptions
        ),
        reason=_reason,
    )
    older = answers.ask(complaints.older_open, as_of=chosen.scope)
    if older:
        st.caption(
            _("{complaints} are still open.").format(
                complaints=count(older, _("older complaint"), _("older complaints"))
            )
        )
        page_links.row(Link("support", _("Every ticket without an end"), {"kinds": "complaint"}))


def _reason(row, _currency: str) -> str:
    return _("Complaint about {topic}, {state}, opened {days} ago.").format(
        topic=row.topic if isinstance(row.topic, str) else _("n/a"),
        state=row.state,
        days=count(row.open_days, _("day"), _("days")),
    )


def _as_shown(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(state=rows["state"].map(_))


def _columns(currency: str) -> customer_list.Shown:
    return {
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "tier": list_columns.text(_("Tier")),
        "topic": list_columns.text(_("About")),
        "opened_on": list_columns.day(_("Opened")),
        "open_days": list_columns.whole(_("Days since")),
        "state": list_columns.text(_("State")),
        "complaints": list_columns.whole(_("Complaints")),
        "contribution": list_columns.money(_("Contribution"), currency, help=_("Of the last 12 months")),
        "at_risk": list_columns.money(_("At risk"), currency, help=definitions.of("Waiting for help").formula),
        "channel": list_columns.text(_("Channel")),
        "region": list_columns.region(),
    }
