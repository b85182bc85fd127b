"""The assumptions that are set: in this session, and in the address, so that a link shows the same figures."""

import json
import math
from dataclasses import asdict

import streamlit as st

from cx.customers.assumptions import GROSS_MARGIN, Assumptions
from cx.tables.tiers_and_stages import TIERS
from pages.shared import address, url_state

PARAMETER = "assume"
_NUMBERS = dict.fromkeys(
    ("gross_margin", "cost_per_order", "cost_per_contact", "cost_per_ticket", "fixed_cost_a_year"), (int, float)
)
_KINDS = {**_NUMBERS, "clusters": int, "fixed_cost_key": str, "bands": list, "bands_by": str}


def restore() -> None:
    """Before anything of a page: the assumptions that were set in this session, else those of its address."""
    address.read_into("assumptions")
    if st.session_state.get(address.FOLLOWED):
        st.session_state.pop("assumptions", None)
    if "assumptions" not in st.session_state and (said := url_state.asked(PARAMETER)):
        st.session_state["assumptions"] = read(said)


def hold() -> None:
    """After it: the address says what is set by hand."""
    url_state.hold(PARAMETER, written(chosen()) or None)


def written(assumptions: Assumptions) -> str:
    """The assumptions that differ from those from the data, as the address says them.

    >>> written(Assumptions(gross_margin=0.4, clusters=5)), written(Assumptions())
    ('{"gross_margin":0.4,"clusters":5}', '')
    """
    usual = asdict(Assumptions())
    given = {name: value for name, value in asdict(assumptions).items() if value != usual[name]}
    if assumptions.bands:
        given["bands"] = [
            [tier, *(end if math.isfinite(end) else None for end in ends)] for tier, *ends in assumptions.bands
        ]
    return json.dumps(given, separators=(",", ":")) if given else ""


def read(text: str) -> Assumptions:
    """The assumptions that an address says; those from the data where it says nothing that can be.

    >>> read('{"gross_margin":0.4}').gross_margin, read('{"gross_margin":7}').gross_margin, read("nonsense").clusters
    (0.4, None, None)
    """
    try:
        given = json.loads(text, parse_constant=_no_number)
        for name, kind in _KINDS.items():
            if name in given and not isinstance(given[name], kind):
                return Assumptions()
        if "bands" in given:
            given["bands"] = tuple(_band(*one) for one in given["bands"])
        return Assumptions(**given)
    except (ValueError, TypeError, AttributeError):
        return Assumptions()


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no amount")


def _band(tier: str, low: float | None, high: float | None) -> tuple[str, float, float]:
    """A tier's limits; an open end is null in the address."""
    if tier not in TIERS:
        raise ValueError(f"{tier} is no tier")
    return tier, -math.inf if low is None else float(low), math.inf if high is None else float(high)


def chosen() -> Assumptions:
    """The assumptions set in this session or by the address; what was not set comes from the data."""
    return st.session_state.get("assumptions", Assumptions())


def set_to(assumptions: Assumptions) -> None:
    """Take these assumptions from here on, on every page."""
    st.session_state["assumptions"] = assumptions


def gross_margin() -> float:
    """The margin for goods whose cost no line says, as the product pages take it."""
    given = chosen().gross_margin
    return GROSS_MARGIN if given is None else given
