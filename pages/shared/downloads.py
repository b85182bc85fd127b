"""Download buttons: rows as CSV, Excel and Parquet."""

import io
from collections.abc import Callable

import pandas as pd
import streamlit as st

from cx.text.formatting import _
from pages.shared import safe_text

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXCEL_ROWS = 1_048_575


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


def files(rows: Callable[[], pd.DataFrame], name: str) -> None:
    """A button with the rows as CSV, Excel and Parquet; each file is made on its click."""
    with st.popover(_("Export"), icon=":material/download:"):
        for label, ending, kind, made in (
            ("CSV", "csv", "text/csv", lambda: safe_text.neutral(rows()).to_csv(index=False).encode("utf-8-sig")),
            ("Excel", "xlsx", EXCEL, lambda: excel(rows())),
            ("Parquet", "parquet", "application/vnd.apache.parquet", lambda: rows().to_parquet(index=False)),
        ):
            st.download_button(
                label,
                made,
                f"{name}.{ending}",
                kind,
                key=f"download-{name}.{ending}",
                on_click="ignore",
                width="stretch",
            )


def excel(frame: pd.DataFrame) -> bytes:
    """One sheet, numbers as numbers, text that no spreadsheet runs. Raises ValueError above EXCEL_ROWS rows."""
    if len(frame) > EXCEL_ROWS:
        raise ValueError(f"Excel holds {EXCEL_ROWS:,} rows, this has {len(frame):,}: take CSV or Parquet.")
    file = io.BytesIO()
    quiet = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    safe_text.neutral(frame).to_excel(file, index=False, engine="xlsxwriter", engine_kwargs=quiet)
    return file.getvalue()
