"""The drawer of the customer types' thresholds: each with what it stands for, and who would change type; kept for
everybody.
"""

import pandas as pd
import streamlit as st

from cx.customers import customer_types, type_rules
from cx.customers.type_rules import KINDS, LACKS, SHARES, STANDARD, TYPES, WORDS, RuleError, TypeRules
from cx.text.formatting import _, count, number
from pages.shared import answers

FIELDS = {
    "Loyal": {
        "loyal_orders": "Orders, at least",
        "loyal_days": "Days since first order, at least",
        "loyal_quarters": "Quarters with an order, at least %",
        "promoter": "Mean NPS answer, if asked, at least",
    },
    "Social": {
        "social_orders": "Orders in 12 months, at least",
        "social_share": "Of them with staff help or a referral, at least %",
        "assist_days": "Days since staff help, at most",
        "referral_days": "Days since referral, at most",
    },
    "Need-based": {
        "need_orders": "Orders in 12 months, at least",
        "need_categories": "Categories, at most",
        "need_discount": "Discount share, times the company's, at least",
    },
    "Impatient": {
        "impatient_days": "Days from first touch to first order, at most",
        "delay_hours": "Late answer after hours",
        "left_days": "Lapsed after days without an order",
        "speed_words": "Words for speed",
        "delay_words": "Words for delay in a ticket",
        "delay_reasons": "Words for delay in a reason for leaving",
    },
}


def button(as_of, rules: TypeRules) -> None:
    """Opens the drawer; says whether the thresholds are one's own."""
    label = _("Thresholds") if rules == STANDARD else _("Thresholds · custom")
    if st.button(label, icon=":material/tune:", help=_("Thresholds for each type")):
        _drawer(as_of, rules)


@st.dialog(_("Thresholds of the types"), position="right", width="medium")
def _drawer(as_of, rules: TypeRules) -> None:
    st.caption(
        _(
            "Customers matching several types get the first. Changes are shown below; saved thresholds apply to all"
            " users."
        )
    )
    locked = answers.ask(customer_types.lacking, as_of=as_of)
    given = {}
    for kind in TYPES:
        with st.expander(_(kind), expanded=kind == TYPES[0], icon=":material/lock:" if kind in locked else None):
            if kind in locked:
                st.caption(_("Not known without {why}.").format(why=_(LACKS[kind][1])))
            with st.grid(2, min_column_width=200):
                given |= {name: _field(name, text, rules) for name, text in FIELDS[kind].items()}
    try:
        made = TypeRules(**given)
    except RuleError as error:
        st.error(str(error), icon=":material/error:")
        return
    if made != rules:
        _effect(as_of, made)
    with st.container(horizontal=True):
        if st.button(_("Save thresholds"), type="primary", icon=":material/bookmark_add:", disabled=made == rules):
            type_rules.keep(answers.store(), made)
            st.rerun()
        if rules != STANDARD and st.button(_("Reset to standard"), icon=":material/restart_alt:"):
            type_rules.keep(answers.store(), STANDARD)
            st.rerun()


def _field(name: str, text: str, rules: TypeRules) -> float | int | str:
    now = getattr(rules, name)
    if name in WORDS:
        words = st.text_input(_(text), now.replace("|", ", "), key=f"rule-{name}")
        return "|".join(part.strip().lower() for part in words.split(",") if part.strip())
    if name in SHARES:
        share = st.number_input(_(text), 0, 100, round(100 * now), 5, key=f"rule-{name}")
        return now if share == round(100 * now) else share / 100
    return st.number_input(
        _(text),
        0 if isinstance(now, int) else 0.0,
        None,
        now,
        key=f"rule-{name}",
        format="%d" if isinstance(now, int) else "%.1f",
    )


def _effect(as_of, made: TypeRules) -> None:
    """How many customers would have another type, and how many each type would have."""
    moves = answers.ask(customer_types.moves, as_of=as_of, rules=made)
    changing = moves.customers[moves.kind != moves.becomes].sum()
    st.markdown(
        _("**{people}** would have another type.").format(people=count(changing, _("customer"), _("customers")))
    )
    sums = [moves.groupby(side).customers.sum().reindex(KINDS, fill_value=0) for side in ("kind", "becomes")]
    shown = pd.DataFrame(
        {
            _("Type"): [_(kind) for kind in KINDS],
            _("Now"): [number(n) for n in sums[0]],
            _("With these"): [number(n) for n in sums[1]],
        }
    )
    st.dataframe(
        shown, hide_index=True, height="content", alt=_("Customers of each type, now and with these thresholds")
    )
