"""Promises: what we say beside what customers experience, which promises we keep, what a broken one costs."""

import streamlit as st

from cx.experience import promises
from pages.experience.promises import card_row, effect_view, findings, promise_list, view, writing
from pages.shared import answers, changes, empty_states, filters, page_title

chosen = filters.current()
asked = {"as_of": chosen.scope}
heading = st.container()
gaps, kept = answers.ask(promises.gaps, **asked), answers.ask(promises.kept, **asked)
title = findings.title(gaps, kept)
if gaps.empty and kept.empty:
    heading.title(title)
    view.nothing()
    writing.form(chosen)
    writing.undo()
    empty_states.end()

scale = answers.ask(promises.scale, as_of=chosen.as_of)
basis = findings.basis(gaps, kept, scale, chosen)
page_title.draw(heading, title, basis)
with heading.container(horizontal=True, vertical_alignment="center"):
    st.caption(basis, width="stretch")
    writing.form(chosen)
with heading:
    writing.undo()
    st.space("xsmall")
guarantees = answers.ask(promises.guarantees, **asked)
card_row.draw(chosen, kept, guarantees, gaps, title, basis)
if chosen.compared:
    compared = {**asked, "since": chosen.since, "before": chosen.compared.span}
    changes.draw(chosen, changes.Subject(promises.changes, compared, findings.changed, ("Promises kept",)))

picked = view.picked(gaps, kept)
left, right = st.columns([5, 3])
with left.container(border=True, height="stretch"):
    view.gaps(gaps, scale, picked)
with right.container(border=True):
    view.kept(kept, picked)
left, right = st.columns([2, 3])
with left.container(border=True, height="stretch"):
    view.claims(guarantees, picked)
later = right.container(border=True, height="stretch")
with st.container(border=True):
    promise_list.draw(chosen, gaps, kept, picked)
writing.noted()
for sentence in findings.doubts(answers.ask(promises.doubtful, **asked)):
    st.caption(sentence)
with later:
    effect_view.draw(chosen)
