"""The small pages that a room's phones open: plain HTML over plain requests, no session of the app."""

import secrets
from html import escape
from string import Template
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from cx.presenting import html_slides

GUEST = (html_slides.HOME / "guest.html").read_text(encoding="utf-8")
COOKIE = "guest"


def device(request: Request) -> str:
    """What tells this phone from others: its cookie, else a new code; nothing else does."""
    known = request.cookies.get(COOKIE, "")
    return known if len(known) == 22 else secrets.token_urlsafe(16)


def keep_device(made: Response, code: str) -> Response:
    """The answer with the cookie of this phone."""
    made.set_cookie(COOKIE, code, max_age=90_000, httponly=True, samesite="lax", path="/g")
    return made


async def fields(request: Request, most_bytes: int) -> dict[str, str] | None:
    """What was typed into a form, by the name of the field; None where more is sent than a form can hold."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > most_bytes:
            return None
    try:
        typed = parse_qs(body.decode("utf-8", "replace"), max_num_fields=20)
    except ValueError:  # more fields than a form has
        return None
    return {name: values[0] for name, values in typed.items()}


def sorry(sentence: str) -> HTMLResponse:
    """A page that says why there is nothing here."""
    return page(sentence, "", 404)


def page(title: str, body: str, status: int = 200) -> HTMLResponse:
    """A phone's page. title : text; body : HTML"""
    text = Template(GUEST).substitute(title=escape(title), body=body)
    return HTMLResponse(text, status, headers={"cache-control": "no-store"})
