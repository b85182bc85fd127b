"""Download buttons: rows as CSV."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pages.shared import safe_text


def csv(label: str, rows: Callable[[], pd.DataFrame], name: str) -> None:
    """A download button; the file is made on the click."""
    st.download_button(
        label,
        lambda: safe_text.neutral(rows()).to_csv(index=False).encode("utf-8-sig"),
        name,
        "text/csv",
        icon=":material/download:",
        key=f"download-{name}",
        on_click="ignore",
    )
