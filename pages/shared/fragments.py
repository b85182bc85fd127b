"""Parts of a page that run alone on a click, and what stands inside of them.

A part inside of another part is drawn along with it. Were it sent as a fragment of its own, a click while the outer one
runs would drop what surrounds it on the way to the browser, and streamlit's page would break: "Bad delta path index".
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps

import streamlit as st

from pages.shared import answers

_INSIDE = ContextVar("inside of a part", default=False)


def inside() -> bool:
    """Whether a part is being drawn."""
    return _INSIDE.get()


def whole(draw: Callable) -> Callable:
    """The function, so marked that all that it draws is drawn along with it; for the body of a dialog."""

    @wraps(draw)
    def marked(*given, **named):
        token = _INSIDE.set(True)
        try:
            with answers.store().question():
                return draw(*given, **named)
        finally:
            _INSIDE.reset(token)

    return marked


def alone(draw: Callable) -> Callable:
    """The function as a part of the page that a click inside of it draws anew by itself."""
    fragment = st.fragment(whole(draw))

    @wraps(draw)
    def part(*given, **named):
        return (draw if inside() else fragment)(*given, **named)

    return part
