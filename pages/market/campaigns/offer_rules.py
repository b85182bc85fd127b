"""The picture of the three rules for next offers."""

import pandas as pd
import streamlit as st

from cx.charts.market import offers as charts
from cx.text.formatting import _
from pages.market.campaigns import offer_findings
from pages.shared import empty_states, pictures


def draw(chosen, rules: pd.DataFrame) -> None:
    """How often each rule would have hit; without products, or before a test is possible, what is lacking."""
    title = offer_findings.rules_title(rules)
    st.header(title)
    if rules.empty:
        empty_states.needs("orders", _("Orders with a column product_id: next offers need to know what was bought."))
        return
    if not rules["n"].iloc[0]:
        st.caption(offer_findings.no_test(chosen.as_of))
        return
    basis = offer_findings.rules_basis(rules, chosen.as_of)
    st.caption(basis)
    pictures.show(
        charts.rates_chart,
        charts.rates(rules, offer_findings.rule),
        key="offer_rules",
        rows=len(rules),
        alt=_("Customers who bought one of three offers, by rule"),
        title=title,
        basis=basis,
        note=_("Line: 95% interval; strong: the rule in use"),
        table=rules,
        terms=("Next offer", "Hit rate of offers"),
    )
    st.caption(offer_findings.why_used(rules))
