"""Who moved between the tiers, and which profit moved?"""

import streamlit as st

from cx.customers import movement
from cx.text.formatting import _
from pages.customers.movement import findings as movement_findings
from pages.customers.movement import view as movement_view
from pages.shared import answers, filters
from pages.shared import assumptions_drawer as settings
from pages.shared import empty_states as empty

chosen = filters.current()
heading = st.container()
with st.container(horizontal=True, key="movement_controls"):
    before = movement_view.earlier_date(chosen)
    by = movement_view.measure()
if before is None:
    heading.title(_("There is no earlier date to compare with"))
    empty.nothing(_("The data begins on the as-of date. Choose a later one, or upload older orders."))
    empty.end()

asked = {
    "as_of": chosen.as_of,
    "before": before,
    "assumptions": settings.chosen(),
    "region": chosen.region,
    "segment": chosen.segment,
}
directions = answers.ask(movement.directions, **asked)
flows = answers.ask(movement.flows, **asked)
months = answers.ask(movement.months_known, before=before)
title = movement_findings.title(directions, chosen.currency, before, months)
if directions.customers.sum() == 0:
    empty.nobody(chosen, _("moves between tiers"), heading=heading)

move = movement_view.picked()
above = st.container()  # filled when the main picture is on its way to the browser
left, right = st.columns([10, 9])
with left, st.container(border=True, height="stretch"):
    st.subheader(_("Where they came from and where they went"))
    st.caption(_("Thicker is more; pale ribbons stayed in their tier. Click one to list them."))
    movement_view.flow(flows, by, chosen.as_of, before, chosen.currency, move)
heading.title(title)
models = answers.ask(movement.models, as_of=chosen.as_of, before=before, assumptions=asked["assumptions"])
heading.caption(movement_findings.basis(directions, chosen.as_of, before, months, models))
heading.caption(settings.assumed(chosen) or "")
with above:
    movement_view.cards(directions, chosen.currency)
with right, st.container(border=True, height="stretch"):
    st.subheader(movement_findings.moves_title(flows))
    st.caption(movement_findings.reading(by))
    movement_view.matrix(flows, by, chosen.currency, move)
movement_view.movers(chosen, asked, move)
