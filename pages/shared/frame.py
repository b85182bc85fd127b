"""What stands around every page: page settings, menu, filters, and the sentence instead of a traceback."""

import logging
from pathlib import Path

import streamlit as st

from cx.errors import CxError
from cx.words import _, speak
from pages.shared import answers, filters, menu

ICON = Path(__file__).parents[2] / "static" / "icon.png"


def run() -> None:
    """One run of the script: the frame, then the page that the address names."""
    st.set_page_config(page_title=_("CX explorer"), page_icon=str(ICON), layout="wide")
    speak("en")
    page = st.navigation(menu.pages(), position="top")
    try:
        _tell_damage()
        filters.draw(page.url_path)
        page.run()
    except CxError as error:
        st.error(str(error), icon=":material/error:")


def sorry(error: Exception) -> bool:
    """Say that a page failed, without a traceback; the details go to the server's log."""
    logging.getLogger("cx").error("A page failed", exc_info=error)
    st.error(
        _(
            "This page could not be drawn. Nothing was changed. Reload it; if it fails again, the server's log says why."
        ),
        icon=":material/error:",
    )
    return True


def guards() -> list:
    """Middleware in front of every request: the headers that keep other sites from framing or sniffing the app."""
    from starlette.middleware import Middleware

    return [Middleware(_SafeHeaders)]


class _SafeHeaders:
    HEADERS = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"same-origin"))

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        async def send_with_headers(message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *self.HEADERS]
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _tell_damage() -> None:
    for sentence in answers.store().damage:
        st.error(sentence, icon=":material/warning:")
