"""The funnel page: reach, acquire, retain; groups; drop-offs; custom funnels."""

import streamlit as st

from cx.customers.funnel import lifecycle as funnel
from cx.engine import coverage
from cx.text.formatting import _
from pages.customers.funnel import custom_funnel as funnel_own
from pages.customers.funnel import details as funnel_more
from pages.customers.funnel import findings as funnel_findings
from pages.customers.funnel import view as steps_view
from pages.shared import answers, filters
from pages.shared import empty_states as empty

chosen = filters.current()
touched = answers.ask(coverage.tables).set_index("kind").at["touchpoints", "rows"] > 0
heading = st.container()
with st.container(horizontal=True, key="funnel_controls"):
    by = steps_view.breakdown() if touched else "channel"
    controls = st.container(horizontal=True)
    asked, period = steps_view.question(chosen, steps_view.windows())

new = steps_view.new_customers(asked)
groups = answers.ask(funnel.lifecycle, breakdown=by, **asked)
if groups.empty:
    steps, name = steps_view.untracked(asked), None
    if not steps["people"].sum():
        empty.nobody(chosen, _("new customers"), heading=heading)
    heading.title(funnel_findings.buy_again(steps.to_dict("records")[-1], asked))
    heading.caption(funnel_findings.untracked_caption(steps, asked, period))
else:
    with controls:
        name = steps_view.group(groups)
    steps = steps_view.of_group(groups, name) if name else answers.ask(funnel.lifecycle, **asked)
    heading.title(funnel_findings.title(steps, name, asked))
    heading.caption(funnel_findings.caption(steps, asked, period))

with st.container(border=True):
    st.subheader(steps_view.ribbon_title(steps, name))
    steps_view.ribbon(steps, asked)

if not groups.empty:
    kept, grouped = st.columns(2)
    with kept.container(border=True, height="stretch"):
        st.subheader(funnel_findings.kept_title(steps))
        steps_view.kept(steps, new if name is None else None)
        st.caption(funnel_findings.untracked_sentence(new))
    with grouped.container(border=True, height="stretch"):
        st.subheader(funnel_findings.groups_title(groups, by))
        steps_view.heat(groups, by)
elif not touched:
    empty.needs("touchpoints", _("Touchpoints show whom you reached, where, and where people drop off."))
else:
    empty.nothing(_("Nobody was first touched in this period. Choose a longer one to see who was reached."))

if not groups.empty:
    funnel_more.show(asked, groups, by, name, chosen)
funnel_own.show(asked, chosen.currency)
steps_view.table(steps if groups.empty else groups)
st.caption(funnel_findings.left_out(steps, asked, by))
