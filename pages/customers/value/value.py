"""Value: what each customer is worth over a horizon, how right such forecasts were, and who is going quiet."""

import streamlit as st

from cx.customers import value
from pages.customers.value import findings, papers, question, value_list, view, why_it_pays
from pages.shared import answers, assumptions_drawer, changes, empty_states, filters, page_title

chosen = filters.current()
heading = st.container()
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    caption = st.container()
    with st.container(horizontal=True, width="content"):
        horizon = question.horizon()
        assumptions_drawer.button(chosen)

asked = {**question.asked(chosen), **horizon}
total = answers.ask(value.total, **asked)
if total.empty:
    view.not_known(heading, chosen)
    why_it_pays.draw(chosen, horizon["discount_rate"])
    empty_states.end()

tests = answers.ask(value.back_tests, **question.tested(asked))
title = findings.title(total.iloc[0], horizon["months"], chosen.currency)
basis = findings.basis(total.iloc[0], horizon, chosen)
page_title.draw(heading, title, basis)
caption.caption(basis)
caption.caption(view.notes(chosen))
view.card_row(total, tests, horizon["months"], title, basis, chosen.currency)
changes.draw(chosen, question.compared(chosen))
why_it_pays.draw(chosen, horizon["discount_rate"])

left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    view.tiers(asked, total.iloc[0], tests, basis, chosen)
if tests.empty:
    with right.container(border=True, height="stretch"):
        value_list.going_quiet(chosen, asked)
    view.untested()
else:
    with right.container(border=True, height="stretch"):
        view.latest_test(question.tested(asked), tests, chosen)
    left, right = st.columns(2)
    with left.container(border=True, height="stretch"):
        view.errors(tests)
    with right.container(border=True, height="stretch"):
        value_list.going_quiet(chosen, asked)
value_list.customers(chosen, asked)
with st.container(border=True):
    papers.draw()
