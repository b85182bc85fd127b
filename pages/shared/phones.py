"""The door for phones: a second, small listener in the network that serves the pages of rooms and nothing else.

The app itself listens on this machine alone. A facilitator opens the door from a deck or beside the proposals, without
a restart; it closes on a click, some time after the slide show or the room was closed, and after some hours anyway.
"""

import logging
import socket
import threading
import time
from collections.abc import Sequence

import streamlit as st
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

from cx.errors import CxError
from cx.text.formatting import _
from pages.shared import network

IDLE_MINUTES = 30
"""The door closes so long after the slide show or a room was last looked at."""
MOST_HOURS = 6
MOST_PHONES = 500
"""Requests at a time; more are answered that the server is busy."""
_LOOK_EVERY = 5.0
_turns = threading.Lock()


class _Door:
    """A listener that runs in a thread until it is told to stop."""

    def __init__(self, listening: socket.socket, routes: Sequence[BaseRoute]) -> None:
        self.port: int = listening.getsockname()[1]
        self.opened = self.seen = time.monotonic()
        app = Starlette(
            routes=routes, middleware=[Middleware(network.SafeHeaders)], exception_handlers={404: _elsewhere}
        )
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, lifespan="off", limit_concurrency=MOST_PHONES
        )
        self.server = uvicorn.Server(config)
        threading.Thread(target=self.server.run, kwargs={"sockets": [listening]}, daemon=True).start()
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def is_over(self) -> bool:
        now = time.monotonic()
        return now - self.seen > IDLE_MINUTES * 60 or now - self.opened > MOST_HOURS * 3600

    def _watch(self) -> None:
        while not self.server.should_exit:
            if self.is_over:
                logging.getLogger("cx").info("The door for phones was closed: nobody looks at the room.")
                self.server.should_exit = True
            time.sleep(_LOOK_EVERY)


_doors: list[_Door] = []
"""The open door, if any."""
_let_in: list[BaseRoute] = []
"""The addresses that phones reach through it."""


async def _elsewhere(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse(_("Open the link on the slide."), 404)


def let_in(routes: Sequence[BaseRoute]) -> None:
    """Name the addresses that phones reach while the door is open."""
    _let_in[:] = routes


def open_door() -> None:
    """Let phones of the network reach the pages of rooms, unless they do already.

    Raises
    ------
    CxError : when the machine allows no listener.
    """
    with _turns:
        if port() is None:
            _doors[:] = [_Door(_listening(), _let_in)]


def _listening() -> socket.socket:
    """A socket on the port after the app's own, else on any that is free."""
    for wanted in (int(st.get_option("server.port")) + 1, 0):
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            made.bind(("0.0.0.0", wanted))
            return made
        except OSError:
            made.close()
    raise CxError(_("This could not be opened to phones: this machine allows no further network port."))


def close_door() -> None:
    """Phones reach nothing any more."""
    with _turns:
        for door in _doors:
            door.server.should_exit = True
        _doors.clear()


def port() -> int | None:
    """The port of the open door, None while it is closed."""
    return next((door.port for door in _doors if not door.server.should_exit), None)


def still_shown() -> None:
    """The slide show or a room is open: the door stays open with it."""
    for door in _doors:
        door.seen = time.monotonic()
