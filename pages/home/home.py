"""How do we stand, what changed, what next?"""

import streamlit as st

from cx import home
from cx.customers import contribution
from cx.text.formatting import _
from pages.home import findings, page_parts, tiles, view
from pages.shared import answers, assumptions_drawer, empty_states, filters, page_title, safe_text

chosen = filters.current()
asked = {"as_of": chosen.scope, "assumptions": assumptions_drawer.chosen()}
span = answers.ask(contribution.window, as_of=chosen.as_of)
tiers = tiles.customers(chosen)
before = chosen.compared.until if chosen.compared else None
changes = answers.ask(home.changes, before=before, **asked)

if tiers.customers.sum():
    basis = findings.basis(tiers, changes, span, chosen)
    page_title.draw(st, findings.title(changes, span, chosen.currency), basis)
    st.caption(basis)
else:
    title, sentence = empty_states.found_instead(chosen, _("tiers"), chosen.since)
    st.title(title)
    st.caption(sentence)
assumed = assumptions_drawer.assumed_values(chosen)
if assumed:
    st.caption(safe_text.escaped(assumed))

tiles.draw(chosen, tiers)
view.flow(asked, tiers, span, chosen.currency)
if not changes.empty:
    with st.grid(2, min_column_width=420):
        next_to_do, changed = (st.container(border=True, height="stretch") for _place in range(2))
    with changed:
        view.changes(changes, chosen)
below = st.container()
view.freshness()
if not changes.empty:  # last, as some of it takes long once for the data as they are
    with next_to_do:
        view.actions(asked, chosen.currency)
    with below:
        page_parts.draw(chosen)
