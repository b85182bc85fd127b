"""Requests: what many ask for, what they are worth, what to do first, and whom to tell."""

import streamlit as st

from cx.experience import requests
from pages.experience.requests import asking_list, findings, notes_drawer, question, view
from pages.shared import answers, changes, empty_states, filters, page_title

chosen = filters.current()
heading = st.container()
totals = answers.ask(requests.totals, as_of=chosen.scope)
if question.missing() or not totals["tickets"]:
    view.nothing(heading, chosen)
    empty_states.end()

rows = question.ranked(chosen)
kano = answers.ask(requests.kano, as_of=chosen.scope)
picked = question.picked(rows, kano)
title, basis = findings.title(rows, totals), findings.basis(totals, chosen)
page_title.draw(heading, title, basis)
heading.caption(basis)
notes_drawer.undo()
changes.draw(chosen, question.compared(chosen))

if not rows.empty:
    left, right = st.columns([3, 2])
    with left.container(border=True, height="stretch"):
        view.ranking(chosen, rows, totals, picked)
    with right.container(border=True, height="stretch"):
        view.votes(chosen, rows, picked)
left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    view.kano(kano, picked)
with right.container(border=True):
    view.work(chosen, picked)
    notes_drawer.button(chosen)
asking_list.draw(chosen, picked)
