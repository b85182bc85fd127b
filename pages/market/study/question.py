"""What the study page asks, for its answers and for the overview."""

import streamlit as st

from cx.customers import saved_segments
from cx.customers.type_rules import KINDS
from cx.engine import coverage
from cx.market import study
from cx.market.study import Group
from cx.tables.tiers_and_stages import TIERS
from cx.text.formatting import _
from pages.shared import answers, assumptions_drawer, safe_text, url_state
from pages.shared.changes import Subject

BY = {"tier": "Tier", "type": "Type", "region": "Region", "segment": "Saved segment"}


def any_orders() -> bool:
    """Whether there are orders, without which there are no tiers."""
    return bool(answers.ask(coverage.tables).set_index("kind")["rows"]["orders"])


def group() -> Group:
    """The target group, kept in the address."""
    offered = {
        "tier": list(TIERS),
        "type": [kind for kind in KINDS if kind != "None"],
        "region": answers.ask(coverage.regions),
        "segment": answers.ask(saved_segments.names),
    }
    kinds = [kind for kind in study.BY if offered[kind]]
    with st.container(horizontal=True, vertical_alignment="center"):
        by = _choice(_("Group by"), "study_by", kinds, "tier", lambda kind: _(BY[kind]))
        names, default = offered[by], "Silver" if by == "tier" else offered[by][0]
        name = _choice(_("Target group"), "study_group", names, default, lambda one: _name(by, one))
    return by, name


def _choice(label: str, key: str, options: list[str], default: str, words) -> str:
    url_state.restore(key, options, default)
    given = {"key": key, "label_visibility": "collapsed", "format_func": words}
    if len(options) > 6:
        picked = st.selectbox(label, options, width=240, **given)
    else:
        picked = st.segmented_control(label, options, required=True, **given)
    url_state.hold(key, picked, default)
    return picked


def _name(by: str, name: str) -> str:
    return safe_text.escaped(_(name) if by in ("tier", "type") else name)


def named(of: Group) -> str:
    """What a group is called in a sentence."""
    return _name(*of)


def compared(chosen) -> Subject:
    """What the page compares with another period."""
    before = chosen.compared.until if chosen.compared else None
    given = {"as_of": chosen.as_of, "before": before}
    return Subject(
        study.changes,
        given,
        lambda _measure, subject: _("Very satisfied: {name}").format(name=subject),
        ("Opportunity score",),
    )


def asked(chosen) -> dict:
    """What every answer by tier is asked with."""
    return {"as_of": chosen.as_of, "assumptions": assumptions_drawer.chosen()}
