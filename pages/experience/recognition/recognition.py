"""Recognition: whom to thank this week and why, who was thanked in time, what thanks change."""

import streamlit as st

from cx.experience import recognition
from pages.experience.recognition import card_row, due_list, findings, marking, question, settings, view
from pages.shared import answers, changes, empty_states, filters, page_title

chosen = filters.current()
heading = st.container()
if not question.any_order():
    view.nothing(heading)
    empty_states.end()
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    caption = st.container(width="stretch")
    reasons = settings.reasons()
    marking.history()

given = question.listed(chosen, reasons)
week = answers.ask(recognition.week, **given)
in_time = answers.ask(recognition.in_time, **question.asked(chosen, reasons))
effect = answers.ask(recognition.effect, as_of=chosen.scope, assumptions=given["assumptions"])
title, basis = findings.title(week), findings.basis(week, in_time, chosen)
page_title.draw(heading, title, basis)
caption.caption(basis)
st.space("xsmall")
card_row.draw(chosen, week, in_time, effect, title, basis)
changes.draw(chosen, question.compared(chosen, reasons))

due_list.draw(chosen, given, reasons)
left, right = st.columns([3, 2])
with left.container(border=True, height="stretch"):
    view.in_time(in_time)
with right.container(border=True, height="stretch"):
    view.effect(chosen, effect)
with st.container(border=True):
    view.months(chosen, reasons)
