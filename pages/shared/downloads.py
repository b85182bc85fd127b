"""What leaves the app: files that a spreadsheet opens without running anything, text that draws as it is."""

import io
import re
from collections.abc import Callable
from html import escape

import pandas as pd
import streamlit as st

from cx.text.formatting import _

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXCEL_ROWS = 1_048_575
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv(label: str, rows: Callable[[], pd.DataFrame], name: str) -> None:
    """A download button; the file is made on the click."""
    st.download_button(
        label,
        lambda: neutral(rows()).to_csv(index=False).encode("utf-8-sig"),
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
            ("CSV", "csv", "text/csv", lambda: neutral(rows()).to_csv(index=False).encode("utf-8-sig")),
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
    neutral(frame).to_excel(file, index=False, engine="xlsxwriter", engine_kwargs=quiet)
    return file.getvalue()


def neutral(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with an apostrophe before every text that a spreadsheet would take for a formula.

    >>> neutral(pd.DataFrame({"name": ["=1+1", "Ali"], "profit": [-1.0, 2.0]})).name.tolist()
    ["'=1+1", 'Ali']
    """
    made = frame.copy()
    for column in made.columns[[not pd.api.types.is_numeric_dtype(kind) for kind in made.dtypes]]:
        made[column] = [
            f"'{text}" if isinstance(text, str) and text.startswith(FORMULA) else text for text in made[column]
        ]
    return made


def plain(text: str) -> str:
    """Text from data, shown as it is: nothing in it is read as Markdown.

    >>> plain("*a* [b]")
    '\\\\*a\\\\* \\\\[b\\\\]'
    """
    return "".join(f"\\{mark}" if mark in "\\`*_{}[]()#+-.!|<>$~:" else mark for mark in text)


def words(text: str) -> str:
    """What `plain` was made from: text for where nothing reads Markdown.

    >>> words(plain("*a* [b]"))
    '*a* [b]'
    """
    return re.sub(r"\\([\\`*_{}\[\]()#+\-.!|<>$~:])", r"\1", text)


def html(text: str) -> str:
    """Text from data, shown as it is: nothing in it is read as HTML.

    >>> html("<b>")
    '&lt;b&gt;'
    """
    return escape(text)
