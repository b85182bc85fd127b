"""Names of the map's rows on a narrow screen: they stay while its columns scroll."""

import pandas as pd
import streamlit as st

from cx.charts.palette import colours
from pages.shared import safe_text

BOX = "journey-scrolling"
"""Key of the container that holds the names and the picture."""
COLUMN, NAMES = 62, 92
"""Pixels of a column and of the names: a narrower screen scrolls."""
BESIDE = 80
"""Pixels of the page beside the picture."""


def draw(labels: pd.DataFrame, columns: int, theme: str) -> None:
    """The names over those of the picture that scroll away; to be drawn in the container BOX, before the picture.

    labels : y in pixels of the picture, text, style; columns : how many touchpoints the picture has
    """
    ink, width, height = colours(theme), NAMES + COLUMN * columns, labels["y"].max() + 20
    names = "".join(
        f'<span class="{row.style}" style="top:{row.y:.0f}px">{safe_text.html(row.text)}</span>'
        for row in labels[labels["style"] != "value"].itertuples()
    )
    st.html(
        f"""<style>
        .st-key-{BOX} {{ position: relative; }}
        .st-key-{BOX} > :has(.journey-names) {{ position: absolute; top: 0; left: 0; z-index: 2;
          pointer-events: none; }}
        .st-key-{BOX} [class*=st-key-picture-] {{ overflow-x: auto; }}
        .st-key-{BOX} [data-testid=stVegaLiteChart] {{ min-width: {width}px; }}
        .journey-names {{ display: none; width: {NAMES - 4}px; height: {height}px; background: {ink["paper"]}; }}
        .journey-names span {{ position: absolute; transform: translateY(-50%); line-height: 1; font-size: 10.5px;
          font-weight: 600; color: {ink["text"]}; }}
        .journey-names .small {{ font-size: 9px; font-weight: 400; color: {ink["muted"]}; }}
        @media (max-width: {width + BESIDE}px) {{ .journey-names {{ display: block; }} }}
        </style><div class="journey-names" aria-hidden="true">{names}</div>"""
    )
