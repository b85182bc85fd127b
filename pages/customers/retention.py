"""Who comes back, who goes, and why?"""

import streamlit as st

from cx import coverage, retention
from cx.words import _
from pages.shared import answers, empty, filters, retention_findings, retention_view

chosen = filters.current()
asked = {"as_of": chosen.as_of, "region": chosen.region, "segment": chosen.segment}
heading = st.container()
with st.container(horizontal=True, key="retention_controls"):
    period, active, measure = retention_view.controls()

table = answers.ask(retention.cohorts, period=period, active=active, measure=measure, **asked)
if table.empty:
    heading.title(_("Nobody has ordered yet"))
    empty.nothing(
        _("Cohorts begin with a first order of a known customer. Choose a later date or everybody.")
    )
    empty.end()
shown, means = retention_view.in_period(table, chosen.since)
with st.container(border=True):
    st.subheader(retention_findings.cohorts_title(shown, means, measure))
    retention_view.cohorts(shown, means, period, measure)
heading.title(retention_findings.title(means, period, active, measure))
heading.caption(retention_findings.caption(shown, means, chosen))

flow = answers.ask(retention.flow, period=period, **asked)
churn = retention.churn(flow)
left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    st.subheader(retention_findings.flow_title(flow))
    retention_view.flow(flow, chosen.since, period)
with right.container(border=True, height="stretch"):
    st.subheader(retention_findings.churn_title(churn, period))
    retention_view.churn(churn, chosen.since, period)

silent = answers.ask(retention.silent, silent_from=chosen.since, **asked)
with st.container(border=True):
    st.subheader(retention_findings.silent_title(silent, chosen))
    retention_view.silent(silent, asked, chosen)

if answers.ask(coverage.tables).set_index("kind").at["churn_reasons", "rows"]:
    with st.container(border=True):
        reasons = answers.ask(retention.reasons, **asked)
        st.subheader(retention_findings.reasons_title(reasons))
        retention_view.reasons(reasons)
else:
    empty.needs(
        "churn_reasons", _("Why do customers leave? Their reasons, weighed against each other, tell.")
    )
retention_view.table(shown)
st.caption(retention_findings.left_out(chosen))
