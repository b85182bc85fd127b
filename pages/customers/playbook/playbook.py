"""What do we do with whom, and what is at stake?"""

import streamlit as st

from cx.customers import at_risk, playbook
from cx.text.formatting import _
from pages.customers.playbook import findings, view
from pages.shared import answers, assumptions_drawer, empty_states, filters, page_title

chosen = filters.current()
heading = st.container()
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    caption = st.container()
    with st.container(horizontal=True, width="content"):
        saving = view.saving()
        assumptions_drawer.button(chosen)
asked = {
    "as_of": chosen.scope,
    "assumptions": assumptions_drawer.chosen(),
    "saving": saving,
}
plays = answers.ask(playbook.plays, **asked)
risk = answers.ask(at_risk.tiers, **asked)
if plays.customers.sum() == 0:
    empty_states.nobody(chosen, _("plays"), chosen.since, heading)

above = st.container()  # filled when the main picture is on its way to the browser
left, right = st.columns(2)
with left, st.container(border=True, height="stretch"):
    view.stakes(plays, chosen.currency)
basis = findings.basis(plays, saving)
title = findings.title(plays, risk, chosen.currency)
page_title.draw(heading, title, basis)
caption.caption(basis)
view.doubts(caption, plays, risk, chosen)
with above:
    view.card_row(plays, risk, title, basis, chosen.currency)
with right, st.container(border=True, height="stretch"):
    view.levers(chosen, asked, risk)
view.customers(chosen, asked, plays)
