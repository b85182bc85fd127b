"""The assumptions that are set: in this session, and in the address, so that a link shows the same figures."""

import streamlit as st

from cx.customers import assumption_sets
from cx.customers.assumptions import GROSS_MARGIN, Assumptions
from pages.shared import address, answers, url_state

PARAMETER = "assume"


def restore() -> None:
    """Before anything of a page: the assumptions that were set in this session, else those of its address."""
    address.read_into("assumptions")
    if st.session_state.get(address.FOLLOWED):
        st.session_state.pop("assumptions", None)
    if "assumptions" not in st.session_state and (said := url_state.asked(PARAMETER)):
        st.session_state["assumptions"] = read(said)


def hold() -> None:
    """After it: the address says what is not as in the company default."""
    now = chosen()
    url_state.hold(PARAMETER, None if now == default() else assumption_sets.to_json(now))


def read(text: str) -> Assumptions:
    """The assumptions that an address says; the company default where it says nothing that can be."""
    try:
        return assumption_sets.from_json(text)
    except ValueError:
        return default()


def default() -> Assumptions:
    """The company default: what a page shows where nothing was set."""
    return answers.ask(assumption_sets.company_default)


def chosen() -> Assumptions:
    """The assumptions set in this session or by the address, else the company default."""
    return st.session_state.get("assumptions") or default()


def set_to(assumptions: Assumptions) -> None:
    """Take these assumptions from here on, on every page."""
    st.session_state["assumptions"] = assumptions


def reset() -> None:
    """Take the company default from here on, whatever the address still says."""
    set_to(default())


def gross_margin() -> float:
    """The margin for goods whose cost no line says, as the product pages take it."""
    given = chosen().gross_margin
    return GROSS_MARGIN if given is None else given
