"""Campaigns: what mails earned beside those held out, and whether their tests can be trusted."""

import streamlit as st

from cx import campaigns
from pages.market.campaigns import findings, next_offers, question, view
from pages.shared import answers, empty_states, filters, page_title

chosen = filters.current()
heading = st.container()
rows = question.responses(chosen)
if rows.empty:
    view.nothing(heading)
    next_offers.draw(chosen)
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
next_offers.draw(chosen, question.uplift_by_tier(chosen, row, fails))
