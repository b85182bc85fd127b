"""What do we do with whom, and what is at stake?"""

import streamlit as st

from cx.customers import playbook
from cx.text.formatting import _
from pages.customers.playbook import findings as playbook_findings
from pages.customers.playbook import view as playbook_view
from pages.shared import answers, filters
from pages.shared import assumptions_drawer as settings
from pages.shared import empty_states as empty

chosen = filters.current()
heading = st.container()
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    caption = st.container()
    with st.container(horizontal=True, width="content"):
        saving = playbook_view.saving()
        settings.button(chosen)
asked = {
    "as_of": chosen.as_of,
    "assumptions": settings.chosen(),
    "region": chosen.region,
    "segment": chosen.segment,
    "saving": saving,
}
plays = answers.ask(playbook.plays, **asked)
if plays.customers.sum() == 0:
    empty.nobody(chosen, _("plays"), chosen.since, heading)

above = st.container()  # filled when the main picture is on its way to the browser
left, right = st.columns(2)
with left, st.container(border=True, height="stretch"):
    st.subheader(_("What is at stake, play by play"))
    st.caption(_("Solid: contribution that would leave with them. Pale: what there is to gain."))
    playbook_view.stakes(plays, chosen.currency)
heading.title(playbook_findings.title(plays, chosen.currency))
caption.caption(playbook_findings.basis(plays, saving))
playbook_view.doubts(caption, plays, chosen)
with above:
    playbook_view.cards(plays, chosen)
with right, st.container(border=True, height="stretch"):
    playbook_view.levers(chosen, asked)
playbook_view.customers(chosen, asked, plays)
