"""Addresses beside the pages, and who may come in by them. Light: the server needs it before anything else is there."""

import os
from collections.abc import Callable

from starlette.responses import HTMLResponse

from cx.text.formatting import _

LOCAL = ("127.0.0.1", "::1", "localhost", "testclient")
FORWARDED = {b"forwarded", b"x-forwarded-for", b"x-real-ip"}
"""What a proxy on this machine adds to the requests of others, which would else look like this machine's own."""


class OnlyGuests:
    """While a room is let in ($CX_ROOM), other machines reach the phones' page and nothing else."""

    def __init__(self, app: Callable) -> None:
        self.app = app

    async def __call__(self, scope: dict, receive: Callable, send: Callable) -> None:
        if scope["type"] == "http" and _is_stranger(scope):
            await HTMLResponse(_("Open the link on the slide."), 403)(scope, receive, send)
        elif scope["type"] == "websocket" and _is_stranger(scope):
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self.app(scope, receive, send)


def _is_stranger(scope: dict) -> bool:
    if not os.environ.get("CX_ROOM"):
        return False
    host = (scope.get("client") or ("",))[0]
    is_here = host in LOCAL and FORWARDED.isdisjoint(name.lower() for name, _value in scope["headers"])
    return not is_here and not scope["path"].startswith("/g/")


class SafeHeaders:
    """Headers that keep other sites from sniffing what is answered."""

    HEADERS = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"same-origin"))

    def __init__(self, app: Callable) -> None:
        self.app = app

    async def __call__(self, scope: dict, receive: Callable, send: Callable) -> None:
        async def send_with_headers(message: dict) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *self.HEADERS]
            await send(message)

        await self.app(scope, receive, send_with_headers)
