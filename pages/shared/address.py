"""The address as the browser has it: what a run sets there is one step back, and a way back is followed.

Streamlit gives the browser an entry for each address that a run sets. Its back button then leads to the former one,
with the parameters of then; what is chosen in this session must not win over them.
"""

from collections.abc import Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from urllib import parse

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

FOLLOWED = "address_followed"
"""Set where the next page takes its filters from its address, not from the session."""
_READ, _WRITTEN, _CARRIED, _WENT_BACK = "address_read", "address_written", "address_carried", "times_back"
_SHOWN = "address_shown"
"""What the browser shows: what was written, less what was carried from another page and means nothing here."""
_HELD: ContextVar[dict[str, list[str]] | None] = ContextVar("what the address will say", default=None)


# --- runs --------------------------------------------------------------------------------------------------


def begin() -> None:
    """Before the menu of a run: follow the browser back, and keep the address on the way to another page.

    On that way Streamlit drops the parameters. They are set again before the menu is drawn, so that the entry of the
    page has them from the start and is not two. What means nothing on the page then leaves the entry: see `trimmed`.
    """
    context = get_script_run_ctx()
    if context is not None and context.is_history_navigation:
        _forget()
    elif not st.query_params and st.session_state.get(_SHOWN):
        st.query_params.update(st.session_state[_SHOWN])
        st.session_state[_CARRIED] = set(st.session_state[_SHOWN])
    elif _now() != st.session_state.get(_WRITTEN):  # a link of its own parameters
        st.session_state.pop(_CARRIED, None)


def carry_nothing() -> None:
    """Before a way to another page that says all that its address holds."""
    st.session_state.pop(_SHOWN, None)


@contextmanager
def one_step():
    """All that is held in here is set in the address at once, as one step for the browser."""
    token = _HELD.set({})
    try:
        yield
        _set(_held())
    finally:
        _HELD.reset(token)


def is_whole_page() -> bool:
    """Whether the whole page is drawn, not a part of it alone."""
    return _HELD.get() is not None


def _set(held: dict[str, list[str]]) -> None:
    """Set what is new; that what was carried from another page means nothing here is no news."""
    now, state = _now(), st.session_state
    foreign = {name for name in state.get(_CARRIED, ()) if not held.get(name)}
    wanted = {name: values for name, values in {**now, **held}.items() if values and name not in foreign}
    if wanted != {name: values for name, values in now.items() if name not in foreign}:
        _write(wanted)
    state[_WRITTEN], state[_SHOWN] = _now(), wanted


def _write(values: dict[str, list[str]]) -> None:
    st.query_params.from_dict(values)
    st.session_state.pop(_CARRIED, None)
    st.session_state[_WRITTEN] = st.session_state[_SHOWN] = values


def trimmed() -> tuple[str, str] | None:
    """The end of the browser's address as it is, and as it should be; None where both are one.

    Set by the server it would be one step back more, so the browser itself puts it in the place of the former.
    """
    written, shown = (parse.urlencode(st.session_state.get(key, {}), doseq=True) for key in (_WRITTEN, _SHOWN))
    return None if written == shown else (f"?{written}", f"?{shown}" if shown else "")


def _forget() -> None:
    """Nothing of what the address says is chosen any more: it is read again."""
    state = st.session_state
    for name in state.get(_READ, ()):
        state.pop(name, None)
    state[_WENT_BACK] = times_back() + 1
    state.pop(_CARRIED, None)
    state[FOLLOWED] = True


def times_back() -> int:
    """How often the browser went back or forth: a picture that holds a click is another one after it."""
    times: int = st.session_state.get(_WENT_BACK, 0)
    return times


def read_into(*names: str) -> None:
    """These session keys are read from the address: they are forgotten where the browser goes back."""
    st.session_state.setdefault(_READ, set()).update(names)


# --- parameters --------------------------------------------------------------------------------------------


def asked(name: str) -> list[str]:
    """What the address says, or will say after this run; nothing of what was carried from another page."""
    if name in _held():
        return _held()[name]
    return [] if name in st.session_state.get(_CARRIED, ()) else st.query_params.get_all(name)


def hold(name: str, values: Sequence[str]) -> None:
    """The address holds these values of a parameter, none of it where they are none."""
    if not values:
        drop(name)
    elif _HELD.get() is not None:
        _held()[name] = list(values)
    elif _shown().get(name) != list(values):
        _write({**_shown(), name: list(values)})


def drop(*names: str) -> None:
    """The address says nothing of them any more."""
    if _HELD.get() is not None:
        _held().update({name: [] for name in names})
    elif any(name in _shown() for name in names):
        _write({name: values for name, values in _shown().items() if name not in names})


def parameters() -> dict[str, str]:
    """All that the address says, or will say after this run."""
    foreign = st.session_state.get(_CARRIED, set()) - set(_held())
    every = {**_now(), **_held()}
    return {name: values[-1] for name, values in every.items() if values and name not in foreign}


def _held() -> dict[str, list[str]]:
    held = _HELD.get()
    return {} if held is None else held


def _shown() -> dict[str, list[str]]:
    """All that the browser shows, as far as a run has set it."""
    shown: dict[str, list[str]] = st.session_state.get(_SHOWN, _now())
    return shown


def _now() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}
