"""Published results beside those of this program, computed on the spot."""

import pandas as pd
import streamlit as st

from cx.customers import value
from cx.text.formatting import _
from pages.customers.value import findings
from pages.shared import fragments, list_columns, list_height


@fragments.alone
def draw() -> None:
    """The checks against the papers, and a button that computes them again."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        heading = st.container(width="stretch")
        if st.button(_("Run again"), icon=":material/refresh:", key="papers_again"):
            _checks.clear()
    table = _checks()
    heading.header(findings.papers_title(table))
    st.caption(_("Does our maths match the papers? Computed now, on the data of the papers: CDNOW, 2,357 customers."))
    shown = table.assign(passes=[_("yes") if passes else _("no") for passes in table["passes"]])
    st.dataframe(
        shown, hide_index=True, height=list_height.whole_rows(len(shown)), key="papers_rows",
        column_config={
            "check": list_columns.text(_("Check"), width="medium"),
            "published": list_columns.text(_("Published")),
            "here": list_columns.text(_("Here")),
            "passes": list_columns.text(_("Match"), width="small"),
        },
    )  # fmt: skip


@st.cache_data(show_spinner=False)
def _checks() -> pd.DataFrame:
    return value.papers()
