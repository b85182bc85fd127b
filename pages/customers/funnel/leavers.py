"""Drop-offs of the lifecycle: the list, read only when it is opened, to export and to save."""

import streamlit as st

from cx.customers.funnel import leavers as funnel_leavers
from cx.text.formatting import _
from pages.shared import answers
from pages.shared import customer_list as roster
from pages.shared import downloads as exports
from pages.shared import list_columns as columns

STEPS = {"Reached, no order": "Acquire", "Ordered, not again": "Retain"}


def show(chosen, asked: dict, by: str, name: str | None) -> None:
    """The part; by, name : the group that the page shows, None for everybody."""
    part = st.expander(_("Drop-offs"), key="leavers", on_change="rerun")
    if not part.open:
        return
    with part:
        label = st.segmented_control(
            _("Step"), list(STEPS), default="Ordered, not again", key="left_at", required=True, format_func=_,
            label_visibility="collapsed",
        )  # fmt: skip
        given = {**asked, "step": STEPS[label], "breakdown": by, "named": name}
        rows = answers.ask(funnel_leavers.left, **given)
        roster.show(
            chosen,
            rows,
            int(rows["customers"].iloc[0]) if len(rows) else 0,
            [],
            [_(label), *([exports.plain(name)] if name else [])],
            _columns(chosen.currency),
            "leavers",
            every=lambda: answers.ask(funnel_leavers.left, **given, limit=None),
            save=lambda title, words: funnel_leavers.save(answers.store(), title, words, **given),
        )


def _columns(currency: str) -> roster.Shown:
    return {
        "name": columns.text(_("Customer")),
        "customer_id": columns.text(_("ID")),
        "channel": columns.text(_("Channel"), help=_("Channel of the first touch")),
        "region": columns.text(_("Region")),
        "first_touch_on": columns.day(_("First touch")),
        "first_order_on": columns.day(_("First order")),
        "revenue": columns.money(_("Revenue of all time"), currency),
    }
