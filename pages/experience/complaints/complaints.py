"""Complaints: how many, how they end, what the outcome does to later orders, and who waits now."""

import streamlit as st

from cx.experience import complaints
from pages.experience.complaints import card_row, findings, view, waiting_list
from pages.shared import answers, empty_states, filters, page_title

chosen = filters.current()
heading = st.empty()
quarters = answers.ask(complaints.rate, as_of=chosen.scope)
if not view.is_known(quarters):
    view.nothing(heading, chosen)
    empty_states.end()
years = answers.ask(complaints.last_year, as_of=chosen.scope)
view.first_title(heading, chosen, findings.rate_title(years))

above = st.container()
left, right = st.columns([5, 3])
lower_left, lower_right = st.columns(2)
with lower_left.container(border=True, height="stretch"):
    view.shares(chosen)
with lower_right.container(border=True, height="stretch"):
    st.header(findings.rate_title(years))
    view.rate(quarters, years)
below = st.container(border=True)

with left.container(border=True, height="stretch"):
    effect = view.effect(chosen)
    st.header(findings.paths_title(effect.found))
    view.paths(chosen, effect)
basis = findings.basis(effect.found, effect.reuse, chosen)
title = findings.title(effect.found, effect.check, effect.verdict_from)
with heading.container():
    page_title.draw(st, title, basis)
    st.caption(basis)
with right.container(border=True, height="stretch"):
    view.ratios(chosen, effect)
with below:
    listed = waiting_list.asked(chosen)
    st.header(findings.waiting_title(listed, chosen.currency))
    waiting_list.draw(chosen, listed)
with above:
    card_row.draw(chosen, years, effect.found, listed, title, basis)
st.caption(findings.published())
