"""What lies under the pictures of the segments page: the customers first, then one tab for each way to look deeper."""

import streamlit as st

from cx.text.formatting import _
from pages.customers.segments import certainty, exploring, pictures, selected_customers
from pages.shared import address, url_state


def draw(chosen, assumptions, given: dict, said: list[str]) -> None:
    """The tabs; only the open one is computed, and the address names it.

    given, said : the question that the customers of the selection answer, what was picked in words
    """
    views = {
        "customers": (_("Customers"), lambda: selected_customers.customers(chosen, given, said)),
        "mix": (_("Tier mix"), lambda: exploring.tier_mix(chosen, assumptions)),
        "compare": (_("Compare"), lambda: exploring.compare(chosen, assumptions, given, said)),
        "sure": (_("Confidence"), lambda: certainty.draw(chosen, assumptions)),
        "money": (_("Profit and loss"), lambda: pictures.ledger(chosen, assumptions)),
    }
    titles = {name: label for name, (label, _view) in views.items()}
    address.read_into("view_tab")
    if "view_tab" not in st.session_state:
        st.session_state["view_tab"] = titles.get(url_state.asked("view"), titles["customers"])
    tabs = st.tabs(list(titles.values()), key="view_tab", on_change="rerun")
    for tab, (name, (_label, view)) in zip(tabs, views.items(), strict=True):
        if tab.open:
            url_state.hold("view", name, "customers")
            with tab:
                view()
