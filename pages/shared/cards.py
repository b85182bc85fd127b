"""Small cards: a figure, or a sentence, with its name."""

import streamlit as st

WRAPPED = (
    "div:has(>[data-testid=stMetricDelta]){flex-wrap:wrap}"
    "[data-testid=stMetricDeltaDescription]{flex:none;max-width:100%}"
)
"""In a narrow card what a change is against goes to the next line instead of being cut."""


def figures(pairs: list[tuple[str, str]]) -> None:
    """Small cards two abreast: (name, figure)."""
    with st.grid(2, min_column_width=120):
        for name, figure in pairs:
            st.metric(name, figure, border=True)


def notes(pairs: list[tuple[str, str]]) -> None:
    """Small cards three abreast: (name, what is said), one element each."""
    with st.grid(3, min_column_width=230):
        for name, said in pairs:
            with st.container(border=True, height="stretch"):
                st.markdown(f":gray[:small[{name}]]  \n{said}")
