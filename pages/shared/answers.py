"""The open store, and every answer of `cx` remembered for as long as its data and its question stay the same."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

import cx
from cx import company_file
from cx.errors import StoreError
from cx.text.formatting import _
from pages.shared import python_code, waiting_words

_opening = threading.RLock()
"""Held while the file is opened, or gives its place to another."""
_renewing = threading.Lock()
_companies: dict[str, cx.Store] = {}
"""The company that is open, by its file. Pages ask for it dozens of times."""
READ_NOTES = ("cx.experience", "cx.home", "cx.market.team")
"""Where answers may read what is edited beside the data: see `_version_of_notes`."""


def store() -> cx.Store:
    """The company's file, opened once a process: see `company_file`.

    Only data/cx.duckdb is made, as the demo company, if missing. Raises StoreError, in a sentence, for another file
    that is not there.
    """
    path = company_file.to_open()
    return _companies.get(path) or _opened(path)


def _opened(path: str) -> cx.Store:
    with _opening:
        if path not in _companies:
            if company_file.is_missing():
                raise StoreError(company_file.missing_sentence())
            if path != company_file.IN_MEMORY and not Path(path).exists():
                from data.demo import make

                with st.spinner(_("Making the demo company, once…")):
                    make(Path(path))
            _companies[path] = cx.open_store(path)
        return _companies[path]


def forget() -> None:
    """Forget which company is open: the next question opens it anew."""
    _companies.clear()
    st.cache_resource.clear()


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
                _close(store())
                return renewal.swap(path, new)
        finally:
            new.unlink(missing_ok=True)


def open_company(path: Path) -> None:
    """Open another company's file in the place of the one that is open; it is made, empty, if it is not there.

    Raises
    ------
    StoreError : in a sentence; the company that was open still is.
    """
    with _renewing:
        try:
            before = store()
        except StoreError:  # not there or broken: another one is the way out
            before = None
        if before and Path(before.path) == path:
            return
        cx.open_store(path).close()
        company_file.open_next(path)
        if before:
            with _opening:
                _close(before)


def _close(company: cx.Store) -> None:
    """Close the store once its writers are done, and forget what was remembered of it."""
    with company.taking_turns():
        forget()
        st.cache_data.clear()
        company.close()


def ask(function: Callable, **given: Any) -> Any:
    """`function(store, **given)`, remembered by data version and by everything given (plain values, told by repr);
    answers that read what is edited beside the data also by that.
    """
    company = store()
    asked = (
        company.data_version,
        _version_of_notes(company, function.__module__),
        function.__module__,
        function.__qualname__,
        sorted(given.items()),
    )
    return _remembered(repr(asked), company, function, given)


def _version_of_notes(company: cx.Store, module: str) -> str:
    """The version of what people edit beside the data, for answers that read it: the map of the journey, the reasons
    for thanks, which company is ours, the shares that campaigns were planned to hold out.
    """
    if not module.startswith(READ_NOTES):
        return ""
    from cx.experience import recognition
    from cx.experience.journey import map_versions
    from cx.market import campaigns, competitors

    def version() -> str:
        noted = (recognition.reasons(company), competitors.ours(company), campaigns.planned_shares(company))
        return f"{map_versions.key(company)} {noted}"

    return company.once("version of notes", version, notes=company.notes_version)


@st.cache_data(max_entries=1000, show_spinner=False)
def _remembered(key: str, _company: cx.Store, _function: Callable, _given: dict) -> Any:
    with st.spinner(waiting_words.of(_function.__module__), show_time=True):  # shown after half a second only
        return python_code.marked(_function(_company, **_given), _function, _given)
