"""Under every page: how many rows its figures rest on, and how many were left out."""

import streamlit as st

from cx import quality
from cx.text.formatting import _, number
from pages.shared import answers, menu

PALE = """<style>
.st-key-footer a p { font-size: 0.85rem; opacity: 0.7; }
</style>"""


def draw(page: str) -> None:
    """One line that leads to the quality page; nothing in an empty store and on that page itself."""
    totals = answers.ask(quality.totals)
    if not totals["rows_read"] or page == "quality":
        return
    with st.container(key="footer"):
        st.html(PALE)
        st.page_link(menu.path("quality"), label=words(totals["rows_used"], totals["rows_aside"]))


def words(used: int, aside: int) -> str:
    """Rows in use and rows left out.

    >>> words(82345, 612), words(1, 0)
    ('82,345 rows in use · 612 excluded', '1 row in use · none excluded')
    """
    rows = _("1 row in use") if used == 1 else _("{n} rows in use").format(n=number(used))
    left = _("{n} excluded").format(n=number(aside)) if aside else _("none excluded")
    return f"{rows} · {left}"
