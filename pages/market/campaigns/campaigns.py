"""Campaigns: what mails earned beside those held out, and whether their tests can be trusted."""

import streamlit as st

from cx import campaigns
from pages.market.campaigns import findings, question, view
from pages.shared import answers, empty_states, filters, page_title

chosen = filters.current()
heading = st.container()
if question.missing():
    view.nothing(heading)
    empty_states.end()
rows = answers.ask(campaigns.response, **question.asked(chosen))
if rows.empty:
    view.nothing(heading)
    empty_states.end()

row = question.picked(rows)
name = str(row["campaign"])
found = answers.ask(campaigns.uplift, **question.asked(chosen), campaign=name)
checks = answers.ask(campaigns.trust, **question.asked(chosen), campaign=name, planned=question.planned(name))
fails = frozenset(checks.loc[checks["verdict"] == "fails", "check"])
title, basis = findings.title(row, fails), findings.basis(row, chosen)
page_title.draw(heading, title, basis)
heading.caption(basis)
view.card_row(row, found, title, basis, chosen.currency)

left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    view.effect(row, found, chosen.currency)
with right.container(border=True, height="stretch"):
    view.groups(chosen, row)
with st.container(border=True):
    view.trust(checks, row)
with st.container(border=True):
    view.every(rows)
