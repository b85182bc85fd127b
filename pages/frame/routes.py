"""Addresses beside the pages. Light: the server needs it before anything else is there."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route


async def to_overview(request: Request) -> Response:
    """The overview is at the bare address; its file's name leads there too."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/")


def routes(until_warm: Callable[[], None]) -> list[BaseRoute]:
    """The slide show and the room's pages, for the server to put in front of its own.

    until_warm : waits until the app's modules may be imported
    """

    def through(name: str) -> Callable:
        async def handle(request: Request) -> Response:
            await run_in_threadpool(until_warm)
            from pages.present.decks import rooms

            return await getattr(rooms, name)(request)

        return handle

    return [
        Route("/home", to_overview),
        Route("/present", through("present")),
        Route("/g/{code}", through("guest"), methods=["GET", "POST"]),
        Route("/g/{code}/open", through("is_open")),
        Route("/room/{code}", through("heard")),
        Route("/room/{code}/reveal", through("reveal"), methods=["POST"]),
    ]
