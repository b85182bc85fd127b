"""Support: how long tickets wait, where help works, when work comes in, how many people the phone needs."""

import streamlit as st

from cx.experience import support
from cx.text.formatting import _
from pages.experience.support import figures, findings, phone, question, settings, topics, view, waiting_list
from pages.shared import answers, changes, empty_states, filters, page_title

chosen = filters.current()
heading = st.container()
if not question.any_tickets():
    heading.title(_("No tickets yet"))
    empty_states.needs("tickets", _("Upload tickets to see how long they wait, how they end and when they come."))
    empty_states.end()
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    caption = st.container()
    clock = settings.opening_hours()

asked = question.asked(chosen)
by_kind = answers.ask(support.summary, **asked, by="kind", clock=clock)
calls = answers.ask(support.calls, **asked, clock=clock)
if by_kind.empty and calls.empty:
    heading.title(_("No tickets in this selection"))
    empty_states.nothing(_("Choose a longer period, all regions, all channels or all customers."))
    empty_states.end()

title, basis = findings.title(by_kind, calls, clock), findings.basis(by_kind, calls, chosen, clock)
page_title.draw(heading, title, basis)
caption.caption(basis)
caption.caption(_("Short waits and answered calls are taken for granted: good figures win little, bad ones cost."))
figures.card_row(asked, calls, clock, title, basis)
changes.draw(chosen, question.compared(chosen, clock))

if not by_kind.empty:
    left, right = st.columns([3, 2])
    with left.container(border=True, height="stretch"):
        view.waits(asked, clock)
    with right.container(border=True, height="stretch"):
        topic = topics.draw(asked)
left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    view.week(asked, clock)
with right.container(border=True, height="stretch"):
    phone.staffing(asked, calls)
if not by_kind.empty:
    waiting_list.draw(chosen, asked, by_kind, topic)
