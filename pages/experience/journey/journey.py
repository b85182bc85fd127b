"""Journey: where the experience breaks, and who answers for it."""

import streamlit as st

from cx.experience import journey
from pages.experience.journey import (
    edit_changes,
    edit_view,
    editing,
    findings,
    first_map,
    follow,
    question,
    touchpoint_list,
    view,
)
from pages.shared import answers, changes, empty_states, filters, page_title

chosen = filters.current()
if editing.is_open():
    edit_view.draw(chosen)
    empty_states.end()
follow.draw()
heading = st.container()
asked = question.asked(chosen)
touchpoints = answers.ask(journey.map, **question.valued(chosen))
if touchpoints.empty:
    first_map.draw(heading)
    empty_states.end()

title, basis = findings.title(touchpoints), findings.basis(touchpoints, chosen)
page_title.draw(heading, title, basis)
editing.under_title(heading, basis)
changes.draw(chosen, question.compared(chosen))
edit_changes.strip(question.valued(chosen), chosen.currency)

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
