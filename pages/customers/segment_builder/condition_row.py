"""One condition on screen: what is asked, how, and the values or the limits."""

from collections.abc import Callable
from math import isfinite

import streamlit as st

from cx.customers import segment_rules
from cx.customers.segment_rules import SUBJECTS, Condition
from cx.customers.segment_rules.subjects import BOUGHT, CHOICE, title
from cx.tables.customer_measures import SHARE
from cx.tables.screen_names import screen_name
from cx.text.formatting import _
from pages.shared import answers

LIMITS = "limits"
AT_A_GLANCE = 12
"""So many values stand side by side, each a click away; more of them go into a list."""


def draw(row: dict, remove: Callable[[], None]) -> None:
    """The boxes of a condition; row["value"] is then the condition, or None while something is missing.

    row : its number, and the condition that it began with
    """
    begins: Condition = row["begins"]
    number = row["id"]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        of = st.selectbox(
            _("Condition"),
            list(SUBJECTS),
            list(SUBJECTS).index(begins.of),
            key=f"builder-{number}-of",
            format_func=title,
            label_visibility="collapsed",
            width=240,
        )
        same = begins if of == begins.of else Condition(of)
        row["value"] = _boxes(of, same, f"builder-{number}-{of}")
        if st.button("", icon=":material/delete:", key=f"remove-{number}", type="tertiary", help=_("Remove condition")):
            remove()
            st.rerun()


def _boxes(of: str, begins: Condition, key: str) -> dict | None:
    value: dict = {"of": of}
    if SUBJECTS[of].is_named:
        value["name"] = _name(of, begins, key)
        if value["name"] is None:
            return None
        key = f"{key}-{value['name']}"
        begins = begins if value["name"] == begins.name else Condition(of, value["name"])
    way = _way(of, begins, key)
    if way == LIMITS:
        limits = _limits(of, begins, key)
        return {**value, **limits} if limits else None
    picked = _values(of, value.get("name"), begins, key)
    if SUBJECTS[of].kind == BOUGHT:
        st.markdown(_("within (days)"), width="content")
        days = st.number_input(
            _("within days"),
            1,
            None,
            begins.within_days,
            key=f"{key}-days",
            placeholder=_("ever"),
            label_visibility="collapsed",
            width=150,
        )
        value |= {"within_days": int(days)} if days else {}
    return {**value, way: picked} if picked else None


def _name(of: str, begins: Condition, key: str) -> str | None:
    """Which attribute, or which measure of a survey."""
    offered = answers.ask(segment_rules.names, subject=of)
    return st.selectbox(
        _("Name"),
        offered,
        offered.index(begins.name) if begins.name in offered else None,
        key=f"{key}-name",
        format_func=lambda name: title(of, name),
        placeholder=_("Choose one") if offered else _("None in the data"),
        disabled=not offered,
        label_visibility="collapsed",
        width=180,
    )


def _way(of: str, begins: Condition, key: str) -> str:
    """Whether values are wanted ("is"), refused ("is_not"), or limits are given."""
    kind = SUBJECTS[of].kind
    if kind not in (CHOICE, BOUGHT):
        return LIMITS
    names = {"is": _("is"), "is_not": _("is not")}
    if kind == BOUGHT:
        names = {"is": _("any of"), "is_not": _("none of")}
    if of == "attribute":
        names[LIMITS] = _("between")
    was = LIMITS if of == "attribute" and _has_limits(begins) else "is_not" if begins.is_not else "is"
    return st.selectbox(
        _("How"),
        list(names),
        list(names).index(was),
        key=f"{key}-way",
        format_func=names.get,
        label_visibility="collapsed",
        width=110,
    )


def _has_limits(begins: Condition) -> bool:
    return isfinite(begins.low) or isfinite(begins.high)


def _values(of: str, name: str | None, begins: Condition, key: str) -> list[str]:
    """One or more of the values that the data holds; those of the rule that it does not hold are offered too."""
    offered = answers.ask(segment_rules.values, subject=of, name=name)
    offered |= {value: value for value in begins.values if value not in offered}
    if of != "open_ticket":
        offered |= {"": _("(not known)")} if SUBJECTS[of].kind == CHOICE else {}
    given = {
        "options": list(offered),
        "default": list(begins.values),
        "key": f"{key}-values",
        "format_func": lambda value: screen_name(offered[value]),
        "label_visibility": "collapsed",
    }
    with st.container(width="stretch"):
        if len(offered) <= AT_A_GLANCE:
            return st.pills(_("Values"), selection_mode="multi", **given)
        return st.multiselect(_("Values"), placeholder=_("Choose values"), **given)


def _limits(of: str, begins: Condition, key: str) -> dict[str, float]:
    """A lower limit, an upper one, or both; shares are typed as percentages."""
    scale = 100 if SUBJECTS[of].of == SHARE else 1
    found = {}
    for end, was, hint in (("from", begins.low, _("at least")), ("to", begins.high, _("at most"))):
        st.markdown(f"{hint}, %" if scale == 100 else hint, width="content")
        typed = st.number_input(
            hint,
            value=was * scale if isfinite(was) else None,
            step=None,
            key=f"{key}-{end}",
            format="%.10g",
            placeholder=_("no limit"),
            label_visibility="collapsed",
            width=150,
        )
        if typed is not None:
            found[end] = typed / scale
    if len(found) == 2 and found["from"] > found["to"]:
        st.caption(_("The lower limit is above the upper limit."))
        return {}
    return found
