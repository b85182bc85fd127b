"""Why experience pays: cost to keep and to win, what each lever is worth, growth of kept customers, referrals."""

import streamlit as st

from cx.customers.economics import DISCOUNT
from cx.text.formatting import _
from pages.customers.value import why_costs, why_growth


def draw(chosen, discount: float = DISCOUNT) -> None:
    """The four parts, two by two; discount : a year, for the value of a new customer."""
    if chosen.narrowed_to:
        st.caption(
            _(
                "Costs, levers and referrals are of all customers: costs are not known by region, channel of first"
                " touch or segment."
            )
        )
    for parts in ((why_costs.sides, why_costs.levers), (why_growth.growth, why_growth.referrals)):
        for column, part in zip(st.columns(2), parts, strict=True):
            with column.container(border=True, height="stretch"):
                part(chosen, discount) if part is why_costs.levers else part(chosen)
