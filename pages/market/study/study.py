"""Study: what target groups want and do, what is missing, how to launch it."""

import streamlit as st

from cx.market import study
from pages.market.study import findings, question, view
from pages.shared import answers, changes, empty_states, filters, page_title

chosen = filters.current()
heading = st.container()
has_orders = question.any_orders()
rows = answers.ask(study.openings, as_of=chosen.as_of)
title, basis = findings.title(rows), findings.basis(rows, chosen)
page_title.draw(heading, title, basis)
heading.caption(basis)
changes.draw(chosen, question.compared(chosen))

if rows.empty:
    with st.container(border=True):
        view.no_study()
else:
    left, right = st.columns(2)
    with left.container(border=True, height="stretch"):
        view.square(rows, basis)
    with right.container(border=True, height="stretch"):
        view.bars(rows, basis)
if not has_orders:
    view.no_orders()
    empty_states.end()

group = question.group()
of_group = answers.ask(study.openings, **question.asked(chosen), group=group)
view.group_line(group, of_group)
left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    view.attitudes(chosen, group)
with right.container(border=True, height="stretch"):
    view.habits(chosen, group)
with st.container(border=True):
    view.launch(chosen)
with st.container(border=True):
    view.ideas(chosen)
