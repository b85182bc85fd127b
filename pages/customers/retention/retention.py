"""Retention: who buys again, who lapses, who is overdue, and why customers leave."""

import streamlit as st

from cx.customers.retention import cohorts as retention
from cx.customers.rfm import scores as rfm
from cx.engine import coverage
from cx.text.formatting import _
from pages.customers.retention import findings as retention_findings
from pages.customers.retention import view as retention_view
from pages.shared import answers, filters
from pages.shared import empty_states as empty

chosen = filters.current()
asked = {"as_of": chosen.as_of, "region": chosen.region, "segment": chosen.segment}
heading = st.container()
with st.container(horizontal=True, key="retention_controls"):
    period, active, measure = retention_view.controls()

table = answers.ask(retention.cohorts, period=period, active=active, measure=measure, **asked)
if table.empty:
    guests = answers.ask(rfm.left_out, as_of=chosen.as_of)["guest_orders"]
    heading.title(retention_findings.nobody(guests, chosen))
    empty.nothing(_("Cohorts begin with a first order of a known customer. Choose a later date or everybody."))
    empty.end()
shown, means = retention_view.in_period(table, chosen.since)
with st.container(border=True):
    st.subheader(retention_findings.cohorts_title(shown, period, active, measure))
    retention_view.cohorts(shown, means, period, active, measure)
heading.title(retention_findings.title(means, period, active, measure))
heading.caption(retention_findings.caption(shown, means, chosen))

flow = answers.ask(retention.flow, period=period, **asked)
lapse = retention_view.drawn_lapse(retention.churn(flow), chosen.since)
left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    st.subheader(retention_findings.flow_title(flow, period))
    retention_view.flow(flow, chosen.since, period)
with right.container(border=True, height="stretch"):
    st.subheader(retention_findings.lapse_title(lapse))
    retention_view.lapse(lapse, chosen.since, period)

overdue = answers.ask(retention.overdue, overdue_from=chosen.since, **asked)
with st.container(border=True):
    st.subheader(retention_findings.overdue_title(overdue, chosen))
    retention_view.overdue(overdue, asked, chosen)

if answers.ask(coverage.tables).set_index("kind").at["churn_reasons", "rows"]:
    with st.container(border=True):
        reasons = answers.ask(retention.reasons, **asked)
        st.subheader(retention_findings.reasons_title(reasons))
        retention_view.reasons(reasons)
else:
    empty.needs("churn_reasons", _("Reasons for leaving: upload what customers said, and see which reasons lead."))
retention_view.table(shown)
st.caption(retention_findings.left_out(chosen))
