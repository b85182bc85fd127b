"""Names: is this a good name? Four tests of each, and what they cannot know."""

import streamlit as st

from cx.errors import CxError
from cx.market import names
from pages.market.names import findings, settings, view
from pages.shared import empty_states, page_title, safe_text

heading = st.container()
with st.container(border=True):
    asked = settings.asked()
try:
    table = names.check(asked.names, asked.rivals, asked.languages)
except CxError as error:
    heading.title(findings.title(names.check([])))
    st.error(safe_text.escaped(str(error)), icon=":material/error:")
    empty_states.end()

title, basis = findings.title(table), findings.basis(asked, table)
page_title.draw(heading, title, basis)
heading.caption(basis)
if table.empty:
    view.nothing()
    empty_states.end()
with st.container(border=True):
    view.results(asked, table, title, basis)
