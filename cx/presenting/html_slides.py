"""A deck as one HTML file: the slide show of a room, the file to take away, and what a browser prints of it.

Everything is inside, letters too: it opens without a network and without the app, and a key press asks nobody.
"""

import json
import re
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from cx.charts.palette import colours
from cx.presenting import fonts, frozen_chart, term_pages
from cx.presenting.decks import Slide
from cx.text.formatting import _

HOME = Path(__file__).parent / "show"
SIZE = (850, 342)
"""The pixels that a picture is drawn for: letters are as large in it as the room needs when it fills a slide."""
HALF = (440, 330)
"""The pixels of each of two pictures beside each other."""
LONG = 62
"""Letters from which a title is set smaller."""


def html(
    name: str,
    slides: list[Slide],
    rooms: dict[int, dict[str, Any]] | None = None,
    home: str = "",
    links: dict[int, list[tuple[str, str]]] | None = None,
) -> str:
    """The deck as one HTML document.

    Parameters
    ----------
    name, slides : of the deck
    rooms : for a guess slide its {"guesses": list, "revealed": bool, "live": address or "", "qr": SVG or "", "link":
        address or "", "trouble": why no phone can open the link, or ""}
    home : where Esc leads, "" for nowhere
    links : of a slide, by slide_id: (label, address) of each link beneath it

    Returns
    -------
    The text of a file that needs no other.
    """
    rooms, links = rooms or {}, links or {}
    body = "\n".join(_section(one, rooms.get(one.slide_id, {})) for one in slides) + _terms(slides)
    deck: dict[str, Any] = {
        "id": slides[0].deck_id if slides else 0,
        "name": name,
        "home": home,
        "words": _words(),
        "slides": [
            _data_of(one, rooms.get(one.slide_id, {})) | {"number": str(place), "links": links.get(one.slide_id, [])}
            for place, one in enumerate(slides, start=1)
        ],
        "many": len(slides),
    }
    deck["slides"] += [
        {"title": title, "notes": "", "steps": 0, "links": [], "number": f"A{place}"}
        for place, (title, _columns) in enumerate(term_pages.pages(slides), start=1)
    ]
    return Template((HOME / "show.html").read_text(encoding="utf-8")).substitute(
        name=escape(name),
        style=_style(body),
        slides=body,
        keys=_keys(),
        deck=json.dumps(deck, ensure_ascii=False).replace("<", "\\u003c"),
        script=(HOME / "show.js").read_text(encoding="utf-8"),
    )


def draw(slides: list[Slide]) -> None:
    """Draw every picture of a deck in both themes, so that `html` finds them drawn."""
    for one in slides:
        if one.picture and one.kind == "picture":
            for spoken in (None, *_spoken(one)):
                for theme in ("light", "dark"):
                    _drawn(one, theme, spoken)


# --- slides ------------------------------------------------------------------------------------------------


def _section(slide: Slide, room: dict[str, Any]) -> str:
    length = ' class="long"' if len(slide.title) > LONG else ""
    title = f"<h1{length}>{escape(slide.title)}</h1>"
    inside = _INSIDE[slide.kind](slide, room)
    return f'<section class="slide {slide.kind}">{title}{inside}</section>'


def _art(slide: Slide, _room: dict[str, Any]) -> str:
    parts = [
        f'<div data-step="{step}"><div class="{theme}"'
        f' style="height:100%">{_drawn(slide, theme, spoken, step)}</div></div>'
        for step, spoken in enumerate([None, *_spoken(slide)])
        for theme in ("light", "dark")
    ]
    basis = "<br>".join(map(escape, frozen_chart.every_basis(slide.picture)))
    return f'<div class="art">{"".join(parts)}</div><div class="basis">{basis}</div>'


def _spoken(slide: Slide) -> list[str]:
    """The groups that are stepped through and that the picture still has."""
    there = frozen_chart.groups(slide.picture) if slide.picture else []
    return [group for group in slide.spoken if group in there]


def _drawn(slide: Slide, theme: str, spoken: str | None = None, step: int = 0) -> str:
    """The SVG of a slide's picture, or of both under their titles."""
    parts = frozen_chart.parts(slide.picture)
    own = f"s{slide.slide_id}{theme[0]}{step}"
    if len(parts) == 1:
        return inline(parts[0], own, theme, spoken)
    halves = (
        f"<figure><figcaption>{escape(heading(one, slide))}</figcaption>"
        f"{inline(one, f'{own}{place}', theme, spoken if spoken in frozen_chart.groups(one) else None, HALF)}</figure>"
        for place, one in enumerate(parts)
    )
    return f'<div class="pair">{"".join(halves)}</div>'


def heading(picture: dict[str, Any], slide: Slide) -> str:
    """What stands over one of two pictures: its title, where the slide does not say that already.

    Parameters
    ----------
    picture, slide : of `cx.drawings.freeze`, and the slide it is on
    """
    title: str = picture["title"]
    return "" if title == slide.title else title


def inline(
    picture: dict[str, Any], own: str, theme: str, spoken: str | None = None, size: tuple[int, int] = SIZE
) -> str:
    """The SVG of a picture, to stand among others in one document: names of its own, as large as its place.

    Parameters
    ----------
    picture, theme, spoken, size : as in `cx.drawings.spec`
    own : what its names begin with
    """
    text = frozen_chart.svg(picture, theme, spoken, size)
    text = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{own}-", text)
    return re.sub(r'^<svg([^>]*?) width="[^"]*" height="[^"]*"', r"<svg\1", text, count=1)


def _crowd(slide: Slide, room: dict[str, Any]) -> str:
    join = ""
    if room.get("link"):
        trouble = room.get("trouble", "")
        code = f'<div class="unreached">{escape(trouble)}</div>' if trouble else f'<div class="qr">{room["qr"]}</div>'
        note = _("On this machine.") if trouble else _("Open it on your phone. Anonymous.")
        link = escape(room["link"].split("//")[-1])
        join = f'<div class="join">{code}<p>{link}<small>{escape(note)}</small></p></div>'
    style = "" if join else ' style="grid-template-columns:1fr"'
    crowd = '<div class="crowd"><div class="count"></div><div class="dots"></div><div class="said"></div></div>'
    asked = slide.question or {}
    return f'<div class="room"{style}>{join}{crowd}</div><div class="basis">{escape(asked["of"])}</div>'


def _alone(slide: Slide, _room: dict[str, Any]) -> str:
    basis = frozen_chart.basis(slide.picture) if slide.picture else ""
    return f'<div class="basis">{escape(basis)}</div>' if basis else ""


def _second_line(slide: Slide, _room: dict[str, Any]) -> str:
    return f'<p class="second">{escape(slide.subtitle)}</p>'


_INSIDE = {"picture": _art, "guess": _crowd, "title": _second_line, "message": _alone}


def _data_of(slide: Slide, room: dict[str, Any]) -> dict[str, Any]:
    data = {
        "title": slide.title,
        "notes": slide.notes,
        "steps": 1 if slide.question else len(_spoken(slide)),
    }
    if slide.question:
        data |= {
            "question": slide.question,
            "guesses": room.get("guesses", []),
            "live": room.get("live", ""),
            "revealed": room.get("revealed", False),
        }
    return data


# --- definitions -------------------------------------------------------------------------------------------


def _terms(slides: list[Slide]) -> str:
    return "".join(
        f'\n<section class="slide terms"><h1>{escape(title)}</h1><dl>{"".join(map(_column, columns))}</dl></section>'
        for title, columns in term_pages.pages(slides)
    )


def _column(terms: list[dict[str, str]]) -> str:
    rows = (
        f"<dt>{escape(one['term'])}</dt><dd>{escape(one['says'])}<code>{escape(one['formula'])}</code></dd>"
        for one in terms
    )
    return f"<div>{''.join(rows)}</div>"


# --- look --------------------------------------------------------------------------------------------------


def _style(body: str) -> str:
    shades = "".join(
        f"html[data-theme={theme}]{{{_colours(theme)};--raised:{raised}}}"
        for theme, raised in (("light", "#F4F6F9"), ("dark", "#182330"))
    )
    printed = f"@media print{{html[data-theme]{{{_colours('light')}}}}}"
    return fonts.faces(body) + shades + (HOME / "show.css").read_text(encoding="utf-8") + printed


def _colours(theme: str) -> str:
    ink = colours(theme)
    return ";".join(f"--{name}:{ink[name]}" for name in ("paper", "text", "muted", "ink", "bad", "grid", "track"))


def _keys() -> str:
    pairs = (
        ("→ PgDn Space", _("forward")),
        ("← PgUp", _("back")),
        ("Home", _("first slide")),
        ("N", _("notes")),
        ("S", _("speaker's window")),
        ("D", _("dark or light")),
        ("B", _("black")),
        ("F", _("full screen")),
        ("Esc", _("leave")),
    )
    return "".join(f"<span><kbd>{escape(key)}</kbd>{escape(does)}</span>" for key, does in pairs)


def _words() -> dict[str, str]:
    return {
        "back": _("Back"),
        "forward": _("Forward"),
        "no_notes": _("No notes for this slide."),
        "median": _("Audience median"),
        "truth": _("Actual:"),
        "guess": _("guess"),
        "guesses": _("guesses"),
        "points": _("points"),
        "exact": _("The audience is right. {near} of {all} guesses within {within}."),
        "over": _("The audience is {off} too high. {near} of {all} guesses within {within}."),
        "under": _("The audience is {off} too low. {near} of {all} guesses within {within}."),
    }
