"""Takes out of the browser's address what was carried from another page and means nothing on this one."""

from pathlib import Path

import streamlit as st

from pages.shared import address

_bar = st.components.v2.component("address_bar", js=(Path(__file__).parent / "address_bar.js").read_text("utf-8"))


def trim() -> None:
    """Once the page is drawn; it takes no room, and no step for the browser's back button."""
    if both := address.trimmed():
        _bar(key="address_bar", data={"was": both[0], "is": both[1]})
