"""What stands behind the doors: the slide show of a deck, and the small page that a room's phones open.

They are plain HTML over plain requests, no session of the app: a hundred phones at once cost less than one person
who clicks.
"""

import os
import secrets
import socket
from html import escape
from string import Template
from urllib.parse import parse_qs, urlsplit

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from cx.errors import CxError
from cx.presenting import decks, html_slides, polls
from cx.text.formatting import _, number
from pages.present.decks import phones, slide_links
from pages.shared import answers, network

GUEST = (html_slides.HOME / "guest.html").read_text(encoding="utf-8")
COOKIE = "guest"
MOST_BYTES = 1_000


# --- the slide show ----------------------------------------------------------------------------------------


async def present(request: Request) -> Response:
    """The slide show of ?deck=; the numbers in it are those of this moment until it is opened anew."""
    phones.still_shown()
    asked = request.query_params.get("deck", "")
    if not asked.isdecimal():
        return _sorry(_("No deck chosen. Open one from the page Decks."))
    try:
        text = await run_in_threadpool(show, int(asked), base(request))
    except CxError as error:
        return _sorry(str(error))
    return HTMLResponse(text, headers={"cache-control": "no-store"})


def show(deck_id: int, address: str | None = None) -> str:
    """The slide show of a deck as it is now.

    address : of the app, for the live rooms of its guess slides; None: a file to take away, with the guesses so far
    Raises CxError when the deck is gone or empty.
    """
    store = answers.store()
    known = decks.every(store).set_index("deck_id")["name"]
    slides = decks.slides(store, deck_id)
    if deck_id not in known.index or not slides:
        raise CxError(_("This deck is empty or no longer there. Open another from the page Decks."))
    rooms = {one.slide_id: _room(one, address) for one in slides if one.kind == "guess"}
    home = f"/decks?deck={deck_id}" if address else ""
    links = {one.slide_id: slide_links.links(one) for one in slides} if address else {}
    return html_slides.html(known[deck_id], slides, rooms, home, links)


def powerpoint(deck_id: int) -> bytes:
    """The deck as a .pptx file, with the guesses so far."""
    from cx.presenting import powerpoint as exported

    store = answers.store()
    slides = decks.slides(store, deck_id)
    name = decks.every(store).set_index("deck_id").at[deck_id, "name"]
    given = {
        one.slide_id: polls.guesses(store, polls.current(store, one.slide_id).code)
        for one in slides
        if one.kind == "guess"
    }
    return exported.pptx(name, slides, given)


def pdf(deck_id: int) -> bytes:
    """The deck as a .pdf file; a poll shows its answer once it was revealed."""
    from cx.presenting import pdf as exported

    store = answers.store()
    slides = decks.slides(store, deck_id)
    name = decks.every(store).set_index("deck_id").at[deck_id, "name"]
    return exported.pdf(name, slides, {one.slide_id: _room(one, None) for one in slides if one.kind == "guess"})


def _room(slide: decks.Slide, address: str | None) -> dict:
    store = answers.store()
    asked = polls.current(store, slide.slide_id)
    code = asked.code
    room = {"guesses": polls.guesses(store, code), "revealed": not asked.is_open, "live": "", "qr": "", "link": ""}
    if address is None:
        return room
    link, trouble = f"{address}/g/{code}", out_of_reach(address)
    return {
        **room,
        "live": f"/room/{code}",
        "link": link,
        "qr": "" if trouble else qr(link),
        "trouble": trouble,
    }


def out_of_reach(address: str) -> str:
    """Why no phone can open this address, and the way out; "" when phones of the network can."""
    if urlsplit(address).hostname not in network.LOCAL:
        return ""
    if is_open_to_the_room():
        return _("This machine has no network, so phones cannot reach it. Connect it and reopen this deck.")
    return _(
        "Phones cannot reach this yet. In the deck, choose “Open to phones on this network” at this question, then"
        " reload this page."
    )


def qr(link: str) -> str:
    """The link as a QR code, inline SVG."""
    import segno

    return segno.make(link, micro=False, error="m").svg_inline(scale=8, border=1, dark="#16202C", omitsize=True)


def qr_image(link: str) -> str:
    """The link as a QR code that an image of the page takes."""
    import segno

    code: str = segno.make(link, micro=False, error="m").svg_data_uri(scale=8, border=2, light="#FFFFFF")
    return code


def base(request: Request) -> str:
    """The address as a guest's phone reaches it: $CX_ROOM where it is one, else this machine in its network."""
    given = os.environ.get("CX_ROOM", "")
    if "//" in given:
        return given.rstrip("/")
    if phones.port():
        return door()
    host = own_address() if is_open_to_the_room() else request.url.hostname or "127.0.0.1"
    port = f":{request.url.port}" if request.url.port else ""
    return f"{request.url.scheme}://{host}{port}"


def door() -> str:
    """The address of the door for phones, while it is open."""
    return f"http://{own_address()}:{phones.port()}"


def is_open_to_the_room() -> bool:
    """Whether other machines are listened to, by the app itself or by the door for phones."""
    return phones.port() is not None or st.get_option("server.address") not in network.LOCAL


def own_address() -> str:
    """This machine's address in its network; found without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return probe.getsockname()[0]


# --- the room ----------------------------------------------------------------------------------------------


async def guest(request: Request) -> Response:
    """The question on a phone, and the truth once it is out; a cookie tells devices apart, nothing else does."""
    device = request.cookies.get(COOKIE, "")
    device = device if len(device) == 22 else secrets.token_urlsafe(16)
    typed = await _typed(request) if request.method == "POST" else None
    try:
        body, title = await run_in_threadpool(_answer, request.path_params["code"], device, typed)
    except CxError as error:
        return _sorry(str(error))
    made = _page(title, body)
    made.set_cookie(COOKIE, device, max_age=90_000, httponly=True, samesite="lax", path="/g")
    return made


async def _typed(request: Request) -> str:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return "…"
    return parse_qs(body.decode("utf-8", "replace")).get("guess", [""])[0]


def _answer(code: str, device: str, typed: str | None) -> tuple[str, str]:
    store, trouble = answers.store(), ""
    asked = polls.find(store, code)
    if typed is not None:
        try:
            polls.guess(store, code, device, typed)
        except CxError as error:
            trouble = f'<p class="bad">{escape(str(error))}</p>'
    own = polls.own_guess(store, code, device)
    said = "" if own is None else _("Your guess: {n}").format(n=_with_unit(own, asked))
    if asked.is_open:
        return _form(asked, said) + trouble, asked.title
    truth = f'<p class="big">{escape(asked.question["truth_text"])}</p><p class="said">{escape(said)}</p>'
    return truth + trouble + f"<p>{escape(asked.question['of'])}</p>", asked.title


def _form(asked: polls.Round, said: str) -> str:
    low, high = (_with_unit(asked.question[end], asked) for end in ("low", "high"))
    note = _("From {low} to {high}. Anonymous.").format(low=low, high=high)
    if said:
        note = _("You can change it until the actual number is shown.")
    return (
        '<form method="post" data-wait><input name="guess" inputmode="decimal" autocomplete="off" required'
        f' maxlength="20" aria-label="{escape(_("Your guess"))}"'
        f' placeholder="{escape(asked.question["unit"])}"><button>{escape(_("Guess"))}</button></form><p'
        f' class="said">{escape(said)}</p><p>{escape(note)}</p>'
    )


def _with_unit(value: float, asked: polls.Round) -> str:
    return f"{number(value, 0 if value == round(value) else 1)}{asked.question['unit']}"


async def is_open(request: Request) -> Response:
    """Whether guesses are still taken: what a phone asks while it waits."""
    try:
        asked = await run_in_threadpool(polls.find, answers.store(), request.path_params["code"])
    except CxError:
        return JSONResponse({"open": False}, 404)
    return JSONResponse({"open": asked.is_open}, headers={"cache-control": "no-store"})


GUESTS = [Route("/g/{code}", guest, methods=["GET", "POST"]), Route("/g/{code}/open", is_open)]
"""What phones reach through their door."""


async def heard(request: Request) -> Response:
    """The guesses so far: what the slide asks every second."""
    phones.still_shown()
    given = await run_in_threadpool(polls.guesses, answers.store(), request.path_params["code"])
    return JSONResponse({"guesses": given}, headers={"cache-control": "no-store"})


async def reveal(request: Request) -> Response:
    """The presenter shows the truth."""
    if request.headers.get("x-presenter") != "1":  # a form on another site cannot send it
        return JSONResponse({}, 403)
    await run_in_threadpool(polls.reveal, answers.store(), request.path_params["code"])
    return JSONResponse({})


def _sorry(sentence: str) -> Response:
    return _page(sentence, "", 404)


def _page(title: str, body: str, status: int = 200) -> HTMLResponse:
    text = Template(GUEST).substitute(title=escape(title), body=body)
    return HTMLResponse(text, status, headers={"cache-control": "no-store"})
