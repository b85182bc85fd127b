"""A first map, proposed from the company's own channels, topics and survey subjects, where there is none yet."""

import streamlit as st

from cx import definitions
from cx.experience import journey
from cx.experience.journey import map_draft
from cx.text.formatting import _, count, number
from pages.experience.journey import editing
from pages.shared import answers, empty_states, list_height


def draw(heading) -> None:
    """The whole page while there is no map: what waits for a place, and a map to begin with."""
    proposed, names = answers.ask(journey.proposal), answers.ask(journey.waiting)
    if proposed.empty:
        heading.title(_("No journey yet"))
        empty_states.needs("journey", _("Upload the touchpoints of the journey to see where the experience breaks."))
        empty_states.needs("touchpoints", _("Upload contacts, and a map is proposed from their channels."))
        editing.button(_("Draw the map here"))
        return
    one = _("Draw the journey: 1 channel or topic waits for a place")
    title = one if names == 1 else _("Draw the journey: {n} channels and topics wait for a place")
    heading.title(title.format(n=number(names)))
    heading.caption(_("Proposed from your channels, ticket topics and survey subjects. Accept it, then edit it."))
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            size = count(len(proposed), _("touchpoint"), _("touchpoints"))
            st.header(_("A first map: {size}").format(size=size), help=definitions.of("Proposed map").says)
            if st.button(_("Use this map"), icon=":material/check:", type="primary", key="use-proposal"):
                map_draft.replace(answers.store(), proposed)
                st.rerun()
        _table(proposed)
    empty_states.needs("journey", _("Have a map of your own? Upload it as a CSV."))


def _table(proposed) -> None:
    shown = proposed.assign(
        step=[_(step.capitalize()) for step in proposed["step"]], p=[_(p.capitalize()) for p in proposed["p"]]
    )
    names = {
        "step": _("Step"), "touchpoint": _("Touchpoint"), "met_by": _("Who met it: rows of"),
        "asked_as": _("Asked as"), "topics": _("Ticket topics"), "p": "P", "team": _("Team"),
    }  # fmt: skip
    st.dataframe(
        shown[list(names)],
        hide_index=True,
        height=list_height.whole_rows(len(shown), most=40),
        column_config=names,
        placeholder="–",
    )
