"""Who buys recently, often and much?"""

import streamlit as st

from cx.customers import rfm
from cx.customers.rfm import rules as rfm_rules
from cx.text.formatting import _
from pages.customers.rfm import findings, rules_drawer, view
from pages.shared import answers, assumptions_drawer, empty_states, filters, page_title

chosen = filters.current()
rules = answers.ask(rfm_rules.chosen)
everybody = {"as_of": chosen.as_of, "rules": rules, "assumptions": assumptions_drawer.chosen()}
asked = {**everybody, "as_of": chosen.scope}

groups = answers.ask(rfm.groups, **asked)
if groups.customers.sum() == 0:
    empty_states.nobody(chosen, _("RFM groups"))
left_out = answers.ask(rfm.left_out, as_of=chosen.as_of)
scale = answers.ask(rfm.scale, **everybody)

above = st.container()  # filled when the main picture is on its way to the browser
left, right = st.columns([10, 9])
with left, st.container(border=True, height="stretch"):
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.header(_("Recency against frequency"), width="content")
        by = view.shown()
    cell = view.grid(answers.ask(rfm.cells, **asked), groups, rules, by, chosen.currency)
    st.caption(_("Stronger colour: more. Outlines: the named groups. Click a cell to list its customers."))
with above:
    basis = findings.basis(groups, left_out, chosen.as_of)
    page_title.draw(st, findings.title(groups, chosen.currency), basis)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(basis, width="content")
        rules_drawer.button(rules)
    st.caption(assumptions_drawer.assumed(chosen) or "")
    view.card_row(scale, groups, chosen.currency)
with right, st.container(border=True, height="stretch"):
    st.header(findings.groups_title(groups))
    view.shares(groups, chosen.currency)
    st.caption(
        _(
            "Dark: share of revenue of the whole past. Pale: share of customers. Right: customer profit of the last 12"
            " months."
        )
    )

view.customers(chosen, asked, groups, cell)
with st.expander(_("Score thresholds and rule check")):
    st.markdown(findings.checked(rfm_rules.check(rules, answers.ask(rfm.groups, **everybody))))
    view.scale_table(scale)
