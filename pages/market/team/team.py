"""Team: where employees are unhappy, and whether their customers feel it."""

import streamlit as st

from cx.market import team
from pages.market.team import findings, question, view
from pages.shared import answers, changes, empty_states, filters, page_title

chosen = filters.current()
heading = st.container()
rounds = answers.ask(team.rounds, as_of=chosen.as_of)
known = answers.ask(team.answers, as_of=chosen.as_of)
if rounds.empty:
    view.nothing(heading, known)
    empty_states.end()

table = answers.ask(team.enps, as_of=chosen.as_of)
pairs = answers.ask(team.beside_customers, as_of=chosen.as_of)
title, basis = findings.title(table, rounds, pairs), findings.basis(table, rounds, known, chosen)
page_title.draw(heading, title, basis)
heading.caption(basis)
if table.empty:
    view.hidden(rounds)
    empty_states.end()
changes.draw(chosen, question.compared(chosen))

picked = question.picked(table)
left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    view.beside(chosen, table, picked)
with right.container(border=True, height="stretch"):
    view.scores(table, rounds, picked)
left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    view.trend(table, rounds, picked)
with right.container(border=True, height="stretch"):
    view.comments(chosen, picked)
