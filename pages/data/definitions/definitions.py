"""What does each number mean, how is it computed, and what does it leave out?"""

import streamlit as st

from cx import definitions
from cx.text.formatting import _, count, number
from pages.data.definitions import glossary
from pages.shared import url_state

st.title(_("{n} terms with formulas and exclusions").format(n=number(len(definitions.EVERY))))
st.caption(_("Search all terms, or choose a subject. The same texts appear in the tooltips and with every picture."))
url_state.restore_text(url_state.TERM)
words = st.text_input(
    _("Search all terms"),
    key=url_state.TERM,
    placeholder=_("Search all terms, e.g. profit, window, peak"),
    label_visibility="collapsed",
    icon=":material/search:",
)
url_state.hold(url_state.TERM, words, "")
if words:
    found = glossary.matching(words, None)
    st.caption(count(len(found), _("term matches"), _("terms match")))
    if not found:
        st.caption(_("No term matches. Clear the search or use other words."))
    glossary.results(glossary.by_subject(found, words))
else:
    url_state.restore("subject", definitions.SUBJECTS, definitions.SUBJECTS[0])
    subject = st.pills(
        _("Subject"), definitions.SUBJECTS, required=True, key="subject", label_visibility="collapsed", format_func=_
    )
    url_state.hold("subject", subject, definitions.SUBJECTS[0])
    glossary.section(subject, glossary.matching("", subject))
