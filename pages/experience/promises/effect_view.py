"""What a broken promise does to later orders, beside matched customers."""

import pandas as pd
import streamlit as st

from cx.charts.experience import complaints as charts
from cx.experience import promises
from cx.text.formatting import _
from pages.experience.promises import findings, view
from pages.shared import answers, assumptions_drawer, fragments, pictures, python_code, url_state

BY = {"All together": None, "Customer type": "type", "Spend": "spend"}
SPEND = {"low": "Low spend", "middle": "Middle spend", "high": "High spend"}
FEWEST = 30
"""The kind of guarantees is shown first where so many claims were not honoured."""


@fragments.alone
def draw(chosen) -> None:
    """Orders in 180 days as a share of those of matched customers, after promises kept and broken."""
    kinds = answers.ask(promises.kinds_with_effect, as_of=chosen.as_of)
    if kinds.empty or not view.has_orders():
        st.header(_("What a broken promise changes is not known yet"))
        st.caption(_("A promise counts once the 180 days after it was due are over."))
        return
    heading = st.container()
    with st.container(horizontal=True):
        kind = _choice("effect_of", _offered(kinds), findings.kind)
        by = BY[_choice("effect_by", list(BY), _)]
    _draw(chosen, kind, by, heading)


def _offered(kinds: pd.DataFrame) -> list[str]:
    """The kinds, guarantees first where there are enough of them: their refusals are decisions."""
    enough = kinds.loc[kinds["broken"] >= FEWEST, "kind"].tolist() or kinds["kind"].head(1).tolist()
    return sorted(enough, key=lambda kind: kind != "guarantee")


def _draw(chosen, kind: str, by: str | None, heading) -> None:
    asked = {"as_of": chosen.scope, "kind": kind}
    assumptions = assumptions_drawer.chosen()
    whole = answers.ask(promises.effect, **asked, assumptions=assumptions)
    groups = answers.ask(promises.effect, **asked, by=by, assumptions=assumptions) if by else whole.head(0)
    check = answers.ask(promises.effect_check, **asked)
    title = findings.effect_title(kind, whole, check, answers.ask(promises.verdict_from, **asked))
    heading.header(title)
    frames = charts.ratios(whole, groups, check, _row_name(kind), ("kept", "broken"))
    if frames["rows"].empty:
        st.caption(_("A promise counts once the 180 days after it was due are over."))
        return
    balance = answers.ask(promises.effect_balance, **asked)
    table = pd.concat([whole, groups], ignore_index=True)
    pictures.show(
        charts.ratios_chart,
        frames,
        key="promise-effect",
        rows=len(frames["rows"]),
        cases=_("Promises"),
        alt=_("Orders after a promise was kept or broken as a share of those of matched customers"),
        title=title,
        basis=findings.effect_basis(whole),
        note=findings.effect_note(whole, check, balance, chosen.currency),
        table=python_code.joined(table, whole, groups, check, balance) if by else whole,
        terms=("Effect of a broken promise", "Matched customers", "Check of the comparison"),
    )
    st.caption(findings.effect_note(whole, check, balance, chosen.currency))
    if by == "type":
        st.caption(_("Of types, filled: fewer orders than after kept promises to customers of that type."))


def _row_name(kind: str):
    """What a row is called: an outcome, the check, or where there is no outcome a group."""
    outcomes = {"kept": _("Kept in time"), "broken": _("Not kept in time"), "check": _("No such promise (check)")}
    if kind == "guarantee":
        outcomes |= {"kept": _("Honoured"), "broken": _("Not honoured"), "check": _("No claim (check)")}

    def name(outcome: str, group: str | None) -> str:
        if outcome:
            return outcomes[outcome]
        if group is None or pd.isna(group):
            return _("not known then")
        return _(SPEND[group]) if group in SPEND else _("No type") if group == "None" else _(group)

    return name


def _choice(key: str, options: list[str], words) -> str:
    url_state.restore(key, options, options[0])
    name = st.segmented_control(
        _("Kind of promise") if key == "effect_of" else _("Broken down by"),
        options,
        key=key,
        required=True,
        label_visibility="collapsed",
        format_func=words,
    )
    url_state.hold(key, name, options[0])
    return name
