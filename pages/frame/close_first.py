"""Closes an open box in the browser before a link leads to another page: see `close_first.js`."""

from pathlib import Path

import streamlit as st

_listener = st.components.v2.component("close_first", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"))


def draw() -> None:
    """Listen from now on; drawn under everything, as even an empty part keeps a gap."""
    _listener(key="close_first")
