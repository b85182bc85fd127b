"""Definitions on the page: found by word, gathered by subject, each with the documentation of its function."""

import importlib
import inspect

import streamlit as st

from cx import definitions
from cx.definitions.definition import Definition
from cx.text.formatting import _


def matching(words: str | None, subject: str | None) -> list[Definition]:
    """Definitions that have every word somewhere, in their fixed order."""
    wanted = (words or "").casefold().split()
    return [
        one
        for one in definitions.EVERY
        if (subject is None or one.subject == subject)
        and all(word in f"{one.term} {one.says} {one.formula} {one.leaves_out}".casefold() for word in wanted)
    ]


def by_subject(found: list[Definition], words: str) -> dict[str, list[Definition]]:
    """What was found, by subject; a term that is just these words comes first, with its subject.

    >>> list(by_subject(matching("whale curve", None), "Whale curve"))[0]
    'Metal tiers'
    """
    ordered = sorted(found, key=lambda one: one.term.casefold() != words.strip().casefold())
    return {name: [one for one in ordered if one.subject == name] for name in (one.subject for one in ordered)}


def results(found: dict[str, list[Definition]]) -> None:
    """What a search found: each subject can be opened, the first one is."""
    for place, (name, terms) in enumerate(found.items()):
        with st.expander(f"{_(name)} · {len(terms)}", expanded=place == 0):
            for one in terms:
                _draw(one)


def section(name: str, found: list[Definition]) -> None:
    """The definitions of one subject, one under the other."""
    with st.container(border=True):
        st.header(_(name))
        for one in found:
            _draw(one)


def _draw(one: Definition) -> None:
    term, text = st.columns([1, 3])
    term.markdown(f"**{_(one.term)}**")
    with text, st.container(gap="xsmall"):
        st.markdown(_(one.says))
        if one.formula:
            st.code(_(one.formula), language=None, wrap_lines=True)
        if one.leaves_out:
            st.caption(f":material/block: {_('Excludes')}: {_(one.leaves_out)}")
        if one.computed_by:
            with st.popover(
                one.computed_by,
                icon=":material/code:",
                type="tertiary",
                on_change="rerun",
                key=f"code-{one.term}",
            ) as code:
                if code.open:
                    st.code(documentation(one.computed_by), language=None)


def documentation(path: str) -> str:
    """The signature and docstring of a public function, by its dotted name."""
    module, name = path.rsplit(".", 1)
    function = getattr(importlib.import_module(module), name)
    return f"{path}{inspect.signature(function)}\n\n{inspect.getdoc(function)}"
