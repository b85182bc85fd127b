"""Who moved between the tiers, and which profit moved?"""

import streamlit as st

from cx.customers import movement
from cx.text.formatting import _
from pages.customers.movement import findings, view
from pages.shared import answers, assumptions_drawer, empty_states, filters, page_title

chosen = filters.current()
heading = st.container()
with st.container(horizontal=True, key="movement_controls"):
    before = view.earlier_date(chosen)
    months = answers.ask(movement.months_known, before=before) if before else 0
    by = view.measure(months)
if before is None:
    heading.title(_("There is no earlier date to compare with"))
    empty_states.nothing(_("The data begins on the as-of date. Choose a later one, or upload older orders."))
    empty_states.end()

asked = {
    "as_of": chosen.scope,
    "before": before,
    "assumptions": assumptions_drawer.chosen(),
}
directions = answers.ask(movement.directions, **asked)
flows = answers.ask(movement.flows, **asked)
title = findings.title(directions, chosen.currency, before, months)
if directions.customers.sum() == 0:
    empty_states.nobody(chosen, _("moves between tiers"), heading=heading)

move = view.picked()
above = st.container()  # filled when the main picture is on its way to the browser
left, right = st.columns([10, 9])
with left, st.container(border=True, height="stretch"):
    if by == "customers":
        view.flow(flows, chosen.as_of, before, chosen.currency, move)
    else:
        view.bridge(directions, chosen.as_of, before, chosen.currency)
models = answers.ask(movement.models, as_of=chosen.as_of, before=before, assumptions=asked["assumptions"])
basis = findings.basis(directions, chosen.as_of, before, months, models)
page_title.draw(heading, title, basis)
heading.caption(basis)
heading.caption(assumptions_drawer.assumed(chosen) or "")
with above:
    view.card_row(directions, title, basis, chosen.currency, months)
with right, st.container(border=True, height="stretch"):
    view.matrix(flows, by, chosen.currency, move)
    view.choice(flows, move)
view.movers(chosen, asked, move, months)
