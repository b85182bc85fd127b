"""Small cards: a figure, or a sentence, with its name."""

import streamlit as st

WRAPPED = """<style>
[data-testid=stMetric] .stMarkdownEllipsis, [data-testid=stMetric] .stMarkdownEllipsis p { white-space: normal;
  overflow: visible; }
[data-testid=stMetric] label, [data-testid=stMetric] label > div:first-child { min-width: 0; height: auto;
  overflow: visible; }
div:has(> [data-testid=stMetricDelta]) { flex-wrap: wrap; }
[data-testid=stMetricDelta], [data-testid=stMetricDeltaDescription] { flex: none; max-width: 100%; }
</style>"""


def style() -> None:
    """Texts of a narrow card go on in the next line instead of being cut."""
    st.html(WRAPPED)


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
