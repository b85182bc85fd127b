"""What does each number mean, how is it computed, and what does it leave out?"""

import streamlit as st

from cx import definitions
from cx.text.formatting import _, number
from pages.data.definitions import glossary
from pages.shared import url_state

st.title(_("{n} terms with formulas and exclusions").format(n=number(len(definitions.EVERY))))
st.caption(_("The same texts appear in the tooltips."))
url_state.restore_text("q")
url_state.restore("subject", definitions.SUBJECTS, None)
with st.container(horizontal=True, vertical_alignment="center"):
    words = st.text_input(
        _("Search"),
        key=url_state.TERM,
        placeholder=_("e.g. profit, window, peak"),
        label_visibility="collapsed",
        icon=":material/search:",
        width=320,
    )
    subject = st.pills(_("Subject"), definitions.SUBJECTS, key="subject", label_visibility="collapsed")
url_state.hold("q", words, "")
url_state.hold("subject", subject)

found = glossary.matching(words, subject)
if not found:
    st.caption(_("No term matches. Clear the search or the subject."))
for name in dict.fromkeys(one.subject for one in found):
    glossary.section(name, [one for one in found if one.subject == name])
