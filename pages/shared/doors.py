"""Addresses beside the pages, and who may come in by them. Light: the server needs it before anything else is there."""

import os
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from cx.text.formatting import _

LOCAL = ("127.0.0.1", "::1", "localhost", "testclient")
FORWARDED = {b"forwarded", b"x-forwarded-for", b"x-real-ip"}
"""What a proxy on this machine adds to the requests of others, which would else look like this machine's own."""


def routes(until_warm: Callable[[], None]) -> list[BaseRoute]:
    """The slide show and the room's pages, for the server to put in front of its own.

    until_warm : waits until the app's modules may be imported
    """

    def through(name: str) -> Callable:
        async def handle(request: Request) -> Response:
            await run_in_threadpool(until_warm)
            from pages.shared import rooms

            return await getattr(rooms, name)(request)

        return handle

    return [
        Route("/present", through("present")),
        Route("/g/{code}", through("guest"), methods=["GET", "POST"]),
        Route("/g/{code}/open", through("is_open")),
        Route("/room/{code}", through("heard")),
        Route("/room/{code}/reveal", through("reveal"), methods=["POST"]),
    ]


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
