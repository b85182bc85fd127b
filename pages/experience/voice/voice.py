"""Voice: what customers say, who is not heard, and what moves it."""

import streamlit as st

from cx.experience import voice
from cx.text.formatting import _
from pages.experience.voice import comment_list, compared, driver_view, findings, topic_view, view
from pages.shared import answers, empty_states, filters, page_title

chosen = filters.current()
asked = {"as_of": chosen.scope}
heading = st.container()
scores = view.scores(asked)
if not view.any_answer(scores):
    heading.title(findings.nobody(view.is_asked(), chosen))
    view.without_answers()
    empty_states.end()

first = view.first_measure(scores)
slope = answers.ask(voice.slope, measure=first, **asked)
title, basis = findings.title(first, scores[first], slope), findings.basis(first, scores[first], chosen)
page_title.draw(heading, title, basis)
heading.caption(basis)
view.scale_doubts(scores)
view.card_row(scores, title, basis)
compared.changes(chosen)

with st.container(horizontal=True, key="voice_controls"):
    measure, by = view.controls(scores)
left, right = st.columns([3, 2])
with left.container(border=True, height="stretch"):
    view.trend(measure, answers.ask(voice.slope, measure=measure, **asked), asked)
with right.container(border=True, height="stretch"):
    view.groups(measure, by, asked)

left, right = st.columns(2) if view.any_comment(asked) else (st.container(), None)
with left.container(border=True, height="stretch"):
    driver_view.draw(asked)
if right:
    with right.container(border=True, height="stretch"):
        topic_view.draw(asked)
comment_list.draw(chosen, asked)
st.caption(_("Weights make up for who answers more often; they cannot make up for who never answers."))
