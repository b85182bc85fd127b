"""The form on a phone with which somebody in the room proposes an improvement; nobody's name is asked for."""

from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from cx.errors import CxError
from cx.experience import programme
from cx.text.formatting import _
from pages.shared import answers, guest_pages

MOST_BYTES = 8_000
"""Of a form: the longest texts in letters of four bytes, as a form sends them, are shorter."""
FIELDS = ("words", "team", "touchpoint")


async def form(request: Request) -> Response:
    """The form of a room, and what became of what was sent with it."""
    device, code = guest_pages.device(request), request.path_params["code"]
    sent = await guest_pages.fields(request, MOST_BYTES) if request.method == "POST" else {}
    try:
        body = await run_in_threadpool(_answer, code, device, sent)
    except CxError as error:
        return guest_pages.sorry(str(error))
    return guest_pages.keep_device(guest_pages.page(_("What could be better?"), body), device)


def _answer(code: str, device: str, sent: dict[str, str] | None) -> str:
    """The form, with what was typed and why where it was not taken.

    sent : {} where nothing was sent, None where more than a form can hold
    """
    store = answers.store()
    is_open = programme.room(store, code).is_open
    typed = dict.fromkeys(FIELDS, "") | (sent or {})
    said = ""
    try:
        if sent is None:
            raise CxError(_("This is too long."))
        if sent:
            programme.send(store, code, device, *(typed[name] for name in FIELDS))
            typed["words"], said = "", _("Sent. Thank you! You can send another one.")
    except CxError as error:
        note = f'<p class="bad">{escape(str(error))}</p>'
    else:
        note = f'<p class="said">{escape(said)}</p>'
    if not is_open:
        return note if sent else f"<p>{escape(_('This room is closed: no more proposals are taken.'))}</p>"
    return _form(typed) + note + f"<p>{escape(_('Anonymous.'))}</p>"


def _form(typed: dict[str, str]) -> str:
    store = answers.store()
    proposal = _("Your proposal")
    return (
        f'<form method="post" class="long"><textarea name="words" rows="4" required aria-label="{escape(proposal)}"'
        f' placeholder="{escape(proposal)}" maxlength="{programme.LONGEST}">{escape(typed["words"])}</textarea>'
        + _choice("touchpoint", _("Touchpoint"), programme.touchpoints(store), typed["touchpoint"])
        + _choice("team", _("Team"), programme.teams(store), typed["team"])
        + f"<button>{escape(_('Send'))}</button></form>"
    )


def _choice(name: str, label: str, values: list[str], chosen: str) -> str:
    """A list to choose from; nothing where there is nothing to choose."""
    if not values:
        return ""
    options = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(value)}</option>'
        for value in values
    )
    first = f'<option value="">{escape(_("{name}: not chosen").format(name=label))}</option>'
    return f'<select name="{name}" aria-label="{escape(label)}">{first}{options}</select>'
