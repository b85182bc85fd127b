"""Followers of the map: what one browser edits, the others show within two seconds."""

import streamlit as st

from cx.experience.journey import map_versions
from pages.shared import answers

SECONDS = 2


def draw() -> None:
    """At the end of a page that shows the map: draws it anew once somebody edited it."""
    _watch(map_versions.key(answers.store()))


@st.fragment(run_every=SECONDS)
def _watch(shown: str) -> None:
    if map_versions.key(answers.store()) != shown:
        st.rerun()
