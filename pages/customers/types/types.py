"""What are customers loyal to?"""

import streamlit as st

from cx.customers import type_rules
from cx.customers import types as customer_types
from cx.text.formatting import _
from pages.customers.types import findings as type_findings
from pages.customers.types import rules_drawer as type_settings
from pages.customers.types import view as type_view
from pages.shared import answers, filters
from pages.shared import assumptions_drawer as settings
from pages.shared import empty_states as empty

chosen = filters.current()
rules = answers.ask(type_rules.chosen)
asked = {
    "as_of": chosen.as_of,
    "assumptions": settings.chosen(),
    "region": chosen.region,
    "segment": chosen.segment,
    "rules": rules,
}
kinds = answers.ask(customer_types.kinds, **asked)
if kinds.customers.sum() == 0:
    empty.nobody(chosen, _("customer types"), chosen.since)
locked = answers.ask(customer_types.lacking, as_of=chosen.as_of)
crossed = answers.ask(customer_types.crossed, **asked)

above = st.container()  # filled when the main picture is on its way to the browser
left, right = st.columns([10, 9])
with left, st.container(border=True, height="stretch"):
    st.subheader(type_findings.table_title(crossed))
    st.caption(
        _(
            "Share of each tier. Shaded within each type: strongest where it is most common. Outlined: no clear difference from the other tiers."
        )
    )
    picked = type_view.table(crossed, locked, chosen.currency)
with above:
    st.title(type_findings.title(kinds))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(type_findings.basis(kinds), width="content")
        type_settings.button(chosen.as_of, rules)
    st.caption(settings.assumed(chosen) or "")
    type_view.cards(kinds, locked, rules, chosen.currency)
with right, st.container(border=True, height="stretch"):
    st.subheader(_("What each type is worth: the tiers it is made of"))
    st.caption(_("At the right: how many customers have the type."))
    type_view.mix(crossed, locked, chosen.currency)
type_view.customers(chosen, asked, picked)
type_view.lacking(locked)
