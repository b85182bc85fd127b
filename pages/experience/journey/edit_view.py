"""The map of the journey while it is edited: the grid, what has no place, and the figures before and after."""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.experience import journey
from cx.experience.journey import map_changes
from cx.text.formatting import _
from pages.experience.journey import (
    edit_changes,
    edit_elsewhere,
    edit_findings,
    edit_grid,
    edit_tools,
    editing,
    follow,
    question,
)
from pages.shared import answers


def draw(chosen) -> None:
    """The whole page while the map is edited."""
    refused = edit_grid.take()
    follow.draw()
    asked, valued = question.asked(chosen), question.valued(chosen)
    rows = journey.rows(answers.store())
    figures = answers.ask(map_changes.figures, **valued)
    st.title(edit_findings.title(rows))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(_("Everybody sees the same map; figures refresh with each change."), width="content")
        with st.container(horizontal=True, width="content"):
            editing.back()
            edit_tools.versions()
            edit_tools.save()
    for sentence in refused:
        st.warning(sentence, icon=":material/info:")
    edit_tools.say()
    with st.container(border=True):
        _map(rows, dict(zip(figures["touchpoint"], figures["people"], strict=True)))
    _problems(chosen, rows)
    left, right = st.columns([3, 2])
    with left.container(border=True, height="stretch"):
        edit_elsewhere.draw(asked, rows)
    with right.container(border=True, height="stretch"):
        edit_changes.draw(valued, chosen.currency)


def _map(rows: pd.DataFrame, people: dict[str, int]) -> None:
    st.header(_("The map of the company"), help=definitions.of("Version of the map").says)
    with st.container(horizontal=True, gap="small"):  # on the left: the grid's own tools come up on the right
        edit_tools.steps()
        edit_tools.add()
        edit_tools.remove(rows)
        edit_tools.csv(rows)
    edit_grid.draw(rows, people)
    st.caption(
        _("Change a cell and the figures follow. The first column orders the touchpoints of a step. People: 12 months.")
    )


def _problems(chosen, rows: pd.DataFrame) -> None:
    """What is not right on the map, a sentence each."""
    found = answers.ask(journey.problems, as_of=chosen.as_of)
    if found.empty:
        return
    with st.container(border=True, key="map-problems"):
        title = _("1 entry of the map needs a look") if len(found) == 1 else _("{n} entries of the map need a look")
        st.header(title.format(n=len(found)))
        for row in found.itertuples():
            st.markdown(f":material/error: {edit_findings.problem(row)}")
