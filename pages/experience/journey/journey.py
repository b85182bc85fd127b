"""Journey: where the experience breaks, and who answers for it."""

import streamlit as st

from cx.experience import journey
from cx.text.formatting import _
from pages.experience.journey import findings, question, touchpoint_list, view
from pages.shared import answers, changes, empty_states, filters, page_title

chosen = filters.current()
heading = st.container()
asked = question.asked(chosen)
touchpoints = answers.ask(journey.map, **question.valued(chosen))
if touchpoints.empty:
    heading.title(findings.no_map(answers.ask(journey.elsewhere, **asked)))
    empty_states.needs("journey", _("Upload the touchpoints of the journey to see where the experience breaks."))
    empty_states.end()

title, basis = findings.title(touchpoints), findings.basis(touchpoints, chosen)
page_title.draw(heading, title, basis)
heading.caption(basis)
changes.draw(chosen, question.compared(chosen))

picked = view.picked(touchpoints)
with st.container(border=True):
    view.journey_map(touchpoints, picked, asked, chosen.currency)
invested = answers.ask(journey.invest, **question.valued(chosen))
left, right = st.columns(2) if view.is_owned(touchpoints) else (st.container(), None)
with left.container(border=True, height="stretch"):
    view.invest(invested, picked, chosen.currency)
if right:
    with right.container(border=True, height="stretch"):
        view.teams(touchpoints, picked)
touchpoint_list.draw(chosen, touchpoints, picked)
view.unplaced(asked, chosen.currency)
