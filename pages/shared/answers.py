"""The open store, and every answer of `cx` remembered for as long as its data and its question stay the same."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

import cx
from cx.text.formatting import _

HOME = Path(__file__).parents[2] / "data" / "cx.duckdb"


def store() -> cx.Store:
    """The company's file, opened once a process: $CX_STORE, or data/cx.duckdb, made as the demo company if missing."""
    return _opened(os.environ.get("CX_STORE", str(HOME)))


@st.cache_resource(show_spinner=False)
def _opened(path: str) -> cx.Store:
    if path != ":memory:" and not Path(path).exists():
        from data.demo import make

        with st.spinner(_("Making the demo company, once…")):
            make(Path(path))
    return cx.open_store(path)


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
