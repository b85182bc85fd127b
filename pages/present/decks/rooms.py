"""What stands behind the doors: the slide show of a deck, and the small page that a room's phones open.

They are plain HTML over plain requests, no session of the app: a hundred phones at once cost less than one person
who clicks.
"""

from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from cx.errors import CxError
from cx.presenting import decks, html_slides, polls
from cx.text.formatting import _, number
from pages.present.decks import slide_links
from pages.shared import answers, guest_links, guest_pages, phones

MOST_BYTES = 1_000


# --- the slide show ----------------------------------------------------------------------------------------


async def present(request: Request) -> Response:
    """The slide show of ?deck=; the numbers in it are those of this moment until it is opened anew."""
    phones.still_shown()
    asked = request.query_params.get("deck", "")
    if not asked.isdecimal():
        return guest_pages.sorry(_("No deck chosen. Open one from the page Decks."))
    try:
        text = await run_in_threadpool(show, int(asked), guest_links.base(request))
    except CxError as error:
        return guest_pages.sorry(str(error))
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
    link, trouble = f"{address}/g/{code}", guest_links.out_of_reach(address)
    return {
        **room,
        "live": f"/room/{code}",
        "link": link,
        "qr": "" if trouble else guest_links.qr(link),
        "trouble": trouble,
    }


# --- the room ----------------------------------------------------------------------------------------------


async def guest(request: Request) -> Response:
    """The question on a phone, and the truth once it is out; a cookie tells devices apart, nothing else does."""
    device = guest_pages.device(request)
    typed = None
    if request.method == "POST":
        sent = await guest_pages.fields(request, MOST_BYTES)
        typed = "…" if sent is None else sent.get("guess", "")
    try:
        body, title = await run_in_threadpool(_answer, request.path_params["code"], device, typed)
    except CxError as error:
        return guest_pages.sorry(str(error))
    return guest_pages.keep_device(guest_pages.page(title, body), device)


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
