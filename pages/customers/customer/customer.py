"""One customer: why this tier, what would lift them, what they are worth, what they buy, and their history."""

import streamlit as st

from cx.customers import attributes, profile
from cx.text.formatting import _
from pages.customers.customer import findings, view
from pages.shared import answers, assumptions_drawer, customer_parts, empty_states, filters, safe_text, url_state

chosen = filters.current()
assumptions = assumptions_drawer.chosen()
customer_id = url_state.asked("id") or ""
of_one = {"as_of": chosen.as_of, "customer_id": customer_id}
known = answers.ask(profile.known, **of_one) if customer_id else None
if known is None:
    st.title(findings.unknown(customer_id))
    empty_states.nothing(_("Search for a name, an id or an attribute: press / on any page."))
    empty_states.end()

row = answers.ask(profile.measures, assumptions=assumptions, **of_one)
name = customer_parts.name_of(known)
st.title(safe_text.escaped(customer_parts.title_of(known)))
customer_parts.badges(known, None if row is None else row.tier)
st.caption(findings.since_when(known, chosen))
customer_parts.open_complaint(chosen, customer_id)

left, right = st.columns([3, 2])
with left.container(border=True, height="stretch"):
    view.why(row, chosen, assumptions)
with right:
    with st.container(border=True):
        st.header(_("Value to date") if row is None else _("Value in 12 months"))
        view.value(row, known, chosen)
    view.contacts(answers.ask(attributes.of_customer, customer_id=customer_id))

if row is not None:
    left, right = st.columns([3, 2])
    with left.container(border=True, height="stretch"):
        st.header(_("Monthly contribution"), help=customer_parts.months_help())
        customer_parts.months(chosen, assumptions, row, name)
    with right.container(border=True, height="stretch"):
        mix = answers.ask(profile.mix, **of_one)
        st.header(findings.mix_title(mix))
        view.mix(mix, chosen.currency)

with st.container(border=True):
    st.header(_("History"), help=customer_parts.history_help())
    view.history(answers.ask(profile.events, limit=customer_parts.EVENTS, **of_one), chosen, name)
