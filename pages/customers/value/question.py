"""What the value page asks, for its answers and for the overview."""

import streamlit as st

from cx.customers import value
from cx.text.formatting import _, number, percent
from pages.shared import assumptions_drawer, url_state
from pages.shared.changes import Subject

USUAL = {"months": value.HORIZONS[0], "discount_rate": value.DISCOUNT_RATE}
"""What the page begins with."""
USUAL_RATE = round(100 * value.DISCOUNT_RATE)


def horizon() -> dict:
    """The horizon and the discount rate, chosen on the page."""
    url_state.restore("horizon", value.HORIZONS, value.HORIZONS[0])
    months = st.segmented_control(
        _("Horizon"), value.HORIZONS, key="horizon", required=True, label_visibility="collapsed", width="content",
        format_func=lambda months: _("{n} months").format(n=number(months)),
    )  # fmt: skip
    url_state.hold("horizon", str(months), str(value.HORIZONS[0]))
    url_state.restore("discount", range(51), USUAL_RATE)
    label = _("Discounted at {rate}").format(rate=percent(st.session_state["discount"] / 100))
    with st.popover(label, icon=":material/tune:"):
        rate = st.slider(
            _("Discount rate a year"), 0, 50, format="%d%%", key="discount",
            help=_("An assumption: what money a year from now is worth less."),
        )  # fmt: skip
    url_state.hold("discount", str(rate), str(USUAL_RATE))
    return {"months": months, "discount_rate": rate / 100}


def asked(chosen) -> dict:
    """Whom the page is about, as the answers of `cx.value` take them."""
    return {"as_of": chosen.scope, "assumptions": assumptions_drawer.chosen()}


def tested(asked: dict) -> dict:
    """The same question for the back-tests, which discount nothing."""
    return {name: value for name, value in asked.items() if name != "discount_rate"}


def compared(chosen) -> Subject:
    """What the page compares with another date: the value over 12 months."""
    before = chosen.compared.until if chosen.compared else None
    return Subject(
        value.changes,
        {"as_of": chosen.scope, "assumptions": assumptions_drawer.chosen(), "before": before},
        lambda _measure, _group: _("Value, 12 months"),
        ("Customer value", "Back-test"),
    )
