"""Complaints: how many, how they end, what the outcome does to later orders, and who waits now."""

import streamlit as st

from cx.experience import complaints
from pages.experience.complaints import card_row, compared, findings, picked, view, waiting_list
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
compared.changes(chosen)
left, right = (place.container(border=True, height="stretch") for place in st.columns([5, 3]))
lower_left, lower_right = (place.container(border=True, height="stretch") for place in st.columns(2))
behind, below = st.container(border=True), st.container(border=True)
with right:
    ratios_heading = st.container()
    ratios_by = view.ratios_by()
with lower_left:
    shares_heading = st.container()
    shares_by = view.shares_by()
marks = picked.Marks(ratios_by, shares_by, quarters, chosen)
code = marks.clicked()
with lower_left:
    view.shares(chosen, shares_heading, shares_by, marks, code)
with lower_right:
    st.header(findings.rate_title(years))
    view.rate(quarters, years, marks, code)

with left:
    effect = view.effect(chosen)
    st.header(findings.paths_title(effect.found))
    view.paths(chosen, effect, marks, code)
basis = findings.basis(effect.found, effect.reuse, chosen)
title = findings.title(effect.found, effect.check, effect.verdict_from)
with heading.container():
    page_title.draw(st, title, basis)
    st.caption(basis)
with right:
    ratios_heading.header(findings.ratios_title(effect.help, effect.check))
    view.ratios(chosen, effect, ratios_by, marks, code)
with behind:
    picked.draw(chosen, marks, code)
with below:
    listed = waiting_list.asked(chosen)
    st.header(findings.waiting_title(listed, chosen.currency))
    waiting_list.draw(chosen, listed)
with above:
    card_row.draw(chosen, years, effect.found, listed, title, basis)
st.caption(findings.published())
