"""What are customers loyal to?"""

import streamlit as st

from cx.customers import customer_types, type_rules
from cx.text.formatting import _, adding_up
from pages.customers.types import findings, rules_drawer, view
from pages.shared import answers, assumptions_drawer, empty_states, filters, page_title

chosen = filters.current()
rules = answers.ask(type_rules.chosen)
asked = {
    "as_of": chosen.scope,
    "assumptions": assumptions_drawer.chosen(),
    "rules": rules,
}
kinds = answers.ask(customer_types.kinds, **asked)
if kinds.customers.sum() == 0:
    empty_states.nobody(chosen, _("customer types"), chosen.since)
kinds = kinds.assign(share=adding_up(kinds.share))
locked = answers.ask(customer_types.lacking, as_of=chosen.as_of)
crossed = answers.ask(customer_types.crossed, **asked)

above = st.container()  # filled when the main picture is on its way to the browser
left, right = st.columns([10, 9])
with left, st.container(border=True, height="stretch"):
    st.header(findings.table_title(crossed))
    st.caption(
        _(
            "Share of each tier. Stronger colour: where the type is more common. Outlined: no clear difference from the"
            " other tiers."
        )
    )
    picked = view.table(crossed, locked, chosen.currency)
with above:
    page_title.draw(st, findings.title(kinds), findings.basis(kinds))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(findings.basis(kinds), width="content")
        rules_drawer.button(chosen.as_of, rules)
    st.caption(assumptions_drawer.assumed(chosen) or "")
    view.card_row(kinds, locked, rules, chosen.currency)
with right, st.container(border=True, height="stretch"):
    st.header(_("Tiers within each type"))
    st.caption(_("Right: number of customers of the type."))
    view.mix(crossed, locked, chosen.currency)
view.customers(chosen, asked, picked)
view.lacking(locked)
