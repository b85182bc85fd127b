"""Addresses beside the pages. Light: the server needs it before anything else is there."""

from collections.abc import Callable
from importlib import import_module

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from pages.shared import phones

ROOMS, PROPOSALS = "pages.present.decks.rooms", "pages.experience.programme.phone_form"
"""Modules of the addresses, imported when they are first asked for."""


async def to_overview(request: Request) -> Response:
    """The overview is at the bare address; its file's name leads there too."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/")


def routes(until_warm: Callable[[], None]) -> list[BaseRoute]:
    """The slide show and the rooms' pages, for the server to put in front of its own.

    until_warm : waits until the app's modules may be imported
    """

    def through(module: str, name: str) -> Callable:
        async def handle(request: Request) -> Response:
            await run_in_threadpool(until_warm)
            return await getattr(import_module(module), name)(request)

        return handle

    guests = [
        Route("/g/{code}", through(ROOMS, "guest"), methods=["GET", "POST"]),
        Route("/g/{code}/open", through(ROOMS, "is_open")),
        Route("/g/p/{code}", through(PROPOSALS, "form"), methods=["GET", "POST"]),
    ]
    phones.let_in(guests)
    return [
        Route("/home", to_overview),
        Route("/present", through(ROOMS, "present")),
        *guests,
        Route("/room/{code}", through(ROOMS, "heard")),
        Route("/room/{code}/reveal", through(ROOMS, "reveal"), methods=["POST"]),
    ]
