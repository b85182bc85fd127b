"""The funnel page: reach, acquire, retain; groups; drop-offs; custom funnels."""

import streamlit as st

from cx.customers import funnel
from cx.engine import coverage
from cx.text.formatting import _
from pages.customers.funnel import compared, custom_funnel, details, findings, question, view
from pages.shared import answers, empty_states, filters, page_title

chosen = filters.current()
touched = answers.ask(coverage.tables).set_index("kind").at["touchpoints", "rows"] > 0
heading = st.container()
with st.container(horizontal=True, key="funnel_controls"):
    by = view.breakdown() if touched else "channel"
    controls = st.container(horizontal=True)
    asked, period = question.asked(chosen, view.windows())

new = question.new_customers(asked)
groups = answers.ask(funnel.lifecycle, breakdown=by, **asked)
if groups.empty:
    steps, name = question.untracked(asked), None
    if not steps["people"].sum():
        empty_states.nobody(chosen, _("new customers"), heading=heading)
    heading.title(findings.buy_again(steps.to_dict("records")[-1], asked))
    heading.caption(findings.untracked_caption(steps, asked, period))
else:
    with controls:
        name = view.group(groups)
    steps = view.of_group(groups, name) if name else answers.ask(funnel.lifecycle, **asked)
    basis = findings.caption(steps, asked, period)
    page_title.draw(heading, findings.title(steps, name, asked), basis)
    heading.caption(basis)

with st.container(border=True):
    st.header(view.ribbon_title(steps, name))
    view.ribbon(steps, asked)
compared.changes(chosen, asked, by)

if not groups.empty:
    kept, grouped = st.columns(2)
    with kept.container(border=True, height="stretch"):
        st.header(findings.kept_title(steps))
        view.kept(steps, new if name is None else None)
        st.caption(findings.untracked_sentence(new, asked))
    with grouped.container(border=True, height="stretch"):
        st.header(findings.groups_title(groups, by))
        view.heat(groups, by)
elif not touched:
    empty_states.needs(
        "touchpoints", _("Touchpoints show who was reached, through which channel, and where people drop off.")
    )
else:
    empty_states.nothing(_("No first touchpoints in this period. Choose a longer one."))

if not groups.empty:
    details.show(asked, groups, by, name, chosen)
custom_funnel.show(asked, chosen.currency)
view.table(steps if groups.empty else groups)
st.caption(findings.left_out(steps, asked, by))
