"""How much of what came in is in use, what was left out and why, and where are there gaps?"""

import streamlit as st

from cx.quality import report as quality
from pages.data.quality import view as quality_view
from pages.shared import answers
from pages.shared import empty_states as empty

totals = answers.ask(quality.totals)
if not totals["rows_read"]:
    empty.no_data()
    empty.end()

st.title(quality_view.title(totals))
tables, months = answers.ask(quality.tables), answers.ask(quality.months)
st.caption(quality_view.caption(totals, tables, months))
with st.container(border=True):
    quality_view.coverage(months)
with st.container(border=True):
    quality_view.left_out(answers.ask(quality.reasons))
with st.grid(2, min_column_width=420):
    with st.container(border=True, height="stretch"):
        quality_view.missing(answers.ask(quality.missing))
    with st.container(border=True, height="stretch"):
        quality_view.orphans(answers.ask(quality.orphans))
with st.container(border=True):
    quality_view.outliers(answers.ask(quality.outliers))
quality_view.loads(answers.store().uploads())
