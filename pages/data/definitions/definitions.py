"""What does each number mean, how is it computed, and what does it leave out?"""

import streamlit as st

from cx import definitions
from cx.text.formatting import _, count, number
from pages.data.definitions import glossary

st.title(_("{n} terms with formulas and exclusions").format(n=number(len(definitions.EVERY))))
st.caption(_("Search all terms, or choose a subject. The same texts appear in the tooltips and with every picture."))
words = st.text_input(
    _("Search all terms"),
    key="q",
    bind="query-params",
    placeholder=_("Search all terms, e.g. profit, window, peak"),
    label_visibility="collapsed",
    icon=":material/search:",
)
if words:
    found = glossary.matching(words, None)
    st.caption(count(len(found), _("term matches"), _("terms match")))
    if not found:
        st.caption(_("No term matches. Clear the search or use other words."))
    glossary.results(glossary.by_subject(found, words))
else:
    subject = st.pills(
        _("Subject"),
        definitions.SUBJECTS,
        default=definitions.SUBJECTS[0],
        required=True,
        key="subject",
        bind="query-params",
        label_visibility="collapsed",
        format_func=_,
    )
    glossary.section(subject, glossary.matching("", subject))
