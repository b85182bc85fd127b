"""A deck as PDF: one slide a page, each drawn as one SVG, so that letters stay letters and lines stay lines."""

import textwrap
from html import escape
from io import BytesIO
from typing import Any

from cx.charts.palette import colours
from cx.presenting import frozen_chart, html_slides, term_pages
from cx.presenting.decks import Slide
from cx.text.formatting import _, count, number

WIDE, HIGH = 1600, 900
LEFT, TOP, FOOT = 86, 112, 800
"""Pixels: the left edge of all, the first line of the title, the last line of what the picture stands on."""
ROOM = WIDE - 2 * LEFT
GAP = 60
HALF = (ROOM - GAP) // 2
FLOOR, BINS = 640, 50
"""The line that the guesses of a poll stand on, and the places on it."""
POINT = 0.6
"""Points to a pixel: a page is as large as a slide of PowerPoint."""
LETTER = 0.56
"""Width of a usual letter, of its height."""
_INK = colours("light")


def pdf(name: str, slides: list[Slide], rooms: dict[int, dict[str, Any]] | None = None) -> bytes:
    """The deck as a .pdf file: its slides, then the definitions; notes are comments on their page.

    Parameters
    ----------
    rooms : for a guess slide its {"guesses": list, "revealed": bool}; the answer is on the page once it is revealed
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.annotations import Text

    pages = [
        (_slide(one, (rooms or {}).get(one.slide_id, {})), f"{place} / {len(slides)}", one.notes)
        for place, one in enumerate(slides, start=1)
    ]
    pages += [(_terms(*one), f"A{place}", "") for place, one in enumerate(term_pages.pages(slides), start=1)]
    made = PdfWriter()
    for place, (inside, number_of_it, notes) in enumerate(pages):
        drawn = _paper(inside, name, number_of_it)
        made.append(PdfReader(BytesIO(frozen_chart.pdf_page(drawn))))
        if notes:
            made.add_annotation(place, Text(rect=(6, HIGH * POINT - 30, 30, HIGH * POINT - 6), text=notes))
    made.add_metadata({"/Title": name})
    file = BytesIO()
    made.write(file)
    return file.getvalue()


def _slide(slide: Slide, room: dict[str, Any]) -> str:
    if slide.kind == "picture":
        return _picture(slide)
    if slide.kind == "guess":
        return _poll(slide, room)
    size = 90 if len(slide.title) <= html_slides.LONG else 64
    lines = _balanced(slide.title, 1280, size)
    top = (HIGH - len(lines) * size * 1.1) / 2
    inside = f'<rect x="{LEFT}" y="{top - 60}" width="112" height="8" rx="4" fill="{_INK["ink"]}"/>'
    inside += _text(lines, LEFT, top + size, size, weight=700)
    below = top + (len(lines) + 1) * size * 1.1
    inside += _text(_wrapped(slide.subtitle, 1280, 38), LEFT, below, 38, "muted")
    return inside + _basis(_wrapped(frozen_chart.basis(slide.picture), ROOM, 19) if slide.picture else [])


def _picture(slide: Slide) -> str:
    inside, top = _title(slide.title)
    basis = [line for said in frozen_chart.every_basis(slide.picture) for line in _wrapped(said, ROOM, 19)]
    tall = FOOT - top - 26 * len(basis)
    parts = frozen_chart.parts(slide.picture)
    if len(parts) == 1:
        return inside + _placed(html_slides.inline(parts[0], "a", "light"), LEFT, top, ROOM, tall) + _basis(basis)
    heads = [_wrapped(html_slides.heading(one, slide), HALF, 25) for one in parts]
    under = 29 * max(map(len, heads)) + 20
    for place, (one, head) in enumerate(zip(parts, heads, strict=True)):
        left = LEFT + place * (HALF + GAP)
        inside += _text(head, left, top + 20, 25, weight=600)
        drawn = html_slides.inline(one, f"a{place}", "light", size=html_slides.HALF)
        inside += _placed(drawn, left, top + under, HALF, tall - under)
    return inside + _basis(basis)


def _placed(drawn: str, left: float, top: float, width: float, height: float) -> str:
    return drawn.replace("<svg", f'<svg x="{left}" y="{top}" width="{width}" height="{height}"', 1)


def _poll(slide: Slide, room: dict[str, Any]) -> str:
    """The question with its scale; the guesses and the answer stand on it once the answer was revealed."""
    asked, guesses = slide.question or {}, room.get("guesses", [])
    inside, top = _title(slide.title)
    inside += f'<path d="M{LEFT} {FLOOR}h{ROOM}" stroke="{_INK["grid"]}" stroke-width="3"/>'
    if guesses:
        inside += _text([count(len(guesses), _("guess"), _("guesses"))], LEFT, top + 20, 27, "muted")
    for share in (0, 0.25, 0.5, 0.75, 1):
        value = asked["low"] + share * (asked["high"] - asked["low"])
        said = f"{number(value, 0 if value == round(value) else 1)}{asked['unit']}"
        inside += _text([said], LEFT + share * ROOM, FLOOR + 40, 24, "muted", anchor="middle")
    if room.get("revealed"):
        inside += _dots([_share(guess, asked) for guess in guesses]) + _answer(asked, top)
    return inside + _basis([asked["of"]])


def _share(value: float, asked: dict[str, Any]) -> float:
    """Where a value is on the scale of a question, 0 to 1."""
    return float(min(max((value - asked["low"]) / (asked["high"] - asked["low"]), 0), 1))


def _dots(shares: list[float]) -> str:
    """One dot a guess, those of one place upon another."""
    places = sorted(round(share * BINS) for share in shares)
    step = min(26.0, 400 / max(map(places.count, places), default=1))
    return "".join(
        f'<circle cx="{LEFT + place * ROOM / BINS}" cy="{FLOOR - 16 - step * (at - places.index(place))}" r="10"'
        f' fill="{_INK["ink"]}" opacity=".8"/>'
        for at, place in enumerate(places)
    )


def _answer(asked: dict[str, Any], top: float) -> str:
    share = _share(asked["truth"], asked)
    at, aside, anchor = LEFT + share * ROOM, *((-14, "end") if share > 0.7 else (14, "start"))
    said = _text([f"{_('Actual')}: {asked['truth_text']}"], at + aside, top + 76, 32, "bad", 700, anchor=anchor)
    return f'<path d="M{at} {top + 50}V{FLOOR}" stroke="{_INK["bad"]}" stroke-width="4"/>{said}'


def _terms(title: str, columns: list[list[dict[str, str]]]) -> str:
    inside, top = _title(title)
    for place, terms in enumerate(columns):
        left, width, line = LEFT + place * (HALF + GAP), HALF if len(columns) > 1 else ROOM, top + 10
        for one in terms:
            for part, colour, weight in (("term", "ink", 700), ("says", "text", 400), ("formula", "muted", 400)):
                lines = _wrapped(one[part], width, 20)
                inside += _text(lines, left, line, 20, colour, weight, spaced=1.3)
                line += 26 * len(lines)
            line += 18
    return inside


def _title(text: str) -> tuple[str, float]:
    """A slide's title, and the top of what is under it."""
    size = 52 if len(text) <= html_slides.LONG else 40
    lines = _balanced(text, ROOM, size)
    return _text(lines, LEFT, TOP, size, weight=700), TOP + (len(lines) - 1) * size * 1.15 + 60


def _basis(lines: list[str]) -> str:
    return _text(lines, LEFT, FOOT - 26 * (len(lines) - 1), 19, "muted", spaced=26 / 19)


def _wrapped(text: str, width: float, size: float) -> list[str]:
    return textwrap.wrap(text, int(width / (size * LETTER)))


def _balanced(text: str, width: float, size: float) -> list[str]:
    """The lines of a title, as few as the width allows and about as long as each other."""
    most = int(width / (size * LETTER))
    lines = textwrap.wrap(text, most)
    narrower = (textwrap.wrap(text, letters) for letters in range(most // 2, most) if len(lines) > 1)
    return next((found for found in narrower if len(found) == len(lines)), lines)


def _text(
    lines: list[str],
    left: float,
    top: float,
    size: float,
    colour: str = "text",
    weight: int = 400,
    spaced: float = 1.15,
    anchor: str = "start",
) -> str:
    """Lines of text; top : of the foot of the first one."""
    return "".join(
        f'<text x="{left}" y="{top + place * size * spaced}" font-size="{size}" font-weight="{weight}"'
        f' text-anchor="{anchor}" fill="{_INK[colour]}">{escape(line)}</text>'
        for place, line in enumerate(lines)
    )


def _paper(inside: str, name: str, page: str) -> str:
    foot = _text([name], LEFT, 866, 17, "muted") + _text([page], WIDE - LEFT, 866, 17, "muted", anchor="end")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{WIDE * POINT}"'
        f' height="{HIGH * POINT}" viewBox="0 0 {WIDE} {HIGH}" font-family="{frozen_chart.FONT}">'
        f'<rect width="{WIDE}" height="{HIGH}" fill="{_INK["paper"]}"/>{inside}{foot}</svg>'
    )
