"""Drop-offs of the lifecycle: the list, read only when it is opened, to export and to save."""

import streamlit as st

from cx.customers.funnel import drop_offs
from cx.customers.listing import FIRST
from cx.text.formatting import _
from pages.shared import answers, customer_list, list_columns, safe_text, url_state

STEPS = {"Reached, no order": "Acquire", "Ordered, not again": "Retain"}


def show(chosen, asked: dict, by: str, name: str | None) -> None:
    """The part; by, name : the group that the page shows, None for everybody."""
    is_asked = url_state.asked("list") == "customers"
    part = st.expander(_("Drop-offs"), key="leavers", on_change="rerun", expanded=is_asked)
    if not part.open:
        return
    with part:
        label = st.segmented_control(
            _("Step"),
            list(STEPS),
            default="Ordered, not again",
            key="left_at",
            required=True,
            format_func=_,
            label_visibility="collapsed",
        )
        given = {**asked, "step": STEPS[label], "breakdown": by, "named": name}
        rows = answers.ask(drop_offs.left, **given, limit=FIRST)
        customer_list.show(
            chosen,
            lambda page: answers.ask(drop_offs.left, **given, limit=page),
            int(rows["customers"].iloc[0]) if len(rows) else 0,
            [],
            [_(label), *([safe_text.escaped(name)] if name else [])],
            _columns(chosen.currency),
            "leavers",
            save=lambda title, words: drop_offs.save(answers.store(), title, words, **given),
        )


def _columns(currency: str) -> customer_list.Shown:
    return {
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "channel": list_columns.text(_("Channel"), help=_("Channel of the first touch")),
        "region": list_columns.region(),
        "first_touch_on": list_columns.day(_("First touch")),
        "first_order_on": list_columns.day(_("First order")),
        "revenue": list_columns.money(_("Revenue of all time"), currency),
    }
