"""Who is on the mailing list and who is left out: a table that adds up to all customers."""

import streamlit as st

from cx import definitions
from cx.market import offers
from cx.text.formatting import _
from pages.market.campaigns import mailing_settings, offer_findings
from pages.shared import answers, list_columns, list_height, list_slides

KEY = "mailing-exclusions"


def draw(chosen, asked: dict) -> None:
    """All customers, less those of each reason, is the list."""
    counts = answers.ask(offers.exclusions, **asked)
    title = offer_findings.exclusions_title(counts)
    st.header(title, help=definitions.of("Mailing list").says)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(offer_findings.exclusions_basis(counts, asked["consent"], chosen), width="stretch")
        mailing_settings.draw(asked["consent"])
    table = offer_findings.adding_up(counts, bool(asked["consent"]))
    columns = {
        "step": list_columns.text(_("In this order"), width=230),
        "customers": list_columns.money(_("Customers"), "", width=80),
        "left": list_columns.money(_("Left"), "", width=70),
    }
    box = st.container(key=f"picture-list-{KEY}")
    box.dataframe(
        table,
        column_config=columns,
        hide_index=True,
        height=list_height.whole_rows(len(table), most=len(table)),
        key=KEY,
        alt=title,
    )
    list_slides.draw(box, table, columns, KEY, title, (_("step"), _("steps")))
