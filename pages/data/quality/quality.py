"""How much of what came in is in use, what was left out and why, and where are there gaps?"""

import streamlit as st

from cx import quality
from pages.data.quality import coverage_strip, view
from pages.shared import answers, empty_states

totals = answers.ask(quality.totals)
if not totals["rows_read"]:
    empty_states.no_data()
    empty_states.end()

st.title(view.title(totals))
tables, months = answers.ask(quality.tables), answers.ask(quality.months)
st.caption(view.caption(totals, tables, months))
with st.container(border=True):
    coverage_strip.coverage(months)
with st.container(border=True):
    view.left_out(answers.ask(quality.reasons))
with st.grid(2, min_column_width=420):
    with st.container(border=True, height="stretch"):
        view.missing(answers.ask(quality.missing))
    with st.container(border=True, height="stretch"):
        view.orphans(answers.ask(quality.orphans))
with st.container(border=True):
    view.outliers(answers.ask(quality.outliers))
view.loads(answers.store().uploads())
