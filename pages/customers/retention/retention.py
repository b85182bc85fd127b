"""Retention: who buys again, who lapses, who is overdue, and why customers leave."""

import streamlit as st

from cx.customers import retention, rfm
from cx.engine import coverage
from cx.text.formatting import _
from pages.customers.retention import compared, findings, overdue_list, view
from pages.shared import answers, empty_states, filters, page_title

chosen = filters.current()
asked = {"as_of": chosen.scope}
heading = st.container()
with st.container(horizontal=True, key="retention_controls"):
    period, active, measure = view.controls()

table = answers.ask(retention.cohorts, period=period, active=active, measure=measure, **asked)
if table.empty:
    guests = answers.ask(rfm.left_out, as_of=chosen.as_of)["guest_orders"]
    heading.title(findings.nobody(guests, chosen))
    empty_states.nothing(
        _("Cohorts begin with a first order of a known customer. Choose a later date or all customers.")
    )
    empty_states.end()
shown, means = view.in_period(table, chosen.since)
with st.container(border=True):
    st.header(findings.cohorts_title(shown, period, active, measure))
    view.cohorts(shown, means, period, active, measure)
basis = findings.caption(shown, means, chosen)
page_title.draw(heading, findings.title(means, period, active, measure), basis)
heading.caption(basis)
compared.changes(chosen, period)

flow = answers.ask(retention.flow, period=period, **asked)
lapse = view.drawn_lapse(retention.churn(flow), chosen.since)
left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    st.header(findings.flow_title(flow, period))
    view.flow(flow, chosen.since, period)
with right.container(border=True, height="stretch"):
    st.header(findings.lapse_title(lapse, period))
    view.lapse(lapse, chosen.since, period)

overdue = overdue_list.asked_for(chosen)
with st.container(border=True):
    st.header(findings.overdue_title(overdue, chosen))
    overdue_list.show(overdue, asked, chosen)

if answers.ask(coverage.tables).set_index("kind").at["churn_reasons", "rows"]:
    with st.container(border=True):
        reasons = answers.ask(retention.reasons, **asked)
        st.header(findings.reasons_title(reasons))
        view.reasons(reasons)
else:
    empty_states.needs("churn_reasons", _("Reasons for leaving: upload a churn table to see which reasons lead."))
view.table(shown)
st.caption(findings.left_out(chosen))
