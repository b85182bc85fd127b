"""Who are our customers to us, and we to them?"""

import streamlit as st

from cx.customers import contribution
from cx.customers.segments import tiers as segments
from cx.engine import coverage
from cx.text.formatting import _
from pages.customers.segments import certainty as doubt_view
from pages.customers.segments import customers as lists
from pages.customers.segments import findings, tier_cards
from pages.customers.segments import pictures as tier_view
from pages.customers.segments import selection_state as picks
from pages.customers.segments import tabs as tier_tabs
from pages.shared import answers, filters
from pages.shared import assumptions_drawer as settings
from pages.shared import empty_states as empty

chosen = filters.current()
assumptions = settings.chosen()
asked = {"as_of": chosen.as_of, "assumptions": assumptions}
of_region = {**asked, "region": chosen.region, "segment": chosen.segment}

tiers = answers.ask(segments.tiers, **of_region)
if tiers.customers.sum() == 0:
    empty.nobody(chosen, _("tiers"), chosen.since)

seen = tier_view.asked(chosen, assumptions, of_region)

# The places in their order on the page. They are filled in another one, as what a filter changes most is to reach the
# browser first, and with the first that it draws.
above = st.container()
left, right = st.columns(2)
bar = st.container(horizontal=True, vertical_alignment="center")
picked_tiers = picks.tiers(bar)

with left, st.container(border=True, height="stretch"):
    picked = tier_view.scatter(seen, chosen, assumptions, picked_tiers)
with above:
    st.title(findings.tiers(tiers, chosen.currency))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        span = answers.ask(contribution.window, as_of=chosen.as_of)
        st.caption(findings.tiers_basis(tiers, span, chosen.currency), width="content")
        settings.button(chosen)
    doubt_view.basis(chosen, assumptions)
    tier_cards.tiers(tiers, of_region, chosen, picked_tiers)
with right, st.container(border=True, height="stretch"):
    tier_view.whale(chosen.currency, picked_tiers, **of_region)

rows, given = lists.bar(chosen, assumptions, picked, bar)
tier_tabs.draw(chosen, assumptions, rows, given, picked.words)
empty.more(tier_view.lacking(answers.ask(contribution.assumed, **asked), answers.ask(coverage.tables)))
