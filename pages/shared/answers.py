"""The open store, and every answer of `cx` remembered for as long as its data and its question stay the same."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

import cx
from cx.text.formatting import _

HOME = Path(__file__).parents[2] / "data" / "cx.duckdb"

_opening = threading.RLock()
"""Held while the file is opened, or gives its place to another."""
_renewing = threading.Lock()


def store() -> cx.Store:
    """The company's file, opened once a process: $CX_STORE, or data/cx.duckdb, made as the demo company if missing."""
    return _opened(os.environ.get("CX_STORE", str(HOME)))


@st.cache_resource(show_spinner=False)
def _opened(path: str) -> cx.Store:
    with _opening:
        if path != ":memory:" and not Path(path).exists():
            from data.demo import make

            with st.spinner(_("Making the demo company, once…")):
                make(Path(path))
        return cx.open_store(path)


def renew_demo() -> Path | None:
    """Put the demo company as it is made today in the place of an earlier version; where the old file is kept.

    None if there is nothing to renew, as when another session did it first. Other sessions read the old file until the
    new one is made, then wait for the moment that the two change places.

    Raises
    ------
    StoreError : in a sentence; the file is where and as it was.
    """
    from data import renewal

    with _renewing:
        path = Path(store().path)
        if not renewal.is_outdated(store()):
            return None
        new = renewal.make_beside(path)
        try:
            with _opening:
                _close()
                return renewal.swap(path, new)
        finally:
            new.unlink(missing_ok=True)


def _close() -> None:
    """Close the store once its writers are done, and forget what was remembered of it."""
    company = store()
    with company.taking_turns():
        st.cache_resource.clear()
        st.cache_data.clear()
        company.close()


def ask(function: Callable, **given: Any) -> Any:
    """`function(store, **given)`, remembered by data version and by everything given (plain values, told by repr)."""
    company = store()
    asked = (
        company.path,
        company.data_version,
        function.__module__,
        function.__qualname__,
        sorted(given.items()),
    )
    return _remembered(repr(asked), company, function, given)


@st.cache_data(max_entries=1000, show_spinner=False)
def _remembered(key: str, _company: cx.Store, _function: Callable, _given: dict) -> Any:
    return _function(_company, **_given)
