"""Assumption sets in the drawer: save what is set by name, take another, make one the company default.

And the strip over each page whose assumptions are not those of the company default.
"""

import streamlit as st

from cx.customers import assumption_sets, contribution
from cx.customers.assumptions import Assumptions
from cx.errors import CxError
from cx.tables.customer_measures import title
from cx.text.formatting import _, count, day, money, number, percent
from pages.shared import answers, assumptions_state, safe_text, undo_delete

PLACE = "assumption-sets"


def strip(view) -> None:
    """Over a page: what differs from the company default, and the way back to it; nothing where nothing does."""
    default, now = assumptions_state.default(), assumptions_state.chosen()
    if now == default:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="assumptions-strip"):
        said = _("Assumptions differ from the company default: {changes}")
        st.markdown(":material/tune: " + said.format(changes=" · ".join(_changes(view, now, default))), width="content")
        st.button(_("Use the company default"), type="tertiary", on_click=assumptions_state.reset, key="use-default")


def draw(view, take) -> None:
    """The sets there are, and the form to save what is set now. take : called with the assumptions of a set."""
    st.markdown(
        f"**{_('Assumption sets')}**",
        help=_("The company default applies to everybody who opens this company, and to cx without assumptions."),
    )
    there = answers.ask(assumption_sets.sets)
    for row in there.itertuples():
        _set(view, row, take)
    if there.is_default.any() and st.button(_("Make the recorded figures the default"), key="no-default"):
        _change(assumption_sets.make_default, None)
    undo_delete.offer(PLACE)
    _form(set(there.name))


def _set(view, row, take) -> None:
    """One set: its name, who made it and when, how it differs from the recorded figures, and what can be done."""
    with st.container(border=True, gap="xsmall"):
        mark = f" :blue-badge[{_('company default')}]" if row.is_default else ""
        st.markdown(f"**{safe_text.escaped(row.name)}**{mark}")
        by = _("{who}, {day}") if row.made_by else "{day}"
        st.caption(by.format(who=safe_text.escaped(row.made_by), day=day(row.made_at)))
        st.caption(" · ".join(_changes(view, row.assumptions, Assumptions())) or _("As recorded"))
        with st.container(horizontal=True, gap="small"):
            if st.button(_("Use"), key=f"use-set-{row.name}", disabled=row.assumptions == assumptions_state.chosen()):
                take(row.assumptions)
                st.rerun()
            if not row.is_default and st.button(_("Make default"), key=f"default-set-{row.name}"):
                _change(assumption_sets.make_default, row.name)
            label = _("Delete {name}").format(name=row.name)
            if st.button("", icon=":material/delete:", key=f"delete-set-{row.name}", type="tertiary", help=label):
                undo_delete.remember(PLACE, assumption_sets.remove(answers.store(), row.name), assumption_sets.restore)
                st.rerun()


def _form(names: set[str]) -> None:
    with st.form("save-assumptions", border=False):
        name = st.text_input(_("Save what is set now as"), max_chars=assumption_sets.LONGEST_NAME)
        made_by = st.text_input(_("Decided by"), max_chars=assumption_sets.LONGEST_NAME)
        is_default = st.checkbox(_("Company default"))
        replaces = st.checkbox(_("Replace a set of the same name"), disabled=not names)
        if st.form_submit_button(_("Save set"), icon=":material/bookmark_add:"):
            given = {"made_by": made_by, "is_default": is_default, "replaces": replaces}
            _change(assumption_sets.save, name, assumptions_state.chosen(), **given)


def _change(function, *given, **named) -> None:
    """Write it and draw the page again; what cannot be is a sentence."""
    try:
        function(answers.store(), *given, **named)
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
    else:
        st.rerun()


# --- differences in words ----------------------------------------------------------------------------------


def _changes(view, now: Assumptions, other: Assumptions) -> list[str]:
    """What is not as in the other assumptions, each with its value in both."""
    asked = [answers.ask(contribution.assumed, as_of=view.as_of, assumptions=one) for one in (now, other)]
    values = [table.set_index("name").value for table in asked]
    said = _("{name} {value} (instead of {other})")
    found = []
    for field in assumption_sets.differences(now, other):
        if field in values[0]:
            here, there = (_amount(field, of[field], view.currency) for of in values)
            found.append(said.format(name=name_of(field), value=here, other=there))
        else:
            found.append(said.format(name=name_of(field), value=_word(now, field), other=_word(other, field)))
    return found


def name_of(field: str) -> str:
    """What an assumption is called."""
    return {
        "gross_margin": _("Gross margin"),
        "cost_per_order": _("Cost per order"),
        "cost_per_contact": _("Cost per contact"),
        "cost_per_ticket": _("Cost per ticket"),
        "fixed_cost_a_year": _("Fixed cost a year"),
        "fixed_cost_key": _("Fixed cost allocated by"),
        "clusters": _("Clusters"),
        "bands": _("Tiers"),
        "bands_by": _("Thresholds on"),
    }[field]


def _amount(field: str, value: float, currency: str) -> str:
    return percent(value, 1) if field == "gross_margin" else safe_text.escaped(money(value, currency))


def _word(given: Assumptions, field: str) -> str:
    """A choice that is no amount."""
    value = getattr(given, field)
    if field == "clusters":
        return _("chosen by silhouette and stability") if value is None else number(value)
    if field == "bands":
        return _("by clusters") if value is None else count(len(value), _("custom threshold"), _("custom thresholds"))
    return title(value).lower() if field == "bands_by" else _(value)
