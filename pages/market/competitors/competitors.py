"""Competitors: where we are stronger and weaker, whom customers leave for, and what we borrow."""

import streamlit as st

from cx.market import competitors
from pages.market.competitors import borrowed_ideas, findings, own_company, question, undo_bar, view
from pages.shared import answers, changes, empty_states, filters, page_title

chosen = filters.current()
heading = st.container()
if not question.any_scores():
    view.nothing(heading, chosen)
    empty_states.end()
own = question.ours()
if own is None:
    view.not_chosen(heading)
    undo_bar.draw()
    empty_states.end()

with st.container(horizontal=True, vertical_alignment="center"):
    own_company.popover(own)
    source = question.source()
undo_bar.draw()
found = question.found(chosen, own, source)
who = answers.ask(competitors.respondents, as_of=chosen.as_of, source=source)
if found.gaps.empty:
    view.no_gaps(heading, found, who)
    empty_states.end()
title, basis = findings.title(found.gaps), findings.basis(who, source)
page_title.draw(heading, title, basis)
heading.caption(basis)
changes.draw(chosen, question.compared(chosen, found.asked))

left, right = st.columns([3, 2])
with left.container(border=True, height="stretch"):
    view.gaps(found)
with right.container(border=True, height="stretch"):
    view.weighed(found)
left, right = st.columns([3, 2])
with left.container(border=True):
    view.standing(found)
with left.container(border=True):
    view.left_for(chosen, found)
with left.container(border=True):
    view.chances(found)
with right.container(border=True, height="stretch"):
    borrowed_ideas.draw(chosen, found)
