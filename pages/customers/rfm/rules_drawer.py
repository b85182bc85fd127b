"""The drawer of the RFM rules: groups, bounds, what is wrong with them; kept in the store for everybody."""

import pandas as pd
import streamlit as st

from cx.customers.rfm import rules as rfm_rules
from cx.customers.rfm.rules import MEASURES, Group, RuleError, Rules
from cx.text.formatting import _
from pages.customers.rfm import findings
from pages.shared import answers

SIDES = [f"{measure}_{end}" for measure in MEASURES for end in ("from", "to")]
HEADS = {
    "recency_from": "R from", "recency_to": "R to", "frequency_from": "F from", "frequency_to": "F to",
    "money_from": "M from", "money_to": "M to",
}  # fmt: skip
EXAMPLE = {
    "recency": (365.0, 180.0, 90.0, 30.0),
    "frequency": (2.0, 3.0, 5.0, 10.0),
    "money": (50.0, 100.0, 250.0, 1000.0),
}


def button(rules: Rules) -> None:
    """Opens the drawer; says whether the rules are one's own."""
    label = _("Groups and thresholds") if rules == Rules() else _("Groups and thresholds · custom")
    if st.button(label, icon=":material/tune:", help=_("Names, score ranges and score thresholds")):
        _drawer(rules)


@st.dialog(_("Groups and thresholds"), position="right", width="medium")
def _drawer(rules: Rules) -> None:
    st.caption(_("A group is a range of scores; the first matching group applies. Saved for all users."))
    table = pd.DataFrame([vars(group) for group in rules.groups], columns=["name", *SIDES])
    score = {name: st.column_config.NumberColumn(_(HEADS[name]), min_value=1, max_value=5, step=1) for name in SIDES}
    edited = st.data_editor(
        table,
        column_config={"name": st.column_config.TextColumn(_("Group"), required=True), **score},
        num_rows="dynamic",
        height="content",
        hide_index=True,
        key="rfm-editor",
    )
    own = any(getattr(rules, measure) for measure in MEASURES)
    by = st.segmented_control(
        _("Scores"),
        ["Quintiles", "Custom thresholds"],
        default="Custom thresholds" if own else "Quintiles",
        required=True,
        key="rfm-by",
        format_func=_,
    )
    bounds = _bounds(rules) if by == "Custom thresholds" else {}
    try:
        made = Rules(_groups(edited), **bounds)
    except RuleError as error:
        st.error(str(error), icon=":material/error:")
        return
    problems = rfm_rules.check(made)
    st.markdown(findings.checked(problems) if len(problems) else _("No gap and no overlap."))
    with st.container(horizontal=True):
        if st.button(_("Save groups"), type="primary", icon=":material/bookmark_add:", disabled=made == rules):
            rfm_rules.keep(answers.store(), made)
            st.rerun()
        if rules != Rules() and st.button(_("Reset to standard"), icon=":material/restart_alt:"):
            rfm_rules.keep(answers.store(), Rules())
            st.rerun()


def _bounds(rules: Rules) -> dict[str, tuple[float, ...]]:
    st.caption(_("Threshold of each score: days at most, orders and money at least."))
    names = {"recency": _("Days, at most"), "frequency": _("Orders, at least"), "money": _("Money, at least")}
    now = pd.DataFrame(
        [getattr(rules, measure) or EXAMPLE[measure] for measure in MEASURES],
        columns=[f"{_('Score')} {score}" for score in (2, 3, 4, 5)],
        index=[names[measure] for measure in MEASURES],
    )
    edited = st.data_editor(now, height="content", key="rfm-bounds")
    return {measure: tuple(map(float, row)) for measure, row in zip(MEASURES, edited.to_numpy(), strict=True)}


def _groups(edited: pd.DataFrame) -> tuple[Group, ...]:
    whole = edited.dropna(subset=["name"]).fillna({side: 1 if side.endswith("from") else 5 for side in SIDES})
    return tuple(
        Group(str(row["name"]).strip(), *(int(row[side]) for side in SIDES)) for row in whole.to_dict("records")
    )
