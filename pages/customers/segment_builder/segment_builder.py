"""Which customers meet these conditions, and what are they worth?"""

import streamlit as st

from cx import definitions
from cx.customers import segment_rules
from cx.text.formatting import _
from pages.customers.segment_builder import draft, editor, findings, view
from pages.shared import answers, empty_states, filters

chosen = filters.current()
everybody = answers.ask(segment_rules.count, rule=view.EVERYBODY, as_of=chosen.as_of)
if everybody["customers"] == 0:
    empty_states.nobody(chosen, _("segments"))

draft.restore()
heading = st.container()
with st.container(border=True):
    rule = editor.draw()
draft.hold(rule)
found = answers.ask(segment_rules.count, rule=rule, as_of=chosen.as_of) if rule else everybody
with heading:
    st.title(findings.title(found if rule else None, chosen.currency))
    st.caption(findings.basis(found, everybody, chosen), help=definitions.of("Segment rule").says)
    view.sentence(rule)
if rule:
    view.customers(chosen, rule)
view.saved()
