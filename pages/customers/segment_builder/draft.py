"""The rule that is being built: its rows, kept for the session, and its finished conditions, held in the address."""

import json
from typing import Any

import streamlit as st

from cx.customers import segment_rules
from cx.customers.segment_rules import ALL, ANY, Condition, Group, RuleError
from pages.shared import url_state

ADDRESS = "rule"
_STATE, _HELD, _REFUSED = "builder", "builder_held", "builder_refused"
Row = dict[str, Any]
"""A condition ({"id", "of", and what it began with}) or a group ({"id", "match", "rows"})."""


def restore() -> None:
    """Begin with the rule of the address, where it is another one than was built here; else go on with that."""
    asked = url_state.asked(ADDRESS)
    if asked is not None and asked != st.session_state.get(_HELD):
        try:
            read(asked)
        except RuleError as error:
            st.session_state[_REFUSED] = str(error)
        st.session_state[_HELD] = asked
    if _STATE not in st.session_state:
        clear()


def read(rule: str) -> None:
    """Take this rule for the one that is built."""
    found = segment_rules.parse(rule)
    st.session_state[_STATE] = _row(found)


def clear() -> None:
    """Begin anew, with one condition without a value."""
    st.session_state[_STATE] = _row(Group(ALL, (Condition("tier"),)))


def refused() -> str | None:
    """Why the rule of the address could not be read, said once."""
    return st.session_state.pop(_REFUSED, None)


def hold(rule: str | None) -> None:
    """The address holds the finished conditions, so that the link shows the same customers to a colleague."""
    st.session_state[_HELD] = rule
    url_state.hold(ADDRESS, rule)


def current() -> dict[str, Any]:
    """The outermost group, which is being built."""
    built: dict[str, Any] = st.session_state[_STATE]
    return built


def add(rows: list[Row], part: Condition | Group) -> None:
    """Add a condition, or a group, after the others."""
    rows.append(_row(part))


def remove(rows: list[Row], number: int) -> None:
    """Remove the condition or the group with this number."""
    rows[:] = [row for row in rows if row["id"] != number]


def rule_of(built: dict[str, Any]) -> str | None:
    """The finished conditions as JSON; None where there is none.

    built : each row with "value", its condition as a JSON-able value, None while something is missing
    """
    parts = [part for part in (_value(row) for row in built["rows"]) if part]
    return segment_rules.to_json({built["match"]: parts}) if parts else None


def _value(row: Row) -> dict[str, Any] | None:
    if "rows" not in row:
        return row.get("value")
    inner = [value for value in (_value(one) for one in row["rows"]) if value]
    return {row["match"]: inner} if inner else None


def _row(part: Condition | Group) -> Row:
    number = st.session_state["builder_rows"] = st.session_state.get("builder_rows", 0) + 1
    if isinstance(part, Group):
        return {"id": number, "match": part.match, "rows": [_row(one) for one in part.parts]}
    return {"id": number, "begins": part}


def group() -> Group:
    """A new group: any of its conditions is enough."""
    return Group(ANY, (Condition("tier"),))


def link(rule: str) -> dict[str, str]:
    """The parameters of an address that opens the builder with a rule.

    >>> link('{"all":[{"of":"tier","is":["Gold"]}]}')["rule"]
    '{"version":1,"all":[{"of":"tier","is":["Gold"]}]}'
    """
    return {ADDRESS: segment_rules.to_json(json.loads(rule))}
