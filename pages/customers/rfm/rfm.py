"""Who buys recently, often and much?"""

import streamlit as st

from cx.customers.rfm import rules as rfm_rules
from cx.customers.rfm import scores as rfm
from cx.text.formatting import _
from pages.customers.rfm import findings as rfm_findings
from pages.customers.rfm import rules_drawer as rfm_settings
from pages.customers.rfm import view as rfm_view
from pages.shared import answers, filters
from pages.shared import assumptions_drawer as settings
from pages.shared import empty_states as empty

chosen = filters.current()
rules = answers.ask(rfm_rules.chosen)
everybody = {"as_of": chosen.as_of, "rules": rules, "assumptions": settings.chosen()}
asked = {**everybody, "region": chosen.region, "segment": chosen.segment}

groups = answers.ask(rfm.groups, **asked)
if groups.customers.sum() == 0:
    empty.nobody(chosen, _("RFM groups"))
left_out = answers.ask(rfm.left_out, as_of=chosen.as_of)
scale = answers.ask(rfm.scale, **everybody)

above = st.container()  # filled when the main picture is on its way to the browser
left, right = st.columns([10, 9])
with left, st.container(border=True, height="stretch"):
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader(_("Recency against frequency"), width="content")
        by = rfm_view.shown()
    cell = rfm_view.grid(answers.ask(rfm.cells, **asked), groups, rules, by, chosen.currency)
    st.caption(
        _("The stronger the shade, the more; the outlines are the named groups. Click a cell to list its customers.")
    )
with above:
    st.title(rfm_findings.title(groups, chosen.currency))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(rfm_findings.basis(groups, left_out, chosen.as_of), width="content")
        rfm_settings.button(rules)
    st.caption(settings.assumed(chosen) or "")
    rfm_view.cards(scale, groups, chosen.currency)
with right, st.container(border=True, height="stretch"):
    st.subheader(rfm_findings.groups_title(groups))
    rfm_view.shares(groups, chosen.currency)
    st.caption(_("Bar: share of revenue. Mark: share of customers. Right: profit of the last 12 months."))

rfm_view.customers(chosen, asked, groups, cell)
with st.expander(_("What the scores stand for, and the check of the rules")):
    st.markdown(rfm_findings.checked(rfm_rules.check(rules, answers.ask(rfm.groups, **everybody))))
    rfm_view.scale_table(scale)
