"""Programme: do the five stages of managing the experience hold together?"""

import streamlit as st

from cx.experience import programme
from pages.experience.programme import findings, proposal_view, view
from pages.shared import answers, filters, page_title

chosen = filters.current()
heading = st.container()
rows = answers.ask(programme.stages, as_of=chosen.scope)
title, basis = findings.title(rows), findings.basis(rows, chosen)
page_title.draw(heading, title, basis)
heading.caption(basis)
view.without_study(rows)
store = answers.store()
proposed = programme.proposals(store)
view.card_row(rows, proposed, title, basis)
view.compared(chosen)
with st.container(border=True):
    view.stages(rows, title, basis)
has_list = not proposed.empty or programme.current(store)
left, right = st.columns([5, 7] if has_list else [7, 5])
with left.container(border=True, height="stretch"):
    view.trends(chosen)
with right.container(border=True, height="stretch" if has_list else "content"):
    proposal_view.draw(chosen)
