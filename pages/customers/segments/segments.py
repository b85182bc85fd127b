"""Who are our customers to us, and we to them?"""

import streamlit as st

from cx.customers import contribution, segments
from cx.engine import coverage
from cx.text.formatting import _
from pages.customers.segments import (
    certainty,
    compared,
    findings,
    pictures,
    selected_customers,
    selection_state,
    tabs,
    tier_cards,
)
from pages.shared import answers, assumptions_drawer, empty_states, filters, page_title

chosen = filters.current()
assumptions = assumptions_drawer.chosen()
asked = {"as_of": chosen.as_of, "assumptions": assumptions}
of_region = {**asked, "as_of": chosen.scope}

tiers = answers.ask(segments.tiers, **of_region)
if tiers.customers.sum() == 0:
    empty_states.nobody(chosen, _("tiers"), chosen.since)

seen = pictures.asked(chosen, assumptions, of_region)

# The places in their order on the page. They are filled in another one, as what a filter changes most is to reach the
# browser first, and with the first that it draws.
above = st.container()
left, right = st.columns(2)
bar = st.container(horizontal=True, vertical_alignment="center")
picked_tiers = selection_state.tiers(bar)

with left, st.container(border=True, height="stretch"):
    picked = pictures.scatter(seen, chosen, assumptions, picked_tiers)
with above:
    span = answers.ask(contribution.window, as_of=chosen.as_of)
    basis = findings.tiers_basis(tiers, span, chosen.currency)
    page_title.draw(st, findings.tiers(tiers, chosen.currency), basis)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(basis, width="content")
        assumptions_drawer.button(chosen)
    certainty.basis(chosen, assumptions)
    tier_cards.tiers(tiers, of_region, chosen, picked_tiers)
    compared.changes(chosen, of_region)
with right, st.container(border=True, height="stretch"):
    pictures.whale(chosen.currency, picked_tiers, **of_region)

given = selected_customers.bar(chosen, assumptions, picked, bar)
tabs.draw(chosen, assumptions, given, picked.words)
empty_states.more(pictures.lacking(answers.ask(contribution.assumed, **asked), answers.ask(coverage.tables)))
